"""Files that may be compressed, as their suffix says: `.gz`, `.zst` (extra `zst`) or plain."""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import IO, cast

from modelcards.errors import MissingExtraError
from modelcards.text.regular import open_regular

SUFFIXES = (".gz", ".zst")
_PART = 1 << 20


def split_suffix(name: str) -> tuple[str, str]:
    """A file name's format suffix and its compression suffix, both in lower case.

    >>> split_suffix("cards.jsonl.gz"), split_suffix("cards.csv")
    (('.jsonl', '.gz'), ('.csv', ''))
    """
    path = Path(name.lower())
    if path.suffix in SUFFIXES:
        return Path(path.stem).suffix, path.suffix
    return path.suffix, ""


@contextmanager
def writing(path: Path, suffix: str) -> Iterator[IO[bytes]]:
    """A file to write bytes to. No time and no name goes in: the same bytes on every run."""
    with path.open("wb", buffering=1 << 20) as plain:
        if suffix == ".gz":
            with gzip.GzipFile("", "wb", compresslevel=6, fileobj=plain, mtime=0) as packed:
                yield cast(IO[bytes], packed)
        elif suffix == ".zst":
            with _zstandard().ZstdCompressor(level=3).stream_writer(plain) as packed_zst:
                yield cast(IO[bytes], packed_zst)
        else:
            yield plain


@contextmanager
def reading(path: Path, suffix: str) -> Iterator[IO[bytes]]:
    """A file to read bytes from; what is no such compression, or damaged, raises `OSError`."""
    with open_regular(path) as plain:
        if suffix == ".gz":
            with gzip.GzipFile(fileobj=plain) as unpacked:
                yield cast(IO[bytes], unpacked)
        elif suffix == ".zst":
            zstandard = _zstandard()
            try:
                with zstandard.ZstdDecompressor().stream_reader(plain) as unpacked_zst:
                    # Only a buffered reader gives lines.
                    yield io.BufferedReader(unpacked_zst)
            except zstandard.ZstdError as error:
                raise OSError(f"damaged .zst: {error}") from None
        else:
            yield plain


def bounded_lines(file: IO[bytes], most: int) -> Iterator[bytes]:
    """The lines of a file; of a longer one the first `most` bytes and one more.

    A line of a compressed file can be any number of times as long as the file.
    """
    while line := file.readline(most + 1):
        yield line
        if len(line) > most:
            while line and not line.endswith(b"\n"):
                line = file.readline(_PART)


def _zstandard() -> ModuleType:
    try:
        import zstandard
    except ImportError:
        raise MissingExtraError("reading and writing .zst", "zst") from None
    return zstandard
