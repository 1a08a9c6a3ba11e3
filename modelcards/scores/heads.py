"""The heads of score columns → what they name: benchmarks or models, metrics, settings, parts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from modelcards.scores.benchmark_names import is_aggregate
from modelcards.scores.columns import Column, share
from modelcards.scores.kinds import head_kinds, is_no_score
from modelcards.scores.labels import take_apart
from modelcards.scores.metrics import is_metric, settings_of
from modelcards.scores.subtable import Sheet
from modelcards.scores.telling import compares, is_part, known, qualifier
from modelcards.scores.words import is_list_word

_INNER = re.compile(r"\(([^()%]{3,40})\)")
_CAPITALS = re.compile(r"[a-z]?[A-Z]{2,7}(?:[-_@]\w{1,4})?")
_FEWEST_METRICS = 3
_OTHERS = re.compile(r"\b(?:paper|original|reported|published|previous|baseline)\b", re.IGNORECASE)


def is_others(text: str | None) -> bool:
    """True where a head says that its scores are those of others: "Score (original paper)"."""
    return text is not None and _OTHERS.search(text) is not None


class Heads(NamedTuple):
    """What the head of one score column names; `path` is all its levels, uppermost first."""

    at: int
    path: tuple[str, ...]
    benchmark: str | None = None
    model: str | None = None
    metric: str | None = None
    setting: str | None = None
    group: str | None = None
    variant: str | None = None
    unit: str | None = None
    label: str | None = None


def benchmark_heads(sheet: Sheet, scores: list[Column], model: int | None) -> list[Heads]:
    """The heads of score columns that name benchmarks, metrics, settings; `model` is a level."""
    paths = {column.at: _path(sheet, column.at, model) for column in scores}
    leaves = [path[-1] for path in paths.values() if path]
    deep = [path for path in paths.values() if len(path) > 1]
    metrics = frozenset(
        text
        for level in zip(*paths.values(), strict=False)
        if len(deep) == len(paths)
        for text in _metrics(level)
    )
    metrics |= frozenset(_sure_metrics(leaves))
    repeated = len(set(leaves)) < len(leaves)
    heads = [_benchmark_head(at, path, repeated, metrics) for at, path in paths.items()]
    if (shared := _shared_metric(leaves)) is not None:
        heads = [_without_metric(one, shared) for one in heads]
    classes = [leaf for leaf in leaves if is_list_word("class", leaf)]
    if len(classes) > 2:  # "PER" beside "LOC" and "ORG" is no error rate
        heads = [
            one._replace(metric=None)
            if one.metric == one.benchmark and one.benchmark in classes
            else one
            for one in heads
        ]
    if model is None:
        return heads
    named = sheet.levels[model]
    return [one._replace(model=named[one.at] or None) for one in heads]


def _path(sheet: Sheet, at: int, model: int | None) -> tuple[str, ...]:
    """The levels over a column, without blanks and without a cell that spans down."""
    out: list[str] = []
    for place, level in enumerate(sheet.levels):
        if place != model and level[at] and (not out or out[-1] != level[at]):
            out.append(level[at])
    return tuple(out)


def _metrics(level: Sequence[str]) -> list[str]:
    """The names of a header level that stand among metrics: they are metrics, too."""
    names = list(dict.fromkeys(level))
    found = [text for text in names if (pair := qualifier(text)) is not None and pair[0]]
    if len(found) * 2 < len(names) or len(found) == len(names):
        return []
    return [text for text in names if not known(text) and len(text) <= 12 and text not in found]


def _sure_metrics(leaves: Sequence[str]) -> list[str]:
    """Names in capitals that nobody knows among heads of which two of three are metrics."""
    names = list(dict.fromkeys(leaves))
    found = [text for text in names if is_metric(text)]
    if len(found) < _FEWEST_METRICS or len(found) * 3 < len(names) * 2:
        return []
    return [text for text in names if _CAPITALS.fullmatch(text) and not known(text)]


def _shared_metric(leaves: Sequence[str]) -> str | None:
    """The metric that all heads begin with: "Spearman German", "Spearman English"."""
    first = {text.partition(" ")[0] for text in leaves}
    if len(first) != 1 or len(set(leaves)) < 2 or not all(" " in text for text in leaves):
        return None
    [metric] = first
    return metric if is_metric(metric) else None


def _without_metric(heads: Heads, metric: str) -> Heads:
    name = heads.benchmark or ""
    if heads.metric is not None or not name.startswith(f"{metric} "):
        return heads
    return heads._replace(benchmark=name[len(metric) + 1 :], metric=metric)


def _benchmark_head(
    at: int, path: tuple[str, ...], repeated: bool, metrics_too: frozenset[str]
) -> Heads:
    """One column's benchmark: the known name of its path, or its lowest level that names one.

    Levels that are metrics or settings qualify the others; an upper level over leaves that repeat
    tells them apart (variant), otherwise it gathers them (group).
    """
    parted = [(text, (text, None) if text in metrics_too else qualifier(text)) for text in path]
    named = [text for text, found in parted if found is None and not compares(text)]
    names = named or list(path[-1:]) or [""]
    found = [pair for text, pair in parted if pair is not None and text not in names]
    lead = next((name for name in reversed(names) if known(name)), None)
    if lead is None:  # "Dev" below "UPOS" is a part of it
        lead = next((name for name in reversed(names) if not is_part(name)), names[-1])
    rest = [
        take_apart(name)
        for name in names
        if name != lead and ("benchmark" not in head_kinds(name) or is_part(name))
    ]
    name = take_apart(lead)
    own = name.metric or (lead if lead in metrics_too else None)
    metrics = [pair[0] for pair in found] + [own, *(one.metric for one in rest)]
    settings = [pair[1] for pair in found] + [name.setting, *(one.setting for one in rest)]
    beside = [text for text in path[:-1] if compares(text) and text not in names]
    others = " / ".join([*beside, *(one.benchmark for one in rest)]) or None
    gathers = not repeated and lead == names[-1]
    printed = [text for text in path if settings_of(text) != (text.strip("()（） "),)] or list(path)
    whole = len(printed) > 1 and not (gathers and others)
    return Heads(
        at,
        path,
        benchmark=name.benchmark,
        metric=next(filter(None, metrics), None),
        setting=", ".join(dict.fromkeys(filter(None, settings))) or None,
        group=others if gathers else None,
        variant=None if gathers else others,
        unit=name.unit or next((one.unit for one in rest if one.unit), None),
        label=" / ".join(printed) if whole else lead,
    )


def other_heads(sheet: Sheet, scores: list[Column], model: int | None) -> list[Heads]:
    """The heads of score columns where the rows name benchmarks: models, metrics, settings, parts.

    `model` is the header level that names models.
    """
    paths = {column.at: tuple([level[column.at] for level in sheet.levels]) for column in scores}
    kinds = [
        "model" if d == model else _level_kind([path[d] for path in paths.values()])
        for d in range(len(sheet.levels))
    ]
    return [_other_head(at, path, kinds) for at, path in paths.items()]


def _level_kind(texts: list[str]) -> str:
    """What one header level names besides models: `metric`, `value` or `variant`."""
    printed = [text for text in dict.fromkeys(texts) if text]
    held = [text for text in printed if not is_no_score(text)] or printed
    plain = [text for text in held if not is_aggregate(text)] or held
    if all("value" in head_kinds(text) for text in plain):
        return "value"
    metrics = share(plain, lambda text: qualifier(text) is not None)
    if metrics >= 0.34 or (metrics and all(text.endswith("%") for text in plain)):
        return "metric"
    return "variant"


def _other_head(at: int, path: tuple[str, ...], kinds: list[str]) -> Heads:
    model: str | None = None
    metric: str | None = None
    setting: str | None = None
    unit: str | None = None
    variants: list[str] = []
    for text, kind in zip(path, kinds, strict=True):
        if not text or text in (model, metric):
            continue
        unit = unit or take_apart(text).unit
        found = qualifier(text)
        if found is not None and not (kind == "model" and not is_metric(text)):
            metric, setting = found[0] or metric, found[1] or setting
        elif kind == "model" and not is_aggregate(text):
            model = text
        elif kind == "metric" and not is_aggregate(text) and not is_part(text):
            metric = text.removesuffix("(%)").strip()
        elif kind != "value" and "value" not in head_kinds(text):
            variants.append(text)
        elif (inner := _INNER.search(text)) is not None:
            variants.append(inner[1])  # "Score (original paper)"
    return Heads(
        at,
        path,
        model=model,
        metric=metric,
        setting=setting,
        variant=" / ".join(variants) or None,
        unit=unit,
    )
