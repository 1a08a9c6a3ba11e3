"""What a card is filtered, sorted and grouped by: the value behind a key.

A key is a field of the card (`parameters`, `tags`, `organization` for its name, `alscore` for its
number), a derived value (`training_flop`, `above_1e25_flop`, `alscore_tier`, `ratio_label`), or a
column of the flat table (`organization_url`, `derived_alscore_value`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields
from difflib import get_close_matches
from functools import cache
from operator import attrgetter
from typing import Any, cast

from modelcards.errors import ArgumentError
from modelcards.formats.flat import card_columns
from modelcards.model.card import ModelCard, field_labels

Getter = Callable[[ModelCard], Any]

_INNER = {
    "organization": "organization.name",
    "token_param_ratio": "token_param_ratio.value",
    "alscore": "alscore.value",
    "ratio_label": "derived.ratio_label.value",
    "alscore_tier": "derived.alscore_tier.value",
    "training_flop": "derived.training_flop.value",
    "above_1e25_flop": "derived.above_1e25_flop.value",
}


@cache
def _places() -> dict[str, str]:
    """Every key, and where its value stands in a card."""
    names = {one.name: one.name for one in fields(cast(Any, ModelCard))}
    columns = {name: where for name, (where, _) in card_columns().items()}
    return {**columns, **names, **_INNER}


@cache
def dates() -> frozenset[str]:
    """The keys whose values are dates."""
    return frozenset(name for name, label in field_labels().items() if label.kind == "date")


def is_key(name: str) -> bool:
    """Whether there is such a key."""
    return name in _places()


def place(key: str) -> str:
    """Where the value of a key stands in a card.

    Raises:
        ArgumentError: there is no such key; the message names close ones.

    >>> place("organization")
    'organization.name'
    """
    if key not in _places():
        raise ArgumentError(f"no key {key!r} of a card{hint(key, _places())}")
    return _places()[key]


def getter(key: str) -> Getter:
    r"""What takes the value of a key from a card; None and `[]` where it is not stated.

    Raises:
        ArgumentError: there is no such key; the message names close ones.

    >>> import modelcards
    >>> getter("organization")(modelcards.parse("# A\n\n- **Organization:** Northwind\n"))
    'Northwind'
    """
    where = place(key)
    if "." not in where:
        return attrgetter(where)
    first, rest = where.split(".", 1)
    inner = attrgetter(rest)

    def value(card: ModelCard) -> Any:
        part = getattr(card, first)
        return None if part is None else inner(part)

    return value


def hint(name: str, known: Iterable[str]) -> str:
    """The end of a message: what a misspelt name may mean.

    >>> hint("parametres", ["parameters", "tags"])
    "; did you mean 'parameters'?"
    """
    close = get_close_matches(name, list(known), n=3, cutoff=0.6)
    return f"; did you mean {' or '.join(map(repr, close))}?" if close else ""
