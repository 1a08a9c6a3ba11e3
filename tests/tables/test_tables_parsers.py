"""Tags are found as Python's own parser and lxml find them in the same clean markup."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelcards.limits import DEFAULT_LIMITS
from modelcards.tables import html as htmltables
from modelcards.tables import soup
from modelcards.tables.grid import Grid
from modelcards.tables.html import html_grids
from modelcards.tables.rows import Sink

WORDS = ("MMLU", "61.2", "", "a &lt; b", "<b>7</b>", "x<br>y", "a<sup>1</sup>", "é 中", "<p>a</p>",
         "R&D &amp;amp; <", "<img src=a/>", "<i/>x", "<B CLASS = b class='c'>8</B>")  # fmt: skip
CELLS = ("<td>", "<th>", "<td colspan=2>", "<td rowspan=2>", '<td align="center">', "<TD>",
         "<td style='font-weight: bold'>", "<td title='a>b' colspan = '2' colspan=3>")  # fmt: skip

cells = st.tuples(
    st.sampled_from(CELLS), st.sampled_from(WORDS), st.sampled_from(("</td>", "</th>", "", "\n"))
).map("".join)
rows = st.tuples(
    st.sampled_from(("<tr>", "\n<tr>", "<tr>\n", "", "<tr style='font-weight:700'>", "stray")),
    st.lists(cells, max_size=4).map("".join),
    st.sampled_from(("</tr>", "", "</tr> words ")),
).map("".join)
groups = st.tuples(
    st.sampled_from(("<thead>", "<tbody>", "</tbody>", "</thead>", "<caption>c</caption>", "")),
    st.lists(rows, max_size=4).map("".join),
).map("".join)
tables = st.lists(groups, max_size=3).map("".join).map("<table>{}</table>".format)


class Told(HTMLParser):
    """Hands on what Python's own parser finds."""

    def __init__(self, sink: Sink) -> None:
        super().__init__(convert_charrefs=False)
        self.sink = sink

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        first: dict[str, str] = {}
        for name, value in attrs:
            first.setdefault(name, value or "")
        self.sink.start(tag, first)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.sink.end(tag)

    def handle_endtag(self, tag: str) -> None:
        self.sink.end(tag)

    def handle_data(self, data: str) -> None:
        self.sink.text(data)

    def handle_entityref(self, name: str) -> None:
        self.sink.text({"amp": "&", "lt": "<"}[name])


def told(markup: str, sink: Sink) -> None:
    parser = Told(sink)
    parser.feed(markup)
    parser.close()


def by(read: Callable[[str, Sink], None], html: str) -> list[Grid]:
    """The grids where whole and broken markup go one way."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(htmltables, "read_tags", read)
        patch.setattr(soup, "read_broken", read)
        return html_grids(html, 1)


@given(st.lists(tables, min_size=1, max_size=3).map("\n".join))
def test_beautiful_soup_and_the_pattern_tell_the_same(html: str) -> None:
    assert by(soup.read_broken, html) == by(htmltables.read_tags, html)


@pytest.mark.parametrize(
    ("html", "asked"), [("<b>1</b>", 0), ("1 < 2", 0), ("<b class='1>1</b>", 1)]
)
def test_beautiful_soup_is_asked_where_markup_is_broken(html: str, asked: int) -> None:
    seen: list[str] = []

    def witness(markup: str, sink: Sink) -> None:
        seen.append(markup)
        told(markup, sink)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(soup, "read_broken", witness)
        [grid] = html_grids(f"<table><tr><td>{html}</td></tr></table>", 1)
    assert len(seen) == asked
    assert grid.rows[0][0].text


@pytest.mark.parametrize(
    "cell",
    [
        "<td><b>61.2</b></td>",
        "<TH rowspan='2'><STRONG>a &amp; b</Strong></TH> ",
        "<td align='center' /><b>61.2</b></td>",
        "<td><b></b></td>",
        "<td style='font-weight: bold'><b> 1\n\n2 </b></td>stray",
        "<td><b>1</b></td></td>",
        "<td><b>1</b></th>",
        "<td><b id='x'>1</b></td>",
        "<td><b>1</b>2</td>",
        "<td> <b>1</b></td>",
    ],
)
@pytest.mark.parametrize("row", ["<tr>", "<tr style='font-weight: bold'>", ""])
def test_cells_with_one_strong_element(cell: str, row: str) -> None:
    html = f"<table>{row}{cell}<td>2</td></tr><tr><td>3</td><td>4</td></tr></table>"
    assert by(soup.read_broken, html) == by(htmltables.read_tags, html)
    assert by(told, html) == by(htmltables.read_tags, html)


@given(st.lists(tables, min_size=1, max_size=3).map("\n".join))
def test_same_grids(html: str) -> None:
    found = html_grids(html, 1)
    assert found == by(told, html)
    for grid in found:
        assert {len(row) for row in grid.header + grid.rows} <= {len(grid.align)}
        assert len(grid.row_lines) == len(grid.rows)


@given(st.text("<>/trdhbale \"'=!-&;#x1\n", max_size=80))
def test_any_text_can_be_read(text: str) -> None:
    html = f"<table><tr><td>{text}"
    found = html_grids(html, 1, DEFAULT_LIMITS)
    assert found == by(told, html)
    for grid in found:
        assert {len(row) for row in grid.header + grid.rows} <= {len(grid.align)}


class Events:
    """A sink that only writes down what it is told; texts in pieces are joined."""

    def __init__(self) -> None:
        self.told: list[tuple[str, ...]] = []

    def start(self, name: str, attrs: Mapping[str, str]) -> None:
        self.told.append((name, *(f"{key}={value}" for key, value in attrs.items())))

    def end(self, name: str) -> None:
        self.told.append(("/" + name,))

    def data(self, text: str) -> None:
        self.told.append((text,))

    text = data

    def whole(self, name: str, attrs: Mapping[str, str], text: str, strong: str = "") -> None:
        self.start(name, attrs)
        if strong:
            self.start(strong, {})
        if text:
            self.data(text)
        if strong:
            self.end(strong)
        self.end(name)

    def close(self) -> None:
        """Called by lxml at the end."""


def test_same_tags_as_lxml() -> None:
    etree = pytest.importorskip("lxml.etree", reason="only a witness of the tests")
    markup = (
        "<table><thead><tr><th>Task</th><TH title='a > b'>Score</TH></tr></thead><tbody>"
        '<tr><td rowspan="2" class=x>MMLU</td><td><b>61.2</b></td></tr></tbody></table>'
    )
    ours, theirs = Events(), Events()
    htmltables.read_tags(markup, ours)  # type: ignore[arg-type]  # it has what is called
    parser = etree.HTMLParser(target=theirs)
    parser.feed(markup)
    parser.close()
    around = {("html",), ("body",), ("/html",), ("/body",)}
    assert ours.told == [one for one in theirs.told if one not in around]
