"""Texts that are exact in one page: undone as a whole, as often as they were damaged."""

from __future__ import annotations

import re
from collections.abc import Iterator

from modelcards.text.repair_stages.code_pages import Page
from modelcards.text.repair_stages.edits import Edit
from modelcards.text.repair_stages.fitting import apart, odd
from modelcards.text.repair_stages.layers import decoded, undone
from modelcards.text.repair_stages.proof import proven, vouched
from modelcards.text.repair_stages.runs import RUN
from modelcards.text.repair_stages.spaces import with_no_break_spaces
from modelcards.text.repair_stages.words import in_words

_NOT_ASCII = re.compile("[^\x00-\x7f][^\x00-\x7f]*")


def exact(text: str, one: Page) -> str | None:
    """What the whole text is as UTF-8 in that page, or None: with it there is nothing to weigh."""
    data = one.encode(text)
    try:
        return None if data is None else data.decode()
    except UnicodeDecodeError:
        return None


def whole_edits(text: str, meant: str, one: Page) -> Iterator[Edit]:
    """The edits of a text that is `meant` as a whole, with all of its layers undone."""
    layers = _layers(meant, one)
    if layers > 1:
        pages = (one.name,) * layers
        return (
            Edit(match.start(), match.end(), _peeled(one.name, match[0], layers), pages)
            for match in _NOT_ASCII.finditer(text)
        )
    spaced = meant if one.encode(meant) is None else with_no_break_spaces(meant, one)
    if spaced != meant and exact(spaced, one) is not None and _still_damaged(spaced, one):
        # A layer at a time: the next has to be read with its spaces.
        return (
            Edit(match.start(), match.end(), decoded(one.name, match[0]), (one.name,))
            for match in _NOT_ASCII.finditer(text)
        )
    return (
        Edit(match.start(), match.end(), *undone(one.name, match[0], apart(text, match.start())))
        for match in _NOT_ASCII.finditer(text)
        if len(match[0]) != 2 or not odd(text, match.start(), undone(one.name, match[0])[0])
    )


def _layers(meant: str, one: Page) -> int:
    """How often the text was damaged that is `meant` in one page: a letter could not tell."""
    layers, inner = 1, exact(meant, one)
    while inner is not None and _still_damaged(meant, one):
        layers, meant, inner = layers + 1, inner, exact(inner, one)
    return layers


def _still_damaged(text: str, one: Page) -> bool:
    """True when a text that came out of damage, and is whole in that page, is proof of it again."""
    runs = list({run[0]: None for run in RUN.finditer(text)})
    return one in proven(runs) or one in in_words(text) or bool(vouched(text.split("\n"), one))


def _peeled(name: str, run: str, layers: int) -> str:
    for _ in range(layers):
        run = decoded(name, run)
    return run
