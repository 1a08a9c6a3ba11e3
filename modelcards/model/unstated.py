"""A card that states nothing: what reading fills in."""

from __future__ import annotations

from dataclasses import fields
from functools import cache
from typing import Any, cast, get_origin, get_type_hints

from modelcards.model.card import ModelCard


@cache
def _places() -> tuple[dict[str, Any], list[str]]:
    """A place for each field of a card in its order, and the fields that are lists."""
    hints = get_type_hints(ModelCard)
    names = [f.name for f in fields(cast(Any, ModelCard))]
    return dict.fromkeys(names), [name for name in names if get_origin(hints[name]) is list]


def unstated() -> dict[str, Any]:
    """Every field of a card as it is when the card states nothing: None, or an empty list.

    >>> unstated()["parameters"], unstated()["tags"]
    (None, [])
    """
    places, lists = _places()
    return places | {name: [] for name in lists}
