"""Where in the front matter a key or a value of a list stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from modelcards.linting.span import Span
    from modelcards.linting.view import View

_KEY = re.compile(r"(['\"]?)([A-Za-z_][A-Za-z0-9_.-]{0,60})\1[ \t]{0,4}:(?=\s|$)")


def key_lines(view: View) -> dict[str, tuple[int, int]]:
    """The first and last line of each key of the outermost level."""
    front = view.original.front_matter if view.original else None
    found: dict[str, tuple[int, int]] = {}
    if front is None:
        return found
    last = ""
    for number in range(front[0], front[1] + 1):
        key = _KEY.match(view.lines[number - 1])
        if key is not None:
            last = key[2]
            found.setdefault(last, (number, number))
        elif last and not view.lines[number - 1].startswith(("---", "...")):
            found[last] = (found[last][0], number)
    return found


def value_place(view: View, lines: tuple[int, int], key: str, value: str) -> tuple[Span, bool]:
    """Where a value stands among the lines of its key, and whether that is certain."""
    # Thousands of items may be no text: none is looked for line by line.
    for number in range(lines[0], lines[1] + 1) if value else ():
        text = view.lines[number - 1]
        start = text.find(":") + 1 if number == lines[0] else 0
        at = text.find(value, start)
        if at >= 0 and _stands_alone(text, at, at + len(value)):
            return view.slice(number, at, at + len(value)), True
    return view.span(lines[0], key), False


def _stands_alone(text: str, start: int, end: int) -> bool:
    """True where only the signs of YAML stand around a value."""
    before, behind = text[:start].rstrip(" '\""), text[end:].lstrip(" '\"")
    return (not before or before[-1] in ":-[,") and (not behind or behind[0] in "],#")
