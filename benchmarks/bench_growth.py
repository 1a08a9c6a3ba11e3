"""How the cost of reading and linting hostile texts grows from n to 4n and from 4n to 16n.

In proportion is 4; the ratio is the greater of the two. What the smallest text costs is taken off.
"""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.counter import counter
from benchmarks.measure import Row
from modelcards import repair
from tests.support import stalls
from tests.support.growth import MOST, STEP, Work, forget, growth, read_and_fix, read_and_lint

# Tables of few and of many tags.
FEW_TAGS, MANY_TAGS = 400, 6_700
HTML = ("an HTML table", "tables in tables", "scores that are none, in a line")
# Fixing reads a text several times; caches that only small texts fit into make those cheaper.
FIXED = 250

WORK: tuple[tuple[str, Work, dict[str, stalls.Stall], int], ...] = (
    ("lint", read_and_lint, stalls.ALL, FEW_TAGS),
    ("lint large", read_and_lint, {name: stalls.ALL[name] for name in HTML}, MANY_TAGS),
    ("repair", repair, stalls.MOJIBAKE, 1000),
    ("fix", read_and_fix, {**stalls.MOJIBAKE, **stalls.FINDINGS}, FIXED),
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
