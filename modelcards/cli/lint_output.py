"""What `modelcards lint` prints: results to stdout, messages to stderr."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, TextIO

from modelcards.linting.formats.registry import FOR_PROGRAMS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from modelcards.linting.run import Outcome


def results(
    args: argparse.Namespace, outcome: Outcome, mended: bytes | None, site: str | None
) -> None:
    """Results to stdout; with `--fix` on stdin that is the text, and the rest goes to stderr.

    `site` is where the pages of rules are published, where settings say so.
    """
    from modelcards.linting.formats import text

    if args.diff:
        shown: Iterable[str] = outcome.diffs
        if sys.stdout.isatty():
            # A file gets the very text, which patch can apply; a terminal must not obey it.
            from modelcards.display.escape import harmless

            shown = (harmless(line, lines=True) for line in outcome.diffs)
        sys.stdout.writelines(shown)
        if outcome.applied and not args.quiet:
            print(f"Would fix {text.counted(outcome.applied)}.", file=sys.stderr)
        return
    from modelcards.cli import streams

    stream = sys.stdout
    if args.fix and mended is not None:
        streams.write_bytes(mended)
        stream = sys.stderr
    stream.write(_rendered(args, outcome, stream, site))


def _rendered(args: argparse.Namespace, outcome: Outcome, stream: TextIO, site: str | None) -> str:
    from modelcards.display.colours import are_wanted, links_are_wanted, painted, plain
    from modelcards.linting.formats import registry, text

    found = registry.Findings(outcome.findings, outcome.line, site)
    if args.output_format in FOR_PROGRAMS:
        return registry.for_programs(args.output_format, found, statistics=args.statistics)
    if not outcome.checked and not outcome.findings:
        return ""
    wanted = are_wanted(stream) if args.color == "auto" else args.color == "always"
    if args.statistics:
        shown = text.statistics(outcome.findings)
    else:
        shown = registry.for_people(
            args.output_format,
            found,
            terminal=stream.isatty(),
            paint=painted if wanted else plain,
            linked=wanted and links_are_wanted(stream),
        )
    if args.show_fixes:
        shown += text.fixes(outcome.applied)
    if args.quiet:
        return shown
    if args.fix:
        return shown + text.fixed_summary(outcome.applied, outcome.findings)
    return shown + text.summary(outcome.findings, args.unsafe_fixes)


def messages(args: argparse.Namespace, outcome: Outcome) -> None:
    """What could not be read, and what was passed over."""
    problems = outcome.wrong + outcome.unread
    for path, message in problems:
        from modelcards.cli import streams

        streams.say(message if path in message else f"{path}: {message}")
    if outcome.skipped and not args.quiet:
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
