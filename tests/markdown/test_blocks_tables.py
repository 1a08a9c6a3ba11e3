"""Pipe tables as blocks: what is one, and where it ends."""

from __future__ import annotations

import pytest

from modelcards.markdown.blocks import read_blocks


def kinds(text: str) -> list[str]:
    return [block.kind for block in read_blocks(text).blocks]


@pytest.mark.parametrize(
    "text",
    [
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "a | b\n--- | ---\n1 | 2",
        "| a | b\n|---|---\n| 1 | 2",
        "| a |\n|---|\n| 1 |",
        "| a |\n:-:",
        "  | a | b |\n   |:--|--:|",
        "|a|b|\n|-|-|\n| ragged\n| 1 | 2 | 3 | 4 |",
        r"| a \| b | c |" + "\n|---|---|",
        r"a \\| b" + "\n-|-",
        "| a | b |\n| --- |  |",
        "**a** | b\n---|---",
        "<b>a</b> | b\n---|---",
        "`a` | b\n---|---",
        "[a](u) | b\n---|---",
        "| a | b | c |\n|---|---|\n| 1 | 2 | 3 |",
    ],
)
def test_tables(text: str) -> None:
    (block,) = read_blocks(text).blocks
    assert (block.kind, block.text, block.line, block.end_line) == (
        "table", text, 1, 1 + text.count("\n"),
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "a | b\n---",
        "a\n--- | ---",
        "| a | b | c | d |\n|---|---|",
        "a | b | c\n---|---",
        "| a | b |\n|---|-x-|",
        "| a | b |\n| | |",
        "|---|---|---|\n|---|---|",
        "| a | b |\n\n|---|---|",
        r"a \| b" + "\n-|-",
        "| 1 |\n---",
    ],
)
def test_no_tables(text: str) -> None:
    assert "table" not in kinds(text)


def test_a_ragged_row_costs_nothing() -> None:
    text = "| a | b |\n|---|---|\n| 1 |\n| 1 | 2 | 3 |\n| 1 | 2 |"
    assert [b.text for b in read_blocks(text + "\n\nend").blocks] == [text, "end"]


def test_rows_end_at_a_blank_line_or_another_block() -> None:
    table = "| a | b |\n|---|---|\n| 1 | 2 |\n"
    for after, kind in (
        ("\ntext", "paragraph"),
        ("# Title", "heading"),
        ("- item", "list"),
        ("> quote", "quote"),
        ("<!-- c -->", "comment"),
        ("```\nx", "code"),
        ("---", "rule"),
        ("    x", "code"),
    ):
        assert kinds(table + after) == ["table", kind]


def test_rows_without_a_pipe_count_only_between_rows() -> None:
    rows = "| a | b |\n|---|---|\n| 1 | 2 |\nGroup\n| 3 | 4 |\n    | 5 | 6 |\n"
    table, after = read_blocks(rows + "**Analysis:** good\nmore").blocks
    assert table.text == rows.rstrip()
    assert (after.kind, after.line, after.text) == ("paragraph", 7, "**Analysis:** good\nmore")


def test_a_table_may_follow_text_at_once() -> None:
    first, table = read_blocks("Scores:\n| a | b |\n|---|---|\n| 1 | 2 |").blocks
    assert (first.end_line, table.kind, table.line) == (1, "table", 2)
    assert kinds("Scores: a\na | b\n---|---") == ["paragraph", "table"]


def test_tables_in_items_and_quotes_lose_their_containers_marks() -> None:
    (item,) = read_blocks("- Scores\n\n  | a | b |\n  |---|---|\n  | 1 | 2 |\n").blocks
    table = item.children[0].children[1]
    assert (table.text, table.line, table.end_line) == ("| a | b |\n|---|---|\n| 1 | 2 |", 3, 5)
    (quote,) = read_blocks("> > | a | b |\n> > |---|---|\n").blocks
    assert quote.children[0].children[0].text == "| a | b |\n|---|---|"
