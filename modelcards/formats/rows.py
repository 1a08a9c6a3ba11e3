"""Rows that are no cards, such as claims, as a file of the formats that `convert` has for cards."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from modelcards.errors import ArgumentError, MissingExtraError
from modelcards.formats.atomic import Staged, write_errors
from modelcards.formats.compressed import split_suffix, writing
from modelcards.formats.csv import neutral

_TEXTS = (".json", ".jsonl", ".ndjson", ".csv")
_SQLITE = (".sqlite", ".sqlite3", ".db")


def write(columns: Mapping[str, type], rows: Sequence[Mapping[str, Any]], output: str) -> None:
    """Write rows to a file, which is replaced as a whole.

    Raises:
        ArgumentError: the suffix is not known.
        WriteError: the system refused.
    """
    suffix, compression = split_suffix(Path(output).name)
    whole = suffix in (".parquet", *_SQLITE)
    if suffix not in (*_TEXTS, ".parquet", *_SQLITE) or (whole and compression):
        raise ArgumentError(
            f"unknown output format {output!r}: use .json, .jsonl or .csv (each also with .gz or"
            " .zst), .parquet or .sqlite"
        )
    with write_errors(output), Staged(Path(output)) as staged:
        if suffix == ".parquet":
            _parquet(columns, rows, staged.path)
        elif suffix in _SQLITE:
            _sqlite(columns, rows, staged.path)
        else:
            with writing(staged.path, compression) as file:
                file.write(_text(columns, rows, suffix).encode("utf-8"))
        staged.commit()


def _text(columns: Mapping[str, type], rows: Sequence[Mapping[str, Any]], suffix: str) -> str:
    if suffix == ".csv":
        out = io.StringIO()
        table = csv.writer(out, lineterminator="\n")
        table.writerow(columns)
        table.writerows([_cell(row[name]) for name in columns] for row in rows)
        return out.getvalue()
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    if suffix != ".json":
        return "".join(f"{line}\n" for line in lines)
    return "[\n" + ",\n".join(lines) + "\n]\n" if lines else "[]\n"


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        value = "; ".join(map(str, value))
    return neutral(value) if isinstance(value, str) else value


def _sqlite(columns: Mapping[str, type], rows: Sequence[Mapping[str, Any]], path: Path) -> None:
    """One table, `rows`; lists are JSON."""
    kinds = {int: "INTEGER", float: "REAL", bool: "INTEGER"}
    names = ", ".join(f'"{name}" {kinds.get(kind, "TEXT")}' for name, kind in columns.items())
    marks = ", ".join("?" * len(columns))
    with closing(sqlite3.connect(path)) as base, base:
        base.execute(f"CREATE TABLE rows ({names})")
        base.executemany(
            f"INSERT INTO rows VALUES ({marks})",
            ([_held(row[name]) for name in columns] for row in rows),
        )


def _held(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value


def _parquet(columns: Mapping[str, type], rows: Sequence[Mapping[str, Any]], path: Path) -> None:
    try:
        import pyarrow as arrow
        from pyarrow import parquet
    except ImportError:
        raise MissingExtraError("Arrow and Parquet", "arrow") from None
    types = {
        str: arrow.string(),
        int: arrow.int64(),
        float: arrow.float64(),
        bool: arrow.bool_(),
        list: arrow.list_(arrow.string()),
    }
    schema = arrow.schema([(name, types[kind]) for name, kind in columns.items()])
    held = {name: [row[name] for row in rows] for name in columns}
    parquet.write_table(arrow.table(held, schema=schema), path)
