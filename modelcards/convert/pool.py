"""Worker processes whose loss loses no item: pebble's pool, made anew where it has broken.

pebble gives up when a worker ends before it took anything, and waits for ever for what a worker
took out of the queue and died with before it said so. Neither is an item's fault: what was given to
a broken pool is given to the next one, and what was lost is given again.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
import time
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, CancelledError, wait
from multiprocessing.context import BaseContext
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from modelcards.errors import ModelCardsError

if TYPE_CHECKING:
    from pebble import ProcessFuture, ProcessPool

R = TypeVar("R")
_STEP = 1.0
_MOST_BROKEN = 5
_PATIENCE = 60.0
_LOCK = 5.0
_BREATH = 0.1
"""Seconds before the second try to replace a pool, and twice as long before each further one: what
workers are forked from may have ended, and is not told yet to have."""


class Task(Generic[R]):
    """Something given to a pool: to which of them, and what it promised."""

    __slots__ = ("begun", "future", "number", "probe", "run")

    def __init__(self, run: Callable[[], R]) -> None:
        self.run = run
        self.number = -1
        self.begun = 0.0
        self.future: ProcessFuture[R] | None = None
        self.probe: ProcessFuture[None] | None = None


class Pool:
    """`jobs` worker processes; a task may take `timeout` seconds."""

    def __init__(self, jobs: int, context: BaseContext, timeout: float) -> None:
        self._jobs = jobs
        self._context = context
        self._timeout = timeout
        self._number = 0
        self._broken = 0
        self._pool = self._made()

    def give(self, run: Callable[[], R]) -> Task[R]:
        """Have something run, which can be sent to another process.

        Raises:
            ModelCardsError: no worker lives long enough to take anything.
        """
        task = Task(run)
        self._give(task)
        return task

    def outcome(self, task: Task[R]) -> tuple[R | None, str]:
        """What came of a task, or None and why there is nothing.

        Raises:
            ModelCardsError: no worker lives long enough to take anything.
        """
        from pebble import ProcessExpired

        while True:
            future = self._settled(task)
            try:
                result: R = future.result()
            except TimeoutError:
                self._broken = 0
                return None, f"reading took longer than {self._timeout:g} seconds"
            except ProcessExpired as error:
                self._broken = 0
                return None, f"the worker process died while reading (exit code {error.exitcode})"
            except (BrokenExecutor, CancelledError):
                self._renew(task.number)
                task.future = None
                continue
            self._broken = 0
            return result, ""

    def stop(self) -> None:
        """End every worker."""
        self._pool.stop()
        self._pool.join()

    def _made(self) -> ProcessPool:
        from pebble import ProcessPool

        return ProcessPool(max_workers=self._jobs, context=self._context, initializer=begin)

    def _give(self, task: Task[Any]) -> None:
        while True:
            try:
                task.future = self._pool.schedule(_call, args=(task.run,), timeout=self._timeout)
            except RuntimeError:  # also pebble's word for a broken pool
                self._renew(self._number)
                continue
            task.number, task.begun, task.probe = self._number, time.monotonic(), None
            return

    def _renew(self, number: int) -> None:
        """Replace the pool of that number, unless that was done."""
        if number != self._number:
            return
        self._broken += 1
        if self._broken > _MOST_BROKEN:
            raise ModelCardsError("the worker processes end before they begin; try one job")
        self.stop()
        if self._broken > 1:
            time.sleep(_BREATH * 2 ** (self._broken - 2))
        self._number += 1
        self._pool = self._made()

    def _settled(self, task: Task[R]) -> ProcessFuture[R]:
        """The future of a task, once it is done; given again where it was lost."""
        while True:
            future = task.future
            if future is None or (task.number != self._number and not future.done()):
                self._give(task)
            elif wait((future,), _STEP).done:
                return future
            elif self._is_lost(task, future):
                self._give(task)
            elif not self._pool.active:
                # It broke before its threads had taken the task over.
                self._renew(task.number)
            elif time.monotonic() - task.begun > self._timeout * 2 + _PATIENCE:
                # A worker that died in the midst of a message has left the pipe useless.
                self._renew(task.number)

    def _is_lost(self, task: Task[R], future: ProcessFuture[R]) -> bool:
        """Whether a worker took a task and died before it said so.

        Tasks are taken in their order: what was given later and began tells on what did not.
        """
        if future.running():
            return False
        if task.probe is None:
            try:
                task.probe = self._pool.schedule(_nothing, timeout=self._timeout)
            except RuntimeError:
                self._renew(task.number)
            return False
        later = task.probe.running() or task.probe.done()
        return later and not (future.running() or future.done())


def _call(run: Callable[[], R]) -> R:
    return run()


def _nothing() -> None:
    """The task that only shows that a worker came to it."""


def begin() -> None:
    """Let a worker end when the parent is killed, in the midst of a card as well."""
    from pebble import CONSTS

    # One that was killed while it held the lock of the queue holds it for ever.
    CONSTS.channel_lock_timeout = _LOCK
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=wait_for_end, args=(parent.join,), daemon=True).start()


def wait_for_end(join: Callable[[], object]) -> None:
    """End this process when another has ended."""
    join()
    os._exit(1)
