"""Rows of `.parquet` and `.jsonl` files, each with the text of a card in one column."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from modelcards.convert.item import Item
from modelcards.errors import ArgumentError, MissingExtraError
from modelcards.formats.compressed import reading, split_suffix
from modelcards.text.source import printable

if TYPE_CHECKING:
    from modelcards.convert.item import Columns

_BATCH = 256


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one file: iterate to get items; `in_order` when their paths are sorted."""

    path: str
    columns: Columns
    in_order: bool

    def __iter__(self) -> Iterator[Item]:
        suffix, compression = split_suffix(self.path)
        found = _parquet(self) if suffix == ".parquet" else _json_lines(self, compression)
        for number, row in enumerate(found, start=1):
            yield row if isinstance(row, Item) else _item(self, row, number)


def rows(path: str, columns: Columns) -> Rows:
    """The rows of a file.

    Raises:
        ArgumentError: the file has no such column.
        MissingExtraError: a `.parquet` file, and pyarrow is not installed.
    """
    # Rows without a name are numbered, so they are in order as they are.
    return Rows(path, columns, in_order=columns.name is None)


def _item(rows: Rows, row: dict[str, Any], number: int) -> Item:
    columns = rows.columns
    name = f"{number:09d}" if columns.name is None else row.get(columns.name)
    path = printable(f"{rows.path}/{name}")
    if name is None:
        return Item(rows.path, chosen=True, error=f"no {columns.name} in the row", line=number)
    text = row.get(columns.text)
    if text is None:
        return Item(path, chosen=True, absent=f"no text in the column {columns.text}", line=number)
    if not isinstance(text, (str, bytes)):
        said = f"the column {columns.text} holds {type(text).__name__}, not text"
        return Item(path, chosen=True, error=said, line=number)
    return Item(path, text, chosen=True, line=number)


def _check(path: str, columns: Columns, present: list[str]) -> None:
    for wanted in (columns.text, columns.name):
        if wanted is not None and wanted not in present:
            raise ArgumentError(
                f"{path} has no column {wanted!r}: choose with --column and --id one of"
                f" {', '.join(present)}"
            )


def _json_lines(rows: Rows, compression: str) -> Iterator[dict[str, Any] | Item]:
    first = True
    with reading(Path(rows.path), compression) as lines:
        for number, line in enumerate(lines, start=1):
            try:
                row = json.loads(line)
            except (ValueError, RecursionError) as error:
                yield Item(rows.path, chosen=True, error=f"no JSON: {error}", line=number)
                continue
            if not isinstance(row, dict):
                yield Item(rows.path, chosen=True, error="no JSON object", line=number)
                continue
            if first:
                _check(rows.path, rows.columns, list(row))
                first = False
            yield row


def _parquet(rows: Rows) -> Iterator[dict[str, Any]]:
    try:
        from pyarrow import ArrowException, parquet
    except ImportError:
        raise MissingExtraError(f"reading {rows.path}", "arrow") from None
    wanted = [rows.columns.text, *filter(None, [rows.columns.name])]
    try:
        with parquet.ParquetFile(rows.path) as file:
            _check(rows.path, rows.columns, file.schema_arrow.names)
            for batch in file.iter_batches(batch_size=_BATCH, columns=wanted):
                yield from batch.to_pylist()
    except ArrowException as error:
        raise OSError(str(error)) from error
