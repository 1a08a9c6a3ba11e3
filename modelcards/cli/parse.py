"""Print the JSON of one card on stdout, or a sheet to read; FILE may be - for stdin."""

from __future__ import annotations

import argparse
import sys

from modelcards.cli.options import add_dialect


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("file", metavar="FILE", help="a model card; - reads stdin")
    parser.add_argument("--pretty", action="store_true", help="print a sheet to read, no JSON")
    add_dialect(parser)


def run(args: argparse.Namespace) -> int:
    """Print the card; bad content is content, so this is 0 whenever the file can be read."""
    from modelcards.model.json import to_json
    from modelcards.reading.reader import load, parse

    if args.file == "-":
        from modelcards.text.standard_input import standard_input

        card = parse(standard_input(), dialect=args.dialect)
    else:
        card = load(args.file, dialect=args.dialect)
    if args.pretty:
        from shutil import get_terminal_size

        from modelcards.display.colours import painter
        from modelcards.report.card_text import render

        width = min(get_terminal_size().columns, 100)
        sys.stdout.write(render(card, width=width, paint=painter(sys.stdout)))
    else:
        sys.stdout.write(to_json(card))
    return 0
