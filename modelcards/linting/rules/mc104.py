"""A card whose facts are all empty: a template that nobody filled, or a page that is none.

The title page of a spreadsheet, exported with the rest, makes such a card. It counts as a model in
every index and says nothing about one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from modelcards.linting.examples import ANALYSIS, card
from modelcards.linting.rule import Example, Hit, Rule

if TYPE_CHECKING:
    from modelcards.linting.view import View

_UNLABELLED = ("tags", "analysis", "resources")
# Who may see the page and when it was made say nothing of a model.
_OF_THE_PAGE = ("access", "last_updated")


def check(view: View) -> Iterator[Hit]:
    """Look for any fact at all in a card that has places for them."""
    held = view.card
    # Most cards end here.
    if held.parameters is not None or held.organization is not None or held.released is not None:
        return
    if len(held.specs) < 3 or held.metadata:
        return
    if held.access in ("public", "limited", "private"):
        return
    from modelcards.model.card import field_labels

    stated = (name for name in (*field_labels(), *_UNLABELLED) if name not in _OF_THE_PAGE)
    if any(getattr(held, name) for name in stated):
        return
    from modelcards.values.read import is_missing

    if any(one.score is not None or not is_missing(one.raw) for one in held.benchmarks):
        return
    if sum(is_missing(spec.raw) for spec, _ in view.labelled) >= 3:
        yield Hit(view.whole(None), "no fact is stated: every field of the card is empty")


_EMPTY = card(
    ("[Lumen Lab](../../labs/lumen-lab.md)", "-"),
    ("Mar/2025", "-"),
    ("🟢 Public", "❓ Unknown"),
    ("**Type:** Dense", "**Type:** -"),
    ("8.0B", "-B"),
    ("4000.0B", "-B"),
    ("500:1 ✅ Compute-optimal", "- -"),
    ("0.6 (Lightweight)", "-"),
    ("| 81.5 |", "| - |"),
    (ANALYSIS, ""),
)

RULE = Rule(
    code="MC104",
    name="placeholder-card",
    severity="warning",
    fix=None,
    check=check,
    good=(Example(card()),),
    bad=(Example(_EMPTY, (1,)),),
)
