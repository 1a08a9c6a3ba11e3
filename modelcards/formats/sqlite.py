"""Cards as an SQLite database: `cards`, and a table for each of their parts: `benchmarks`, `specs`,
`models`, `sections`, `links` (its two lists are also views, `resources` and `related`), `citation`
and `code`.

Each part names its card by `card`, the key of `cards` (whose `id` is what a card is called). SQLite
has no integers beyond 64 bits: larger ones are stored as floats, and those that no float holds are
null.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from modelcards.errors import WriteError
from modelcards.formats.flat import LINKS, Value, card_columns, card_row, table_columns, table_rows
from modelcards.model.card import SCHEMA_VERSION, ModelCard

_TYPES = {str: "text", int: "integer", float: "real", bool: "integer", list: "text", dict: "text"}
_INDEXED = {
    "cards": ("path", "name", "organization_name", "released"),
    "benchmarks": ("card", "benchmark_id", "model"),
    "specs": ("card", "field", "key"),
    "models": ("card", "name"),
    "sections": ("card", "role"),
    "links": ("card", "kind"),
    "citation": ("card", "arxiv"),
    "code": ("card",),
}
_PARTS = tuple(_INDEXED)[1:]
_MOST = 2**63


def encode(card: ModelCard) -> bytes:
    """The rows of a card as JSON: one of cards, and lists of those of the other tables."""
    rows = [card_row(card), *([*table_rows(card, name)] for name in _PARTS)]
    return json.dumps(rows, ensure_ascii=False, default=str).encode("utf-8")


class SqliteSink:
    """A database file; cards are numbered in their order, from 1."""

    def __init__(self, path: Path) -> None:
        """Write to `path`, which is new and empty."""
        self._base = sqlite3.connect(path, isolation_level=None)
        self._card = 0
        try:
            self._prepare()
        except WriteError:
            self._base.close()
            raise

    def _prepare(self) -> None:
        # The file is thrown away when the run fails, so it needs no journal of its own.
        self._do("pragma journal_mode = off")
        self._do("pragma synchronous = off")
        self._do(f"pragma user_version = {int(SCHEMA_VERSION)}")
        self._do("begin")
        self._do(f"create table cards (card integer primary key, {_declared(_card_types())})")
        for name in _PARTS:
            columns = table_columns(name)
            key = "card integer not null references cards (card)"
            self._do(f"create table {name} (id integer primary key, {key}, {_declared(columns)})")
        for name in LINKS:
            self._do(f"create view {name} as select * from links where list = '{name}'")

    def add(self, path: str, payload: bytes) -> None:
        """Insert the rows of one card."""
        card, *parts = json.loads(payload)
        self._card += 1
        self._insert("cards", len(card) + 1, [(self._card, *_fitting(card))])
        for name, rows in zip(_PARTS, parts, strict=True):
            if rows:
                keyed = [(None, self._card, *_fitting(row)) for row in rows]
                self._insert(name, len(keyed[0]), keyed)

    def close(self, *, whole: bool) -> None:
        """Make the indexes, and end the file."""
        try:
            if whole:
                for table, columns in _INDEXED.items():
                    for column in columns:
                        self._do(f'create index {table}_{column} on {table} ("{column}")')
                self._do("commit")
        finally:
            self._base.close()

    def _insert(self, table: str, width: int, rows: Iterable[tuple[Value, ...]]) -> None:
        places = ", ".join("?" * width)
        try:
            self._base.executemany(f"insert into {table} values ({places})", rows)
        except sqlite3.Error as error:
            raise WriteError(f"cannot write the database: {error}") from error

    def _do(self, statement: str) -> None:
        try:
            self._base.execute(statement)
        except sqlite3.Error as error:
            raise WriteError(f"cannot write the database: {error}") from error


def _card_types() -> dict[str, type]:
    return {name: kind for name, (_, kind) in card_columns().items()}


def _declared(columns: dict[str, type]) -> str:
    # A column without a declared type keeps numbers as numbers and texts as texts.
    return ", ".join(f'"{name}" {_TYPES.get(kind, "")}'.strip() for name, kind in columns.items())


def _fitting(row: Iterable[Value]) -> tuple[Value, ...]:
    return tuple(_fit(value) for value in row)


def _fit(value: Value) -> Value:
    if not isinstance(value, int) or -_MOST <= value < _MOST:
        return value
    try:
        return float(value)
    except OverflowError:
        return None
