"""How a name is like the id that a card goes by, and like the names of releases."""

from __future__ import annotations

import re
from collections.abc import Iterator

from modelcards.reading.no_names import is_section_heading

SHAPED = re.compile(r"[^\W\d]\d|\d[^\W\d]|\d\.\d|\s\d\b|[^\W_][-_][^\W_]|[a-z][A-Z]|[A-Z]{2}")
_TOKEN = re.compile(r"[^\W_]+")


def name_letters(name: str) -> str:
    """The letters and digits of a name, without case.

    >>> name_letters("Lumen 7B"), name_letters("lumen_7b")
    ('lumen7b', 'lumen7b')
    """
    return "".join(_TOKEN.findall(name.casefold()))


def likeness(name: str, called: str | None) -> Iterator[str]:
    """How a name is like the id that the card goes by, and like names of releases."""
    if SHAPED.search(name) and name.count(" ") < 5:
        yield "shaped"
    if not called:
        return
    mine, theirs = name_letters(name.rsplit("/", 1)[-1]), name_letters(called.rsplit("/", 1)[-1])
    if mine and mine == theirs:
        yield "same"
        return
    shared = set(_TOKEN.findall(name.casefold())) & set(_TOKEN.findall(called.casefold()))
    telling = sum(len(one) > 2 and not is_section_heading(one) for one in shared)
    if telling > 1 or (min(len(mine), len(theirs)) > 3 and (mine in theirs or theirs in mine)):
        yield "shares"
    elif telling:
        yield "hints"


def one_name(one: str, other: str) -> bool:
    """Whether two candidates are one name, or one of them with more words."""
    one, other = name_letters(one), name_letters(other)
    return one in other or other in one
