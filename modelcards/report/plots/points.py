"""Cards as the points of a picture: plain rows, without any library."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import Any, get_args

from modelcards.cardset.coverage import Status
from modelcards.cardset.own_scores import fractions, in_setting, on_one_scale, own_scores, the_one
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


def _own(card: ModelCard, settings: list[str] | None = None) -> dict[str, float]:
    """The score that a card states for each benchmark of its own model, where it states one."""
    found = {}
    for name, scores in own_scores(card).items():
        value = the_one(in_setting(scores, settings))
        if value is not None:
            found[name] = value
    return found


def most_shared(
    cards: Iterable[ModelCard], settings: list[str] | None = None
) -> tuple[str, str] | None:
    """The two benchmarks that most cards state together; None when no card states two."""
    counted: Counter[tuple[str, str]] = Counter()
    for card in cards:
        counted.update(combinations(sorted(_own(card, settings)), 2))
    if not counted:
        return None
    return max(sorted(counted), key=lambda pair: counted[pair])


def scores(
    cards: Iterable[ModelCard], x: str, y: str, settings: list[str] | None = None
) -> tuple[list[Point], int]:
    """The scores of the cards that state two benchmarks, and how many cards are left out.

    Left out is a card with several different scores of one of the two, where the settings do not
    say which is meant. Fractions come to the scale of percentages, with the printed value beside.
    """
    held = list(cards)
    known = kinds(held)
    own = [_own(card, settings) for card in held]
    both = [(card, mine) for card, mine in zip(held, own, strict=True) if x in mine and y in mine]
    scaled = {name: list(on_one_scale([_value(*one, name) for one in both])) for name in (x, y)}
    out: list[Point] = []
    for (card, mine), across, up in zip(both, scaled[x], scaled[y], strict=True):
        said = ", ".join(
            f"{name} {mine[name]:g}" + (f" (here {value:g})" if value != mine[name] else "")
            for name, value in ((x, across), (y, up))
        )
        label = f"{short(card.name)}: {said}"
        out.append({"x": across, "y": up, "architecture": _kind(card, known), "label": label})
    stated = sum({x, y} <= own_scores(card).keys() for card in held)
    return out, stated - len(out)


def _value(card: ModelCard, own: dict[str, float], name: str) -> tuple[float, bool]:
    """A card's own score, and whether it may be a fraction."""
    small = fractions(card)
    return own[name], all(
        id(one) in small for one in own_scores(card)[name] if one.score == own[name]
    )


def coverage(cards: Iterable[ModelCard], benchmarks: int) -> list[Point]:
    """For each field and the most frequent benchmarks, how many cards state them."""
    held = list(cards)
    tested = Counter(name for card in held for name in own_scores(card))
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


def documentation(rates: Iterable[Mapping[str, Any]]) -> list[Point]:
    """For each item of a template and each status, of how many cards it is so."""
    out: list[Point] = []
    for row in rates:
        name, counts = row["item"], {key: row[key] for key in get_args(Status)}
        total = sum(counts.values())
        out += [
            {
                "item": short(name),
                "status": status,
                "order": order,
                "share": count / total if total else 0.0,
                "label": f"{short(name)}: {status} in {count} of {total} cards",
            }
            for order, (status, count) in enumerate(counts.items())
        ]
    return out
