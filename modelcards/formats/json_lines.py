"""Cards as JSON Lines, or as a JSON array with one card a line."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from modelcards.formats.compressed import writing
from modelcards.model.card import ModelCard
from modelcards.model.json import adapter


def encode(card: ModelCard) -> bytes:
    """One line of JSON, without its end."""
    return adapter().dump_json(card)


class LineSink:
    """`.jsonl` and `.json` files: cards are written as they come."""

    def __init__(self, path: Path, compression: str, *, array: bool) -> None:
        """Write to `path`, which is new; `array` makes the lines one JSON array."""
        self._stack = ExitStack()
        self._file = self._stack.enter_context(writing(path, compression))
        self._array = array
        self._first = True
        if array:
            self._file.write(b"[")

    def add(self, path: str, payload: bytes) -> None:
        """Append one card."""
        if self._array:
            self._file.write((b"\n" if self._first else b",\n") + payload)
            self._first = False
        else:
            self._file.write(payload + b"\n")

    def close(self, *, whole: bool) -> None:
        """End the file; one that is not whole is about to be thrown away."""
        if self._array and whole:
            self._file.write(b"]\n" if self._first else b"\n]\n")
        self._stack.close()
