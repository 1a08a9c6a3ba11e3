"""The coverage of one card, as work that can be sent to another process."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from modelcards.convert.item import Item
from modelcards.convert.work import source_of
from modelcards.errors import ModelCardsError
from modelcards.limits import DEFAULT_LIMITS

if TYPE_CHECKING:
    from modelcards.cardset.coverage import Coverage


class Covered(NamedTuple):
    """What came of an item: its coverage, or why it was not read; neither for what is no card."""

    path: str
    coverage: Coverage | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Cover:
    """How much of a template each item fills in; picklable, without state."""

    template: str
    all_files: bool = False

    def __call__(self, items: Sequence[Item]) -> list[Covered]:
        """Read each item; none of them raises what is wrong with a file."""
        return [self._one(item) for item in items]

    def failed(self, item: Item, reason: str) -> Covered:
        """What came of an item whose worker died, or took too long."""
        return Covered(item.path, error=reason)

    def _one(self, item: Item) -> Covered:
        from modelcards.cardset.coverage import coverage
        from modelcards.cardset.selection import why_not_a_card
        from modelcards.reading.reader import read_card

        if item.error is not None:
            return Covered(item.path, error=item.error)
        try:
            card = read_card(source_of(item), None, DEFAULT_LIMITS)
        except ModelCardsError as error:
            return Covered(item.path, error=str(error))
        if not self.all_files and why_not_a_card(card, item.path) is not None:
            return Covered(item.path)
        return Covered(item.path, coverage(card, self.template))
