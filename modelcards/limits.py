"""How much of one card is read. Generous, settable, and what is cut off is always said (MC004)."""

from __future__ import annotations

from dataclasses import dataclass, fields

from modelcards.errors import ArgumentError, demand

_MOST = 2**31 - 1
# Without a cell or a block there is nothing to bound.
_NOT_NONE = ("cells", "nesting")


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one card; every stage takes them, none raises when one is reached.

    `characters` of text are read, containers nest `nesting` deep, a card has at most `blocks` (a
    heading, a table or a piece of HTML counts as three) and `cells` in tables (after spans are
    expanded; a table counts as eight more), one piece of HTML is at most `html` characters, front
    matter `front_matter` characters and `yaml_depth` levels, a repaired run is at most `run`
    characters and a card lists `repairs` runs; of a Hub card `links` links are kept, and of any
    card `citations` BibTeX entries. The JSON of a card is at most `growth` times as long as a text
    of 100,000 characters or more.
    """

    characters: int = 8_000_000
    nesting: int = 20
    blocks: int = 42_000
    cells: int = 30_000
    html: int = 2_000_000
    front_matter: int = 500_000
    yaml_depth: int = 50
    run: int = 10_000
    repairs: int = 100_000
    links: int = 20_000
    citations: int = 5_000
    growth: int = 45

    def __post_init__(self) -> None:
        """Refuse a bound that is no number, below zero, or no bound at all.

        Raises:
            ArgumentError: such a bound.
        """
        for field in fields(self):
            value = getattr(self, field.name)
            demand(f"the limit {field.name}", value, int)
            least = 1 if field.name in _NOT_NONE else 0
            if not least <= value <= _MOST:
                raise ArgumentError(f"the limit {field.name} is {least} to {_MOST}, not {value}")


DEFAULT_LIMITS = Limits()
