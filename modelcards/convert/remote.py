"""Cards at URLs: single files, globs and whole trees; beside the web through fsspec (extra
`remote`).

What a server or a library does wrong, and what takes longer than one card may, is one line. A URL
is no way to a file of this machine: `file://` is a path like others, and chained URLs are refused.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from fnmatch import fnmatchcase
from time import monotonic
from typing import Any, TypeVar
from urllib.parse import urlsplit
from urllib.request import url2pathname

from modelcards.cardset.directory import is_candidate, is_walked
from modelcards.convert.http import MOST_BYTES, is_web, listed, read_web
from modelcards.convert.item import TIMEOUT, Item
from modelcards.errors import MissingExtraError, ModelCardsError, NotFoundError, ReadError

_Result = TypeVar("_Result")
# What opens files of this machine, or wraps what does.
_LOCAL = frozenset((
    "file", "local", "dir", "reference", "zip", "tar", "libarchive", "git", "cached", "blockcache",
    "filecache", "simplecache", "generic", "asyncwrapper", "async_wrapper", "arrow_hdfs", "data",
))  # fmt: skip
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*\Z")
_MOST_PAGES = 1_000
_MOST_LINKS = 1_000_000


def local_path(url: str) -> str | None:
    """The path that a `file` URL names; None for other URLs.

    Raises:
        ReadError: it names a file of another machine, or is no URL.

    >>> local_path("file:///cards/a.md"), local_path("s3://cards/a.md")
    ('/cards/a.md', None)
    """
    if not url.lower().startswith("file:"):
        return None
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise ReadError(f"cannot read {url}: {error}") from None
    if parts.netloc not in ("", "localhost"):
        raise ReadError(f"cannot read {url}: a file of another machine")
    return url2pathname(parts.path)


def read_url(url: str, timeout: float = TIMEOUT) -> bytes:
    """The bytes of a remote file, up to the limit of one card, within `timeout` seconds.

    Raises:
        NotFoundError: there is no such file.
        ReadError: it cannot be read.
    """
    if is_web(url):
        return read_web(url, timeout)

    def read() -> bytes:
        system, path = _connect(url)
        with system.open(path, "rb") as file:
            data: bytes = file.read(MOST_BYTES)
        return data

    return _within(timeout, read, f"read {url}", url)


def remote_items(url: str, timeout: float = TIMEOUT) -> Iterator[Item]:
    """The cards that a URL names, sorted by URL.

    Raises:
        NotFoundError: there is nothing at the URL.
        ReadError: it cannot be listed.
    """
    if is_web(url):
        found = _on_the_web(url, timeout)
    else:
        found = _within(timeout, lambda: _on_a_system(url), f"list {url}", url)
    if not found:
        raise NotFoundError(f"nothing at {url}")
    for name, chosen in sorted(found):
        yield Item(name, chosen=chosen)


def refuse(url: str) -> None:
    """Refuse URLs in URLs, and those that lead to files of this machine.

    Raises:
        ReadError: such a URL.
    """
    scheme = url.partition("://")[0]
    if "::" in url or _SCHEME.match(scheme) is None or scheme.lower() in _LOCAL:
        raise ReadError(f"cannot read {url}: a URL in a URL, or one of this machine's files")


def _connect(url: str) -> tuple[Any, str]:
    """The file system that a URL names, and the path on it."""
    refuse(url)
    try:
        from fsspec.core import url_to_fs
    except ImportError:
        raise MissingExtraError(f"reading {url}", "remote") from None
    try:
        system, path = url_to_fs(url)
    except (ImportError, ValueError) as error:
        # fsspec says which package a protocol needs, or that it knows no such protocol.
        raise ReadError(f"cannot read {url}: {_line(error)}") from None
    return system, path


def _on_a_system(url: str) -> list[tuple[str, bool]]:
    system, path = _connect(url)
    if any(sign in path for sign in "*?["):
        found = [(one, True) for one in system.glob(path)]
    elif system.isdir(path):
        found = [(one, False) for one in system.find(path) if _is_walked(one, path)]
    else:
        found = [(path, True)] if system.exists(path) else []
    return [(system.unstrip_protocol(name), chosen) for name, chosen in found]


def _on_the_web(url: str, timeout: float) -> list[tuple[str, bool]]:
    """A page that lists files where the address ends in a slash or has a pattern, else one file."""
    folder, _, last = url.rpartition("/")
    if "*" in last or "[" in last:
        found = listed(f"{folder}/", timeout)
        return [(one, True) for one in found if fnmatchcase(one, url)]
    if not url.endswith("/"):
        return [(url, True)]
    end = monotonic() + timeout
    pages = [url]
    seen = {url}
    files: dict[str, None] = {}
    for page in pages:
        left = end - monotonic()
        if left <= 0:
            raise ReadError(f"cannot list {url}: it took longer than {timeout:g} seconds")
        for one in listed(page, left):
            if not one.endswith("/"):
                files[one] = None
            elif one not in seen:
                seen.add(one)
                pages.append(one)
        if len(pages) > _MOST_PAGES or len(files) > _MOST_LINKS:
            raise ReadError(f"cannot list {url}: more than {_MOST_PAGES:,} pages")
    return [(one, False) for one in files if _is_walked(one, url)]


def _is_walked(name: str, root: str) -> bool:
    *folders, last = name[len(root) :].strip("/").split("/")
    return (
        all(is_walked(folder) for folder in folders)
        and not last.startswith(".")
        and is_candidate(last)
    )


def _within(seconds: float, call: Callable[[], _Result], what: str, url: str) -> _Result:
    """What a call to a file system gives, if it does so in time; each fault of it is one line."""
    done: list[_Result] = []
    failed: list[Exception] = []

    def work() -> None:
        try:
            done.append(call())
        except Exception as error:  # whatever a library for some protocol raises
            failed.append(error)

    # No library can be stopped; a thread that nobody waits for ends with the program.
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(seconds)
    if done:
        return done[0]
    if not failed:
        raise ReadError(f"cannot {what}: it took longer than {seconds:g} seconds")
    if isinstance(failed[0], ModelCardsError):
        raise failed[0]
    if isinstance(failed[0], FileNotFoundError):
        raise NotFoundError(f"no such file: {url}") from None
    raise ReadError(f"cannot {what}: {_line(failed[0])}") from None


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:300] or type(error).__name__
