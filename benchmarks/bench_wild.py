"""Cards a second over cards from the Hub as they are, against the libraries that one would combine.

Theirs is what a script does that wants metadata, text and tables: `huggingface_hub.ModelCard`,
mistune's HTML, and `pandas.read_html` where that holds a table. It gives no scores and no facts.
Each side reads the same files in fresh processes, in alternation: one process, then two.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.util import find_spec
from io import StringIO
from pathlib import Path

from benchmarks.measure import ROOT, SHARED, Row

RUNS = 3
NEEDED = ("huggingface_hub", "pandas", "lxml")


def files() -> list[Path]:
    """The cards, or the fixtures where they are not there."""
    return sorted((SHARED / "wild").rglob("*.md")) or sorted((ROOT / "fixtures").rglob("*.md"))


def theirs(path: str) -> int:
    """Metadata, HTML and tables of one card; the number of tables."""
    import mistune
    import pandas
    from huggingface_hub import ModelCard

    text = Path(path).read_text(encoding="utf-8", errors="replace")
    try:
        body = ModelCard(text, ignore_metadata_errors=True).text
    except Exception:  # front matter that is no mapping, or no YAML at all
        body = text
    html = str(mistune.html(body))
    if "<table" not in html:
        return 0
    try:
        return len(pandas.read_html(StringIO(html)))
    except Exception:  # a table without a cell, or spans that pandas does not take
        return 0


def _theirs(jobs: int) -> None:
    paths = [str(path) for path in files()]
    theirs(paths[0])
    if jobs == 1:
        sum(map(theirs, paths))
        return
    import multiprocessing

    with multiprocessing.get_context("fork").Pool(jobs) as pool:
        sum(pool.imap(theirs, paths, chunksize=32))


def _seconds(*command: object) -> float:
    began = time.monotonic()
    subprocess.run(
        [sys.executable, *map(str, command)], cwd=ROOT, check=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    return time.monotonic() - began


def lines() -> Iterator[Row]:
    """One row for one process and one for two, starting included."""
    if any(find_spec(name) is None for name in NEEDED):
        yield Row(
            f"wild: not measured, {', '.join(NEEDED)} are not all installed", float("nan"), ""
        )
        return
    count = len(files())
    folder = SHARED / "wild" if (SHARED / "wild").exists() else ROOT / "fixtures"
    with tempfile.TemporaryDirectory() as out:
        for jobs in (1, 2):
            runs = []
            for _ in range(RUNS):
                ours = ("-m", "modelcards", "convert", folder, "--all", "-o", f"{out}/wild.jsonl")
                mine = _seconds(*ours, "-j", jobs)
                runs.append((mine, _seconds("-m", "benchmarks.bench_wild", jobs)))
            ratio = statistics.median(a / b for a, b in runs)
            mine, other = (statistics.median(column) for column in zip(*runs, strict=True))
            remark = f"{count / mine:.0f} against {count / other:.0f} cards a second"
            name = (
                f"wild, {count:,} cards, {jobs} process{'es' * (jobs > 1)}: against three libraries"
            )
            yield Row(name, ratio, "<= 0.5", remark)


if __name__ == "__main__":
    _theirs(int(sys.argv[1]))
