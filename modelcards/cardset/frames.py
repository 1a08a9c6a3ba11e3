"""Rows as data frames of pandas, polars and Arrow, each imported when it is asked for."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from modelcards.errors import MissingExtraError

if TYPE_CHECKING:
    from modelcards.cardset.rows import Rows

_PANDAS = {str: "string", int: "Int64", float: "float64", bool: "boolean", list: "object"}


def _module(name: str, feature: str, extra: str) -> Any:
    try:
        return import_module(name)
    except ImportError:
        raise MissingExtraError(feature, extra) from None


def to_pandas(rows: Rows) -> Any:
    """A data frame with a nullable dtype for every column, also where all values are missing."""
    pandas = _module("pandas", "a pandas data frame", "pandas")
    series = {
        name: pandas.Series(rows.column(name), dtype=_PANDAS[kind])
        for name, kind in rows.columns.items()
    }
    return pandas.DataFrame(series)


def to_polars(rows: Rows) -> Any:
    """A data frame; lists are lists of texts."""
    polars = _module("polars", "a polars data frame", "polars")
    types = {
        str: polars.String,
        int: polars.Int64,
        float: polars.Float64,
        bool: polars.Boolean,
        list: polars.List(polars.String),
    }
    schema = {name: types[kind] for name, kind in rows.columns.items()}
    return polars.DataFrame({name: rows.column(name) for name in schema}, schema=schema)


def to_arrow(rows: Rows) -> Any:
    """An Arrow table; lists are lists of texts."""
    arrow = _module("pyarrow", "Arrow", "arrow")
    types = {
        str: arrow.string(),
        int: arrow.int64(),
        float: arrow.float64(),
        bool: arrow.bool_(),
        list: arrow.list_(arrow.string()),
    }
    schema = arrow.schema([(name, types[kind]) for name, kind in rows.columns.items()])
    return arrow.table({name: rows.column(name) for name in schema.names}, schema=schema)


@cache
def teach_polars() -> None:
    """Let `pl.DataFrame(cards)` and `pl.from_arrow(cards)` take cards as Arrow data.

    Polars asks for `__arrow_c_stream__` only of what is no sequence; of a sequence it takes each
    dataclass apart and guesses types, which fails where a value is a number in one card and a text
    in the next. Its table of handlers has no public name; without it polars goes on as before.
    """
    try:
        from polars._utils.construction.dataframe import _sequence_to_pydf_dispatcher as handlers
    except ImportError:
        return
    from modelcards.model.card import ModelCard

    def from_cards(first: Any, data: Any, schema: Any = None, **options: Any) -> Any:
        from modelcards.formats.arrow import table

        polars = import_module("polars")
        overrides = options.get("schema_overrides")
        return polars.DataFrame(table(data), schema=schema, schema_overrides=overrides)._df

    handlers.register(ModelCard, from_cards)
