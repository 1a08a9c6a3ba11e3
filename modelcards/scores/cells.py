"""Rows and columns of a read table → scores: every number with what it is of."""

from __future__ import annotations

from typing import NamedTuple

from modelcards.model.parts import Benchmark, Problem, trusted
from modelcards.scores.benchmark_names import benchmark_id, is_aggregate
from modelcards.scores.heads import Heads
from modelcards.scores.labels import Name
from modelcards.scores.layout import Layout
from modelcards.scores.metrics import settings_of
from modelcards.scores.rows import Named
from modelcards.scores.subtable import Row, Sheet
from modelcards.tables.grid import Grid
from modelcards.values.read import score as read_score

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
    subject: bool | None
    """Whether the model that its head names is the card's own."""


class _Line(NamedTuple):
    """What a row says about all of its scores, worked out once."""

    row: Row
    named: Named
    of: _Of | None
    variant: str | None
    subject: bool | None
    line: int


def _of(label: str, name: Name) -> _Of:
    known = benchmark_id(label) or benchmark_id(name.benchmark)
    return _Of(
        label, name.benchmark, known, is_aggregate(label), name.metric, name.setting, name.unit
    )


def _column(heads: Heads, owns: Owns) -> _Column:
    of = None
    if heads.benchmark is not None:
        name = Name(heads.benchmark, heads.metric, heads.setting, heads.unit)
        of = _of(heads.label or heads.benchmark, name)
    adds = (heads.metric or heads.setting or heads.unit) is not None
    aggregate = heads.variant is not None and is_aggregate(heads.variant)
    return _Column(heads, of, adds, aggregate, owns.get(heads.model or ""))


def _line(part: Part, row: Row, named: Named) -> _Line:
    of = None
    if named.name is not None and named.label is not None:
        of = _of(named.label, named.name)
    # Beside named models, a number without one may be anybody's.
    anybody = None if part.owns else True
    subject = anybody if named.model is None else part.owns.get(named.model)
    variant = " / ".join(named.variants) or None
    return _Line(row, named, of, variant, subject, part.grid.row_lines[row.at])


def read_scores(part: Part, rows: list[tuple[Row, Named]]) -> tuple[list[Benchmark], list[Problem]]:
    """Every score of a sheet, and a problem for each cell that holds no readable one.

    A cell with several numbers gives a score without value: which is meant is not ours to guess.
    """
    scores: list[Benchmark] = []
    problems: list[Problem] = []
    common = _common_setting(part.sheet, part.layout)
    columns = [_column(heads, part.owns) for heads in part.layout.scores]
    for row, named in rows:
        line = _line(part, row, named)
        told = bool(named.metric or named.setting or common)
        for column in columns:
            heads = column.heads
            kind = row.kinds[heads.at]
            if kind in "kh" or (kind in "tq" and _is_spanned(part, row, heads)):
                continue
            of = column.of or line.of
            if of is None:
                continue
            if column.adds and column.of is None:
                of = _counted_as(of, heads)
            if told:
                of = _as_told(of, named, common)
            scores.append(_score(line, column, of, part.place))
            if kind in "stq":
                printed = f"{row.cells[heads.at][:80]!r} of {of.label[:80]!r}"
                message = f"the score {printed} cannot be read as one number"
                problems.append(_problem(code="MC401", message=message, line=line.line))
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


def _score(line: _Line, column: _Column, of: _Of, table: int) -> Benchmark:
    row, named, _, variant, subject, number = line
    heads, _, _, averaged, own = column
    label, benchmark, known, aggregate, metric, setting, unit = of
    raw = row.cells[heads.at]
    value, stderr = None, named.stderr
    found = read_score(raw) if raw else None
    if found is None:
        unit = None
    else:
        value, printed, error, with_setting, _, _ = found
        unit = printed or unit
        stderr = stderr if error is None else error
        if with_setting and settings_of(with_setting):
            setting = with_setting
    if heads.variant is not None:
        variant = heads.variant if variant is None else f"{variant} / {heads.variant}"
    model = heads.model
    return _benchmark(
        benchmark=benchmark,
        benchmark_id=known,
        label=label,
        score=value,
        unit=unit,
        metric=metric,
        setting=setting,
        stderr=stderr,
        aggregate=aggregate or averaged,
        group=named.group or heads.group,
        variant=variant or None,
        description=named.description,
        model=model or named.model,
        subject=own if model else subject,
        raw=raw,
        table=table,
        line=number,
    )
