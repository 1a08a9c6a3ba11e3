"""What several cards state of the same model on the same benchmark, side by side.

Names of models are compared without case, owner, dashes and words that tell nothing apart
(`data/claim_words.txt`), so `acme/Lumen-7B` and `Lumen 7B (ours)` are one. Scores that cannot be of
one setting stay apart: a claim is of one benchmark, metric, setting and variant.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from modelcards.cardset.claim_names import (
    benchmark_key,
    folded,
    metric_names,
    model_key,
    usual_metrics,
)
from modelcards.cardset.own_scores import fractions, on_one_scale
from modelcards.cardset.rows import Rows
from modelcards.scores.words import normal

if TYPE_CHECKING:
    from modelcards.model.card import ModelCard
    from modelcards.model.parts import Benchmark

COLUMNS: dict[str, type] = {
    "model": str,
    "benchmark": str,
    "metric": str,
    "setting": str,
    "variant": str,
    "cards": int,
    "own": float,
    "low": float,
    "high": float,
    "difference": float,
    "stated": list,
}
# How far apart a fraction and a percentage of one thing may be.
_NEAR = 0.35
_SHOTS = re.compile(r"(\d{1,3})[\s-]{0,2}shots?")


class _Stated(NamedTuple):
    """A score as one card states it."""

    card: str
    line: int
    own: bool
    model: str
    benchmark: Benchmark
    score: float
    is_fraction: bool
    languages: str


class _Kind(NamedTuple):
    """What a score is of, besides model and benchmark; "" where the card does not say."""

    metric: str
    languages: str
    setting: str
    variant: str
    rest: str


_Claims = dict[tuple[str, str], list[_Stated]]


def claims(cards: Iterable[ModelCard]) -> Rows:
    """One row a model, benchmark and setting of which at least two cards state a score.

    The widest disagreement comes first. `stated` has what each card says (`path:line: score`), the
    model's own card first; `own` is that card's score. Fractions are compared as percentages where
    another card states one; `stated` shows each as printed. A card that names no metric stands with
    the one metric that others name; settings, variants and metrics that differ stay apart.
    """
    rows = [
        row
        for held in _by_model(cards).values()
        for group in _kinds(held).values()
        if (row := _row(group)) is not None
    ]
    rows.sort(key=lambda row: (-_relative(row), str(row[0]).casefold(), str(row[1])))
    return Rows(COLUMNS, rows)


def _by_model(cards: Iterable[ModelCard]) -> _Claims:
    """What is stated, by model and benchmark."""
    found: _Claims = {}
    for number, card in enumerate(cards, 1):
        where = card.source.path or f"card {number}"
        small = fractions(card)
        lines = [section.line for section in card.sections]
        # A card of other languages than English may print a benchmark's name for its translation.
        spoken = "" if "en" in card.language_codes else " ".join(sorted(card.language_codes))
        for one in card.benchmarks:
            if one.score is None or one.aggregate or one.benchmark is None:
                continue
            own = one.subject is True
            model = (card.name or one.model) if own else one.model
            heading = _heading(card, lines, one) if not own else ""
            key = model_key(model or "", heading)
            benchmark = one.benchmark_id or benchmark_key(one.benchmark)
            if key and benchmark:
                stated = _Stated(
                    where, one.line, own, model or "", one, one.score, id(one) in small, spoken
                )
                found.setdefault((key, benchmark), []).append(stated)
    return _of_one_model(found)


def _heading(card: ModelCard, lines: list[int], one: Benchmark) -> str:
    """The title of the section that a score stands in."""
    at = bisect_right(lines, one.line) - 1
    return card.sections[at].title if at >= 0 else ""


def _of_one_model(found: _Claims) -> _Claims:
    """Without own scores of a name that several cards call their own: these are several models.

    Cards of one template share a title ("PPO Agent playing LunarLander-v2"), whoever trained it.
    """
    owners: dict[str, set[str]] = {}
    for (key, _), held in found.items():
        owners.setdefault(key, set()).update(one.card for one in held if one.own)
    return {
        (key, benchmark): [one for one in held if not one.own or len(owners[key]) == 1]
        for (key, benchmark), held in found.items()
    }


def _kinds(held: list[_Stated]) -> dict[_Kind, list[_Stated]]:
    """What is stated of one model on one benchmark, by what can be of one metric and setting."""
    alike: dict[tuple[str, _Kind], set[float]] = {}
    for one in held:
        alike.setdefault((one.card, _kind(one)), set()).add(one.score)
    groups: dict[_Kind, list[_Stated]] = {}
    for one in held:
        kind = _kind(one)
        if len(alike[one.card, kind]) > 1:
            # Only what stands around them tells two scores of one card apart.
            kind = kind._replace(rest=_around(one.benchmark))
        groups.setdefault(kind, []).append(one)
    for kind in list(groups):
        others = [one for one in groups if one != kind and _fits(kind, one)]
        if len(others) == 1:
            groups[others[0]] += groups.pop(kind)
    return groups


def _fits(vague: _Kind, other: _Kind) -> bool:
    """Whether the first leaves open a metric or language that the second says, and is like it."""
    pairs = ((vague.metric, other.metric), (vague.languages, other.languages))
    return vague[2:] == other[2:] and all(said in ("", heard) for said, heard in pairs)


def _kind(stated: _Stated) -> _Kind:
    one = stated.benchmark
    setting = (one.setting or "").casefold()
    shots = _SHOTS.search(setting)
    rest = folded(_SHOTS.sub(" ", setting))
    told = f"{shots[1]} shot {rest}".strip() if shots else rest
    metric = one.metric or usual_metrics().get(one.benchmark_id or "", "")
    named = metric_names().get(normal(metric), folded(metric))
    return _Kind(named, stated.languages, told, folded(one.variant), "")


def _around(one: Benchmark) -> str:
    """What stands around a score: the group, the heading or caption, and the description."""
    return " / ".join(map(folded, (one.group, one.section, one.description)))


def _row(group: list[_Stated]) -> list[object] | None:
    """The row of one claim, or None where fewer than two cards make it.

    A card that gives two scores for it has not said what tells them apart, and is left out.
    """
    cards: dict[str, set[float]] = {}
    for one in group:
        cards.setdefault(one.card, set()).add(one.score)
    group = [one for one in group if len(cards[one.card]) == 1]
    cards = {one.card: cards[one.card] for one in group}
    if len(cards) < 2:
        return None
    group = sorted(group, key=lambda one: (not one.own, one.card, one.line))
    most = max(one.score for one in group)
    scores = list(on_one_scale([(one.score, _is_fraction(one, most)) for one in group]))
    own = next((score for one, score in zip(group, scores, strict=True) if one.own), None)
    first = group[0]
    low, high = min(scores), max(scores)
    return [
        first.model,
        first.benchmark.benchmark_id or first.benchmark.benchmark,
        _said(group, "metric"),
        _said(group, "setting"),
        first.benchmark.variant,
        len(cards),
        own,
        low,
        high,
        round(high - low, 6),
        list(_told(group)),
    ]


def _is_fraction(one: _Stated, most: float) -> bool:
    """Whether a score is a fraction: its table may hold figures of other kinds, above 1."""
    near = abs(one.score * 100 - most) <= _NEAR * most
    return one.is_fraction or (0 < one.score <= 1 and one.benchmark.unit != "%" and near)


def _said(group: list[_Stated], field: str) -> str | None:
    """What the first card that says it says."""
    said: list[str | None] = [getattr(one.benchmark, field) for one in group]
    return next(filter(None, said), None)


def _told(group: list[_Stated]) -> Iterator[str]:
    for one in group:
        unit, setting = one.benchmark.unit or "", one.benchmark.setting
        how = ", ".join(part for part in (setting, "own" if one.own else "") if part)
        yield f"{one.card}:{one.line}: {one.score:g}{unit}" + (f" ({how})" if how else "")


def _relative(row: list[object]) -> float:
    """How far apart a claim is, as a share of its larger end."""
    low, high = row[7], row[8]
    assert isinstance(low, float | int)
    assert isinstance(high, float | int)
    return (high - low) / max(abs(low), abs(high), 1e-9)
