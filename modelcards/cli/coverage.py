"""Show what of a documentation template cards fill in, and where.

PATH is a card, a directory of cards, or what `convert` wrote (.json, .jsonl, .parquet). An item is
filled by a section that is about it, or by a typed key. Presence is measured, not truth or
compliance: a filled item may say anything.
"""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from modelcards.cardset.coverage import Coverage
    from modelcards.cardset.rows import Rows

    Covered = tuple[str, Coverage]

_SIGNS = {"filled": "+", "placeholder": "?", "empty": "o", "missing": "-"}
_MEASURES = "This measures what is there, not whether it is true or enough.\n"
_COLUMNS = ("path", "template", "item", "status", "where", "line")


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("paths", metavar="PATH", nargs="+", help="cards, directories, or sets")
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
        "--statistics", action="store_true", help="a line an item instead of one a card"
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
    parser.add_argument(
        "-j", "--jobs", type=int, metavar="N", help="worker processes (default: all cores, or none)"
    )


def run(args: argparse.Namespace) -> int:
    """Print what is filled; 1 for a card below `--fail-under`, or a file that cannot be read."""
    from modelcards.cardset.parts import counts

    failed: list[str] = []
    found = list(_covered(args, failed))
    if args.statistics:
        _statistics(counts((one for _, one in found), args.template), args.output_format)
    else:
        _each(found, args.output_format)
    for message in failed:
        print(f"modelcards: {message}", file=sys.stderr)
    least = (args.fail_under or 0) / 100
    return 1 if failed or any(one.score < least for _, one in found) else 0


def _covered(args: argparse.Namespace, failed: list[str]) -> Iterator[Covered]:
    """Each card's path with what it fills in; what could not be read goes to `failed`."""
    import os

    from modelcards.cardset.coverage import coverage
    from modelcards.cli.options import cards_of
    from modelcards.reading.reader import parse

    coverage(parse(""), args.template)  # a template that is none is told before anything is read
    for path in args.paths:
        if os.path.isdir(path):
            yield from _below(path, args, failed)
        else:
            for card in cards_of([path], args.all, failed):
                yield card.source.path or "", coverage(card, args.template)


def _below(directory: str, args: argparse.Namespace, failed: list[str]) -> Iterator[Covered]:
    from modelcards.convert.cover import Cover
    from modelcards.convert.inputs import Inputs
    from modelcards.convert.workers import chunked, select
    from modelcards.display.escape import harmless

    items = list(Inputs(directories=[directory]))
    engine = select(args.jobs, None, len(items))
    for results in engine(Cover(args.template, args.all), chunked(items)):
        for one in results:
            if one.error is not None:
                failed.append(harmless(f"{one.path}: {one.error}"))
            elif one.coverage is not None:
                yield one.path, one.coverage


def _each(found: list[Covered], output: str) -> None:
    if output == "json":
        _json([_plain(path, one) for path, one in found])
    elif output == "csv":
        rows = (
            (path, one.template, item.name, item.status, item.where, item.line)
            for path, one in found
            for item in one.items
        )
        _csv(_COLUMNS, rows)
    else:
        sys.stdout.writelines(_text(found))


def _statistics(counted: Rows, output: str) -> None:
    if output == "json":
        _json(list(counted))
    elif output == "csv":
        _csv(tuple(counted.columns), (tuple(row.values()) for row in counted))
    else:
        sys.stdout.writelines(_rates(counted))


def _plain(path: str, found: Coverage) -> dict[str, Any]:
    items = [dict(vars(item)) for item in found.items]
    return {"path": path, "template": found.template, "score": found.score, "items": items}


def _json(rows: list[Any]) -> None:
    import json

    sys.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2) + "\n")


def _csv(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    import csv

    from modelcards.formats.csv import neutral

    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([neutral(one) if isinstance(one, str) else one for one in row])


def _rates(counted: Rows) -> Iterator[str]:
    """A line an item: of how many cards it is filled, a placeholder, empty, missing."""
    from modelcards.display.escape import harmless

    _, *statuses = counted.columns
    total = sum(counted[0][status] for status in statuses)
    width = max(len(row["item"]) for row in counted)
    yield f"{'':<{width}}  {'  '.join(f'{status:>13}' for status in statuses)}\n"
    for row in counted:
        shares = (f"{row[one]} {row[one] / total if total else 0:>6.1%}" for one in statuses)
        yield (
            harmless(f"{row['item']:<{width}}  {'  '.join(f'{one:>13}' for one in shares)}") + "\n"
        )
    yield f"{total} cards. {_MEASURES}"


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
    yield _MEASURES
