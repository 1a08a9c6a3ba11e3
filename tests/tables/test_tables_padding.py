"""Cells that a row does not have cost nothing, and a delimiter row may have lost some dashes."""

from __future__ import annotations

import modelcards
from modelcards.tables.pipe import pipe_grid


def wide(rows: int, width: int = 380) -> str:
    return "|" + "a|" * width + "\n|" + "-|" * width + "\n" + "|1\n" * rows


def test_a_delimiter_cell_without_dashes() -> None:
    card = modelcards.parse("# Alder-7B\n\n| Benchmark | Score |\n||---|\n| MMLU | 77.4 |\n")
    assert [table.rows for table in card.tables] == [[["MMLU", "77.4"]]]
    assert [score.score for score in card.benchmarks] == [77.4]
    assert pipe_grid("| a | b |\n| : | |\n| 1 | 2 |", 1) is None


def test_short_rows_below_a_wide_head_are_bounded_and_told() -> None:
    source = wide(2_000)
    grid = pipe_grid(source, 3)
    assert grid is not None
    cells = sum(len(row) for row in grid.rows)
    assert cells <= 4_096 + 8 * len(source) + 2 * 380
    assert grid.problems[-1].code == "MC004"
    assert "rows of a table" in grid.problems[-1].message


def test_the_json_of_many_such_tables_stays_in_proportion() -> None:
    text = "# A\n\n" + wide(520) + "\n" + wide(520)
    small = modelcards.to_json(modelcards.parse(text))
    large = modelcards.to_json(modelcards.parse(text * 4))
    assert len(large) < 5 * len(small)


def test_a_few_short_rows_are_filled_up() -> None:
    grid = pipe_grid(wide(10).rstrip("\n"), 1)
    assert grid is not None
    assert [len(row) for row in grid.rows] == [380] * 10
