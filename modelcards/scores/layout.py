"""Which way a table is to be read: what its rows name, what its score columns name."""

from __future__ import annotations

from typing import Literal, NamedTuple

from modelcards.scores.columns import Column, columns, known, looks_like_model, names_scores
from modelcards.scores.heads import Heads, Own, benchmark_heads, is_part, other_heads, share
from modelcards.scores.kinds import head_kinds
from modelcards.scores.metrics import is_metric
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


def layout(sheet: Sheet, own: Own) -> Layout | None:
    """How to read a sheet; None where no column can hold scores.

    `own` tells whether a text names the card's own model.
    """
    found = columns(sheet)
    scores = [column for column in found if column.kind == "score"]
    if not scores:
        return None
    keys = {kind: [c for c in found if c.kind == kind] for kind in
            ("benchmark", "model", "metric", "shots", "setting", "group", "variant", "stderr",
             "description", "unknown")}  # fmt: skip
    said = frozenset(kind for kind in keys if kind != "unknown" and keys[kind])
    rows, benchmark, model = _axis(sheet, keys, scores, own)
    if rows == "models":
        heads = benchmark_heads(sheet, [column for column in scores if column.head])
    else:
        heads = other_heads(sheet, scores, own, benchmark is not None and model is None)
    used = {column.at for column in (benchmark, model) if column}
    left = {kind: [c for c in keys[kind] if c.at not in used] for kind in keys}
    groups = [*left["group"], *(c for c in left["unknown"] if _is_sparse(sheet, c))]
    group = groups[0] if groups else None
    first_score = scores[0].at
    variants = [*left["variant"], *left["benchmark"], *groups[1:]]
    variants += [c for c in left["unknown"] if c not in groups and c.at < first_score]
    variants += left["model"]
    variants += _telling_apart(sheet, found, [benchmark, model, *variants, *left["metric"],
                                              *left["shots"], *left["setting"], group])  # fmt: skip
    return Layout(
        "benchmarks-as-columns" if rows == "models" else "benchmarks-as-rows",
        tuple(heads),
        benchmark.at if benchmark else None,
        model.at if model else None,
        _first(left["metric"]),
        _first(left["shots"]),
        group.at if group else None,
        _first(left["stderr"]),
        _first(left["description"]),
        tuple([c.at for c in left["setting"]]),
        tuple(sorted({c.at for c in variants})),
        said,
    )


def _first(found: list[Column]) -> int | None:
    return found[0].at if found else None


def _telling_apart(sheet: Sheet, found: list[Column], keys: list[Column | None]) -> list[Column]:
    """A column of words or sizes that alone tells apart rows whose other keys are the same."""
    named = [column.at for column in keys if column is not None]
    first: dict[tuple[str | None, ...], Row] = {}
    twice = []
    for row in sheet.rows:
        key = (row.section, *(row.cells[at] for at in named))
        if "" not in key[1:] and first.setdefault(key, row) is not row:
            twice.append((first[key], row))
    if not twice:
        return []
    for column in found:
        at = column.at
        if column.kind in ("unknown", "ignored", "description") and at not in named:
            held = "".join([row.kinds[at] for row in sheet.rows])
            filled = len(held) - held.count("e") - held.count("m")
            if filled * 2 > len(held) and all(one.cells[at] != two.cells[at] for one, two in twice):
                return [column]
    return []


def _is_sparse(sheet: Sheet, column: Column) -> bool:
    """A column that is filled on the first row of each group only."""
    empty = sum(not row.cells[column.at] for row in sheet.rows)
    return empty * 3 >= len(sheet.rows)


Keys = dict[str, list[Column]]


