"""The tables of a card: their grids, the texts around them, what they are, and their scores."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from operator import attrgetter

from modelcards.limits import Limits
from modelcards.markdown.blocks import Block, Reference
from modelcards.markdown.inline import visible
from modelcards.markdown.outline import Section
from modelcards.model.parts import Problem, Table
from modelcards.model.unchecked import trusted
from modelcards.reading.draft import Draft
from modelcards.reading.statements.common import Reading, own_names
from modelcards.scores import read as benchmarks
from modelcards.tables.grid import Cell, Grid, limit_problem, places
from modelcards.tables.html import html_grids
from modelcards.tables.pipe import pipe_grid, with_links

_table = trusted(Table)
_CELLS_OF_A_TABLE = 8
"""What a table takes beside its cells, counted in cells."""
_MOST_BEFORE, _MOST_ITEMS, _LONGEST_BEFORE = 4, 6, 600


def find_grids(
    reading: Reading, references: Mapping[str, Reference], limits: Limits
) -> list[Problem]:
    """Fill the reading with the grids of its sections; what is to be said where they end early."""
    room = limits.cells
    for section in reading.sections:
        for block in section.tables:
            if room < 1:
                return [limit_problem(block.line, "the tables from here on", "cells")]
            for grid in _grids(block, references, limits, room):
                reading.grids.append((grid, section))
                room -= places(grid) + _CELLS_OF_A_TABLE
    return []


def read_tables(reading: Reading, draft: Draft) -> None:
    """Tables, what they are, and the scores in them."""
    own = own_names(reading, draft)
    loaded = benchmarks.loaded_name(own, reading.lines) if reading.grids else None
    subject = benchmarks.Subject((*own, loaded) if loaded else own)
    around = [
        benchmarks.Place(section.path, _caption(grid, section), _before(grid, section))
        for grid, section in reading.grids
    ]
    grids = [grid for grid, _ in reading.grids]
    readings = benchmarks.read_tables(list(zip(grids, around, strict=True)), subject)
    for (grid, section), place, read in zip(reading.grids, around, readings, strict=True):
        draft.tables.append(
            _table(
                line=grid.line,
                kind=grid.kind,
                section=section.title or None,
                caption=place.caption,
                header=_texts(grid.header),
                rows=_texts(grid.rows),
                role=read.role,
                orientation=read.orientation,
                confidence=read.confidence,
            )
        )
        draft.benchmarks += read.scores
        draft.problems += (*grid.problems, *read.problems)
        for text in grid.stray:
            draft.extra(section.title or None, text, grid.line)


def _grids(
    block: Block, references: Mapping[str, Reference], limits: Limits, room: int
) -> Iterable[Grid]:
    """The tables in a block that may hold some."""
    if block.kind == "table":
        grid = pipe_grid(block.text, block.line, limits, room)
        return () if grid is None else (with_links(grid, references),)
    if "<table" in block.text.lower():
        return html_grids(block.text, block.line, limits, room)
    return ()


def _caption(grid: Grid, section: Section) -> str | None:
    """The table's own caption, or the paragraph right before it."""
    if grid.caption:
        return grid.caption
    before = bisect_left(section.blocks, grid.line, key=attrgetter("end_line"))
    last = section.blocks[before - 1] if before else None
    if last is None or last.kind != "paragraph" or grid.line - last.end_line > 2:
        return None
    return visible(last.text) or None


def _before(grid: Grid, section: Section) -> tuple[str, ...]:
    """The texts before that one, the nearest first, back to the table above."""
    at = bisect_left(section.blocks, grid.line, key=attrgetter("end_line"))
    out: list[str] = []
    for block in reversed(section.blocks[max(0, at - _MOST_BEFORE) : at + 1]):
        for leaf in _leaves((block,), grid.line):
            if leaf.kind == "table":
                return tuple(filter(None, out))
            if leaf.kind == "paragraph" and len(leaf.text) <= _LONGEST_BEFORE:
                out.append(visible(leaf.text))
    return tuple(filter(None, out))


def _leaves(blocks: tuple[Block, ...], line: int) -> Iterator[Block]:
    """Blocks that begin before a line, of lists what stands in them, the nearest first; a few."""
    at = bisect_left(blocks, line, key=attrgetter("line"))
    for block in reversed(blocks[max(0, at - _MOST_ITEMS) : at]):
        if block.kind in {"list", "item"}:
            yield from _leaves(block.children, line)
        else:
            yield block


def _texts(rows: tuple[tuple[Cell, ...], ...]) -> list[list[str]]:
    """The visible texts of cells, most of which have no footnote."""
    return [[_shown(cell) if cell.notes else cell.text for cell in row] for row in rows]


def _shown(cell: Cell) -> str:
    """The visible text of a cell; a footnote mark behind a number does not become its digit."""
    notes = cell.notes
    if notes and cell.bare[-1:].isdigit() and notes[0][:1].isdigit():
        return f"{cell.bare} {' '.join(notes)}"
    return cell.text
