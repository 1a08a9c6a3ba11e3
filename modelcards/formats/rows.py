"""Rows that are no cards, such as claims, as a file: `.json`, `.jsonl`, `.csv` or `.parquet`."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from modelcards.errors import ArgumentError, MissingExtraError
from modelcards.formats.atomic import Staged, write_errors
from modelcards.formats.compressed import split_suffix, writing
from modelcards.formats.csv import neutral


def write(columns: Mapping[str, type], rows: Sequence[Mapping[str, Any]], output: str) -> None:
    """Write rows to a file, which is replaced as a whole.

    Raises:
        ArgumentError: the suffix is not known.
        WriteError: the system refused.
    """
    suffix, compression = split_suffix(Path(output).name)
    if suffix not in (".json", ".jsonl", ".csv", ".parquet"):
        raise ArgumentError(
            f"unknown output format {output!r}: use .json, .jsonl, .csv or .parquet"
        )
    with write_errors(output), Staged(Path(output)) as staged:
        if suffix == ".parquet":
            _parquet(columns, rows, staged.path)
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
    if suffix == ".jsonl":
        return "".join(f"{line}\n" for line in lines)
    return "[\n" + ",\n".join(lines) + "\n]\n" if lines else "[]\n"


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        value = "; ".join(map(str, value))
    return neutral(value) if isinstance(value, str) else value


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
