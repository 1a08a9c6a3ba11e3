"""Read a card from a file, and see that the file stayed the same meanwhile."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from modelcards.errors import ReadError
from modelcards.limits import DEFAULT_LIMITS, Limits

if TYPE_CHECKING:
    from modelcards.model.card import ModelCard


def read_steadily(path: str, limits: Limits = DEFAULT_LIMITS) -> ModelCard:
    """A card from a file that did not change while it was read.

    Raises:
        NotFoundError, NotAFileError, ReadError: as `modelcards.load`, and when the file changed.
    """
    from modelcards.reading.reader import load

    before = _state(path)
    card = load(path, limits=limits)
    if before is not None and _state(path) != before:
        raise ReadError(f"{path} changed while it was read; it is left out")
    return card


def _state(path: str) -> tuple[int, int, int] | None:
    try:
        found = Path(path).stat()
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
