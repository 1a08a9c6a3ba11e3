"""The tags of clean HTML tables: found by our pattern, by lxml, and by Python's own parser.

All three tell them to the same sink, which does nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Any

from benchmarks.measure import Row, ratio
from modelcards.tables.html import read_tags
from modelcards.tables.markup import clean

ROWS = 80


class Silent:
    """Takes what it is told."""

    def start(self, name: str, attrs: Mapping[str, str]) -> None:
        """A start tag."""

    def end(self, name: str) -> None:
        """An end tag."""

    def text(self, data: str) -> None:
        """A text."""

    data = text

    def whole(self, name: str, attrs: Mapping[str, str], data: str, strong: str = "") -> None:
        """A cell."""

    def close(self) -> None:
        """The end."""


class Own(HTMLParser):
    """Python's own parser, telling a sink."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A start tag."""
        SINK.start(tag, {name: value or "" for name, value in attrs})

    def handle_endtag(self, tag: str) -> None:
        """An end tag."""
        SINK.end(tag)

    def handle_data(self, data: str) -> None:
        """A text."""
        SINK.text(data)


SINK: Any = Silent()


def table() -> str:
    """A table of 400 places: a group over every four rows, a name, three scores."""
    rows = [
        "<table><tr><th>Group</th><th>Task</th><th>Lumen</th><th>Corvid</th><th>Aster</th></tr>"
    ]
    for at in range(ROWS):
        group = f'<td rowspan="4">Group {at // 4}</td>' if at % 4 == 0 else ""
        scores = f'<td align="center"><b>{50 + at / 8:.1f}</b></td><td>{at:.2f}</td><td>{at}</td>'
        rows.append(f"<tr>\n  {group}<td>Task {at} (5-shot)</td>\n  {scores}\n</tr>")
    return "\n".join(rows) + "</table>"


def by_pattern(markup: str) -> None:
    """Ours."""
    read_tags(markup, SINK)


def by_python(markup: str) -> None:
    """The parser of the standard library."""
    parser = Own(convert_charrefs=False)
    parser.feed(markup)
    parser.close()


def lines() -> list[Row]:
    """One row a parser that is there."""
    markup, _ = clean(table())
    found = ratio(by_pattern, by_python, markup)
    rows = [Row("tags of an HTML table, against html.parser", found.ratio, "<= 0.5")]
    try:
        from lxml import etree
    except ImportError:
        return rows

    def by_lxml(text: str) -> None:
        parser = etree.HTMLParser(target=SINK, huge_tree=True)
        parser.feed(text)
        parser.close()

    found = ratio(by_pattern, by_lxml, markup)
    return [*rows, Row("tags of an HTML table, against lxml", found.ratio, "<= 1.5")]
