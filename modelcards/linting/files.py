"""The files that a run of lint looks at, in the order of their paths."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from modelcards.cardset.directory import walk
from modelcards.convert.item import Item
from modelcards.linting.ignored_files import GitIgnored
from modelcards.text.source import absolute, working_directory

if TYPE_CHECKING:
    from modelcards.linting.configuration import Configuration


@dataclass(frozen=True)
class Choice:
    """Which files of a directory count: `gitignore` says whether `.gitignore` files do.

    A named file is always taken, but for `force_exclude`, which leaves out those too that a walk
    would: hooks name the files that they found themselves.
    """

    gitignore: bool = True
    force_exclude: bool = False


EVERY = Choice()
"""What counts unless something else was said."""


def folders(paths: Sequence[str]) -> list[str]:
    """The directories among what was named."""
    return [path for path in paths if os.path.isdir(path)]


def listed(paths: Sequence[str], configuration: Configuration, choice: Choice) -> list[Item]:
    """Every file once: those of directories first, then those that were named.

    Raises:
        SettingsError: the settings of a file cannot be used.
    """
    found: dict[str, Item] = {}
    for root in folders(paths):
        place = _places(root)
        for entry in walk(root, leaves_out=_left_out(root, configuration, choice)):
            error = entry.error
            item = Item(entry.path, size=entry.size, changed_ns=entry.changed_ns, error=error)
            found.setdefault(place(entry.path), item)
    items = list(found.values())
    for path in dict.fromkeys(paths):
        if os.path.isdir(path) or absolute(path) in found:
            continue
        if not (choice.force_exclude and _excluded(path, configuration, choice)):
            items.append(Item(path, chosen=True))
    for item in items:
        configuration.of(item.path)
    return items


def _left_out(
    root: str, configuration: Configuration, choice: Choice
) -> Callable[[str, bool], bool]:
    ignored = GitIgnored(root) if choice.gitignore else None
    # What excludes a directory as a whole does not count where that was named.
    whole = configuration.excludes(absolute(root), True)
    place = _places(root)

    def left_out(path: str, is_directory: bool) -> bool:
        path = place(path)
        if ignored is not None and ignored.leaves_out(path, is_directory):
            return True
        return not whole and configuration.excludes(path, is_directory)

    return left_out


def _places(root: str) -> Callable[[str], str]:
    """Absolute paths of what a walk of `root` finds, at the price of a slice each."""
    start = len(root.rstrip(f"/{os.sep}"))
    base = absolute(root).rstrip(os.sep)
    return lambda path: base + path[start:].replace("/", os.sep)


def _excluded(path: str, configuration: Configuration, choice: Choice) -> bool:
    """Whether a walk from the working directory would not come to a named file."""
    top = working_directory()
    place = Path(absolute(path))
    if "://" in path or not place.is_relative_to(top):
        return False
    left_out = _left_out(str(top), configuration, choice)
    steps = [top.joinpath(*place.relative_to(top).parts[:depth]) for depth in _depths(place, top)]
    return any(left_out(str(step), step != place) for step in steps)


def _depths(place: Path, top: Path) -> Iterator[int]:
    yield from range(1, len(place.relative_to(top).parts) + 1)
