"""Files that end: a pipe, device or directory in a file's place is an error, never waited for."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import BinaryIO

from modelcards.errors import NotAFileError

# Without O_NONBLOCK opening a pipe waits for its writer, should one come between.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def regular_handle(path: str | Path) -> int:
    """A descriptor of a file, which may be a link to one, to read from.

    Raises:
        NotAFileError: it is a directory, pipe or device.
        OSError: the system refused.
    """
    mode = Path(path).stat().st_mode
    if not stat.S_ISREG(mode):
        what = "a directory" if stat.S_ISDIR(mode) else "a pipe or device"
        raise NotAFileError(f"{what}, not a file: {path}")
    return os.open(path, _FLAGS)


def open_regular(path: str | Path) -> BinaryIO:
    """The same as a file to read bytes from."""
    return os.fdopen(regular_handle(path), "rb")
