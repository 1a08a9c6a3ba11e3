"""HTML that is built to be slow or large: bounded, said, and never an exception."""

from __future__ import annotations

from dataclasses import replace

import pytest

from modelcards import parse
from modelcards.limits import DEFAULT_LIMITS, Limits
from modelcards.tables.grid import Grid
from modelcards.tables.html import html_grids

TABLE = "<table><tr><td>x</td></tr>"


def places(grids: list[Grid]) -> int:
    return sum((len(grid.header) + len(grid.rows)) * len(grid.align) for grid in grids)


def codes(grids: list[Grid]) -> list[str]:
    return [problem.code for grid in grids for problem in grid.problems]


# Each of them is quadratic or worse in the parsers when they are fed with it as it is.
HOSTILE = {
    "tags that never end": TABLE + "<a " * 16_000,
    "tags that end in quotes": TABLE + "<a x='>' " * 16_000,
    "open comments": TABLE + "<!--" * 16_000,
    "open declarations": TABLE + "<!" * 16_000,
    "open scripts": TABLE + "<script>" * 16_000,
    "stray signs": TABLE + "<" * 64_000 + "&" * 64_000,
    "deep elements": "<table>" + "<div>" * 100_000 + "<tr><td>x",
    "deep elements and stray ends": "<table><tr><td>x" + "<b>" * 30_000 + "</i>" * 30_000,
    "deep tables": "<table><tr><td>x" * 200 + "</table>" * 200,
    "deeper tables": "<table><tr><td>x" * 5_000,
    "cells": "<table><tr>" + "<td>x" * 50_000,
    "empty rows": "<table>" + "<tr>" * 50_000 + "<td>x",
    "groups": "<table>" + "<thead>" * 50_000 + "<tr><td>x",
    "captions": "<table>" + "<caption>x" * 20_000 + "<tr><td>x",
    "superscripts": "<table><tr><td>x" + "<sup>1" * 20_000,
    "line breaks": "<table><tr><td>x" + "<br>" * 50_000,
    "attributes": "<table><tr><td" + " a=b" * 50_000 + ">x",
    "quotes": "<table><tr><td " + '"' * 100_001 + ">x",
    "blank lines": "<table><tr><td>x" + "\n" * 500_000,
    "pipes": "<table><tr><td>x\n\n" + "|" * 100_000 + "\n|-" + "|-" * 1000 + "x",
    "styles": "<table><tr><td style='" + "font-weight " * 50_000 + "'>x",
}


@pytest.mark.parametrize("html", HOSTILE.values(), ids=HOSTILE)
def test_hostile_html(html: str) -> None:
    grids = html_grids(html, 1)
    assert any("x" in cell.text for row in grids[0].header + grids[0].rows for cell in row)
    assert places(grids) <= DEFAULT_LIMITS.cells


def test_huge_spans_cost_nothing() -> None:
    cell = "<td colspan=1000000000 rowspan=1000000000>a</td>"
    [grid] = html_grids(f"<table><tr>{cell}</tr><tr>{cell}{cell}</tr></table>", 1)
    assert places([grid]) == 6


def test_spans_that_fill_more_than_the_limit() -> None:
    html = "<table><tr>" + "<td rowspan=1000>a" * 10 + "<tr><td>b" * 1000
    grids = html_grids(html, 1, replace(DEFAULT_LIMITS, cells=200))
    assert 0 < places(grids) <= 200
    assert codes(grids)[-1] == "MC004"


def test_short_rows_beside_a_wide_one() -> None:
    html = "<table>" + "<tr><td>a" * 20 + "\n<tr>" + "<td>b" * 20
    grids = html_grids(html, 1, replace(DEFAULT_LIMITS, cells=100))
    assert places(grids) <= 100
    assert codes(grids) == ["MC004"]


def test_cells_are_counted_over_all_tables() -> None:
    table = "<table>" + "<tr><td>a<td>b" * 3 + "</table>"
    grids = html_grids(table * 3, 1, replace(DEFAULT_LIMITS, cells=8))
    assert places(grids) <= 8
    assert len(grids) == 3
    assert grids[0].problems == ()
    assert [grid.problems[-1].code for grid in grids[1:]] == ["MC004", "MC004"]


def test_text_behind_the_limit_is_left_out_and_said() -> None:
    html = "<table><tr><td>a</td></tr>\n<tr><td>b</td></tr>\n<tr><td>c</td></tr></table>"
    grids = html_grids(html, 5, replace(DEFAULT_LIMITS, html=50))
    assert [row[0].text for row in grids[0].header + grids[0].rows] == ["a", "b"]
    assert [(problem.code, problem.line) for problem in grids[0].problems] == [("MC004", 7)]


def test_table_behind_the_limit_is_said() -> None:
    [grid] = html_grids("x" * 100 + "<table><tr><td>a", 5, replace(DEFAULT_LIMITS, html=50))
    assert (grid.header, grid.rows, codes([grid])) == ((), (), ["MC004"])


def test_cells_are_counted_over_the_whole_card() -> None:
    table = "|a|b|\n|-|-|\n|c|d|\n\n"
    html = "<table><tr><td>a<td>b<tr><td>c<td>d</table>\n\n"
    few = Limits(cells=30)  # a table counts as eight cells more than it has
    card = parse("# Lumen-7B\n\n" + (table + html) * 4, limits=few)
    assert [len(one.rows) + len(one.header) for one in card.tables] == [2, 2, 2]
    assert [(one.code, one.line) for one in card.problems] == [("MC004", 13)]
    assert "the tables from here on" in card.problems[0].message
    cut = parse("# Lumen-7B\n\n" + table + "|a|b|\n|-|-|\n" + "|c|d|\n" * 20, limits=few)
    assert [len(one.rows) for one in cut.tables] == [1, 8]
    assert [one.code for one in cut.problems] == ["MC004"]


def test_pipe_tables_inside_of_one_table_share_its_room() -> None:
    inner = "\n\na|b\n-|-\nc|d\n\n"
    grids = html_grids(f"<table><tr><td>{inner * 3}</table>", 1, replace(DEFAULT_LIMITS, cells=8))
    assert places(grids) <= 8
