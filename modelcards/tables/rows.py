"""Clean markup → tables of rows of cells, as they are written, in the order of the tags."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from html import unescape

from modelcards.tables.cells import (
    PLAIN_CELLS,
    PLAIN_HEADS,
    OpenCell,
    cell_of,
    is_bold,
    strong_cell,
)
from modelcards.tables.grid import Cell

_ROW = re.compile(r"<t(?:able|r)(?=[ \t\n\f\r/>])")
_CELL = re.compile(r"<t[dh](?=[ \t\n\f\r/>])")
_TAG = "\0"
"""Where a tag stood between stray texts; clean markup holds no such character."""
_GROUPS = frozenset(("thead", "tbody", "tfoot"))


class Row:
    """One `<tr>`: its cells as written, the number of its row group, if that is a `<thead>`."""

    __slots__ = ("bold", "cells", "group", "head", "line")

    def __init__(self, line: int, group: int, head: bool, bold: bool) -> None:
        self.line = line
        self.group = group
        self.head = head
        self.bold = bold
        self.cells: list[Cell] = []


class RawTable:
    """One `<table>` as written.

    `group` is the row group that is open, `cut` the line from which on cells found no room, `texts`
    what stands in no cell.
    """

    def __init__(self, line: int) -> None:
        self.line = line
        self.rows: list[Row] = []
        self.caption: str | None = None
        self.cut: int | None = None
        self.texts: list[str] = []
        self.group = ""
        self._groups = 0

    def begin_group(self, name: str) -> None:
        """A `<thead>`, `<tbody>` or `<tfoot>` begins, or (no name) rows outside of all three."""
        self.group = name
        self._groups += 1

    def add_stray(self, data: str | None) -> None:
        """Text that stands in no cell, or (None) a tag behind it."""
        if data is not None:
            self.texts.append(data)
        elif self.texts and self.texts[-1] != _TAG:
            self.texts.append(_TAG)

    @property
    def stray(self) -> tuple[str, ...]:
        """The texts that stand in no cell; a browser shows them before the table."""
        texts = unescape("".join(self.texts)).split(_TAG)
        return tuple(text for text in (" ".join(one.split()) for one in texts) if text)

    def begin_row(self, line: int, bold: bool) -> Row:
        """A row begins in the current group; `bold` when its style makes all of it strong."""
        row = Row(line, self._groups, self.group == "thead", bold)
        self.rows.append(row)
        return row


class Lines:
    """The lines of the start tags of tables and rows, and when asked for of cells.

    They are counted apart from the tags, which few tables need the places of.
    """

    def __init__(self, markup: str, first_line: int) -> None:
        self._markup = markup.lower()
        self._first_line = first_line
        self.rows = self._find(_ROW)

    @cached_property
    def cells(self) -> list[int]:
        """The line of each `<td>` and `<th>`."""
        return self._find(_CELL)

    def _find(self, tag: re.Pattern[str]) -> list[int]:
        lines: list[int] = []
        at, line = 0, self._first_line
        for found in tag.finditer(self._markup):
            line += self._markup.count("\n", at, found.start())
            at = found.start()
            lines.append(line)
        return lines


class Sink:
    """Builds tables from tags by the rules of HTML 5 for tables, which need no end tags.

    `tables` are in the order of their tags.
    """

    def __init__(self, lines: Lines, room: int) -> None:
        self.tables: list[RawTable] = []
        self._rows_seen = 0
        self._cells_seen = 0
        self._lines = lines
        self._room = room
        self._outer: list[tuple[RawTable | None, Row | None, OpenCell | None]] = []
        self._table: RawTable | None = None
        self._row: Row | None = None
        self._open: OpenCell | None = None

    def start(self, name: str, attrs: Mapping[str, str]) -> None:
        """A start tag. A part of a table closes what is open inside the table, as in a browser."""
        if self._open is None and self._table is not None:
            self._table.add_stray(None)
        if name in ("td", "th"):
            self._cells_seen += 1
            if self._table is not None:
                if self._open is not None:
                    self._close()
                if self._row is None:
                    line = _line(self._lines.cells, self._cells_seen)
                    self._row = self._table.begin_row(line, False)
                self._open = OpenCell(name, attrs, self._row.bold)
        elif name == "tr":
            self._rows_seen += 1
            if self._table is not None:
                self._close()
                line = _line(self._lines.rows, self._rows_seen)
                self._row = self._table.begin_row(line, is_bold(attrs))
        elif name == "table":
            self._rows_seen += 1
            self._begin_table()
        elif self._table is None:
            return
        elif name in _GROUPS:
            self._begin_group(self._table, name)
        elif name == "caption":
            self._close()
            self._open = OpenCell(name, attrs, False)
        elif self._open is not None:
            self._open.begin(name, attrs)

    def end(self, name: str) -> None:
        """An end tag; one that ends nothing is ignored."""
        if self._table is None:
            return
        if name in ("td", "th", "caption"):
            if self._open is not None and self._open.name == name:
                self._close()
        elif name == "tr":
            self._close()
            self._row = None
        elif name == "table":
            self._close()
            self._table, self._row, self._open = self._outer.pop()
        elif name in _GROUPS:
            if name == self._table.group:
                self._begin_group(self._table, "")
        elif self._open is not None:
            self._open.end(name)

    def text(self, data: str) -> None:
        """Text between two tags; outside of cells and captions it belongs to no place."""
        if self._open is not None:
            self._open.add(data)
        elif self._table is not None and (self._table.texts or not data.isspace()):
            self._table.add_stray(data)

    def whole(self, name: str, attrs: Mapping[str, str], data: str, strong: str = "") -> None:
        """A `<td>` or `<th>` with text alone inside, and its end.

        `strong` is the name of the element that holds all of the text, where there is one.
        """
        row = self._row
        if row is None or row.bold or self._open is not None or self._room <= 0:
            self.start(name, attrs)
            if strong:
                self.start(strong, {})
            if data:
                self.text(data)
            if strong:
                self.end(strong)
            self.end(name)
            return
        self._cells_seen += 1
        self._room -= 1
        if strong:
            row.cells.append(strong_cell(name, attrs, data, strong))
        elif attrs:
            row.cells.append(cell_of(name, attrs, data))
        else:
            row.cells.append((PLAIN_HEADS if name == "th" else PLAIN_CELLS)[data])
        if self._table is not None and self._table.texts:
            self._table.add_stray(None)

    def finish(self) -> None:
        """Close what the markup left open."""
        while self._table is not None:
            self.end("table")

    def _begin_table(self) -> None:
        # A table right inside a table, and not in one of its cells, ends it.
        if self._table is not None and self._open is None:
            self.end("table")
        self._outer.append((self._table, self._row, self._open))
        self._table = RawTable(_line(self._lines.rows, self._rows_seen))
        self._row = self._open = None
        self.tables.append(self._table)

    def _begin_group(self, table: RawTable, name: str) -> None:
        self._close()
        self._row = None
        table.begin_group(name)

    def _close(self) -> None:
        place, self._open = self._open, None
        if place is None or self._table is None:
            return
        if place.name == "caption":
            self._table.caption = place.cell().text or None
        elif self._row is not None:
            if self._room > 0:
                self._room -= 1
                self._row.cells.append(place.cell())
            elif self._table.cut is None:
                self._table.cut = self._row.line


def _line(lines: list[int], seen: int) -> int:
    """The line of the tag that was seen last."""
    return lines[min(seen, len(lines)) - 1]
