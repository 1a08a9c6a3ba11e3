"""Pipe rows → a grid, however ragged they are."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from modelcards.cache import Memory
from modelcards.limits import DEFAULT_LIMITS, Limits
from modelcards.markdown.inline import visible
from modelcards.model.parts import Problem
from modelcards.tables.cells import marked_cell
from modelcards.tables.grid import EMPTY, Cell, Grid, Ragged, limit_problem, misfit_problem

if TYPE_CHECKING:
    from modelcards.markdown.state import Reference

# What can make visible text differ from its source.
_MARKUP = re.compile("[\\\\`*_<&\\[!~^\ufeff\u200b\\s](?:(?<! )| )")
# As in the GFM reference implementation, any pipe behind a backslash is escaped, however many
# backslashes stand before it, and a pipe inside a code span is not.
_REFERENCE = re.compile(r"\[[^\[\]]{1,200}\]")
_PIPE = re.compile(r"(?<!\\)\|")
# A cell of the delimiter row may have lost its dashes, as long as another has some.
_DELIMITER = re.compile(r"[ \t]*(:?)-*(:?)[ \t]*")
_ALIGN = {("", ""): None, (":", ""): "left", ("", ":"): "right", (":", ":"): "center"}
_LED_BY_NUMBER = re.compile(r"[|\s*_]*-?\d+(?:[.,]\d+)?%?[*_\s]*(?:\||$)")
_REMEMBERED = 160
_PADDED = 4_096
_PADDED_EACH = 8
"""How many cells that its rows lack a table is given, at all and for each character of it."""

# A cell from all of its fields, in half of the time that calling the class takes.
_whole: Callable[[tuple[object, ...]], Cell] = partial(tuple.__new__, Cell)


def pipe_grid(
    source: str, first_line: int, limits: Limits = DEFAULT_LIMITS, room: int | None = None
) -> Grid | None:
    r"""The grid of one pipe table given as its lines: header, delimiter, rows.

    None when the second line is no delimiter row. A row never costs the table: one with too few
    cells is filled up, surplus cells are cut off and quoted in a problem (MC404). At most
    `limits.cells` places are read (`room`, where other tables took some), and no more cells are
    filled in than a few for each character; what is left out is said (MC004).

    >>> grid = pipe_grid("| Task | Score |\n|---|--:|\n| **MMLU** | 61.2 |\n| ARC", 7)
    >>> [[cell.text for cell in row] for row in grid.rows], grid.row_lines
    ([['MMLU', '61.2'], ['ARC', '']], (9, 10))
    >>> grid.rows[0][0].bold, grid.align, grid.ragged
    (True, (None, 'right'), ((10, 1, 2),))
    """
    lines = source.split("\n")
    align = _alignment(lines[1]) if len(lines) > 1 else None
    if align is None:
        return None
    most = limits.cells if room is None else room
    problems: list[Problem] = []
    ragged: list[Ragged] = []
    shifted: list[int] = []
    head, found = _split(lines[0], most)
    width = len(head)
    if found > width:
        problems.append(limit_problem(first_line, f"{found - width} columns of a table", "cells"))
    if len(align) != width:
        ragged.append((first_line + 1, len(align), width))
        problems.append(misfit_problem(first_line + 1, len(align), width, "its delimiter row"))
        align = (*align[:width], *(None,) * (width - len(align)))
    fitting = max(most // width - 1, 0)
    # Rows that lack cells are filled up, but a table of such rows must not outgrow its source.
    padding = _PADDED + _PADDED_EACH * len(source)
    rows: list[tuple[Cell, ...]] = []
    row_lines: list[int] = []
    for line, text in enumerate(lines[2:], first_line + 2):
        if len(rows) == fitting or padding < 0:
            left = len(lines) - (line - first_line)
            problems.append(limit_problem(line, f"{left} rows of a table", "cells"))
            break
        parts, found = _split(text, width)
        cells = [_pipe_cell(part) for part in parts]
        if found != width:
            ragged.append((line, found, width))
            rest = _rest(text, width) if found > width else ""
            problems.append(misfit_problem(line, found, width, "a row", rest))
            if _LED_BY_NUMBER.match(rest):
                shifted.append(line)
            padding -= width - len(cells)
            cells += [EMPTY] * (width - len(cells))
        rows.append(tuple(cells))
        row_lines.append(line)
    return Grid(
        "pipe",
        first_line,
        (tuple([_pipe_cell(part) for part in head]),),
        tuple(rows),
        (first_line,),
        tuple(row_lines),
        tuple(ragged),
        align,
        None,
        tuple(problems),
        (),
        tuple(shifted),
    )


def with_links(grid: Grid, references: Mapping[str, Reference]) -> Grid:
    """The grid with reference links (`[Lumen-7B][1]`, `[Lumen-7B]`) shown as their text.

    Cells are read, and remembered, without the card that they stand in; only it has the
    definitions.
    """
    if not references:
        return grid

    def shown(cell: Cell) -> Cell:
        if "](" in cell.source or _REFERENCE.search(cell.source) is None:
            return cell
        text = visible(cell.source, references)
        return cell if text == cell.text else cell._replace(text=text, bare=text, lines=(text,))

    return grid._replace(
        header=tuple(tuple(map(shown, row)) for row in grid.header),
        rows=tuple(tuple(map(shown, row)) for row in grid.rows),
    )


def _split(line: str, width: int) -> tuple[list[str], int]:
    """The first `width` cells of a pipe row, and how many it has."""
    line = line.strip()
    line = line.removeprefix("|")
    if line.endswith("|") and not line.endswith("\\|"):
        line = line[:-1]
    if "\\|" in line:
        parts = _PIPE.split(line, width)
        found = len(parts) if len(parts) <= width else width + len(_PIPE.split(parts[-1]))
        parts = [part.replace("\\|", "|") for part in parts]
    else:
        parts = line.split("|", width)
        found = len(parts) if len(parts) <= width else width + parts[-1].count("|") + 1
    return parts[:width], found


def _rest(line: str, width: int) -> str:
    """The cells behind the last column, as they are printed."""
    parts = _PIPE.split(line.strip().removeprefix("|"), width)
    return parts[-1].strip().removesuffix("|").strip()


def _alignment(line: str) -> tuple[str | None, ...] | None:
    parts, _ = _split(line, len(line) + 1)
    marks = [_DELIMITER.fullmatch(part) for part in parts]
    found = [_ALIGN[(mark[1], mark[2])] for mark in marks if mark]
    return tuple(found) if len(found) == len(marks) and "-" in line else None


def _read_cell(part: str) -> Cell:
    source = part.strip()
    if _MARKUP.search(source) is None:
        return _whole((source, source, False, False, 1, 1, False, source, (), (source,)))
    return marked_cell(source)


# Tables of one template, and the rows of most others, share many of their cells.
_pipe_cell = Memory(_read_cell, _REMEMBERED).__getitem__
