"""Show what of a documentation template cards fill in, and where.

An item is filled by a section that is about it, or by a typed key. Presence is measured, not truth
or compliance: a filled item may say anything.
"""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from modelcards.cardset.coverage import Coverage
    from modelcards.model.card import ModelCard

    Covered = tuple[str, Coverage]

_SIGNS = {"filled": "+", "placeholder": "?", "empty": "o", "missing": "-"}
_COLUMNS = ("path", "template", "item", "status", "where", "line")


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("paths", metavar="PATH", nargs="+", help="cards, or directories of cards")
    parser.add_argument(
        "--template",
        metavar="NAME",
        default="hub",
        help="hub, mitchell2019, eu-gpai, or a TOML file of your own (default: hub)",
    )
    parser.add_argument(
        "--output-format", choices=("text", "json", "csv"), default="text", help="default: text"
    )
    parser.add_argument(
        "--fail-under",
        metavar="N",
        type=float,
        help="exit with 1 when a card fills less than N percent of the items",
    )
    parser.add_argument(
        "--all", action="store_true", help="take every Markdown file of a directory as a card"
    )


def run(args: argparse.Namespace) -> int:
    """Print what is filled; 1 for a card below `--fail-under`, or a file that cannot be read."""
    from modelcards.cardset.coverage import coverage

    failed: list[str] = []
    found = [
        (card.source.path or "", coverage(card, args.template))
        for card in _cards(args.paths, args.all, failed)
    ]
    if args.output_format == "json":
        import json

        rows = [_plain(path, one) for path, one in found]
        sys.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2) + "\n")
    elif args.output_format == "csv":
        _csv(found)
    else:
        sys.stdout.writelines(_text(found))
    for message in failed:
        print(f"modelcards: {message}", file=sys.stderr)
    least = (args.fail_under or 0) / 100
    return 1 if failed or any(one.score < least for _, one in found) else 0


def _cards(paths: list[str], all_files: bool, failed: list[str]) -> Iterator[ModelCard]:
    import os

    from modelcards.cardset.load_dir import load_dir
    from modelcards.display.escape import harmless
    from modelcards.reading.reader import load

    for path in paths:
        if os.path.isdir(path):
            held = load_dir(path, all_files=all_files)
            failed += [harmless(f"{one.path}: {one.error}") for one in held.failures]
            yield from held
        else:
            yield load(path)


def _plain(path: str, found: Coverage) -> dict[str, Any]:
    items = [dict(vars(item)) for item in found.items]
    return {"path": path, "template": found.template, "score": found.score, "items": items}


def _csv(found: Iterable[Covered]) -> None:
    import csv

    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for path, one in found:
        for item in one.items:
            row = (path, one.template, item.name, item.status, item.where, item.line)
            writer.writerow(row)


def _text(found: Iterable[Covered]) -> Iterator[str]:
    """A line a card with its share, below it a line an item."""
    from modelcards.display.escape import harmless

    for path, one in found:
        filled = sum(item.status == "filled" for item in one.items)
        share = f"{filled} of {len(one.items)} items filled ({one.score:.0%})"
        yield f"{harmless(path)}: {share}, template {harmless(one.template)}\n"
        width = max(len(item.name) for item in one.items)
        for item in one.items:
            where = f"  {item.where or '(no title)'}" if item.status != "missing" else ""
            line = f", line {item.line}" if item.line is not None else ""
            text = f"  {_SIGNS[item.status]} {item.name:<{width}}  {item.status:<11}{where}{line}"
            yield harmless(text.rstrip()) + "\n"
    yield "This measures what is there, not whether it is true or enough.\n"
