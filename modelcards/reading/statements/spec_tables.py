"""Tables that state facts: attributes of one model one a row, or those of several models."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from modelcards import vocabulary
from modelcards.markdown.labels import field_of, split_unit
from modelcards.markdown.outline import normal
from modelcards.reading.facts import Fact, looks_stated, make
from modelcards.reading.statements.model_tables import from_columns, from_rows
from modelcards.reading.variants import COUNTS, Stated, agreed, owners, tuned_apart
from modelcards.scores.kinds import model_likeness
from modelcards.tables.grid import Cell, Grid


class TableFacts(NamedTuple):
    """What a table states: facts of the card's own model, the fields in which its own models
    differ, and what it states of each model where it names several.
    """

    facts: list[Fact]
    several: set[str]
    models: list[Stated]


def name_key(name: str) -> str:
    """A model's name as it is compared: without owner, case and separators.

    >>> name_key("lumen-ai/Lumen 7B"), name_key("lumen_7b")
    ('lumen7b', 'lumen7b')
    """
    return "".join(filter(str.isalnum, name.rsplit("/", 1)[-1].casefold()))


@lru_cache(maxsize=1)
def _heads() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(row) for row in vocabulary.rows("attribute_heads"))


@lru_cache(maxsize=1)
def _name_labels() -> frozenset[str]:
    """Labels of the model's name, as in "Model name"."""
    rows = vocabulary.rows("name_words")
    return frozenset(word for kind, *words in rows if kind in ("label", "name") for word in words)


def attributes(grid: Grid, names: Sequence[str] = ()) -> list[Fact]:
    """The facts in a table of keys and values, which speaks of one model."""
    if not grid.header or len(grid.header[0]) < 2:
        return []
    at = _value_column(grid, names)
    if at is not None:
        return _attributes(grid, 0, at)
    return _attributes(grid, 0, 1) + _attributes(grid, 2, 3) if _in_pairs(grid) else []


def table_facts(grid: Grid, names: Sequence[str]) -> TableFacts:
    """The facts that a table states of the model called `names`, and of others."""
    if not grid.header or len(grid.header[0]) < 2:
        return TableFacts([], set(), [])
    listed = attributes(grid, names)
    if listed:
        return TableFacts(listed, set(), [])
    stated = from_rows(grid, names) or from_columns(grid, names)
    if not stated:
        return TableFacts([], set(), [])
    own = [one for one in stated if one.own]
    if not own and len(stated) == 1 and stated[0].own is None:
        own = stated
    facts, several = agreed([tuned_apart(one, names) for one in own])
    return TableFacts(facts, several, stated if len(stated) > 1 else [])


def _known(cell: Cell) -> bool:
    return field_of(split_unit(cell.text)[0]) is not None


def _value_column(grid: Grid, names: Sequence[str]) -> int | None:
    """The column of values in a table that lists attributes of one model in its first column."""
    keys, values, proper = _heads()[:3]
    heads = [normal(cell.text) for cell in grid.header[-1]]
    if heads[0] in keys:
        at = next((at for at, head in enumerate(heads) if at and head in proper), None)
        if at is not None or heads[1] in values:
            return at or 1
    if len(heads) != 2 and any(heads):
        return None
    filled = [at for at in range(1, len(heads)) if heads[at] or any(r[at].text for r in grid.rows)]
    if len(filled) != 1 or not _of_this(grid, filled[0], names):
        return None
    first, second = (grid.header[-1][place] for place in (0, filled[0]))
    field = field_of(split_unit(first.text)[0]) if heads[0] not in keys else None
    if field in COUNTS and looks_stated(field, second.text):
        return filled[0]  # the head is a fact
    blank = not any(heads)
    column = [row[0] for row in grid.rows if row[0].text]
    if heads[0] and heads[0] not in keys:
        column.append(grid.header[-1][0])
    known = sum(map(_known, column))
    if known == 1 and blank:
        known += any(normal(cell.text) in _name_labels() for cell in column)
    enough = known >= 2 and (blank or known * 3 >= len(column))
    return filled[0] if enough or (known == 1 == len(column) and blank) else None


def _of_this(grid: Grid, at: int, names: Sequence[str]) -> bool:
    """False where the values are headed with the name of a model that is not the card's own."""
    head = grid.header[-1][at].bare or grid.header[-1][at].text
    first = grid.header[-1][0]
    # A table without heads begins with a fact.
    begins = normal(first.text) not in _heads()[0] and _known(first)
    if not head or not names or begins or model_likeness(head) < 2:
        return True
    return owners([head], frozenset(), names)[0] is True


def _in_pairs(grid: Grid) -> bool:
    """True for "key, value, key, value" in rows of four."""
    if len(grid.header[0]) != 4:
        return False
    rows = [*grid.header, *grid.rows]
    if not any(_known(row[0]) for row in rows[:4]):
        return False
    known = [sum(_known(row[at]) for row in rows) for at in (0, 2)]
    wrong = sum(_known(row[at]) for row in rows for at in (1, 3))
    return all(known) and not wrong and sum(known) * 2 >= 2 * len(rows) - 1


def _attributes(grid: Grid, key: int, value: int) -> list[Fact]:
    head = grid.header[-1]
    first = normal(head[key].text) not in _heads()[0] and _known(head[key])
    rows = [(grid.header_lines[-1], head)] if first else []
    rows += zip(grid.row_lines, grid.rows, strict=True)
    return [
        make(row[key].source, row[value].source, line, "table")
        for line, row in rows
        if row[key].text and not (row[value].spanned and row[value].colspan > 1)
    ]
