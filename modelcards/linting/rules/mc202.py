"""A date that is none: `Foo/2025`, `2025-13`.

Rankings by date leave the model out. `TBA` and a dash say that the date is not known, which is
fine.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from modelcards.linting.examples import card
from modelcards.linting.rule import Example, Hit, Rule

if TYPE_CHECKING:
    from modelcards.linting.view import View


def check(view: View) -> Iterator[Hit]:
    """Report what reading could not make a date of."""
    for problem in view.problems("MC202"):
        yield Hit(view.problem(problem), problem.message)


RULE = Rule(
    code="MC202",
    name="unreadable-date",
    severity="warning",
    fix=None,
    check=check,
    good=(Example(card()), Example(card(("Mar/2025", "TBA")))),
    bad=(Example(card(("Mar/2025", "Mrz/2025/7")), (6,)),),
)
