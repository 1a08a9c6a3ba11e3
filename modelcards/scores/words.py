"""The word lists of benchmark tables, and what every reader of a name does first."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from functools import cache
from typing import TypeVar

from modelcards.cache import Memory
from modelcards.vocabulary import rows

_DROPPED = re.compile(r"[^\w+∞]|_")
# Footnote marks stand behind a name; "+" is a part of it (HumanEval+).
MARKS = "*†‡§¶^⁰¹²³⁴⁵⁶⁷⁸⁹♠♣♦♥◇☆★✝✦"
_NOTE = re.compile(rf"(?:\s?(?:[{MARKS}]|\[\^?\w{{1,3}}\]|\\\*))+$")
_NOTE_ENDS = tuple(f"{MARKS}]")
_ARROW = re.compile(r"[↑↓⬆⬇▲▼⇑⇓]\ufe0f?|(?:higher|lower)(?: is)? better", re.IGNORECASE)
# Medals, flames and other pictures around a name.
_PICTURES = re.compile(r"^[\U0001f300-\U0001faff⭐☀-⛿✅✨️\s]+|[\U0001f300-\U0001faff⭐☀-⛿✅✨️\s]+$")
BRACKETED = re.compile(r"\s*[(（\[【][^()（）\[\]【】]{0,120}[)）\]】]\s*")

T = TypeVar("T")
LONGEST = 200
"""Texts of more characters name nothing: they are not looked at, and not kept."""


def kept(like: str | None = "") -> Callable[[Callable[[str], T]], Callable[[str], T]]:
    """Keep what a function says of short texts; of any long one it says what it says of `like`.

    It is asked each time about a long one where `like` is None. A table asks thousands of times
    about its few names, so a look into the memory is all that such a function is. For its
    docstring and doctest see `__test__` of its module.
    """

    def wrap(read: Callable[[str], T]) -> Callable[[str], T]:
        vars(sys.modules[read.__module__]).setdefault("__test__", {})[read.__name__] = read
        return Memory(read, LONGEST, like).__getitem__

    return wrap


@kept(None)  # every reader of a name begins with this
def strip_notes(text: str) -> str:
    """The text without the footnote marks and arrows behind it, and the pictures around it.

    >>> strip_notes("MMMU Pro^"), strip_notes("WER ↓"), strip_notes("HumanEval+")
    ('MMMU Pro', 'WER', 'HumanEval+')
    >>> strip_notes("🥇 Lumen-7B"), strip_notes("🏆")
    ('Lumen-7B', '🏆')
    """
    if len(text) > LONGEST or (text.isalnum() and text.isascii()):
        return text
    bare = (_ARROW.sub("", text) if _may_hold_arrow(text) else text).replace("()", "").strip()
    if not bare.isascii():
        bare = _PICTURES.sub("", bare) or bare
    if not bare.endswith(_NOTE_ENDS):
        return bare
    short = _NOTE.sub("", bare).strip()
    return short if len(short) > 1 else bare  # "R²" is no name with a footnote


def _may_hold_arrow(text: str) -> bool:
    return not text.isascii() or "better" in text.casefold()


def has_arrow(text: str) -> bool:
    """True where a mark says whether more or less is better."""
    return _may_hold_arrow(text) and _ARROW.search(text[:LONGEST]) is not None


def has_bracket(text: str) -> bool:
    """True where a bracket opens: to look for it is faster than to try a pattern everywhere."""
    if "(" in text or "[" in text:
        return True
    return not text.isascii() and ("（" in text or "【" in text)


def without_brackets(text: str) -> str:
    """The text with a blank in place of each bracketed part."""
    return BRACKETED.sub(" ", text) if has_bracket(text) else text


def letters(name: str) -> str:
    """The letters and digits of a name, with its capitals."""
    return name if name.isalnum() else _DROPPED.sub("", name)


def normal(name: str) -> str:
    """The same in lower case: what names are compared by."""
    return letters(name.casefold())


@cache
def word_lists() -> dict[str, dict[str, None]]:
    """Every list of the table and metric vocabulary by its name."""
    out: dict[str, dict[str, None]] = {}
    for source in ("metrics", "table_words", "families", "not_scores"):
        for kind, *words in rows(source):
            out.setdefault(kind, {}).update(dict.fromkeys(word.casefold() for word in words))
    return out


@kept()
def head_words(text: str) -> str:
    """A head as the word lists print it: lower case, no marks, brackets or final punctuation."""
    bare = strip_notes(text if text.startswith(("(", "[")) else without_brackets(text))
    return " ".join(bare.casefold().strip(" :：.`'\"?*|").split())


def is_list_word(kind: str, text: str) -> bool:
    """True when the word list `kind` holds a text as it stands (in lower case)."""
    return text.casefold() in word_lists()[kind]
