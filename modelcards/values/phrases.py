"""Running text → the few counts that a sentence plainly says of a model.

"trained on 6 trillion tokens", "70 layers", "a context length of 8192 tokens": the noun has to
stand at the number. Whether the sentence is about the card's own model is decided by the caller.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from modelcards.values.phrase_shapes import ABOUT, NUMBER, SHAPES
from modelcards.values.read import Amount, amount


class Phrase(NamedTuple):
    """A count in a sentence: the field that its noun names, its text, and its place."""

    field: str
    raw: str
    read: Amount
    start: int


_LONGEST = 20_000
_FEWEST_TOKENS = 100_000
_GROUPED = re.compile(r"\.[0-9]{3}\s(?!thousand|million\b|billion\b|trillion|[KMBTG]\b)[^\W\d_]")
_CEILINGS = ("context_length", "vocab_size")  # "up to 128K" is the length itself
_WORDS = frozenset(word for _, words, _ in SHAPES for word in words)
_DIGITS = re.compile(r"[0-9]+")
_BEFORE = re.compile(rf"(?:{ABOUT})$", re.IGNORECASE)
_LONGEST_BEFORE = 16


class _Shape(NamedTuple):
    field: str
    words: tuple[str, ...]
    pattern: re.Pattern[str]
    leads: bool


@cache
def _shapes() -> tuple[_Shape, ...]:
    """The shapes compiled, when the first sentence asks for them."""
    return tuple(
        _Shape(
            field,
            words,
            re.compile(shape.replace("NUM", NUMBER), re.IGNORECASE),
            shape.startswith("NUM"),
        )
        for field, words, shape in SHAPES
    )


def _starts(text: str) -> list[int]:
    """Where numbers begin, with "about" and its like before them."""
    found = []
    for digits in _DIGITS.finditer(text):
        start = digits.start()
        before = _BEFORE.search(text, max(start - _LONGEST_BEFORE, 0), start)
        found.append(before.start() if before else start)
    return found


def _led(pattern: re.Pattern[str], text: str, starts: list[int]) -> Iterator[re.Match[str]]:
    """What a pattern that begins with a number finds: it is tried where numbers begin."""
    end = 0
    for start in starts:
        found = pattern.match(text, start) if start >= end else None
        if found is not None:
            end = found.end()
            yield found


def _may_be(field: str, number: str, read: Amount) -> bool:
    """False for so few tokens as a sample or a batch has, and for "7.000 millones", where the point
    groups thousands.
    """
    few = field == "training_tokens" and (read.value or 0) < _FEWEST_TOKENS
    return not few and _GROUPED.search(number) is None


def phrases(text: str) -> Iterator[Phrase]:
    """The counts that a piece of visible text states.

    >>> [(p.field, p.read.value) for p in phrases("It has 70 layers and saw 2T training tokens.")]
    [('training_tokens', 2000000000000), ('layers', 70)]
    """
    if len(text) > _LONGEST:
        return
    taken: list[tuple[int, int]] = []
    low = text.casefold()
    said = {word for word in _WORDS if word in low}
    starts = _starts(text) if said else []
    if not starts:
        return
    for field, words, pattern, leads in _shapes():
        if said.isdisjoint(words):
            continue
        for found in _led(pattern, text, starts) if leads else pattern.finditer(text):
            start, end = found.span("number")
            place = bisect_right(taken, (start, end))
            if place and start < taken[place - 1][1]:
                continue
            if place < len(taken) and taken[place][0] < end:
                continue
            read = amount(found["number"].strip(), ceiling=field in _CEILINGS)
            if (
                read is not None
                and read.value is not None
                and _may_be(field, found["number"], read)
            ):
                taken.insert(place, (start, end))
                yield Phrase(field, found[0].strip(), read, found.start())
