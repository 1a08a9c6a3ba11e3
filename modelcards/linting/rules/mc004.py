"""A limit was reached, and a part of the card was not read.

The limits keep one hostile or broken file from holding up thousands of others. What was left out
and which limit it was stands in the message; limits can be raised from Python. Mending one card is
bounded in time (`lint --fix --timeout SECONDS`): what is over that is left for the next run.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from modelcards.linting.examples import card
from modelcards.linting.rule import Example, Hit, Rule

if TYPE_CHECKING:
    from modelcards.linting.view import View


def check(view: View) -> Iterator[Hit]:
    """Report the limits that reading reached."""
    for problem in view.problems("MC004"):
        yield Hit(view.whole(problem.line), problem.message)


RULE = Rule(
    code="MC004",
    name="not-read",
    severity="warning",
    fix=None,
    check=check,
    good=(Example(card()),),
    bad=(),
)
