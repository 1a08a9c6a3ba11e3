"""HTML tables: spans, header rows, lines, text, what browsers forgive."""

from __future__ import annotations

import pytest

from modelcards.tables.grid import Cell, Grid
from modelcards.tables.html import html_grids


def texts(rows: tuple[tuple[Cell, ...], ...]) -> list[list[str]]:
    return [[cell.text for cell in row] for row in rows]


def one(html: str, first_line: int = 1) -> Grid:
    [grid] = html_grids(html, first_line)
    assert {len(row) for row in grid.header + grid.rows} == {len(grid.align)}
    return grid


def body(html: str) -> list[list[str]]:
    grid = one(f"<table><tr><th>a<th>b</tr>{html}</table>")
    return texts(grid.rows)


def cell(html: str) -> Cell:
    return one(f"<table><tr><th>a</tr><tr>{html}</tr></table>").rows[0][0]


def counts(html: str) -> tuple[int, int]:
    grid = one(f"<table>{html}</table>")
    return len(grid.header), len(grid.rows)


def test_lines_are_those_of_the_file() -> None:
    html = (
        "<div>\n\n<table>\n<thead>\n<tr>\n<th>a</th></tr></thead>\n\n<!-- x\n\n<tr> -->\n"
        "<tr title='a\nb'><td>1</td></tr><tr>\n<td>2</td></tr>\n</table></div>"
    )
    grid = one(html, 10)
    assert (grid.kind, grid.line) == ("html", 12)
    assert (grid.header_lines, grid.row_lines) == ((14,), (20, 21))


def test_lines_of_rows_without_a_tag_are_those_of_their_first_cell() -> None:
    grid = one("<table>\n<td>a</td>\n<td>b</td></tr>\n\n<td>1</td><td>2</td></tr></table>")
    assert texts(grid.header) == [["a", "b"]]
    assert (grid.header_lines, grid.row_lines) == ((2,), (5,))


@pytest.mark.parametrize(
    "html",
    [
        "<tr><td>1</td><td>2</td></tr>",
        "<tr><td>1<td>2",
        "<tr><td>1</td><td>2</td>",
        "<td>1</td><td>2</td></tr>",
        "<tbody><tr><td>1</td><td>2</td></tr></tbody>",
        "<TR><TD>1</TD><TD>2</TD></TR>",
        "<tr><td>1</td>\n\n<td>2</td>\n\n</tr>",
        "<tr><td>1</td><!-- <td>x</td> --><td>2</td></tr><!-- <tr><td>y</td></tr> -->",
        "<tr><td>1</td><p align=center><td>2</td></p></tr>",
        "<p><tr><td>1</td><td>2</td></tr></p>",
        "<tr><td/>1<td/>2</tr>",
        "<tr><td>1</th><td>2</td></tr>",
        '<tr><td class="a>1</td><td class="b">2</td></tr>',
        "<tr></tr><tr><td>1</td><td>2</td></tr><tr></tr>",
        "</tbody></td></tr><tr><td>1</td><td>2</td></tr>",
        "<tr><td><div><b>1</td><td>2</td></tr>",
        "<tr>text<td>1</td>text<td>2</td>text</tr>",
        "<tr><td>1</td><td>2</td></tr><!-- never closed <tr><td>3</td></tr>",
    ],
)
def test_what_browsers_forgive(html: str) -> None:
    assert body(html) == [["1", "2"]]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<td>&#10008</td>", "✘"),
        ("<td>a&nbsp;&amp; b &foo; R&D</td>", "a & b &foo; R&D"),
        ("<td>&lt;5</td>", "<5"),
        ("<td>é\u200b&#xFEFF;\u00a0x</td>", "é x"),
        ("<td>< 5 and <5 </3</td>", "< 5 and <5 </3"),
        ("<td>&#" + "9" * 5000 + ";x</td>", "\ufffdx"),
        ("<td>a<br>b<br/>c</br>d</td>", "a b c d"),
        ("<td><p>a</p><p>b</p></td>", "a b"),
        ("<td>a<b>b</b>c</td>", "abc"),
        ("<td><ul><li>a<li>b</ul></td>", "a b"),
        ('<td><img alt="x > y" src="a.png">c</td>', "c"),
        ("<td><a href=x>**a**</a></td>", "**a**"),
        ("<td>\n\n**a** [b](c)\n\n</td>", "a b"),
        ("<td>a<script>x<td>y</script>b<style>z</style></td>", "ab"),
        ("<td>a<!-->b<!--->c<?x?>d<!x>e</td>", "abcde"),
        ("<td><textarea>a</textarea><title>b</title></td>", "ab"),
        ("<td>a\x00\x01b</td>", "a\x00\x01b"),
        ("<td>\ud800</td>", "\ud800"),
        ("<td>" + "<i>" * 100 + "<b>a", "a"),
    ],
)
def test_visible_text(html: str, text: str) -> None:
    assert cell(html).text == text


