"""Check model cards, and mend what can be mended.

PATH is a file, a directory (then links, index pages and duplicates are checked as well) or - for
stdin. Exit code 1 means findings. A comment <!-- modelcards: ignore MC301 --> silences a line.
"""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Iterable

    from modelcards.linting.run import Outcome
    from modelcards.linting.settings import Settings
    from modelcards.model.finding import Finding

FORMATS = (
    "text", "full", "concise", "grouped", "json", "github", "gitlab", "junit", "sarif", "rdjson",
)  # fmt: skip


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
    choose = parser.add_argument_group("rules, by code, prefix or name, split at commas")
    choose.add_argument("--select", action="append", metavar="CODES", help="run only these")
    choose.add_argument("--extend-select", action="append", metavar="CODES", help="run these too")
    choose.add_argument("--ignore", action="append", metavar="CODES", help="leave these out")
    choose.add_argument("--config", metavar="FILE", help="the settings file to use")
    files = parser.add_argument_group("files")
    files.add_argument(
        "--all", action="store_true", help="take every file of a directory as a card"
    )
    files.add_argument(
        "--cards-only", action="store_true", help="pass over named files too that are no cards"
    )
    files.add_argument("--stdin-filename", metavar="NAME", help="the name of what stdin holds")
    files.add_argument("--errors", metavar="FILE", help="write what could not be read as JSONL")
    out = parser.add_argument_group("output")
    out.add_argument(
        "--output-format",
        choices=FORMATS,
        default="text",
        metavar="FORMAT",
        help=f"{', '.join(FORMATS)}; text is full on a terminal, else concise",
    )
    out.add_argument("--color", choices=("auto", "always", "never"), default="auto")
    out.add_argument("--statistics", action="store_true", help="count the findings of each rule")
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
    from pathlib import Path

    from modelcards.errors import ArgumentError
    from modelcards.linting import run as linting
    from modelcards.linting.rule_selection import Selection, prefixes
    from modelcards.linting.settings import Settings, find, read

    found = Path(args.config) if args.config else find(Path.cwd())
    settings = read(found) if found else Settings()
    selection = Selection(
        select=prefixes(args.select or (), "--select") or settings.select,
        extend_select=settings.extend_select
        + prefixes(args.extend_select or (), "--extend-select"),
        ignore=prefixes(args.ignore, "--ignore") if args.ignore else settings.ignore,
    )
    baseline = Path(args.baseline) if args.baseline else settings.baseline
    if args.write_baseline and baseline is None:
        raise ArgumentError("--write-baseline needs --baseline FILE")
    request = linting.Request(
        selection,
        settings,
        fix=args.fix and not args.diff,
        diff=args.diff,
        unsafe=args.unsafe_fixes,
        all_files=args.all,
        cards_only=args.cards_only,
    )
    mended = b""
    args.paths = args.paths or ["."]
    if "-" in args.paths:
        if len(args.paths) > 1:
            raise ArgumentError("- stands alone")
        data = sys.stdin.buffer.read()
        outcome, mended = linting.lint_stdin(data, args.stdin_filename, request)
    else:
        outcome = linting.lint_paths(args.paths, request)
    if args.write_baseline and baseline is not None:
        from modelcards.linting.baseline import write

        count = write(baseline, outcome.findings)
        print(f"modelcards: {count} findings accepted in {baseline}", file=sys.stderr)
        outcome.findings = []
    elif baseline is not None:
        from modelcards.linting.baseline import unaccepted

        outcome.findings = unaccepted(baseline, outcome.findings)
    _print(args, outcome, mended if args.paths == ["-"] else None)
    _tell(args, outcome)
    return _code(args, outcome, settings)


