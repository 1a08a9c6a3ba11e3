"""Trees of cards to convert, and runs of the program that are watched from outside (Linux)."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.measure import cards

_PSS = re.compile(r"^Pss:\s+(\d+) kB", re.M)


class Run(NamedTuple):
    """A run that ended: its exit code, seconds of wall clock, most memory of its tree in MB; CPU
    seconds of the tree, and of the first process alone, as far as they were seen.
    """

    code: int
    seconds: float
    peak: float
    cpu: float = 0.0
    own: float = 0.0


def plant(root: Path, number: int) -> Path:
    """`number` cards below `root`: the real ones many times over, under other names."""
    texts = cards("leaderboard") + cards("hub")
    for n in range(number):
        folder = root / f"org{n % 997:03}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"card{n:06}.md").write_bytes(texts[n % len(texts)])
    return root


def begin(*arguments: object) -> subprocess.Popen[bytes]:
    """`modelcards` with these arguments, silent."""
    command = [sys.executable, "-m", "modelcards", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def start(*arguments: object) -> subprocess.Popen[bytes]:
    """`modelcards convert` with these arguments, silent."""
    return begin("convert", *arguments)


def watch(process: subprocess.Popen[bytes]) -> Run:
    """Wait for the end of a run and measure it; shared memory counts once."""
    began = time.monotonic()
    peak = 0
    spent: dict[int, float] = {}
    while process.poll() is None:
        pids = list(tree(process.pid))
        peak = max(peak, sum(map(_proportional, pids)))
        spent.update((pid, seconds) for pid in pids if (seconds := _cpu(pid)) is not None)
        time.sleep(0.1)
    own = spent.get(process.pid, 0.0)
    return Run(process.returncode, time.monotonic() - began, peak / 1024, sum(spent.values()), own)


def convert(*arguments: object) -> Run:
    """Run `modelcards convert` and measure it."""
    return watch(start(*arguments))


def tree(pid: int) -> Iterator[int]:
    """A process and all below it."""
    yield pid
    try:
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from tree(int(child))
    except OSError:  # it ended while we looked
        return


def _cpu(pid: int) -> float | None:
    """The CPU seconds of a process so far."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _proportional(pid: int) -> int:
    try:
        found = _PSS.search(Path(f"/proc/{pid}/smaps_rollup").read_text())
    except OSError:
        return 0
    return int(found[1]) if found else 0
