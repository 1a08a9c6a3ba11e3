"""A known field has a value that cannot be read: `30 bananas`.

The field stays empty in the card's data, because a guess would be a silent wrong number. A dash,
`-B` or `N/A` says that a value is not stated, and is none of this rule's business.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from modelcards.linting.examples import card
from modelcards.linting.rule import Example, Hit, Rule

if TYPE_CHECKING:
    from modelcards.linting.view import View


def check(view: View) -> Iterator[Hit]:
    """Report what reading could not make a value of."""
    for problem in view.problems("MC201"):
        yield Hit(view.problem(problem), problem.message)


RULE = Rule(
    code="MC201",
    name="unreadable-value",
    severity="warning",
    fix=None,
    check=check,
    good=(
        Example(card()),
        Example(
            card(("4000.0B", "-B"), ("500:1 ✅ Compute-optimal", "- -"), ("0.6 (Lightweight)", "-"))
        ),
    ),
    bad=(Example(card(("8.0B", "8 bananas")), (15,)),),
)
