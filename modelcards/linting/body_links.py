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
_BRACKET = re.compile(r"\\.|[\[\]()]")
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
    [('a', 'b c'), ('', 'f'), ('h', 'i%20j')]
    """
    for number, line in lines:
        if "]" not in line and "<" not in line:
            continue
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
    # Most lines hold one link, and no other bracket.
    count = shown.count
    if count("[") == count("]") == count("(") == count(")") == 1 and "\\" not in shown:
        start, end = shown.find("[", 0, at), shown.find(")", at)
        if start >= 0 and end >= 0:
            yield _link(number, line, shown, (start, at, end))
        return
    opened, closed = _pairs(shown)
    while at >= 0:
        start, end = opened.get(at, -1), closed.get(at + 1, -1)
        if start >= 0 and end >= 0:
            yield _link(number, line, shown, (start, at, end))
        at = shown.find("](", at + 2)


def _link(number: int, line: str, shown: str, places: tuple[int, int, int]) -> BodyLink:
    """The link whose label and target stand between these places."""
    start, middle, end = places
    url, place = _target(shown, middle + 2, end)
    image = start > 0 and shown[start - 1] == "!"
    return BodyLink(
        number, line[start + 1 : middle].strip(), url, place, "image" if image else "inline"
    )


def _pairs(shown: str) -> tuple[dict[int, int], dict[int, int]]:
    """Where each bracket that closes was opened, and where each parenthesis that opens is closed.

    One pass, so that a line of nothing but brackets costs no more than any other.
    """
    opened: dict[int, int] = {}
    closed: dict[int, int] = {}
    brackets: list[int] = []
    parentheses: list[int] = []
    for found in _BRACKET.finditer(shown):
        sign, at = found[0], found.start()
        if sign == "[":
            brackets.append(at)
        elif sign == "(":
            parentheses.append(at)
        elif sign == "]" and brackets:
            opened[at] = brackets.pop()
        elif sign == ")" and parentheses:
            closed[parentheses.pop()] = at
    return opened, closed


def _target(shown: str, start: int, end: int) -> tuple[str, int]:
    """The target between two parentheses, without its title, and where it begins."""
    inner = shown[start:end]
    if " " in inner or "\t" in inner:
        inner = _TITLE.sub("", inner)
    start += len(inner) - len(inner.lstrip())
    url = inner.strip()
    # `<url>`, and not `<your-name>/model`.
    if url.startswith("<") and url.endswith(">") and url.count("<") == 1:
        return url[1:-1].replace(" ", "%20"), start + 1
    return url, start


def _html(number: int, line: str) -> Iterator[BodyLink]:
    for found in _TAG.finditer(without_code(line)):
        group = next(group for group in (2, 3, 4) if found[group] is not None)
        yield BodyLink(number, "", unescape(found[group]).strip(), found.start(group), "html")
