"""Cards as a directory: one JSON file a card, in the folders that the cards came from."""

from __future__ import annotations

import os
from pathlib import Path

from modelcards.model.card import ModelCard
from modelcards.model.json import to_json
from modelcards.text.source import absolute

_UNSAFE = {"": None, ".": None, "..": "%2E%2E"}


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
    parts = [_UNSAFE.get(part, part) for part in below.replace(os.sep, "/").split("/")]
    kept = [part for part in parts if part]
    name = kept.pop() if kept else "card"
    stem = name[:-3] if name.endswith(".md") and len(name) > 3 else name
    return Path(*kept, f"{stem}.json")


class MirrorSink:
    """A directory of JSON files."""

    def __init__(self, path: Path, base: str) -> None:
        """Write below `path`, which is there and empty."""
        self._path = path
        self._base = base

    def add(self, path: str, payload: bytes) -> None:
        """Write one card; of two with one name, the second gets a number."""
        wanted = where = self._path / target(path, self._base)
        number = 1
        while where.exists():
            number += 1
            where = wanted.with_name(f"{wanted.stem}~{number}.json")
        where.parent.mkdir(parents=True, exist_ok=True)
        where.write_bytes(payload)

    def close(self, *, whole: bool) -> None:
        """Every file is closed already."""
