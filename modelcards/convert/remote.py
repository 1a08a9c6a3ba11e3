"""Cards at URLs, read through fsspec (extra `remote`): single files, globs and whole trees."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from modelcards.cardset.directory import is_candidate, is_walked
from modelcards.convert.item import Item
from modelcards.errors import MissingExtraError, NotFoundError, ReadError
from modelcards.limits import DEFAULT_LIMITS

_MOST_BYTES = 4 * DEFAULT_LIMITS.characters + 4


def _connect(url: str) -> tuple[Any, str]:
    """The file system that a URL names, and the path on it."""
    try:
        from fsspec.core import url_to_fs
    except ImportError:
        raise MissingExtraError(f"reading {url}", "remote") from None
    try:
        system, path = url_to_fs(url)
    except (ImportError, ValueError) as error:
        # fsspec says which package a protocol needs, or that it knows no such protocol.
        raise ReadError(f"cannot read {url}: {error}") from None
    return system, path


def read_url(url: str) -> bytes:
    """The bytes of a remote file, up to the limit of one card.

    Raises:
        NotFoundError: there is no such file.
        ReadError: it cannot be read.
    """
    system, path = _connect(url)
    try:
        with system.open(path, "rb") as file:
            data: bytes = file.read(_MOST_BYTES)
    except FileNotFoundError:
        raise NotFoundError(f"no such file: {url}") from None
    except OSError as error:
        raise ReadError(f"cannot read {url}: {error}") from error
    return data


def remote_items(url: str) -> Iterator[Item]:
    """The cards that a URL names, sorted by URL.

    Raises:
        NotFoundError: there is nothing at the URL.
        ReadError: it cannot be listed.
    """
    system, path = _connect(url)
    try:
        if any(sign in path for sign in "*?["):
            found = [(one, True) for one in system.glob(path)]
        elif system.isdir(path):
            found = [(one, False) for one in system.find(path) if _is_walked(one, path)]
        else:
            found = [(path, True)] if system.exists(path) else []
    except OSError as error:
        raise ReadError(f"cannot list {url}: {error}") from error
    if not found:
        raise NotFoundError(f"nothing at {url}")
    for name, chosen in sorted(found):
        yield Item(system.unstrip_protocol(name), chosen=chosen)


def _is_walked(name: str, root: str) -> bool:
    *folders, last = name[len(root) :].strip("/").split("/")
    return (
        all(is_walked(folder) for folder in folders)
        and not last.startswith(".")
        and is_candidate(last)
    )
