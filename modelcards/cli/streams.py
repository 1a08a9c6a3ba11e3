"""The standard streams, made ready: UTF-8 whatever the locale, and harmless when closed or full.

A program whose standard streams are closed gives their numbers to the next files that it opens; so
what is closed is opened first, to nothing, and in the wrong direction: then reading and writing say
"Bad file descriptor", as the system would.
"""

from __future__ import annotations

import errno
import io
import os
import re
import sys
from collections.abc import Iterable
from contextlib import suppress

# As `typing.TYPE_CHECKING`: every command starts here, and `typing` takes a while to import.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TextIO

# Escape sequences but for colours and those that move a bar of progress, and what
# `display.escape` shows as well, but for what a bar needs.
_STEERS = (
    "\x1b(?!\\[(?:0|1|2|31|32|33)m|\\[[AK])|"
    "[\x00-\x07\x0b-\x0c\x0e-\x1a\x1c-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f]"
)


_LONGEST = 1_000


class _Terminal:
    """A terminal that no text can steer: such signs are shown, in JSON as its own escapes.

    The stream goes on beneath, for who calls `main` and prints to it afterwards.
    """

    def __init__(self, stream: io.TextIOWrapper) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write text."""
        shown = re.sub(_STEERS, lambda sign: f"\\u{ord(sign[0]):04x}", text)
        return self._stream.write(shown)

    def writelines(self, lines: Iterable[str]) -> None:
        """Write lines."""
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


class _Closed(io.RawIOBase):
    """A stream that can be asked for bytes and gives none, nor takes any."""

    abandoned = False

    def readable(self) -> bool:
        """True, so that reading says why it does not work."""
        return True

    def writable(self) -> bool:
        """True, so that writing says why it does not work."""
        return True

    def readinto(self, buffer: object, /) -> int:
        """Refuse."""
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))

    def write(self, data: Any, /) -> int:
        """Refuse, unless that was told and the stream is being thrown away."""
        if self.abandoned:
            return memoryview(data).nbytes
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
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if isinstance(stream, io.TextIOWrapper) and stream.isatty():
            setattr(sys, name, _Terminal(stream))


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


def write_bytes(data: bytes) -> None:
    """Write bytes to stdout as they are; to a terminal as text."""
    sys.stdout.flush()
    if isinstance(sys.stdout, _Terminal):
        sys.stdout.write(data.decode("utf-8", "backslashreplace").replace("\x1b", "\\u001b"))
    else:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()


def say(text: str) -> None:
    """Tell the user one line, where there is somebody to tell."""
    from modelcards.display.escape import harmless

    # A message may name a file, and a file may have any name.
    with suppress(OSError):
        print(f"modelcards: {harmless(_short(text))}", file=sys.stderr, flush=True)


def _short(text: str) -> str:
    """A message without the midst of what was typed by a machine."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST // 2]}…{text[-_LONGEST // 2 :]}"


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
        raw = getattr(getattr(stream, "buffer", None), "raw", None)
        if isinstance(raw, _Closed):
            raw.abandoned = True
        return error
    except ValueError:  # closed by what was run
        return None
    return None


def _nothing() -> TextIO:
    return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123 - pathlib costs 10 ms at import
