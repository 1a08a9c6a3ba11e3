"""A table row with more or fewer cells than its header.

Whether the row is drawn, cut or spoils the whole table depends on the program that shows it. Cells
that are missing at the end are added, empty; where there are too many, nobody can tell which column
a cell belongs to.
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

_FEWER = r"\b([0-9]{1,4}) cells?\b.*?\b([0-9]{1,4})\b"


def check(view: View) -> Iterator[Hit]:
    """Report the rows that did not fit their table."""
    problems = view.problems("MC404")
    starts = [table.line for table in view.card.tables] if problems else []
    for problem in problems:
        yield Hit(view.whole(problem.line), problem.message, _fix(view, problem, starts))


def _fix(view: View, problem: Problem, starts: list[int]) -> Fix | None:
    """Empty cells at the end of a row that lacks them."""
    counts = re.search(_FEWER, problem.message)
    line = problem.line
    if counts is None or line is None or not 0 < line <= len(view.lines):
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


RULE = Rule(
    code="MC404",
    name="ragged-table",
    severity="error",
    fix="safe",
    check=check,
    good=(Example(card()),),
    bad=(
        Example(
            card(("| - | Graduate-level reasoning |", "| - |")),
            (28,),
            card(("| - | Graduate-level reasoning |", "| - |  |")),
        ),
        Example(card(("| - | Graduate-level reasoning |", "| - | a | b | c |")), (28,)),
    ),
)
