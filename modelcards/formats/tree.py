"""A directory of cards takes the place of an older one: what is not there any more goes.

Where a directory holds nothing but cards that `convert` wrote, the two are exchanged in one step.
Where it holds anything else, that stays: every card is moved over its namesake, and a card that
was written from the same sources and is not there any more is removed.
"""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path, PurePath

from modelcards.errors import WriteError

# As `json` and `mirror` write it; the path is what the card was read from.
_HEAD = re.compile(
    rb'\{\s*"schema_version":\s*"[^"]{1,9}",\s*"source":\s*\{\s*"path":\s*("(?:[^"\\]|\\.)*"|null)'
)
_HEAD_BYTES = 20_000
_EXCHANGE = 2  # RENAME_EXCHANGE
_HERE = -100  # AT_FDCWD

Belongs = Callable[[str, PurePath], bool]
"""Whether the card read at a path would be written to that place."""


def source_of(file: Path) -> str | None:
    """What a card's JSON says it was read from; None for what is no card's JSON."""
    try:
        with file.open("rb") as opened:
            head = _HEAD.match(opened.read(_HEAD_BYTES))
    except OSError:
        return None
    if head is None:
        return None
    import json

    try:
        return str(json.loads(head[1]) or "")
    except ValueError:
        return None


def replace(staged: Path, target: Path, belongs: Belongs) -> None:
    """Put the tree `staged` in the place of `target`; afterwards `staged` may be thrown away.

    Raises:
        WriteError: a file that is no card stands in the way.
        OSError: the system refused.
    """
    if not target.exists():
        staged.replace(target)
        return
    held = {below: _source(target / below) for below in _files(target)}
    if None not in held.values() and _exchanged(staged, target):
        return
    new = set(_files(staged))
    stale = [
        below
        for below, source in held.items()
        if source is not None and below not in new and belongs(source, below)
    ]
    _merge(staged, target, new, stale)


def _source(file: Path) -> str | None:
    regular = file.suffix == ".json" and stat.S_ISREG(file.lstat().st_mode)
    return source_of(file) if regular else None


def _files(root: Path) -> Iterator[PurePath]:
    """Everything below a directory: files, links as such, and directories that hold nothing."""
    for folder, folders, names in os.walk(root):
        below = Path(folder).relative_to(root)
        if not folders and not names and below != Path():
            yield below
        links = [name for name in folders if (Path(folder) / name).is_symlink()]
        yield from (below / name for name in (*names, *links))


def _exchanged(staged: Path, target: Path) -> bool:
    """Exchange two directories in one step, where the system can."""
    if sys.platform != "linux" or os.path.ismount(target) or staged.parent != target.parent:
        return False
    rename = getattr(ctypes.CDLL(None), "renameat2", None)
    if rename is None:
        return False
    with suppress(OSError):
        staged.chmod(stat.S_IMODE(target.stat().st_mode))
    places = (_HERE, os.fsencode(staged), _HERE, os.fsencode(target))
    return bool(rename(*places, _EXCHANGE) == 0)


def _merge(staged: Path, target: Path, new: set[PurePath], stale: list[PurePath]) -> None:
    """Move every file over its namesake, each in one step, then remove what is stale."""
    folders = {parent for below in new for parent in below.parents}
    _refuse_obstacles(target, new, folders, set(stale))
    for below in folders:
        if (target / below).is_dir() and _device(target / below) != _device(staged):
            raise WriteError(f"cannot write {target / below}: it is on another file system")
    for below in stale:
        if below in folders or any(parent in new for parent in below.parents):
            (target / below).unlink(missing_ok=True)
            _prune(target, below)
    for below in sorted(new):
        (target / below).parent.mkdir(parents=True, exist_ok=True)
        (staged / below).replace(target / below)
    for below in stale:
        if below not in folders:
            (target / below).unlink(missing_ok=True)
            _prune(target, below)


def _refuse_obstacles(
    target: Path, new: set[PurePath], folders: set[PurePath], stale: set[PurePath]
) -> None:
    """Before anything is moved: nothing that stays may stand where a card or its folder goes."""
    for below in folders:
        place = target / below
        if os.path.lexists(place) and not place.is_dir() and below not in stale:
            raise WriteError(f"cannot write {place}: a file stands where a directory is needed")
        if below != PurePath() and place.is_symlink():
            # Behind it is another directory, whose cards nobody would take away again.
            raise WriteError(f"cannot write {place}: a link stands where a directory is needed")
    for below in new:
        place = target / below
        if not place.is_dir():
            if _is_special(place):
                raise WriteError(f"cannot write {place}: a device or pipe stands there")
            continue
        inside = [below / one for one in _files(place)]
        if not inside or not stale.issuperset(inside):
            raise WriteError(f"cannot write {place}: a directory with other files stands there")


def _device(place: Path) -> int:
    return place.stat().st_dev


def _is_special(place: Path) -> bool:
    try:
        mode = place.lstat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISLNK(mode))


def _prune(target: Path, below: PurePath) -> None:
    """Remove the directories that a stale file has left empty."""
    for parent in below.parents:
        if parent == PurePath():
            break
        try:
            (target / parent).rmdir()
        except OSError:
            break


def remove(path: Path) -> None:
    """Remove a file or a tree, as far as the system lets."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
        # What was refused once may be so for a moment only, and nobody comes back for it.
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink()
