"""Rows of `.parquet` and `.jsonl` files, each with the text of a card in one column."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from modelcards.convert.item import Item
from modelcards.errors import ArgumentError, MissingExtraError
from modelcards.formats.compressed import bounded_lines, reading, split_suffix
from modelcards.limits import DEFAULT_LIMITS
from modelcards.text.source import printable

if TYPE_CHECKING:
    from modelcards.convert.item import Columns

_BATCH = 256
_FIRST = 100
_SHOWN = 400
MOST_LINE = 4 * DEFAULT_LIMITS.characters + 4
"""The most bytes of a row that are read, as of a file."""
_ESCAPE = 12  # the bytes of a character outside the first plane, as JSON may escape it
_CUT = "\0cut"


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
    return Item(path, text, chosen=True, line=number, cut=_CUT in row)


def _check(path: str, columns: Columns, present: Collection[str]) -> None:
    for wanted in (columns.text, columns.name):
        if wanted is not None and wanted not in present:
            known = textwrap.shorten(", ".join(present), _SHOWN, placeholder=" …")
            said = f"choose with --column and --id one of {known}" if known else "it has none"
            raise ArgumentError(f"{path} has no column {wanted!r}: {said}")


def _json_lines(rows: Rows, compression: str) -> Iterator[dict[str, Any] | Item]:
    """The rows of a file; the first ones wait until one of them has the columns."""
    begun: list[dict[str, Any] | Item] = []
    size = 0
    wanted = {rows.columns.text, rows.columns.name} - {None}
    found = _objects(rows, compression)
    for length, row in found:
        begun.append(row)
        size += length
        if not isinstance(row, Item) and wanted.issubset(row):
            break
        if len(begun) >= _FIRST or size > MOST_LINE:
            break
    present = dict.fromkeys(key for row in begun if not isinstance(row, Item) for key in row)
    if present or any(not isinstance(row, Item) for row in begun):
        _check(rows.path, rows.columns, present)
    yield from begun
    yield from (row for _, row in found)


def _objects(rows: Rows, compression: str) -> Iterator[tuple[int, dict[str, Any] | Item]]:
    """The rows of a file with the bytes of each, or what is wrong with them."""
    with reading(Path(rows.path), compression) as lines:
        for number, line in enumerate(bounded_lines(lines, MOST_LINE), start=1):
            try:
                row = _begun(line) if len(line.rstrip()) > MOST_LINE else json.loads(line)
            except (ValueError, RecursionError) as error:
                said = f"no JSON: {error}"
                yield len(line), Item(rows.path, chosen=True, error=said, line=number)
                continue
            if isinstance(row, dict):
                yield len(line), row
            else:
                said = "no JSON object"
                yield len(line), Item(rows.path, chosen=True, error=said, line=number)


def _begun(line: bytes) -> Any:
    """What a row that is too long begins with, if it was cut within a text of its own.

    Raises:
        ValueError: it was cut elsewhere.
    """
    # Off with what may be half an escape or half a character.
    head, tail = line[: MOST_LINE - _ESCAPE], line[MOST_LINE - _ESCAPE : MOST_LINE]
    begun = (head + tail.partition(b"\\")[0]).decode("utf-8", "ignore")
    ending = len(begun) - len(begun.rstrip("\\"))
    try:
        row = json.loads(begun[: len(begun) - ending % 2] + '"}')
    except ValueError:
        said = f"MC004: the row is longer than {MOST_LINE:,} bytes, a limit that was reached"
        raise ValueError(said) from None
    return {**row, _CUT: True} if isinstance(row, dict) else row


def _parquet(rows: Rows) -> Iterator[dict[str, Any]]:
    try:
        from pyarrow import ArrowException, parquet
    except ImportError:
        raise MissingExtraError(f"reading {rows.path}", "arrow") from None
    text, wanted = rows.columns.text, [rows.columns.text, *filter(None, [rows.columns.name])]
    try:
        schema = parquet.read_schema(rows.path)
        _check(rows.path, rows.columns, schema.names)
        # A text that comes again and again stands once in the file, and is to be held once. What
        # is nested has no column of its name.
        held = None if schema.types[schema.names.index(text)].num_fields else [text]
        with parquet.ParquetFile(rows.path, read_dictionary=held) as file:
            for batch in file.iter_batches(batch_size=_batch(file.metadata), columns=wanted):
                for at in range(batch.num_rows):
                    yield {name: _value(batch.column(name)[at]) for name in wanted}
    except ArrowException as error:
        raise OSError(str(error)) from error


def _batch(metadata: Any) -> int:
    """How many rows to hold at once: as many as are no larger than one card may be."""
    groups = (metadata.row_group(at) for at in range(metadata.num_row_groups))
    sizes = [one.total_byte_size / max(1, one.num_rows) for one in groups]
    return int(max(1, min(_BATCH, MOST_LINE / max(1.0, *sizes, 1.0))))


def _value(scalar: Any) -> Any:
    """A value as Python has it; of a text that is longer than a card may be, the beginning."""
    inner = getattr(scalar, "value", scalar) if hasattr(scalar, "dictionary") else scalar
    as_buffer = getattr(inner, "as_buffer", None)
    held = as_buffer() if as_buffer is not None else None
    if held is None or len(held) <= MOST_LINE:
        return inner.as_py() if inner is not None else None
    return bytes(held[:MOST_LINE])
