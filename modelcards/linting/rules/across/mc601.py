"""Two files describe the same model.

Whoever corrects one of them leaves the other wrong, and every count is one too high. Cards are
compared by what they say, not by their file names: two cards with the same text, or with the same
name and the same organization, or with the same name and the same facts. Where files lie as on the
Hub (`owner/model/README.md`), the folder says which model is meant: one text for several models is
a card of the family, or one that nobody wrote. So it is where file names state different sizes.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from modelcards.linting.examples import card
from modelcards.linting.rule import Example, Hit, Rule

if TYPE_CHECKING:
    from modelcards.linting.collection import Collection, Page
    from modelcards.model.card import ModelCard

_BLANK = re.compile(r"[\s_-]+")
_SIZE = re.compile(r"(?<![a-z0-9.])[0-9]{1,4}(?:\.[0-9]{1,3})?[bmk](?![a-z0-9])")
_NOT_FILLED = re.compile(r"(?i)more information needed|\{\{|\bMODEL_NAME\b|\bModel ID\b")
_TEMPLATE = 3
_OF_FOLDERS = ("readme", "index", "modelcard", "model_card", "card")
_FIELDS = (
    "released", "license", "architecture", "parameters", "active_parameters", "training_tokens",
    "context_length", "vocab_size", "layers", "hidden_size",
)  # fmt: skip


def check(collection: Collection) -> Iterator[Hit]:
    """Compare every card with the first one of the same text, and of the same name."""
    seen: dict[tuple[Any, ...], Page] = {}
    for page in collection.pages:
        if not page.is_card:
            continue
        first, why = None, ""
        for key, reason in _keys(page.card):
            other = seen.setdefault(key, page)
            # A link to the same file is no second one.
            if first is None and other is not page and _may_be_one(other, page):
                first, why = other.path, reason
        if first is not None:
            where = page.view.where("name")
            span = page.view.whole(where.line if where else None)
            yield Hit(span, f"{first} describes the same model: {why}", path=page.path)


def _may_be_one(one: Page, other: Page) -> bool:
    """False where the places of two cards say that they are of different models."""
    if os.path.realpath(one.path) == os.path.realpath(other.path):
        return False
    places = [PurePath(os.path.realpath(page.path)) for page in (one, other)]
    if all(place.stem.casefold() in _OF_FOLDERS for place in places):
        folders = [place.parent for place in places]
        if same(folders[0].name) != same(folders[1].name):
            return False
        # `owner/model` of two owners are two models, unless both cards name one owner.
        owners = [page.card.organization for page in (one, other)]
        return all(owners) and len({same(owner.name) for owner in owners if owner}) == 1
    sizes = [frozenset(_SIZE.findall(place.stem.casefold())) for place in places]
    if all(sizes) and sizes[0] != sizes[1]:
        return False
    text = one.card._original.text if one.card._original else ""
    return one.card.name is not None or len(_NOT_FILLED.findall(text)) < _TEMPLATE


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
