"""Text was decoded with the wrong code page: `ğŸ”´` stands where 🔴 was meant.

Such text can be brought back byte for byte, because no byte of it was lost. Search, rankings and
every reader that looks for a heading or a mark miss what stands in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from modelcards.linting.examples import card
from modelcards.linting.rule import Example, Hit, Rule
from modelcards.linting.span import Span
from modelcards.model.finding import Edit, Fix

if TYPE_CHECKING:
    from modelcards.linting.view import View
    from modelcards.text.mojibake import Repair

LOST = "\N{REPLACEMENT CHARACTER}"


def check(view: View) -> Iterator[Hit]:
    """Report every run that was repaired without a loss."""
    for repair in view.original.repairs if view.original else ():
        if not repair.lost and LOST not in repair.after:
            page = f" ({repair.code_page})" if repair.code_page else ""
            said = f"{repair.before!r} is {repair.after!r} decoded with the wrong code page{page}"
            yield hit(repair, said)


def hit(repair: Repair, said: str) -> Hit:
    """The finding of one repair: an inferred one changes what a reader sees, by a guess."""
    certain = repair.certainty == "certain"
    span = Span(repair.line, repair.column, repair.line, repair.end_column)
    fix = Fix(certain, (Edit(*span, repair.after),), () if repair.applied else ("*",))
    return Hit(span, said, fix, None if certain else "warning")


RULE = Rule(
    code="MC001",
    name="mojibake",
    severity="error",
    fix="safe",
    check=check,
    good=(Example(card()),),
    bad=(
        Example(
            card(
                ("√(Parameters × Tokens) ÷ 300", "âˆš(Parameters Ã— Tokens) Ã· 300"), ("📈", "ğŸ“ˆ")
            ),
            (21, 21, 21, 23),
            card(),
        ),
    ),
)
