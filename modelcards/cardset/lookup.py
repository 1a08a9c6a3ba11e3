"""One card of many by what it is called: its path, id, name or file's stem."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from modelcards.display.escape import shortened
from modelcards.errors import CardNotFoundError

if TYPE_CHECKING:
    from modelcards.model.card import ModelCard

# Comparing names costs the product of their lengths, and a card may call itself anything.
_COMPARED = 100
_SHOWN = 5


def find(cards: Sequence[ModelCard], name: str) -> ModelCard:
    """The card at this path, else the one with this id or name, else the one of this stem.

    Only a path minds case. Of an id `owner/model` the part behind the owner is a stem, too.

    Raises:
        CardNotFoundError: no card is called so, or several are; the message names them.
    """
    folded = name.casefold()
    ways = (
        [card for card in cards if card.source.path == name],
        [card for card in cards if folded in _called(card)],
        [card for card in cards if folded in _stems(card)],
    )
    found = next(filter(None, ways), None)
    if found is None:
        raise CardNotFoundError(_missing(cards, name))
    if len(found) > 1:
        places = [_place(cards, card) for card in found[:_SHOWN]]
        more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        raise CardNotFoundError(
            f"{len(found)} cards are called {shortened(name, _COMPARED)!r};"
            f" ask by path: {', '.join(places)}{more}"
        )
    return found[0]


def completions(cards: Sequence[ModelCard]) -> list[str]:
    """The ids and names that a notebook offers."""
    return list(dict.fromkeys(one for card in cards for one in (card.id, card.name) if one))


def _called(card: ModelCard) -> Iterator[str]:
    for one in (card.id, card.name):
        if one is not None:
            yield one.casefold()


def _stems(card: ModelCard) -> Iterator[str]:
    if card.source.path is not None:
        path = PurePosixPath(card.source.path)
        yield path.stem.casefold()
        yield path.name.casefold()
    if card.id is not None:
        yield card.id.rpartition("/")[2].casefold()


def _place(cards: Sequence[ModelCard], card: ModelCard) -> str:
    """Where one of several cards stands: its path, or its place in the set."""
    if card.source.path is not None:
        return card.source.path
    return str(next(number for number, one in enumerate(cards) if one is card))


def _missing(cards: Sequence[ModelCard], name: str) -> str:
    """The message for what no card is called: it names what is close."""
    names = {one[:_COMPARED].casefold(): one for one in completions(cards)}
    folded = name[:_COMPARED].casefold()
    within = [one for one in names if folded and folded in one]
    close = list(dict.fromkeys([*get_close_matches(folded, list(names), n=_SHOWN), *within]))
    shown = ", ".join(repr(shortened(names[one], _COMPARED)) for one in close[:_SHOWN])
    return f"no card is called {shortened(name, _COMPARED)!r}" + (
        f"; close: {shown}" if close else ""
    )
