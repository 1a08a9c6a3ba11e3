"""What of a text is not ASCII, run by run, as often as it is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

# One sign stands first: the search skips to it faster than to a repeated one.
RUN = re.compile("[^\x00-\x7f][^\x00-\x7f]*(?:\\?+[^\x00-\x7f]+)*\\?{0,2}")
"""Text that is not ASCII, with the question marks in it that may stand for lost bytes."""

Matches = Iterable[re.Match[str]]
_FEW = 10_000


class Runs:
    """The runs of a text, or of a part of it. Many are looked for anew each time: a match takes
    more than a hundred bytes, and a damaged text has one for every two letters.
    """

    __slots__ = ("_end", "_kept", "_pattern", "_start", "text")

    def __init__(
        self,
        text: str,
        start: int = 0,
        end: int | None = None,
        pattern: re.Pattern[str] = RUN,
    ) -> None:
        """Look for the first runs; a run is in no two lines."""
        self.text, self._pattern = text, pattern
        self._start, self._end = start, len(text) if end is None else end
        found = list(islice(self._found(), _FEW + 1))
        self._kept = found if len(found) <= _FEW else None

    def _found(self) -> Iterator[re.Match[str]]:
        return self._pattern.finditer(self.text, self._start, self._end)

    def __iter__(self) -> Iterator[re.Match[str]]:
        """Every run in order."""
        return self._found() if self._kept is None else iter(self._kept)

    def lines(self) -> Iterator[tuple[Matches, int]]:
        """The runs line by line, each with the end of its line."""
        if self._kept is not None:
            yield from in_lines(self.text, self._kept)
            return
        at = self._start
        while first := self._pattern.search(self.text, at, self._end):
            at = self.text.find("\n", first.end())
            at = len(self.text) if at < 0 else at
            yield Runs(self.text, first.start(), at, self._pattern), at


def in_lines(text: str, runs: list[re.Match[str]]) -> Iterator[tuple[list[re.Match[str]], int]]:
    """Runs of a text line by line, each with the end of its line."""
    first = 0
    while first < len(runs):
        end = text.find("\n", runs[first].end())
        end = len(text) if end < 0 else end
        last = first + 1
        while last < len(runs) and runs[last].start() < end:
            last += 1
        yield runs[first:last], end
        first = last


def line_around(text: str, start: int, end: int, most: int) -> tuple[int, int]:
    """The line around a place; of a long one no more than `most` characters before and behind."""
    low = max(text.rfind("\n", max(0, start - most), start) + 1, start - most, 0)
    high = text.find("\n", end, end + most)
    return low, high if high >= 0 else min(end + most, len(text))


def spans_of_lines(text: str, runs: Matches) -> Iterator[tuple[int, int]]:
    """The spans of the lines that hold runs, in order."""
    end = -1
    for run in runs:
        at = run.start()
        if at >= end:
            end = text.find("\n", at)
            end = len(text) if end < 0 else end
            yield text.rfind("\n", 0, at) + 1, end


def breaks_before(text: str, places: Iterable[int]) -> Iterator[int]:
    """The last line break before each of some places, which ascend; -1 on the first line."""
    line, at = -1, 0
    for place in places:
        # None is looked for beyond the place before: one line may hold them all.
        line = max(line, text.rfind("\n", at, place))
        at = place
        yield line
