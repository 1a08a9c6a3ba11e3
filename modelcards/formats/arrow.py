"""Cards as Arrow tables, and one kernel that reads cards batch by batch (extra `arrow`).

The kernel is for engines that hand out record batches: Dask, Spark's `mapInArrow`, DuckDB, Polars.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from modelcards.errors import ArgumentError, demand, demand_each, demand_texts
from modelcards.formats import arrow_schema as columns
from modelcards.formats.arrow_schema import schema
from modelcards.model.card import ModelCard

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["schema", "scrape_batches", "scraped_schema", "table"]

_CARD = "model_card"
_ERROR = "error"


def table(cards: Iterable[ModelCard]) -> pa.Table:
    """The cards as an Arrow table, a row each, by `schema`.

    Raises:
        ArgumentError: something else than cards.
        MissingExtraError: pyarrow is not installed.

    >>> import modelcards
    >>> table([modelcards.parse("# Lumen-7B")]).column("name").to_pylist()
    ['Lumen-7B']
    """
    columns.pyarrow()
    held = demand_each("cards", cards, ModelCard)
    return columns.decode([columns.encode(card) for card in held])


def scraped_schema(given: pa.Schema, *, text: str = "card", keep: Sequence[str] = ()) -> pa.Schema:
    """The schema of what `scrape_batches` makes of batches with the schema `given`.

    Raises:
        ArgumentError: there is no such column, the text column holds no text, or a kept column has
            the name of one that is added.
    """
    arrow = columns.pyarrow()
    demand("a schema", given, arrow.Schema)
    demand("text", text, str)
    demand_texts("keep", keep)
    for name in (text, *keep):
        if given.get_field_index(name) < 0:
            raise ArgumentError(f"no column {name!r} among {', '.join(given.names)}")
    if not _is_text(given.field(text).type):
        raise ArgumentError(f"the column {text!r} holds {given.field(text).type}, not text")
    if not {_CARD, _ERROR}.isdisjoint(keep):
        raise ArgumentError(f"the names {_CARD!r} and {_ERROR!r} are taken by the result")
    added = [
        arrow.field(_CARD, arrow.struct(list(schema()))),
        arrow.field(_ERROR, arrow.string()),
    ]
    return arrow.schema([*(given.field(name) for name in keep), *added])


def scrape_batches(
    batches: Iterable[pa.RecordBatch], *, text: str = "card", keep: Sequence[str] = ()
) -> Iterator[pa.RecordBatch]:
    """Read the card in each row: the columns in `keep`, then `model_card` and `error`.

    `text` names the column with the cards: `string`, `large_string`, `string_view` or `binary`.
    `model_card` is a struct by `schema`, null where the text is null or could not be read; `error`
    says why. A row never raises, every batch gives one batch with as many rows, and an empty batch
    keeps the schema.

    Raises:
        ArgumentError: see `scraped_schema`.
        MissingExtraError: pyarrow is not installed.

    >>> import pyarrow as pa
    >>> batch = pa.record_batch({"id": ["a/b"], "card": ["# Lumen-7B"]})
    >>> [done] = scrape_batches([batch], keep=["id"])
    >>> done.column("model_card")[0]["name"].as_py()
    'Lumen-7B'
    """
    arrow = columns.pyarrow()
    if not isinstance(batches, Iterable):
        raise ArgumentError(f"batches are a collection, not {type(batches).__name__}")
    for batch in batches:
        demand("a batch", batch, arrow.RecordBatch)
        made = scraped_schema(batch.schema, text=text, keep=keep)
        rows = [_read(value) for value in batch.column(text).to_pylist()]
        found = columns.decode([row for row, _ in rows if row is not None])
        cards = found.to_struct_array().combine_chunks()
        places = _places(row is not None for row, _ in rows)
        kept = [batch.column(name) for name in keep]
        errors = arrow.array([error for _, error in rows], arrow.string())
        picked = cards.take(arrow.array(places, arrow.int64()))
        yield arrow.record_batch([*kept, picked, errors], schema=made)


def _is_text(kind: Any) -> bool:
    types = columns.pyarrow().types
    return any(
        test(kind)
        for test in (types.is_string, types.is_large_string, types.is_string_view,
                     types.is_binary, types.is_large_binary)
    )  # fmt: skip


def _read(text: str | bytes | None) -> tuple[bytes | None, str | None]:
    """The encoded card, or why there is none."""
    from modelcards.reading.reader import parse

    if text is None:
        return None, None
    try:
        return columns.encode(parse(text)), None
    except Exception as fault:
        # A fault of this program on one row must not cost a cluster its job.
        return None, f"{type(fault).__name__}: {fault}"


def _places(present: Iterable[bool]) -> list[int | None]:
    """For each row the index of its card among those that are there."""
    places: list[int | None] = []
    count = 0
    for there in present:
        places.append(count if there else None)
        count += there
    return places
