"""The item that travels through a run: one card to read, and where it stands in its source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from modelcards.errors import ArgumentError

TIMEOUT = 60.0
"""Seconds that one card may take in a worker or from a server, unless told otherwise."""
_LONGEST = 10_000_000.0


def checked_timeout(timeout: float | None) -> float:
    """The seconds that a card may take.

    Raises:
        ArgumentError: a number that makes no sense.
    """
    if timeout is not None and not 0 < timeout <= _LONGEST:
        raise ArgumentError(f"a timeout is more than 0 seconds and at most {_LONGEST:g}")
    return TIMEOUT if timeout is None else timeout


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the text and the name of a card stand in a row of a `.parquet` or `.jsonl` file."""

    text: str = "card"
    name: str | None = None


class Item(NamedTuple):
    """One card to read.

    `path` names it in every output; without `data` it is also the file or URL to read. A `chosen`
    one was named by the user and is always taken. `size` and `changed_ns` are of the file, 0 where
    they are unknown. `known` is the digest that an earlier run saw; `same` says that the file has
    not been touched since. `absent` says why there is no card to read, `error` why it cannot be
    read. `line` is where it stands in its container. A `cut` one has only its beginning in `data`.
    """

    path: str
    data: bytes | str | None = None
    chosen: bool = False
    size: int = 0
    changed_ns: int = 0
    known: str = ""
    same: bool = False
    absent: str | None = None
    error: str | None = None
    line: int | None = None
    cut: bool = False
