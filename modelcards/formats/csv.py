"""Cards as CSV: a row a card, a score, a fact or a table cell; safe to open in a spreadsheet.

A text that a spreadsheet would take for a formula gets an apostrophe in front; plain numbers such
as `-3.5` stay. Nothing else is changed; missing values are empty.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from modelcards.formats.compressed import writing
from modelcards.formats.flat import Value, columns_of, rows_of
from modelcards.model.card import ModelCard

# Spreadsheets also take the full-width forms, and skip white space in front.
_FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
_NUMBER = re.compile(r"[+-]?(?:\d{1,40}(?:\.\d{0,40})?|\.\d{1,40})(?:[eE][+-]?\d{1,4})?%?")
_HARMLESS = frozenset("+-=@")


def neutral(text: str) -> str:
    """A text that no spreadsheet takes for a formula.

    >>> neutral("=1+1"), neutral("-3.5%"), neutral("-"), neutral("MMLU")
    ("'=1+1", '-3.5%', '-', 'MMLU')
    """
    if not _FORMULA.match(text) or text in _HARMLESS or _NUMBER.fullmatch(text):
        return text
    return f"'{text}"


def _cell(value: Value) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return neutral(value) if isinstance(value, str) else value


def encoder_of(table: str) -> Callable[[ModelCard], bytes]:
    """What turns a card into its rows in a table."""

    def encode(card: ModelCard) -> bytes:
        return _lines([_cell(value) for value in row] for row in rows_of(card, table))

    return encode


def _lines(rows: Any) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode("utf-8")


class CsvSink:
    """A `.csv` file with a header."""

    def __init__(self, path: Path, compression: str, table: str) -> None:
        """Write to `path`, which is new."""
        self._stack = ExitStack()
        self._file = self._stack.enter_context(writing(path, compression))
        self._file.write(_lines([columns_of(table)]))

    def add(self, path: str, payload: bytes) -> None:
        """Append the rows of one card."""
        self._file.write(payload)

    def close(self, *, whole: bool) -> None:
        """End the file."""
        self._stack.close()
