"""A label or a tier holds only because of rounding.

19.23 tokens a parameter are printed as 20:1 and then called compute-optimal, an ALScore of 0.97 is
printed as 1.0 and then called mid-tier. Both follow the template to the letter; the exact value
lies on the other side of the boundary, and a reader should know.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from modelcards.linting.derived_text import ratio, score
from modelcards.linting.examples import card
from modelcards.linting.rule import Example, Hit, Rule
from modelcards.model.derive import alscore_tier, ratio_label

if TYPE_CHECKING:
    from modelcards.linting.view import View


def check(view: View) -> Iterator[Hit]:
    """Compare what the printed and the exact number are called, where the two agree."""
    stated = view.card.token_param_ratio
    # Rounding up crosses the boundary only just above it.
    if stated is not None and stated.label == "compute-optimal" and stated.value == 20:
        found = ratio(view)
        if found is not None and found.agrees and ratio_label(found.exact) != stated.label:
            said = (
                f"{found.exact:.4g}:1 is {ratio_label(found.exact)}; only as {found.number.text}:1"
            )
            yield Hit(found.number.span, f"{said} is it {stated.label}")
    rated = view.card.alscore
    if rated is not None and rated.tier is not None and rated.value in (1, 5, 10, 20):
        known = score(view)
        if known is None or not known.agrees or alscore_tier(known.number.value) != rated.tier:
            return
        if alscore_tier(known.exact) != rated.tier:
            said = f"{known.exact:.4g} is {alscore_tier(known.exact)}; only as {known.number.text}"
            yield Hit(known.number.span, f"{said} is it {rated.tier}")


RULE = Rule(
    code="MC307",
    name="rounding-flatters",
    severity="warning",
    fix=None,
    check=check,
    good=(Example(card()),),
    bad=(
        Example(card(("4000.0B", "153.9B"), ("500:1", "20:1"), ("0.6 (", "0.1 (")), (17,)),
        Example(
            card(("8.0B", "22.0B"), ("500:1", "182:1"), ("0.6 (Lightweight)", "1.0 (Mid-tier)")),
            (20,),
        ),
    ),
)
