"""What a block quote takes in: its lines with `>`, and lazy ones that go on with a paragraph in it.

mistune's own rule takes in a heading behind the quote and any text behind a heading in it. It also
reads the block that ends a quote inside itself: on quotes and lists by turns it runs out of stack.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from re import Match, Pattern

from mistune.util import expand_leading_tab, expand_tab

from modelcards.markdown.rules import is_delimiter
from modelcards.markdown.state import BLANK, State

_QUOTED = re.compile(r" {0,3}>([^\n]*+(?:\n|\Z))")
_NO_PARAGRAPH = re.compile(
    r"(?: {0,3}(?:#{1,6}(?:[ \t\n]|\Z)|(?:[=_*-][ \t]*+){3,}+(?:\n|\Z))| {4}|\t|[ \t]*+(?:\Z|\n))"
)
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")


class _Ascending(set[int]):
    """Places, added in ascending order: of a quote in a quote there may be one a line and level,
    and numbers in a set take more than ten times as much.
    """

    def __init__(self) -> None:
        super().__init__()
        self._places = array("I")

    def add(self, place: int) -> None:
        """Add one that is beyond all others."""
        self._places.append(place)

    def __contains__(self, place: object) -> bool:
        at = bisect_left(self._places, place) if isinstance(place, int) else len(self._places)
        return at < len(self._places) and self._places[at] == place


def quoted(state: State, breaks: Pattern[str]) -> tuple[str, int, set[int]]:
    """The text inside the quote at the cursor, where it ends, where lazy lines start in the text.

    `breaks` matches where a block starts that ends a paragraph.
    """
    src, pos = state.src, state.cursor
    parts: list[str] = []
    lazy = _Ascending()
    size = 0
    fence = ""
    paragraph = False
    while pos < state.cursor_max:
        end = src.find("\n", pos) + 1 or len(src)
        inside = _QUOTED.match(src, pos)
        if inside:
            # a tab behind `>` is three columns wide, one of which belongs to the `>`
            line = inside[1]
            if "\t" in line:
                line = expand_leading_tab(line, 3)
            line = line.removeprefix(" ")
            fence, paragraph = _follow(line, fence, paragraph)
        else:
            found = breaks.match(src, pos)
            line = src[pos:end]
            if not paragraph or not line.strip(BLANK) or (found and opens(found)):
                break
            if "\t" in line:
                line = expand_leading_tab(line, 3)
            lazy.add(size)
        if "\t" in line:
            line = expand_tab(line)
        parts.append(line)
        size += len(line)
        pos = end
    return "".join(parts), pos, lazy


def opens(match: Match[str]) -> bool:
    """Whether what looks like the start of a block is one: backticks in a fence's info are none."""
    if match.lastgroup != "fenced_code":
        return True
    return not (match["fenced_2"].startswith("`") and "`" in match["fenced_3"])


def _follow(line: str, fence: str, paragraph: bool) -> tuple[str, bool]:
    """After a line of a quote: the fence (or `|` for a table) open in it, and if a paragraph is."""
    if fence == "|":
        return ("|" if line.strip(BLANK) else ""), False
    mark = _FENCE.match(line)
    if fence:
        closed = mark and mark[1].startswith(fence) and not line.strip(BLANK + fence[0])
        return "" if closed else fence, False
    if mark:
        return mark[1], False
    if paragraph and "|" in line and is_delimiter(line):
        return "|", False
    if paragraph and line.startswith(("    ", "\t")) and line.strip(BLANK):
        return "", True
    return "", not _NO_PARAGRAPH.match(line)
