"""Runs a job over chunks of items, here or in worker processes, and gives the results in order.

A worker that dies, or takes longer on one card than it may, costs that card only: its chunk is
split and each card tried again alone. pebble does this: a plain process pool, and loky's, lose
every chunk that waits when one worker is killed.
"""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from modelcards.convert.item import Item, checked_timeout
from modelcards.errors import ArgumentError

if TYPE_CHECKING:
    from modelcards.convert.pool import Pool, Task

Chunk = tuple[Item, ...]
T = TypeVar("T")
_MOST_ITEMS = 32
_MOST_BYTES = 1 << 20
_WAITING = 4
PRELOADED = "modelcards.convert.preload"
"""The module that workers are forked from with, unless told otherwise."""


class Work(Protocol[T]):
    """What is done to items: a value that can be sent to another process."""

    def __call__(self, items: Chunk, /) -> list[T]:
        """The result of each item; what is wrong with one of them is a result, too."""

    def failed(self, item: Item, reason: str, /) -> T:
        """The result of an item whose worker died, or took too long."""


class Engine(Protocol):
    """What runs a job."""

    def __call__(self, job: Work[T], chunks: Iterable[Chunk], /) -> Iterator[list[T]]:
        """The results of each chunk, in the order of the chunks."""


def chunked(items: Iterable[Item]) -> Iterator[Chunk]:
    """Items in chunks that are worth sending to a worker: small ones first, so that all begin.

    What need not be read is never in one chunk with what must.
    """
    chunk: list[Item] = []
    size = 0
    most = 1
    for item in items:
        if chunk and chunk[0].same != item.same:
            yield tuple(chunk)
            chunk, size = [], 0
        chunk.append(item)
        size += item.size if item.data is None else len(item.data)
        if len(chunk) >= most or size >= _MOST_BYTES:
            yield tuple(chunk)
            chunk, size = [], 0
            most = min(most + 1, _MOST_ITEMS)
    if chunk:
        yield tuple(chunk)


def here(job: Work[T], chunks: Iterable[Chunk]) -> Iterator[list[T]]:
    """Run every chunk in this process."""
    return map(job, chunks)


def in_processes(jobs: int, timeout: float, preload: str = PRELOADED) -> Engine:
    """An engine of `jobs` worker processes; `timeout` is in seconds a card."""

    def run(job: Work[T], chunks: Iterable[Chunk]) -> Iterator[list[T]]:
        from modelcards.convert.pool import Pool

        start_early(preload)
        method = "forkserver" if _can_fork() else "spawn"
        pool = Pool(jobs, multiprocessing.get_context(method), timeout)
        try:
            yield from _in_order(pool, job, chunks, jobs * _WAITING)
        finally:
            pool.stop()

    return run


def _can_fork() -> bool:
    return "forkserver" in multiprocessing.get_all_start_methods()


def _has_directory() -> bool:
    """Whether the working directory is there: `multiprocessing` starts no process without one."""
    try:
        Path.cwd()
    except OSError:
        return False
    return True


def start_early(preload: str = PRELOADED) -> None:
    """Start what workers are forked from, which makes itself ready while the inputs are listed.

    Forking a process that has threads can deadlock, so workers come from a clean server.
    """
    if _can_fork() and _has_directory():
        from multiprocessing import forkserver

        multiprocessing.get_context("forkserver").set_forkserver_preload([preload])
        forkserver.ensure_running()


def _in_order(pool: Pool, job: Work[T], chunks: Iterable[Chunk], most: int) -> Iterator[list[T]]:
    waiting: deque[tuple[Chunk, Task[list[T]] | None]] = deque()
    for chunk in chunks:
        task = None if chunk[0].same else pool.give(partial(job, chunk))
        waiting.append((chunk, task))
        if len(waiting) >= most:
            yield _finished(pool, job, *waiting.popleft())
    while waiting:
        yield _finished(pool, job, *waiting.popleft())


def _finished(pool: Pool, job: Work[T], chunk: Chunk, task: Task[list[T]] | None) -> list[T]:
    if task is None:
        return job(chunk)
    results: list[T] | None = pool.outcome(task)[0]
    if results is not None:
        return results
    alone = [(item, pool.give(partial(job, (item,)))) for item in chunk]
    return [_alone(pool, job, item, again) for item, again in alone]


def _alone(pool: Pool, job: Work[T], item: Item, task: Task[list[T]]) -> T:
    outcome = pool.outcome(task)
    return job.failed(item, outcome[1]) if outcome[0] is None else outcome[0][0]


def cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


MANY = 300
"""From so many items on all cores are taken, unless told otherwise."""
_MOST_A_CORE = 2


def select(
    jobs: int | None,
    timeout: float | None,
    count: int | None,
    preload: str = PRELOADED,
    more: float = 0.0,
) -> Engine:
    """The engine for a run: `jobs` workers; when that is None, all cores if there are `MANY` items.

    `count` is the number of items, None where that is not known and large. No more workers are
    started than there are items, and no more than two for each core. `more` seconds beside
    `timeout` go to what is done with a card that was read.

    Raises:
        ArgumentError: a number of jobs or seconds that makes no sense.
    """
    if jobs is not None and jobs < 1:
        raise ArgumentError(f"jobs must be 1 or more, not {jobs}")
    checked_timeout(timeout)
    many = count is None or count >= MANY
    if timeout is None and (jobs == 1 or (jobs is None and not many)):
        return here
    if not _has_directory():
        return here
    wanted = jobs or (cores() if many else 1)
    seconds = checked_timeout(timeout) + more
    return in_processes(_sensible(wanted, count), seconds, preload)


def _sensible(jobs: int, count: int | None) -> int:
    """As many workers as there is work for, and cores to do it."""
    most = min(jobs, max(2, cores() * _MOST_A_CORE))
    return most if count is None else max(1, min(most, count))
