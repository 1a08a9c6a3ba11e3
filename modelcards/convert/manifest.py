"""What an earlier run read, so that `--resume` reads only new and changed cards.

An SQLite file beside the output holds, for each input, its digest, size and time, and the encoded
card, compressed: cards say much alike, so that takes a fraction of the output. It is written while
cards are read: a run that was killed goes on where it stood.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import time
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, NamedTuple

from modelcards import __version__
from modelcards.convert.item import Item
from modelcards.convert.work import Job, Result
from modelcards.errors import WriteError
from modelcards.model.card import SCHEMA_VERSION

_TABLES = """
create table if not exists meta (key text primary key, value text) without rowid;
create table if not exists cards (
    path text, digest text, size integer, changed_ns integer, kind text, repaired integer,
    reason text, run integer, payload blob, primary key (path, digest)
);
"""
# A file touched within this time of being read may change again without a new time stamp.
_TOO_FRESH_NS = 2_000_000_000
_FAST = 1
_PRINTED = "select path, size, changed_ns, digest, kind, repaired from cards"


class Kept(NamedTuple):
    """What an earlier run made of an input."""

    kind: Literal["card", "passed"]
    payload: bytes
    repaired: int
    reason: str


class Totals(NamedTuple):
    """What an earlier run that came to its end had counted."""

    cards: int
    passed_over: int
    repaired: int


class Manifest:
    """The manifest of one output; `job` and the release are part of it, others start anew."""

    def __init__(self, output: Path, job: Job) -> None:
        """Open or make the manifest beside `output`.

        Raises:
            WriteError: it cannot be written, or another run uses it.
        """
        self._output = Path(os.path.realpath(output))
        digest = hashlib.sha256(os.fsencode(self._output.name)).hexdigest()[:12]
        self.path = self._output.parent / f".modelcards-{digest}.manifest"
        self._began_ns = time.time_ns()
        self._made_by = json.dumps([__version__, SCHEMA_VERSION, "deflate", *_fields(job)])
        try:
            self._base = self._opened()
        except sqlite3.OperationalError as error:
            raise self._error(error) from error
        except (sqlite3.DatabaseError, ValueError):
            self.path.unlink()
            self._base = self._opened()

    def _opened(self) -> sqlite3.Connection:
        base = sqlite3.connect(self.path, timeout=0, isolation_level=None)
        try:
            self._prepare(base)
        except (sqlite3.Error, ValueError):
            base.close()
            raise
        return base

    def _prepare(self, base: sqlite3.Connection) -> None:
        base.execute("pragma locking_mode = exclusive")
        base.execute("pragma journal_mode = wal")
        base.execute("pragma synchronous = normal")
        base.executescript(_TABLES)
        base.execute("begin exclusive")
        if self._meta(base, "made_by") != self._made_by:
            base.execute("delete from cards")
            base.execute("delete from meta")
            base.execute("insert into meta values ('made_by', ?)", (self._made_by,))
        self._run = int(self._meta(base, "run") or 0) + 1

    @staticmethod
    def _meta(base: sqlite3.Connection, key: str) -> str | None:
        row = base.execute("select value from meta where key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    def unchanged(self, items: Iterable[Item]) -> Totals | None:
        """The totals of the last run if it came to its end, and no input nor the output changed."""
        with self._faults():
            return self._unchanged(items)

    def _unchanged(self, items: Iterable[Item]) -> Totals | None:
        if self._meta(self._base, "output") != _stamp(self._output):
            return None
        known = iter(self._base.execute(f"{_PRINTED} order by path, rowid"))
        cards = passed_over = repaired = 0
        for item in items:
            row = next(known, None)
            if row is None or row[0] != item.path or not _is_same(item, row[1:4]):
                return None
            cards += row[4] == "card"
            passed_over += row[4] == "passed"
            repaired += row[5] > 0
        if next(known, None) is not None or self._meta(self._base, "failed") != "0":
            return None
        return Totals(cards, passed_over, repaired)

    def annotate(self, items: Iterable[Item]) -> Iterator[Item]:
        """The items, each with what is known of it."""
        query = "select size, changed_ns, digest from cards where path = ?"
        for item in items:
            with self._faults():
                rows = self._base.execute(query, (item.path,)).fetchall()
            for row in rows:
                item = item._replace(known=row[2], same=_is_same(item, row))
                if item.same:
                    break
            yield item

    def kept(self, result: Result) -> Kept:
        """What an earlier run made of an input that is the same."""
        with self._faults():
            row = self._base.execute(
                "select kind, payload, repaired, reason from cards where path = ? and digest = ?",
                (result.path, result.digest),
            ).fetchone()
            kind, payload, repaired, reason = row
            return Kept(kind, zlib.decompress(payload), repaired, reason)

    def record(self, results: Sequence[Result]) -> None:
        """Keep what was read, and that what is the same was seen."""
        fresh = self._began_ns - _TOO_FRESH_NS
        with self._faults():
            for one in results:
                size, changed_ns = one.stamp if one.stamp[1] < fresh else (0, 0)
                key = (one.path, one.digest)
                if one.kind == "same":
                    self._base.execute(
                        "update cards set run = ?, size = ?, changed_ns = ?"
                        " where path = ? and digest = ?",
                        (self._run, size, changed_ns, *key),
                    )
                elif one.kind != "failed":
                    self._base.execute(
                        "insert or replace into cards values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        (*key, size, changed_ns, one.kind, one.repaired, one.reason, self._run,
                         zlib.compress(one.payload, _FAST)),
                    )  # fmt: skip
            self._base.execute("commit")
            self._base.execute("begin")

    def finish(self, failed: int) -> None:
        """Forget inputs that are gone; called when the output is in its place."""
        with self._faults():
            self._base.execute("delete from cards where run <> ?", (self._run,))
            for key, value in (
                ("run", str(self._run)),
                ("failed", str(failed)),
                ("output", _stamp(self._output)),
            ):
                self._base.execute("insert or replace into meta values (?, ?)", (key, value))
            self._base.execute("commit")

    @contextmanager
    def _faults(self) -> Iterator[None]:
        """Tell what is wrong with the manifest; a damaged one is of no use to the next run."""
        try:
            yield
        except sqlite3.OperationalError as error:
            raise self._error(error) from error
        except (sqlite3.DatabaseError, zlib.error, TypeError, UnicodeDecodeError) as error:
            self._base.close()
            self.path.unlink(missing_ok=True)
            said = f"the manifest {self.path} was damaged, and is removed: run this again"
            raise WriteError(said) from error

    def __enter__(self) -> Manifest:
        return self

    def __exit__(self, *_: object) -> None:
        self._base.close()

    def _error(self, error: sqlite3.Error) -> WriteError:
        reason = "another run uses it" if "locked" in str(error) else str(error)
        return WriteError(f"cannot write the manifest {self.path}: {reason}")


def _fields(job: Job) -> tuple[object, ...]:
    return job.format, job.table, job.dialect, job.all_files


def _is_same(item: Item, row: Sequence[int | str]) -> bool:
    """Whether an item is what `row` (size, time, digest) tells of, without reading a file."""
    if item.data is not None:
        data = item.data
        raw = data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass")
        return hashlib.sha256(raw).hexdigest() == row[2]
    return item.changed_ns != 0 and (item.size, item.changed_ns) == (row[0], row[1])


def _stamp(output: Path) -> str:
    """The sizes and times of the output's files; any change gives another text."""
    if not output.is_dir():
        with_status = output.stat() if output.exists() else None
        return f"{with_status.st_size} {with_status.st_mtime_ns}" if with_status else "none"
    digest = hashlib.sha256()
    for folder, folders, names in os.walk(output):
        folders.sort()
        for name in sorted(names):
            status = (Path(folder) / name).lstat()
            digest.update(f"{folder}\0{name}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()
