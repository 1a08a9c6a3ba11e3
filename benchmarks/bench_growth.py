"""How the cost of reading and linting hostile texts grows from n to 4n and from 4n to 16n.

In proportion is 4; the ratio is the greater of the two. What the smallest text costs is taken off.
"""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.counter import counter
from benchmarks.measure import Row
from modelcards import repair
from tests import stalls
from tests.growth import MOST, STEP, Work, forget, growth, read_and_fix, read_and_lint

# Fixing reads a text several times; caches that small texts fit into would make those cheaper.
WORK: tuple[tuple[str, Work, dict[str, stalls.Stall], int], ...] = (
    ("lint", read_and_lint, stalls.ALL, 1000),
    ("repair", repair, stalls.MOJIBAKE, 1000),
    ("fix", read_and_fix, {**stalls.MOJIBAKE, **stalls.FINDINGS}, 250),
)


def lines() -> Iterator[Row]:
    """A row a text: all are read and linted, what gives repair and fixes work is given to them."""
    count, unit, few = counter()

    def cold(work: Work, text: str) -> float:
        forget()
        return count(work, text)

    for what, work, texts, size in WORK:
        for name, make in texts.items():
            found = growth(work, make, size, cold, few)
            length = len(make(STEP**2 * size))
            took = f"{found.cost:,.4g} {unit} for {length:,} characters"
            ratios = f"{found.first:.2f}, {found.second:.2f}"
            yield Row(f"{what}: {name}", found.most, f"<= {MOST:g}", f"{ratios}: {took}")
