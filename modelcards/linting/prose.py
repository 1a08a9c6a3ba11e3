"""The lines of a card's body: which of them are code, and what comments stand between them.

A line scanner, for rules that need no more than that; comments are blanked out, so that columns
stay. What stands in a fence, in `<pre>` or in a comment is neither a heading nor a link.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_FENCE = re.compile(r"[ \t]*(?:(?:[-*+]|[0-9]{1,9}[.)])[ \t]+)?(?:>[ \t]?)*[ \t]*(`{3,}|~{3,})")
_ITEM = re.compile(r"([ \t]*)(?:[-*+]|[0-9]{1,9}[.)])[ \t]+")
_PRE = re.compile(r"<(pre|script|style|textarea)\b", re.IGNORECASE)
_OPENS = re.compile(r"(?:`{3,}|~{3,})[ \t]*[A-Za-z][\w+.-]{0,20}")
_REACH = 40


class Line(NamedTuple):
    """A line of the body; the text of one that is not code is without its comments."""

    number: int
    text: str
    code: bool


class Comment(NamedTuple):
    """An HTML comment: 1-based lines, 0-based columns, and what it says."""

    line: int
    start: int
    end_line: int
    end: int
    text: str


class Prose(NamedTuple):
    """The lines of a body, its comments, and the line of a fence that is never closed.

    `nested` are the lines of a fence and of the first one that opens inside it, `fences` the first
    and last lines of those that are closed. Where no line is code `plain` holds all, else `mixed`.
    """

    mixed: list[Line]
    comments: list[Comment]
    unclosed: int | None
    nested: tuple[int, int] | None = None
    fences: tuple[tuple[int, int], ...] = ()
    plain: list[tuple[int, str]] | None = None

    @property
    def lines(self) -> list[Line]:
        """Every line, and whether it is code."""
        if self.plain is None:
            return self.mixed
        return [Line(number, text, False) for number, text in self.plain]

    @property
    def shown(self) -> list[tuple[int, str]]:
        """The numbered lines that are no code."""
        if self.plain is not None:
            return self.plain
        return [(line.number, line.text) for line in self.mixed if not line.code]


def read(lines: list[str], first: int) -> Prose:
    r"""The body that begins with the line of index `first`.

    >>> found = read(["# A", "```", "# b", "```", "c <!-- d -->"], 0)
    >>> found.shown, found.comments[0].text
    ([(1, '# A'), (5, 'c           ')], 'd')
    """
    text = "\n".join(lines[first:])
    tags = "<" in text and ("<!--" in text or _PRE.search(text) is not None)
    if not (tags or "```" in text or "~~~" in text):
        return Prose([], [], None, plain=list(enumerate(lines[first:], first + 1)))
    return _Scan(lines, first).read()


class _Scan:
    def __init__(self, lines: list[str], first: int) -> None:
        self._lines = lines
        self._first = first
        self._fence = ""
        self._opened = 0
        self._inside = 0  # the indent of the list item that holds the fence
        self._nested: tuple[int, int] | None = None
        self._fences: list[tuple[int, int]] = []
        self._tag = ""
        self._comments: list[Comment] = []
        self._open: tuple[int, int] | None = None
        self._parts: list[str] = []

    def read(self) -> Prose:
        out: list[Line] = []
        new = tuple.__new__
        for number, line in enumerate(self._lines[self._first :], self._first + 1):
            if not (
                self._fence or self._tag or self._open or "`" in line or "~" in line or "<" in line
            ):
                out.append(new(Line, (number, line, False)))
                continue
            code = self._open is None and self._is_code(number, line)
            if code:
                out.append(Line(number, line, True))
            elif self._open is not None or "<!--" in line:
                out.append(Line(number, self._without_comments(number, line), False))
            else:
                out.append(Line(number, line, False))
        opened = self._opened if self._fence else None
        return Prose(out, self._comments, opened, self._nested, tuple(self._fences))

    def _is_code(self, number: int, line: str) -> bool:
        bare = line.lstrip()
        if self._fence:
            return self._in_fence(number, line, bare)
        if self._tag:
            if f"</{self._tag}" in line.lower():
                self._tag = ""
            return True
        found = _FENCE.match(line) if "```" in line or "~~~" in line else None
        if found is not None and not (found[1][0] == "`" and "`" in line[found.end() :]):
            self._fence, self._opened = found[1], number
            item = _ITEM.match(line)
            indent = len(line) - len(bare)
            around = 0 if item or not indent else self._item(number)
            self._inside = item.end() if item else around if around <= indent else 0
            return True
        if "<" in line and (tag := _PRE.search(line)):
            # One that is closed on its line is no more than a piece of it.
            if f"</{tag[1].lower()}" not in line[tag.end() :].lower():
                self._tag = tag[1].lower()
            return True
        return False

    def _item(self, number: int) -> int:
        """Where the text of the list item begins that a line may belong to; 0 without one."""
        for line in reversed(self._lines[max(self._first, number - 1 - _REACH) : number - 1]):
            if item := _ITEM.match(line):
                return item.end()
            if line and line[0] not in " \t":
                break
        return 0

    def _in_fence(self, number: int, line: str, bare: str) -> bool:
        """True while a fence goes on: to its end, or to the end of the list item that holds it."""
        closing = bare.lstrip("> \t").rstrip()
        if closing.startswith(self._fence):
            if not closing.strip(self._fence[0]):
                self._fence = ""
                self._fences.append((self._opened, number))
            elif self._nested is None and _OPENS.fullmatch(closing):
                self._nested = self._opened, number
        elif self._inside and bare and len(line) - len(bare) < min(self._inside, 2):
            self._fence = ""
            return False
        return True

    def _without_comments(self, number: int, line: str) -> str:
        """A line with its comments blanked out."""
        shown = list(line)
        at = 0
        while at < len(line):
            if self._open is None:
                start = line.find("<!--", at)
                if start < 0:
                    break
                self._open, self._parts, at = (number, start), [], start
            end = line.find("-->", at)
            stop = len(line) if end < 0 else end + 3
            self._parts.append(line[at:stop])
            shown[at:stop] = " " * (stop - at)
            at = stop
            if end >= 0:
                said = " ".join("\n".join(self._parts).split()).removeprefix("<!--").strip("- >")
                self._comments.append(Comment(*self._open, number, stop, said))
                self._open = None
        return "".join(shown)
