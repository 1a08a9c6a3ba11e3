"""Code and link targets: repaired only when they are damaged in the file's own way."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from operator import itemgetter

from modelcards.text.repair_stages.edits import Edit
from modelcards.text.repair_stages.runs import Matches, spans_of_lines

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})", re.MULTILINE)
_NEAR = 2_000
_AT_LEAST = 1_000
_start = itemgetter(0)  # of a span, and of an edit
_TARGET = re.compile(r"(?:\]\(|://)[^\s<>\"')]*")
_TICKED = re.compile(r"`[^\n]*`")
_TICKS = re.compile("`+")
_INDENTED = re.compile(r"(?:\A|(?<=\n\n))(?:(?: {4}|\t).*(?:\n|\Z))+")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]|[ \t]")


class Regions:
    """The pieces of code and the link targets of a text, those that are not ASCII."""

    def __init__(self, text: str, every: bool = False, runs: Matches | None = None) -> None:
        """Find them in time linear in the text; with `every` also those in ASCII.

        `runs` are the runs of the text that are not ASCII, where they are known.
        """
        self.quoted: list[tuple[int, int]] = []
        # A search for one character costs next to nothing, one for several does.
        ticks = "`" in text
        fences = (ticks and "```" in text) or ("~" in text and "~~~" in text)
        code = _fenced(text) if fences else []
        if "\n    " in text or "\t" in text or text[:4] == "    ":
            code += [
                found.span() for found in _INDENTED.finditer(text) if _own(text, found.start())
            ]
        self._blocks = _disjoint([(a, b) for a, b in code if not text[a:b].isascii()])
        inline = _inline(text, _lines(text, runs)) if ticks else []
        self._inline = _disjoint([(a, b) for a, b in inline if not text[a:b].isascii()])
        code += inline
        self._code = _disjoint([(a, b) for a, b in code if every or not text[a:b].isascii()])
        self._links = _disjoint(
            [
                (a, b)
                for a, b in _links(text, _lines(text, runs))
                if every or not text[a:b].isascii()
            ]
        )
        self._text = text

    def holds(self, index: int) -> bool:
        """True when `index` stands in code or in a link target."""
        return within(self._code, index) or within(self._links, index)

    def prose(self, text: str) -> str:
        """The text that a proof may come from: without inline code, link targets and quotations.

        `text` is as long as the text of the regions, and may differ in spaces.

        A block of code counts: its comments, its strings and the trees drawn in it are damaged like
        all else, and the lines of it that handle damage are quotations.
        """
        left_out = self._inline + self._links + self.quoted
        if not left_out:
            return text
        parts: list[str] = []
        at = 0
        for start, end in _disjoint(left_out):
            parts += (text[at:start], " ")
            at = end
        parts.append(text[at:])
        return "".join(parts)

    def inline_code(self, text: str) -> str:
        """Inline code that is no quotation, piece by piece."""
        return " ".join(
            text[start:end] for start, end in self._inline if not within(self.quoted, start)
        )

    def allowed(self, edits: list[Edit]) -> list[Edit]:
        """What may be touched: no quotation, code only where nothing is open, links where all is.

        Inline code is repaired when all of it is, a line of a block when no byte was lost in what
        is damaged there or nothing else is left of it, link targets when no byte was lost.
        """
        edits = _where(edits, self.quoted, lambda found, *_: [])
        edits = _where(edits, self._inline, self._in_code)
        edits = _where(edits, self._blocks, self._in_block)
        return _where(edits, self._links, lambda found, *_: list(filter(_lossless, found)))

    def first_allowed(self, edits: Iterator[Edit], most: int) -> list[Edit]:
        """What may be touched of the first edits: `most` of them or more, where there are as many.

        No more are asked for than that takes.
        """
        taken: list[Edit] = []
        while True:
            count = max(most, 2 * len(taken), _AT_LEAST) + 1
            taken += islice(edits, count - len(taken))
            if len(taken) < count:
                return self.allowed(taken)
            # What the last of them stands in may go on.
            end = self._open(taken[-1].start)
            kept = self.allowed([one for one in taken if one.start < end])
            if len(kept) >= most:
                return kept

    def _open(self, at: int) -> int:
        """The place, at or before `at`, behind which edits cannot be judged without those to come:
        code is judged line by line, or as a whole.
        """
        if within(self._blocks, at):
            return self._text.rfind("\n", 0, at) + 1
        for spans in (self._inline, self._links, self._inline):
            if within(spans, at):
                at = spans[bisect_right(spans, at, key=_start) - 1][0]
        return at

    def _in_code(self, edits: list[Edit], start: int, end: int) -> list[Edit]:
        """The edits of inline code."""
        return edits if _covered(self._text, edits, start, end) else []

    def _in_block(self, edits: list[Edit], *_: int) -> list[Edit]:
        """The edits of a block of code, line by line."""
        kept: list[Edit] = []
        at = 0
        while at < len(edits):
            start = self._text.rfind("\n", 0, edits[at].start) + 1
            end = self._text.find("\n", edits[at].end)
            end = len(self._text) if end < 0 else end
            last = at + 1
            while last < len(edits) and edits[last].start < end:
                last += 1
            line = edits[at:last]
            if not _covered(self._text, line, start, end):
                line = list(filter(_lossless, line))
            kept += line
            at = last
        return kept


def _disjoint(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans in order, those that overlap as one."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def within(spans: list[tuple[int, int]], at: int) -> bool:
    """True when a place stands in one of some spans, which are in order and do not overlap."""
    low = bisect_right(spans, at, key=_start) - 1 if spans else -1
    return low >= 0 and at < spans[low][1]


_Rule = Callable[[list[Edit], int, int], list[Edit]]


def _where(edits: list[Edit], spans: list[tuple[int, int]], rule: _Rule) -> list[Edit]:
    """The edits, those in each of the spans as the rule says."""
    if not spans:
        return edits
    out: list[Edit] = []
    at = 0
    for start, end in spans:
        low = bisect_left(edits, start, key=_start)
        high = bisect_left(edits, end, key=_start)
        out += edits[at:low]
        out += rule(edits[low:high], start, end)
        at = high
    return out + edits[at:]


def _lossless(edit: Edit) -> bool:
    return edit.certain and not edit.lost and not edit.spaces


def _covered(text: str, edits: list[Edit], start: int, end: int) -> bool:
    """True when certain edits account for all that is not ASCII between two places."""
    for edit in edits:
        if not edit.certain or not text[start : edit.start].isascii():
            return False
        start = edit.end
    return text[start:end].isascii()


def _lines(text: str, runs: Matches | None) -> Iterable[tuple[int, int]]:
    """The lines that inline code and link targets are looked for in: neither goes on in another."""
    return [(0, len(text))] if runs is None else spans_of_lines(text, runs)


def _links(text: str, lines: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    if "](" not in text and "://" not in text:
        return []
    return [
        found.span()
        for start, end in lines
        if text.find("](", start, end) >= 0 or text.find("://", start, end) >= 0
        for found in _TARGET.finditer(text, start, end)
    ]


def _fenced(text: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    opened: tuple[int, str] | None = None
    for found in _FENCE.finditer(text):
        if opened is None:
            opened = (found.start(), found[1])
        elif found[1].startswith(opened[1]):
            spans.append((opened[0], found.end()))
            opened = None
    if opened is not None:
        spans.append((opened[0], len(text)))
    return spans


def _own(text: str, start: int) -> bool:
    """True when what is indented at `start` does not continue a list."""
    before = text[max(0, start - _NEAR) : start].rstrip()
    return not _ITEM.match(before, before.rfind("\n") + 1)


def _inline(text: str, lines: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Runs of backticks that a run of the same length closes in the same line."""
    return [
        span
        for start, end in lines
        for line in _TICKED.finditer(text, start, end)
        for span in _paired([found.span() for found in _TICKS.finditer(text, *line.span())])
    ]


def _paired(ticks: list[tuple[int, int]]) -> list[tuple[int, int]]:
    closer: dict[int, int] = {}
    later: list[int | None] = []
    for at in range(len(ticks) - 1, -1, -1):
        size = ticks[at][1] - ticks[at][0]
        later.append(closer.get(size))
        closer[size] = at
    later.reverse()
    spans: list[tuple[int, int]] = []
    at = 0
    while at < len(ticks):
        end = later[at]
        if end is not None:
            spans.append((ticks[at][0], ticks[end][1]))
            at = end
        at += 1
    return spans
