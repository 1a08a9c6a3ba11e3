"""What several cards state of the same model on the same benchmark, side by side.

Names of models are compared without case, owner, dashes and words that tell nothing apart
(`data/claim_words.txt`), so `acme/Lumen-7B` and `Lumen 7B (ours)` are one. Scores that cannot be of
one setting stay apart: a claim is of one benchmark, metric, setting and variant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from modelcards import vocabulary
from modelcards.cardset.rows import Rows

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
_OWNER = re.compile(r"[\w.-]{1,96}/(?=[\w.-]+$)")
_WORD = re.compile(r"[^\W_]+")
_SHOTS = re.compile(r"(\d{1,3})[\s-]{0,2}shots?")
_LONGEST = 200
# Fractions and percentages of one thing: how far apart they may be once on one scale.
_NEAR = 0.35


class _Stated(NamedTuple):
    """A score as one card states it."""

    card: str
    line: int
    own: bool
    model: str
    benchmark: Benchmark
    score: float


_Groups = dict[tuple[str, ...], list[_Stated]]


def claims(cards: Iterable[ModelCard]) -> Rows:
    """One row a model, benchmark and setting of which at least two cards state a score.

    The widest disagreement comes first. `stated` has what each card says (`path:line: score`), the
    model's own card first; `own` is that card's score. Fractions are compared as percentages where
    another card states one; `stated` shows each as printed.
    """
    rows = [row for group in _groups(cards).values() if (row := _row(group)) is not None]
    rows.sort(key=lambda row: (-_relative(row), str(row[0]).casefold(), str(row[1])))
    return Rows(COLUMNS, rows)


def _groups(cards: Iterable[ModelCard]) -> _Groups:
    groups: _Groups = {}
    for number, card in enumerate(cards, 1):
        where = card.source.path or f"card {number}"
        for one in card.benchmarks:
            if one.score is None or one.aggregate:
                continue
            own = one.subject is True
            model = (card.name or one.model) if own else one.model
            key = model_key(model or "")
            if not key:
                continue
            stated = _Stated(where, one.line, own, model or "", one, one.score)
            groups.setdefault((key, *_what(one)), []).append(stated)
    return _of_one_model(groups)


def _of_one_model(groups: _Groups) -> _Groups:
    """Without own scores of a name that several cards call their own: these are several models.

    Cards of one template share a title ("PPO Agent playing LunarLander-v2"), whoever trained it.
    """
    owners: dict[str, set[str]] = {}
    for key, group in groups.items():
        owners.setdefault(key[0], set()).update(one.card for one in group if one.own)
    return {
        key: [one for one in group if not one.own or len(owners[key[0]]) == 1]
        for key, group in groups.items()
    }


def _what(one: Benchmark) -> tuple[str, ...]:
    """What has to agree before two scores can be of the same thing."""
    benchmark = one.benchmark_id or _folded(one.benchmark)
    setting = one.setting or ""
    shots = _SHOTS.search(setting.casefold())
    rest = _folded(_SHOTS.sub(" ", setting.casefold()))
    return (
        benchmark,
        _folded(one.metric),
        f"{shots[1] if shots else ''} {rest}",
        _folded(one.variant),
        _folded(one.group),
    )


def _folded(text: str | None) -> str:
    return " ".join(_WORD.findall((text or "")[:_LONGEST].casefold()))


@cache
def _empty_words() -> frozenset[str]:
    return frozenset(row[0] for row in vocabulary.rows("claim_words"))


def model_key(name: str) -> str:
    """A model's name as claims compare it; "" for a name that many models could have.

    >>> model_key("acme/Lumen-7B-Chat"), model_key("Lumen 7b chat (ours)"), model_key("Baseline")
    ('lumen7bchat', 'lumen7bchat', '')
    """
    bare = _OWNER.sub("", name[:_LONGEST].strip().casefold())
    words = [word for word in _WORD.findall(bare) if word not in _empty_words()]
    key = "".join(words)
    # A name without a number or of a few letters is a family or a role, not one model.
    tells = any(sign.isdigit() for sign in key) and any(sign.isalpha() for sign in key)
    return key if tells and len(key) >= 4 else ""


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
    scores = _on_one_scale([one.score for one in group])
    own = next((score for one, score in zip(group, scores, strict=True) if one.own), None)
    first = group[0]
    low, high = min(scores), max(scores)
    return [
        first.model,
        first.benchmark.benchmark_id or first.benchmark.benchmark,
        first.benchmark.metric,
        first.benchmark.setting,
        first.benchmark.variant,
        len(cards),
        own,
        low,
        high,
        round(high - low, 6),
        list(_told(group)),
    ]


def _told(group: list[_Stated]) -> Iterator[str]:
    for one in group:
        unit = one.benchmark.unit or ""
        yield f"{one.card}:{one.line}: {one.score:g}{unit}{' (own)' if one.own else ''}"


def _on_one_scale(scores: list[float]) -> list[float]:
    """Fractions as percentages, where another score of the claim is near them as one."""
    most = max(scores)
    if most <= 1:
        return scores
    return [
        round(score * 100, 6)
        if 0 < score <= 1 and abs(score * 100 - most) <= _NEAR * most
        else score
        for score in scores
    ]


def _relative(row: list[object]) -> float:
    """How far apart a claim is, as a share of its larger end."""
    low, high = row[7], row[8]
    assert isinstance(low, float | int)
    assert isinstance(high, float | int)
    return (high - low) / max(abs(low), abs(high), 1e-9)
