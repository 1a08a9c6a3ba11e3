"""The tier beside the ALScore contradicts the score as it is printed.

Below 1 a model is lightweight, from 1 mid-tier, from 5 powerful, from 10 very powerful, from 20
extremely powerful. The tier follows the score as printed: 0.97 shown as 1.0 is called mid-tier,
which MC307 points out. Where the number is wrong and the tier right, MC303 alone speaks. A printed
0.0 needs no tier.

The fix is unsafe: it takes the number for right and changes the tier.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from modelcards.linting.derived_text import score
from modelcards.linting.examples import card
from modelcards.linting.rule import Example, Hit, Rule
from modelcards.model.derive import alscore_tier
from modelcards.model.finding import Edit, Fix

if TYPE_CHECKING:
    from modelcards.linting.view import View


def check(view: View) -> Iterator[Hit]:
    """Compare the tier with the number beside it."""
    stated = view.card.alscore
    if stated is None or stated.value is None or stated.tier is None:
        return
    right = alscore_tier(stated.value)
    where = view.where("alscore.tier")
    if stated.tier == right or where is None:
        return
    exact = score(view)
    # Where the number is wrong and the tier right, MC303 alone speaks.
    if exact is not None and not exact.agrees and alscore_tier(exact.allowed[0]) == stated.tier:
        return
    start = where.raw.casefold().find(stated.tier)
    end = start + len(stated.tier)
    place = view.inside(where, start, end) if start >= 0 else None
    text = right if start >= 0 and where.raw[start].islower() else right.capitalize()
    fix = Fix(False, (Edit(*place, text),), ("alscore",)) if place else None
    said = f"an ALScore of {stated.value:g} is {right}, not {stated.tier}"
    yield Hit(place or view.whole(where.line), said, fix)


RULE = Rule(
    code="MC304",
    name="alscore-tier",
    severity="error",
    fix="unsafe",
    check=check,
    good=(Example(card()),),
    bad=(Example(card(("(Lightweight)", "(Mid-tier)")), (20,), card()),),
)
