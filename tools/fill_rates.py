"""Writes what many cards fill in, role by role, with its picture: `python tools/fill_rates.py DIR`.

The table goes to `docs/explanation/fill-rates.md`, the picture to `docs/images/fill-rates.svg`.
Every role of the vocabulary is an item: a card has it `filled` where a section is about it and says
something, a `placeholder` where there is only what a template left there, `empty` where nothing is,
and else it is `missing`.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from modelcards import CardSet, load_dir
from modelcards.cardset.parts import rates
from modelcards.reading.section_words import roles
from modelcards.report.plots import pictures

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "explanation" / "fill-rates.md"
PICTURE = ROOT / "docs" / "images" / "fill-rates.svg"
_TABLE = re.compile(r"(?<=<!-- rates -->\n).*?(?=<!-- /rates -->)", re.DOTALL)


def template() -> str:
    """A template of coverage with an item for each role."""
    items = (f'[[items]]\nname = "{role}"\nroles = ["{role}"]\n' for role in roles())
    return 'title = "what sections are about"\n' + "\n".join(items)


def table(counted: Iterable[dict[str, Any]], total: int) -> Iterator[str]:
    """The lines of the table, the most filled first."""
    yield "| section about | filled | placeholder | empty | missing |"
    yield "| --- | ---: | ---: | ---: | ---: |"
    for row in sorted(counted, key=lambda row: -row["filled"]):
        shares = (
            f"{row[key] / total:.1%}" for key in ("filled", "placeholder", "empty", "missing")
        )
        yield f"| `{row['item']}` | {' | '.join(shares)} |"


def written(cards: CardSet, page: str) -> tuple[str, pictures.Picture]:
    """The page with the table of these cards, and the picture."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "roles.toml"
        file.write_text(template(), encoding="utf-8")
        counted = rates(cards, str(file))
        picture = pictures.documentation(cards, str(file))
    # The first heading of most cards is the model's name, which is about nothing.
    below = [one for card in cards for one in [one for one in card.sections if one.level][1:]]
    known = sum(section.role is not None for section in below) / max(len(below), 1)
    told = (
        f"\n{len(cards):,} cards. Of their {len(below):,} headings below the first one {known:.1%}"
        " are about one of these roles.\n\n"
    )
    lines = "\n".join(table(counted, len(cards)))
    return _TABLE.sub(lambda _: f"{told}{lines}\n\n", page), picture


def main(argv: list[str]) -> int:
    """Write the table and the picture of the cards below a directory."""
    page, picture = written(load_dir(argv[0], all_files=True), PAGE.read_text(encoding="utf-8"))
    PAGE.write_text(page, encoding="utf-8", newline="\n")
    picture.save(PICTURE)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
