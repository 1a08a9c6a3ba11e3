"""Rows and columns of a read table → scores: every number with what it is of."""

from __future__ import annotations

from typing import NamedTuple

from modelcards.card import Benchmark, Problem, trusted
from modelcards.meaning.heads import Heads
from modelcards.meaning.known import benchmark_id, is_aggregate
from modelcards.meaning.layout import Layout
from modelcards.meaning.measures import settings_of
from modelcards.meaning.names import Name
from modelcards.meaning.rows import Named
from modelcards.meaning.sheet import Row, Sheet
from modelcards.tables import Grid
from modelcards.values import score as read_score

_benchmark = trusted(Benchmark)
_problem = trusted(Problem)

Owns = dict[str, bool | None]


class Part(NamedTuple):
    """A sheet that is being read, with the place of its table and whose its models are."""

    grid: Grid
    sheet: Sheet
    layout: Layout
    owns: Owns
    place: int


class _Of(NamedTuple):
    """What scores are of, as their row or the head of their column names it."""

    label: str
    benchmark: str
    id: str | None
    aggregate: bool
    metric: str | None
    setting: str | None
    unit: str | None


class _Column(NamedTuple):
    """A score column: `of` is what its head names, where benchmarks are columns."""

    heads: Heads
    of: _Of | None
    adds: bool
    """True where its head says how a benchmark that the row names is counted."""
    aggregate: bool
    """True where its head names an average over parts of a benchmark."""


def _of(label: str, name: Name) -> _Of:
    known = benchmark_id(label) or benchmark_id(name.benchmark)
    return _Of(
        label, name.benchmark, known, is_aggregate(label), name.metric, name.setting, name.unit
    )


def _column(heads: Heads) -> _Column:
    of = None
    if heads.benchmark is not None:
        name = Name(heads.benchmark, heads.metric, heads.setting, heads.unit)
        of = _of(heads.label or heads.benchmark, name)
    adds = (heads.metric or heads.setting or heads.unit) is not None
    return _Column(heads, of, adds, heads.variant is not None and is_aggregate(heads.variant))


def read_scores(part: Part, rows: list[tuple[Row, Named]]) -> tuple[list[Benchmark], list[Problem]]:
    """Every score of a sheet, and a problem for each cell that holds no readable one.

    A cell with several numbers gives a score without value: which is meant is not ours to guess.
    """
    scores: list[Benchmark] = []
    problems: list[Problem] = []
    common = _common_setting(part.sheet, part.layout)
    columns = [_column(heads) for heads in part.layout.scores]
    for row, named in rows:
        of_row = None
        if named.name is not None and named.label is not None:
            of_row = _of(named.label, named.name)
        told = bool(named.metric or named.setting or common)
        for column in columns:
            heads = column.heads
            kind = row.kinds[heads.at]
            if kind in "kh" or (kind in "tq" and _is_spanned(part, row, heads)):
                continue
            of = column.of or of_row
            if of is None:
                continue
            if column.of is None and column.adds:
                of = _counted_as(of, heads)
            if told:
                of = _as_told(of, named, common)
            scores.append(_score(part, column, of, named, row))
            if kind in "stq":
                printed = f"{row.cells[heads.at][:80]!r} of {of.label[:80]!r}"
                message = f"the score {printed} cannot be read as one number"
                line = part.grid.row_lines[row.at]
                problems.append(_problem(code="MC401", message=message, line=line))
    return scores, problems


def _common_setting(sheet: Sheet, layout: Layout) -> str | None:
    """A setting that the head of the naming column states for the whole table ("Model 5-shot")."""
    at = layout.model if layout.orientation == "benchmarks-as-columns" else layout.benchmark
    return None if at is None else ", ".join(settings_of(sheet.head(at))) or None


def _is_spanned(part: Part, row: Row, heads: Heads) -> bool:
    cell = part.grid.rows[row.at][part.sheet.columns[heads.at]]
    return cell.spanned or cell.colspan > 1


def _counted_as(of: _Of, heads: Heads) -> _Of:
    """The benchmark of a row under a head that names a metric, a setting or a unit."""
    label, benchmark, known, aggregate, metric, setting, unit = of
    # A row that is itself a metric keeps it, unless its column says which one is counted.
    if heads.metric and (metric is None or metric == benchmark):
        metric = heads.metric
    return _Of(
        label, benchmark, known, aggregate, metric, setting or heads.setting, unit or heads.unit
    )


def _as_told(of: _Of, named: Named, common: str | None) -> _Of:
    """The same with the metric and the settings that its row, or the whole table, states."""
    label, benchmark, known, aggregate, metric, setting, unit = of
    if named.setting or common:
        setting = ", ".join(dict.fromkeys(filter(None, (named.setting, setting, common))))
    return _Of(label, benchmark, known, aggregate, named.metric or metric, setting, unit)


def _score(part: Part, column: _Column, of: _Of, named: Named, row: Row) -> Benchmark:
    heads = column.heads
    raw = row.cells[heads.at]
    label, benchmark, known, aggregate, metric, setting, unit = of
    value = None
    stderr = named.stderr
    found = read_score(raw) if raw else None
    if found is None:
        unit = None
    else:
        value, unit = found.value, found.unit or unit
        if found.stderr is not None:
            stderr = found.stderr
        if found.setting and settings_of(found.setting):
            setting = found.setting
    variants = named.variants if heads.variant is None else (*named.variants, heads.variant)
    model = heads.model or named.model
    return _benchmark(
        benchmark=benchmark,
        benchmark_id=known,
        label=label,
        score=value,
        unit=unit,
        metric=metric,
        setting=setting,
        stderr=stderr,
        aggregate=aggregate or column.aggregate,
        group=named.group or heads.group,
        variant=" / ".join(variants) or None if variants else None,
        description=named.description,
        model=model,
        # Beside named models, a number without one may be anybody's.
        subject=part.owns.get(model) if model is not None else None if part.owns else True,
        raw=raw,
        table=part.place,
        line=part.grid.row_lines[row.at],
    )
