"""What scores are of, as their row or the head of their column names it."""

from __future__ import annotations

import re
from typing import NamedTuple

from modelcards.scores.above import Above, Measured
from modelcards.scores.benchmark_names import benchmark_id, is_aggregate
from modelcards.scores.heads import Heads
from modelcards.scores.kin import kin, without_measure
from modelcards.scores.kinds import head_kinds, model_likeness
from modelcards.scores.labels import Name, split_qualifier
from modelcards.scores.metrics import is_metric
from modelcards.scores.rows import Named
from modelcards.scores.subtable import Sheet
from modelcards.scores.telling import names_nothing, qualifier
from modelcards.scores.words import head_words, kept

_WEIGHTED = re.compile(r"(?:macro|micro|weighted)\W", re.IGNORECASE)
"""An average over the classes of one benchmark, not over benchmarks."""


class Of(NamedTuple):
    """What scores are of, as their row or the head of their column names it."""

    label: str
    benchmark: str
    id: str | None
    aggregate: bool
    metric: str | None
    setting: str | None
    unit: str | None
    section: str | None = None
    variant: str | None = None
    """What the label turned out to be where the benchmark stands above the table."""


def scored(sheet: Sheet, above: Above | None, label: str, name: Name, of_parts: bool = False) -> Of:
    """What a label, taken apart, says of its scores, and what stands above the table.

    `of_parts` tells that beside averages only parts of one benchmark are scored.
    """
    bare, lowered = sheet.lowered.get(name.benchmark, (name.benchmark, None))
    known = benchmark_id(label) or benchmark_id(name.benchmark) or benchmark_id(bare)
    of = Of(label, bare, known, is_aggregate(label), name.metric, name.setting, name.unit)
    if lowered is not None:
        parted = split_qualifier(lowered)
        metric, setting = parted or (None, None)
        of = of._replace(
            metric=of.metric or metric,
            setting=of.setting or setting,
            variant=None if parted else lowered,
        )
    if above is None or known is not None:
        return of
    averaged = above.name is not None and (of_parts or _WEIGHTED.match(label) is not None)
    nothing = names_nothing(label) or (name.metric is not None and name.metric == name.benchmark)
    if not (averaged if of.aggregate else nothing):
        kept = above.id is not None and not of.aggregate
        return of._replace(section=above.section) if kept else of
    return _from_above(of, above)


def _from_above(of: Of, above: Above) -> Of:
    """A label that names no benchmark, with the one that stands above the table."""
    if above.name is None:
        return of._replace(section=above.section)
    parted = qualifier(of.label)
    metric, setting = (of.metric, of.setting) if parted is None else parted
    plain = parted is None and of.metric is None and "value" not in head_kinds(of.label)
    return of._replace(
        benchmark=above.name.benchmark,
        id=above.id,
        metric=metric or of.metric or above.name.metric,
        setting=setting or of.setting or above.name.setting,
        unit=of.unit or above.name.unit,
        section=above.section,
        variant=of.label if plain else None,
    )


def counted_as(of: Of, heads: Heads) -> Of:
    """The benchmark of a row under a head that names a metric, a setting or a unit."""
    metric = of.metric
    # A row that is itself a metric keeps it, unless its column says which one is counted.
    # The accuracy below rows of classes is none of the F1 that its column counts for them.
    own = metric is not None and head_words(metric) in {"accuracy", "acc"}
    if heads.metric and (metric is None or (metric == of.benchmark and not own)):
        metric = heads.metric
    setting, unit = of.setting or heads.setting, of.unit or heads.unit
    return of._replace(metric=metric, setting=setting, unit=unit)


@kept()
def measured_model(name: str) -> tuple[str | None, str | None] | None:
    """The metric and the setting that stand behind a model's name, which names no benchmark.

    >>> measured_model("Lumen-7B (5-shot)"), measured_model("Lumen-7B F1"), measured_model("Lumen")
    ((None, '5-shot'), ('F1', None), None)
    """
    if name.endswith((")", "]", "）")) and (bare := without_measure(name)) != name:
        return split_qualifier(name[len(bare) :].strip(" ()[]（）"))
    model, _, last = name.rpartition(" ")
    named = bool(model) and is_metric(last) and kin(last) is None  # "RL" is one, too
    return (last, None) if named and last[0].isalpha() and model_likeness(model) else None


def as_told(
    of: Of, named: Named, common: str | None, way: tuple[str | None, str | None] | None = None
) -> Of:
    """The same with the metric and the settings that its row, or the whole table, states.

    `way` are those that stand behind the name of its model.
    """
    setting = of.setting
    metric, how = way or (None, None)
    if named.setting or common or how:
        setting = ", ".join(dict.fromkeys(filter(None, (named.setting, setting, common, how))))
    return of._replace(metric=named.metric or of.metric or metric, setting=setting)


def as_measured(of: Of, said: Measured) -> Of:
    """The same with the metric and the setting that the text above the table states."""
    metric = said.metric if of.metric is None else None
    setting = said.setting if of.setting is None and (not said.of or of.id in said.of) else None
    if metric is None and setting is None:
        return of
    return of._replace(
        metric=metric or of.metric,
        setting=setting or of.setting,
        section=of.section or said.section,
    )
