"""HTML cells with their spans → a rectangular grid, and which of its rows are header rows."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from typing import NamedTuple

from modelcards.model.parts import Problem
from modelcards.tables.grid import EMPTY, Cell, Grid, Ragged, limit_problem, misfit_problem
from modelcards.tables.rows import RawTable, Row

# A cell laid over columns `start` to `end` and rows `first` to `until`, ends exclusive, as
# (start, end, first, until, cell): one is made for every cell.
_Run = tuple[int, int, int, int, Cell]


class _Filled(NamedTuple):
    """Rows with a cell of their own, their places, how many of those are covered by cells.

    `cut` is the line of the first row that found no room, None when all did.
    """

    rows: list[Row]
    places: list[tuple[Cell, ...]]
    covered: list[int]
    cut: int | None


def rectangular(table: RawTable, room: int) -> Grid | None:
    """The grid of a table, None when it has no cell; at most `room` places.

    Spans are clipped: rows at their row group, columns at the columns in which some cell starts. A
    section row that declares 15 columns over 8 covers 8, and one that declares a billion costs no
    more than that. Rows without a cell of their own are left out, as a browser shows nothing there.
    """
    if not any(row.cells for row in table.rows) and table.cut is None:
        return None
    rows, places, covered, cut = _plain(table, room) or _spanned(table, room)
    problems: list[Problem] = []
    ragged: list[Ragged] = []
    width = max(covered, default=0)
    usual = Counter(covered).most_common(1)[0][0] if covered else 0
    for row, count in zip(rows, covered, strict=True):
        if count != usual:
            ragged.append((row.line, count, usual))
            problems.append(misfit_problem(row.line, count, usual, "a row"))
    cut = cut or table.cut
    if cut is not None:
        problems.append(limit_problem(cut, "cells of a table", "cells"))
    heads = header_rows(rows, places)
    lines = [row.line for row in rows]
    return Grid(
        "html",
        table.line,
        tuple(places[:heads]),
        tuple(places[heads:]),
        tuple(lines[:heads]),
        tuple(lines[heads:]),
        tuple(ragged),
        (None,) * width,
        table.caption,
        tuple(problems),
        table.stray,
    )


def _plain(table: RawTable, room: int) -> _Filled | None:
    """The places of a table without any span; None when it has one."""
    rows = [row for row in table.rows if row.cells]
    for row in rows:
        for cell in row.cells:
            if cell.colspan != 1 or cell.rowspan != 1:
                return None
    width = max([len(row.cells) for row in rows], default=1)
    cut = None
    if len(rows) * width > room:
        cut = rows[room // width].line
        rows = rows[: room // width]
    covered = [len(row.cells) for row in rows]
    places = [(*row.cells, *(EMPTY,) * (width - len(row.cells))) for row in rows]
    return _Filled(rows, places, covered, cut)


def _spanned(table: RawTable, room: int) -> _Filled:
    laid, cut = _lay(table.rows, room)
    columns = sorted({run[0] for _, runs in laid for run in runs})
    width = len(columns)
    dense = width > 0 and columns[-1] == width - 1  # then each is its own place
    rows, places, covered = [], [], []
    repeated: dict[tuple[int, int], Cell] = {}
    for at, runs in laid:
        cells: list[Cell] = []
        count = 0
        for left, right, first, until, cell in runs:
            if (
                dense
                and left == len(cells)
                and right == left + 1
                and until == at + 1
                and first == at
                and cell.colspan == 1
                and cell.rowspan == 1
            ):
                cells.append(cell)
                count += 1
                continue
            start = left if dense else bisect_left(columns, left)
            span = (min(right, width) if dense else bisect_left(columns, right)) - start
            height = until - first
            if start > len(cells):
                cells += [EMPTY] * (start - len(cells))
            count += span
            if first != at:
                cells += [repeated[first, left]] * span
                continue
            if cell.colspan != span or cell.rowspan != height:
                cell = cell._replace(colspan=span, rowspan=height)
            cells.append(cell)
            if span > 1 or height > 1:
                again = repeated[first, left] = cell._replace(spanned=True)
                cells += [again] * (span - 1)
        if len(cells) < width:
            cells += [EMPTY] * (width - len(cells))
        rows.append(table.rows[at])
        places.append(tuple(cells))
        covered.append(count)
    return _Filled(rows, places, covered, cut)


def _lay(rows: list[Row], room: int) -> tuple[list[tuple[int, list[_Run]]], int | None]:
    """Which cells cover each row that has one of its own; and the line where `room` ran out."""
    ends = [len(rows)] * len(rows)
    for at in range(len(rows) - 2, -1, -1):
        ends[at] = ends[at + 1] if rows[at].group == rows[at + 1].group else at + 1
    laid: list[tuple[int, list[_Run]]] = []
    starts: set[int] = set()
    hanging: list[_Run] = []
    for at, row in enumerate(rows):
        above = [run for run in hanging if run[3] > at] if hanging else hanging
        runs: list[_Run] = []
        last = ends[at]
        column = passed = 0
        below = at + 1
        ends_here = True
        for cell in row.cells:
            while passed < len(above) and above[passed][0] == column:
                runs.append(above[passed])
                column = above[passed][1]
                passed += 1
            end = column + cell.colspan
            if passed < len(above) and end > above[passed][0]:
                end = above[passed][0]
            if cell.rowspan == 1:
                runs.append((column, end, at, below, cell))
            else:
                until = min(at + cell.rowspan, last) if cell.rowspan else last
                runs.append((column, end, at, until, cell))
                ends_here = False
            starts.add(column)
            column = end
        runs += above[passed:]
        hanging = [] if ends_here and not above else [run for run in runs if run[3] > below]
        if row.cells:
            if len(starts) * (len(laid) + 1) > room:
                return laid, row.line
            laid.append((at, runs))
    return laid, None


def header_rows(rows: list[Row], places: list[tuple[Cell, ...]]) -> int:
    """How many of the first rows are header rows.

    Those of a `<thead>`; else the first rows made of `<th>` alone; else the first row, unless it is
    the only one or its `<th>` labels a single value. What follows a title over the whole width
    belongs to the header too, and so does a row that spells out the columns under cells which span
    several.
    """
    count = 0
    while count < len(rows) and rows[count].head:
        count += 1
    if count in (0, len(rows)):
        count = _leading_heads(places)
    if count == 0 and len(rows) > 1 and not _labels_value(places[0]):
        count = 1
    if count == 1 and len(rows) > 2 and len(places[0]) > 2 and _is_title(places[0]):
        count = 2
    while 0 < count < len(rows) - 1 and _spells_out(places[count - 1], places[count]):
        count += 1
    return count


def _leading_heads(places: list[tuple[Cell, ...]]) -> int:
    """How many first rows hold header cells alone; one with a single text is a section below."""
    count = 0
    for row in places:
        if not any(cell.head for cell in row):
            break
        if any(cell.text and not cell.head for cell in row):
            break
        if count and (_is_title(row) or sum(cell.text != "" for cell in row) < 2):
            break
        count += 1
    # Where every row is made of header cells they say nothing.
    return count if count < len(places) else min(count, 1)


def _labels_value(row: tuple[Cell, ...]) -> bool:
    return len(row) == 2 and row[0].head and row[0].text != "" and not row[1].head


def _is_title(row: tuple[Cell, ...]) -> bool:
    return len(row) > 1 and row[0].colspan == len(row)


def _spells_out(above: tuple[Cell, ...], row: tuple[Cell, ...]) -> bool:
    """Whether a row names the columns under cells that span several, and nothing else."""
    if _is_title(above) or not any(cell.colspan > 1 for cell in above):
        return False
    for over, cell in zip(above, row, strict=True):
        if over.colspan > 1:
            if not cell.text or _is_number(cell.text):
                return False
        elif cell.text not in ("", over.text) and (over.text or _is_number(cell.text)):
            return False
    return True


def _is_number(text: str) -> bool:
    return any(char.isdigit() for char in text) and not any(char.isalpha() for char in text)
