"""Make one HTML page of cards to look at and to send around.

SRC is a file, a directory, a glob, an archive, a .parquet or .jsonl file of cards, or a URL. The
page holds its styles, scripts and pictures and asks no network for anything. The rules of lint run
with the settings of the project.
"""

from __future__ import annotations

import argparse
import sys

from modelcards.cli.options import add_jobs


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("sources", metavar="SRC", nargs="+", help="what to read; - reads a list")
    parser.add_argument("-o", "--output", metavar="OUT", required=True, help="the page to write")
    parser.add_argument("--title", default="Model cards", help="the heading of the page")
    parser.add_argument(
        "--template",
        metavar="NAME",
        default="hub",
        help="what the cards' coverage is of, as for `coverage` (default: hub)",
    )
    parser.add_argument(
        "--all", action="store_true", help="take every Markdown file of a directory as a card"
    )
    add_jobs(parser)


def run(args: argparse.Namespace) -> int:
    """Write the page; 1 when something could not be read, though the rest is there."""
    from pathlib import Path

    from modelcards.convert.overwrite import refuse_inputs
    from modelcards.display.escape import harmless
    from modelcards.formats.atomic import Staged, write_errors
    from modelcards.linting.work import Request
    from modelcards.report.gather import gather
    from modelcards.report.page import render

    refuse_inputs(args.output, args.sources)
    request = Request(all_files=args.all)
    gathered = gather(
        args.sources, request, listed=getattr(sys.stdin, "buffer", None), jobs=args.jobs
    )
    page = render(gathered, title=args.title, template=args.template)
    with write_errors(args.output), Staged(Path(args.output)) as staged:
        staged.path.write_text(page, encoding="utf-8", newline="\n")
        staged.commit()
    for failure in gathered.failures:
        print(f"modelcards: {harmless(f'{failure.path}: {failure.error}')}", file=sys.stderr)
    counts = (
        f"{len(gathered.cards)} cards, {len(gathered.findings)} findings,"
        f" {len(gathered.skipped)} passed over, {len(gathered.failures)} failed"
    )
    print(f"modelcards: {counts}", file=sys.stderr)
    return 1 if gathered.failures else 0
