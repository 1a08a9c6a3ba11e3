"""The lines of a text, as a list or, of a large text, by their places in it."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import overload

_LARGE = 200_000


class Lines(Sequence[str]):
    r"""What `text.split("\n")` gives, in four bytes a line: a list of short ones takes many times
    what the text does.

    >>> lines = Lines("one\ntwo\n")
    >>> lines[1], lines[1:], list(lines)
    ('two', ['two', ''], ['one', 'two', ''])
    """

    __slots__ = ("_starts", "text")

    def __init__(self, text: str) -> None:
        """Find where the lines begin."""
        self.text = text
        self._starts = array("I", chain([0], _starts(text), [len(text) + 1]))

    def __len__(self) -> int:
        """The number of lines; an empty text has one."""
        return len(self._starts) - 1

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> list[str]: ...
    def __getitem__(self, at: int | slice) -> str | list[str]:
        """One line without its end, or several."""
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        at = range(len(self))[at]
        return self.text[self._starts[at] : self._starts[at + 1] - 1]

    def __iter__(self) -> Iterator[str]:
        """Every line, made when it is asked for."""
        start = 0
        for end in self._starts[1:]:
            yield self.text[start : end - 1]
            start = end

    def joined(self, first: int, last: int) -> str:
        """The text from one line up to another, counted from 0, without the last one's end."""
        if last <= first:
            return ""
        return self.text[self._starts[first] : self._starts[last] - 1]


def _starts(text: str) -> Iterator[int]:
    at = text.find("\n") + 1
    while at:
        yield at
        at = text.find("\n", at) + 1


def lines_of(text: str) -> Sequence[str]:
    r"""The lines of a text; a small one's are a list, which is sooner made and sooner asked.

    >>> lines_of("one\ntwo")
    ['one', 'two']
    """
    return text.split("\n") if len(text) < _LARGE else Lines(text)


def joined(lines: Sequence[str], first: int, last: int) -> str:
    r"""The lines from `first` up to `last`, counted from 0, as one text.

    >>> joined(["a", "b", "c"], 1, 3)
    'b\nc'
    """
    if isinstance(lines, Lines):
        return lines.joined(first, last)
    return "\n".join(lines[first:last])
