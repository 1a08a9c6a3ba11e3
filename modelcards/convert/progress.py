"""Progress on a terminal, and messages on stderr."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Never

from modelcards.display.escape import harmless

if TYPE_CHECKING:
    from tqdm import tqdm


class Terminal:
    """Shows cards done, rate, time left and failures while stderr is a terminal; else messages."""

    def __init__(self, delay: float = 0) -> None:
        """Nothing is shown before `begin`, and for `delay` seconds after it."""
        self._delay = delay
        self._bar: tqdm[Never] | None = None

    def begin(self, count: Callable[[], int | None]) -> None:
        """Show the bar, if there is a terminal to show it on."""
        if sys.stderr.isatty():
            from tqdm import tqdm

            self._bar = tqdm(
                total=count(),
                unit=" cards",
                file=sys.stderr,
                dynamic_ncols=True,
                delay=self._delay,
            )

    def advance(self, done: int, failed: int) -> None:
        """Move the bar on."""
        if self._bar is not None:
            if failed:
                self._bar.set_postfix(failed=failed, refresh=False)
            self._bar.update(done)

    def message(self, text: str) -> None:
        """Print a line above the bar."""
        if self._bar is not None:
            self._bar.clear()
        print(f"modelcards: {harmless(text)}", file=sys.stderr)

    def end(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.leave = False
            self._bar.close()
            self._bar = None
