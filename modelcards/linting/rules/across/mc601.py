"""Two files describe the same model.

Whoever corrects one of them leaves the other wrong, and every count is one too high. Cards are
compared by what they say, not by their file names: two cards with the same text, or with the same
name and the same organization, or with the same name and the same facts.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from modelcards.linting.examples import card
from modelcards.linting.rule import Example, Hit, Rule

if TYPE_CHECKING:
    from modelcards.linting.collection import Collection
    from modelcards.model.card import ModelCard

_BLANK = re.compile(r"[\s_-]+")
_FIELDS = (
    "released", "license", "architecture", "parameters", "active_parameters", "training_tokens",
    "context_length", "vocab_size", "layers", "hidden_size",
)  # fmt: skip


def check(collection: Collection) -> Iterator[Hit]:
    """Compare every card with the first one of the same text, and of the same name."""
    seen: dict[tuple[Any, ...], str] = {}
    for page in collection.pages:
        if not page.is_card:
            continue
        first, why = None, ""
        for key, reason in _keys(page.card):
            other = seen.setdefault(key, page.path)
            # A link to the same file is no second one.
            if first is None and os.path.realpath(other) != os.path.realpath(page.path):
                first, why = other, reason
        if first is not None:
            where = page.view.where("name")
            span = page.view.whole(where.line if where else None)
            yield Hit(span, f"{first} describes the same model: {why}", path=page.path)


def _keys(held: ModelCard) -> Iterator[tuple[tuple[Any, ...], str]]:
    original = held._original
    text = " ".join(original.text.split()) if original else ""
    if text:
        yield ("text", text), "the same text"
    if held.name is None:
        return
    name = same(held.name)
    if held.organization is not None:
        yield ("owner", name, same(held.organization.name)), "the same name and organization"
    facts = [getattr(held, field) for field in _FIELDS]
    scores = tuple((one.benchmark, one.score) for one in held.benchmarks if one.score is not None)
    if sum(fact is not None for fact in facts) + min(len(scores), 3) >= 3:
        yield ("facts", name, *facts, scores), "the same name and facts"


def same(name: str) -> str:
    """A name as it is compared: without case, blanks, hyphens and underscores; "+" and "." count.

    >>> same("Lumen 7B") == same("lumen-7b"), same("Lumen R+") == same("Lumen R")
    (True, False)
    """
    return _BLANK.sub("", name).casefold()


_OTHER = card(
    ("# Lumen-7B", "# Lumen-13B"), ("8.0B", "16.0B"), ("500:1", "250:1"), ("0.6 (", "0.8 (")
)

RULE = Rule(
    code="MC601",
    name="duplicate-card",
    severity="error",
    fix=None,
    check_all=check,
    good=(Example(card(), files=(("other.md", _OTHER),)),),
    bad=(
        Example(card(), (1,), path="second.md", files=(("first.md", card()),)),
        Example(
            card(("# Lumen-7B", "# lumen 7b"), ("Mar/2025", "Apr/2025")),
            (1,),
            path="second.md",
            files=(("first.md", card()),),
        ),
    ),
)
