"""Workers that are killed before they took anything, or with it: nothing is lost, nothing hangs."""

from __future__ import annotations

import multiprocessing
import os
from concurrent.futures import Future
from functools import partial
from typing import Any

import pytest

from modelcards.convert import pool
from modelcards.convert.pool import Pool, Task
from modelcards.errors import ModelCardsError


@pytest.fixture
def made() -> Any:
    one = Pool(2, multiprocessing.get_context("spawn"), 60.0)
    yield one
    one.stop()


def kill_all() -> None:
    for child in multiprocessing.active_children():
        child.kill()


def test_workers_killed_while_they_start_cost_nothing(made: Pool) -> None:
    tasks = [made.give(partial(divmod, number, 3)) for number in range(5)]
    kill_all()
    assert [made.outcome(task) for task in tasks] == [(divmod(n, 3), "") for n in range(5)]


def test_a_worker_that_dies_at_its_task_is_told(made: Pool) -> None:
    _, reason = made.outcome(made.give(partial(os._exit, 7)))
    assert reason == "the worker process died while reading (exit code 7)"


def test_workers_that_never_begin_end_the_run(made: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "_MOST_BROKEN", 0)
    task = made.give(partial(divmod, 1, 1))
    kill_all()
    with pytest.raises(ModelCardsError, match="end before they begin"):
        made.outcome(task)


def test_what_a_worker_took_and_never_told_of_is_lost(made: Pool) -> None:
    task = Task(partial(divmod, 1, 1))
    never: Any = Future()
    probe: Any = Future()
    task.probe = probe
    assert not made._is_lost(task, never)
    probe.set_result(None)
    assert made._is_lost(task, never)
    never.set_running_or_notify_cancel()
    assert not made._is_lost(task, never)
