"""A leaderboard card states parameters and training tokens, but no ratio or no ALScore.

Index pages and rankings are made from these two values; a card without them drops out. Cards of
other styles do not print them and are not asked to.

The fix is unsafe: it writes the value that the stated amounts give, in the template's form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from modelcards.linting.derived_text import alscore_text, inputs, is_stated, ratio_text
from modelcards.linting.examples import card
from modelcards.linting.rule import Example, Hit, Rule
from modelcards.linting.span import Span
from modelcards.model.finding import Edit, Fix

if TYPE_CHECKING:
    from modelcards.linting.view import View

_BULLET = r"\s*[-*+]\s+"
_LABELS = {"token_param_ratio": "Token:Param Ratio", "alscore": "ALScore"}


def check(view: View) -> Iterator[Hit]:
    """Look for each value; a dash in its place counts as absent."""
    held = view.card
    if not view.leaderboard or (held.token_param_ratio is not None and held.alscore is not None):
        return
    if not held.parameters or held.training_tokens is None:
        return
    for field, label in _LABELS.items():
        if is_stated(view, field):
            continue
        known = inputs(view)
        text = None
        if known is not None:
            text = (ratio_text if field == "token_param_ratio" else alscore_text)(*known)
        said = f"no {label}, though parameters and training tokens are stated"
        if text is not None:
            said += f": they give {text}"
        span, edit = _place(view, field, label, text)
        fix = Fix(False, (edit,), (field,)) if edit is not None else None
        yield Hit(span, said, fix)


def _place(view: View, field: str, label: str, text: str | None) -> tuple[Span, Edit | None]:
    """Where the value belongs: on the line that has a dash, or on a new line."""
    for spec in view.specs(field):
        place = view.find(spec.line, spec.raw, after=spec.key)
        edit = Edit(*place, text) if place and text else None
        return place or view.whole(spec.line), edit
    tokens = view.where("training_tokens")
    span = view.fact("training_tokens")
    if tokens is None or text is None or not view.lines:
        return span, None
    line, before = tokens.line, view.lines[tokens.line - 1]
    above = _above_formula(view) if field == "alscore" else None
    if above is not None:
        line, before = above, view.lines[above]
    bullet = re.match(_BULLET, before)
    if bullet is None:
        return span, None
    key = f"**{label}:**" if before.startswith("**", bullet.end()) else f"{label}:"
    return span, Edit(line + 1, 1, line + 1, 1, f"{bullet[0]}{key} {text}\n")


def _above_formula(view: View) -> int | None:
    """The line above the formula, which the template prints right below the score."""
    return next((spec.line - 1 for spec in view.card.specs if spec.key == "Formula"), None)


_RATIO = "- **Token:Param Ratio:** 500:1 ✅ Compute-optimal\n"
_SCORE = "- **ALScore:** 0.6 (Lightweight)\n"

RULE = Rule(
    code="MC305",
    name="derived-missing",
    severity="error",
    fix="unsafe",
    check=check,
    good=(
        Example(card()),
        Example(
            card(("4000.0B", "-B"), ("500:1 ✅ Compute-optimal", "- -"), ("0.6 (Lightweight)", "-"))
        ),
    ),
    bad=(
        Example(card((_RATIO, "")), (16,), card()),
        Example(card((_SCORE, "")), (16,), card()),
        Example(card(("500:1 ✅ Compute-optimal", "- -")), (17,), card()),
    ),
)
