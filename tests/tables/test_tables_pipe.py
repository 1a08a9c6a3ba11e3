"""Pipe tables: what is a cell, what does not fit, what a limit cuts off."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelcards.limits import DEFAULT_LIMITS
from modelcards.tables.grid import Cell, Grid
from modelcards.tables.pipe import pipe_grid


def read(*lines: str, first_line: int = 1, cells: int = 200_000) -> Grid:
    grid = pipe_grid("\n".join(lines), first_line, replace(DEFAULT_LIMITS, cells=cells))
    assert grid is not None
    return grid


def texts(rows: tuple[tuple[Cell, ...], ...]) -> list[list[str]]:
    return [[cell.text for cell in row] for row in rows]


def only_cell(source: str) -> Cell:
    return read("| a |", "|---|", f"| {source} |").rows[0][0]


def test_lines_alignment_and_kind() -> None:
    grid = read("| a | b | c |", "|:--|:-:|--:|", "| 1 | 2 | 3 |", "| 4 | 5 | 6 |", first_line=10)
    assert (grid.kind, grid.line, grid.header_lines, grid.row_lines) == (
        "pipe",
        10,
        (10,),
        (12, 13),
    )
    assert grid.align == ("left", "center", "right")
    assert texts(grid.header) == [["a", "b", "c"]]
    assert texts(grid.rows) == [["1", "2", "3"], ["4", "5", "6"]]
    assert (grid.ragged, grid.problems, grid.caption) == ((), (), None)


@pytest.mark.parametrize(
    "line",
    ["| x | y |", "x | y", "| x | y", "x | y |", "  | x | y |  ", "|x|y|", "\t| x | y |"],
)
def test_outer_pipes_make_no_column(line: str) -> None:
    assert texts(read("| a | b |", "|---|---|", line).rows) == [["x", "y"]]


@pytest.mark.parametrize("delimiter", ["--- | ---", "|-|-|", "| :- | -: |", "|---|---"])
def test_delimiter_rows(delimiter: str) -> None:
    assert texts(read("a | b", delimiter, "1 | 2").rows) == [["1", "2"]]


@pytest.mark.parametrize("source", ["", "| a |", "| a |\n| b |", "| a |\n\n|---|", "|a|\n|- -|"])
def test_no_delimiter_no_table(source: str) -> None:
    assert pipe_grid(source, 1) is None


def test_table_without_body() -> None:
    grid = read("| a | b |", "|---|---|")
    assert texts(grid.header) == [["a", "b"]]
    assert grid.rows == ()


def test_empty_header_is_a_header() -> None:
    assert texts(read("| | |", "|---|---|", "| a | 1 |").header) == [["", ""]]


def test_row_of_dashes_in_the_body_is_a_row() -> None:
    grid = read("| a | b |", "|---|---|", "| --- | --- |", "| x | 1 |")
    assert texts(grid.rows) == [["---", "---"], ["x", "1"]]


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        (r"| a \| b | c |", ["a | b", "c"]),
        (r"| `a \| b` | c |", ["a | b", "c"]),
        (r"| a \\| b | c |", [r"a | b", "c"]),
        (r"| a | b \|", ["a", "b |"]),
        ("| `a | b` |", ["`a", "b`"]),
    ],
)
def test_escaped_pipes_and_pipes_in_code(line: str, cells: list[str]) -> None:
    assert texts(read("| a | b |", "|---|---|", line).rows) == [cells]


def test_missing_cells_are_filled_and_reported() -> None:
    grid = read("| a | b | c |", "|---|---|---|", "| 1 |", "| 1 | 2 | 3 |")
    assert texts(grid.rows) == [["1", "", ""], ["1", "2", "3"]]
    assert grid.ragged == ((3, 1, 3),)
    assert [(problem.code, problem.line) for problem in grid.problems] == [("MC404", 3)]


def test_surplus_cells_are_cut_and_quoted() -> None:
    grid = read("| a | b |", "|---|---|", r"| 1 | 2 | 3 | f\|our |")
    assert texts(grid.rows) == [["1", "2"]]
    assert grid.ragged == ((3, 4, 2),)
    assert r"3 | f\|our" in grid.problems[0].message


@pytest.mark.parametrize(("delimiter", "align"), [("|:--|", 1), ("|--|--|:-:|--|", 4)])
def test_delimiter_row_of_another_width(delimiter: str, align: int) -> None:
    grid = read("| a | b | c |", delimiter, "| 1 | 2 | 3 |")
    assert texts(grid.rows) == [["1", "2", "3"]]
    assert len(grid.align) == 3
    assert grid.ragged == ((2, align, 3),)


@pytest.mark.parametrize(
    ("source", "text", "bold"),
    [
        ("**61.2**", "61.2", True),
        ("__MMLU-Pro__", "MMLU-Pro", True),
        ("<b>61.2</b>", "61.2", True),
        ("***x***", "x", True),
        ("**a** b", "a b", False),
        ("**a** **b**", "a b", True),
        ("*a*", "a", False),
        ("61.2%", "61.2%", False),
        ("[MMLU](https://example.org/a_b)", "MMLU", False),
        ("`x_y`", "x_y", False),
        ("a\u00a0 b\tc", "a b c", False),
        ("R&amp;D", "R&D", False),
        ("![logo](x.png)", "", False),
    ],
)
def test_visible_text_and_bold(source: str, text: str, bold: bool) -> None:
    cell = only_cell(source)
    assert (cell.text, cell.bold, cell.source) == (text, bold, source)


def test_line_breaks_are_one_space_and_told_apart() -> None:
    cell = only_cell("Lumen-7B<br><br>Lumen-13B<br/>x</br>y")
    assert cell.text == "Lumen-7B Lumen-13B x y"
    assert cell.lines == ("Lumen-7B", "", "Lumen-13B", "x", "y")
    assert only_cell("a").lines == ("a",)


def test_raised_marks_stand_apart() -> None:
    cell = only_cell("MMLU<sup>1</sup>")
    assert (cell.text, cell.bare, cell.notes) == ("MMLU1", "MMLU", ("1",))
    assert only_cell("x^2").bare == only_cell("x^2").text


def test_other_line_separators_end_no_row() -> None:
    assert texts(read("| a\u2028b |", "|---|", "| c\x0bd |").rows) == [["c d"]]


def test_rows_beyond_the_limit_are_left_out_and_said() -> None:
    grid = read("| a | b |", "|---|---|", *["| 1 | 2 |"] * 10, first_line=5, cells=8)
    assert len(grid.rows) == 3
    [problem] = grid.problems
    assert (problem.code, problem.line) == ("MC004", 10)
    assert "7 rows" in problem.message


def test_columns_beyond_the_limit_are_left_out_and_said() -> None:
    grid = read("|" * 101, "|-" * 100 + "|", "| 1 " * 100, cells=10)
    assert len(grid.header[0]) == 10
    assert grid.rows == ()
    assert [problem.code for problem in grid.problems] == ["MC004", "MC404", "MC004"]


def test_million_pipes() -> None:
    grid = read("| a | b |", "|---|---|", "|" * 1_000_000)
    assert texts(grid.rows) == [["", ""]]
    assert grid.ragged == ((3, 999_999, 2),)
    assert len(grid.problems[0].message) < 500


_PLAIN = st.text("abcXYZ019.%- é中", max_size=8).map(lambda text: " ".join(text.split()))


@given(
    st.integers(1, 5).flatmap(
        lambda n: st.lists(st.lists(_PLAIN, min_size=n, max_size=n), min_size=1)
    )
)
def test_what_is_written_is_read(rows: list[list[str]]) -> None:
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    lines.insert(1, "|---" * len(rows[0]) + "|")
    grid = read(*lines)
    assert texts(grid.header + grid.rows) == rows
    assert grid.row_lines == tuple(range(3, 3 + len(grid.rows)))


@given(st.text("|\\-: a`*<b>\n", max_size=60))
def test_any_text_gives_a_rectangle_or_none(text: str) -> None:
    grid = pipe_grid(f"a|b\n-|-\n{text}", 1)
    assert grid is not None
    assert {len(row) for row in grid.header + grid.rows} == {2}
    assert len(grid.rows) == text.count("\n") + 1
