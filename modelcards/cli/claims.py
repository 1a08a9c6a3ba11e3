"""Show what several cards state of the same model and benchmark, the widest disagreement first.

PATH is a card, a directory of cards, or what `convert` wrote (.json, .jsonl, .parquet). Each row is
one model, benchmark and setting; below it stands what each card says, the model's own card first.
"""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from modelcards.cardset.rows import Rows
    from modelcards.model.card import ModelCard


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("paths", metavar="PATH", nargs="+", help="cards, directories, or sets")
    parser.add_argument(
        "-o", "--output", metavar="OUT", help="write .json, .jsonl, .csv or .parquet instead"
    )
    parser.add_argument(
        "--all", action="store_true", help="take every Markdown file of a directory as a card"
    )


def run(args: argparse.Namespace) -> int:
    """Print or write the claims; 1 when a file met in a directory could not be read."""
    from modelcards.cardset.claims import claims

    failed: list[str] = []
    found = claims(_cards(args.paths, args.all, failed))
    if args.output:
        from modelcards.formats.rows import write

        write(found.columns, list(found), args.output)
    else:
        sys.stdout.writelines(_text(found))
    for message in failed:
        print(f"modelcards: {message}", file=sys.stderr)
    return 1 if failed else 0


def _cards(paths: list[str], all_files: bool, failed: list[str]) -> Iterator[ModelCard]:
    import os

    from modelcards.cardset.load_dir import load_dir
    from modelcards.cardset.load_set import load_set
    from modelcards.display.escape import harmless
    from modelcards.formats.compressed import split_suffix
    from modelcards.reading.reader import load

    for path in paths:
        if os.path.isdir(path):
            held = load_dir(path, all_files=all_files)
            failed += [harmless(f"{one.path}: {one.error}") for one in held.failures]
            yield from held
        elif split_suffix(path)[0] in (".json", ".jsonl", ".parquet"):
            yield from load_set(path)
        else:
            yield load(path)


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