@pytest.mark.parametrize(
    ("html", "bold"),
    [
        ("<td><b>1</b></td>", True),
        ("<td> <strong>1</strong> <b>2</b> </td>", True),
        ("<td><i><b>1</b></i></td>", True),
        ("<td><b>1</b>2</td>", False),
        ("<td></b>1</td>", False),
        ("<td><b></b></td>", False),
        ("<td style='color: red; font-weight: bold'>1</td>", True),
        ("<td style='font-weight: normal'>1</td>", False),
        ("<td>\n\n**1**\n\n</td>", True),
        ("<td><div><b>1</div>2</td>", False),
        ("<td><b>1<div>2</b>3</div></td>", True),
    ],
)
def test_bold(html: str, bold: bool) -> None:
    assert cell(html).bold is bold


def test_style_of_a_row_makes_its_cells_bold() -> None:
    grid = one("<table><tr><td>a</tr><tr style='font-weight: bold'><td>b</tr></table>")
    assert (grid.header[0][0].bold, grid.rows[0][0].bold) == (False, True)


def test_raised_marks_and_line_breaks_stand_apart() -> None:
    found = cell("<td>a<sup>1<sub>2</sub></sup> b<sup></sup><br>c<sup>&dagger;</td>")
    assert found.text == "a12 b c†"
    assert (found.bare, found.notes) == ("a b c", ("12", "†"))
    assert found.lines == ("a12 b", "c†")


def test_source_is_phrase_markup() -> None:
    found = cell('<td><div>a <a href="x">b</a> <img src=y><b>c</div></td>')
    assert found.source == 'a <a href="x">b</a> <img src="y"><b>c</b>'


def test_rowspan_and_colspan_are_repeated() -> None:
    grid = one(
        "<table><tr><th>a<th>b<th>c</tr>"
        "<tr><td rowspan=2>x</td><td colspan=2>y</td></tr><tr><td>1</td><td>2</td></tr></table>"
    )
    assert texts(grid.rows) == [["x", "y", "y"], ["x", "1", "2"]]
    assert [[c.spanned for c in row] for row in grid.rows] == [
        [False, False, True],
        [True, False, False],
    ]
    assert (grid.rows[0][0].rowspan, grid.rows[0][1].colspan) == (2, 2)
    assert grid.ragged == ()


@pytest.mark.parametrize(
    "group",
    [
        "<thead><tr><th rowspan=2>a</th><th>b</th></tr></thead>",
        "<thead><tr><th rowspan=0>a</th><th>b</th></tr></thead>",
        "<thead><tr><th rowspan=2>a</th><th>b</th></tr><tbody>",
    ],
)
def test_rowspan_ends_with_its_row_group(group: str) -> None:
    grid = one(f"<table>{group}<tr><td>1</td><td>2</td></tr></table>")
    assert (texts(grid.header), texts(grid.rows)) == ([["a", "b"]], [["1", "2"]])
    assert grid.header[0][0].rowspan == 1


def test_rowspan_ends_with_the_table() -> None:
    assert body("<tr><td rowspan=99>1</td><td rowspan=0>2</td></tr>") == [["1", "2"]]


