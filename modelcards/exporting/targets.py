"""Which cards a command line names, and the directory that each one's files go to."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from modelcards.errors import ArgumentError

if TYPE_CHECKING:
    from modelcards.model.card import ModelCard

_READMES = frozenset({"readme", "model_card", "modelcard", "model-card", "card", "index"})


@dataclass(frozen=True, slots=True)
class Item:
    """A card, and the directory that its files go to."""

    card: ModelCard
    directory: str


@dataclass(slots=True)
class Work:
    """The cards to export, in the order of their paths, and the files that could not be read."""

    items: list[Item] = field(default_factory=list)
    failures: list[tuple[str, str]] = field(default_factory=list)


def plan(
    sources: Iterable[str],
    to: str,
    output: str | None,
    *,
    writes: bool = True,
    all_files: bool = False,
) -> Work:
    """Read the cards. With `output` they keep their paths below it, else they stay in their places.

    Evaluation results belong to one model each, so a card that is no README gets a directory of its
    own name below `output`, and no two cards share one that is written to.

    Raises:
        NotFoundError: a source does not exist.
        ArgumentError: `-` is not alone, or two cards would share one `.eval_results`.
    """
    named = list(sources)
    work, found = Work(), []
    for source in named:
        found += _cards(source, named, work, all_files)
    single = len(named) == 1 and not os.path.isdir(named[0])
    base = _base(named)
    taken: dict[str, str] = {}
    for card in found:
        item = Item(card, _directory(card, to, output, base, single))
        path = card.source.path or "-"
        shares = taken.setdefault(item.directory, path) != path
        if shares and writes and to == "eval-results":
            raise ArgumentError(
                f"{taken[item.directory]} and {path} would share one .eval_results; give -o DIR"
            )
        work.items.append(item)
    return work


def _cards(source: str, named: list[str], work: Work, all_files: bool) -> list[ModelCard]:
    from modelcards.cardset.load_dir import load_directory
    from modelcards.reading.reader import load, parse
    from modelcards.text.standard_input import standard_input

    if source == "-":
        if len(named) > 1:
            raise ArgumentError("- stands alone")
        # `model-index` writes the card again.
        return [parse(standard_input(whole=True))]
    if not os.path.isdir(source):
        return [load(source)]
    found = load_directory(source, all_files=all_files)
    work.failures += [(one.path, one.error) for one in found.failures]
    return list(found)


def _base(named: list[str]) -> str:
    """The directory that all sources lie below."""
    tops = [source if os.path.isdir(source) else str(Path(source).parent) for source in named]
    return os.path.commonpath([str(Path(top).absolute()) for top in tops])


def _directory(card: ModelCard, to: str, output: str | None, base: str, single: bool) -> str:
    path = card.source.path
    if path is None:
        return output or ""
    parent = str(PurePosixPath(path).parent)
    if to == "every-eval-ever" and output is not None:
        return output  # its own layout says whose a record is
    if output is None:
        return parent
    below = "." if single else os.path.relpath(Path(parent).absolute(), base)
    stem = PurePosixPath(path).stem
    own = to == "eval-results" and not single and stem.lower() not in _READMES
    return str(PurePosixPath(output, below.replace(os.sep, "/"), stem if own else "."))
