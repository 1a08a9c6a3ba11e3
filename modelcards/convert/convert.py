"""Many cards: read, encoded and collected into one output that is whole or not there."""

from __future__ import annotations

import itertools
import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import BinaryIO, Protocol

from modelcards.convert.error_log import ErrorLog
from modelcards.convert.inputs import resolve
from modelcards.convert.item import Columns, Item, checked_timeout
from modelcards.convert.manifest import Manifest
from modelcards.convert.overwrite import refuse_inputs
from modelcards.convert.work import Job, Result
from modelcards.convert.workers import MANY, Chunk, chunked, select, start_early
from modelcards.errors import ArgumentError
from modelcards.formats.atomic import Staged, write_errors
from modelcards.formats.mirror import NotTakenError, belongs
from modelcards.formats.registry import Format, Sink, format_of


@dataclass(frozen=True, slots=True)
class Options:
    """How to convert.

    `jobs` is the number of worker processes; None takes all cores from a few hundred cards on and
    reads fewer in this process. `timeout` is in seconds a card and needs workers; 60 by default.
    `table` says what rows a `.csv` has. `columns` names the columns of `.parquet` and `.jsonl`
    inputs. `all_files` takes every file of a directory. `errors` is a file for what could not be
    read, a JSON line each. `resume` keeps a manifest, so that the next run reads only new and
    changed cards. `engine` is `local` or `dask`; `scheduler` is the address of a Dask scheduler.
    """

    jobs: int | None = None
    timeout: float | None = None
    table: str = "cards"
    columns: Columns = field(default_factory=Columns)
    all_files: bool = False
    dialect: str | None = None
    errors: str | None = None
    resume: bool = False
    engine: str = "local"
    scheduler: str | None = None


@dataclass(slots=True)
class Summary:
    """What a run did: numbers of cards written, files passed over, cards repaired, and failures."""

    cards: int = 0
    passed_over: int = 0
    repaired: int = 0
    failed: int = 0
    seconds: float = 0.0

    def __str__(self) -> str:
        """The summary in words.

        >>> str(Summary(cards=3, passed_over=1, seconds=0.25))
        '3 cards, 1 passed over, 0 repaired, 0 failed, 0.2 seconds'
        """
        return (
            f"{self.cards} card{'' if self.cards == 1 else 's'}, {self.passed_over} passed over,"
            f" {self.repaired} repaired, {self.failed} failed, {self.seconds:.1f} seconds"
        )


class Watcher(Protocol):
    """Is told how a run goes on."""

    def begin(self, count: Callable[[], int | None]) -> None:
        """The run begins; `count` tells how many items it has, or None where nobody knows."""

    def advance(self, done: int, failed: int) -> None:
        """`done` more items are through; `failed` have failed so far."""

    def message(self, text: str) -> None:
        """Something that the user should read."""


class Silent:
    """A watcher that shows nothing."""

    def begin(self, count: Callable[[], int | None]) -> None:
        """Show nothing."""

    def advance(self, done: int, failed: int) -> None:
        """Show nothing."""

    def message(self, text: str) -> None:
        """Show nothing."""


