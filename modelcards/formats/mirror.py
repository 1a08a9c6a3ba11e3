"""Cards as a directory: one JSON file a card, in the folders that the cards came from."""

from __future__ import annotations

import errno
import hashlib
import os
import re
from pathlib import Path, PurePath

from modelcards.errors import ModelCardsError
from modelcards.model.card import ModelCard
from modelcards.model.json import to_json
from modelcards.text.source import absolute, printable

_UNSAFE = {"": None, ".": None, "..": "%2E%2E"}
# What file systems take for one name, less room for a number behind it.
_LONGEST = 255 - 6
_SUFFIX = ".json"
_NUMBER = re.compile(r"~\d+(?=\.json\Z)")


class NotTakenError(ModelCardsError):
    """One card that a sink cannot take; the others are written."""


def encode(card: ModelCard) -> bytes:
    """The JSON of the card as `modelcards parse` prints it."""
    return to_json(card).encode("utf-8")


def target(path: str, base: str) -> Path:
    """Where the card at `path` goes, relative to the output; `base` is cut off where it leads it.

    `.md` becomes `.json`, another suffix stays in front of it, and no path leads out of the output.

    >>> target("/cards/a/x.md", "/cards").as_posix(), target("org/../x", "/cards").as_posix()
    ('a/x.json', 'org/%2E%2E/x.json')
    """
    below = path
    whole = absolute(path)
    if "://" in path:
        below = path.split("://", 1)[1]
    elif os.path.commonpath((whole, base)) == base:
        below = os.path.relpath(whole, base)
    below = below.replace("\0", "%00").replace(os.sep, "/")
    parts = [_UNSAFE.get(part, part) for part in below.split("/")]
    kept = [part for part in parts if part]
    name = kept.pop() if kept else "card"
    stem = name[:-3] if name.endswith(".md") and len(name) > 3 else name
    return Path(*(_fitting(part) for part in kept), _fitting(stem, _SUFFIX))


def _fitting(name: str, suffix: str = "") -> str:
    """A name that file systems take: of one too long the beginning, and a digest of the whole."""
    data = name.encode("utf-8", "replace")
    if len(data) + len(suffix) <= _LONGEST:
        return name + suffix
    tail = f"-{hashlib.sha256(data).hexdigest()[:16]}{suffix}"
    return data[: _LONGEST - len(tail)].decode("utf-8", "ignore") + tail


def belongs(path: str, below: PurePath, base: str) -> bool:
    """Whether `below` is where the card at `path` goes, or one of its name goes beside it.

    >>> belongs("/cards/a/x.md", PurePath("a/x~2.json"), "/cards")
    True
    """
    return target(path, base) == Path(_NUMBER.sub("", str(below)))


class MirrorSink:
    """A directory of JSON files."""

    def __init__(self, path: Path, base: str) -> None:
        """Write below `path`, which is there and empty."""
        self._path = path
        self._base = base
        self._folders: dict[Path, Path] = {Path(): path}

    def add(self, path: str, payload: bytes) -> None:
        """Write one card; of two with one name, the second gets a number.

        Raises:
            NotTakenError: the system takes no file of that name.
        """
        wanted = target(path, self._base)
        try:
            _free(self._folder(wanted.parent), wanted.name).write_bytes(payload)
        except OSError as error:
            if error.errno not in (errno.ENAMETOOLONG, errno.EINVAL, errno.EILSEQ):
                raise
            said = f"cannot write {printable(str(wanted))}: {error.strerror}"
            raise NotTakenError(said) from None

    def _folder(self, below: Path) -> Path:
        """The directory for these folders; beside a card of the same name it gets a number."""
        made = self._folders.get(below)
        if made is None:
            made = _free(self._folder(below.parent), below.name, or_directory=True)
            made.mkdir(exist_ok=True)
            self._folders[below] = made
        return made

    def close(self, *, whole: bool) -> None:
        """Every file is closed already."""


def _free(folder: Path, name: str, *, or_directory: bool = False) -> Path:
    where = folder / name
    stem, suffix = (name, "") if or_directory else (name.removesuffix(_SUFFIX), _SUFFIX)
    number = 1
    while where.exists() and not (or_directory and where.is_dir()):
        number += 1
        where = folder / f"{stem}~{number}{suffix}"
    return where
