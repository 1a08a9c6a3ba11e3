"""No word of a body is lost and none invented, also in cards whose lines are in disorder.

What divides a card (headings, tables, fences, comments, tags) is torn apart, doubled and swapped:
that is where a reader drops what it expected elsewhere.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import modelcards
from modelcards import ModelCard
from tests.support.cards import FIXTURES, SHARED, needs_shared_cards

_WORD = re.compile(r"\w+")
# Tags and addresses are markup: what they say is in the links.
_MARKUP = re.compile(
    r"<!--.*?(?:-->|\Z)|</?[A-Za-z][^>]*>|<[A-Za-z/!][^>\n]*$|https?://\S+", re.S | re.M
)
_PIECES = (
    "```", "<div>", "</table>", "<table><tr><td>", "---", "> ", "    ", "| a |", "**Uses**", "<h2>",
    "</details>", "$$", "# ", "===", "- ", "[a]: #", "</td>", "@misc{a,",
)  # fmt: skip


def disordered(text: str, seed: str) -> str:
    """A text with lines lost, doubled, swapped, cut, joined, or with markup put between them."""
    choose = random.Random(seed)
    lines = text.split("\n")
    for _ in range(choose.randint(2, 8)):
        at, other = choose.randrange(len(lines)), choose.randrange(len(lines))
        what = choose.randrange(6)
        if what == 0 and len(lines) > 1:
            del lines[at]
        elif what == 1:
            lines.insert(at, lines[other])
        elif what == 2:
            lines[at], lines[other] = lines[other], lines[at]
        elif what == 3:
            lines[at] = lines[at][: choose.randrange(len(lines[at]) + 1)]
        elif what == 4:
            lines[at] += lines[other]
        else:
            lines.insert(at, choose.choice(_PIECES))
    return "\n".join(lines)


def words(text: str) -> set[str]:
    return set(_WORD.findall(text))


def check(text: str) -> None:
    """Every word of the body stands somewhere, none is made up, and sections follow each other."""
    card = modelcards.parse(text)
    original = card._original
    assert original is not None
    lines = original.text.split("\n")
    front = original.front_matter
    body = _MARKUP.sub(" ", "\n".join(lines[front[1] if front else 0 :]))
    # Taking the marks off joins what stands around them: `Models**From` is shown as one word.
    assert not (words(body) - held(card)) & words(body.replace("**", ""))
    source = words(original.text)
    for section in card.sections:
        assert words(section.text) <= source
    for before, after in pairwise(card.sections):
        assert before.line <= before.end_line < after.line
    for at, section in enumerate(card.sections):
        assert 1 <= section.line <= section.end_line <= len(lines)
        assert section.parent is None or 0 <= section.parent < at


def held(card: ModelCard) -> set[str]:
    """The words of sections, tables, facts, scores, links and of what is nowhere else."""
    parts = (
        *card.sections, *card.tables, *card.specs, *card.benchmarks, *card.extras, *card.resources,
        *card.related,
    )  # fmt: skip
    return words(" ".join(texts([vars(part) for part in parts])))


def texts(value: Any) -> Iterator[str]:
    """Every text in plain data."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from texts(one)
    elif value is not None:
        yield str(value)


@pytest.mark.parametrize("path", sorted((FIXTURES / "cards").glob("*.md")), ids=lambda p: p.stem)
def test_cards_in_disorder(path: Path) -> None:
    text = path.read_bytes().decode("utf-8", "replace")
    check(text)
    for seed in range(12):
        check(disordered(text, f"{path.stem} {seed}"))


@needs_shared_cards
@pytest.mark.parametrize("folder", ["sections", "hf"])
def test_real_cards_in_disorder(folder: str) -> None:
    for path in sorted((SHARED / folder).glob("*.md")):
        text = path.read_bytes().decode("utf-8", "replace")
        check(text)
        for seed in range(2):
            check(disordered(text, f"{path.stem} {seed}"))
