"""Rows with named, typed columns: scores, pivots and flat cards, on their way to a data frame."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, overload

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

_SHOWN = 10


class Rows(Sequence[dict[str, Any]]):
    """A table as a sequence of dicts, all with the same keys.

    `columns` maps a name to the type of its values: `str`, `int`, `float`, `bool` or `list` (of
    texts). A value that is missing is None; `notes` says why where that is no matter of course.

    >>> rows = Rows({"name": str, "score": float}, [("Lumen-7B", 61.2)])
    >>> rows[0], len(rows)
    ({'name': 'Lumen-7B', 'score': 61.2}, 1)
    """

    def __init__(
        self,
        columns: Mapping[str, type],
        rows: Iterable[Sequence[Any]],
        notes: Iterable[str] = (),
    ) -> None:
        """Rows of values in the order of the columns."""
        self.notes = list(notes)
        self.columns = dict(columns)
        self._rows = [tuple(row) for row in rows]

    @overload
    def __getitem__(self, index: int) -> dict[str, Any]: ...

    @overload
    def __getitem__(self, index: slice) -> Rows: ...

    def __getitem__(self, index: int | slice) -> dict[str, Any] | Rows:
        """One row as a dict, or some of the rows."""
        if isinstance(index, slice):
            return Rows(self.columns, self._rows[index])
        return self._dict(self._rows[index])

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return map(self._dict, self._rows)

    def _dict(self, row: tuple[Any, ...]) -> dict[str, Any]:
        return dict(zip(self.columns, row, strict=True))

    def __repr__(self) -> str:
        return f"<Rows: {len(self)} of {', '.join(map(repr, self.columns))}>"

    def _repr_html_(self) -> str:
        from modelcards.display.html import grid

        return grid(list(self.columns), self._rows[:_SHOWN], total=len(self))

    def column(self, name: str) -> list[Any]:
        """The values of one column.

        >>> Rows({"name": str}, [("Lumen-7B",)]).column("name")
        ['Lumen-7B']
        """
        index = list(self.columns).index(name)
        return [row[index] for row in self._rows]

    def to_dicts(self) -> list[dict[str, Any]]:
        """The rows as a list of dicts."""
        return list(self)

    def to_pandas(self) -> pd.DataFrame:
        """The rows as a pandas data frame; columns may hold `pd.NA`.

        Raises:
            MissingExtraError: pandas is not installed (extra `pandas`).
        """
        from modelcards.cardset.frames import to_pandas

        return to_pandas(self)

    def to_polars(self) -> pl.DataFrame:
        """The rows as a polars data frame.

        Raises:
            MissingExtraError: polars is not installed (extra `polars`).
        """
        from modelcards.cardset.frames import to_polars

        frame: pl.DataFrame = to_polars(self)
        return frame

    def to_arrow(self) -> pa.Table:
        """The rows as an Arrow table.

        Raises:
            MissingExtraError: pyarrow is not installed (extra `arrow`).
        """
        from modelcards.cardset.frames import to_arrow

        return to_arrow(self)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """The rows for any library that takes Arrow data without a copy.

        Raises:
            MissingExtraError: pyarrow is not installed (extra `arrow`).
        """
        stream: object = self.to_arrow().__arrow_c_stream__(requested_schema)
        return stream
