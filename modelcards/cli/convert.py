"""Convert cards to a data file, or to a directory with one JSON file a card.

SRC is a file, a directory, a glob, an archive (.zip, .tar.gz), a .parquet or .jsonl file with a
column of cards, a URL, or - for a list of paths on stdin. The suffix of OUT says the format: .json,
.jsonl, .csv (each also .gz, .zst), .parquet, .sqlite; no suffix means a directory. Cards are sorted
by path. OUT is replaced only when the run came to its end.
"""

from __future__ import annotations

import argparse
import sys

from modelcards.cli.options import add_dialect


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("sources", metavar="SRC", nargs="+", help="what to read; - reads a list")
    parser.add_argument("-o", "--output", metavar="OUT", required=True, help="what to write")
    parser.add_argument(
        "--all", action="store_true", help="take every Markdown file of a directory as a card"
    )
    add_dialect(parser)
    parser.add_argument(
        "--table",
        choices=(
            "cards",
            "tables",
            "benchmarks",
            "specs",
            "models",
            "sections",
            "links",
            "citation",
            "code",
        ),
        default="cards",
        help="the rows of a .csv: one a card (default), a table cell, a score, a fact, a model,"
        " a section, a link, an entry of BibTeX or a block of code",
    )
    parser.add_argument("--errors", metavar="FILE", help="write what could not be read as JSONL")
    parser.add_argument(
        "--resume", action="store_true", help="keep a manifest, and read only new or changed cards"
    )
    rows = parser.add_argument_group("rows of .parquet and .jsonl files")
    rows.add_argument("--column", default="card", help="the column with the text (default: card)")
    rows.add_argument("--id", metavar="COLUMN", help="the column that names the card")
    speed = parser.add_argument_group("work")
    speed.add_argument(
        "-j", "--jobs", type=int, metavar="N", help="worker processes (default: all cores, or none)"
    )
    speed.add_argument(
        "--timeout", type=float, metavar="SECONDS", help="the most that one card may take"
    )
    speed.add_argument("--engine", choices=("local", "dask"), default="local", help="who works")
    speed.add_argument("--scheduler", metavar="ADDRESS", help="a Dask scheduler to send work to")


def run(args: argparse.Namespace) -> int:
    """Convert; 1 when something could not be read, though the rest is written."""
    from modelcards.convert.convert import Options, convert
    from modelcards.convert.item import Columns
    from modelcards.convert.progress import Terminal

    options = Options(
        jobs=args.jobs,
        timeout=args.timeout,
        table=args.table,
        columns=Columns(args.column, args.id),
        all_files=args.all,
        dialect=args.dialect,
        errors=args.errors,
        resume=args.resume,
        engine=args.engine,
        scheduler=args.scheduler,
    )
    terminal = Terminal()
    try:
        # A program without a console may have no stdin at all.
        listed = getattr(sys.stdin, "buffer", None)
        summary = convert(args.sources, args.output, options, watcher=terminal, listed=listed)
    finally:
        terminal.end()
    print(f"modelcards: {summary}", file=sys.stderr)
    return 1 if summary.failed else 0
