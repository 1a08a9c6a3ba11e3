"""The headings of a body: `#`, underlined, and HTML ones."""

from __future__ import annotations

import re
from typing import NamedTuple

from modelcards.linting.prose import Line, Prose

_ATX = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*))?$")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*$")
_NO_TEXT = re.compile(r" {0,3}(?:[-*+>|#]|[0-9]{1,9}[.)]|<[a-zA-Z/!])")
_OPEN = re.compile(r"<h([1-6])\b[^<>]{0,500}>", re.IGNORECASE)
_REACH = 8
_RULES = ("=", "-")


class Heading(NamedTuple):
    """A heading: its level, its source without marks, its first and last line."""

    line: int
    end_line: int
    level: int
    text: str


def headings(prose: Prose) -> list[Heading]:
    """The headings in order.

    >>> from modelcards.linting.prose import read
    >>> [(h.level, h.text) for h in headings(read(["# A #", "B", "---", "<h3>C</h3>"], 0))]
    [(1, 'A'), (2, 'B'), (3, 'C')]
    """
    found: list[Heading] = []
    lines = prose.lines
    last = len(lines) - 1
    for at, line in enumerate(lines):
        text = line.text
        if line.code or not text:
            continue
        if "#" in text[:4] and (atx := _ATX.match(text)):
            found.append(Heading(line.number, line.number, len(atx[1]), _closed(atx[2] or "")))
        elif "<" in text and (tag := _OPEN.search(text)):
            found.append(_html(lines, at, tag))
        elif at < last and lines[at + 1].text.lstrip()[:1] in _RULES and text.strip():
            under = None if lines[at + 1].code else _UNDERLINE.match(lines[at + 1].text)
            if under is None or _NO_TEXT.match(text):
                continue
            above = lines[at - 1] if at else None
            if above is None or above.code or not above.text.strip() or (
                found and found[-1].end_line == line.number - 1
            ):  # fmt: skip
                level = 1 if under[1][0] == "=" else 2
                found.append(Heading(line.number, line.number + 1, level, text.strip()))
    return found


def _closed(title: str) -> str:
    """A title without the hashes that may close it."""
    title = title.strip()
    bare = title.rstrip("#")
    return bare.rstrip() if bare[-1:] in ("", " ", "\t") else title


def _html(lines: list[Line], at: int, tag: re.Match[str]) -> Heading:
    """An HTML heading, which may go over some lines."""
    end = f"</h{tag[1]}"
    line = lines[at]
    parts: list[str] = []
    last = line.number
    for below in lines[at : at + _REACH]:
        text = below.text[tag.end() :] if below is line else below.text
        stop = text.lower().find(end)
        parts.append(text if stop < 0 else text[:stop])
        last = below.number
        if stop >= 0:
            break
    else:
        parts, last = parts[:1], line.number
    return Heading(line.number, last, int(tag[1]), " ".join(" ".join(parts).split()))
