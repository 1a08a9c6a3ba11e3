"""Headings and list items that name the models of a family, and what stands below each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from modelcards.markdown.blocks import Block, item_text
from modelcards.markdown.inline import visible
from modelcards.markdown.outline import plain
from modelcards.reading.asides import find_asides
from modelcards.reading.draft import Draft
from modelcards.reading.facts import Fact
from modelcards.reading.scopes import Scope, Scopes
from modelcards.reading.statements.common import Reading, own_names
from modelcards.reading.variants import (
    Stated,
    agreed,
    is_variant,
    owners,
    tuned_apart,
    typed,
    url_of,
)
from modelcards.scores.kin import kin
from modelcards.values.phrases import phrases
from modelcards.values.read import amount

_LONGEST_NAME = 80
_SIZED = re.compile(r"~?[0-9]{1,4}(?:\.[0-9]{1,3})?\s?[BMT]")
_BARE_SIZE = re.compile(r"[0-9]{1,4}(?:\.[0-9]{1,3})?(?:x[0-9]{1,4}(?:\.[0-9])?)?\s?[bm]\b.{0,12}")
_AROUND = " :：*_`-–—"


def find_scopes(reading: Reading, draft: Draft) -> Scopes:
    """The stretches of a card that speak of one of several models each."""
    names = own_names(reading, draft)
    starts = tuple({name.rsplit("/", 1)[-1][:3].casefold() for name in names})
    named = draft.provenance.get("name")
    asides = find_asides(reading.sections, named.line if named else None, names)
    if not names:
        return Scopes((), asides)
    scopes = _headed(reading, names, starts)
    taken = Scopes(scopes)
    for section in reading.sections:
        for block in section.blocks:
            if block.kind == "list" and taken.at(block.line) is None:
                scopes += _listed(reading, block, names, starts)
    return Scopes(scopes, asides)


def settle(reading: Reading, draft: Draft) -> None:
    """Hand on what each scope states, and fill the card with what its own models agree in."""
    names = own_names(reading, draft)
    scopes, draft.scopes = draft.scopes, Scopes((), draft.scopes.asides)
    groups: dict[int, list[Stated]] = {}
    for scope in scopes.all:
        one = Stated(scope.name, scope.own, scope.first, scope.facts, scope.url, scope.group)
        groups.setdefault(scope.group, []).append(one)
    for stated in groups.values():
        draft.models += stated
        own = [tuned_apart(one, names) for one in stated if one.own]
        facts, several = agreed(own)
        draft.several |= several
        for fact in facts:
            if fact.field is not None:
                draft.state(fact.field, typed(fact)[0], fact.line, fact.raw)
    draft.scopes = scopes


def _may_be(text: str, starts: Sequence[str]) -> bool:
    """A cheap look at whether a text can name a variant at all."""
    if len(text) > _LONGEST_NAME:
        return False
    low = text.casefold()
    return (
        any(start in low for start in starts)
        or _BARE_SIZE.fullmatch(low) is not None
        or kin(text) is not None
    )


def _grouped(scopes: Iterable[Scope], names: Sequence[str]) -> list[Scope]:
    """The scopes of one place, if they name several models, with whose they are."""
    found = list(scopes)
    if len({scope.name.casefold() for scope in found}) < 2:
        return []
    own = owners([scope.name for scope in found], frozenset(), names)
    alone = sum(one is True for one in own) == 1
    for scope, mine in zip(found, own, strict=True):
        scope.own, scope.fills = mine, mine is True and alone
    return found


def _headed(reading: Reading, names: Sequence[str], starts: Sequence[str]) -> list[Scope]:
    """Headings of one level that name models."""
    by_level: dict[int, list[Scope]] = {}
    opened: list[tuple[int, Scope]] = []
    for section in reading.sections:
        while opened and section.level <= opened[-1][0]:
            opened.pop()[1].last = section.line - 1
        title = section.title.strip(_AROUND)
        if opened or section.level < 2 or section.role is not None or not _may_be(title, starts):
            continue
        if is_variant(title, names):
            url = url_of(section.heading.text) if section.heading else None
            # A group of headings goes by a number that no line has.
            scope = Scope(section.line, len(reading.lines), title, -section.level, url)
            by_level.setdefault(section.level, []).append(scope)
            opened.append((section.level, scope))
    return [scope for scopes in by_level.values() for scope in _grouped(scopes, names)]


def _listed(
    reading: Reading, block: Block, names: Sequence[str], starts: Sequence[str]
) -> list[Scope]:
    """Items of one list that open with the name of a model."""
    if len(block.children) < 2:
        return []
    return _grouped(_items(reading, block, names, starts), names)


def _items(
    reading: Reading, block: Block, names: Sequence[str], starts: Sequence[str]
) -> Iterator[Scope]:
    for item in block.children:
        head = item_text(item)
        if head is None:
            continue
        facts = reading.leads(head, bullet=True)[0]
        source = facts[0].key if facts else head.text.split("\n", 1)[0]
        if not _may_be(source, starts):
            continue
        name = plain(visible(source)).strip(_AROUND)
        if not is_variant(name, names):
            continue
        scope = Scope(item.line, item.end_line, name, block.line, url_of(head.text))
        if facts and facts[0].field is None:
            scope.facts += _said(facts[0])
        yield scope


def _said(fact: Fact) -> Iterator[Fact]:
    """The counts behind a model's name: "7B", or those that are named in words."""
    if _SIZED.fullmatch(fact.raw):
        yield fact._replace(field="parameters")
        return
    for phrase in phrases(fact.raw):
        if amount(phrase.raw) is not None:
            yield fact._replace(field=phrase.field, source=phrase.raw, raw=phrase.raw)
        elif phrase.read.value is not None:
            number = str(phrase.read.value)
            yield fact._replace(field=phrase.field, source=number, raw=number)
