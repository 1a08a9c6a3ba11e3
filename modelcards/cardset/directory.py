"""The files below a directory that may be cards, in the order of their paths.

The walk is lazy and holds one directory's names at a time, so a million files cost no memory.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from typing import NamedTuple

from modelcards.cardset.selection import is_page_name
from modelcards.text.source import absolute, printable

SUFFIXES = (".md", ".markdown", ".mdown", ".mkd")
"""Suffixes of Markdown files, compared in lower case."""

_NOT_WALKED = frozenset(("node_modules", "__pycache__", "site-packages"))


class Entry(NamedTuple):
    """A file that was found. `path` is the directory as given joined with the path below it.

    `size` is in bytes, `changed_ns` the time of the last change, of the file's content or of what
    the system knows of it, in nanoseconds. `error` says why the file cannot be read, where that is
    known already.
    """

    path: str
    size: int = 0
    changed_ns: int = 0
    error: str | None = None


def is_candidate(name: str) -> bool:
    """Whether a file of this name is looked at: Markdown, plain text, or a bare `LICENSE` and such.

    >>> is_candidate("README.MD"), is_candidate("card.txt"), is_candidate("weights.bin")
    (True, True, False)
    """
    return name.lower().endswith((*SUFFIXES, ".txt")) or ("." not in name and is_page_name(name))


def is_walked(name: str) -> bool:
    """Whether a directory of this name is looked into."""
    return not name.startswith(".") and name not in _NOT_WALKED


def walk(
    root: str,
    *,
    without: frozenset[str] = frozenset(),
    leaves_out: Callable[[str, bool], bool] | None = None,
) -> Iterator[Entry]:
    """The files below `root` that may be cards, sorted by path.

    Hidden files and directories, `node_modules` and virtual environments are left out. A link to a
    directory is followed unless that is walked anyway, so loops end. `without` holds absolute paths
    to leave out; `leaves_out` is asked of each path, and whether that is a directory.
    """
    visited: set[tuple[int, int]] = set()
    inside = os.path.realpath(root)
    stack = [_listed(root)]
    while stack:
        for entry, is_directory in stack[-1]:
            if isinstance(entry, Entry):
                yield entry
            elif (without and absolute(entry.path) in without) or (
                leaves_out is not None and leaves_out(entry.path, is_directory)
            ):
                continue
            elif is_directory:
                if _enters(entry, inside, visited):
                    stack.append(_listed(entry.path))
                    break
            elif is_candidate(entry.name):
                yield _file(entry)
        else:
            stack.pop()


def _listed(directory: str) -> Iterator[tuple[os.DirEntry[str] | Entry, bool]]:
    """What lies in a directory, sorted so that whole paths come out sorted."""
    try:
        with os.scandir(directory) as found:
            entries = [(entry, _is_directory(entry)) for entry in found]
    except OSError as error:
        reason = f"cannot list the directory: {error.strerror or error}"
        return iter([(Entry(_slashes(directory), error=reason), False)])
    if any(entry.name == "pyvenv.cfg" for entry, _ in entries):
        return iter(())
    kept = [
        (entry, directory)
        for entry, directory in entries
        if (is_walked(entry.name) if directory else not entry.name.startswith("."))
    ]
    kept.sort(key=lambda pair: pair[0].name + "/" if pair[1] else pair[0].name)
    return iter(kept)


def _is_directory(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads to itself; it must not hide what lies beside it
        return False


def _enters(entry: os.DirEntry[str], inside: str, visited: set[tuple[int, int]]) -> bool:
    """Whether to walk into a directory: always, or for a link if nothing else leads there."""
    if not entry.is_symlink():
        return True
    target = os.path.realpath(entry.path)
    if os.path.commonpath((inside, target)) in (inside, target):
        return False
    status = entry.stat()
    identity = (status.st_dev, status.st_ino)
    if identity in visited:
        return False
    visited.add(identity)
    return True


def _file(entry: os.DirEntry[str]) -> Entry:
    path = _slashes(entry.path)
    if not path.isascii() and printable(path) != path:
        return Entry(printable(path), error="the file's name is no UTF-8")
    try:
        status = entry.stat()
    except OSError as error:
        leads_nowhere = entry.is_symlink() and isinstance(error, FileNotFoundError)
        reason = "the link leads nowhere" if leads_nowhere else str(error.strerror or error)
        return Entry(path, error=f"cannot read the file: {reason}")
    if not stat.S_ISREG(status.st_mode):
        return Entry(path, error="a pipe or device, not a file")
    return Entry(path, status.st_size, changed_ns(status))


def changed_ns(status: os.stat_result) -> int:
    """When a file was last changed: a time of change set back by hand still counts as one."""
    return max(status.st_mtime_ns, status.st_ctime_ns)


def _slashes(path: str) -> str:
    return path.replace(os.sep, "/")
