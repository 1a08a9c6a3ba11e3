"""Cards as the points of a picture: plain rows, without any library."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import combinations
from typing import Any

from modelcards.display.escape import harmless, shortened
from modelcards.display.values import amount, in_words, label_of
from modelcards.model.card import ModelCard

Point = dict[str, Any]

_LONGEST = 60
_NOT_STATED = "not stated"
_KINDS = 4
_BEYOND = 10**30
_DATE = re.compile(r"\d{4}(?:-\d\d){0,2}")
_PLACED = {4: "-07-01", 7: "-15"}


def short(text: str | None) -> str:
    r"""A text of a card as a picture shows it.

    >>> short(None), short("a\nb")
    ('not stated', 'a b')
    """
    return shortened(harmless(text), _LONGEST) if text else _NOT_STATED


def kinds(cards: Iterable[ModelCard]) -> list[str]:
    """The most frequent architectures; the others share the colour of "other"."""
    counted = Counter(card.architecture for card in cards if card.architecture)
    return [short(name) for name, _ in counted.most_common(_KINDS)]


def _kind(card: ModelCard, known: list[str]) -> str:
    if card.architecture is None:
        return _NOT_STATED
    shown = short(card.architecture)
    return shown if shown in known else "other"


def sizes(cards: Iterable[ModelCard]) -> list[Point]:
    """Parameters and training tokens of the cards that state both."""
    held = list(cards)
    known = kinds(held)
    return [
        {
            "parameters": card.parameters,
            "tokens": card.training_tokens,
            "architecture": _kind(card, known),
            "label": f"{short(card.name)}: {amount(card.parameters)} parameters,"
            f" {amount(card.training_tokens)} tokens",
        }
        for card in held
        if _is_plausible(card.parameters) and _is_plausible(card.training_tokens)
    ]


def _is_plausible(amount: int | None) -> bool:
    """Whether a number is one that a logarithmic axis can hold."""
    return amount is not None and 0 < amount < _BEYOND


def alscores(cards: Iterable[ModelCard]) -> list[Point]:
    """The recomputed ALScore of the cards that also state when they were released.

    A month stands at its middle, a year at its first of July.
    """
    held = list(cards)
    known = kinds(held)
    out = []
    for card in held:
        score = card.derived.alscore.value
        dated = card.released is not None and _DATE.fullmatch(card.released)
        if dated and _is_plausible(card.parameters) and isinstance(score, (int, float)):
            label = f"{short(card.name)}: {card.released}, ALScore {in_words(score)}"
            released = f"{card.released}{_PLACED.get(len(card.released or ''), '')}"
            kind = _kind(card, known)
            row = {"released": released, "alscore": score, "architecture": kind, "label": label}
            out.append(row)
    return out


def _own(card: ModelCard) -> dict[str, float]:
    """The first score that a card states for each benchmark of its own model."""
    found: dict[str, float] = {}
    for score in card.benchmarks:
        if score.subject and score.benchmark_id and score.score is not None:
            found.setdefault(score.benchmark_id, score.score)
    return found


def most_shared(cards: Iterable[ModelCard]) -> tuple[str, str] | None:
    """The two benchmarks that most cards state together; None when no card states two."""
    counted: Counter[tuple[str, str]] = Counter()
    for card in cards:
        counted.update(combinations(sorted(_own(card)), 2))
    if not counted:
        return None
    return max(sorted(counted), key=lambda pair: counted[pair])


def scores(cards: Iterable[ModelCard], x: str, y: str) -> list[Point]:
    """The scores of the cards that state two benchmarks."""
    held = list(cards)
    known = kinds(held)
    out = []
    for card in held:
        own = _own(card)
        if x in own and y in own:
            label = f"{short(card.name)}: {x} {own[x]:g}, {y} {own[y]:g}"
            row = {"x": own[x], "y": own[y], "architecture": _kind(card, known), "label": label}
            out.append(row)
    return out


def coverage(cards: Iterable[ModelCard], benchmarks: int) -> list[Point]:
    """For each field and the most frequent benchmarks, how many cards state them."""
    held = list(cards)
    tested = Counter(name for card in held for name in _own(card))
    rows = [
        (kind, name, count)
        for kind, counted in (
            (
                "fields",
                Counter(
                    {f: sum(bool(getattr(c, f)) for c in held) for f in ModelCard.fact_fields()}
                ),
            ),
            ("benchmarks", Counter(dict(tested.most_common(benchmarks)))),
        )
        for name, count in sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    ]
    return [
        {
            "kind": kind,
            "name": label_of(name) if kind == "fields" else name,
            "share": count / len(held) if held else 0.0,
            "label": f"{name}: {count} of {len(held)} cards",
        }
        for kind, name, count in rows
    ]
