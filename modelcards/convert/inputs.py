"""What the user named → the items to read, sorted by path."""

from __future__ import annotations

import heapq
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from operator import attrgetter
from pathlib import Path
from typing import BinaryIO

from modelcards.cardset.directory import Entry, changed_ns, walk
from modelcards.convert.item import TIMEOUT, Columns, Item
from modelcards.errors import ArgumentError, MissingExtraError, ModelCardsError, NotFoundError
from modelcards.text.not_cards import refuse_tables
from modelcards.text.source import absolute, printable, working_directory

_MAGIC = frozenset("*?[")


@dataclass(slots=True)
class Inputs:
    """The sources of a run, sorted into kinds. All of them exist."""

    columns: Columns = field(default_factory=Columns)
    files: list[str] = field(default_factory=list)
    directories: list[str] = field(default_factory=list)
    containers: list[str] = field(default_factory=list)
    remote: list[str] = field(default_factory=list)
    hub: list[str] = field(default_factory=list)
    timeout: float = TIMEOUT

    def __iter__(self) -> Iterator[Item]:
        """Every item once, in the order of the paths; rows of a file may come in their order."""
        from modelcards.convert import containers

        streams: list[Iterable[Item]] = [map(_named, sorted(self.files))]
        streams.append(Item(path, chosen=True) for path in sorted(self.hub))
        named = frozenset(map(absolute, (*self.files, *self.directories, *self.containers)))
        for directory in self.directories:
            without = named - {absolute(directory)}
            streams.append(map(_item, walk(directory, without=without)))
        streams += [containers.items(path, self.columns) for path in self.containers]
        streams += [self._remote(url) for url in self.remote]
        return heapq.merge(*streams, key=attrgetter("path"))

    def _remote(self, url: str) -> Iterator[Item]:
        """The items at a URL; one that cannot be listed costs itself, where it is not all."""
        from modelcards.convert.remote import read_url, remote_items

        named = len(self.files) + len(self.directories) + len(self.containers) + len(self.hub)
        alone = named == 0 and len(self.remote) == 1
        try:
            found = remote_items(url, self.timeout)
            first = next(found)
            if alone and first.path == url:  # what is wrong with it is wrong with the command
                first = first._replace(data=read_url(url, self.timeout))
        except ModelCardsError as error:
            if alone or isinstance(error, MissingExtraError):
                raise
            yield Item(url, chosen=True, error=str(error))
            return
        yield first
        yield from found

    def base(self) -> str:
        """The directory that all paths lie below, as an absolute path."""
        parents = [
            *map(absolute, (*self.directories, *self.containers)),
            *(str(Path(absolute(path)).parent) for path in self.files),
        ]
        return os.path.commonpath(parents) if parents else str(working_directory())

    def count(self) -> int | None:
        """How many items there are, or None where only reading would tell."""
        if self.containers or self.remote:
            return None
        return sum(1 for _ in self)


def resolve(
    sources: Iterable[str],
    columns: Columns,
    listed: BinaryIO | None = None,
    timeout: float = TIMEOUT,
) -> Inputs:
    """Sort out what each source is: a file, a directory, a glob, a container or a URL.

    `-` reads a list of paths from `listed`, one a line or separated by NUL. What lies at a URL is
    listed within `timeout` seconds.

    Raises:
        NotFoundError: a named file or directory does not exist, or a glob matches nothing.
        ArgumentError: a table or database, which holds no text of cards.
    """
    found = Inputs(columns, timeout=timeout)
    seen: set[str] = set()
    for source in sources:
        if source == "-" and listed is not None:
            for path in _paths(listed.read()):
                _add(path, found, seen)
        else:
            _add(source, found, seen)
    return found


def _paths(listing: bytes) -> Iterator[str]:
    separator = b"\0" if b"\0" in listing else b"\n"
    for line in listing.split(separator):
        if stripped := line.rstrip(b"\r\n"):
            yield os.fsdecode(stripped)


def _add(source: str, found: Inputs, seen: set[str]) -> None:
    from modelcards.convert.containers import is_container

    if "://" in source:
        from modelcards.convert.remote import local_path

        path = local_path(source)
        if path is not None:
            _add(path, found, seen)
            return
        from modelcards.text.hub import client_for, hub_id, hub_ids, is_pattern

        model = hub_id(source)
        if model is not None:
            client_for(source)  # what is not installed is wrong with the command, not with a card
        named = hub_ids(source) if is_pattern(source) else [model] if model else []
        for path in [one.path for one in named] or [source]:
            if path not in seen:
                (found.hub if named else found.remote).append(path)
            seen.add(path)
        return
    where = absolute(source)
    if where in seen:
        return
    seen.add(where)
    if os.path.isdir(source):
        found.directories.append(source)
    elif os.path.lexists(source):
        refuse_tables(source, several=True)
        (found.containers if is_container(source) else found.files).append(source)
    elif not _MAGIC.isdisjoint(source):
        matches = _matches(source)
        if not matches:
            raise NotFoundError(f"nothing matches {printable(source)}")
        for match in matches:
            _add(match, found, seen)
    else:
        raise NotFoundError(f"no such file or directory: {printable(source)}")


def _matches(pattern: str) -> list[str]:
    """What a glob finds, sorted; hidden names only where the pattern itself has one."""
    try:
        return _globbed(pattern)
    except (ValueError, NotImplementedError, RecursionError) as error:
        said = f"{printable(pattern)} is no pattern of files: {error}"
        raise ArgumentError(said) from None


def _globbed(pattern: str) -> list[str]:
    anchor = Path(pattern).anchor
    hidden = any(part.startswith(".") for part in Path(pattern).parts if part != "..")
    found = Path(anchor).glob(pattern[len(anchor) :])
    return sorted(
        str(path)
        for path in found
        if hidden or not any(part.startswith(".") for part in path.parts if part != "..")
    )


def _named(path: str) -> Item:
    """A file that the user named: always taken."""
    shown = printable(path)
    if shown != path:
        return Item(shown, chosen=True, error="the file's name is no UTF-8")
    try:
        status = Path(path).stat()
    except (OSError, ValueError):
        return Item(path.replace(os.sep, "/"), chosen=True)
    slashed = path.replace(os.sep, "/")
    return Item(slashed, chosen=True, size=status.st_size, changed_ns=changed_ns(status))


def _item(entry: Entry) -> Item:
    return Item(entry.path, size=entry.size, changed_ns=entry.changed_ns, error=entry.error)
