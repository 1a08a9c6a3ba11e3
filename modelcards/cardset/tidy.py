"""Cards laid out as rows: a row a card, a row a score, or a row a card and a column a benchmark."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from modelcards.cardset.keys import hint
from modelcards.cardset.rows import Rows
from modelcards.errors import ArgumentError
from modelcards.formats.flat import card_columns, part_columns
from modelcards.model.parts import Benchmark

if TYPE_CHECKING:
    from modelcards.model.card import ModelCard

# The types of derived values, which the card declares as unions.
_DERIVED = {"ratio_label": str, "alscore_tier": str, "above_1e25_flop": bool}
_MOST = 2**63
_ABOUT = {"path": str, "name": str, "organization": str, "released": str}
_PICKS: dict[str, Callable[[list[float]], float | None]] = {
    "only": lambda scores: scores[0] if len(set(scores)) == 1 else None,
    "first": lambda scores: scores[0],
    "last": lambda scores: scores[-1],
    "min": min,
    "max": max,
    "mean": lambda scores: sum(scores) / len(scores),
}


@cache
def _flat() -> dict[str, tuple[str, type]]:
    """The columns of a card's row: name → place in the card, type."""
    out = {}
    for name, (where, kind) in card_columns().items():
        if where.startswith("derived.") and not where.endswith(".status"):
            kind = _DERIVED.get(where.split(".")[1], float)
        out[name] = (where, str if kind is dict else kind)
    return out


def flat(cards: Iterable[ModelCard]) -> Rows:
    """A row a card, with the columns of the CSV; lists stay lists, front matter is JSON text."""
    places = [(where, kind) for where, kind in _flat().values()]
    columns = {name: kind for name, (_, kind) in _flat().items()}
    return Rows(columns, ([_value(card, *place) for place in places] for card in cards))


def _value(card: ModelCard, where: str, kind: type) -> Any:
    value: Any = card
    for name in where.split("."):
        value = getattr(value, name, None)
    return _fitting(value, kind)


def _fitting(value: Any, kind: type) -> Any:
    """A value as its column's type holds it: a number that is too large for it is None."""
    if value is None or kind is list:
        return value
    if kind is int:
        return value if -_MOST <= value < _MOST else None
    if kind is float:
        try:
            return float(value)
        except OverflowError:
            return None
    return json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, dict) else value


def scores(cards: Iterable[ModelCard], *, own: bool) -> Rows:
    """A row a score: the card's path, name, organization and date, then the score's own fields."""
    kinds = part_columns(Benchmark)
    take = attrgetter(*kinds)
    rows = ((*_about(card), *take(score)) for card, score in _scores(cards, own=own))
    return Rows({**_ABOUT, **kinds}, rows)


def _about(card: ModelCard) -> tuple[str | None, ...]:
    by = card.organization.name if card.organization else None
    return (card.source.path, card.name, by, card.released)


def _scores(cards: Iterable[ModelCard], *, own: bool) -> Iterator[tuple[ModelCard, Benchmark]]:
    for card in cards:
        for score in card.benchmarks:
            if not own or score.subject:
                yield card, score


def pivot(
    cards: Iterable[ModelCard], columns: str, pick: str, settings: Iterable[str] | None = None
) -> Rows:
    """A row a card, a column for each value of a field of its own scores, sorted.

    Of scores in several `settings` those named first in it are taken. A cell with several different
    scores stays empty unless `pick` says which; `notes` of the rows says what they were.

    Raises:
        ArgumentError: no such field, or no such way to pick one of several scores.
    """
    kinds = part_columns(Benchmark)
    if columns not in kinds or kinds[columns] is not str:
        raise ArgumentError(f"no field {columns!r} of scores to pivot by{hint(columns, kinds)}")
    if pick not in _PICKS:
        raise ArgumentError(f"pick is one of {', '.join(_PICKS)}, not {pick!r}")
    held = list(cards)
    order = None if settings is None else list(settings)
    found: list[dict[str, list[float]]] = []
    notes: list[str] = []
    for card in held:
        by_name: dict[str, list[Benchmark]] = {}
        for _, score in _scores([card], own=True):
            name = getattr(score, columns)
            if name is not None and score.score is not None:
                by_name.setdefault(name, []).append(score)
        wanted = {name: _in_setting(scores, order) for name, scores in by_name.items()}
        found.append(
            {
                name: [one.score or 0.0 for one in scores]
                for name, scores in wanted.items()
                if scores
            }
        )
        if pick == "only":
            notes += _several(card, wanted)
    heads = sorted({name for by_name in found for name in by_name} - set(_ABOUT), key=str.casefold)
    rows = (
        [
            *_about(card),
            *(_PICKS[pick](by_name[name]) if name in by_name else None for name in heads),
        ]
        for card, by_name in zip(held, found, strict=True)
    )
    return Rows({**_ABOUT, **dict.fromkeys(heads, float)}, rows, notes)


def _in_setting(scores: list[Benchmark], order: list[str] | None) -> list[Benchmark]:
    """The scores in the first of the settings that there is; all where none is asked for."""
    if order is None:
        return scores
    for setting in order:
        held = [one for one in scores if (one.setting or "").casefold() == setting.casefold()]
        if held:
            return held
    return []


def _several(card: ModelCard, scores: dict[str, list[Benchmark]]) -> Iterator[str]:
    """Why cells of a card stay empty: the different scores that could stand there."""
    where = card.source.path or card.name or "a card"
    for name, held in scores.items():
        if len({one.score for one in held}) > 1:
            shown = ", ".join(
                f"{one.score:g}" + (f" ({one.setting})" if one.setting else "") for one in held
            )
            yield f"{where}: {name} has {len(held)} own scores: {shown}"
