"""A score cell that is neither a number nor a known mark for a missing score.

The score is missing from the card's data. A dash, `N/A`, `TBD` or an empty cell says that there is
no score, which is fine.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from modelcards.linting.examples import card
from modelcards.linting.rule import Example, Hit, Rule

if TYPE_CHECKING:
    from modelcards.linting.view import View


def check(view: View) -> Iterator[Hit]:
    """Report the cells that reading could not make a score of."""
    for problem in view.problems("MC401"):
        yield Hit(view.problem(problem), problem.message)


RULE = Rule(
    code="MC401",
    name="unreadable-score",
    severity="error",
    fix=None,
    check=check,
    good=(Example(card()), Example(card(("| 81.5 |", "| N/A |"), ("(80-90%)", "")))),
    bad=(Example(card(("| 81.5 |", "| 81.5.3 |"), ("| - |", "| 40.2 |")), (27,)),),
)
