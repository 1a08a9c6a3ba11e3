"""A card's own scores of each benchmark, and fractions beside percentages on one scale."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from modelcards.model.card import ModelCard
    from modelcards.model.parts import Benchmark


def own_scores(card: ModelCard, field: str = "benchmark_id") -> dict[str, list[Benchmark]]:
    """The scores of the card's own model by a field such as `benchmark_id`, in their order."""
    found: dict[str, list[Benchmark]] = {}
    for score in card.benchmarks:
        name = getattr(score, field)
        if score.subject and name is not None and score.score is not None:
            found.setdefault(name, []).append(score)
    return found


def in_setting(scores: list[Benchmark], order: list[str] | None) -> list[Benchmark]:
    """The scores in the first of the settings that there is; all where none is asked for."""
    if order is None:
        return scores
    for setting in order:
        held = [one for one in scores if (one.setting or "").casefold() == setting.casefold()]
        if held:
            return held
    return []


def the_one(scores: Iterable[Benchmark]) -> float | None:
    """The one value that all of these scores have; None where they differ, or there is none."""
    values = {one.score for one in scores}
    return values.pop() if len(values) == 1 else None


def told(card: ModelCard, name: str, scores: list[Benchmark]) -> str:
    """Why a benchmark has no one score: the card's different ones, and what they are of."""
    where = card.source.path or card.name or "a card"
    shown = ", ".join(_told(one) for one in scores)
    return f"{where}: {name} has {len(scores)} own scores: {shown}"


def _told(one: Benchmark) -> str:
    of = ", ".join(part for part in (one.metric, one.setting, one.variant, one.group) if part)
    return f"{one.score:g}" + (f" ({of})" if of else "")


def fractions(card: ModelCard) -> frozenset[int]:
    """The `id` of each score of a card that may be a fraction: 0.61 where another prints 61.

    One that is marked with `%`, or that stands in a table where another score is above 1, is none.
    """
    most: dict[int | None, float] = {}
    for one in card.benchmarks:
        most[one.table] = max(most.get(one.table, 0.0), abs(one.score or 0.0))
    return frozenset(
        id(one)
        for one in card.benchmarks
        if one.score is not None and 0 < one.score <= 1 and one.unit != "%" and most[one.table] <= 1
    )


def on_one_scale(values: list[tuple[float, bool]]) -> Iterator[float]:
    """Values of one thing, each with whether it may be a fraction: as percentages where any is one.

    >>> list(on_one_scale([(0.61, True), (58.5, False)])), list(on_one_scale([(0.61, True)]))
    ([61.0, 58.5], [0.61])
    """
    percent = any(1 < abs(value) <= 100 for value, _ in values) and not any(
        abs(value) > 100 for value, _ in values
    )
    for value, is_fraction in values:
        yield round(value * 100, 6) if percent and is_fraction else value
