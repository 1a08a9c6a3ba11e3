"""Which way a table is to be read: what its rows name, what its score columns name."""

from __future__ import annotations

from typing import Literal, NamedTuple

from modelcards.scores.columns import Column, columns
from modelcards.scores.heads import Heads, benchmark_heads, other_heads
from modelcards.scores.readings import Own, Reading, readings, weigh, weights
from modelcards.scores.subtable import Row, Sheet

Orientation = Literal["benchmarks-as-rows", "benchmarks-as-columns"]


class Layout(NamedTuple):
    """How a sheet is read: the columns that name its rows by their kind, and its score columns."""

    orientation: Orientation
    scores: tuple[Heads, ...]
    benchmark: int | None = None
    model: int | None = None
    metric: int | None = None
    shots: int | None = None
    group: int | None = None
    stderr: int | None = None
    description: int | None = None
    settings: tuple[int, ...] = ()
    variants: tuple[int, ...] = ()
    said: frozenset[str] = frozenset()
    """The kinds that column heads announce in words."""
    share: float = 1.0
    """How likely this reading is the right one."""
    unsure: frozenset[str] = frozenset()
    """What the next likely reading would take from elsewhere: `benchmark`, `model`."""


_KINDS = ("benchmark", "model", "metric", "shots", "setting", "group", "variant", "stderr",
          "description", "unknown")  # fmt: skip


def layout(sheet: Sheet, own: Own, named_above: bool = False) -> Layout | None:
    """How to read a sheet; None where no column can hold scores.

    `own` tells whether a text names the card's own model; `named_above` that the heading or the
    caption names a benchmark.
    """
    found = columns(sheet)
    if not any(column.kind == "score" for column in found):
        return None
    weighed = weigh(list(readings(sheet, found, own, named_above)), weights())
    best, rivals = weighed[0], [one for one in weighed[1:] if one.share > 0.1]
    unsure = set()
    for one in rivals:
        if one.reading.benchmark != best.reading.benchmark:
            unsure.add("benchmark")
        if one.reading[1:] != best.reading[1:]:
            unsure.add("model")
    return laid(sheet, found, best.reading)._replace(share=best.share, unsure=frozenset(unsure))


def laid(sheet: Sheet, found: list[Column], reading: Reading) -> Layout:
    """A sheet as a reading lays it out."""
    scores = [column for column in found if column.kind == "score"]
    benchmark, model, level = reading
    if benchmark is None:
        heads = benchmark_heads(sheet, [column for column in scores if column.head], level)
    else:
        heads = other_heads(sheet, scores, level)
    left = {
        kind: [c for c in found if c.kind == kind and c.at not in (benchmark, model)]
        for kind in _KINDS
    }
    said = frozenset(c.kind for c in found if c.kind in _KINDS and c.kind != "unknown")
    open_ = [*left["unknown"], *left["benchmark"]]
    groups = [*left["group"], *(c for c in open_ if _is_sparse(sheet, c))]
    if benchmark is not None:  # tasks before their data sets
        groups += [c for c in left["benchmark"] if c.at < benchmark and c not in groups]
    group = groups[0].at if groups else None
    variants = [*left["variant"], *groups[1:]]
    variants += [c for c in left["benchmark"] if c not in groups]
    variants += [c for c in left["unknown"] if c not in groups and c.at < scores[0].at]
    variants += [c for c in left["model"] if len(set(c.texts)) != 1]
    named = [*variants, *left["metric"], *left["shots"], *left["setting"]]
    variants += _telling_apart(sheet, found, {benchmark, model, group, *(c.at for c in named)})
    return Layout(
        "benchmarks-as-columns" if benchmark is None else "benchmarks-as-rows",
        tuple(heads),
        benchmark,
        model,
        _first(left["metric"]),
        _first(left["shots"]),
        group,
        _first(left["stderr"]),
        _first(left["description"]),
        tuple([c.at for c in left["setting"]]),
        tuple(sorted({c.at for c in variants})),
        said,
    )


def _first(found: list[Column]) -> int | None:
    return found[0].at if found else None


def _telling_apart(sheet: Sheet, found: list[Column], keys: set[int | None]) -> list[Column]:
    """Columns of words or sizes that tell apart rows whose other keys are the same."""
    named = [at for at in keys if at is not None]
    alike: list[list[Row]] = [[*sheet.rows]]
    for at in (None, *named):
        alike = [part for rows in alike for part in _parted(rows, at)]
    if not alike or any(row.cells[at] == "" for rows in alike for row in rows for at in named):
        return []
    more = []
    for column in found:
        at = column.at
        if column.kind in ("unknown", "ignored", "description") and at not in named:
            held = "".join([row.kinds[at] for row in sheet.rows])
            if (len(held) - held.count("e") - held.count("m")) * 2 <= len(held):
                continue
            parted = [part for rows in alike for part in _parted(rows, at)]
            if [*map(len, parted)] != [*map(len, alike)]:
                more.append(column)
                alike = parted
    return more


def _parted(rows: list[Row], at: int | None) -> list[list[Row]]:
    """The groups of rows that stay alike in a cell, or in their section; single rows are told."""
    groups: dict[str | None, list[Row]] = {}
    for row in rows:
        groups.setdefault(row.section if at is None else row.cells[at], []).append(row)
    return [group for group in groups.values() if len(group) > 1]


def _is_sparse(sheet: Sheet, column: Column) -> bool:
    """A column that is filled on the first row of each group only."""
    empty = sum(not row.cells[column.at] for row in sheet.rows)
    return empty * 3 >= len(sheet.rows)
