"""A grid as sheets: header levels, sections, parts under a header that stands again, and cells."""

from __future__ import annotations

import pytest

from modelcards.scores.subtable import Sheet, kind_of, sheets
from modelcards.tables.html import html_grids
from modelcards.tables.pipe import pipe_grid


def read(text: str) -> list[Sheet]:
    """The sheets of a pipe table, its rows without their outer pipes; or of an HTML one."""
    if text.startswith("<"):
        [grid] = html_grids(text, 1)
        return sheets(grid)
    head, *rows = text.split("\n")
    rule = "|" + "-|" * (head.count("|") + 1)
    found = pipe_grid("\n".join([f"| {head} |", rule, *[f"| {row} |" for row in rows]]), 1)
    assert found is not None
    return sheets(found)


def shape(text: str) -> list[tuple[list[str], list[str]]]:
    """The header levels and the rows of each sheet."""
    return [
        ([" | ".join(level) for level in one.levels], [" | ".join(row.cells) for row in one.rows])
        for one in read(text)
    ]


@pytest.mark.parametrize(
    ("kind", "texts"),
    [
        ("e", ("",)),
        ("n", ("61.2%", "61", "1,234.5", "61.2 ± 0.3")),
        ("s", ("42.2/36.6", "42.2 / 36.6")),
        ("m", ("-", "N/A", "-*", "N/A (OOM)", "-\u2020", f"N/A ({'x' * 18})")),
        ("k", ("✓", "yes", "NO", ":x:", "↑")),
        ("q", ("671B", "4 GB", "~7B", "1.5 hours", "$ 2.50", "224x224", "8 x 7B", "12 tokens/s")),
        ("h", ("5-shot", "0-shot CoT", "(5-shot)", "CoT", "5-shot (a)")),
        ("t", ("MMLU", "5-shot Lumen", "5-shot (ab)", f"N/A ({'x' * 19})",
               "N/A in the hills of birds, as they said", "no zorbs",
               "4 GB of the birds in the hills", "yes, they do", "B", "(OOM)")),
    ],
)  # fmt: skip
def test_what_a_cell_holds(kind: str, texts: tuple[str, ...]) -> None:
    assert {text: kind_of(text) for text in texts} == dict.fromkeys(texts, kind)


