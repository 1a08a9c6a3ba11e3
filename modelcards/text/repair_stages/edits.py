"""Replacements by offset: applying them, and making one list of those of several passes."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Any, NamedTuple, overload

_MANY = 1_000
_WHOLE = 200
"""So many edits are kept as they are."""


class Edit(NamedTuple):
    """`text[start:end]` is to become `after`, undoing `pages` from the outermost inwards.

    `lost` counts the bytes that had been lost, `spaces` the no-break spaces that had become plain
    ones. One that is not `certain` has the `runner_up` that it was preferred to, if there was one.
    """

    start: int
    end: int
    after: str
    pages: tuple[str, ...]
    certain: bool = True
    lost: int = 0
    spaces: int = 0
    runner_up: str | None = None
    applied: bool = True


class Packed(Sequence[Edit]):
    """Many edits, to be kept: their places as numbers, and the rest of them once for all alike."""

    __slots__ = ("_kinds", "_places")

    def __init__(self, edits: Iterable[Edit]) -> None:
        """Take the edits apart."""
        known: dict[tuple[Any, ...], tuple[Any, ...]] = {}
        self._places = array("I")
        self._kinds: list[tuple[Any, ...]] = []
        for start, end, *rest in edits:
            kind = tuple(rest)
            self._places.extend((start, end))
            self._kinds.append(known.setdefault(kind, kind))

    def __len__(self) -> int:
        """How many there are."""
        return len(self._kinds)

    @overload
    def __getitem__(self, at: int) -> Edit: ...
    @overload
    def __getitem__(self, at: slice) -> list[Edit]: ...
    def __getitem__(self, at: int | slice) -> Edit | list[Edit]:
        """One of them, or several."""
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        at = range(len(self))[at]
        kind: Any = self._kinds[at]
        return Edit(self._places[2 * at], self._places[2 * at + 1], *kind)


def packed(edits: list[Edit]) -> Sequence[Edit]:
    """Edits to be kept as long as a card is: few as they are."""
    return tuple(edits) if len(edits) < _WHOLE else Packed(edits)


def apply(text: str, edits: Iterable[Edit]) -> str:
    """The text with the applied edits made; they are in order and do not overlap."""
    parts: list[str] = []
    pieces: list[str] = []
    at = 0
    for edit in edits:
        if edit.applied:
            parts += (text[at : edit.start], edit.after)
            at = edit.end
            if len(parts) > _MANY:
                pieces.append("".join(parts))
                parts.clear()
    return "".join([*pieces, *parts, text[at:]])


def touched(edits: list[Edit], one: Edit) -> bool:
    """True when a place is edited already, in whole or in part."""
    at = bisect_left(edits, one.end, key=_START)
    return at > 0 and edits[at - 1].end > one.start


_START = attrgetter("start")


def _moved(edit: Edit, by: int) -> Edit:
    return edit._replace(start=edit.start - by, end=edit.end - by)


def compose(first: list[Edit], second: list[Edit], text: str) -> list[Edit]:
    """One list for two passes: `first` edits `text`, `second` edits what that gives.

    An applied edit of the second pass swallows the applied ones of the first that it touches, and
    one that the first only proposed gives way to what the second says of the same place. What the
    second only proposes for text that the first has made is left out: it is no edit of `text`.
    """
    if not first or not second:
        return first or second
    middle = apply(text, first)
    starts: list[int] = []
    ends: list[int] = []
    shifts = [0]  # before each edit of the first pass, and behind the last one
    for edit in first:
        starts.append(edit.start + shifts[-1])
        if edit.applied:
            shifts.append(shifts[-1] + len(edit.after) - (edit.end - edit.start))
        else:
            shifts.append(shifts[-1])
        ends.append(edit.end + shifts[-1])
    out: list[Edit] = []
    kept = at = 0
    while at < len(second):
        low = bisect_right(ends, second[at].start)
        high = max(low, bisect_left(starts, second[at].end))
        group = [second[at]]
        at += 1
        # Two edits that touch the same earlier one make one edit of the text.
        while at < len(second) and high > low and second[at].start < ends[high - 1]:
            high = max(high, bisect_left(starts, second[at].end))
            group.append(second[at])
            at += 1
        out.extend(first[kept:low])
        kept = max(kept, high)
        made = [one for one in range(low, high) if first[one].applied]
        if not made:
            out.extend(_moved(edit, shifts[low]) for edit in group)
            continue
        under = [first[one] for one in made]
        group = [edit for edit in group if edit.applied]
        if not group:
            out.extend(under)
            continue
        start = min(group[0].start, starts[made[0]])
        end = max(group[-1].end, ends[made[-1]])
        shifted = [_moved(edit, start) for edit in group]
        whole = [*under, *group]
        out.append(
            Edit(
                start=start - shifts[made[0]],
                end=end - shifts[made[-1] + 1],
                after=apply(middle[start:end], shifted),
                pages=under[0].pages + group[0].pages,
                certain=all(one.certain for one in whole),
                lost=sum(one.lost for one in whole),
                spaces=sum(one.spaces for one in whole),
                runner_up=next((one.runner_up for one in whole if one.runner_up), None),
            )
        )
    out.extend(first[kept:])
    return out
