"""Stretches of a card that speak of one of several models: what they state is that one's."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from modelcards.reading.facts import Fact


@dataclass(slots=True)
class Scope:
    """The lines from `first` to `last`, which speak of the model `name`.

    `own` is as that of a score; `fills` is true where it alone is the card's own, so that its facts
    are the card's; `group` is the same for the models that are told apart at one place.
    """

    first: int
    last: int
    name: str
    group: int
    url: str | None = None
    own: bool | None = None
    fills: bool = False
    facts: list[Fact] = field(default_factory=list)


class Scopes:
    """The scopes of a card, none of which lies in another."""

    def __init__(self, scopes: Iterable[Scope] = ()) -> None:
        """Scopes in any order."""
        self.all = sorted(scopes, key=lambda scope: scope.first)
        self._starts = [scope.first for scope in self.all]

    def at(self, line: int) -> Scope | None:
        """The scope that a line lies in."""
        if not self.all:
            return None
        place = bisect_right(self._starts, line) - 1
        return self.all[place] if place >= 0 and line <= self.all[place].last else None
