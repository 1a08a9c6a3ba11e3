"""Findings as workflow commands, which GitHub Actions shows as annotations."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from modelcards.display.escape import harmless
from modelcards.linting.formats.repository_path import repository_path

if TYPE_CHECKING:
    from modelcards.model.finding import Finding


def render(findings: Iterable[Finding]) -> str:
    r"""One command a finding; newlines, and the signs that end a property, are escaped.

    >>> from modelcards.model.finding import Finding
    >>> render([Finding("a,b", 3, 1, 3, 9, "MC101", "no-title", "warning", "5%\nno")])
    '::warning file=a%2Cb,line=3,endLine=3,col=1,endColumn=9,title=MC101 (no-title)::5%25%0Ano\n'
    """
    return "".join(
        f"::{one.severity} file={_property(repository_path(one.path))},line={one.line},"
        f"endLine={one.end_line},col={one.column},endColumn={one.end_column},"
        f"title={_property(f'{one.code} ({one.name})')}::{_data(one.message)}\n"
        for one in findings
    )


def _data(text: str) -> str:
    # What a log shows, a browser or a terminal shows to people; line ends have their own escapes.
    pieces = (harmless(piece, lines=True).replace("%", "%25") for piece in text.split("\r"))
    return "%0D".join(pieces).replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
