"""Starting: the CPU of whole processes, interpreter included, run in alternation."""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
from importlib.util import find_spec

from benchmarks.measure import ROOT, Row

RUNS = 15
Command = tuple[str, ...]
# What one would combine to read a card; those of them that are there.
WANTED = [name for name in ("mistune", "ftfy", "bs4", "pydantic") if find_spec(name)]
LIBRARIES: Command = ("-c", f"import {', '.join(WANTED)}")
ARGPARSE: Command = ("-c", "import argparse")
PAIRS: tuple[tuple[str, Command, Command, str], ...] = (
    (f"import modelcards against {', '.join(WANTED)}", ("-c", "import modelcards"),
     LIBRARIES, "<= 0.1"),
    ("modelcards --help against import argparse", ("-m", "modelcards", "--help"),
     ARGPARSE, "<= 2.0"),
)  # fmt: skip


def cpu(command: Command) -> float:
    """CPU milliseconds of one Python process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *command], check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1e3 * (after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)


def lines() -> list[Row]:
    """One row a pair: the median ratio of alternating runs, after one of each to warm the disk."""
    rows = []
    for name, ours, theirs, limit in PAIRS:
        runs = [(cpu(ours), cpu(theirs)) for _ in range(RUNS + 1)][1:]
        ratio = statistics.median(a / b for a, b in runs)
        mine, other = (statistics.median(column) for column in zip(*runs, strict=True))
        rows.append(Row(name, ratio, limit, f"{mine:.0f} ms against {other:.0f} ms"))
    return rows
