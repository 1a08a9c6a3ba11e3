"""One field is stated twice, with different values.

A reader finds one of the two and trusts it; which one is chance. The first statement is the one
that the card's data takes. A Hub card may describe several models, so there only two statements in
one section contradict each other.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from modelcards.linting.examples import card
from modelcards.linting.rule import Example, Hit, Rule, quoted

if TYPE_CHECKING:
    from modelcards.linting.view import View
    from modelcards.model.parts import Spec


def check(view: View) -> Iterator[Hit]:
    """Compare every statement of a field with the one that filled it."""
    if all(spec.field is not None for spec in view.card.specs):
        return
    filled = {field: spec for spec, field in reversed(view.labelled) if spec.field is not None}
    words: dict[str, str] = {}  # of the first statements of fields that are stated again
    for spec, field in view.labelled:
        first = filled.get(field)
        if first is None or spec.field is not None or spec.value is None or field in _LISTS:
            continue
        if first.line >= spec.line or first.value == spec.value:
            continue
        if field not in words:
            words[field] = _words(first)
        if words[field] == _words(spec):
            continue
        if view.leaderboard or (first.section == spec.section and first.key == spec.key):
            said = f"{spec.key} is stated as {quoted(spec.raw)} here, as {quoted(first.raw)}"
            place = view.span(spec.line, spec.raw, after=spec.key)
            yield Hit(place, f"{said} in line {first.line}")


# Two statements of a list add to each other.
_LISTS = ("dataset_types", "languages", "base_model")


def _words(spec: Spec) -> str:
    return " ".join(spec.raw.split()).casefold()


_TYPE = "- **Type:** Dense\n"

RULE = Rule(
    code="MC103",
    name="duplicate-field",
    severity="warning",
    fix=None,
    check=check,
    good=(Example(card()), Example(card((_TYPE, _TYPE + _TYPE)))),
    bad=(Example(card((_TYPE, _TYPE + "- **Type:** MoE\n")), (15,)),),
)
