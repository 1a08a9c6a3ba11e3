"""What of a directory is left out: what `.gitignore` files name, and patterns of `exclude`.

Both have git's own syntax, read by `pathspec`. A directory that was named is looked into, whatever
is said of it above.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from modelcards.text.regular import open_regular
from modelcards.text.source import absolute

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

_FILE = ".gitignore"
_MARK = ".git"
_STARS = 3
_MANY = re.compile(rf"(?:\*+[^*/]+){{{_STARS}}}\*")  # more than so many within a name
_LONGEST = 1_000
_LARGEST = 1_000_000  # bytes of a .gitignore


class Patterns:
    """Patterns in the manner of `.gitignore`, relative to a directory.

    >>> drafts = Patterns(["drafts", "*.tmp.md", "!kept.tmp.md"], "/cards")
    >>> drafts.verdict("/cards/a/drafts", True), drafts.verdict("/cards/a.tmp.md", False)
    (True, True)
    >>> drafts.verdict("/cards/kept.tmp.md", False), drafts.verdict("/cards/a.md", False)
    (False, None)
    """

    def __init__(self, patterns: Iterable[str], root: str) -> None:
        """`root` is an absolute path."""
        self._patterns = tuple(patterns)
        self._root = root.rstrip(os.sep) + os.sep
        self._spec: GitIgnoreSpec | None = None

    def verdict(self, path: str, is_directory: bool) -> bool | None:
        """True for what is left out, False for what is taken in again, None for all other paths."""
        if not self._patterns or not path.startswith(self._root):
            return None
        if self._spec is None:
            self._spec = _spec(self._patterns)
        below = path[len(self._root) :].replace(os.sep, "/")
        return self._spec.check_file(f"{below}/" if is_directory else below).include


def _spec(patterns: Iterable[str]) -> GitIgnoreSpec:
    """The patterns; what is none leaves nothing out, as with git.

    So it is with what a name is compared with for minutes: as regular expressions, stars are tried
    at all places together.
    """
    from pathspec import GitIgnoreSpec

    kept: list[str] = []
    for one in patterns:
        if len(one) > _LONGEST or one.count("**") > _STARS or _MANY.search(one):
            continue
        with suppress(ValueError):
            GitIgnoreSpec.from_lines((one,))
            kept.append(one)
    return GitIgnoreSpec.from_lines(kept)


class GitIgnored:
    """What the `.gitignore` files of a repository leave out, below one directory that was named."""

    def __init__(self, named: str) -> None:
        """`named` is the directory; files above it count up to the top of its repository."""
        self._named = absolute(named)
        self._top = self._named
        for folder in (Path(self._named), *Path(self._named).parents):
            if (folder / _MARK).exists():
                self._top = str(folder)
                break
        self._found: dict[str, tuple[Patterns, ...]] = {}
        above = self._above(self._named)
        if any(one.verdict(self._named, True) for one in above):
            # It was named, so what leaves it out as a whole does not count.
            self._found[self._named] = self._own(self._named)

    def leaves_out(self, path: str, is_directory: bool) -> bool:
        """Whether git would not look at a file or directory, whose path is absolute.

        What lies above it was looked at.
        """
        for patterns in self._of(_folder(path)):
            verdict = patterns.verdict(path, is_directory)
            if verdict is not None:
                return verdict
        return False

    def _above(self, folder: str) -> tuple[Patterns, ...]:
        return self._of(_folder(folder)) if folder != self._top else ()

    def _of(self, folder: str) -> tuple[Patterns, ...]:
        """The patterns that hold in a directory, the nearest first."""
        found = self._found.get(folder)
        if found is None:
            inside = folder.startswith(self._top.rstrip(os.sep) + os.sep)
            above = self._of(_folder(folder)) if inside else ()
            found = self._found[folder] = (*self._own(folder), *above)
        return found

    def _own(self, folder: str) -> tuple[Patterns, ...]:
        names = (_FILE, f"{_MARK}/info/exclude") if folder == self._top else (_FILE,)
        lines = [line for name in names for line in _lines(Path(folder, name))]
        return (Patterns(lines, folder),) if lines else ()


def _folder(path: str) -> str:
    return path.rpartition(os.sep)[0] or os.sep


def _lines(path: Path) -> list[str]:
    """The lines of a file of patterns; none where there is no such file, or nobody may read it."""
    try:
        with open_regular(path) as file:
            text = file.read(_LARGEST).decode("utf-8", "replace")
    except (OSError, ValueError):
        return []
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
