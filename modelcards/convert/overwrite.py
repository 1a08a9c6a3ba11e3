"""An output that would replace what it was made from is refused before anything is written."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from modelcards.cardset.directory import is_candidate
from modelcards.errors import ArgumentError
from modelcards.text.source import printable


def refuse_inputs(output: str, sources: Iterable[str], what: str = "the output") -> None:
    """Refuse an output that is one of the sources, lies in one as a card, or holds one.

    Links are followed on both sides. A source that is a URL, or does not exist, is in no danger.

    Raises:
        ArgumentError: the output leads to a source.
    """
    real = os.path.realpath(output)
    identity = _identity(output)
    holds = f"{real}{os.sep}" if os.path.isdir(output) else None
    above: dict[str, str] = {}
    for source in sources:
        if "://" in source:
            continue
        folder, name = os.path.split(source)
        if folder not in above:
            above[folder] = os.path.realpath(folder or ".")
        place = f"{above[folder]}{os.sep}{name}"
        if place == real or (identity is not None and identity == _identity(source)):
            raise ArgumentError(f"{what} {printable(output)} is an input as well: name another")
        if holds is not None and place.startswith(holds):
            said = f"{what} {printable(output)} is replaced as a whole, and holds an input"
            raise ArgumentError(f"{said} ({printable(source)}): name another")
        if identity is not None and holds is None and is_candidate(os.path.split(real)[1]):
            inside = f"{os.path.realpath(source)}{os.sep}"
            if real.startswith(inside) and os.path.isdir(source):
                raise ArgumentError(f"{what} {printable(output)} lies in an input: name another")


def _identity(path: str) -> tuple[int, int] | None:
    try:
        found = Path(path).stat()
    except (OSError, ValueError):
        return None
    return found.st_dev, found.st_ino
