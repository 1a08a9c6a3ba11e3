"""Compare the facts of two cards, or of two directories of cards.

Exit code 0 means the same facts, 1 different ones. Where a fact stands, and what can be computed
from others, is not compared.
"""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from modelcards.cardset.diff import Change

_LONGEST = 100
_SIGNS = {"added": "+", "removed": "-", "changed": "~"}


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("old", metavar="OLD", help="a card, or a directory of cards")
    parser.add_argument("new", metavar="NEW", help="the same, later")
    parser.add_argument(
        "--output-format", choices=("text", "json"), default="text", help="default: text"
    )


def run(args: argparse.Namespace) -> int:
    """Print what differs."""
    from modelcards.cardset.diff import diff

    found = diff(args.old, args.new)
    if args.output_format == "json":
        import json

        rows = [change.to_dict() for change in found]
        sys.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.writelines(_text(found))
    return 1 if found else 0


def _text(found: Iterable[Change]) -> Iterator[str]:
    """The changes below the path of their card, one a line, long texts cut."""
    from modelcards.display.escape import harmless

    path: str | None = ""
    for one in found:
        if one.path != path:
            path = one.path
            yield f"{harmless(path or '')}\n"
        sides = [_short(side) for side in (one.old, one.new) if side is not None]
        name = one.field + (f" {_short(one.key)}" if one.key else "")
        value = " → ".join(sides)
        shown = f": {value}" if value and value != _short(one.key) else ""
        yield f"  {_SIGNS[one.change]} {harmless(name + shown)}\n"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
