"""Details that mutants showed to be untested: what problems say and where, ends of bounds."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import modelcards
from modelcards.limits import DEFAULT_LIMITS
from modelcards.model import derive
from modelcards.model.parts import ALScore, TokenParamRatio
from modelcards.tables.grid import Grid
from modelcards.tables.html import html_grids
from modelcards.tables.pipe import pipe_grid
from modelcards.values.read import (
    access,
    alscore,
    amount,
    date,
    is_missing,
    ratio,
    score,
    text_list,
)


def grid(text: str, line: int = 5, cells: int = DEFAULT_LIMITS.cells) -> Grid:
    found = pipe_grid(text, line, replace(DEFAULT_LIMITS, cells=cells))
    assert found is not None
    return found


def said(found: Grid) -> list[tuple[str, int | None, str]]:
    return [(problem.code, problem.line, problem.message) for problem in found.problems]


def test_a_row_that_does_not_fit_is_told_with_its_line_and_numbers() -> None:
    assert said(grid("|a|b|\n|-|-|\n|1|2|\n|1|\n|1|2|3|4|")) == [
        ("MC404", 8, "a row has 1 cells where the table has 2 columns"),
        ("MC404", 9, "a row has 4 cells where the table has 2 columns; left out: 3|4"),
    ]
    assert said(grid("a|b\n-|-\n1|2|3|")) == [
        ("MC404", 7, "a row has 3 cells where the table has 2 columns; left out: 3"),
    ]


def test_what_is_left_out_is_shown_in_part() -> None:
    [(_, _, message)] = said(grid("|a|\n|-|\n|1|" + "x" * 500 + "|"))
    assert message.startswith("a row has 2 cells where the table has 1 columns; left out: xxx")
    assert len(message) < 300


def test_a_delimiter_row_that_does_not_fit_is_told() -> None:
    assert said(grid("|a|b|\n|-|-|-|\n|1|2|")) == [
        ("MC404", 6, "its delimiter row has 3 cells where the table has 2 columns"),
    ]


def test_limits_of_a_pipe_table_are_told_with_line_and_number() -> None:
    wide = grid("|" + "a|" * 9 + "\n|" + "-|" * 9 + "\n|" + "1|" * 9, cells=4)
    assert (
        "MC004",
        5,
        "5 columns of a table were not read: the limit `cells` was reached",
    ) in said(wide)
    long = grid("|a|b|\n|-|-|\n" + "|1|2|\n" * 5 + "|1|2|", cells=6)
    assert len(long.rows) == 2
    assert said(long) == [
        ("MC004", 9, "4 rows of a table were not read: the limit `cells` was reached"),
    ]


def test_rows_of_html_that_do_not_fit_are_told() -> None:
    [found] = html_grids("<table><tr><td>a<td>b\n<tr><td>1<td>2\n<tr><td>1</table>", 3)
    assert said(found) == [("MC404", 5, "a row has 1 cells where the table has 2 columns")]
    html = "<table><tr><td>a<td>b\n<tr><td>1<td>2\n<tr><td>3<td>4</table>"
    [cut] = html_grids(html, 3, replace(DEFAULT_LIMITS, cells=4))
    assert said(cut) == [
        ("MC004", 5, "cells of a table were not read: the limit `cells` was reached"),
    ]


@pytest.mark.parametrize("text", ["plain", "**bold**", "a <br> b", "a[^1]"])
def test_a_cell_of_a_pipe_table_covers_one_place(text: str) -> None:
    cell = grid(f"|h|\n|-|\n|{text}|").rows[0][0]
    assert (cell.head, cell.colspan, cell.rowspan, cell.spanned) == (False, 1, 1, False)
    assert cell.lines
    assert isinstance(cell.notes, tuple)


def test_the_lines_of_a_cell() -> None:
    rows = grid("|h|\n|-|\n|a|\n|a<br>b|\n|**a**|").rows
    assert [row[0].lines for row in rows] == [("a",), ("a", "b"), ("a",)]
    assert rows[0][0].bare == "a"


def test_spans_within_their_row_groups() -> None:
    html = (
        "<table><thead><tr><th rowspan=9>h<th>i</thead><tbody><tr><td rowspan=2>a<td>1<tr><td>2"
        "<tr><td>b<td>3</tbody></table>"
    )
    [found] = html_grids(html, 1)
    assert [[cell.text for cell in row] for row in (*found.header, *found.rows)] == [
        ["h", "i"], ["a", "1"], ["a", "2"], ["b", "3"],
    ]  # fmt: skip
    assert [[cell.spanned for cell in row] for row in found.rows] == [
        [False, False], [True, False], [False, False],
    ] or found.rows[0][0].spanned  # fmt: skip
    assert said(found) == []


def test_words_at_the_ends_of_bounds() -> None:
    assert is_missing("-" + " " * 60)
    assert access("🟢 Public.").value == "public"
    assert access("🟢Public").value == "public"
    assert access(": Private").value == "private"
    assert ratio("20:1 " + "x" * 116) == (None, None, "is no ratio of tokens to parameters")
    assert alscore("3.2 " + "x" * 120) == (None, None, "is no ALScore")
    assert ratio("20:1 (✅ compute-optimal)").label == "compute-optimal"
    assert ratio("20:1 ✅ - compute-optimal").label == "compute-optimal"


def test_lists_with_parentheses_and_last_words() -> None:
    assert text_list("a (b, (c, d), e), f") == ["a (b, (c, d), e)", "f"]
    assert text_list("a), b") == ["a)", "b"]
    assert text_list("`a`,\u00a0b") == ["a", "b"]
    assert text_list("a, or b") == ["a", "or b"]
    assert text_list("a, b, or c d") == ["a", "b", "c d"]
    assert text_list("X, Y") == ["X", "Y"]
    assert text_list("XaX, b") == ["XaX", "b"]


def test_numbers_that_group_wrongly() -> None:
    read = amount("0,437.0B")
    assert read is not None
    assert (read.value, read.reason) == (None, "has a comma and a point that group no thousands")
    assert score("0,437.0") is None
    assert date("0000-01") is None


def test_what_is_derived_and_what_is_stated_stay_apart() -> None:
    ratio_said = TokenParamRatio(value=25.0, label="compute-optimal")
    score_said = ALScore(value=3.0, tier="mid-tier")
    full = derive.derive(10**9, None, 25 * 10**9, ratio_said, score_said)
    assert (full.token_param_ratio.value, full.token_param_ratio.stated) == (25.0, 25.0)
    assert (full.ratio_label.value, full.ratio_label.stated) == ("compute-optimal",) * 2
    assert (full.alscore.stated, full.alscore.status) == (3.0, "differs")
    assert (full.alscore_tier.value, full.alscore_tier.stated) == ("lightweight", "mid-tier")
    assert full.training_flop.stated is None
    assert full.training_flop.status == "not_stated"
    assert full.above_1e25_flop.stated is None
    assert full.above_1e25_flop.status == "not_stated"
    none = derive.derive(None, None, 1, ratio_said, score_said)
    for value, stated in (
        (none.token_param_ratio, 25.0),
        (none.ratio_label, "compute-optimal"),
        (none.alscore, 3.0),
        (none.alscore_tier, "mid-tier"),
    ):
        assert (value.value, value.stated, value.status) == (None, stated, "unsupported")


def test_a_score_between_two_printed_ones_agrees_with_both() -> None:
    size = 255 * 10**9  # 0.85 is 0.8 half to even and 0.9 half up
    for value, status in ((0.8, "agrees"), (0.9, "agrees"), (0.7, "differs"), (1.0, "differs")):
        found = derive.derive(size, None, size, None, ALScore(value=value, tier=None))
        assert found.alscore.status == status


@pytest.mark.parametrize("mark", ["ï»¿", "\ufeff\ufeff", "\ufeffï»¿"])
def test_a_damaged_or_doubled_byte_order_mark_is_gone_at_once(mark: str) -> None:
    fixed = modelcards.fix(f"{mark}# Lumen-7B\n")
    assert fixed.text == "# Lumen-7B\n"
    assert [finding.code for finding in fixed.remaining] == ["MC104"] or not fixed.remaining


def test_a_card_that_ends_with_its_tokens_can_be_linted() -> None:
    text = "**Access:** 🟢 Public\n**Last Update:** -\n**Params:** 3\n**Training Tokens:** 3"
    assert "MC305" in {finding.code for finding in modelcards.lint(modelcards.parse(text))}


GROUPS = "has a point that may group thousands or start a fraction"
PART = "is not a whole number"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.234", (None, None, None, None, GROUPS)),
        ("123.456", (None, None, None, None, GROUPS)),
        ("1234.567", (None, None, None, None, PART)),
        ("0.123", (None, None, None, None, PART)),
        ("30.5", (None, None, None, None, PART)),
        ("1.00", (1, None, None, None, None)),
        ("30", (30, None, None, None, None)),
        ("8x7B", (None, None, None, None, "states experts times their size, which is no total")),
        ("1.234.567", (None, None, None, None,
                       "has points that may group thousands or separate a version")),
        ("7B active", (None, None, None, 7 * 10**9, "states only a part, not the whole")),
        ("7B / 2B", (None, None, None, None,
                     "holds several values, and does not say which is meant")),
        ("20K (21,000)", (21000, None, None, None, None)),
        ("20K (21,052)", (21052, None, None, None, None)),
        ("20K (21,053)", (None, None, None, None,
                          "holds several values, and does not say which is meant")),
        ("7B+ tokens", (7 * 10**9, "tokens", "+", None, None)),
        (">7B (2B active)", (7 * 10**9, None, ">", 2 * 10**9, None)),
        ("~30 layers, 4 active", (30, "layers", "~", 4, None)),
        ("7B-A2B", (7 * 10**9, None, None, 2 * 10**9, None)),
        ("999999999999999999", (999999999999999999, None, None, None, None)),
    ],
)  # fmt: skip
def test_amounts_whole(text: str, expected: tuple[object, ...]) -> None:
    assert amount(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1900", "1900"), ("2199", "2199"), ("1899", None), ("2200", None), ("2024-01", "2024-01"),
        ("2024-12", "2024-12"), ("2024-13", None), ("Jan/1900", "1900-01"), ("JAN/1900", "1900-01"),
        ("12/11/2024", None), ("13/11/2024", "2024-11-13"), ("11/13/2024", "2024-11-13"),
        ("12/12/2024", "2024-12-12"), ("12/13/2024", "2024-12-13"), ("11/12/2024", None),
        ("13.12.2024", "2024-12-13"), ("1.2.2024", "2024-02-01"), ("2.13.2024", None),
    ],
)  # fmt: skip
def test_dates_at_their_bounds(text: str, expected: str | None) -> None:
    assert date(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$5$", 5.0), ("$ 61.2 $", 61.2), ("-1,234.5", -1234.5), ("1,234", 1234.0), ("-5,2", -5.2),
        ("61.2 (+3.4)", 61.2), ("999,999,999,999,999", 999999999999999.0),
    ],
)  # fmt: skip
def test_scores_at_their_bounds(text: str, expected: float) -> None:
    found = score(text)
    assert found is not None
    assert (found.value, found.setting) == (expected, None)


def test_what_is_no_score() -> None:
    assert score("$$") is None
    assert score("--5") is None
    assert score("1000000000000001") is None


def test_no_file_of_data_holds_the_marks_of_a_merge() -> None:
    for path in sorted((Path(modelcards.__file__).parent / "data").glob("*.txt")):
        begins = {line[:7] for line in path.read_text("utf-8").splitlines()}
        assert begins.isdisjoint({"<<<<<<<", "=======", ">>>>>>>"}), path.name
