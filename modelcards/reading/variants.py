"""Facts of several models: what a table, a list or a run of headings states of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

from modelcards.markdown.inline import links
from modelcards.markdown.labels import first_part
from modelcards.model.card import field_labels
from modelcards.model.parts import Variant
from modelcards.model.unchecked import trusted
from modelcards.reading.facts import Fact
from modelcards.reading.typed_values import read_fact
from modelcards.scores.kin import kin
from modelcards.scores.own_models import own_models
from modelcards.scores.subject import (
    EXACT,
    EXTENDED,
    SIZES,
    TAILS,
    best,
    lacks_tail,
    likeness,
    own_names,
    parts,
)
from modelcards.scores.words import without_brackets, word_lists

_variant = trusted(Variant)

COUNTS = frozenset(name for name, one in field_labels().items() if one.kind == "amount")
FACTS = COUNTS | {"released"}
"""The typed fields that are kept for each of several models."""


class Stated(NamedTuple):
    """What one place states of one model; `table` tells the places apart."""

    name: str
    own: bool | None
    line: int
    facts: list[Fact]
    url: str | None
    table: int


def most_particular(names: Sequence[str]) -> tuple[str, ...]:
    """The names of a model without those that another one says more than.

    >>> most_particular(("Abyss-V2", "Abyss-V2-Lite-Chat"))
    ('Abyss-V2-Lite-Chat',)
    """
    return tuple(
        name for name in names if all(likeness(name, other) != EXTENDED for other in names)
    )


def owners(found: Sequence[str], bold: frozenset[str], names: Sequence[str]) -> list[bool | None]:
    """For each of the models named at one place, whether it is the card's own.

    >>> owners(["Abyss-V2-Lite", "Abyss-V2"], frozenset(), ("Abyss-V2",))
    [False, True]
    """
    for called in (most_particular(names), own_names(tuple(names))):
        for printed in (list(found), [without_brackets(name).strip() or name for name in found]):
            own = own_models(list(dict.fromkeys(printed)), bold, called) if called else {}
            if any(own.values()):
                return [own[name] for name in printed]
    return [own.get(name) for name in printed]


_OF_TUNING = frozenset({"context_length", "released"})


def tuned_apart(one: Stated, names: Sequence[str]) -> Stated:
    """What is stated of the base of a chat model, without what tuning changes.

    Both have the same layers; the text that they read may be longer, and each has its own date.
    """
    if not lacks_tail(names, one.name) or best(names, one.name) == EXACT:
        return one
    return one._replace(facts=[fact for fact in one.facts if fact.field not in _OF_TUNING])


def is_variant(name: str, names: Iterable[str]) -> bool:
    """True for a name of the card's own model, also with a size or a word of variants behind it.

    >>> is_variant("Lumen-7B", ("Lumen",)), is_variant("Lumen training", ("Lumen",))
    (True, False)
    """
    theirs = parts(name)
    for one in names:
        stem = _stem(one)
        if stem and theirs[: len(stem)] == stem and all(map(_of_variants, theirs[len(stem) :])):
            return True
    if kin(name) is not None:
        return True
    return bool(theirs) and len(theirs) <= 2 and all(SIZES.fullmatch(part) for part in theirs)


def is_sibling(name: str, names: Iterable[str]) -> bool:
    """True for another variant than that which the model's names are of.

    >>> is_sibling("Lumen-S", ("Lumen-L",)), is_sibling("Lumen-S (base)", ("Lumen-S",))
    (True, False)
    """
    theirs, stem = parts(name), _stem(name)
    mine = [parts(one) for one in names if _stem(one) == stem]
    return bool(mine) and all(
        theirs[: len(one)] != one and one[: len(theirs)] != theirs for one in mine
    )


@lru_cache(maxsize=256)
def _stem(name: str) -> tuple[str, ...]:
    """A name without the size and the words of variants behind it."""
    mine = parts(name)
    end = len(mine)
    while end > 1 and _of_variants(mine[end - 1]):
        end -= 1
    return mine[:end]


_LETTERS = frozenset("sbmlhgt") | {"xs", "xl", "xxl"}


@cache
def _words() -> frozenset[str]:
    return frozenset(word_lists()["suffix"]) | TAILS | _LETTERS


def _of_variants(part: str) -> bool:
    return SIZES.fullmatch(part) is not None or part in _words() or part.isdigit()


def typed(fact: Fact) -> tuple[Any, tuple[tuple[str, Any], ...]]:
    """What a fact states: the typed value, and other fields with theirs."""
    raw = first_part(fact.key, fact.raw) if "/" in fact.raw else fact.raw
    read = read_fact(fact.source, raw, fact.unit, fact.field)
    return read.value, read.also


def agreed(own: Sequence[Stated]) -> tuple[list[Fact], set[str]]:
    """The facts in which the card's own models agree, and the fields in which they do not."""
    first: dict[str, tuple[Fact, Any]] = {}
    several: set[str] = set()
    for one in own:
        for fact in one.facts:
            value, also = typed(fact)
            if fact.field is None or (value is None and not fact.raw):
                continue
            held = first.setdefault(fact.field, (fact, (value, also)))
            if held[1] != (value, also):
                several.add(fact.field)
    return [fact for field, (fact, _) in first.items() if field not in several], several


def url_of(source: str) -> str | None:
    """The first link of a cell or a heading."""
    if "](" not in source and "href" not in source.lower():
        return None
    return next((one.url for one in links(source) if not one.image), None)


def models(stated: Sequence[Stated]) -> list[Variant]:
    """One entry a model, in the order of the card; none where fewer than two models are named.

    What several places state of one model comes together; where they differ the first one counts.
    """
    found: dict[tuple[str, int], dict[str, Any]] = {}
    seen: dict[tuple[int, str], int] = {}
    for one in stated:
        name = "".join(parts(one.name)) or one.name.casefold()
        # Rows of one table under one name are several models all the same.
        turn = seen[one.table, name] = seen.get((one.table, name), -1) + 1
        values: dict[str, Any] = {}
        for fact in one.facts:
            value, also = typed(fact)
            for field, each in ((fact.field, value), *also):
                if field in FACTS and each is not None:
                    values.setdefault(field, each)
        if not values:
            continue
        held = found.setdefault((name, turn), {"name": one.name, "line": one.line})
        for key, each in {"own": one.own, "url": one.url, **values}.items():
            if held.get(key) is None:
                held[key] = each
    if len(found) < 2:
        return []
    return [_variant(**held) for held in found.values()]
