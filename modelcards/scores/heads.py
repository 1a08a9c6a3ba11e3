"""The heads of score columns → what they name: benchmarks or models, metrics, settings, parts."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from modelcards.scores.benchmark_names import is_aggregate
from modelcards.scores.columns import Column, known, looks_like_model
from modelcards.scores.kinds import head_kinds, is_no_score
from modelcards.scores.labels import split_qualifier, take_apart
from modelcards.scores.metrics import is_metric, settings_of
from modelcards.scores.subtable import Sheet
from modelcards.scores.words import head_words, is_list_word

Own = Callable[[str], bool]
"""Tells whether a text names the card's own model."""

_OURS = frozenset({"ours", "our model", "this model"})


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


def share(texts: list[str], test: Callable[[str], bool]) -> float:
    """The share of texts that pass a test; 0 of none."""
    return sum(map(test, texts)) / len(texts) if texts else 0.0


def qualifier(text: str) -> tuple[str | None, str | None] | None:
    """The metric and the setting that a head level is, brackets around it or not; else None."""
    if known(text) or "value" in head_kinds(text):
        return None
    return split_qualifier(text.strip("()（）[] "))


def benchmark_heads(sheet: Sheet, scores: list[Column]) -> list[Heads]:
    """The heads of score columns where the rows name models: benchmarks, metrics, settings."""
    paths = {column.at: _path(sheet, column.at) for column in scores}
    leaves = [path[-1] for path in paths.values() if path]
    repeated = len(set(leaves)) < len(leaves)
    return [_benchmark_head(at, path, repeated) for at, path in paths.items()]


def _path(sheet: Sheet, at: int) -> tuple[str, ...]:
    """The levels over a column, without blanks and without a cell that spans down."""
    out: list[str] = []
    for level in sheet.levels:
        if level[at] and (not out or out[-1] != level[at]):
            out.append(level[at])
    return tuple(out)


def _benchmark_head(at: int, path: tuple[str, ...], repeated: bool) -> Heads:
    """One column's benchmark: the known name of its path, or its lowest level that names one.

    Levels that are metrics or settings qualify the others; an upper level over leaves that repeat
    tells them apart (variant), otherwise it gathers them (group).
    """
    parted = [(text, qualifier(text)) for text in path]
    names = [text for text, found in parted if found is None] or list(path[-1:]) or [""]
    found = [pair for text, pair in parted if pair is not None and text not in names]
    lead = next((name for name in reversed(names) if known(name)), names[-1])
    rest = [
        take_apart(name) for name in names if name != lead and "benchmark" not in head_kinds(name)
    ]
    name = take_apart(lead)
    metrics = [pair[0] for pair in found] + [name.metric, *(one.metric for one in rest)]
    settings = [pair[1] for pair in found] + [name.setting, *(one.setting for one in rest)]
    others = " / ".join([one.benchmark for one in rest]) or None
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


def other_heads(sheet: Sheet, scores: list[Column], own: Own, open_model: bool) -> list[Heads]:
    """The heads of score columns where the rows name benchmarks: models, metrics, settings, parts.

    `open_model` tells that no column names the model: then a head level of open meaning does.
    """
    paths = {column.at: tuple([level[column.at] for level in sheet.levels]) for column in scores}
    depth = len(sheet.levels)
    kinds = [_level_kind([path[d] for path in paths.values()], own) for d in range(depth)]
    if open_model and "model" not in kinds:
        spread = [d for d in range(depth) if len({path[d] for path in paths.values()}) > 1]
        candidates = [
            d for d in range(depth) if kinds[d] == "open" and (d in spread or len(scores) == 1)
        ]
        if candidates:
            kinds[candidates[-1]] = "model"
    return [_other_head(at, path, kinds) for at, path in paths.items()]


def _level_kind(texts: list[str], own: Own) -> str:
    """What one header level names: `model`, `metric`, `variant`, `value` or `open`."""
    printed = [text for text in dict.fromkeys(texts) if text]
    held = [text for text in printed if not is_no_score(text)] or printed
    if not held:
        return "value"
    if any(own(text) for text in held) or share(held, looks_like_model) >= 0.34:
        return "model"
    plain = [text for text in held if not is_aggregate(text)] or held
    if all("value" in head_kinds(text) for text in plain):
        return "value"
    metrics = share(plain, lambda text: qualifier(text) is not None)
    if metrics >= 0.34 or (metrics and all(text.endswith("%") for text in plain)):
        return "metric"
    if share(plain, is_part) >= 0.5 or share(plain, _is_phrase) >= 0.5:
        return "variant"
    return "open"


_NUMBERED = re.compile(r"(?:[a-z]{1,6}[ _=-]?)?\d{1,6}k?")


def _is_phrase(text: str) -> bool:
    """True for words in lower case: what a task is called and no model is."""
    words = _WORDS.findall(text)
    return len(words) > 1 and all(word.islower() for word in words)


_WORDS = re.compile(r"[^\W\d_]{3,}")


def is_part(text: str) -> bool:
    """True for a split, a language or a known part of a benchmark."""
    bare = head_words(text)
    if any(is_list_word(kind, bare) for kind in ("split", "language")) or known(text):
        return True
    return _NUMBERED.fullmatch(bare) is not None


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
        elif (head_words(text) in _OURS and "model" in kinds) or (
            kind == "model" and not is_aggregate(text)
        ):
            model = text
        elif kind == "metric" and not is_aggregate(text) and not is_part(text):
            metric = text
        elif kind != "value" and "value" not in head_kinds(text):
            variants.append(text)
    return Heads(
        at,
        path,
        model=model,
        metric=metric,
        setting=setting,
        variant=" / ".join(variants) or None,
        unit=unit,
    )
