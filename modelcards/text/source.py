r"""Bytes to text: which encoding they are in, what a line is, and what could not be read.

Only `\n`, `\r\n` and `\r` end a line. `Source.text` has them all as `\n`, so line numbers are those
of the file, and columns are the file's own code points without the byte-order mark.
"""

from __future__ import annotations

import codecs
import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from modelcards.errors import ArgumentError, NotAFileError, NotFoundError, ReadError, demand
from modelcards.limits import DEFAULT_LIMITS, Limits
from modelcards.text.hub import located
from modelcards.text.not_cards import refuse_tables
from modelcards.text.regular import regular_handle
from modelcards.text.stray import stray_bytes, unmarked_utf16

if TYPE_CHECKING:
    from modelcards.model.parts import Problem

CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
"""Control characters that no text file means; the C1 controls are left to `repair`."""

_CONTROL_BYTES = bytes([*range(9), 11, *range(14, 32), 127])

_SURROGATES = re.compile("[\ud800-\udfff]")
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_CHUNK = 1 << 20

# The mark of UTF-32 little-endian begins with that of UTF-16, so it is asked for first.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16-be"),
)


@dataclass(frozen=True, slots=True)
class Source:
    r"""One file as text.

    `path` is as given, with `/`. `data_sha256` is of the bytes, or of the UTF-8 encoding when a
    `str` was given. `encoding` is `utf-8`, `utf-8-sig`, `utf-16-le` and the like for a file with a
    mark (UTF-16 also without one), or `cp1252` where bytes that are not UTF-8 were read as that.
    `newline` is `\n`, `\r\n`, `\r` or `mixed`. `original` keeps its own line endings, `text` has
    the same number of lines and only `\n`. `problems` are MC003 and MC004.
    """

    path: str | None
    data_sha256: str
    encoding: str
    newline: str
    original: str
    text: str
    problems: tuple[Problem, ...]


def decode(data: bytes | str, path: str | None = None, limits: Limits = DEFAULT_LIMITS) -> Source:
    r"""The text of a file's bytes; no content raises.

    A byte-order mark decides; without one the bytes are UTF-16 where NULs say so, else UTF-8, and
    those that are not are read as cp1252 where that is what they are, else as U+FFFD.

    Raises:
        ArgumentError: `data` is neither `bytes` nor `str`.

    >>> source = decode(b"# Caf\xe9\r\n")
    >>> source.text, source.encoding, source.newline
    ('# Café\n', 'cp1252', '\r\n')
    """
    demand("path", path, str, none=True)
    demand("limits", limits, Limits)
    given: object = data  # callers without a type checker pass anything
    if isinstance(given, str):
        digest = hashlib.sha256(given.encode("utf-8", "surrogatepass")).hexdigest()
        marked = given.startswith("\ufeff")
        read = _Read(given[marked:], "utf-8-sig" if marked else "utf-8")
        return _source(read, path, digest, limits)
    if not isinstance(given, bytes):
        raise ArgumentError(f"a card is bytes or str, not {type(given).__name__}")
    return _source(_decode(given, limits), path, hashlib.sha256(given).hexdigest(), limits)


def read(path: str | os.PathLike[str], limits: Limits = DEFAULT_LIMITS) -> Source:
    """The text of a file (a large one is held in part only), or of a card on the Hub.

    Raises:
        NotFoundError: there is no such file.
        NotAFileError: a directory, pipe or device; none of them is ever waited for.
        ReadError: the system refuses to read it.
        ArgumentError: `path` is no path, or names a table or database.
    """
    demand("limits", limits, Limits)
    try:
        name = os.fspath(path)
    except TypeError:
        raise ArgumentError(f"a path is str or PathLike, not {type(path).__name__}") from None
    if not isinstance(name, str):
        raise ArgumentError("a path is str, not bytes")
    refuse_tables(name)
    name, shown = located(name)
    try:
        data, digest = _bytes(name, 4 * limits.characters + 4)
    except FileNotFoundError:
        raise NotFoundError(f"no such file: {name}") from None
    except ValueError:  # a NUL in the name
        raise NotFoundError(f"no such file: {name!r}") from None
    except NotAFileError:
        raise
    except OSError as error:
        raise ReadError(f"cannot read {name}: {error.strerror or error}") from None
    return _source(_decode(data, limits), shown.replace(os.sep, "/"), digest, limits)


def encoded(text: str, encoding: str) -> bytes:
    r"""The bytes of a text in `Source.encoding`, with its byte-order mark; cp1252 becomes UTF-8.

    >>> encoded("é", "utf-8-sig"), encoded("é", "utf-16-le")
    (b'\xef\xbb\xbf\xc3\xa9', b'\xff\xfe\xe9\x00')
    """
    for mark, name, codec in _MARKS:
        if name == encoding:
            return mark + text.encode(codec, "surrogatepass")
    return text.encode("utf-8", "surrogatepass")


