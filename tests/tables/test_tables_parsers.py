"""Both parsers give the same grids; where lxml does not tell enough, Python's own is asked."""

from __future__ import annotations

import pytest
from bs4.builder import ParserRejectedMarkup
from hypothesis import given
from hypothesis import strategies as st

from modelcards.limits import DEFAULT_LIMITS
from modelcards.tables import html as htmltables
from modelcards.tables.grid import Grid
from modelcards.tables.html import html_grids
from modelcards.tables.rows import Sink

WORDS = ("MMLU", "61.2", "", "a &lt; b", "<b>7</b>", "x<br>y", "a<sup>1</sup>", "é 中", "<p>a</p>")
CELLS = ("<td>", "<th>", "<td colspan=2>", "<td rowspan=2>", '<td align="center">')

cells = st.tuples(
    st.sampled_from(CELLS), st.sampled_from(WORDS), st.sampled_from(("</td>", "</th>", "", "\n"))
).map("".join)
rows = st.tuples(
    st.sampled_from(("<tr>", "\n<tr>", "<tr>\n", "")),
    st.lists(cells, max_size=4).map("".join),
    st.sampled_from(("</tr>", "")),
).map("".join)
groups = st.tuples(
    st.sampled_from(("<thead>", "<tbody>", "</tbody>", "</thead>", "<caption>c</caption>", "")),
    st.lists(rows, max_size=4).map("".join),
).map("".join)
tables = st.lists(groups, max_size=3).map("".join).map("<table>{}</table>".format)


def read(html: str, readers: tuple[htmltables.Reader, ...]) -> list[Grid]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(htmltables, "readers", lambda fast: readers)
        return html_grids(html, 1)


@given(st.lists(tables, min_size=1, max_size=3).map("\n".join))
def test_same_grids(html: str) -> None:
    pytest.importorskip("lxml", reason="the extra `fast` is not installed")
    fast, own = htmltables.readers(True), htmltables.readers(False)
    assert len(fast) == 2
    found = read(html, fast)
    assert found == read(html, own)
    for grid in found:
        assert {len(row) for row in grid.header + grid.rows} == {len(grid.align)}
        assert len(grid.row_lines) == len(grid.rows)


@given(st.text("<>/trdhbale \"'=!-&;#x1\n", max_size=80))
def test_any_text_can_be_read(text: str) -> None:
    for grid in html_grids(f"<table><tr><td>{text}", 1, DEFAULT_LIMITS):
        assert {len(row) for row in grid.header + grid.rows} == {len(grid.align)}


def test_parser_that_refuses_or_loses_rows_is_not_trusted() -> None:
    def refusing(markup: str, sink: Sink) -> None:
        raise ParserRejectedMarkup("no")

    def losing(markup: str, sink: Sink) -> None:
        sink.start("table", {})

    [own] = htmltables.readers(False)
    html = "<table><tr><td>a</table>"
    assert read(html, (refusing, losing, own)) == read(html, (own,)) != []


def test_without_lxml_there_is_one_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    class Nothing:
        def lookup(self, *features: str) -> None:
            return None

    monkeypatch.setattr(htmltables, "builder_registry", Nothing())
    assert htmltables.readers.__wrapped__(True) == htmltables.readers(False)
