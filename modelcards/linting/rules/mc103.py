"""One field is stated twice, with different values.

A reader finds one of the two and trusts it; which one is chance. The first statement is the one
that the card's data takes. A Hub card may describe several models, so there only two statements in
one section contradict each other; and the front matter's licence and one that the body states,
where both are known ones, or a base model that has nothing of the one that a sentence names.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from modelcards.linting.examples import card
from modelcards.linting.rule import Example, Hit, Rule, quoted
from modelcards.markdown.labels import same_label
from modelcards.reading.asides import kind_of
from modelcards.reading.statements.licences import says_the_same
from modelcards.values.licenses import license_id

if TYPE_CHECKING:
    from modelcards.linting.view import View
    from modelcards.model.parts import Spec


def check(view: View) -> Iterator[Hit]:
    """Compare every statement of a field with the one that filled it."""
    for problem in view.problems("MC103"):
        yield Hit(view.problem(problem), problem.message)
    if all(spec.field is not None for spec in view.card.specs):
        return
    yield from _licenses(view)
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
        alike = first.section == spec.section and same_label(first.key, spec.key)
        if view.leaderboard or (alike and not _rounded(first, spec)):
            said = f"{spec.key} is stated as {quoted(spec.raw)} here, as {quoted(first.raw)}"
            place = view.span(spec.line, spec.raw, after=spec.key)
            yield Hit(place, f"{said} in line {first.line}")


def _licenses(view: View) -> Iterator[Hit]:
    """The licences that the body states against that of the front matter, by their ids."""
    stated = (view.card.metadata or {}).get("license")
    stated = stated if isinstance(stated, str) else ""
    first = license_id(stated)
    if first is None or first in _NO_LICENSE:
        return
    for spec, field in view.labelled:
        other = license_id(spec.raw) if field == "license" and spec.field is None else None
        if other is None or other in _NO_LICENSE or kind_of(spec.section or ""):
            continue
        if not says_the_same(first, other):
            said = f"{spec.key} is stated as {quoted(spec.raw)} here, as {quoted(stated)}"
            place = view.span(spec.line, spec.raw, after=spec.key)
            yield Hit(place, f"{said} in the front matter")


def _rounded(first: Spec, spec: Spec) -> bool:
    """Whether two labels of one meaning state one amount, here exact and there rounded."""
    one, other = first.value, spec.value
    if first.key == spec.key or isinstance(one, str) or isinstance(other, str):
        return False
    return abs((one or 0) - (other or 0)) <= _NEAR * max(abs(one or 0), abs(other or 0))


_NEAR = 0.05
_NO_LICENSE = ("other", "unknown")
# Two statements of a list add to each other.
_LISTS = ("dataset_types", "languages", "base_model")


def _words(spec: Spec) -> str:
    return " ".join(spec.raw.split()).casefold()


_TYPE = "- **Type:** Dense\n"
_HUB = "---\nlicense: mit\n---\n\n# Lumen-7B\n\n- **License:** {}\n"

_SENTENCE = "Lumen-7B is released under the Apache 2.0 license."

RULE = Rule(
    code="MC103",
    name="duplicate-field",
    severity="warning",
    fix=None,
    check=check,
    good=(
        Example(card()),
        Example(card((_TYPE, _TYPE + _TYPE))),
        Example(_HUB.format("The MIT License")),
    ),
    bad=(
        Example(card((_TYPE, _TYPE + "- **Type:** MoE\n")), (15,)),
        Example(_HUB.format("Apache 2.0"), (7,)),
        Example(f"---\nlicense: mit\n---\n\n# Lumen-7B\n\n{_SENTENCE}\n", (7,)),
    ),
)
