"""How long mending one card may take: no reading begins that would not end in time."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from modelcards.convert.item import TIMEOUT

if TYPE_CHECKING:
    from modelcards.model.card import ModelCard


class Clock:
    """The time of one card, counted in readings: each is taken to last as long as the longest.

    Of mending, all but reading is quick. `seconds` is None where there is no limit; `spare`
    readings are kept for what has to follow. `over` says that something was left for want of time.
    """

    def __init__(
        self, seconds: float | None = TIMEOUT, now: Callable[[], float] = time.monotonic
    ) -> None:
        """Begin now."""
        self.seconds = seconds
        self.spare = 0
        self.over = False
        self._now = now
        self._began = self._last = now()
        self._longest = 0.0

    def count(self) -> None:
        """Take what has passed since the last call, or since the beginning, for one reading."""
        now = self._now()
        self._longest = max(self._longest, now - self._last)
        self._last = now

    def allows(self) -> bool:
        """Whether one more reading, and those to spare, would end in time."""
        if self.seconds is not None:
            passed = self._now() - self._began
            self.over |= passed + (1 + self.spare) * self._longest > self.seconds
        return not self.over

    def read(self, text: str, path: str | None) -> ModelCard:
        """Read a card, and count it."""
        from modelcards.reading.reader import parse

        self._last = self._now()
        card = parse(text, path=path)
        self.count()
        return card