def _bytes(name: str, most: int) -> tuple[bytes, str]:
    """The first `most` bytes of a regular file and the digest of all of them."""
    handle = regular_handle(name)
    try:
        digest = hashlib.sha256()
        kept: list[bytes] = []
        held = 0
        while chunk := os.read(handle, _CHUNK):
            digest.update(chunk)
            if held < most:
                kept.append(chunk[: most - held])
                held += len(kept[-1])
    finally:
        os.close(handle)
    return b"".join(kept), digest.hexdigest()


class _Read(NamedTuple):
    """Text out of bytes: its encoding, and what is to be said about bytes that were none of it.

    `clean` says that there are neither surrogates nor control characters; False that it is unknown.
    """

    text: str
    encoding: str
    stray: str | None = None
    clean: bool = False


def _decode(data: bytes, limits: Limits) -> _Read:
    # Four bytes a character is the most that any of these encodings takes.
    data = data[: 4 * limits.characters + 4]
    mark, encoding, codec = b"", "utf-8", "utf-8"
    for known in _MARKS:
        if data.startswith(known[0]):
            mark, encoding, codec = known
            break
    else:
        encoding = codec = unmarked_utf16(data) or codec
    body = data[len(mark) :]
    try:
        return _Read(body.decode(codec), encoding, None, codec == "utf-8" and _is_plain(body))
    except UnicodeDecodeError as error:
        if codec != "utf-8":
            stray = f"what is not {codec} is read as U+FFFD: {error.reason}"
            return _Read(body.decode(codec, "replace"), encoding, stray)
    text, read_as = stray_bytes(body)
    stray = f"bytes that are not UTF-8 are read as {read_as or 'U+FFFD'}"
    return _Read(text, read_as or encoding, stray)


def printable(path: str) -> str:
    r"""A path for messages and for JSON: bytes that are no UTF-8 are shown as `\xff`.

    >>> printable("caf\udce9.md")
    'caf\\xe9.md'
    """
    return _SURROGATES.sub(_shown, path)


def working_directory() -> Path:
    """The working directory; the root where it is gone, so that whole paths go on working."""
    try:
        return Path.cwd()
    except FileNotFoundError:
        return Path(os.sep).absolute()


def absolute(path: str) -> str:
    """A path from the root of the file system, without `.` and `..`; links are not followed."""
    return os.path.normpath(Path(path).absolute())


def _shown(half: re.Match[str]) -> str:
    byte = ord(half[0]) - 0xDC00
    return f"\\x{byte:02x}" if 0x80 <= byte <= 0xFF else _REPLACEMENT


def _source(read: _Read, path: str | None, digest: str, limits: Limits) -> Source:
    """Apply the limit, find the line endings and say what was met."""
    problems: list[Problem] = []
    text = read.text
    if read.stray:
        problems.append(_problem("MC003", read.stray, None))
    if len(text) > limits.characters:
        text = _cut(text, limits.characters)
        said = f"the limit of {limits.characters} characters is reached: the rest is not read"
        problems.append(_problem("MC004", said, _line(text, len(text))))
    if not (read.clean or _is_clean(text)):
        for pattern, said in ((_SURROGATES, "a lone surrogate, read as U+FFFD"),
                              (CONTROLS, "a control character")):  # fmt: skip
            found = pattern.search(text)
            if found:
                message = f"{said} (U+{ord(found[0]):04X})"
                problems.append(_problem("MC003", message, _line(text, found.start())))
        text = _SURROGATES.sub(_REPLACEMENT, text)
    return Source(
        path=path and printable(path),
        data_sha256=digest,
        encoding=read.encoding,
        newline=_newline(text),
        original=text,
        text=text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text,
        problems=tuple(problems),
    )


def _is_clean(text: str) -> bool:
    """True without surrogates and control characters; several times faster than to search."""
    try:
        return _is_plain(text.encode("utf-8"))
    except UnicodeEncodeError:
        return False


def _is_plain(data: bytes) -> bool:
    return len(data.translate(None, _CONTROL_BYTES)) == len(data)


def _cut(text: str, most: int) -> str:
    """The whole lines within the first `most` characters, or just these when one line is longer."""
    end = max(text.rfind("\n", 0, most), text.rfind("\r", 0, most)) + 1 or most
    return text[: end + (text[end - 1 : end + 1] == "\r\n")]


def _newline(text: str) -> str:
    if "\r" not in text:
        return "\n"
    both = text.count("\r\n")
    if both == text.count("\r"):
        return "\r\n" if both == text.count("\n") else "mixed"
    return "\r" if "\n" not in text else "mixed"


def _line(text: str, index: int) -> int:
    """The 1-based line that `index` stands on."""
    before = text[:index]
    return 1 + before.count("\n") + before.count("\r") - before.count("\r\n")


def _problem(code: str, message: str, line: int | None) -> Problem:
    # The card's types bring pydantic with them, and a clean file needs none of them.
    from modelcards.model.parts import Problem

    return Problem(code=code, message=message, line=line)
