"""What the model's own things are called by, and which words are nobody's but another's."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from modelcards.reading.link_words import PARTS, said_in

_LONG = 4  # characters that something called like the model has in common with a name
_WORDS = re.compile(r"[^\W_]+(?:[-.][^\W_]+)*")


class Names(NamedTuple):
    """What the model's own things may be called by: keys of its whole names, and of their first
    words.
    """

    whole: tuple[str, ...]
    first: tuple[str, ...] = ()


@lru_cache(maxsize=2048)
def is_named(text: str, names: Names) -> bool:
    """Whether a word or a part of a path is called like the model: one begins with the other.

    >>> lumen = Names(("lumen7b",), ("lumen",))
    >>> is_named("acme/lumen-train", lumen), is_named("lora", lumen)
    (True, False)
    """
    for part in text.casefold().split("/"):
        key = part if part.isalnum() else "".join(filter(str.isalnum, part))
        if key in names.whole:
            return bool(key)
        if is_named_word(key, names):
            return True
    return False


def is_named_word(word: str, names: Names) -> bool:
    """As `is_named`, for small letters and digits alone."""
    if word in names.whole:
        return True
    if len(word) < _LONG:
        return False
    starts, each_on_a_line = _starts(names)
    return word.startswith(starts) or f"\n{word}" in each_on_a_line


@lru_cache(maxsize=64)
def _starts(names: Names) -> tuple[tuple[str, ...], str]:
    """The long names, and all of them as one text, which tells how any of them begins."""
    starts = tuple(name for name in (*names.whole, *names.first) if len(name) >= _LONG)
    return starts, "".join(f"\n{name}" for name in starts)


def names_model(text: str, names: Names) -> bool:
    """Whether a word of a text is called like the model."""
    signs = _first_signs(names)
    return any(
        is_named(word, names)
        for word in _WORDS.findall(text)
        if word[0] in signs or not word[0].isascii()
    )


@lru_cache(maxsize=64)
def _first_signs(names: Names) -> frozenset[str]:
    """The signs that a word begins with which is called like the model."""
    signs = {name[0] for name in (*names.whole, *names.first) if name}
    return frozenset(signs | {sign.upper() for sign in signs})


def strange_words(place: str, text: str, names: Names) -> list[str]:
    """The words of a heading or label that no row holds and that are not the model's name.

    >>> strange_words("section", "How to cite Lumen", Names(("lumen",)))
    []
    """
    used = {*said_in(place, text[:200])[1], *said_in("label", text[:200])[1]}
    return [w for w in PARTS.findall(text.casefold()) if w not in used and not is_named(w, names)]
