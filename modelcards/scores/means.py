"""Averages that no name tells: an "Overall" is one where it is the mean of the others."""

from __future__ import annotations

from modelcards.model.parts import Benchmark
from modelcards.model.unchecked import changed
from modelcards.scores.words import head_words, word_lists

_LEAST = 2


def with_means(scores: list[Benchmark]) -> list[Benchmark]:
    """The scores of a table; those under "Overall" are averages where all of them are means."""
    names = word_lists()["may be mean"]
    at = [
        place
        for place, one in enumerate(scores)
        if one.score is not None
        and not one.aggregate
        and head_words(one.variant or one.label) in names
    ]
    if not at:
        return scores
    beside: dict[tuple[str | None, ...], list[float]] = {}
    for one in scores:
        if one.score is None or one.aggregate:
            continue
        if head_words(one.variant or one.label) not in names:
            beside.setdefault((one.model, one.metric, one.setting), []).append(one.score)
    means = {key: (len(found), sum(found) / len(found)) for key, found in beside.items()}
    found = [*scores]
    for place in at:
        one = scores[place]
        count, mean = means.get((one.model, one.metric, one.setting), (0, 0.0))
        if count < _LEAST or not _is_mean(one, mean):
            return scores
        found[place] = changed(one, aggregate=True)
    return found


def _is_mean(one: Benchmark, mean: float) -> bool:
    """True for a number with decimals that is a mean, rounded."""
    decimals = len(one.raw.strip(" %*").partition(".")[2])
    return (
        one.score is not None
        and decimals > 0
        and abs(mean - one.score) <= 0.6 / 10 ** min(decimals, 9)
    )
