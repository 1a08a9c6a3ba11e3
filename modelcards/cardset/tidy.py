"""Cards laid out as rows: a row a card, a row a score, or a row a card and a column a benchmark."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from modelcards.cardset.keys import hint, place
from modelcards.cardset.own_scores import fractions, in_setting, on_one_scale, own_scores, told
from modelcards.cardset.rows import Rows
from modelcards.errors import ArgumentError, demand, demand_texts
from modelcards.formats.flat import card_columns, part_columns
from modelcards.model.parts import Benchmark

if TYPE_CHECKING:
    from modelcards.model.card import ModelCard

# The types of derived values, which the card declares as unions.
_DERIVED = {"ratio_label": str, "alscore_tier": str, "above_1e25_flop": bool}
_MOST = 2**63
ABOUT = {"path": str, "name": str, "organization": str, "released": str}
"""The columns that say whose a row is."""

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
    return Rows(columns, ([_value(card, *at) for at in places] for card in cards))


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


def scores(cards: Iterable[ModelCard], *, own: bool, carried: Iterable[str] = ()) -> Rows:
    """A row a score: the card's path, name, organization and date, then the score's own fields.

    `carried` are keys of the card that stand behind these, one column each.

    Raises:
        ArgumentError: no such key of a card, or one whose values no column can hold.
    """
    if not isinstance(carried, str):  # of one text alone it is said below what is meant
        demand_texts("with_", carried)
    kinds = part_columns(Benchmark)
    take = attrgetter(*kinds)
    more = _carried(carried, {*ABOUT, *kinds})
    rows = (
        (*about(card), *take(score), *(_value(card, *at) for at in more.values()))
        for card, score in _scores(cards, own=own)
    )
    return Rows({**ABOUT, **kinds, **{name: kind for name, (_, kind) in more.items()}}, rows)


def _carried(keys: Iterable[str], taken: set[str]) -> dict[str, tuple[str, type]]:
    """The columns of keys of a card: name → place in the card, type."""
    if isinstance(keys, str):
        raise ArgumentError(f"with_ takes a list of keys: [{keys!r}]")
    kinds = dict(_flat().values())
    found = {}
    for key in keys:
        where = place(key)
        if where not in kinds:
            raise ArgumentError(f"{key!r} of a card holds parts, and no column can hold them")
        if key not in ABOUT:
            found[f"card_{key}" if key in taken else key] = (where, kinds[where])
    return found


def about(card: ModelCard) -> tuple[str | None, ...]:
    """The columns `ABOUT` of a card."""
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
    scores stays empty unless `pick` says which. In a column with percentages fractions come to
    their scale. `notes` of the rows says of both what was printed.

    Raises:
        ArgumentError: no such field, or no such way to pick one of several scores.
    """
    demand("columns", columns, str)
    demand("pick", pick, str)
    if settings is not None:
        demand_texts("settings", settings)
    kinds = part_columns(Benchmark)
    if columns not in kinds or kinds[columns] is not str:
        raise ArgumentError(f"no field {columns!r} of scores to pivot by{hint(columns, kinds)}")
    if pick not in _PICKS:
        raise ArgumentError(f"pick is one of {', '.join(_PICKS)}, not {pick!r}")
    held = list(cards)
    order = None if settings is None else list(settings)
    notes: list[str] = []
    found: dict[str, dict[int, tuple[float, bool]]] = {}
    for number, card in enumerate(held):
        small = fractions(card)
        for name, every in own_scores(card, columns).items():
            wanted = in_setting(every, order)
            if name in ABOUT or not wanted:
                continue
            value = _PICKS[pick]([one.score or 0.0 for one in wanted])
            if value is not None:
                is_fraction = all(id(one) in small for one in wanted)
                found.setdefault(name, {})[number] = (value, is_fraction)
            else:
                notes.append(told(card, name, wanted))
                found.setdefault(name, {})
    cells: dict[str, dict[int, float]] = {}
    for name, column in found.items():
        scaled = dict(zip(column, on_one_scale(list(column.values())), strict=True))
        cells[name] = scaled
        for number, value in scaled.items():
            if value != column[number][0]:
                where = held[number].source.path or held[number].name or "a card"
                notes.append(f"{where}: {name} is printed as {column[number][0]:g}: {value:g} here")
    heads = sorted(found, key=str.casefold)
    rows = (
        [*about(card), *(cells[name].get(number) for name in heads)]
        for number, card in enumerate(held)
    )
    return Rows({**ABOUT, **dict.fromkeys(heads, float)}, rows, notes)
