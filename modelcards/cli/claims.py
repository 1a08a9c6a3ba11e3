"""Show what several cards state of the same model and benchmark, the widest disagreement first.

PATH is a card, a directory of cards, or what `convert` wrote (.json, .jsonl, .parquet). Each row is
one model, benchmark and setting; below it stands what each card says, the model's own card first.
"""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from modelcards.cardset.rows import Rows


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("paths", metavar="PATH", nargs="+", help="cards, directories, or sets")
    parser.add_argument(
        "-o",
        "--output",
        metavar="OUT",
        help="write .json, .jsonl, .csv, .parquet or .sqlite instead",
    )
    parser.add_argument(
        "--all", action="store_true", help="take every Markdown file of a directory as a card"
    )


def run(args: argparse.Namespace) -> int:
    """Print or write the claims; 1 when a file met in a directory could not be read."""
    from modelcards.cardset.claims import claims
    from modelcards.cli.options import cards_of

    if args.output:
        from modelcards.convert.overwrite import refuse_inputs

        refuse_inputs(args.output, args.paths)
    failed: list[str] = []
    found = claims(cards_of(args.paths, args.all, failed))
    if args.output:
        from modelcards.formats.rows import write

        write(found.columns, list(found), args.output)
    else:
        sys.stdout.writelines(_text(found))
    for message in failed:
        print(f"modelcards: {message}", file=sys.stderr)
    return 1 if failed else 0


def _text(found: Rows) -> Iterable[str]:
    from modelcards.display.escape import harmless

    for row in found:
        details = [row[key] for key in ("metric", "setting", "variant") if row[key]]
        of = f" ({', '.join(details)})" if details else ""
        head = f"{row['model']} on {row['benchmark']}{of}: {row['low']:g} to {row['high']:g}"
        yield harmless(head) + "\n"
        for line in row["stated"]:
            yield f"  {harmless(line)}\n"
    yield f"{len(found)} claim{'' if len(found) == 1 else 's'} of more than one card\n"
