"""A table of scores whose reading is unsure.

What its best readings differ in was left null: the model, the benchmark's id, whose the score is.
Or a cell holds several values and no head says what they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from modelcards.linting.examples import card
from modelcards.linting.rule import Example, Hit, Rule

if TYPE_CHECKING:
    from modelcards.linting.view import View


def check(view: View) -> Iterator[Hit]:
    """Report what reading left open."""
    for problem in view.problems("MC405"):
        yield Hit(view.problem(problem), problem.message)


RULE = Rule(
    code="MC405",
    name="unsure-table",
    severity="warning",
    fix=None,
    check=check,
    good=(Example(card()),),
    bad=(Example(card(("| 81.5 |", "| 81.5 / 40.2 |")), (27,)),),
)
