"""The stated token:param ratio is not the one that the stated amounts give.

A ratio is training tokens divided by parameters. The template rounds it up; other cards round it to
the nearest number; either is right, at the decimals printed. Anything else means that one of the
three numbers was changed without the others, and nobody can tell which one a reader should trust.
An amount stated with `~` or `+` is approximate, and contradicts nothing.

The fix is unsafe: it takes the two amounts for right and changes the ratio.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from modelcards.linting.derived_text import ratio
from modelcards.linting.examples import card
from modelcards.linting.rule import Example, Hit, Rule
from modelcards.model.finding import Edit, Fix

if TYPE_CHECKING:
    from modelcards.linting.view import View


def check(view: View) -> Iterator[Hit]:
    """Compare the ratio as printed with the recomputed one."""
    if view.card.token_param_ratio is None:
        return
    stated = ratio(view)
    if stated is None or stated.agrees:
        return
    right = f"{stated.allowed[0]:,}"
    shown = stated.number
    edits = (Edit(*shown.place, right),) if shown.place else ()
    fix = Fix(False, edits, ("token_param_ratio",)) if edits else None
    yield Hit(shown.span, f"the ratio is stated as {shown.text}, the amounts give {right}", fix)


_BAD = card(("500:1", "600:1"))

RULE = Rule(
    code="MC301",
    name="ratio-differs",
    severity="error",
    fix="unsafe",
    check=check,
    good=(Example(card()), Example(card(("8.0B", "~8.1B")))),
    bad=(Example(_BAD, (17,), card()),),
)
