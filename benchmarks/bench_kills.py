"""Kills at random moments: no half file, no lost row, no row twice after the second run.

The parent or a worker of `convert` and of `lint --fix`, `export --in-place`, and a Dask worker are
killed with signal 9, forty times in all, `KILLS` times as often where that is set; then a disk
without room, where the machine lets us mount one.
"""

from __future__ import annotations

import importlib.util
import json
import os
import random
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import Row
from benchmarks.trees import begin, convert, plant, start, tree, watch

CARDS = 1_000
ROWS = 20_000
SEED = 20
TIMES = int(os.environ.get("KILLS", "1"))
IN_PLACE = 300


def lines() -> Iterator[Row]:
    """The rows of the table: how many runs went wrong."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        cards = plant(root / "cards", CARDS)
        expected = root / "expected.jsonl"
        seconds = convert(cards, "-o", expected, "-j", 2).seconds
        whole = expected.read_bytes()
        for victim, rounds in (("parent", 10 * TIMES), ("worker", 7 * TIMES)):
            wrong = sum(
                not _survives(cards, root / f"{victim}{n}.jsonl", whole, victim, seconds)
                for n in range(rounds)
            )
            yield Row(f"convert, {victim} killed: wrong of {rounds} runs", float(wrong), "0")
        for command in ("lint --fix", "export --in-place"):
            yield from _in_place(root / "mended", command)
        if importlib.util.find_spec("distributed") and importlib.util.find_spec("pyarrow"):
            yield from _dask(root)
        yield Row("convert, killed: stale files left", float(_stale(root)), "0")
        yield from _full_disk(cards, root / "small")


def _survives(cards: Path, out: Path, whole: bytes, victim: str, seconds: float) -> bool:
    """Kill one run at a random moment, then run again; whether both outputs are right."""
    out.write_bytes(b"old")
    run = start(cards, "-o", out, "-j", 2, "--resume")
    time.sleep(random.Random(f"{SEED}{out.name}").uniform(0.05, seconds))
    # The server that forks workers is the parent's child, the workers are its children.
    pids = [run.pid] if victim == "parent" else [*tree(run.pid)][2:]
    for pid in pids[-1:]:
        _kill(pid)
    run.wait()
    # A worker that was killed costs nothing in this run; a killed parent leaves old or new.
    left = out.read_bytes()
    if left != whole and (victim == "worker" or left != b"old"):
        return False
    return convert(cards, "-o", out, "-j", 2, "--resume").code == 0 and out.read_bytes() == whole


def _in_place(root: Path, command: str) -> Iterator[Row]:
    """Commands that write into cards: each is as it was or done, and a second run does the rest."""
    name, option = command.split()
    arguments = [name, str(root), option]
    arguments += ["-j", "2"] if name == "lint" else ["--to", "model-index"]
    plant(root, IN_PLACE)
    if name == "lint":
        for at, file in enumerate(sorted(root.rglob("*.md"))):
            file.write_bytes(
                file.read_text("utf-8", "replace").encode(("utf-16", "utf-8-sig")[at % 2])
            )
    before = _held(root)
    began = time.monotonic()
    begin(*arguments).wait()
    seconds = time.monotonic() - began
    after = _held(root)
    changed = sum(after[path] != data for path, data in before.items())
    assert changed > IN_PLACE // 10
    rounds, wrong = 10 * TIMES, 0
    for n in range(rounds):
        for path, data in before.items():
            path.write_bytes(data)
        run = begin(*arguments)
        time.sleep(random.Random(f"{SEED}{command}{n}").uniform(0.05, seconds))
        pids = list(tree(run.pid))
        _kill(pids[-1] if n % 2 and len(pids) > 2 else run.pid)
        run.wait()
        left = _held(root)
        torn = [path for path in before if left.get(path) not in (before[path], after[path])]
        code = begin(*arguments).wait()
        wrong += bool(torn) or code == 2 or _held(root) != after
    stale = len(list(root.rglob(".modelcards-*")))
    yield Row(f"{command}, killed: wrong of {rounds} runs, {changed} cards", float(wrong), "0")
    yield Row(f"{command}, killed: stale files left", float(stale), "0")
    shutil.rmtree(root)


def _held(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in root.rglob("*.md")}


def _kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def _dask(root: Path) -> Iterator[Row]:
    """Rows of 8 Parquet files: Dask against local, and with a worker killed."""
    import pyarrow as pa
    from pyarrow import parquet

    from benchmarks.measure import cards

    texts = [text.decode("utf-8", "replace") for text in cards("leaderboard")]
    for part in range(8):
        ids = [f"org{part}/card{n:05}" for n in range(ROWS // 8)]
        table = {"modelId": ids, "card": [texts[n % len(texts)] for n in range(len(ids))]}
        parquet.write_table(pa.table(table), root / f"part{part}.parquet", row_group_size=500)
    arguments = [root / "part*.parquet", "--id", "modelId", "-j", 2, "-o"]
    local, dask, killed = (root / f"{name}.jsonl" for name in ("local", "dask", "killed"))
    convert(*arguments, local)
    seconds = convert(*arguments, dask, "--engine", "dask").seconds
    whole = local.read_bytes()
    rows = len({json.loads(line)["source"]["path"] for line in whole.splitlines()})
    yield Row(f"convert --engine dask: rows missing of {ROWS:,}", float(ROWS - rows), "0")
    differs = dask.read_bytes() != whole
    yield Row("convert --engine dask: output differs from local", float(differs), "0")
    wrong = 0
    for n in range(3):
        run = start(*arguments, killed, "--engine", "dask")
        time.sleep(random.Random(n).uniform(0.4 * seconds, 0.8 * seconds))
        _kill(_dask_worker(run.pid))
        wrong += watch(run).code != 0 or killed.read_bytes() != whole
    yield Row("convert --engine dask, worker killed: wrong of 3 runs", float(wrong), "0")


def _dask_worker(pid: int) -> int:
    """The youngest process of the tree: the last worker that began."""
    return max(tree(pid))


def _stale(root: Path) -> int:
    return len(list(root.glob(".modelcards-*.tmp")))


def _full_disk(cards: Path, small: Path) -> Iterator[Row]:
    """A disk of one megabyte, then one that is read-only: the old output stays, exit code 2."""
    small.mkdir()
    options = ["-t", "tmpfs", "-o", "size=1m", "tmpfs", str(small)]
    if subprocess.run(["mount", *options], check=False, capture_output=True).returncode:
        return
    try:
        wrong = _refused(cards, small)
        yield Row("convert to a full disk: wrong of 5 formats", float(wrong), "0")
        subprocess.run(["mount", "-o", "remount,ro", small], check=True)
        wrong = _refused(cards, small)
        yield Row("convert to a read-only disk: wrong of 5 formats", float(wrong), "0")
    finally:
        subprocess.run(["umount", small], check=True)


def _refused(cards: Path, small: Path) -> int:
    wrong = 0
    for name in ("o.jsonl", "o.json.gz", "o.csv", "o.sqlite", "o.parquet"):
        out = small / name
        try:
            out.write_bytes(b"old")
        except OSError:
            assert out.read_bytes() == b"old"
        code = convert(cards, "-o", out, "-j", 2).code
        wrong += code != 2 or out.read_bytes() != b"old"
    return wrong
