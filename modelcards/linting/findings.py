"""Findings of `lint` as a list, and as rows for a data frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from modelcards.model.finding import Finding

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

    from modelcards.cardset.rows import Rows

_COLUMNS: dict[str, type] = {
    "path": str,
    "line": int,
    "column": int,
    "end_line": int,
    "end_column": int,
    "code": str,
    "name": str,
    "severity": str,
    "message": str,
    "fix": str,
}


class Findings(list[Finding]):
    r"""What `modelcards.lint` found: a list, which a notebook shows as a table.

    >>> import modelcards
    >>> found = modelcards.lint(modelcards.parse("# Lumen\n\n**Access:** 🟢 Private\n"))
    >>> found.rows()[0]["code"], found.rows()[0]["fix"]
    ('MC203', 'safe')
    """

    def rows(self) -> Rows:
        """A row a finding; `fix` is `safe`, `unsafe` or None."""
        from modelcards.cardset.rows import Rows

        plain = [name for name in _COLUMNS if name != "fix"]
        return Rows(
            _COLUMNS, ([*(getattr(one, name) for name in plain), _fix(one)] for one in self)
        )

    def to_pandas(self) -> pd.DataFrame:
        """The rows as a pandas data frame (extra `pandas`)."""
        return self.rows().to_pandas()

    def to_polars(self) -> pl.DataFrame:
        """The rows as a polars data frame (extra `polars`)."""
        return self.rows().to_polars()

    def _repr_html_(self) -> str:
        return self.rows()._repr_html_()


def _fix(one: Finding) -> str | None:
    if one.fix is None:
        return None
    return "safe" if one.fix.safe else "unsafe"
