"""Tables that stand beside each other in one grid, under heads that repeat."""

from __future__ import annotations

from modelcards.scores.subtable import Sheet


def side_by_side(sheet: Sheet) -> list[Sheet]:
    """The tables that stand beside each other under heads that repeat; else the sheet as it is."""
    width = len(sheet.columns)
    heads = sheet.levels[-1] if len(sheet.levels) == 1 else ()
    step = heads.index(heads[0], 1) if width > 3 and heads and heads[0] in heads[1:] else 0
    if step < 2 or width % step or not all(heads) or heads != heads[:step] * (width // step):
        return [sheet]
    starts = range(0, width, step)
    # Each has names of its own in its first column.
    if any(row.kinds[at] not in "te" for row in sheet.rows for at in starts):
        return [sheet]
    return [_cut(sheet, at, at + step) for at in starts]


def _cut(sheet: Sheet, first: int, last: int) -> Sheet:
    """The columns from `first` up to `last`, without rows that are empty there."""
    rows = [
        row._replace(cells=row.cells[first:last], kinds=row.kinds[first:last])
        for row in sheet.rows
        if row.cells[first]
    ]
    levels = tuple([level[first:last] for level in sheet.levels])
    return sheet._replace(levels=levels, rows=tuple(rows), columns=sheet.columns[first:last])
