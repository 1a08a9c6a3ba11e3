"""One damaged sequence: which characters can it have been, with bytes lost or not."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, product

from modelcards.text.repair_stages.code_pages import MARKS, Page, page

_MOST_LOST = 2
_UNASSIGNED = ("Cn", "Co", "Cs")


@dataclass(frozen=True, slots=True)
class Reading:
    """One character that a sequence may have been.

    `taken` is how many characters of the text it accounts for. `lost` counts the bytes that are
    not in the text; `space` is true when a no-break space among its bytes stands in the text as a
    plain one, or is missing at the end of the line.
    """

    char: str
    taken: int
    lost: int
    space: bool


@dataclass(frozen=True, slots=True)
class Sequence:
    """What a lead byte and what follows it can mean: one reading when `whole`, else any number."""

    whole: bool
    readings: tuple[Reading, ...]


def length(lead: int) -> int:
    """How many bytes the sequence has that begins with the byte `lead`."""
    return 2 if lead < 0xE0 else 3 if lead < 0xF0 else 4


@lru_cache(maxsize=20_000)
def interpret(name: str, found: str, after: str = ".") -> Sequence:
    """The readings of `found`, a match of `Page.sequence`, in the code page `name`.

    `after` is the character behind it when that is a space, or empty at the end of a line; any
    other character is given as `.`.

    >>> [reading.char for reading in interpret("cp1252", "âœ…").readings]
    ['✅']
    """
    one = page(name)
    values = [one.byte.get(char, 0) if char not in MARKS else None for char in found]
    lead = values[0] or 0
    need = length(lead)
    if None not in values and len(values) == need:
        char = assigned(bytes(value or 0 for value in values))
        return Sequence(True, (Reading(char, need, 0, False),) if char else ())
    readings = list(_lossy(one, values, need))
    if one.nbsp and after in ("", " ") and None not in values and len(values) == need - 1:
        char = assigned(bytes([*(value or 0 for value in values), 0xA0]))
        if char:
            readings.append(Reading(char, len(values) + len(after), 0, True))
    return Sequence(False, tuple(dict.fromkeys(readings)))


def _lossy(one: Page, values: list[int | None], need: int) -> list[Reading]:
    """The readings with the page's undefined bytes in the gaps, marked or not."""
    gaps = need - len(values)
    seen = sum(value is not None for value in values)
    if gaps < 0 or need - seen > _MOST_LOST:
        return []
    tails = [value for value in one.undefined if value < 0xC0]
    readings: list[Reading] = []
    for places in combinations(range(1, need), gaps):
        rest = iter(values)
        slots = [None if at in places else next(rest) for at in range(need)]
        choices = [tails if slot is None else [slot] for slot in slots]
        for combined in product(*choices):
            char = assigned(bytes(combined))
            if char and unicodedata.category(char) != "Cc":
                readings.append(Reading(char, len(values), need - seen, False))
    return readings


def assigned(data: bytes) -> str:
    """The assigned character with these UTF-8 bytes, or nothing.

    The upper control characters count: in text that was damaged twice they are bytes.
    """
    try:
        char = data.decode()
    except UnicodeDecodeError:
        return ""
    return "" if unicodedata.category(char) in _UNASSIGNED else char
