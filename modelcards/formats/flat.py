"""A card as flat rows: what `.csv` and `.sqlite` hold.

The columns are generated from the declarations in `card.py`: a part of a card gives columns with
its name in front, a list of texts is joined with "; ", a list of parts is a table of its own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import is_dataclass
from functools import cache
from operator import attrgetter
from types import NoneType
from typing import Any, Literal, cast, get_args, get_origin, get_type_hints

from modelcards.model.card import ModelCard
from modelcards.model.parts import Benchmark, Citation, CodeBlock, Link, Section, Spec, Variant

Value = str | int | float | bool | None

# The place of a card in its table of cards: what all tables have in common.
_KEY = ("path", "name")


@cache
def card_columns() -> dict[str, tuple[str, type]]:
    """The columns of a card's row: name → where the value stands in the card, and its type.

    >>> card_columns()["organization_name"]
    ('organization.name', <class 'str'>)
    """
    return dict(_columns(ModelCard, "", ""))


def _columns(cls: Any, path: str, prefix: str) -> Iterator[tuple[str, tuple[str, type]]]:
    for name, hint in get_type_hints(cls).items():
        inner = _without_none(hint)
        where = f"{path}{name}"
        if is_dataclass(inner):
            below = "" if name == "source" else f"{prefix}{name}_"
            yield from _columns(inner, f"{where}.", below)
        elif get_origin(inner) is list and get_args(inner) == (str,):
            yield f"{prefix}{name}", (where, list)
        elif name == "metadata":
            yield name, (where, dict)
        elif get_origin(inner) not in (list, dict):
            yield f"{prefix}{name}", (where, _scalar(inner))


def _without_none(hint: Any) -> Any:
    """`X` for `X | None`; other hints as they are."""
    members = [one for one in get_args(hint) if one is not NoneType]
    return members[0] if NoneType in get_args(hint) and len(members) == 1 else hint


def _scalar(hint: Any) -> type:
    """The one type of a column; a union of numbers and texts has none and is `object`."""
    if get_origin(hint) is Literal:
        return str
    if get_origin(hint) is list:
        return list
    if isinstance(hint, type):
        return hint
    return object


@cache
def part_columns(cls: Any) -> dict[str, type]:
    """The columns of a part that has a table of its own: name → type."""
    return {name: _scalar(_without_none(hint)) for name, hint in get_type_hints(cls).items()}


CELL_COLUMNS: dict[str, type] = {
    "table": int,
    "line": int,
    "kind": str,
    "section": str,
    "caption": str,
    "role": str,
    "orientation": str,
    "part": str,
    "row": int,
    "column": int,
    "text": str,
}
"""The columns of a table cell; `part` is `header` or `body`, `row` counts within it from 0."""


_PARTS: dict[str, tuple[dict[str, type], Any]] = {
    "benchmarks": ({}, Benchmark),
    "specs": ({}, Spec),
    "models": ({}, Variant),
    "sections": ({"section": int}, Section),
    "links": ({"list": str}, Link),
    "citation": ({}, Citation),
    "code": ({}, CodeBlock),
}
"""The parts of a card that have a table: the columns in front of their own, and their class. A
section's `parent` is the `section` of another one, the `list` of a link one of `LINKS`.
"""

LINKS = ("resources", "related")
"""The two lists of a card's links."""

TABLES = ("cards", "tables", *_PARTS)
"""The tables that cards can be laid out in."""


@cache
def table_columns(table: str) -> dict[str, type]:
    """The columns of the rows that `table_rows` gives: name → type.

    >>> list(table_columns("links"))
    ['list', 'label', 'url', 'kind', 'line']
    """
    if table == "tables":
        return CELL_COLUMNS
    added, part = _PARTS[table]
    return {**added, **part_columns(part)}


def table_rows(card: ModelCard, table: str) -> Iterator[tuple[Value, ...]]:
    """The rows of a card in a table of its parts, in the order of `table_columns`."""
    if table == "tables":
        return cells(card)
    if table == "links":
        return links(card)
    rows = part_rows(getattr(card, table))
    return ((at, *row) for at, row in enumerate(rows)) if table == "sections" else rows


def columns_of(table: str) -> tuple[str, ...]:
    """The header of one of `TABLES`."""
    if table == "cards":
        return tuple(card_columns())
    # The name of one of several models stands beside the card's own.
    return (*_KEY, *("model" if name in _KEY else name for name in table_columns(table)))


def rows_of(card: ModelCard, table: str) -> Iterator[tuple[Value, ...]]:
    """The rows of a card in a table, in the order of `columns_of`."""
    if table == "cards":
        yield card_row(card)
        return
    key = (card.source.path, card.name)
    for row in table_rows(card, table):
        yield (*key, *row)


def card_row(card: ModelCard) -> tuple[Value, ...]:
    """The row of a card, in the order of `card_columns`."""
    return tuple(_value(card, where) for where, _ in card_columns().values())


def _value(card: ModelCard, where: str) -> Value:
    value: Any = card
    for name in where.split("."):
        value = getattr(value, name, None)
    if isinstance(value, list):
        return "; ".join(value)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    scalar: Value = value
    # A line end is no text to print into a cell.
    return repr(scalar)[1:-1] if where == "source.newline" else scalar


def part_rows(parts: list[Any]) -> Iterator[tuple[Value, ...]]:
    """A row for each part, in the order of its fields."""
    if parts:
        columns = part_columns(cast(Any, type(parts[0])))
        row = attrgetter(*columns)
        if list not in columns.values():
            yield from map(row, parts)
            return
        for part in parts:
            yield tuple([_joined(one) if isinstance(one, list) else one for one in row(part)])


def _joined(held: list[Any]) -> str:
    """A list in a cell: texts as in the row of a card, numbers (an interval) as JSON."""
    return "; ".join(held) if all(isinstance(one, str) for one in held) else json.dumps(held)


def links(card: ModelCard) -> Iterator[tuple[Value, ...]]:
    """A row for each link of a card, with the list that it stands in."""
    for name in LINKS:
        for row in part_rows(getattr(card, name)):
            yield (name, *row)


def cells(card: ModelCard) -> Iterator[tuple[Value, ...]]:
    """A row for each cell of each table of a card, in the order of `CELL_COLUMNS`."""
    for index, table in enumerate(card.tables):
        about = (index, table.line, table.kind, table.section, table.caption, table.role,
                 table.orientation)  # fmt: skip
        for part, lines in (("header", table.header), ("body", table.rows)):
            for number, line in enumerate(lines):
                for column, text in enumerate(line):
                    yield (*about, part, number, column, text)
