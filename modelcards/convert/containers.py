"""Files that hold many cards: archives, and tables with a column of cards.

What a file does not hold in the order of its names is put onto disk first and sorted there, so that
memory stays flat.
"""

from __future__ import annotations

import lzma
import sqlite3
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from modelcards.cardset.directory import is_candidate, is_walked
from modelcards.convert.item import Item
from modelcards.formats.compressed import split_suffix
from modelcards.limits import DEFAULT_LIMITS
from modelcards.text.regular import open_regular
from modelcards.text.source import printable

if TYPE_CHECKING:
    from modelcards.convert.item import Columns

_ARCHIVES = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz")
_MOST_BYTES = 4 * DEFAULT_LIMITS.characters + 4
_MOST_HEADER = 1 << 20
_HEADERS = (
    tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE, tarfile.GNUTYPE_LONGNAME,
    tarfile.GNUTYPE_LONGLINK,
)  # fmt: skip
_DAMAGED = (OSError, EOFError, zlib.error, zipfile.BadZipFile, tarfile.TarError)
# What zipfile, tarfile and what they unpack with raise besides, of bytes that they do not look at
# first: a password, an unknown version or compression, a name that is no UTF-8, huge numbers.
_DAMAGED_ARCHIVE = (
    *_DAMAGED, RuntimeError, ValueError, OverflowError, struct.error, lzma.LZMAError,
)  # fmt: skip


def is_container(path: str) -> bool:
    """Whether a file's name says that it holds many cards.

    >>> is_container("cards.tar.gz"), is_container("cards.jsonl.zst"), is_container("card.md")
    (True, True, False)
    """
    suffix, compression = split_suffix(path)
    if suffix == ".parquet":
        return not compression
    return suffix in (".jsonl", ".ndjson") or path.lower().endswith(_ARCHIVES)


def items(path: str, columns: Columns) -> Iterator[Item]:
    """The cards in a file, sorted by name; unnamed rows come in their order.

    A file that is damaged gives what can be read of it and an item with the error.
    """
    try:
        with open_regular(path):
            pass  # what opens archives and tables would wait for a pipe
        if path.lower().endswith(".zip"):
            yield from _as_damage(_zip(path))
        elif path.lower().endswith(_ARCHIVES):
            yield from _sorted(_as_damage(_tar(path)))
        else:
            from modelcards.convert.rows import rows

            found = rows(path, columns)
            yield from found if found.in_order else _sorted(found)
    except _DAMAGED as error:
        yield Item(path, chosen=True, error=f"cannot read {path} to its end: {error}")


def _as_damage(members: Iterator[Item]) -> Iterator[Item]:
    """The members of an archive; what its reader raises is an error of reading it."""
    try:
        yield from members
    except _DAMAGED_ARCHIVE as error:
        raise OSError(str(error)) from error


def _is_member(name: str) -> bool:
    """Whether a name in an archive would be looked at in a directory."""
    *folders, last = PurePosixPath(name).parts or ("",)
    visible = not last.startswith(".") and all(is_walked(folder) for folder in folders)
    return visible and is_candidate(last)


def _zip(path: str) -> Iterator[Item]:
    with zipfile.ZipFile(path) as archive:
        members = [one for one in archive.infolist() if one.filename and not one.is_dir()]
        for member in sorted(members, key=lambda one: one.filename):
            if not _is_member(member.filename):
                continue
            name = printable(f"{path}/{member.filename}")
            try:
                with archive.open(member) as file:
                    yield Item(name, file.read(_MOST_BYTES))
            except _DAMAGED_ARCHIVE as error:
                yield Item(name, error=f"cannot read the member: {error}")


class _Member(tarfile.TarInfo):
    """A member whose own headers are no larger than names and times take.

    tarfile reads them as a whole, and in a compressed archive some bytes can be gigabytes.
    """

    def _proc_member(self, archive: tarfile.TarFile) -> tarfile.TarInfo:
        if self.type in _HEADERS and self.size > _MOST_HEADER:
            raise tarfile.ReadError("the header of a member is too large")
        found: tarfile.TarInfo = super()._proc_member(archive)  # type: ignore[misc]  # no other hook
        return found


def _tar(path: str) -> Iterator[Item]:
    with tarfile.open(path, tarinfo=_Member) as archive:
        for member in archive:
            if member.isfile() and _is_member(member.name):
                file = archive.extractfile(member)
                if file is not None:
                    yield Item(printable(f"{path}/{member.name}"), file.read(_MOST_BYTES))
        # tarfile takes an archive that was cut between two members for a whole one.
        if archive.fileobj is not None:
            archive.fileobj.seek(archive.offset)
            if archive.fileobj.read(tarfile.BLOCKSIZE) != bytes(tarfile.BLOCKSIZE):
                raise EOFError("the archive is cut off")


def _sorted(found: Iterable[Item]) -> Iterator[Item]:
    """The items sorted by path, by way of a temporary file that goes away by itself."""
    damage: Item | None = None
    with closing(sqlite3.connect("")) as spool:
        spool.execute(
            "create table items"
            " (path text, data, is_text, chosen, error text, absent text, line, cut)"
        )
        try:
            for one in found:
                data, is_text = one.data, isinstance(one.data, str)
                if isinstance(data, str):
                    # Half of a surrogate pair is no text for SQLite; the reader tells of it.
                    data = data.encode("utf-8", "surrogatepass")
                spool.execute(
                    "insert into items values (?, ?, ?, ?, ?, ?, ?, ?)",
                    (one.path, data, is_text, one.chosen, one.error, one.absent, one.line, one.cut),
                )
        except _DAMAGED as error:
            damage = Item("", error=str(error))
        query = "select * from items order by path, rowid"
        for path, data, is_text, chosen, failed, absent, line, cut in spool.execute(query):
            if is_text:
                data = data.decode("utf-8", "surrogatepass")
            yield Item(
                path, data, bool(chosen), error=failed, absent=absent, line=line, cut=bool(cut)
            )
    if damage is not None:
        raise OSError(damage.error)
