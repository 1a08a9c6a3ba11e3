"""Rows and columns of a read table → scores: every number with what it is of."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple, cast

from modelcards.model.parts import Benchmark, Problem
from modelcards.model.unchecked import trusted
from modelcards.scores.above import Above, Measured
from modelcards.scores.apart import Made, told_apart
from modelcards.scores.benchmark_names import is_aggregate
from modelcards.scores.directions import direction
from modelcards.scores.heads import Heads, is_others
from modelcards.scores.labels import Name, names_in, tells_error, without_names
from modelcards.scores.layout import Layout
from modelcards.scores.metrics import is_metric, may_be_metric, settings_of
from modelcards.scores.rows import Named
from modelcards.scores.scored import (
    Of,
    as_measured,
    as_told,
    counted_as,
    measured_model,
    scored,
)
from modelcards.scores.subtable import Row, Sheet
from modelcards.scores.table_role import scored_names
from modelcards.scores.telling import is_part, known
from modelcards.scores.words import is_list_word
from modelcards.tables.grid import Grid
from modelcards.values.read import ScoreValue
from modelcards.values.read import score as read_score

_benchmark = trusted(Benchmark)
_problem = trusted(Problem)

Owns = dict[str, bool | None]
Qualifier = Literal["~", "<", ">"]


class Part(NamedTuple):
    """A sheet that is being read, with the place of its table and whose its models are."""

    grid: Grid
    sheet: Sheet
    layout: Layout
    owns: Owns
    place: int
    above: Above | None = None
    measured: Measured | None = None
    near: tuple[str, ...] = ()
    """The caption and the nearest heading, which may name the values of a cell: "(WER / CER)"."""


class _Column(NamedTuple):
    """A score column: `of` is what its head names, where benchmarks are columns."""

    heads: Heads
    of: Of | None
    adds: bool
    """True where its head says how a benchmark that the row names is counted."""
    aggregate: bool
    """True where its head names an average over parts of a benchmark."""
    subject: bool | None
    """Whether the model that its head names is the card's own."""
    others: bool
    """True where its head says that its scores are those of others."""


class _Line(NamedTuple):
    """What a row says about all of its scores, worked out once."""

    row: Row
    named: Named
    of: Of | None
    variant: str | None
    subject: bool | None
    line: int
    title: str | None
    """The title row over the whole table."""
    aggregate: bool
    """True where a key of the row names an average ("macro avg" among classes)."""
    metric: str | None
    """The metric that a row among rows of classes is ("Accuracy")."""


def _of_parts(part: Part) -> bool:
    """True where a benchmark stands above, and only its parts are scored, and averages of them."""
    if part.above is None or part.above.name is None:
        return False
    plain = [name for name in scored_names(part.sheet, part.layout) if not is_aggregate(name)]
    return len(plain) > 1 and all(is_part(name) and not known(name) for name in plain)


def _column(part: Part, heads: Heads, of_parts: bool) -> _Column:
    of = None
    if heads.benchmark is not None:
        name = Name(heads.benchmark, heads.metric, heads.setting, heads.unit)
        of = scored(part.sheet, part.above, heads.label or heads.benchmark, name, of_parts)
    adds = (heads.metric or heads.setting or heads.unit) is not None
    aggregate = heads.variant is not None and is_aggregate(heads.variant)
    subject = part.owns.get(heads.model or "")
    return _Column(heads, of, adds, aggregate, subject, is_others(heads.variant))


def _line(part: Part, row: Row, named: Named, of_parts: bool) -> _Line:
    of = None
    if named.name is not None and named.label is not None:
        of = scored(part.sheet, part.above, named.label, named.name, of_parts)
    # Beside named models, a number without one may be anybody's.
    anybody = None if part.owns else True
    subject = anybody if named.model is None else part.owns.get(named.model)
    variant = " / ".join(named.variants) or None
    line, title = part.grid.row_lines[row.at], part.sheet.title
    aggregate = any(one != "all" and is_aggregate(one) for one in named.variants)
    a_metric = variant is not None and is_metric(variant) and not is_list_word("class", variant)
    metric = variant if a_metric else None
    if metric is not None and any(heads.metric is None for heads in part.layout.scores):
        variant = None
    return _Line(row, named, of, variant, subject, line, title, aggregate, metric)


