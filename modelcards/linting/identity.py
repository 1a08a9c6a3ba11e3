"""By what two cards are known to describe one model: their text, and what they call it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from modelcards.model.card import ModelCard

_BLANK = re.compile(r"[\s_-]+")
_NOT_FILLED = re.compile(r"(?i)more information needed|\{\{|\bMODEL_NAME\b|\bModel ID\b")
_TEMPLATE = 3
_FIELDS = (
    "released", "license", "architecture", "parameters", "active_parameters", "training_tokens",
    "context_length", "vocab_size", "layers", "hidden_size",
)  # fmt: skip


class Identity(NamedTuple):
    """What a card is compared by.

    `keys` are what two cards of one model share, each with the reason in words; `owner` is the
    organization as it is compared. A card that is `unwritten` is a template that nobody filled in.
    `line` is where the name stands.
    """

    keys: tuple[tuple[tuple[Any, ...], str], ...]
    owner: str | None
    unwritten: bool
    line: int | None


def identity(card: ModelCard) -> Identity:
    """What a card is compared by."""
    text = card._original.text if card._original else ""
    where = card.provenance.get("name")
    return Identity(
        tuple(_keys(card, text)),
        same(card.organization.name) if card.organization else None,
        card.name is None and len(_NOT_FILLED.findall(text)) >= _TEMPLATE,
        where.line if where else None,
    )


def _keys(held: ModelCard, text: str) -> Iterator[tuple[tuple[Any, ...], str]]:
    text = " ".join(text.split())
    if text:
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
        yield ("text", digest), "the same text"
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
