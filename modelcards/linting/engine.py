"""Run the rules over a card or a directory: findings in order, less what comments silence."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING

from modelcards.errors import ArgumentError
from modelcards.linting.ignore_comments import NOTHING, ignored
from modelcards.linting.rule import Hit, Rule
from modelcards.linting.rule_selection import Selection, prefixes
from modelcards.linting.view import View
from modelcards.model.finding import Finding, order

if TYPE_CHECKING:
    from modelcards.linting.collection import Collection
    from modelcards.model.card import ModelCard


def lint(
    card: ModelCard | str | os.PathLike[str],
    *,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
) -> list[Finding]:
    r"""What is wrong with a card, a file, or the files of a directory.

    `select` and `ignore` take codes, prefixes of codes or names of rules. Rules that look beyond
    one file run for a directory only. A card from JSON is judged by its facts alone.

    Raises:
        ArgumentError: no card and no path, or a rule that is not known.
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
        return check(card, selection.card_rules())
    if not isinstance(card, (str, os.PathLike)):
        raise ArgumentError(f"lint takes a ModelCard or a path, not {type(card).__name__}")
    if os.path.isdir(card):
        from modelcards.linting.collection import read_collection

        return check_collection(read_collection([os.fspath(card)]), selection.rules())
    from modelcards.reading.reader import load

    return check(load(card), selection.card_rules())


def check(card: ModelCard, rules: Iterable[Rule]) -> list[Finding]:
    """The findings of one card by the rules that look at one card."""
    view = View(card)
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
        hit.fix,
    )
