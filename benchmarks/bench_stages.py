"""Which part of the way from bytes to JSON each stage takes, on cards not seen before.

The stages are timed inside the real way: what stands behind a name that `reader` uses is wrapped.
"""

from __future__ import annotations

import gc
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

from benchmarks.bench_cards import KINDS, texts
from benchmarks.measure import ROOT, Row

RUNS = 3
STAGES = {
    "bytes to text": ("decode",),
    "repair": ("mend",),
    "front matter": ("frontmatter", "split"),
    "blocks": ("read_blocks",),
    "cells of tables": ("find_grids",),
    "meaning of tables": ("benchmarks", "read_tables"),
    "links": ("read_links",),
    "environment": ("read_environment",),
    "sections": ("_sections",),
    "derived values": ("derive", "derive"),
    "JSON": ("to_json",),
}
OTHERS = "facts and texts"


def once(kind: str) -> dict[str, float]:
    """Seconds of each stage over all cards of a kind, in a process that has read the fixtures."""
    import modelcards
    from modelcards.reading import reader

    spent: Counter[str] = Counter()

    def timed(stage: str, work: Callable[..., Any]) -> Callable[..., Any]:
        def run(*given: Any, **named: Any) -> Any:
            start = time.perf_counter()
            done = work(*given, **named)
            spent[stage] += time.perf_counter() - start
            return done

        return run

    to_json = modelcards.to_json
    for stage, (name, *inner) in STAGES.items():
        if name == "to_json":
            to_json = timed(stage, to_json)
            continue
        owner = getattr(reader, name) if inner else reader
        at = inner[0] if inner else name
        setattr(owner, at, timed(stage, getattr(owner, at)))
    for path in sorted((ROOT / "fixtures" / "cards").glob("*.md")):
        to_json(modelcards.parse(path.read_bytes()), indent=None)
    spent.clear()
    # To which stage a look through all that was imported falls would be chance.
    gc.collect()
    gc.freeze()
    start = time.perf_counter()
    for data in texts(kind):
        to_json(modelcards.parse(data), indent=None)
    whole = time.perf_counter() - start
    return {stage: spent[stage] for stage in STAGES} | {OTHERS: whole - sum(spent.values())}


def lines() -> list[Row]:
    """One row a stage and kind of card: its share of the whole way."""
    rows = []
    for kind, (name, _) in KINDS.items():
        total: Counter[str] = Counter()
        for _ in range(RUNS):
            command = [sys.executable, "-m", "benchmarks.bench_stages", kind]
            done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
            for line in done.stdout.splitlines():
                stage, seconds = line.split("\t")
                total[stage] += float(seconds)
        whole = sum(total.values())
        rows += [Row(f"{name}: {stage}", total[stage] / whole, "") for stage in total]
    return rows


if __name__ == "__main__":
    for stage, seconds in once(sys.argv[1]).items():
        print(stage, seconds, sep="\t")
