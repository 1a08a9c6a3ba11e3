"""Findings with the line that they stand on, and carets below it; and findings by file."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from modelcards.display.colours import Paint
from modelcards.linting.formats.text import PLAIN, Style, code_of, line_of_finding, mark

if TYPE_CHECKING:
    from modelcards.model.finding import Finding

_WIDTH = 100
_BEFORE = 30


def render(
    findings: Iterable[Finding],
    line_of: Callable[[str | None, int], str],
    style: Style = PLAIN,
) -> str:
    r"""Each finding with its line; of a long line what is around the finding.

    >>> from modelcards.model.finding import Finding
    >>> one = Finding("a.md", 3, 6, 3, 9, "MC502", "malformed-url", "error", "no URL")
    >>> print(render([one], lambda path, line: "[a](TBD)"))
    a.md:3:6: MC502 no URL
      |
    3 | [a](TBD)
      |      ^^^
    <BLANKLINE>
    <BLANKLINE>
    """
    return "".join(
        line_of_finding(one, style) + _shown(one, line_of(one.path, one.line), style.paint) + "\n"
        for one in findings
    )


def _shown(one: Finding, line: str, paint: Paint) -> str:
    if not line.strip():
        return ""
    start = one.column - 1
    end = one.end_column - 1 if one.end_line == one.line else len(line.rstrip())
    cut = max(0, start - _BEFORE) if len(line) > _WIDTH else 0
    part = line[cut : cut + _WIDTH]
    before = "…" if cut else ""
    behind = "…" if cut + _WIDTH < len(line) else ""
    text = before + "".join(c if c.isprintable() else " " for c in part) + behind
    margin = " " * len(str(one.line))
    lead = len(before) + _columns(part[: start - cut])
    carets = "^" * max(1, _columns(part[start - cut : end - cut]))
    style = "red" if one.severity == "error" else "yellow"
    return (
        f"{paint(f'{margin} |', 'dim')}\n"
        f"{paint(f'{one.line} |', 'dim')} {text}\n"
        f"{paint(f'{margin} |', 'dim')} {' ' * lead}{paint(carets, style)}\n"
    )


def _columns(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(
        0 if unicodedata.combining(c) or c in "\u200d\ufe0f" else
        2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )  # fmt: skip


def grouped(findings: Iterable[Finding], style: Style = PLAIN) -> str:
    r"""The findings of each file below its name.

    >>> from modelcards.model.finding import Finding
    >>> grouped([Finding("a.md", 3, 1, 3, 9, "MC101", "missing-title", "warning", "no name")])
    'a.md:\n  3:1 MC101 no name\n\n'
    """
    from modelcards.display.escape import harmless

    files: dict[str, list[Finding]] = {}
    for one in findings:
        files.setdefault(one.path or "-", []).append(one)
    parts: list[str] = []
    for path, found in files.items():
        width = max(len(f"{one.line}:{one.column}") for one in found)
        parts.append(f"{style.paint(harmless(path), 'bold')}:\n")
        parts += (
            f"  {f'{one.line}:{one.column}':<{width}} {code_of(one, style)} {mark(one)}"
            f"{harmless(one.message)}\n"
            for one in found
        )
        parts.append("\n")
    return "".join(parts)
