"""The stated ALScore is not the one that the stated amounts give.

The ALScore is √(parameters × training tokens) ÷ 300, both in billions. It is printed with one
decimal, half to even; half up is accepted too, and other cards may print more decimals. A score
that differs was not recomputed when an amount changed. An amount stated with `~` or `+` is
approximate, and contradicts nothing.

The fix is unsafe: it takes the two amounts for right and changes the score.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from modelcards.linting.derived_text import score
from modelcards.linting.examples import card
from modelcards.linting.rule import Example, Hit, Rule
from modelcards.model.finding import Edit, Fix

if TYPE_CHECKING:
    from modelcards.linting.view import View


def check(view: View) -> Iterator[Hit]:
    """Compare the score as printed with the recomputed one."""
    if view.card.alscore is None:
        return
    stated = score(view)
    if stated is None or stated.agrees:
        return
    shown = stated.number
    right = str(stated.allowed[0])
    fix = Fix(False, (Edit(*shown.place, right),), ("alscore",)) if shown.place else None
    yield Hit(shown.span, f"the ALScore is stated as {shown.text}, the amounts give {right}", fix)


RULE = Rule(
    code="MC303",
    name="alscore-differs",
    severity="error",
    fix="unsafe",
    check=check,
    good=(Example(card()), Example(card(("0.6 (", "0.596 (")))),
    bad=(Example(card(("0.6 (", "0.7 (")), (20,), card()),),
)
