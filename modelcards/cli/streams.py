"""The standard streams, made ready: UTF-8 whatever the locale, and harmless when closed or full.

A program whose standard streams are closed gives their numbers to the next files that it opens; so
what is closed is opened first, to nothing, and in the wrong direction: then reading and writing say
"Bad file descriptor", as the system would.
"""

from __future__ import annotations

import errno
import io
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TextIO


class _Closed(io.RawIOBase):
    """A stream that can be asked for bytes and gives none, nor takes any."""

    def readable(self) -> bool:
        """True, so that reading says why it does not work."""
        return True

    def writable(self) -> bool:
        """True, so that writing says why it does not work."""
        return True

    def readinto(self, buffer: object, /) -> int:
        """Refuse."""
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))

    def write(self, data: object, /) -> int:
        """Refuse."""
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))


def prepare() -> None:
    """Let stdout and stderr write UTF-8, and put something in the place of closed streams."""
    for number, direction in ((0, os.O_WRONLY), (1, os.O_RDONLY), (2, os.O_WRONLY)):
        _occupy(number, direction)
    if sys.stdin is None:
        sys.stdin = io.TextIOWrapper(io.BufferedReader(_Closed()))
    if sys.stdout is None:
        sys.stdout = io.TextIOWrapper(io.BufferedWriter(_Closed()), write_through=True)
    if sys.stderr is None:
        sys.stderr = _nothing()
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            # What no encoding can hold is escaped, not fatal.
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def _occupy(number: int, direction: int) -> None:
    """Open nothing under the number of a stream that is closed."""
    try:
        os.fstat(number)
    except OSError:
        with suppress(OSError):
            handle = os.open(os.devnull, direction)
            if handle != number:
                os.dup2(handle, number)
                os.close(handle)


def say(text: str) -> None:
    """Tell the user one line, where there is somebody to tell."""
    from modelcards.display.escape import harmless

    # A message may name a file, and a file may have any name.
    with suppress(OSError):
        print(f"modelcards: {harmless(text)}", file=sys.stderr, flush=True)


def finish() -> None:
    """Write what is still held; what cannot be written must not be tried again at the end."""
    error = _flushed("stdout")
    _flushed("stderr")
    if error is not None:
        raise error


def abandon() -> None:
    """Forget what could not be written, so that the interpreter does not complain of it."""
    _flushed("stdout")
    _flushed("stderr")


def _flushed(name: str) -> OSError | None:
    stream: TextIO = getattr(sys, name)
    try:
        stream.flush()
    except OSError as error:
        setattr(sys, name, _nothing())
        with suppress(OSError, ValueError):
            # The old stream is flushed once more when it is thrown away.
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        return error
    except ValueError:  # closed by what was run
        return None
    return None


def _nothing() -> TextIO:
    return Path(os.devnull).open("w", encoding="utf-8")