def read_scores(part: Part, rows: list[tuple[Row, Named]]) -> tuple[list[Benchmark], list[Problem]]:
    """Every score of a sheet, and a problem for each cell that holds no readable one.

    A cell with several numbers gives a score for each where its head names as many; else one
    without value: which is meant is not ours to guess.
    """
    made: list[Made] = []
    problems: list[Problem] = []
    untold: dict[int, list[int]] = {}
    common = _common_setting(part.sheet, part.layout)
    shifted = part.grid.shifted
    of_parts = _of_parts(part)
    columns = [_column(part, heads, of_parts) for heads in part.layout.scores]
    for row, named in rows:
        line = _line(part, row, named, of_parts)
        told = bool(named.metric or named.setting or common)
        # What a row says is the same under each head that adds nothing to it.
        same_row: dict[tuple[str | None, str | None] | None, Of] = {}
        for column in columns:
            heads = column.heads
            kind = row.kinds[heads.at]
            if kind in "kh" or (kind in "tq" and _is_spanned(part, row, heads)):
                continue
            of = column.of or line.of
            if of is None:
                continue
            if column.adds and column.of is None:
                of = counted_as(of, heads)
            way = measured_model(heads.model or named.model or "")
            if told or way is not None:
                if of is not line.of:
                    of = as_told(of, named, common, way)
                else:
                    if way not in same_row:
                        same_row[way] = as_told(of, named, common, way)
                    of = same_row[way]
            if line.metric is not None and kind != "e":
                same = of.metric is not None and of.benchmark == of.metric
                same = same and not is_list_word("class", of.benchmark)  # "PER" beside "LOC"
                of = of._replace(
                    metric=line.metric, benchmark=line.metric if same else of.benchmark
                )
            if part.measured is not None:
                of = as_measured(of, part.measured)
            raw = row.cells[heads.at]
            # In a row with a number too many nobody can say which stands under which head.
            found = read_score(raw) if raw and line.line not in shifted else None
            if kind == "s" and found is not None and any(map(tells_error, heads.path)):
                found = _with_error(raw) or found
            if kind == "s" and found is not None and found.value is None:
                several = _several(line, column, of, found, part)
                whole = several or [_score(line, column, of, found, part.place)]
                made += [Made(one, row, heads) for one in whole]
                if not several:
                    untold.setdefault(heads.at, []).append(line.line)
                continue
            made.append(Made(_score(line, column, of, found, part.place), row, heads))
            if kind in "tq":
                printed = f"{raw[:80]!r} of {of.label[:80]!r}"
                message = f"the score {printed} cannot be read as one number"
                problems.append(_problem(code="MC401", message=message, line=line.line))
    for at, lines in untold.items():
        head = part.sheet.head(at)[:80]
        message = f"{len(lines)} cells of {head!r} hold several values; which is meant is open"
        problems.append(_problem(code="MC405", message=message, line=lines[0]))
    return told_apart(part.sheet, made), problems


def _with_error(raw: str) -> ScoreValue | None:
    """A score with its error in brackets behind it, as the head says: "92.7 (6.3)"."""
    parted = _ERROR.fullmatch(raw)
    if parted is None:
        return None
    found, error = read_score(parted[1]), read_score(parted[2])
    return found and error and found._replace(stderr=error.value)


_ERROR = re.compile(r"(-?\d[\d.,]{0,15} ?%?) ?\([±~]? ?(\d[\d.,]{0,15}) ?%?\)")


def _common_setting(sheet: Sheet, layout: Layout) -> str | None:
    """A setting that the head of the naming column states for the whole table ("Model 5-shot")."""
    at = layout.model if layout.orientation == "benchmarks-as-columns" else layout.benchmark
    return None if at is None else ", ".join(settings_of(sheet.head(at))) or None


def _is_spanned(part: Part, row: Row, heads: Heads) -> bool:
    cell = part.grid.rows[row.at][part.sheet.columns[heads.at]]
    return cell.spanned or cell.colspan > 1


def _several(
    line: _Line, column: _Column, of: Of, found: ScoreValue, part: Part
) -> list[Benchmark]:
    """A score for each value of a cell, where the cell or a head names each; else none."""
    count = len(found.several)
    words = tuple([word for _, word in found.several if word])
    texts = (of.metric or "", *reversed(column.heads.path), of.label)
    names = words if len(words) == count > 0 else ()
    names = names or next((one for text in texts if (one := names_in(text, count))), ())
    above = [one for text in part.near if all(map(is_metric, one := names_in(text, count)))]
    names = names or next(filter(None, above), ())
    if not names or len(set(names)) < count:
        return []
    if not any(map(may_be_metric, names)):
        of = of._replace(benchmark=without_names(of.benchmark, names))
    scores = []
    for (value, _), name in zip(found.several, names, strict=True):
        each_of = of
        if may_be_metric(name):
            same = of.benchmark == of.metric
            each_of = of._replace(metric=name, benchmark=name if same else of.benchmark)
            variant = of.variant
        else:
            variant = " / ".join(filter(None, (of.variant, name)))
        each = ScoreValue(
            value, "%" if value is not None and "%" in line.row.cells[column.heads.at] else None
        )
        scores.append(_score(line, column, each_of._replace(variant=variant), each, part.place))
    return scores


def _score(line: _Line, column: _Column, of: Of, found: ScoreValue | None, place: int) -> Benchmark:
    named, heads = line.named, column.heads
    value, stderr, metric, setting = None, named.stderr, of.metric, of.setting
    unit: str | None = None
    ci: list[float] | None = None
    bound: Qualifier | None = None
    if found is not None:
        value, printed, error, said, sign, _, interval, _ = found
        unit = printed or of.unit
        if error is not None:
            stderr = error
        if interval is not None:
            ci = [*interval]
        if sign is not None:
            if sign == "+":  # "80+" states a number, ">=80" does not
                bound = ">" if line.row.cells[heads.at].lstrip()[0] in ">≥" else None
            else:
                bound = cast(Qualifier, sign)
            value = None if bound in {"<", ">"} else value
        if said is not None:
            if settings_of(said):
                setting = said
            elif is_metric(said):
                metric = said
    inner = heads.group if named.group else None
    variants = filter(None, (of.variant, line.variant, heads.variant, inner))
    model = heads.model
    label = of.label
    return _benchmark(
        benchmark=of.benchmark,
        benchmark_id=of.id,
        label=label,
        score=value,
        unit=unit,
        metric=metric,
        setting=setting,
        stderr=stderr,
        ci=ci,
        qualifier=bound,
        direction=direction(metric, of.id, (label, *heads.path)),
        aggregate=of.aggregate or column.aggregate or line.aggregate,
        group=named.group or heads.group or line.title,
        variant=" / ".join(variants) or None,
        description=named.description,
        section=of.section,
        model=model or named.model,
        subject=False if column.others else column.subject if model else line.subject,
        verified=None,
        raw=line.row.cells[heads.at],
        table=place,
        line=line.line,
    )
