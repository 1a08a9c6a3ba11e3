"""How work grows with the size of a text: calls of functions, counted at n, 4n and 16n.

Calls are counted in place of time, so that a busy machine gives the same numbers as an idle one.
What a call of C code does by itself (a pattern, a search in a string) is one step here; CPU time
and instructions tell of that, see `tests/project/test_hostile.py` and `benchmarks/bench_growth.py`.
"""

from __future__ import annotations

import cProfile
import sys
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from modelcards import fix, lint, parse
from modelcards.cache import MEMORIES
from tests.support.stalls import Stall

Work = Callable[[str], object]
Cost = Callable[[Work, str], float]

STEP = 4
MOST = STEP * 1.2
"""How much more work a text of four times the size may be: linear within 20 %."""
_FEW = 5_000
"""Calls that a limit or two may cost or spare; a square would soon cost many times as much."""
_CACHE = type(lru_cache(lambda: None))


def read_and_lint(text: str) -> None:
    """Everything that is done with a card, but for the output."""
    lint(parse(text))


def read_and_fix(text: str) -> None:
    """All fixes that can be made, the unsafe ones too."""
    fix(text, unsafe=True)


def forget() -> None:
    """Empty what remembers texts between cards, so that no size is helped by the one before."""
    for name, module in list(sys.modules.items()):
        if name.startswith("modelcards"):
            for held in vars(module).values():
                if isinstance(held, _CACHE) and held.cache_parameters()["maxsize"]:
                    held.cache_clear()
    for known in MEMORIES:
        known.clear()


def steps(work: Work, text: str) -> int:
    """The calls of Python and C functions that the work takes."""
    forget()
    profile = cProfile.Profile()
    profile.enable()
    try:
        work(text)
    finally:
        profile.disable()
    return sum(entry.callcount for entry in profile.getstats())


class Growth(NamedTuple):
    """How much more 4n costs than n, how much more 16n costs than 4n, and what 16n costs."""

    first: float
    second: float
    cost: float

    @property
    def most(self) -> float:
        """The greater of the two."""
        return max(self.first, self.second)


def growth(work: Work, make: Stall, n: int, cost: Cost = steps, few: float = _FEW) -> Growth:
    """The growth of what work costs, less what the smallest text costs.

    Costs below `few` tell nothing and count as `few`.
    """
    cost(work, make(1))  # what is imported or built once
    least = cost(work, make(1))
    one, four, sixteen = (cost(work, make(size)) - least for size in (n, STEP * n, STEP**2 * n))
    return Growth(four / max(one, few), sixteen / max(four, few), sixteen)
