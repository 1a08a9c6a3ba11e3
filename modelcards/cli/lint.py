"""Check model cards, and mend what can be mended.

PATH is a file, a directory (then links, index pages and duplicates are checked as well), a Hub id
with its scheme (hf://acme/lumen-7b) or - for stdin. Settings are read from the nearest
modelcards.toml or pyproject.toml above each file. Exit code 1 means findings. A comment
<!-- modelcards: ignore MC301 --> silences a line.
"""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from modelcards.cli.options import add_jobs
from modelcards.linting.formats.registry import FORMATS

if TYPE_CHECKING:
    from modelcards.linting.run import Outcome
    from modelcards.linting.work import Request


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "paths",
        metavar="PATH",
        nargs="*",
        help="files, directories, or -; the working directory where none is named",
    )
    mend = parser.add_argument_group("mending")
    mend.add_argument("--fix", action="store_true", help="mend what needs no judgement")
    mend.add_argument(
        "--unsafe-fixes", action="store_true", help="with --fix: also change stated facts"
    )
    mend.add_argument("--diff", action="store_true", help="show what --fix would change")
    mend.add_argument(
        "--timeout",
        type=float,
        metavar="SECONDS",
        help="with --fix or --diff: the most that mending one card may take (60 by default)",
    )
    mend.add_argument("--show-fixes", action="store_true", help="with --fix: list what was mended")
    mend.add_argument(
        "--add-ignore",
        action="store_true",
        help="put a comment that silences it beside each finding",
    )
    choose = parser.add_argument_group("rules, by code, prefix or name, split at commas")
    for name, text in (
        ("--select", "run only these"),
        ("--extend-select", "run these too"),
        ("--ignore", "leave these out"),
        ("--fixable", "mend by these only"),
        ("--unfixable", "never mend by these"),
    ):
        choose.add_argument(name, action="append", metavar="CODES", help=text)
    choose.add_argument("--config", metavar="FILE", help="the one settings file to use")
    files = parser.add_argument_group("files")
    files.add_argument(
        "--all", action="store_true", help="take every file of a directory as a card"
    )
    files.add_argument(
        "--cards-only", action="store_true", help="pass over named files too that are no cards"
    )
    files.add_argument(
        "--exclude",
        action="append",
        metavar="PATTERN",
        help="leave out of directories what this names, in the manner of .gitignore",
    )
    files.add_argument(
        "--force-exclude", action="store_true", help="leave out named files, too, that are excluded"
    )
    files.add_argument(
        "--no-gitignore", action="store_true", help="look at what .gitignore leaves out, too"
    )
    files.add_argument(
        "--show-files", action="store_true", help="list the cards that would be checked"
    )
    files.add_argument("--stdin-filename", metavar="NAME", help="the name of what stdin holds")
    files.add_argument("--errors", metavar="FILE", help="write what could not be read as JSONL")
    add_jobs(files)
    out = parser.add_argument_group("output")
    out.add_argument(
        "--output-format",
        choices=FORMATS,
        default="text",
        metavar="FORMAT",
        help=f"{', '.join(FORMATS)}; text is full on a terminal, else concise",
    )
    out.add_argument(
        "--color",
        choices=("auto", "always", "never"),
        default="auto",
        help="auto asks the terminal, NO_COLOR and FORCE_COLOR",
    )
    out.add_argument("--statistics", action="store_true", help="count the findings of each rule")
    out.add_argument(
        "-q", "--quiet", action="store_true", help="print nothing but findings, and no progress"
    )
    out.add_argument("--baseline", metavar="FILE", help="leave out what this file has accepted")
    out.add_argument(
        "--write-baseline", action="store_true", help="accept all findings: write the baseline"
    )
    code = parser.add_argument_group("exit code")
    code.add_argument(
        "--fail-on", choices=("error", "warning"), help="the least severity that exits with 1"
    )
    code.add_argument("--exit-zero", action="store_true", help="exit with 0 in spite of findings")
    code.add_argument(
        "--exit-non-zero-on-fix", action="store_true", help="exit with 1 if something was mended"
    )


