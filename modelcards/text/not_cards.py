"""Files that hold tables, as `convert` writes them: no card can be read from one."""

from __future__ import annotations

from modelcards.errors import ArgumentError

_KINDS = {
    ".csv": "a table (.csv)",
    ".csv.gz": "a table (.csv)",
    ".csv.zst": "a table (.csv)",
    ".db": "a database",
    ".parquet": "a file of many cards (.parquet)",
    ".sqlite": "a database (.sqlite)",
    ".sqlite3": "a database (.sqlite)",
}
_SEVERAL = (".parquet",)


def refuse_tables(path: str, *, several: bool = False) -> None:
    """Say of a file that is named like a table what it is; `several` cards may be read at once.

    Raises:
        ArgumentError: its name says that it is no card.

    >>> refuse_tables("cards/a.md")
    """
    name = path.lower()
    for suffix, kind in _KINDS.items():
        if name.endswith(suffix) and not (several and suffix in _SEVERAL):
            hint = "convert reads .jsonl, .parquet and archives of cards, load_set what it wrote"
            raise ArgumentError(f"{path} is {kind}, no model card; {hint}")
