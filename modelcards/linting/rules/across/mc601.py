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
from modelcards.linting.identity import same
from modelcards.linting.rule import Example, Hit, Rule

if TYPE_CHECKING:
    from modelcards.linting.collection import Collection, Page

_SIZE = re.compile(r"(?<![a-z0-9.])[0-9]{1,4}(?:\.[0-9]{1,3})?[bmk](?![a-z0-9])")
_OF_FOLDERS = ("readme", "index", "modelcard", "model_card", "card")


def check(collection: Collection) -> Iterator[Hit]:
    """Compare every card with the first one of the same text, and of the same name."""
    seen: dict[tuple[Any, ...], Page] = {}
    for page in collection.pages:
        if not page.is_card:
            continue
        first, why = None, ""
        for key, reason in page.identity.keys:
            other = seen.setdefault(key, page)
            # A link to the same file is no second one.
            if first is None and other is not page and _may_be_one(other, page):
                first, why = other.path, reason
        if first is not None:
            span = page.view.whole(page.identity.line)
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
        owner = one.identity.owner
        return owner is not None and owner == other.identity.owner
    sizes = [frozenset(_SIZE.findall(place.stem.casefold())) for place in places]
    if all(sizes) and sizes[0] != sizes[1]:
        return False
    return not one.identity.unwritten


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