def run(args: argparse.Namespace) -> int:
    """Lint; see the exit codes in `modelcards.cli.main`."""
    from modelcards.cli import lint_output
    from modelcards.errors import ArgumentError

    request = _request(args)
    args.paths = args.paths or ["."]
    stdin = "-" in args.paths
    if stdin and len(args.paths) > 1:
        raise ArgumentError("- stands alone")
    if args.add_ignore and (stdin or args.fix or args.diff):
        raise ArgumentError("--add-ignore goes with files, and without --fix and --diff")
    if args.show_files and stdin:
        raise ArgumentError("--show-files goes with files and directories")
    if args.show_files:
        return _show_files(args, request)
    for written in filter(None, (args.errors, args.write_baseline and args.baseline)):
        from modelcards.convert.overwrite import refuse_inputs

        refuse_inputs(written, args.paths, "the file to write,")
    mended: bytes | None = None
    if stdin:
        from modelcards.linting.run import lint_stdin
        from modelcards.text.standard_input import standard_input

        data = standard_input(whole=args.fix)
        outcome, mended = lint_stdin(data, args.stdin_filename, request)
    else:
        outcome = _lint_files(args, request)
    _baselines(args, request, outcome)
    if args.add_ignore:
        from modelcards.linting.add_ignore import add_ignores

        count, outcome.findings = add_ignores(outcome, request)
        print(f"modelcards: {count} findings silenced by comments", file=sys.stderr)
    lint_output.results(args, outcome, mended, request.configuration.here.settings.site)
    lint_output.messages(args, outcome)
    return _code(args, request, outcome)


def _request(args: argparse.Namespace) -> Request:
    from pathlib import Path

    from modelcards.convert.item import checked_timeout
    from modelcards.linting.configuration import Configuration, Options
    from modelcards.linting.rule_selection import LISTS, Selection, prefixes
    from modelcards.linting.work import Request

    codes = {
        name: prefixes(getattr(args, name) or (), f"--{name.replace('_', '-')}") for name in LISTS
    }
    options = Options(
        Selection(**codes),
        exclude=tuple(args.exclude or ()),
        config=Path(args.config).absolute() if args.config else None,
    )
    configuration = Configuration(options)
    # Settings that cannot be used are told before anything is read.
    _ = configuration.here
    return Request(
        configuration,
        fix=args.fix and not args.diff,
        diff=args.diff,
        unsafe=args.unsafe_fixes,
        all_files=args.all,
        cards_only=args.cards_only,
        timeout=checked_timeout(args.timeout),
    )


def _lint_files(args: argparse.Namespace, request: Request) -> Outcome:
    from modelcards.convert.progress import Terminal
    from modelcards.linting.files import Choice
    from modelcards.linting.run import lint_paths

    choice = Choice(not args.no_gitignore, args.force_exclude)
    terminal = None if args.quiet else Terminal(delay=1.0)
    try:
        return lint_paths(args.paths, request, choice, jobs=args.jobs, watcher=terminal)
    finally:
        if terminal is not None:
            terminal.end()


def _show_files(args: argparse.Namespace, request: Request) -> int:
    from dataclasses import replace

    from modelcards.cli import lint_output
    from modelcards.display.escape import harmless

    outcome = _lint_files(args, replace(request, fix=False, diff=False, listing=True))
    for path in outcome.files:
        print(harmless(path) if sys.stdout.isatty() else path)
    lint_output.messages(args, outcome)
    return 2 if outcome.wrong else 1 if outcome.unread else 0


def _baselines(args: argparse.Namespace, request: Request, outcome: Outcome) -> None:
    """Take out what a baseline accepts, or write it: the named one, or the settings' own."""
    from pathlib import Path

    from modelcards.errors import ArgumentError
    from modelcards.linting import baseline
    from modelcards.model.finding import order

    named = Path(args.baseline) if args.baseline else None
    if (
        args.write_baseline
        and named is None
        and request.configuration.here.settings.baseline is None
    ):
        raise ArgumentError("--write-baseline needs --baseline FILE")

    def of(path: str | None) -> Path | None:
        return named or request.configuration.of(path).settings.baseline

    files = {of(path) for path in {one.path for one in outcome.findings}} | {of(None)}
    if files == {None}:
        return
    kept = [one for one in outcome.findings if of(one.path) is None]
    for file in sorted(one for one in files if one is not None):
        covered = [one for one in outcome.findings if of(one.path) == file]
        if args.write_baseline:
            count = baseline.write(file, covered)
            print(f"modelcards: {count} findings accepted in {file}", file=sys.stderr)
        else:
            kept += baseline.unaccepted(file, covered)
    outcome.findings = sorted(kept, key=order)


def _code(args: argparse.Namespace, request: Request, outcome: Outcome) -> int:
    if outcome.wrong:
        return 2
    if outcome.unread:
        return 1
    if args.diff:
        return 1 if outcome.diffs and not args.exit_zero else 0
    if outcome.applied and args.exit_non_zero_on_fix:
        return 1
    if args.exit_zero:
        return 0
    levels = request.configuration.of
    return int(
        any(
            one.severity == "error"
            or (args.fail_on or levels(one.path).settings.fail_on or "warning") == "warning"
            for one in outcome.findings
        )
    )