def convert(
    sources: Iterable[str],
    output: str,
    options: Options = Options(),
    *,
    watcher: Watcher | None = None,
    listed: BinaryIO | None = None,
) -> Summary:
    """Read every card that `sources` name and write them to `output`, sorted by path.

    A source is a file, a directory, a glob, a URL, a `.parquet` or `.jsonl` file of cards, an
    archive, or `-` for a list of paths read from `listed`. The suffix of `output` says the format.
    What cannot be read is counted and told, the rest is written; the output replaces an old one
    only when the run came to its end.

    Raises:
        NotFoundError: a named source does not exist.
        ArgumentError: an unknown format, table or engine, or an output that leads to an input.
        WriteError: the output cannot be written; what was there stays.
        MissingExtraError: a format, source or engine needs an optional dependency.
    """
    started = time.monotonic()
    watcher = watcher or Silent()
    kind = format_of(output, options.table)
    if options.engine == "local" and (options.jobs or 1) > 1:
        start_early()
    timeout = checked_timeout(options.timeout)
    inputs = resolve(sources, options.columns, listed, timeout)
    named = (*inputs.files, *inputs.directories, *inputs.containers)
    refuse_inputs(output, named)
    if options.errors is not None:
        refuse_inputs(options.errors, named, "the file for errors")
        if os.path.realpath(options.errors) == os.path.realpath(output):
            raise ArgumentError(f"{output} cannot be the output and the file for errors at once")
    job = Job(kind.name, kind.table, options.dialect, options.all_files, timeout)
    with ExitStack() as stack:
        log = stack.enter_context(ErrorLog(options.errors, watcher.message))
        manifest = stack.enter_context(Manifest(Path(output), job)) if options.resume else None
        done = manifest.unchanged(inputs) if manifest is not None else None
        if done is not None:
            summary = Summary(*done)
        else:
            watcher.begin(inputs.count)
            items = inputs if manifest is None else manifest.annotate(inputs)
            results = _results(items, job, options)
            summary = _write(
                kind,
                output,
                inputs.base(),
                results=results,
                log=log,
                manifest=manifest,
                watcher=watcher,
            )
        log.commit()
        if manifest is not None and done is None:
            manifest.finish(summary.failed)
    summary.seconds = time.monotonic() - started
    return summary


def _results(items: Iterable[Item], job: Job, options: Options) -> Iterator[list[Result]]:
    """Read the items with the engine that the options ask for."""
    stream = iter(items)
    first = list(itertools.islice(stream, MANY))
    engine = _engine(options, len(first) if len(first) < MANY else None)
    return engine(job, chunked(itertools.chain(first, stream)))


def _engine(
    options: Options, count: int | None
) -> Callable[[Job, Iterable[Chunk]], Iterator[list[Result]]]:
    if options.engine == "local" and options.scheduler is None:
        return select(options.jobs, options.timeout, count)
    if options.engine == "dask":
        from modelcards.convert.cluster import on_dask

        return on_dask(options.scheduler, options.jobs, options.timeout)
    raise ArgumentError(
        f"unknown engine {options.engine!r}: choose local or dask; a scheduler goes with dask"
    )


def _write(
    kind: Format,
    output: str,
    base: str,
    *,
    results: Iterable[list[Result]],
    log: ErrorLog,
    manifest: Manifest | None,
    watcher: Watcher,
) -> Summary:
    """Collect the results into the output, and put it in its place."""
    summary = Summary()
    directory = kind.name == "directory"
    with Staged(Path(output), directory=directory, belongs=partial(belongs, base=base)) as staged:
        with write_errors(output):
            sink = kind.open(staged.path, base)
            whole = False
            try:
                for chunk in results:
                    for result in chunk:
                        _take(result, sink, log, manifest, summary)
                    if manifest is not None:
                        manifest.record(chunk)
                    watcher.advance(len(chunk), summary.failed)
                whole = True
            finally:
                sink.close(whole=whole)
        staged.commit()
    return summary


def _take(
    result: Result, sink: Sink, log: ErrorLog, manifest: Manifest | None, summary: Summary
) -> None:
    """Count one result, and put its card into the output."""
    kind, payload, repaired = result.kind, result.payload, result.repaired
    if result.kind == "same" and manifest is not None:
        kind, payload, repaired, _ = manifest.kept(result)
    if kind == "card":
        try:
            sink.add(result.path, payload)
        except NotTakenError as error:
            summary.failed += 1
            log.add(result._replace(kind="failed", reason=str(error)))
            return
        summary.cards += 1
        summary.repaired += repaired > 0
    elif kind == "passed":
        summary.passed_over += 1
    else:
        summary.failed += 1
        log.add(result)