def test_a_plain_table_is_one_sheet() -> None:
    [sheet] = read("Task | Lumen\nMMLU | 61.2\n | \nGSM8K | -")
    assert sheet.levels == (("Task", "Lumen"),)
    assert [(row.cells, row.kinds, row.at, row.section) for row in sheet.rows] == [
        (("MMLU", "61.2"), "tn", 0, None),
        (("GSM8K", "-"), "tm", 2, None),
    ]
    assert (sheet.columns, sheet.title, dict(sheet.lowered)) == ((0, 1), None, {})
    assert (sheet.head(0), sheet.head(1)) == ("Task", "Lumen")


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        # A first row that goes on with the header.
        ("Task | Lumen | Orca\nShots | 5 | 0\nMMLU | 1.5 | 2.5",
         ["Task | Lumen | Orca", " | 5-shot | 0-shot"]),
        ("Task | Lumen | Orca\n | 5-shot | 0-shot\nMMLU | 1.5 | 2.5",
         ["Task | Lumen | Orca", " | 5-shot | 0-shot"]),
        ("Task | Lumen | Orca\nMetric | F1 | zorbs\nMMLU | 1.5 | 2.5",
         ["Task | Lumen | Orca", "Metric | F1 | zorbs"]),
        ("Task | Lumen | \n | F1 | Accuracy\nMMLU | 1.5 | 2.5",
         ["Task | Lumen | Lumen", " | F1 | Accuracy"]),
        ("Task | Lumen | Orca\nTask | Zorb | Fnord\nMMLU | 1.5 | 2.5",
         ["Task | Lumen | Orca", "Task | Zorb | Fnord"]),
        (" | | \nTask | Zorb | Fnord\nMMLU | 1.5 | 2.5", [" |  | ", "Task | Zorb | Fnord"]),
        (" | Lumen | \nTask | Zorb | Fnord\nMMLU | 1.5 | 2.5",
         [" | Lumen | Lumen", "Task | Zorb | Fnord"]),
        (" | | Lumen\nTask | Zorb | Fnord\nMMLU | 1.5 | 2.5",
         [" |  | Lumen", "Task | Zorb | Fnord"]),
        ("Task | Lumen | Orca\n | F1 | Params\nMMLU | 1.5 | 2.5",
         ["Task | Lumen | Orca", " | F1 | Params"]),
        # One that does not.
        ("Task | Lumen | Orca\nMetric | 1.5 | F1\nMMLU | 1.5 | 2.5", ["Task | Lumen | Orca"]),
        ("Task | Lumen | Orca\nMMLU | 1.5 | 2.5", ["Task | Lumen | Orca"]),
        ("Task | Lumen | Orca\nBirds | of | hills\nMMLU | 1.5 | 2.5", ["Task | Lumen | Orca"]),
        ("Task | Lumen | Orca\nTask | Zorb | -\nMMLU | 1.5 | 2.5", ["Task | Lumen | Orca"]),
        ("Task | Lumen | Orca\n | 5-shot | 0-shot\nBirds | of | hills", ["Task | Lumen | Orca"]),
        ("Task | Lumen | Orca\n | 7B | 13B\nMMLU | 1.5 | 2.5", ["Task | Lumen | Orca"]),
        ("Task | Lumen | Orca\nParams | F1 | F1\nMMLU | 1.5 | 2.5", ["Task | Lumen | Orca"]),
        ("Task | Lumen | Orca\nZorbs | F1 | F1\nMMLU | 1.5 | 2.5", ["Task | Lumen | Orca"]),
        ("Task | Lumen | Orca\nShots | 5 | of\nMMLU | 1.5 | 2.5", ["Task | Lumen | Orca"]),
    ],
)  # fmt: skip
def test_rows_that_go_on_with_the_header(text: str, levels: list[str]) -> None:
    [(found, rows)] = shape(text)
    assert found == levels
    assert len(rows) + len(found) == text.count("\n") + 1


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Task | Lumen\nMMLU | 1.5\nTask | Lumen\nGSM8K | 2.5",
         [(["Task | Lumen"], ["MMLU | 1.5", "GSM8K | 2.5"])]),
        ("Task | Lumen\nMMLU | 1.5\nTask | Orca\nGSM8K | 2.5",
         [(["Task | Lumen"], ["MMLU | 1.5"]), (["Task | Orca"], ["GSM8K | 2.5"])]),
        ("Task | A | B | C\nMMLU | 1 | 2 | 3\nTask | Orca | | 5-shot\nGSM8K | 4 | 5 | 6",
         [(["Task | A | B | C"], ["MMLU | 1 | 2 | 3"]),
          (["Task | Orca |  | 5-shot"], ["GSM8K | 4 | 5 | 6"])]),
        ("Task | Lumen\nMMLU | 1.5\nTask | 2.5",
         [(["Task | Lumen"], ["MMLU | 1.5", "Task | 2.5"])]),
        ("Task | Lumen\nMMLU | 1.5\nTask | 5-shot\nGSM8K | 2.5",
         [(["Task | Lumen"], ["MMLU | 1.5", "Task | 5-shot", "GSM8K | 2.5"])]),
        (" | Lumen | F1\nMMLU | 1.5 | 2.5\n | Orca | F1\nGSM8K | 2.5 | 3.5",
         [([" | Lumen | F1"], ["MMLU | 1.5 | 2.5"]), ([" | Orca | F1"], ["GSM8K | 2.5 | 3.5"])]),
        (" | Lumen | F1\nMMLU | 1.5 | 2.5\n | Orca | Acc\nGSM8K | 2.5 | 3.5",
         [([" | Lumen | F1"], ["MMLU | 1.5 | 2.5", " | Orca | Acc", "GSM8K | 2.5 | 3.5"])]),
    ],
)  # fmt: skip
def test_a_header_that_stands_again(text: str, parts: list[tuple[list[str], list[str]]]) -> None:
    assert shape(text) == parts


def sections(text: str) -> list[str | None]:
    return [row.section for one in read(text) for row in one.rows]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Task | A | B | C\nBirds | | |\nMMLU | 1.5 | 2.5 | 3.5", ["Birds"]),
        ("Task | A | B | C\n | Birds | |\nMMLU | 1.5 | 2.5 | 3.5", ["Birds"]),
        ("Task | A | B | C\n | | Birds |\nMMLU | 1.5 | 2.5 | 3.5", [None, None]),
        ("Task | A | B | C\nBirds | of | |\nMMLU | 1.5 | 2.5 | 3.5", [None, None]),
        ("Task | A | B | C\n7B | | |\nMMLU | 1.5 | 2.5 | 3.5", [None, None]),
        ("Task | A | B | C\nMMLU | | |\nBirds | 1.5 | 2.5 | 3.5", ["MMLU"]),
        # In a narrow table an empty score may say that it is missing.
        ("Task | A\nBirds | \nMMLU | 1.5", ["Birds"]),
        ("Task | A | B\nGSM8K | |\nMMLU | 1.5 | 2.5", [None, None]),
        ("Task | A | B\n**GSM8K** | |\nMMLU | 1.5 | 2.5", ["GSM8K"]),
        ("Task\nBirds\nMMLU", [None, None]),
        # A row of dashes is none, and a header that stands again ends a section.
        ("Task | A\n--- | ---\nMMLU | 1.5", [None]),
        ("Task | A\nBirds | \nMMLU | 1.5\nTask | A\nGSM8K | 1.5", ["Birds", None]),
        ("<table><tr><th>Task</th><th>A</th></tr><tr><td colspan=2>Birds</td></tr>"
         "<tr><td>MMLU</td><td>1.5</td></tr></table>", ["Birds"]),
        ("<table><tr><th>Task</th><th>A</th></tr><tr><td>Birds</td><td>Birds</td></tr>"
         "<tr><td>MMLU</td><td>1.5</td></tr></table>", [None, None]),
    ],
)  # fmt: skip
def test_rows_that_head_a_section(text: str, found: list[str | None]) -> None:
    assert sections(text) == found


