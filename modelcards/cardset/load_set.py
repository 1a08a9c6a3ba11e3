"""Cards read back from what `convert` wrote: a JSON array, JSON Lines or Parquet."""

from __future__ import annotations

import gzip
import os
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from modelcards.cardset.cardset import CardSet
from modelcards.errors import (
    ArgumentError,
    DataError,
    MissingExtraError,
    NotAFileError,
    NotFoundError,
    ReadError,
)
from modelcards.formats.compressed import bounded_lines, reading, split_suffix
from modelcards.model.card import ModelCard
from modelcards.model.derive import derive
from modelcards.model.json import from_json
from modelcards.text.regular import open_regular

_BRACKETS = (b"[", b"]")
# Far more than the JSON of a card that was read within its limits and is no attack.
_MOST_LINE = 1 << 27


def load_set(path: str | os.PathLike[str]) -> CardSet:
    r"""The cards of a `.json`, `.jsonl` (each also `.gz` or `.zst`) or `.parquet` file.

    The set equals the one that was converted; what was passed over or failed then is not in the
    file. Cards read back keep no source, so `lint` judges them by their facts alone.

    Raises:
        ArgumentError: the suffix is none of these.
        DataError: the file holds something else; the message names the line.
        MissingExtraError: pyarrow or zstandard is not installed.
        NotAFileError: the path is a directory.
        NotFoundError: there is no such file.
        ReadError: the file is damaged, or the system refused to read it.

    >>> import modelcards, pathlib, tempfile
    >>> card = modelcards.parse("# Lumen-7B")
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = pathlib.Path(folder) / "cards.jsonl"
    ...     _ = file.write_text(modelcards.to_json(card, indent=None), encoding="utf-8")
    ...     load_set(file) == CardSet([card])
    True
    """
    try:
        file = Path(path)
    except TypeError:
        raise ArgumentError(f"a path is str or PathLike, not {type(path).__name__}") from None
    suffix, compression = split_suffix(file.name)
    if suffix not in (".json", ".jsonl", ".parquet") or (compression and suffix == ".parquet"):
        raise ArgumentError(
            f"load_set reads .json, .jsonl (each also .gz or .zst) and .parquet, not {file.name!r}"
        )
    if not os.path.exists(file):
        raise NotFoundError(f"no such file: {file}")
    if os.path.isdir(file):
        raise NotAFileError(f"a directory, not a file: {file}; load_dir reads one")
    try:
        with open_regular(file):
            pass  # what opens a table would wait for a pipe
        if suffix == ".parquet":
            return CardSet(_parquet(file))
        return CardSet(_lines(file, compression))
    except NotAFileError:
        raise
    except (OSError, EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise ReadError(f"cannot read {file}: {error}") from error


def _lines(file: Path, compression: str) -> Iterator[ModelCard]:
    """The cards of lines; an array has one card a line, too, as `convert` writes it."""
    number = 0
    with reading(file, compression) as lines:
        for number, line in enumerate(bounded_lines(lines, _MOST_LINE), start=1):
            if len(line) > _MOST_LINE:
                raise DataError(f"{file}:{number}: a line longer than {_MOST_LINE:,} bytes")
            text = line.strip()
            if text in _BRACKETS or not text:
                continue
            if number == 1 and text.startswith(b"[") and text.endswith(b"]"):
                text = text[1:-1].strip()
                if not text:
                    return
            try:
                yield from_json(text.removesuffix(b","))
            except DataError as error:
                raise DataError(f"{file}:{number}: {error}") from None


def _parquet(file: Path) -> Iterator[ModelCard]:
    from modelcards.formats.arrow_schema import plain

    try:
        from pyarrow import ArrowException, parquet
    except ImportError:
        raise MissingExtraError(f"reading {file}", "arrow") from None
    try:
        with parquet.ParquetFile(file) as held:
            for batch in held.iter_batches(batch_size=500):
                for row in batch.to_pylist():
                    yield _exact(from_json(plain(row)))
    except (ArrowException, KeyError, TypeError, AttributeError) as error:
        raise DataError(f"{file} holds no cards: {error}") from None


def _exact(card: ModelCard) -> ModelCard:
    """The card with its derived values whole: a training FLOP is longer than a float of Arrow."""
    return replace(
        card,
        derived=derive(
            card.parameters,
            card.active_parameters,
            card.training_tokens,
            card.token_param_ratio,
            card.alscore,
        ),
    )
