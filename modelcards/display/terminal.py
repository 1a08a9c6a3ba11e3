"""How cards look where there is only text: `repr`, and rich where it is used."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from modelcards.display.escape import harmless, shortened
from modelcards.display.values import stated

if TYPE_CHECKING:
    from modelcards.cardset.cardset import CardSet
    from modelcards.model.card import ModelCard

_LONGEST = 80
_MOST_CARDS = 40
_COLUMNS = ("organization", "released", "architecture", "parameters", "training_tokens")


def card_line(card: ModelCard) -> str:
    r"""A card in one line.

    >>> import modelcards
    >>> modelcards.parse("# Lumen-7B\n\n- **Parameters:** 7.0B\n")
    <ModelCard 'Lumen-7B': 7B parameters>
    """
    parts = [stated(card, "organization"), stated(card, "released")]
    size = stated(card, "parameters")
    parts.append(f"{size} parameters" if size else "")
    count = len(card.benchmarks)
    parts.append(f"{count} score{'' if count == 1 else 's'}" if count else "")
    parts.append(card.source.path or "")
    told = ", ".join(harmless(shortened(part, _LONGEST)) for part in parts if part)
    name = "without a name" if card.name is None else repr(shortened(card.name, _LONGEST))
    return f"<ModelCard {name}{': ' if told else ''}{told}>"


def card_fields(card: ModelCard) -> Iterator[tuple[str, Any]]:
    """The stated fields, as rich prints the parts of a value."""
    yield "name", card.name
    for field in card.fact_fields():
        if getattr(card, field):
            yield field, getattr(card, field)
    yield "benchmarks", len(card.benchmarks)


def rich_table(cards: CardSet) -> Any:
    """A table of the first cards; only rich itself asks for it."""
    from rich.table import Table
    from rich.text import Text

    table = Table(title=Text(repr(cards)))
    for head in ("name", *_COLUMNS):
        table.add_column(head.replace("_", " "))
    for card in cards[:_MOST_CARDS]:
        values = [card.name or "", *(stated(card, field) for field in _COLUMNS)]
        table.add_row(*(Text(harmless(shortened(value, _LONGEST))) for value in values))
    if len(cards) > _MOST_CARDS:
        table.caption = Text(f"{_MOST_CARDS} of {len(cards):,} cards")
    return table
