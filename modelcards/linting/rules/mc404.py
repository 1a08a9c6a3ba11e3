"""A table row with more or fewer cells than its header.

Whether the row is drawn, cut or spoils the whole table depends on the program that shows it. Cells
that are missing at the end are added, empty, unless the row holds a number: then a score may have
lost its bar, and an empty cell would hide that. Where there are too many, nobody can tell which
column a cell belongs to. Rows without a delimiter row are shown as text, bars and all. Rows that
part the others, empty or with a title alone, are left as they are.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING

from modelcards.linting.examples import card
from modelcards.linting.rule import Example, Hit, Rule
from modelcards.model.finding import Edit, Fix

if TYPE_CHECKING:
    from modelcards.linting.view import View
    from modelcards.model.parts import Problem

_TAGS = re.compile(r"<[^<>]{0,500}>")
_DIGIT = re.compile(r"[0-9]")
_FEW = 3
_FEWER = r"\b([0-9]{1,4}) cells?\b.*?\b([0-9]{1,4})\b"


def check(view: View) -> Iterator[Hit]:
    """Report the rows that did not fit their table."""
    problems = view.problems("MC404")
    starts = [table.line for table in view.card.tables] if problems else []
    titles = _titles(view, problems)
    for problem in problems:
        if problem.line not in titles and not _is_html(view, problem.line, starts):
            yield Hit(view.whole(problem.line), problem.message, _fix(view, problem, starts))
    yield from _without_delimiter(view)


def _titles(view: View, problems: list[Problem]) -> frozenset[int | None]:
    """Short rows that part the others: empty ones, and several that hold nothing but a title.

    They are shown as they were meant. A table of two columns has no room for such a row, and one
    title alone may be a row that lost its cells.
    """
    spaces: list[int] = []
    titles: list[int] = []
    for problem in problems:
        line = problem.line or 0
        text = view.lines[line - 1].strip() if 0 < line <= len(view.lines) else ""
        counts = re.search(_FEWER, problem.message)
        if counts is None or text[:1] != "|" or text[-1:] != "|" or not int(counts[2]) > 2:
            continue
        if int(counts[1]) >= int(counts[2]):
            continue
        first, *others = text.strip("|").split("|")
        if not any(cell.strip() for cell in others):
            (titles if first.strip() else spaces).append(line)
    return frozenset((*spaces, *(titles if len(titles) > 1 else ())))


def _is_html(view: View, line: int | None, starts: list[int]) -> bool:
    """A line of tags (`<br>`) between the rows of a pipe table is no row."""
    text = view.lines[line - 1] if line and line <= len(view.lines) else ""
    if not text.lstrip().startswith("<") or _TAGS.sub("", text).strip(" \t|"):
        return False
    place = bisect_right(starts, line or 0)
    return bool(place) and view.card.tables[place - 1].kind == "pipe"


def _is_row(line: str) -> bool:
    text = line.strip()
    return text[:1] == "|" and text[-1:] == "|" and text.count("|") > 2


def _without_delimiter(view: View) -> Iterator[Hit]:
    """Rows of one width, one below the other, that no table took."""
    # Most cards end here: all of their lines of bars are those of tables.
    tables = [table for table in view.card.tables if table.kind == "pipe"]
    rows = sum(len(table.header) + len(table.rows) + 1 for table in tables)
    if view.original is None or view.original.text.count("\n|") < rows + _FEW:
        return
    taken = {
        line
        for table in tables
        for line in range(table.line, table.line + len(table.header) + len(table.rows) + 3)
    }
    run: list[tuple[int, str]] = []
    for number, text in (*view.shown, (0, "")):
        if _is_row(text) and (not run or number == run[-1][0] + 1):
            run.append((number, text.strip()))
            continue
        widths = {one.count("|") - one.count("\\|") for _, one in run}
        if len(run) > 2 and len(widths) == 1 and not any(n in taken for n, _ in run):
            if not any(not one.strip("|:- ") for _, one in run):
                said = "rows without a delimiter row (|---|) below the first are shown as text"
                yield Hit(view.whole(run[0][0]), said)
        run = [(number, text.strip())] if _is_row(text) else []


def _fix(view: View, problem: Problem, starts: list[int]) -> Fix | None:
    """Empty cells at the end of a row that lacks them."""
    counts = re.search(_FEWER, problem.message)
    line = problem.line
    if counts is None or line is None or not 0 < line <= len(view.lines):
        return None
    if _holds_number(view, line):
        return None
    missing = int(counts[2]) - int(counts[1])
    text = view.lines[line - 1].rstrip()
    place = bisect_right(starts, line)
    if missing <= 0 or not place or view.card.tables[place - 1].kind != "pipe":
        return None
    closed = text.endswith("|") and not text.endswith("\\|")
    end = view.slice(line, len(text), len(text))
    cell = "---|" if not text.strip("|:- \t") else "  |"
    return Fix(True, (Edit(*end, ("" if closed else " |") + cell * missing),))


def _holds_number(view: View, line: int) -> bool:
    """A row with a number behind its first cell, or with a score."""
    cells = view.lines[line - 1].strip().strip("|").split("|")
    return any(_DIGIT.search(cell) for cell in cells[1:]) or line in view.scored_lines


_BARE = "# Lumen-7B\n\nA model.\n\n| Task | Lumen-7B |\n{}| MMLU | 41.0 |\n| GSM8K | 22.5 |\n"

RULE = Rule(
    code="MC404",
    name="ragged-table",
    severity="error",
    fix="safe",
    check=check,
    good=(Example(card()), Example(_BARE.format("|---|---|\n"))),
    bad=(
        Example(_BARE.format(""), (5,)),
        Example(
            card(("| - | Graduate-level reasoning |", "| - |")),
            (28,),
            card(("| - | Graduate-level reasoning |", "| - |  |")),
        ),
        Example(card(("| - | Graduate-level reasoning |", "| - | a | b | c |")), (28,)),
    ),
)
