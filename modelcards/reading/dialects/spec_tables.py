"""Tables that state facts of a model: attributes one a row, or one of several models a row."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from modelcards import vocabulary
from modelcards.markdown.outline import normal
from modelcards.model.card import field_labels
from modelcards.reading.facts import Fact, field_of, make, split_unit
from modelcards.tables.grid import Cell, Grid

_COUNTS = frozenset(name for name, one in field_labels().items() if one.kind == "amount")


def name_key(name: str) -> str:
    """A model's name as it is compared: without owner, case and separators.

    >>> name_key("lumen-ai/Lumen 7B"), name_key("lumen_7b")
    ('lumen7b', 'lumen7b')
    """
    return "".join(filter(str.isalnum, name.rsplit("/", 1)[-1].casefold()))


@lru_cache(maxsize=1)
def _attribute_heads() -> tuple[frozenset[str], frozenset[str]]:
    first, second = vocabulary.rows("attribute_heads")
    return frozenset(first), frozenset(second)


def table_facts(grid: Grid, names: Sequence[str]) -> list[Fact]:
    """The facts that a table states of the model called `names`; none where that is unsure."""
    if not grid.header or len(grid.header[0]) < 2:
        return []
    if _lists_attributes(grid):
        return _attributes(grid)
    return (_from_rows(grid, names) or _from_columns(grid, names)) if names else []


def _lists_attributes(grid: Grid) -> bool:
    heads, values = _attribute_heads()
    first, second = (normal(cell.text) for cell in grid.header[0][:2])
    if first in heads and second in values:
        return True
    if len(grid.header[0]) != 2:
        return False
    keys = [grid.header[0][0], *(row[0] for row in grid.rows)]
    known = sum(field_of(split_unit(cell.text)[0]) is not None for cell in keys)
    return known >= 2 and known * 2 >= len(keys)


def _attributes(grid: Grid) -> list[Fact]:
    rows = [(grid.header_lines[0], grid.header[0])] if field_of(grid.header[0][0].text) else []
    rows += zip(grid.row_lines, grid.rows, strict=True)
    return [
        make(row[0].source, row[1].source, line, "table")
        for line, row in rows
        if row[0].text and not row[1].spanned
    ]


def _field(cell: Cell) -> str | None:
    field = field_of(split_unit(cell.text)[0])
    return field if field in _COUNTS else None


def _from_rows(grid: Grid, names: Sequence[str]) -> list[Fact]:
    """One model a row: the one row that is named like the card's model."""
    header = grid.header[-1]
    columns = [at for at, cell in enumerate(header) if _field(cell) and not cell.spanned]
    if not columns:
        return []
    wanted = {name_key(name) for name in names}
    others = [at for at in range(len(header)) if at not in columns]
    found = [
        (line, row)
        for line, row in zip(grid.row_lines, grid.rows, strict=True)
        if any(name_key(row[at].bare or row[at].text) in wanted for at in others)
    ]
    if len(found) != 1:
        return []
    line, row = found[0]
    return [
        make(header[at].source, row[at].source, line, "table")
        for at in columns
        if not row[at].spanned
    ]


def _from_columns(grid: Grid, names: Sequence[str]) -> list[Fact]:
    """One model a column: the one column that is headed like the card's model."""
    rows = [one for one in zip(grid.row_lines, grid.rows, strict=True) if _field(one[1][0])]
    if not rows:
        return []
    header = grid.header[-1]
    wanted = {name_key(name) for name in names}
    columns = [at for at, cell in enumerate(header) if name_key(cell.bare or cell.text) in wanted]
    if len(columns) != 1:
        return []
    at = columns[0]
    return [
        make(row[0].source, row[at].source, line, "table")
        for line, row in rows
        if not row[at].spanned
    ]
