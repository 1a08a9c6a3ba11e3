"""A score cell that is neither a number nor a known mark for a missing score.

The score is missing from the card's data. A dash, `N/A`, `TBD` or an empty cell says that there is
no score, which is fine. Two numbers in one cell ("91.5/84.8"), or a number with a sign behind it,
are sound, though what each means is not known: that is a warning. So are words ("diverged") outside
the leaderboard's template, where an author may have meant to write no number. A column is told
once, at its first such cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from modelcards.linting.examples import card
from modelcards.linting.rule import Example, Hit, Rule
from modelcards.linting.score_places import by_table

if TYPE_CHECKING:
    from modelcards.linting.view import View
    from modelcards.model.parts import Problem

_CELL = re.compile(r"the score (['\"])(.*)\1 of ", re.DOTALL)
_NUMBER = re.compile(r"[0-9][0-9.,]*")
_VERSION = re.compile(r"[0-9]+(?:\.[0-9]+){2,}")
_WORD = re.compile(r"[^\W\d_]{3,}")

_LABELS = "labels"


def check(view: View) -> Iterator[Hit]:
    """Report the cells that reading could not make a score of, by their column and kind."""
    causes: dict[tuple[object, ...], list[Problem]] = {}
    problems = view.problems("MC401")
    columns = _columns(view) if problems else {}
    for problem in problems:
        cell = _cell(problem)
        if cell and (cell in "xX" or not any(map(str.isalnum, cell))):
            continue  # a mark (".", "?", "x") labels a row, or says that there is nothing
        where = columns.get((problem.line or 0, cell), ("line", problem.line))
        if where[0] == _LABELS:
            continue
        causes.setdefault((*where, _sound(view, cell)), []).append(problem)
    for key, found in causes.items():
        said = found[0].message
        if len(found) > 1:
            said += f"; so are {len(found) - 1} more cells of its column"
        yield Hit(view.problem(found[0]), said, severity="warning" if key[-1] else None)


def _cell(problem: Problem) -> str:
    found = _CELL.search(problem.message)
    return found[2] if found else ""


def _sound(view: View, cell: str) -> bool:
    """True for a cell of values that are numbers, with hardly a word beside them, or of words."""
    if not any(map(str.isdigit, cell)):
        return not view.leaderboard
    return _NUMBER.search(cell) is not None and not _VERSION.search(cell) and not _WORD.search(cell)


def _columns(view: View) -> dict[tuple[int, str], tuple[object, ...]]:
    """The table and what names the column, of each cell without a value."""
    found: dict[tuple[int, str], tuple[object, ...]] = {}
    for index, scores in by_table(view.card).items():
        table = view.card.tables[index]
        across = table.orientation == "benchmarks-as-columns"
        labels = {row[0] for row in table.rows if row}
        for one in scores:
            if one.score is None and one.raw in labels:
                # Words in the first column say what their row is.
                found[one.line, one.raw] = (_LABELS, None)
            elif one.score is None:
                named = one.label if across else (one.model, one.metric, one.setting)
                found.setdefault((one.line, one.raw), (index, named))
    return found


RULE = Rule(
    code="MC401",
    name="unreadable-score",
    severity="error",
    fix=None,
    check=check,
    good=(Example(card()), Example(card(("| 81.5 |", "| N/A |"), ("(80-90%)", "")))),
    bad=(Example(card(("| 81.5 |", "| 81.5.3 |"), ("| - |", "| 40.2 |")), (27,)),),
)
