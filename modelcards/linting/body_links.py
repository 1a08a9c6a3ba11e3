"""Every link and image of a body, with the target as printed, also where Markdown sees none.

Rules on links judge what an author wrote: `[Paper](coming soon)` is no link to CommonMark, but it
was meant as one. So this reads lines, and no tree.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Literal, NamedTuple

_TICKS = re.compile("`+")
_MATH = re.compile(r"\$[^$\s](?:[^$]{0,400}[^$\s])?\$")
_TITLE = re.compile(r"""[ \t]{1,20}(?:"[^"]*"|'[^']*'|\([^()]*\))[ \t]*$""")
_TAG = re.compile(
    r"""<(a|img)\b[^<>]{0,1000}?\b(?:href|src)\s{0,5}=\s{0,5}(?:"([^"<>]{0,4000})"|'([^'<>]{0,4000})'|([^\s"'<>]{1,4000}))""",
    re.IGNORECASE,
)
_DEFINITION = re.compile(
    r" {0,3}\[(?!\^)([^\[\]]{1,200})\]:[ \t]{0,8}(?:<([^<>]{0,2000})>|([^\s<>]{1,4000}))"
    r"""[ \t]*(?:"[^"]*"|'[^']*'|\([^()]*\))?[ \t]*$"""
)
_REACH = 1000
Form = Literal["inline", "image", "html", "definition"]


class BodyLink(NamedTuple):
    """A link: its label, its target, and where that stands (`start` is a 0-based column)."""

    line: int
    label: str
    url: str
    start: int
    form: Form


def body_links(lines: Iterable[tuple[int, str]]) -> Iterator[BodyLink]:
    """The links of numbered lines that are no code, in the order of the text.

    >>> [(l.label, l.url) for l in body_links([(1, "[a](b c) `[d](e)` ![](f 'g') [h](<i j>)")])]
    [('a', 'b c'), ('', 'f'), ('h', 'i j')]
    """
    for number, line in lines:
        if "](" in line:
            yield from _inline(number, line)
        if "<" in line and "=" in line:
            yield from _html(number, line)
        if "]:" in line and (found := _DEFINITION.match(line)):
            group = 3 if found[2] is None else 2
            yield BodyLink(number, found[1], found[group], found.start(group), "definition")


def without_code(line: str) -> str:
    """A line with its code spans and formulas blanked out.

    >>> without_code("a `b` ``c ` d`` e")
    'a                 e'
    """
    if line.count("`") > 1:
        line = _without_spans(line)
    return _MATH.sub(_blank, line) if line.count("$") > 1 else line


def _without_spans(line: str) -> str:
    runs = [(found.start(), found.end()) for found in _TICKS.finditer(line)]
    later: dict[int, list[int]] = {}
    for index in range(len(runs) - 1, -1, -1):
        later.setdefault(runs[index][1] - runs[index][0], []).append(index)
    parts: list[str] = []
    done = index = 0
    while index < len(runs):
        start, end = runs[index]
        same = later[end - start]
        while same and same[-1] <= index:
            same.pop()
        if not same:
            index += 1
            continue
        closing = same.pop()
        parts += (line[done:start], " " * (runs[closing][1] - start))
        done, index = runs[closing][1], closing + 1
    return "".join((*parts, line[done:]))


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _inline(number: int, line: str) -> Iterator[BodyLink]:
    shown = without_code(line)
    at = shown.find("](")
    while at >= 0:
        opened = _opening(shown, at)
        target = _target(shown, at + 2)
        if opened >= 0 and target is not None:
            url, start = target
            image = opened > 0 and shown[opened - 1] == "!"
            label = line[opened + 1 : at].strip()
            yield BodyLink(number, label, url, start, "image" if image else "inline")
        at = shown.find("](", at + 2)


def _opening(shown: str, at: int) -> int:
    """Where the bracket opens that closes at `at`; -1 where none does."""
    if shown[at - 1 : at] == "\\":
        return -1
    depth = 0
    for index in range(at - 1, max(-1, at - _REACH), -1):
        sign = shown[index]
        if sign in "[]" and shown[index - 1 : index] != "\\":
            depth += 1 if sign == "]" else -1
            if depth < 0:
                return index
    return -1


def _target(shown: str, start: int) -> tuple[str, int] | None:
    """The target that begins behind a parenthesis, without its title; None where none closes it."""
    end = start
    while end < len(shown) and shown[end] in " \t":
        end += 1
    if shown[end : end + 1] == "<" and (close := shown.find(">", end, end + 4000)) > 0:
        # `<url>`, and not `<your-name>/model`.
        if shown[close + 1 : close + 2] in (")", " "):
            return shown[end + 1 : close], end + 1
    depth = 0
    for index in range(start, min(len(shown), start + 4000)):
        sign = shown[index]
        if sign == "(":
            depth += 1
        elif sign == ")":
            depth -= 1
            if depth < 0:
                inner = _TITLE.sub("", shown[start:index])
                return inner.strip(), start + len(inner) - len(inner.lstrip())
    return None


def _html(number: int, line: str) -> Iterator[BodyLink]:
    for found in _TAG.finditer(without_code(line)):
        group = next(group for group in (2, 3, 4) if found[group] is not None)
        yield BodyLink(number, "", unescape(found[group]).strip(), found.start(group), "html")
