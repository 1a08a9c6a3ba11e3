"""What the cards of a set say, laid out as rows: sections, links, citations, and coverage.

A card is read once and let go: the cards may be an iterator over more than memory holds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import astuple
from operator import attrgetter
from typing import TYPE_CHECKING, get_args

from modelcards.cardset.coverage import Coverage, Status, template_of
from modelcards.cardset.coverage import coverage as of_card
from modelcards.cardset.keys import hint
from modelcards.cardset.rows import Rows
from modelcards.cardset.tidy import ABOUT, about
from modelcards.errors import ArgumentError
from modelcards.formats.flat import part_columns, table_columns, table_rows
from modelcards.model.parts import Section
from modelcards.reading.section_words import roles

if TYPE_CHECKING:
    from modelcards.model.card import ModelCard


def parts(cards: Iterable[ModelCard], table: str) -> Rows:
    """A row for each part of the cards in one of the tables of `formats.flat`."""
    rows = ((*about(card), *row) for card in cards for row in table_rows(card, table))
    return Rows({**ABOUT, **table_columns(table)}, rows)


def sections(cards: Iterable[ModelCard], role: str | None = None) -> Rows:
    """A row a section, with its number in the card; lists stay lists.

    Raises:
        ArgumentError: no such role.
    """
    if role is not None and role not in roles():
        raise ArgumentError(f"no role {role!r} of sections{hint(role, roles())}")
    kinds = part_columns(Section)
    take = attrgetter(*kinds)
    rows = (
        (*about(card), number, *take(section))
        for card in cards
        for number, section in enumerate(card.sections)
        if role is None or role == section.role or role in section.also
    )
    return Rows({**ABOUT, **table_columns("sections")}, rows)


def coverage(cards: Iterable[ModelCard], template: str) -> Rows:
    """A row a card and item of a template: its status, what decided it, and the line of that.

    Raises:
        NotFoundError: there is no such template and no such file.
        SettingsError: the file is no template.
    """
    template_of(template)  # tells a wrong one also where there are no cards
    columns = {**ABOUT, "template": str, "item": str, "status": str, "where": str, "line": int}
    rows = (
        (*about(card), found.template, *astuple(item))
        for card in cards
        for found in (of_card(card, template),)
        for item in found.items
    )
    return Rows(columns, rows)


def rates(cards: Iterable[ModelCard], template: str) -> Rows:
    r"""A row an item of a template: of how many cards it is filled, a placeholder, empty, missing.

    Raises:
        NotFoundError: there is no such template and no such file.
        SettingsError: the file is no template.

    >>> import modelcards
    >>> cards = [modelcards.parse("# A\n\n## Factors\n\nTBD\n"), modelcards.parse("# B\n")]
    >>> rates(cards, "mitchell2019")[2]
    {'item': 'Factors', 'filled': 0, 'placeholder': 1, 'empty': 0, 'missing': 1}
    """
    return counts((of_card(card, template) for card in cards), template)


def counts(found: Iterable[Coverage], template: str) -> Rows:
    """The same of what `coverage` has told of each card."""
    items = template_of(template).items
    counted = [Counter[str]() for _ in items]
    for one in found:
        for count, item in zip(counted, one.items, strict=True):
            count[item.status] += 1
    rows = (
        (item.name, *(count[status] for status in get_args(Status)))
        for item, count in zip(items, counted, strict=True)
    )
    return Rows({"item": str, **dict.fromkeys(get_args(Status), int)}, rows)
