"""Runs a job on Dask (extra `dask`): a local cluster of processes, or a scheduler's workers.

Workers read named files themselves, so a path must mean the same to all of them.
"""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

from modelcards.convert.item import TIMEOUT, Item
from modelcards.convert.work import Job, Result
from modelcards.convert.workers import Chunk, cores
from modelcards.errors import MissingExtraError, ReadError

Converter = Callable[[Job, Iterable[Chunk]], Iterator[list[Result]]]
"""What runs a job of `convert`."""
_WAITING = 8
# A task whose worker died is tried this often again before Dask gives it back to be split.
_RETRIES = 1


@dataclass(frozen=True, slots=True)
class Watched:
    """A job whose process ends when a chunk takes longer than `timeout` seconds.

    Dask cannot stop a task that hangs, but it recovers from a worker that is gone.
    """

    job: Job
    timeout: float

    def __call__(self, chunk: Chunk) -> list[Result]:
        """Run the job under the watch."""
        watch = threading.Timer(self.timeout, os._exit, (1,))
        watch.daemon = True
        watch.start()
        try:
            return self.job(chunk)
        finally:
            watch.cancel()


def on_dask(scheduler: str | None, jobs: int | None, timeout: float | None) -> Converter:
    """An engine on the workers of `scheduler`, or on `jobs` local processes.

    A chunk whose worker dies is sent again, card by card; a card that kills its worker again, or
    takes longer than `timeout` seconds, costs only itself.

    Raises:
        MissingExtraError: Dask is not installed.
    """
    try:
        import dask
        import distributed
    except ImportError:
        raise MissingExtraError("--engine dask", "dask") from None

    def run(job: Job, chunks: Iterable[Chunk]) -> Iterator[list[Result]]:
        settings = {"distributed.scheduler.allowed-failures": _RETRIES}
        with ExitStack() as stack:
            stack.enter_context(dask.config.set(settings))
            address: Any = scheduler
            if address is None:
                address = stack.enter_context(_cluster(distributed, jobs or cores()))
            try:
                client = stack.enter_context(_client(distributed, address))
            except OSError as error:
                raise ReadError(f"cannot reach the scheduler {scheduler}: {error}") from error
            yield from _in_order(client, Watched(job, timeout or TIMEOUT), chunks)

    return run


def _cluster(distributed: Any, jobs: int) -> Any:
    # Any free port: the default one may be taken by another cluster, and None means the default.
    return distributed.LocalCluster(
        n_workers=jobs, threads_per_worker=1, dashboard_address="127.0.0.1:0", silence_logs=50
    )


def _client(distributed: Any, address: Any) -> Any:
    return distributed.Client(address, set_as_default=False)


def _in_order(client: Any, watched: Watched, chunks: Iterable[Chunk]) -> Iterator[list[Result]]:
    most = _WAITING * max(1, len(client.scheduler_info()["workers"]))
    waiting: deque[tuple[Chunk, Any]] = deque()
    for chunk in chunks:
        future = None if chunk[0].same else client.submit(watched, chunk, pure=False)
        waiting.append((chunk, future))
        if len(waiting) >= most:
            yield _finished(client, watched, *waiting.popleft())
    while waiting:
        yield _finished(client, watched, *waiting.popleft())


def _finished(client: Any, watched: Watched, chunk: Chunk, future: Any) -> list[Result]:
    if future is None:
        return watched.job(chunk)
    results = _outcome(future)
    if results is not None:
        return results
    # One after the other: a card is never blamed for the death that its neighbour caused.
    return [_alone(client, watched, item) for item in chunk]


def _alone(client: Any, watched: Watched, item: Item) -> Result:
    results = _outcome(client.submit(watched, (item,), pure=False))
    if results is not None:
        return results[0]
    reason = f"the worker died, or took longer than {watched.timeout:g} seconds"
    return watched.job.failed(item, reason)


def _outcome(future: Any) -> list[Result] | None:
    """The results of a chunk, or None when its worker died more than once."""
    from distributed import KilledWorker

    try:
        results: list[Result] = future.result()
    except KilledWorker:
        return None
    finally:
        future.release()
    return results
