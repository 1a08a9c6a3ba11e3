"""The grid of a table: rectangular, with every cell in its place, and what did not fit into it.

What a table means (benchmarks, specs, neither) is not decided in this room.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from modelcards.model.parts import Problem
from modelcards.model.unchecked import trusted

Ragged = tuple[int, int, int]

_problem = trusted(Problem)
_SHOWN = 200


class Cell(NamedTuple):
    """One place of a grid.

    `text` is the visible text, a `<br>` in it one space; `source` the inline Markdown, or the inner
    HTML, that it was read from. `bold` says that all of the text is strong. A place that repeats a
    cell which spans several rows or columns is `spanned`; the place where that cell starts is not.
    `colspan` and `rowspan` are those of the cell after clipping. `head` is true for `<th>`.
    `bare` is the text without what is raised, lowered or a footnote mark, `notes` are those, and
    `lines` are the parts of the text between line breaks (one part where there is none).
    """

    text: str
    source: str
    bold: bool = False
    spanned: bool = False
    colspan: int = 1
    rowspan: int = 1
    head: bool = False
    bare: str = ""
    notes: tuple[str, ...] = ()
    lines: tuple[str, ...] = ("",)


class Grid(NamedTuple):
    """One table; `header` and `rows` are rectangular and equally wide.

    `line` is the 1-based line of the first row (of `<table` for HTML); `header_lines` and
    `row_lines` are those of each row. `ragged` lists rows that did not fit as `(line, cells found,
    cells expected)`: cells that a pipe row lacks are empty, surplus ones stand in a problem.
    `align` is `left`, `right`, `center` or None for each column. `stray` are the texts that stand
    inside the table and in none of its cells. `shifted` are the lines of rows with a number behind
    the last column.
    """

    kind: Literal["pipe", "html"]
    line: int
    header: tuple[tuple[Cell, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]
    header_lines: tuple[int, ...]
    row_lines: tuple[int, ...]
    ragged: tuple[Ragged, ...] = ()
    align: tuple[str | None, ...] = ()
    caption: str | None = None
    problems: tuple[Problem, ...] = ()
    stray: tuple[str, ...] = ()
    shifted: tuple[int, ...] = ()


EMPTY = Cell("", "")
"""What fills a place that its row does not reach."""


def places(grid: Grid) -> int:
    """How many cells a grid has."""
    return (len(grid.header) + len(grid.rows)) * len(grid.align)


def misfit_problem(line: int, found: int, width: int, what: str, rest: str = "") -> Problem:
    """A row that does not fit its table (MC404); `rest` is what is left out of the grid."""
    message = f"{what} has {found} cells where the table has {width} columns"
    if rest:
        message += f"; left out: {rest[:_SHOWN]}"
    return _problem(code="MC404", message=message, line=line)


def limit_problem(line: int, what: str, name: str) -> Problem:
    """A limit was reached on a line (MC004); `what` was not read."""
    message = f"{what} were not read: the limit `{name}` was reached"
    return _problem(code="MC004", message=message, line=line)
