"""A ratio or an ALScore is stated, though an amount that it is made from is not.

Nobody can check such a value, and it is usually left over from an earlier version of the card. A
dash or `-B` in place of an amount means that it is not stated; an amount that cannot be read is
MC201 instead.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from modelcards.linting.derived_text import is_stated
from modelcards.linting.examples import card
from modelcards.linting.rule import Example, Hit, Rule

if TYPE_CHECKING:
    from modelcards.linting.view import View

_LABELS = {"token_param_ratio": "ratio", "alscore": "ALScore"}
_INPUTS = {"parameters": "parameters", "training_tokens": "training tokens"}


def check(view: View) -> Iterator[Hit]:
    """Look for the amounts behind each stated value."""
    held = view.card
    if held.parameters is not None and held.training_tokens is not None:
        return
    for field, label in _LABELS.items():
        stated = getattr(held, field)
        if stated is None or stated.value is None:
            continue
        missing = [name for path, name in _INPUTS.items() if not is_stated(view, path)]
        if missing:
            said = f"the {label} is stated without the {' and the '.join(missing)} it is made from"
            yield Hit(view.fact(f"{field}.value"), said)


RULE = Rule(
    code="MC306",
    name="derived-unsupported",
    severity="error",
    fix=None,
    check=check,
    good=(Example(card()),),
    bad=(Example(card(("4000.0B", "-B")), (17, 20)),),
)
