"""The cards below a directory: `load_dir`."""

from __future__ import annotations

import os

from modelcards.cardset.cardset import CardSet, Failure
from modelcards.cardset.directory import walk
from modelcards.cardset.selection import Skipped, why_not_a_card
from modelcards.errors import ArgumentError, ModelCardsError, NotAFileError, NotFoundError
from modelcards.limits import DEFAULT_LIMITS, Limits
from modelcards.model.card import ModelCard
from modelcards.reading.reader import read_card
from modelcards.text.source import read


def load_dir(path: str | os.PathLike[str], *, all_files: bool = False) -> CardSet:
    """Read every card below a directory, sorted by path.

    What is no model card (a licence, an index page) is passed over and listed in `.skipped`; what
    could not be read is listed in `.failures`. `all_files` takes every Markdown file as a card.

    Raises:
        NotFoundError: there is no such directory.
        NotAFileError: the path is a file.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     for name in ("lumen", "corvid"):
    ...         _ = Path(folder, f"{name}.md").write_text(f"# {name.title()}-7B")
    ...     [card.name for card in load_dir(folder)]
    ['Corvid-7B', 'Lumen-7B']
    """
    return load_directory(path, all_files=all_files)


def load_directory(
    path: str | os.PathLike[str],
    *,
    all_files: bool = False,
    dialect: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> CardSet:
    """Every card below a directory; see `modelcards.load_dir`.

    Raises:
        ArgumentError: `path` is no path.
        NotFoundError: there is no such directory.
        NotAFileError: the path is a file.
    """
    try:
        root = os.fspath(path)
    except TypeError:
        raise ArgumentError(f"a path is str or PathLike, not {type(path).__name__}") from None
    if not isinstance(root, str):
        raise ArgumentError("a path is str, not bytes")
    if not os.path.exists(root):
        raise NotFoundError(f"no such directory: {root}")
    if not os.path.isdir(root):
        raise NotAFileError(f"a file, not a directory: {root}")
    cards: list[ModelCard] = []
    skipped: list[Skipped] = []
    failures: list[Failure] = []
    for entry in walk(root):
        if entry.error is not None:
            failures.append(Failure(entry.path, entry.error))
            continue
        try:
            card = read_card(read(entry.path, limits), dialect, limits)
        except ModelCardsError as error:
            failures.append(Failure(entry.path, str(error)))
            continue
        reason = None if all_files else why_not_a_card(card, entry.path)
        if reason is None:
            cards.append(card)
        else:
            skipped.append(Skipped(entry.path, reason))
    return CardSet(cards, skipped=skipped, failures=failures)
