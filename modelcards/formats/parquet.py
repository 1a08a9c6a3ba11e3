"""Cards as Parquet (extra `arrow`): the nested columns of `modelcards.formats.arrow.schema`."""

from __future__ import annotations

from pathlib import Path

from modelcards.formats import arrow_schema as columns

encode = columns.encode

# Row groups end by the number and size of cards, so they do not depend on who read them.
_MOST_ROWS = 1000
_MOST_BYTES = 16 << 20


class ParquetSink:
    """A `.parquet` file, compressed with zstd."""

    def __init__(self, path: Path) -> None:
        """Write to `path`; raises `MissingExtraError` without pyarrow."""
        columns.pyarrow()
        from pyarrow import parquet

        self._writer = parquet.ParquetWriter(path, columns.schema(), compression="zstd")
        self._lines: list[bytes] = []
        self._size = 0

    def add(self, path: str, payload: bytes) -> None:
        """Take one card."""
        self._lines.append(payload)
        self._size += len(payload)
        if len(self._lines) >= _MOST_ROWS or self._size >= _MOST_BYTES:
            self._flush()

    def close(self, *, whole: bool) -> None:
        """Write what is left, and end the file."""
        if whole:
            self._flush()
        self._writer.close()

    def _flush(self) -> None:
        if self._lines:
            self._writer.write_table(columns.decode(self._lines))
        self._lines.clear()
        self._size = 0
