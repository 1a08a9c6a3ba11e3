"""Pipe rows or HTML → one rectangular grid: spans expanded, header rows told from body rows.

What a table means (benchmarks, specs, neither) is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Literal, NamedTuple

from modelcards.cache import Memory
from modelcards.limits import DEFAULT_LIMITS, Limits
from modelcards.markdown.inline import emphasis, visible, without_notes
from modelcards.model.parts import Problem, trusted

Ragged = tuple[int, int, int]

_problem = trusted(Problem)

_TABLE_TAG = re.compile(r"<table[\s/>]", re.IGNORECASE)
# What can make visible text differ from its source.
_MARKUP = re.compile("[\\\\`*_<&\\[!~^\ufeff\u200b\\s](?:(?<! )| )")
# The commonest whole-cell mark, told without reading all Markdown.
_STRONG = re.compile(r"\*\*(?=[^\s*])[^*_`\[\]<\\&~!^]++(?<=\S)\*\*")
_RAISED = re.compile(r"\^|<su[pb]", re.IGNORECASE)
_BREAK = re.compile(r"</?br[ \t]{0,8}/?>", re.IGNORECASE)
# As in the GFM reference implementation, any pipe behind a backslash is escaped, however many
# backslashes stand before it, and a pipe inside a code span is not.
_PIPE = re.compile(r"(?<!\\)\|")
_DELIMITER = re.compile(r"[ \t]*(:?)-+(:?)[ \t]*")
_ALIGN = {("", ""): None, (":", ""): "left", ("", ":"): "right", (":", ":"): "center"}
_SHOWN = 200
_REMEMBERED = 160


class Cell(NamedTuple):
    """One place of a grid.

    `text` is the visible text, a `<br>` in it one space; `source` the inline Markdown, or the inner
    HTML, that it was read from. `bold` says that all of the text is strong. A place that repeats a
    cell which spans several rows or columns is `spanned`; the place where that cell starts is not.
    `colspan` and `rowspan` are those of the cell after clipping. `head` is true for `<th>`.
    `bare` is the text without what is raised, lowered or a footnote mark, `notes` are those, and
    `lines` are the parts of the text between line breaks (one part where there is none).
    """

    text: str
    source: str
    bold: bool = False
    spanned: bool = False
    colspan: int = 1
    rowspan: int = 1
    head: bool = False
    bare: str = ""
    notes: tuple[str, ...] = ()
    lines: tuple[str, ...] = ("",)


# A cell from all of its fields, in half of the time that calling the class takes.
_whole: Callable[[tuple[object, ...]], Cell] = partial(tuple.__new__, Cell)


class Grid(NamedTuple):
    """One table; `header` and `rows` are rectangular and equally wide.

    `line` is the 1-based line of the first row (of `<table` for HTML); `header_lines` and
    `row_lines` are those of each row. `ragged` lists rows that did not fit as `(line, cells found,
    cells expected)`: cells that a pipe row lacks are empty, surplus ones stand in a problem.
    `align` is `left`, `right`, `center` or None for each column.
    """

    kind: Literal["pipe", "html"]
    line: int
    header: tuple[tuple[Cell, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]
    header_lines: tuple[int, ...]
    row_lines: tuple[int, ...]
    ragged: tuple[Ragged, ...] = ()
    align: tuple[str | None, ...] = ()
    caption: str | None = None
    problems: tuple[Problem, ...] = ()


EMPTY = Cell("", "")
"""What fills a place that its row does not reach."""


def pipe_grid(source: str, first_line: int, limits: Limits = DEFAULT_LIMITS) -> Grid | None:
    r"""The grid of one pipe table given as its lines: header, delimiter, rows.

    None when the second line is no delimiter row. A row never costs the table: one with too few
    cells is filled up, surplus cells are cut off and quoted in a problem (MC404). At most
    `limits.cells` places are read; what is left out is said (MC004).

    >>> grid = pipe_grid("| Task | Score |\n|---|--:|\n| **MMLU** | 61.2 |\n| ARC", 7)
    >>> [[cell.text for cell in row] for row in grid.rows], grid.row_lines
    ([['MMLU', '61.2'], ['ARC', '']], (9, 10))
    >>> grid.rows[0][0].bold, grid.align, grid.ragged
    (True, (None, 'right'), ((10, 1, 2),))
    """
    lines = source.split("\n")
    align = _alignment(lines[1]) if len(lines) > 1 else None
    if align is None:
        return None
    problems: list[Problem] = []
    ragged: list[Ragged] = []
    head, found = _split(lines[0], limits.cells)
    width = len(head)
    if found > width:
        problems.append(limit_problem(first_line, f"{found - width} columns of a table", "cells"))
    if len(align) != width:
        ragged.append((first_line + 1, len(align), width))
        problems.append(misfit_problem(first_line + 1, len(align), width, "its delimiter row"))
        align = (*align[:width], *(None,) * (width - len(align)))
    room = max(limits.cells // width - 1, 0)
    rows: list[tuple[Cell, ...]] = []
    row_lines: list[int] = []
    for line, text in enumerate(lines[2:], first_line + 2):
        if len(rows) == room:
            left = len(lines) - (line - first_line)
            problems.append(limit_problem(line, f"{left} rows of a table", "cells"))
            break
        parts, found = _split(text, width)
        cells = [_pipe_cell(part) for part in parts]
        if found != width:
            ragged.append((line, found, width))
            rest = _rest(text, width) if found > width else ""
            problems.append(misfit_problem(line, found, width, "a row", rest))
            cells += [EMPTY] * (width - len(cells))
        rows.append(tuple(cells))
        row_lines.append(line)
    return Grid(
        "pipe",
        first_line,
        (tuple([_pipe_cell(part) for part in head]),),
        tuple(rows),
        (first_line,),
        tuple(row_lines),
        tuple(ragged),
        align,
        None,
        tuple(problems),
    )


def html_grids(html: str, first_line: int, limits: Limits = DEFAULT_LIMITS) -> list[Grid]:
    """Every table in a piece of HTML, in the order of their `<table>` tags.

    A nested table is a grid of its own; its text is not repeated in the cell around it. At most
    `limits.html` characters and `limits.cells` places are read; what is left out is said (MC004).

    >>> [grid] = html_grids("<table><tr><th>Task<th>Score<tr><td>MMLU<td>61.2</table>", 7)
    >>> [cell.text for cell in grid.header[0]], [cell.text for cell in grid.rows[0]]
    (['Task', 'Score'], ['MMLU', '61.2'])
    """
    if _TABLE_TAG.search(html) is None:
        return []
    from modelcards.tables.html import grids

    return grids(html, first_line, limits)


def _split(line: str, width: int) -> tuple[list[str], int]:
    """The first `width` cells of a pipe row, and how many it has."""
    line = line.strip()
    line = line.removeprefix("|")
    if line.endswith("|") and not line.endswith("\\|"):
        line = line[:-1]
    if "\\|" in line:
        parts = _PIPE.split(line, width)
        found = len(parts) if len(parts) <= width else width + len(_PIPE.split(parts[-1]))
        parts = [part.replace("\\|", "|") for part in parts]
    else:
        parts = line.split("|", width)
        found = len(parts) if len(parts) <= width else width + parts[-1].count("|") + 1
    return parts[:width], found


def _rest(line: str, width: int) -> str:
    """The cells behind the last column, as they are printed."""
    parts = _PIPE.split(line.strip().removeprefix("|"), width)
    return parts[-1].strip().removesuffix("|").strip()


def _alignment(line: str) -> tuple[str | None, ...] | None:
    parts, _ = _split(line, len(line) + 1)
    marks = [_DELIMITER.fullmatch(part) for part in parts]
    found = [_ALIGN[(mark[1], mark[2])] for mark in marks if mark]
    return tuple(found) if len(found) == len(marks) else None


def _read_cell(part: str) -> Cell:
    source = part.strip()
    if _MARKUP.search(source) is None:
        return _whole((source, source, False, False, 1, 1, False, source, (), (source,)))
    return marked_cell(source)


# Tables of one template, and the rows of most others, share many of their cells.
_pipe_cell = Memory(_read_cell, _REMEMBERED).__getitem__


def marked_cell(source: str) -> Cell:
    """A cell written in inline Markdown."""
    text = visible(source)
    bold = _STRONG.fullmatch(source) is not None or emphasis(source) == "strong"
    bare, notes = without_notes(source) if _RAISED.search(source) else (text, ())
    lines: tuple[str, ...] = (text,)
    if "<" in source:
        parts = _BREAK.split(source)
        if len(parts) > 1:
            lines = tuple([visible(line) for line in parts])
    return Cell(text, source, bold, False, 1, 1, False, bare, notes, lines)


def misfit_problem(line: int, found: int, width: int, what: str, rest: str = "") -> Problem:
    """A row that does not fit its table (MC404); `rest` is what is left out of the grid."""
    message = f"{what} has {found} cells where the table has {width} columns"
    if rest:
        message += f"; left out: {rest[:_SHOWN]}"
    return _problem(code="MC404", message=message, line=line)


def limit_problem(line: int, what: str, name: str) -> Problem:
    """A limit was reached on a line (MC004); `what` was not read."""
    message = f"{what} were not read: the limit `{name}` was reached"
    return _problem(code="MC004", message=message, line=line)
