"""Run the rules over a card or a directory: findings in order, less what comments silence."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING

from modelcards.errors import ArgumentError
from modelcards.linting.findings import Findings
from modelcards.linting.ignore_comments import NOTHING, ignored
from modelcards.linting.rule import Hit, Rule
from modelcards.linting.rule_selection import Selection, prefixes
from modelcards.linting.view import View
from modelcards.model.finding import Finding, order

if TYPE_CHECKING:
    from modelcards.cardset.cardset import CardSet
    from modelcards.linting.collection import Collection
    from modelcards.model.card import ModelCard


def lint(
    card: ModelCard | CardSet | str | os.PathLike[str],
    *,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
) -> Findings:
    r"""What is wrong with a card, many cards, a file, or the files of a directory.

    `select` and `ignore` take codes, prefixes of codes or names of rules. Rules that look beyond
    one file run for a `CardSet` and a directory only; index pages are among them where the set is
    a whole directory. A card from JSON is judged by its facts alone.

    Raises:
        ArgumentError: no card, set or path, or a rule that is not known.
        NotFoundError: the path does not exist.
        ReadError: the system refused to read it.

    >>> import modelcards
    >>> card = modelcards.parse("# Lumen-7B\n\n**ALScore:** 3.2 (Powerful)\n")
    >>> [(f.line, f.code, f.message) for f in lint(card, select=["MC304"])]
    [(3, 'MC304', 'an ALScore of 3.2 is mid-tier, not powerful')]
    """
    from modelcards.model.card import ModelCard

    selection = Selection(select=prefixes(select, "select"), ignore=prefixes(ignore, "ignore"))
    if isinstance(card, ModelCard):
        return Findings(check(card, selection.card_rules()))
    if not isinstance(card, (str, os.PathLike)):
        from modelcards.cardset.cardset import CardSet

        if isinstance(card, CardSet):
            return Findings(_check_set(card, selection))
        raise ArgumentError(f"lint takes a ModelCard, CardSet or path, not {type(card).__name__}")
    if os.path.isdir(card):
        from modelcards.linting.collection import read_collection

        collection = read_collection([os.fspath(card)])
        return Findings(check_collection(collection, selection.rules()))
    from modelcards.reading.reader import load

    return Findings(check(load(card), selection.card_rules()))


def _check_set(cards: CardSet, selection: Selection) -> list[Finding]:
    """The findings of each card of a set, and of the rules that look at all of them."""
    from modelcards.linting.collection import collected

    rules = selection.rules()
    found = [one for card in cards for one in check(card, rules)]
    return sorted(found + check_across(collected(cards), rules), key=order)


def check(card: ModelCard, rules: Iterable[Rule], view: View | None = None) -> list[Finding]:
    """The findings of one card by the rules that look at one card; `view` is its view."""
    view = view or View(card)
    path = card.source.path
    found = [
        finding(rule, hit, path)
        for rule in rules
        if rule.check is not None
        for hit in rule.check(view)
    ]
    if not found:
        return found
    silent = ignored(view.original.source.text) if view.original else NOTHING
    if silent is not NOTHING:
        found = [one for one in found if not silent.covers(one.code, one.line, one.end_line)]
    return sorted(found, key=order)


def check_collection(collection: Collection, rules: Iterable[Rule]) -> list[Finding]:
    """The findings of every card of a collection, and of the rules that look at all of them."""
    chosen = tuple(rules)
    found = [one for card in collection.cards for one in check(card, chosen)]
    return sorted(found + check_across(collection, chosen), key=order)


def check_across(collection: Collection, rules: Iterable[Rule]) -> list[Finding]:
    """The findings of the rules that look at a whole collection."""
    found = []
    for rule in rules:
        for hit in rule.check_all(collection) if rule.check_all is not None else ():
            one = finding(rule, hit, hit.path)
            if not collection.ignored(one.path).covers(one.code, one.line, one.end_line):
                found.append(one)
    return sorted(found, key=order)


def finding(rule: Rule, hit: Hit, path: str | None) -> Finding:
    """The finding that a rule's hit stands for."""
    span = hit.span
    return Finding(
        path,
        span.line,
        span.column,
        span.end_line,
        span.end_column,
        rule.code,
        rule.name,
        hit.severity or rule.severity,
        hit.message,
        hit.fix if rule.fix else None,
    )
