"""The tables of real cards: each is seen at its line, with its shape, and nothing else is one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from modelcards.front_matter import split as frontmatter
from modelcards.markdown.blocks import Block, read_blocks
from modelcards.tables.grid import Grid
from modelcards.tables.html import html_grids
from modelcards.tables.pipe import pipe_grid
from modelcards.text import source
from tests.support.cards import SHARED, needs_shared_cards

TRUTHS = sorted((SHARED / "hf").glob("*.truth.json"))


def grids_of(blocks: Iterable[Block]) -> Iterator[Grid]:
    for block in blocks:
        if block.kind == "table":
            grid = pipe_grid(block.text, block.line)
            assert grid is not None
            yield grid
        elif block.kind == "html":
            yield from html_grids(block.text, block.line)
        yield from grids_of(block.children)


def grids_in(path: Path) -> dict[int, Grid]:
    text = source.read(path).text
    first_line = frontmatter.split(text).body_line
    body = "\n".join(text.split("\n")[first_line - 1 :])
    return {grid.line: grid for grid in grids_of(read_blocks(body, first_line=first_line).blocks)}


def fair(table: dict[str, Any], key: str) -> list[int]:
    return [table[key], *(table.get(f"{key}_alt") or [])]


@needs_shared_cards
@pytest.mark.parametrize("path", TRUTHS, ids=lambda path: path.name.split(".truth")[0])
def test_tables_of_real_cards(path: Path) -> None:
    truth = json.loads(path.read_text(encoding="utf-8"))
    found = grids_in(path.with_name(path.name.replace(".truth.json", ".md")))
    assert set(found) == {table["line"] for table in truth["tables"]}
    for table in truth["tables"]:
        grid = found[table["line"]]
        assert (grid.kind, len(grid.header)) == (table["kind"], table["header_rows"])
        assert len(grid.rows) in fair(table, "rows")
        assert len(grid.align) in fair(table, "columns")
        assert {len(row) for row in grid.header + grid.rows} == {len(grid.align)}
    for score in truth["scores"]:
        if score["table_line"] in found:
            cells = {cell.text for row in found[score["table_line"]].rows for cell in row}
            assert score["raw"] in cells