def test_colspan_ends_with_the_table() -> None:
    grid = one(
        "<table><tr><td>a<td>b<td>c</tr><tr><td colspan=15>s</tr><tr><td>1<td>2<td>3</tr></table>"
    )
    assert texts(grid.rows) == [["s", "s", "s"], ["1", "2", "3"]]
    assert (grid.rows[0][0].colspan, grid.ragged) == (3, ())


def test_colspan_stops_at_a_cell_from_above() -> None:
    html = "<tr><td>1</td><td rowspan=2>2</td></tr><tr><td colspan=2>3</td></tr>"
    assert body(html) == [["1", "2"], ["3", "2"]]


def test_cell_from_above_behind_a_gap() -> None:
    grid = one(
        "<table><tr><th>a<th>b<th>c</tr><tr><td>1<td>2<td rowspan=2>3</tr><tr><td>4</tr></table>"
    )
    assert texts(grid.rows) == [["1", "2", "3"], ["4", "", "3"]]
    assert grid.ragged == ((1, 2, 3),)


@pytest.mark.parametrize("span", ["0", "x", "", "-1", "1.5", "+1"])
def test_spans_that_are_none(span: str) -> None:
    assert body(f"<tr><td colspan='{span}'>1</td><td rowspan='{span}'>2</td></tr>") == [["1", "2"]]


def test_rows_without_a_cell_of_their_own_are_left_out() -> None:
    assert body("<tr><td rowspan=3>1</td><td>2</td></tr><tr></tr><tr><td>3</td></tr>") == [
        ["1", "2"],
        ["1", "3"],
    ]


def test_rows_that_do_not_fit_are_reported() -> None:
    grid = one("<table><tr><th>a<th>b</tr>\n<tr><td>1</tr>\n<tr><td>1<td>2</tr></table>", 7)
    assert texts(grid.rows) == [["1", ""], ["1", "2"]]
    assert grid.ragged == ((8, 1, 2),)
    assert [(problem.code, problem.line) for problem in grid.problems] == [("MC404", 8)]


def test_short_header_row_is_the_one_that_does_not_fit() -> None:
    rows = "<tr><td>1<td>2<td>3</tr>" * 3
    grid = one(f"<table><tr><th>a<th>b</tr>{rows}</table>")
    assert texts(grid.header) == [["a", "b", ""]]
    assert grid.ragged == ((1, 2, 3),)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<thead><tr><td>a<td>b<tr><td>c<td>d</thead><tr><td>1<td>2", (2, 1)),
        ("<thead><tr><th>a<th>b<tr><td>1<td>2<tr><td>1<td>2", (1, 2)),
        ("<thead></thead><tr><th>a<th>b<tr><td>1<td>2", (1, 1)),
        ("<tr><th>a<th>b<tr><th>c<th>d<tr><td>1<td>2", (2, 1)),
        ("<tr><th>a<th>b<tr><td><th>d<tr><td>1<td>2", (1, 2)),
        ("<tr><td><th>a<th>b<tr><td>1<td>2<td>3", (1, 1)),
        ("<tr><th>a<th>b<tr><th colspan=2>section<tr><td>1<td>2", (1, 2)),
        ("<tr><th>a<th>b<tr><th>section<td><tr><td>1<td>2", (1, 2)),
        ("<tr><th>a<th>b<tr><th>c<th>d", (1, 1)),
        ("<tr><th>a<th>b", (1, 0)),
        ("<tr><td>a<td>b", (0, 1)),
        ("<tr><td>a<td>b<tr><td>1<td>2", (1, 1)),
        ("<tr><th>Params<td>7B<tr><th>Context<td>8K", (0, 2)),
        ("<tr><th><td>7B<tr><th>Context<td>8K", (1, 1)),
        ("<tr><th>Task<td>A<td>B<tr><th>MMLU<td>1<td>2", (1, 1)),
        ("<tr><td colspan=3>Title<tr><td>a<td>b<td>c<tr><td>x<td>1<td>2", (2, 1)),
        ("<tr><th colspan=2>Title<tr><td>a<td>b<tr><td>x<td>1", (1, 2)),
        ("<tr><td><td colspan=2>Dev<tr><td><td>EM<td>F1<tr><td>x<td>1<td>2", (2, 1)),
        ("<tr><td>Model<td colspan=2>Dev<tr><td>Model<td>EM<td>F1<tr><td>x<td>1<td>2", (2, 1)),
        ("<tr><td rowspan=2>M<td colspan=2>Dev<tr><td>EM<td>F1<tr><td>x<td>1<td>2", (2, 1)),
        ("<tr><th rowspan=2>M<th colspan=2>Dev<tr><th>EM<th>F1<tr><td>x<td>1<td>2", (2, 1)),
        ("<tr><td>M<td colspan=2>Dev<tr><td>x<td>1<td>2<tr><td>y<td>1<td>2", (1, 2)),
        ("<tr><td><td colspan=2>Dev<tr><td><td>1<td>2<tr><td>y<td>1<td>2", (1, 2)),
        ("<tr><td><td colspan=2>Dev<tr><td><td>EM<td><tr><td>y<td>1<td>2", (1, 2)),
        ("<tr><td><td colspan=2>Dev<tr><td>x<td>EM<td>F1<tr><td>y<td>1<td>2", (2, 1)),
    ],
)
def test_header_rows(html: str, expected: tuple[int, int]) -> None:
    assert counts(html) == expected


