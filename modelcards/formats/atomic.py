"""Outputs that are whole or not there: written beside their place and moved in at the end.

What a killed run left behind is swept by the next one; a lock tells it from a run that still works.
"""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
import shutil
import stat
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from modelcards.errors import WriteError
from modelcards.formats import tree

if sys.platform != "win32":
    import fcntl


_PATIENCE = 1.0  # seconds until somebody reads a pipe


@contextmanager
def write_errors(path: Path | str) -> Iterator[None]:
    """Turn what the system says against writing into a `WriteError` that names the output."""
    try:
        yield
    except WriteError:
        raise
    except OSError as error:
        raise WriteError(f"cannot write {path}: {error.strerror or error}") from error


class Staged:
    """A file or directory that takes the place of `target` when `commit` is called.

    `path` is where to write. Leaving the `with` block without `commit` removes it. Of a directory,
    `belongs` says which cards of the old one come from the sources of the new one. A device or pipe
    stays what it is: what was written is copied into it.
    """

    def __init__(
        self, target: Path, *, directory: bool = False, belongs: tree.Belongs | None = None
    ) -> None:
        """Make the staging place beside `target`; of a link, beside what it leads to."""
        self.target = Path(os.path.realpath(target))
        self._directory = directory
        self._belongs = belongs or (lambda source, below: False)
        into = self.target.parent
        with write_errors(target):
            self._special = not directory and _is_special(self.target)
            if self._special:
                into = Path(tempfile.gettempdir())
            if directory and self.target.exists():
                if not self.target.is_dir():
                    raise WriteError(f"cannot write {target}: it is a file or device")
                # Only beside it can the two be exchanged, but not everybody may write there.
                if os.path.ismount(self.target) or not os.access(into, os.W_OK):
                    into = self.target
            if not into.is_dir():
                raise WriteError(f"cannot write {target}: no directory {into}")
            prefix = _prefix(self.target)
            _sweep(into, prefix)
            self.path, self._lock = _make(into, prefix, directory)

    def commit(self) -> None:
        """Put what was written in the place of the target."""
        with write_errors(self.target):
            if self._special:
                with self.path.open("rb") as written, _opened(self.target) as out:
                    shutil.copyfileobj(written, out)
            elif not self._directory:
                _keep_mode(self.target, self.path)
                os.fsync(self._lock)
                self.path.replace(self.target)
            else:
                tree.replace(self.path, self.target, self._belongs)

    def __enter__(self) -> Staged:
        return self

    def __exit__(self, *_: object) -> None:
        tree.remove(self.path)
        os.close(self._lock)


def _is_special(target: Path) -> bool:
    """True for a device, a pipe or a socket: nothing may take its place."""
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def _opened(special: Path) -> BinaryIO:
    """A device or pipe to write to; a pipe that nobody reads is waited for a moment only."""
    last = time.monotonic() + _PATIENCE
    while True:
        try:
            handle = os.open(special, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0))
        except OSError as error:
            if error.errno != errno.ENXIO:
                raise
            if time.monotonic() > last:
                raise WriteError(f"cannot write {special}: a pipe that nobody reads") from None
            time.sleep(0.02)
        else:
            os.set_blocking(handle, True)
            return os.fdopen(handle, "wb")


def _prefix(target: Path) -> str:
    # A digest, because a long file name leaves no room for more characters.
    digest = hashlib.sha256(os.fsencode(target.name)).hexdigest()[:12]
    return f".modelcards-{digest}-"


def _make(into: Path, prefix: str, directory: bool) -> tuple[Path, int]:
    while True:
        path = into / f"{prefix}{secrets.token_hex(4)}.tmp"
        if directory:
            path.mkdir()
            try:
                handle = os.open(path, os.O_RDONLY)
            except OSError:
                path.rmdir()
                raise
        else:
            handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o666)
        # Another run may sweep the file between its creation and its lock.
        if _locked(handle) and path.exists():
            return path, handle
        os.close(handle)


def _locked(handle: int) -> bool:
    if sys.platform == "win32":
        return True  # an open file cannot be removed there
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _sweep(into: Path, prefix: str) -> None:
    """Remove what dead runs with the same target left."""
    for stale in into.glob(f"{prefix}*.tmp"):
        with suppress(OSError):
            handle = os.open(stale, os.O_RDONLY)
            try:
                if _locked(handle):
                    tree.remove(stale)
            finally:
                os.close(handle)


def _keep_mode(old: Path, new: Path) -> None:
    with suppress(FileNotFoundError):
        new.chmod(stat.S_IMODE(old.stat().st_mode))