def test_columns_and_titles_that_are_left_out() -> None:
    [sheet] = read("Task | | Lumen\nMMLU | | 1.5")
    assert (sheet.columns, sheet.levels) == ((0, 2), (("Task", "Lumen"),))
    assert [(row.cells, row.kinds) for row in sheet.rows] == [(("MMLU", "1.5"), "tn")]
    [titled] = read(
        "<table><tr><th colspan=2>Birds</th></tr><tr><th>Task</th><th>A</th></tr>"
        "<tr><td>MMLU</td><td>1.5</td></tr></table>"
    )
    assert (titled.title, titled.levels) == ("Birds", (("Task", "A"),))
    [alone] = read("Birds | Birds\nMMLU | 1.5")
    assert (alone.title, alone.levels) == (None, (("Birds", "Birds"),))
    [both] = read(
        "<table><tr><th colspan=3>Birds</th></tr><tr><th>Task</th><th></th><th>A</th></tr>"
        "<tr><td>MMLU</td><td></td><td>1.5</td></tr></table>"
    )
    assert (both.title, both.levels[-1][0], both.rows[0].cells[-1]) == ("Birds", "Task", "1.5")
    [headless] = read(" | \nMMLU | 1.5")
    assert (headless.head(0), headless.head(1)) == ("", "")


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("MMLU<sup>1</sup>", "MMLU"),
        ("MMLU<sup>*†</sup>", "MMLU"),
        ("<sup>1</sup>", "1"),
        ("MMMU<sub>val</sub>", "MMMUval"),
        ("AP<sub>50</sub>", "AP50"),
        ("R<sup>200</sup>", "R200"),
        ("[Lumen](b.md) 📄", "Lumen"),
        ("Lumen 📄", "Lumen 📄"),
        ("\\|", ""),
    ],
)
def test_the_text_of_a_cell(cell: str, text: str) -> None:
    [sheet] = read(f"Task | A | B\n{cell} | 1.5 | x")
    assert (sheet.rows[0].cells[0] if 0 in sheet.columns else "") == text


def test_a_lowered_word_is_kept_beside_its_name() -> None:
    [sheet] = read(
        "Task | A\nMMMU<sub>val</sub> | 1.5\nAP<sub>50</sub> | 2.5\nX<sub>(clean)</sub> | 3"
    )
    assert dict(sheet.lowered) == {"MMMUval": ("MMMU", "val"), "X(clean)": ("X", "clean")}


@pytest.mark.parametrize(
    ("row", "rows"),
    [
        ("A<br>B | 1.5<br>2.5", ["A | 1.5", "B | 2.5"]),
        ("A | 1.5<br>2.5 | x", ["A | 1.5 2.5 | x"]),  # numbers alone
        ("A<br>B | x | 1.5<br>2.5", ["A | x | 1.5", "B | x | 2.5"]),
        ("A<br>B | 1.5<br>-", ["A | 1.5", "B | -"]),
        ("A<br>1.5 | 2.5<br>3.5", ["A | 2.5", "1.5 | 3.5"]),
        ("A<br>B | of<br>us", ["A B | of us"]),
        ("A<br>B | 1.5<br>2.5<br>3.5", ["A B | 1.5 2.5 3.5"]),
        ("A<br>B | 1.5", ["A B | 1.5"]),
    ],
)
def test_cells_that_stack_as_many_values_are_rows(row: str, rows: list[str]) -> None:
    head = " | ".join(f"H{at}" for at in range(row.count("|") + 1))
    [(_, found)] = shape(f"{head}\n{row}\nZ{' | 9.5' * row.count('|')}")
    assert found[:-1] == rows
