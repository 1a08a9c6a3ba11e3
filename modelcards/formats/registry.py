"""The formats of `convert`: what encodes one card, and what collects the encoded cards."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from modelcards.errors import ArgumentError
from modelcards.formats.compressed import split_suffix
from modelcards.formats.flat import TABLES

if TYPE_CHECKING:
    from modelcards.model.card import ModelCard

_BY_SUFFIX = {
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".parquet": "parquet",
    ".sqlite": "sqlite",
    ".sqlite3": "sqlite",
    ".db": "sqlite",
}
_ENCODED_IN = {"directory": "mirror", "parquet": "parquet", "sqlite": "sqlite"}
_COMPRESSED = ("json", "jsonl", "csv")


class Sink(Protocol):
    """Collects encoded cards in their order."""

    def add(self, path: str, payload: bytes) -> None:
        """Take one card, which was read at `path`."""

    def close(self, *, whole: bool) -> None:
        """Finish; when not `whole`, what was written is thrown away afterwards."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format: `name` is `json`, `jsonl`, `csv`, `parquet`, `sqlite` or `directory`."""

    name: str
    compression: str = ""
    table: str = "cards"

    def open(self, path: Path, base: str) -> Sink:
        """A sink that writes to `path`; `base` is the directory that all cards lie below.

        Raises:
            MissingExtraError: the format needs an optional dependency.
        """
        if self.name == "directory":
            from modelcards.formats.mirror import MirrorSink

            return MirrorSink(path, base)
        if self.name == "csv":
            from modelcards.formats.csv import CsvSink

            return CsvSink(path, self.compression, self.table)
        if self.name == "parquet":
            from modelcards.formats.parquet import ParquetSink

            return ParquetSink(path)
        if self.name == "sqlite":
            from modelcards.formats.sqlite import SqliteSink

            return SqliteSink(path)
        plug_in = _added().get(self.name)
        if plug_in is not None:
            return _PlugInSink(path, self.compression, plug_in)
        from modelcards.formats.json_lines import LineSink

        return LineSink(path, self.compression, array=self.name == "json")


def format_of(output: str, table: str = "cards") -> Format:
    """The format that an output's name asks for; a directory when it is one or has no suffix.

    Raises:
        ArgumentError: the suffix is not known, or `table` does not go with it.

    >>> format_of("cards.jsonl.gz").name, format_of("cards").name
    ('jsonl', 'directory')
    """
    if output in ("", "-"):
        raise ArgumentError("an output is replaced as a whole: name a file or a directory")
    suffix, compression = split_suffix(Path(output).name)
    name = _BY_SUFFIX.get(suffix) or (suffix if suffix in _added() else None)
    if output.endswith("/") or os.path.isdir(output) or not (suffix or compression):
        name, compression = "directory", ""
    if name is None or (compression and name not in (*_COMPRESSED, *_added())):
        raise ArgumentError(
            f"unknown output format {output!r}: use .json, .jsonl or .csv (each also with .gz or"
            " .zst), .parquet, .sqlite, or a directory"
        )
    if table not in TABLES:
        raise ArgumentError(f"unknown table {table!r}: choose one of {', '.join(TABLES)}")
    if table != "cards" and name != "csv":
        raise ArgumentError(f"a table of {table} is for .csv; {output} holds whole cards")
    return Format(name, compression, table)


def encoder(name: str, table: str) -> Callable[[ModelCard], bytes]:
    """What turns a card into the bytes that the sink of a format takes."""
    if name == "csv":
        from modelcards.formats.csv import encoder_of

        return encoder_of(table)
    plug_in = _added().get(name)
    module = plug_in or import_module(f"modelcards.formats.{_ENCODED_IN.get(name, 'json_lines')}")
    encode: Callable[[ModelCard], bytes] = module.encode
    return encode


def _added() -> dict[str, Any]:
    """The formats of plug-ins (`modelcards.formats`), by their suffix."""
    from modelcards.model.plug_ins import added

    return {module.SUFFIX: module for module in added("formats").values()}


class _PlugInSink:
    """A file of a plug-in's format: its head, each card as its `encode` gives it, its end."""

    def __init__(self, path: Path, compression: str, module: Any) -> None:
        from modelcards.formats.compressed import writing

        self._module = module
        self._stack = ExitStack()
        self._file = self._stack.enter_context(writing(path, compression))
        self._file.write(getattr(module, "HEAD", b""))

    def add(self, path: str, payload: bytes) -> None:
        self._file.write(payload)

    def close(self, *, whole: bool) -> None:
        if whole:
            self._file.write(getattr(self._module, "END", b""))
        self._stack.close()