def test_caption() -> None:
    grid = one("<table><caption>Scores <b>of</b><br>all</caption><tr><td>a<tr><td>b</table>")
    assert (grid.caption, texts(grid.rows)) == ("Scores of all", [["b"]])
    assert one("<table><caption></caption><tr><td>a</table>").caption is None


def test_cells_know_whether_they_are_header_cells() -> None:
    grid = one("<table><tr><th>a<td>b<td>c<tr><td>1<td>2<td>3</table>")
    assert [found.head for found in grid.header[0]] == [True, False, False]


def test_nested_tables_are_grids_of_their_own() -> None:
    outer, inner = html_grids(
        "<table><tr><td>a\n<table><tr><td>b<tr><td>c</table>d<td>e</table>", 3
    )
    assert (outer.line, texts(outer.rows)) == (3, [["a d", "e"]])
    assert (inner.line, texts(inner.header + inner.rows)) == (4, [["b"], ["c"]])


def test_table_in_a_table_but_not_in_a_cell_follows_it() -> None:
    first, second = html_grids("<table><tr><td>a</td></tr><table><tr><td>b", 1)
    assert (texts(first.rows), texts(second.rows)) == ([["a"]], [["b"]])


def test_parts_outside_of_tables_are_none() -> None:
    html = "<table><tr><td>a</table><tr><td>b<thead></tr><caption>c</td></table><p>d</p>"
    html += "<table><tr><td>e</td></tr></table>"
    assert [texts(grid.rows) for grid in html_grids(html, 1)] == [[["a"]], [["e"]]]


def test_pipe_table_inside_a_cell_behind_a_blank_line() -> None:
    html = "<table><tr><td>\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n</td><td>x</td></tr></table>"
    outer, inner = html_grids(html, 5)
    assert (outer.kind, texts(outer.rows)) == ("html", [["", "x"]])
    assert (inner.kind, inner.line, inner.row_lines) == ("pipe", 7, (9,))
    assert texts(inner.rows) == [["1", "2"]]


def test_what_only_looks_like_a_pipe_table_stays_text() -> None:
    assert cell("<td>\n\na|b\n:-|x\n\n|c\n|:\n</td>").text == "a|b :-|x |c |:"


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<p>a</p>",
        "<tablet>",
        "<table></table>",
        "<table><tr></tr>",
        "<!-- <table><tr><td>a -->",
    ],
)
def test_nothing_to_read(html: str) -> None:
    assert html_grids(html, 1) == []