def _print(args: argparse.Namespace, outcome: Outcome, mended: bytes | None) -> None:
    """Results to stdout; with `--fix` on stdin that is the text, and the rest goes to stderr."""
    from modelcards.linting.formats import text

    if args.diff:
        shown: Iterable[str] = outcome.diffs
        if sys.stdout.isatty():
            # A file gets the very text, which patch can apply; a terminal must not obey it.
            from modelcards.display.escape import harmless

            shown = (harmless(line, lines=True) for line in outcome.diffs)
        sys.stdout.writelines(shown)
        if outcome.applied:
            print(f"Would fix {text.counted(outcome.applied)}.", file=sys.stderr)
        return
    stream = sys.stdout
    if args.fix and mended is not None:
        sys.stdout.flush()
        sys.stdout.buffer.write(mended)
        sys.stdout.buffer.flush()
        stream = sys.stderr
    stream.write(_rendered(args, outcome, stream))


def _rendered(args: argparse.Namespace, outcome: Outcome, stream: TextIO) -> str:
    found: list[Finding] = outcome.findings
    if args.output_format == "json":
        from modelcards.linting.formats import json as lintjson

        return (lintjson.statistics if args.statistics else lintjson.render)(found)
    if args.output_format == "github":
        from modelcards.linting.formats import github

        return github.render(found)
    if args.output_format == "sarif":
        from modelcards.linting.formats import sarif
        from modelcards.linting.rules import all_rules

        return sarif.render(found, all_rules(), outcome.line)
    if args.output_format in ("gitlab", "junit", "rdjson"):
        return _of_machine(args.output_format, outcome)
    from modelcards.display.colours import are_wanted, painted, plain
    from modelcards.linting.formats import text

    if not outcome.checked and not found:
        return ""
    wanted = are_wanted(stream) if args.color == "auto" else args.color == "always"
    paint = painted if wanted else plain
    name = args.output_format
    if args.statistics:
        shown = text.statistics(found)
    elif name == "full" or (name == "text" and stream.isatty()):
        from modelcards.linting.formats import full

        shown = full.render(found, outcome.line, paint)
    elif name == "grouped":
        from modelcards.linting.formats import full

        shown = full.grouped(found, paint)
    else:
        shown = text.render(found, paint)
    if args.fix:
        return shown + text.fixed_summary(outcome.applied, found)
    return shown + text.summary(found, args.unsafe_fixes)


def _of_machine(name: str, outcome: Outcome) -> str:
    found = outcome.findings
    if name == "gitlab":
        from modelcards.linting.formats import gitlab

        return gitlab.render(found, outcome.line)
    if name == "junit":
        from modelcards.linting.formats import junit

        return junit.render(found)
    from modelcards.linting.formats import rdjson

    return rdjson.render(found, outcome.line)


def _tell(args: argparse.Namespace, outcome: Outcome) -> None:
    """What could not be read, and what was passed over."""
    problems = outcome.wrong + outcome.unread
    for path, message in problems:
        from modelcards.display.escape import harmless

        shown = message if path in message else f"{path}: {message}"
        print(f"modelcards: {harmless(shown)}", file=sys.stderr)
    if outcome.skipped:
        files = "1 file is no model card" if outcome.skipped == 1 else (
            f"{outcome.skipped} files are no model cards"
        )  # fmt: skip
        print(f"modelcards: {files}; passed over (--all takes every file)", file=sys.stderr)
    if args.errors:
        import json
        from pathlib import Path

        from modelcards.formats.atomic import Staged, write_errors

        rows = [{"path": path, "error": message, "line": None} for path, message in problems]
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        with write_errors(args.errors), Staged(Path(args.errors)) as staged:
            staged.path.write_text(lines, encoding="utf-8", newline="\n")
            staged.commit()


def _code(args: argparse.Namespace, outcome: Outcome, settings: Settings) -> int:
    if outcome.wrong:
        return 2
    if outcome.unread:
        return 1
    if args.diff:
        return 1 if outcome.diffs and not args.exit_zero else 0
    if outcome.applied and args.exit_non_zero_on_fix:
        return 1
    level = args.fail_on or settings.fail_on or "warning"
    failing = [one for one in outcome.findings if level == "warning" or one.severity == "error"]
    return 1 if failing and not args.exit_zero else 0
