"""The whole Hub: cards as they are, many times over, and what that tells of two and a half million.

`CARDS=100000 python benchmarks/run.py hub` takes so many; fewer tell the same sooner. CPU seconds
are those of the whole tree of processes, so a busy machine changes them little; what a second of
wall clock gives depends on what else runs. The steps on docs/explanation/whole-hub.md are these.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from benchmarks.bench_wild import files
from benchmarks.measure import Row
from benchmarks.trees import Run, start, watch

MANY = int(os.environ.get("CARDS", "100000"))
HUB = 2_500_000
JOBS = (1, 2)


def plant(root: Path, number: int) -> Path:
    """`number` cards from the Hub below `root`, each as often as it takes, under other names."""
    texts = [path.read_bytes() for path in files()]
    for n in range(number):
        folder = root / f"owner{n % 997:03}" / f"model{n:07}"
        folder.mkdir(parents=True)
        (folder / "README.md").write_bytes(texts[n % len(texts)])
    return root


def run(*arguments: object) -> Run:
    """`modelcards convert` with these arguments, watched."""
    return watch(start(*arguments))


def lines() -> Iterator[Row]:
    """The rows: cards a second, CPU a card, memory, going on, and the same on Dask."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        cards, few = plant(root / "cards", MANY), plant(root / "few", max(1, MANY // 5))
        out = root / "cards.jsonl"
        small = run(few, "-o", out, "-j", 2)
        for jobs in JOBS:
            done = run(cards, "-o", out, "-j", jobs)
            remark = f"{MANY / done.seconds:.0f} cards a second, {done.peak:.0f} MB at most"
            cpu = done.cpu / MANY * 1e3
            yield Row(f"{MANY:,} cards, -j {jobs}: ms of CPU a card", cpu, "", remark)
            yield Row(
                f"{MANY:,} cards, -j {jobs}: ms of CPU of the parent", done.own / MANY * 1e3, ""
            )
            hours = HUB * done.seconds / MANY / 3600
            yield Row(f"{HUB:,} cards at that rate: hours", hours, "")
        yield Row("memory of the many over that of a fifth, -j 2", done.peak / small.peak, "<= 1.1")
        time.sleep(2.5)  # files changed within two seconds of a run are read again
        cold = run(cards, "-o", out, "-j", 2, "--resume")
        warm = run(cards, "-o", out, "-j", 2, "--resume")
        kept = next(root.glob(".modelcards-*"))
        held = sum(p.stat().st_size for p in (kept.rglob("*") if kept.is_dir() else [kept]))
        remark = f"{warm.seconds:.1f} s against {cold.seconds:.1f} s"
        yield Row("going on where nothing changed: share of the first run",
                  warm.seconds / cold.seconds, "<= 0.05", remark)  # fmt: skip
        size = out.stat().st_size
        yield Row(
            "the manifest: share of the output", held / size, "", f"{size / 1e6:.0f} MB of cards"
        )
        if find_spec("distributed") is not None:
            dask = run(cards, "-o", out, "--engine", "dask", "-j", 2)
            remark = f"{MANY / dask.seconds:.0f} cards a second, {dask.peak:.0f} MB at most"
            yield Row("--engine dask -j 2: ms of CPU a card", dask.cpu / MANY * 1e3, "", remark)
