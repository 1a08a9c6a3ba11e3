"""Where in their table scores stand: rules that compare cells need the row and the column."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from modelcards.model.card import ModelCard
    from modelcards.model.parts import Benchmark, Table


class Placed(NamedTuple):
    """A score and its place in the body of its table, 0-based."""

    score: Benchmark
    row: int
    column: int


def by_table(card: ModelCard) -> dict[int, list[Benchmark]]:
    """The scores of each table, by its index."""
    found: dict[int, list[Benchmark]] = {}
    for one in card.benchmarks:
        if one.table is not None:
            found.setdefault(one.table, []).append(one)
    return found


def placed(table: Table, scores: Iterable[Benchmark]) -> list[Placed]:
    """The scores with their places; those are left out whose place cannot be told.

    Rows follow each other as lines do. Where a whole table stands on one line, nothing is certain.
    """
    by_line: dict[int, list[Benchmark]] = {}
    for one in scores:
        by_line.setdefault(one.line, []).append(one)
    out: list[Placed] = []
    row = 0
    for line in sorted(by_line):
        found = by_line[line]
        for index in range(row, len(table.rows)):
            columns = _columns(table.rows[index], found)
            if columns is not None:
                out += (Placed(one, index, at) for one, at in zip(found, columns, strict=True))
                row = index + 1
                break
    return out


def _columns(cells: list[str], scores: list[Benchmark]) -> list[int] | None:
    """A column for each score, or None where this is not their row."""
    if len(scores) > 4 * len(cells):
        return None
    free: dict[str, list[int]] = {}
    for at in range(len(cells) - 1, -1, -1):
        free.setdefault(cells[at].strip(), []).append(at)
    out = []
    for one in scores:
        same = free.get(one.raw.strip())
        if same:
            out.append(same.pop() if len(same) > 1 else same[0])
            continue
        inside = next((at for at, cell in enumerate(cells) if one.raw and one.raw in cell), None)
        if inside is None:
            return None
        out.append(inside)
    return out
