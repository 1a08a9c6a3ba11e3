"""What large cards of one structure each cost: peak memory, length of the JSON, and growth.

Each structure is read by a process of its own: 1.2 MB of it for the memory that the process gained
beyond a small card, and 500 kB against 2 MB for the time of a character.
"""

from __future__ import annotations

import gc
import resource
import subprocess
import sys
import time
from collections.abc import Iterator

from benchmarks.measure import ROOT, Row
from tests.support.structures import STRUCTURES, sized

SIZE = 1_200_000
FEW, MANY = 500_000, 2_000_000
SMALL = "# A\n\n- **Parameters:** 7B\n\n|Task|Score|\n|-|-|\n|MMLU|1|\n<table><tr><td>x</table>\n"


def lines() -> Iterator[Row]:
    """Three rows a structure, as the process that reads it prints them."""
    for name in STRUCTURES:
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.bench_large", name],
            cwd=ROOT, capture_output=True, text=True, check=True,
        )  # fmt: skip
        peak, json, growth = (float(one) for one in done.stdout.split())
        yield Row(f"{name}: peak memory over the card", peak, "<= 40")
        yield Row(f"{name}: JSON over the card", json, "<= 50")
        yield Row(f"{name}: time of a character at 2 MB over 500 kB", growth, "<= 1.5")


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def measure(name: str) -> tuple[float, float, float]:
    """Peak memory and JSON as multiples of the card, and how the time of a character grows."""
    from modelcards import parse, to_json

    to_json(parse(SMALL))
    text = sized(STRUCTURES[name], SIZE).encode()
    gc.collect()
    before = _peak()
    json = to_json(parse(text), indent=None)
    peak = (_peak() - before) / len(text)
    costs = []
    for size in (FEW, MANY):
        text = sized(STRUCTURES[name], size).encode()
        start = time.process_time()
        parse(text)
        costs.append((time.process_time() - start) / len(text))
    return peak, len(json.encode()) / SIZE, costs[1] / costs[0]


if __name__ == "__main__":
    print(*measure(sys.argv[1]))