def _axis(
    sheet: Sheet, keys: Keys, scores: list[Column], own: Own
) -> tuple[Literal["benchmarks", "models"], Column | None, Column | None]:
    """What the rows name, and the columns that name benchmarks and models."""
    heads = [column.head for column in scores]
    head_known = share(heads, known)
    benchmark, model = _pick(keys["benchmark"]), _pick(keys["model"])
    if benchmark and model:
        if head_known >= 0.5:
            return "models", None, model
        return "benchmarks", benchmark, model
    if model is not None:
        if head_known >= 0.5:
            return "models", None, model
        if model.names >= 0.5 and model.models < 0.3:
            return "benchmarks", model, None
        inner = _by_content(sheet, keys)
        if inner is not None and inner.names >= 0.5:
            return "benchmarks", inner, model
        return "models", None, model
    if benchmark is not None:
        if head_known >= 0.5 and benchmark.names < 0.2 and not _models(heads, own):
            return "models", None, benchmark
        inner = _by_content(sheet, keys, "models")
        if inner is not None and inner.models >= 0.5:
            return "benchmarks", benchmark, inner
        return "benchmarks", benchmark, None
    return _open_axis(sheet, keys, scores, own, head_known)


def _models(heads: list[str], own: Own) -> float:
    """The share of heads that name models."""
    return share(heads, lambda text: looks_like_model(text) or own(text))


def _open_axis(
    sheet: Sheet, keys: Keys, scores: list[Column], own: Own, head_known: float
) -> tuple[Literal["benchmarks", "models"], Column | None, Column | None]:
    """The same where no head says whether its column names benchmarks or models."""
    heads = [column.head for column in scores]
    head_names, head_models = share(heads, names_scores), _models(heads, own)
    texts = [column for column in keys["unknown"] + keys["group"] if column.at < scores[-1].at]
    named = max(texts, key=lambda c: (c.names, -c.at), default=None)
    modelled = max(texts, key=lambda c: (c.models, -c.at), default=None)
    if named and modelled and named is not modelled and named.names >= 0.5 <= modelled.models:
        return ("models", None, modelled) if head_known >= 0.5 else ("benchmarks", named, modelled)
    rows = [column for column in texts if not _is_sparse(sheet, column)] or texts
    lead = max(rows, key=_lead_rank, default=None)
    metric, variant = _pick(keys["metric"]), _pick(keys["variant"])
    if lead is None:
        if head_known >= 0.5 or (head_names >= 0.34 and not metric):
            return "models", None, None
        named_by = metric or variant
        apart = metric is None and len(scores) > 1 and head_models < 0.34
        if named_by is None or (apart and not any(is_part(column.head) for column in scores)):
            return "models", None, None
        return "benchmarks", named_by, None
    own_rows = any(own(row.cells[lead.at]) for row in sheet.rows if row.cells[lead.at])
    as_rows = 2 * lead.names + head_models
    as_columns = 2 * head_names + lead.models + (1 if own_rows else 0)
    says_value = all("value" in head_kinds(column.head) for column in scores)
    if metric is not None and lead.names < 0.5:
        if head_known >= 0.5:
            return "models", None, lead if lead.models or own_rows else None
        return "benchmarks", lead if lead.names else metric, None
    if as_columns > as_rows and not (says_value and not lead.models):
        if is_metric_only(scores) and not lead.models and not own_rows and not head_known:
            return "benchmarks", lead, None
        return "models", None, lead
    return "benchmarks", lead, None


def _lead_rank(column: Column) -> tuple[float, int]:
    """Models stand in the first column of their kind, benchmarks in the last before the scores."""
    likeness = max(column.names, column.models)
    return likeness, -column.at if column.models > column.names else column.at


def is_metric_only(scores: list[Column]) -> bool:
    """True where every score column is headed by a metric."""
    return all(is_metric(column.head) for column in scores)


def _pick(found: list[Column]) -> Column | None:
    """Of several columns with the same head kind, the one that names most."""
    if len(found) == 1:
        return found[0]
    return max(found, key=lambda c: (c.names + c.models, -c.at), default=None)


def _by_content(sheet: Sheet, keys: Keys, what: str = "names") -> Column | None:
    """Among the columns of open meaning, the one that most looks like benchmarks or models."""
    texts = [
        c
        for kind in ("unknown", "group", "variant")
        for c in keys[kind]
        if not _is_sparse(sheet, c)
    ]
    return max(texts, key=lambda c: c.names if what == "names" else c.models, default=None)
