"""Stretches of a card that speak of one of several models, or of something else than its model.

What they state is that one's.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

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


class Aside(NamedTuple):
    """The lines from `first` to `last`, which speak of something else than the model.

    `kind` is what of; `keeps` are the fields that are the model's all the same.
    """

    first: int
    last: int
    kind: str
    keeps: frozenset[str]


class Scopes:
    """The scopes of a card, none of which lies in another, and its asides likewise."""

    def __init__(self, scopes: Iterable[Scope] = (), asides: Iterable[Aside] = ()) -> None:
        """Scopes and asides in any order."""
        self.all = sorted(scopes, key=lambda scope: scope.first)
        self._starts = [scope.first for scope in self.all]
        self.asides = sorted(asides)
        self._aside_starts = [aside.first for aside in self.asides]

    def at(self, line: int) -> Scope | None:
        """The scope that a line lies in."""
        if not self.all:
            return None
        place = bisect_right(self._starts, line) - 1
        return self.all[place] if place >= 0 and line <= self.all[place].last else None

    def aside(self, line: int) -> Aside | None:
        """The aside that a line lies in."""
        if not self.asides:
            return None
        place = bisect_right(self._aside_starts, line) - 1
        return self.asides[place] if place >= 0 and line <= self.asides[place].last else None
