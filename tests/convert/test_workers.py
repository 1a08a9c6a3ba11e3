"""Worker processes: order, and what a dying or hanging worker costs.

Cards that kill or hang are made by a `sitecustomize` that the tests put on the path of the worker
processes; the package knows nothing of it.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from modelcards.convert import pool, workers
from modelcards.convert.cluster import Watched, on_dask
from modelcards.convert.item import Item
from modelcards.convert.work import Job, Result
from modelcards.convert.workers import MANY, chunked, here, in_processes, select
from modelcards.errors import ArgumentError

HOOK = '''
import importlib.abc, importlib.util, os, signal, sys


class Finder(importlib.abc.MetaPathFinder):
    """Loads the reader, and makes it die or hang on cards that ask for it."""

    def find_spec(self, name, path, target=None):
        if name != "modelcards.reading.reader":
            return None
        sys.meta_path.remove(self)
        spec = importlib.util.find_spec(name)
        load = spec.loader.exec_module

        def exec_module(module):
            load(module)
            really = module.read_card

            def read_card(source, *rest):
                if "KILLER" in source.text:
                    os._exit(7)
                if "HANGER" in source.text:
                    signal.pause()
                return really(source, *rest)

            module.read_card = read_card

        spec.loader.exec_module = exec_module
        return spec


sys.meta_path.insert(0, Finder())
'''


@pytest.fixture
def cards(tmp_path: Path) -> Path:
    root = tmp_path / "cards"
    root.mkdir()
    for number in range(60):
        (root / f"c{number:02}.md").write_text(f"# Card {number}\n")
    (root / "c31-kills.md").write_text("# KILLER\n")
    return root


Runner = Callable[..., tuple[int, list[Any], list[Any]]]


def rows_of(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@pytest.fixture
def run(tmp_path: Path) -> Runner:
    hook = tmp_path / "hook"
    hook.mkdir()
    (hook / "sitecustomize.py").write_text(HOOK)
    path = os.pathsep.join([str(hook), *filter(None, sys.path)])

    def convert(source: Path, *options: str) -> tuple[int, list[Any], list[Any]]:
        out, errors = tmp_path / "o.jsonl", tmp_path / "e.jsonl"
        done = subprocess.run(
            [sys.executable, "-m", "modelcards", "convert", str(source), "-o", str(out),
             "--errors", str(errors), *options],
            env={**os.environ, "PYTHONPATH": path}, check=False, timeout=300,
        )  # fmt: skip
        return done.returncode, rows_of(out), rows_of(errors)

    return convert


@pytest.mark.skipif(sys.platform == "win32", reason="the hook needs signals")
def test_a_card_that_kills_or_hangs_costs_only_itself(cards: Path, run: Runner) -> None:
    (cards / "c45-hangs.md").write_text("# HANGER\n")
    code, rows, errors = run(cards, "--jobs", "2", "--timeout", "4")
    assert code == 1
    assert [row["name"] for row in rows] == [f"Card {number}" for number in range(60)]
    assert [Path(error["path"]).name for error in errors] == ["c31-kills.md", "c45-hangs.md"]
    assert [error["line"] for error in errors] == [None, None]
    assert "died" in errors[0]["error"]
    assert "longer than" in errors[1]["error"]


@dataclass(frozen=True, slots=True)
class Deadly(Job):
    """A job that ends its process, or never ends, at items that say so."""

    def __call__(self, items: Sequence[Item]) -> list[Result]:
        for item in items:
            if item.path == "kills":
                os._exit(7)
            if item.path == "hangs":
                threading.Event().wait()
        return [Result(item.path, "card") for item in items]


DEADLY = [(Item("a"),), (Item("b"), Item("kills"), Item("c")), (Item("d"), Item("hangs"))]
SAME = Item("same", known="digest", same=True)


def test_a_dead_worker_is_replaced_and_its_chunk_split() -> None:
    results = list(in_processes(2, 4.0)(Deadly("jsonl"), [*DEADLY, (SAME,)]))
    assert [[result.path for result in chunk] for chunk in results] == [
        ["a"], ["b", "kills", "c"], ["d", "hangs"], ["same"],
    ]  # fmt: skip
    failed = {result.path: result.reason for chunk in results for result in chunk if result.reason}
    assert failed == {
        "kills": "the worker process died while reading (exit code 7)",
        "hangs": "reading took longer than 4 seconds",
    }


def test_a_dead_dask_worker_is_replaced_and_its_chunk_split() -> None:
    pytest.importorskip("distributed")
    chunks = [*DEADLY[:2], (SAME,), *[(Item(str(n)),) for n in range(30)]]
    results = list(on_dask(None, 2, 30.0)(Deadly("jsonl"), chunks))
    assert [[result.path for result in chunk] for chunk in results[:3]] == [
        ["a"], ["b", "kills", "c"], ["same"],
    ]  # fmt: skip
    failed = {result.path: result.reason for chunk in results for result in chunk if result.reason}
    assert failed == {"kills": "the worker died, or took longer than 30 seconds"}
    assert len(results) == 33


def test_the_number_of_workers_does_not_change_the_output(cards: Path, tmp_path: Path) -> None:
    from modelcards.cli.main import main

    outs = []
    for jobs in ("1", "2", "3"):
        outs.append(tmp_path / f"{jobs}.jsonl")
        assert main(["convert", str(cards), "-o", str(outs[-1]), "--jobs", jobs]) == 0
    assert outs[0].read_bytes() == outs[1].read_bytes() == outs[2].read_bytes()


def test_dask_gives_the_same_rows(tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    pa = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    from modelcards.cli.main import main

    for part in range(8):
        ids = [f"org/{part}-{row}" for row in range(25)]
        given = pa.table({"modelId": ids, "card": [f"# Card {one}" for one in ids]})
        parquet.write_table(given, tmp_path / f"part{part}.parquet")
    outs = []
    for engine in ("local", "dask"):
        outs.append(tmp_path / f"{engine}.jsonl")
        assert main(["convert", f"{tmp_path}/*.parquet", "-o", str(outs[-1]), "--id", "modelId",
                     "--engine", engine, "--jobs", "2"]) == 0  # fmt: skip
    assert outs[0].read_bytes() == outs[1].read_bytes()
    assert len(outs[0].read_text().splitlines()) == 200


def test_a_scheduler_that_is_not_there_is_an_error(
    cards: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dask = pytest.importorskip("dask")
    pytest.importorskip("distributed")
    from modelcards.cli.main import main

    with dask.config.set({"distributed.comm.timeouts.connect": "100ms"}):
        code = main(["convert", str(cards), "-o", str(tmp_path / "o.jsonl"), "--engine", "dask",
                     "--scheduler", "tcp://127.0.0.1:1"])  # fmt: skip
    assert code == 2
    assert "cannot reach the scheduler" in capsys.readouterr().err


def test_dask_is_an_extra(
    cards: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from modelcards.cli.main import main

    monkeypatch.setitem(sys.modules, "distributed", None)
    out = str(tmp_path / "o.jsonl")
    assert main(["convert", str(cards), "-o", out, "--engine", "dask"]) == 2
    assert "modelcards-scraper[dask]" in capsys.readouterr().err


def items(number: int, **given: Any) -> list[Item]:
    return [Item(f"{n}.md", **given) for n in range(number)]


def test_chunks_begin_small_and_are_bounded_by_number_and_size() -> None:
    sizes = [len(chunk) for chunk in chunked(items(1000))]
    assert sizes[:3] == [1, 2, 3]
    assert max(sizes) == 32
    assert sum(sizes) == 1000
    assert [len(chunk) for chunk in chunked(items(4, size=1 << 20))] == [1, 1, 1, 1]
    assert [len(chunk) for chunk in chunked(items(3, data="x" * (1 << 20)))] == [1, 1, 1]
    assert list(chunked([])) == []


def test_chunks_keep_apart_what_need_not_be_read() -> None:
    mixed = [Item("a.md"), SAME, SAME, Item("b.md")]
    assert [[item.path for item in chunk] for chunk in chunked(mixed)] == [
        ["a.md"], ["same", "same"], ["b.md"],
    ]  # fmt: skip


def test_what_is_the_same_needs_no_worker() -> None:
    ((result,),) = in_processes(2, 60.0)(Job("jsonl"), [(SAME,)])
    assert result == Result("same", "same", digest="digest")


def test_which_engine() -> None:
    assert select(None, None, MANY - 1) is here
    assert select(1, None, None) is here
    assert select(None, None, MANY) is not here
    assert select(1, 5.0, 1) is not here
    for jobs, timeout in ((0, None), (-1, None), (2, 0.0)):
        with pytest.raises(ArgumentError):
            select(jobs, timeout, 1)


@pytest.mark.parametrize(
    ("jobs", "count", "started"),
    [(8, 3, 3), (8, None, 4), (2, None, 2), (2, 1, 1), (3, 0, 1), (64, 5_000, 4)],
)
def test_no_more_workers_than_make_sense(
    jobs: int, count: int | None, started: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    monkeypatch.setattr(workers, "cores", lambda: 2)
    monkeypatch.setattr(workers, "in_processes", lambda jobs, *rest: asked.append(jobs))
    select(jobs, None, count)
    assert asked == [started]


def test_a_worker_ends_with_its_parent(monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[int] = []
    waited: list[str] = []
    monkeypatch.setattr(os, "_exit", ended.append)
    pool.wait_for_end(lambda: waited.append("parent"))
    assert (waited, ended) == (["parent"], [1])
    pool.begin()


def test_cores_are_counted_where_affinity_is_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert workers.cores() == 1


def test_a_watched_job_gives_its_results() -> None:
    (result,) = Watched(Job("jsonl"), 60.0)((Item("x", "# x"),))
    assert result.kind == "card"


def test_the_process_of_a_watched_job_ends_when_time_is_up(monkeypatch: pytest.MonkeyPatch) -> None:
    ended = threading.Event()
    monkeypatch.setattr(os, "_exit", lambda code: ended.set())

    def hang(job: Job, items: object) -> list[Result]:
        assert ended.wait(60)
        return []

    monkeypatch.setattr(Job, "__call__", hang)
    assert Watched(Job("jsonl"), 0.01)((Item("x"),)) == []


def test_a_job_names_what_went_wrong() -> None:
    read = Job("jsonl")([
        Item("gone.md"),
        Item("bad", error="no JSON", line=3),
        Item("null", absent="no text"),
        Item("nowhere://x.md", line=2),
    ])  # fmt: skip
    assert [result.kind for result in read] == ["failed", "failed", "passed", "failed"]
    assert [result.line for result in read] == [None, 3, None, 2]


def test_a_worker_that_starts_while_the_run_ends_says_nothing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    from modelcards.convert import preload

    for fault, said in ((FileNotFoundError("a queue"), ""), (EOFError(), ""), (ValueError(), "V")):
        preload.told(type(fault), fault, None)
        assert capsys.readouterr().err[:1] == said


def test_what_workers_are_forked_from_has_read_a_card() -> None:
    sys.modules.pop("modelcards.convert.preload", None)
    loaded = importlib.import_module("modelcards.convert.preload")
    try:
        assert gc.get_freeze_count() > 0
        assert loaded._read.benchmarks[0].score == 61.2
        assert loaded._read.source.repaired == 1
    finally:
        gc.unfreeze()
