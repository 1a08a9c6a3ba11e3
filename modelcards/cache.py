"""What is said of texts that come again and again, kept between cards and within bounds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")
_MANY = 8192
_NEW = 4096


class Memory(dict[str, T]):
    """What a function says of each text that it was asked about; texts over `longest` are not kept.

    Of a long text it says what it says of `like`, or is asked each time where that is None. One
    card adds some thousand texts, more than any has; of further ones it is asked each time.
    """

    __slots__ = ("_like", "_longest", "_most", "_read")

    def __init__(self, read: Callable[[str], T], longest: int, like: str | None = None) -> None:
        self._read = read
        self._longest = longest
        self._like = like
        self._most = _NEW
        MEMORIES.append(self)

    def __missing__(self, text: str) -> T:
        if len(text) > self._longest:
            return self._read(text) if self._like is None else self[self._like]
        said = self._read(text)
        if len(self) < self._most:
            self[text] = said
        return said


MEMORIES: list[Memory[Any]] = []


def forget() -> None:
    """Forget texts where there are many. To be called between two cards, and not within one.

    Every step asks about every name of a table again: a memory that were full in the middle of a
    table would hold nothing of what the next step asks about.
    """
    for known in MEMORIES:
        if len(known) > _MANY:
            known.clear()
        known._most = len(known) + _NEW
