"""How a whole table is read: its role, and its sheets with their layouts.

Small tables are often alike but for their numbers (every card of a leaderboard has the same one),
so the plan of a small table is kept by what it says with its decimals masked.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from modelcards.scores.beside import side_by_side
from modelcards.scores.layout import Layout, layout
from modelcards.scores.subtable import Row, Sheet, kind_of, sheets, shown
from modelcards.scores.table_role import ROLES, Role, Says, role_of
from modelcards.tables.grid import Cell, Grid

_MOST_ROWS, _MOST_COLUMNS = 12, 6
_DECIMAL = Cell("0.5", "0.5", bare="0.5", lines=("0.5",))


class Plan(NamedTuple):
    """The role of a table, and its parts that hold scores."""

    role: Role
    parts: tuple[tuple[Sheet, Layout], ...]


class _Kept(NamedTuple):
    plan: Plan
    asked: tuple[str, ...]
    """The texts that it asked about, whether they name the card's own model."""


def plan(grid: Grid, says: Says, own: Callable[[str], bool], named: bool = False) -> Plan:
    """How to read a table that stands where headings announce `says`."""
    if len(grid.rows) > _MOST_ROWS or not grid.rows or len(grid.rows[0]) > _MOST_COLUMNS:
        return _plan(grid, says, own, named)
    if any(len(cell.lines) > 1 for row in grid.rows for cell in row):
        return _plan(grid, says, own, named)  # a row may be several
    rows = tuple([tuple([_masked(cell) for cell in row]) for row in grid.rows])
    masked = Grid(grid.kind, 0, grid.header, rows, (), ())
    key = (masked, says, named)
    kept = _KEPT.get(key)
    if kept is None:
        kept = _asking(masked, says, own, named)
        if not any(map(own, kept.asked)):
            if len(_KEPT) >= _MOST_KEPT:
                _KEPT.clear()
            _KEPT[key] = kept
    elif any(map(own, kept.asked)):
        return _plan(grid, says, own, named)
    return Plan(
        kept.plan.role, tuple([(_filled(sheet, grid), one) for sheet, one in kept.plan.parts])
    )


def _masked(cell: Cell) -> Cell:
    """One cell for all decimals: no decision hangs on their digits."""
    text = cell.text
    plain = cell.colspan == cell.rowspan == 1 and not cell.spanned and not cell.notes
    plain = plain and "." in text and "±" not in text
    return _DECIMAL if plain and kind_of(text) == "n" else cell


_MOST_KEPT = 256
_KEPT: dict[tuple[Grid, Says, bool], _Kept] = {}
"""Plans in which no name was the card's own."""


def _asking(grid: Grid, says: Says, own: Callable[[str], bool], named: bool) -> _Kept:
    """A plan with the texts that it asked `own` about."""
    asked: dict[str, None] = {}

    def told(text: str) -> bool:
        asked[text] = None
        return own(text)

    return _Kept(_plan(grid, says, told, named), tuple(asked))


def _plan(grid: Grid, says: Says, own: Callable[[str], bool], named: bool = False) -> Plan:
    whole = [part for sheet in sheets(grid) for part in side_by_side(sheet)]
    parts = [(sheet, layout(sheet, own, named)) for sheet in whole]
    found = [role_of(sheet, laid, says, named) for sheet, laid in parts]
    scored = [
        (sheet, laid)
        for (sheet, laid), role in zip(parts, found, strict=True)
        if laid is not None and role == "benchmark"
    ]
    return Plan(min(found, key=ROLES.index, default="other"), tuple(scored))


def _filled(sheet: Sheet, grid: Grid) -> Sheet:
    """The sheet with its own numbers."""
    rows = []
    for _, kinds, at, section in sheet.rows:
        cells = grid.rows[at]
        texts = tuple([shown(cells[column]) for column in sheet.columns])
        rows.append(Row(texts, kinds, at, section))
    return sheet._replace(rows=tuple(rows))
