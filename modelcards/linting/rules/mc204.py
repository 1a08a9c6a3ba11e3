"""Amounts stand in sentences that could be this fact, and none says that it is the model's own.

"Our models have 7, 13 and 70 billion parameters", "2.8B parameters or smaller", a rival's size, the
tokens of one stage of the training: the field stays empty in the card's data, because to choose one
would be a silent wrong number. A line "Parameters: 7B", or a sentence about this model and no other
size, says which it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from modelcards.linting.rule import Example, Hit, Rule

if TYPE_CHECKING:
    from modelcards.linting.view import View


def check(view: View) -> Iterator[Hit]:
    """Report the amounts that reading left where they stand."""
    for problem in view.problems("MC204"):
        yield Hit(view.problem(problem), problem.message)


_CARD = "# Lumen-7B\n\n{}\n"

RULE = Rule(
    code="MC204",
    name="ambiguous-value",
    severity="warning",
    fix=None,
    check=check,
    good=(
        Example(_CARD.format("Lumen-7B has 7 billion parameters.")),
        Example(
            _CARD.format("The model has 321B total parameters and 38B active ones.").replace(
                "-7B", ""
            )
        ),
        Example(
            _CARD.format("- **Parameters:** 7B\n\nOur models have 7 or 13 billion parameters.")
        ),
    ),
    bad=(
        Example(_CARD.format("Our models have 7, 13 and 70 billion parameters."), (3,)),
        Example(_CARD.format("The model has 13B parameters."), (3,)),
    ),
)
