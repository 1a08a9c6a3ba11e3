"""Readings of a table: what names its benchmarks and what its models; the best by its evidence.

A reading is scored by the weights of `data/reading_weights.txt`, which `tools/fit_tables.py` fits
on labelled tables. A new shape is learnt from new examples, not from a new branch.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from modelcards.scores.benchmark_names import is_aggregate
from modelcards.scores.columns import Column
from modelcards.scores.kin import is_parent_head, kin
from modelcards.scores.kinds import head_kinds, is_no_score, model_likeness
from modelcards.scores.labels import take_apart
from modelcards.scores.metrics import is_metric
from modelcards.scores.subtable import Sheet
from modelcards.scores.telling import compares, is_part, is_phrase, known, qualifier
from modelcards.scores.words import head_words, is_list_word, kept
from modelcards.vocabulary import rows

Own = Callable[[str], bool]
"""Tells whether a text names the card's own model."""

Evidence = dict[str, float]
_MOST_NAMES = 60
_MOST_COLUMNS = 5
_NAMING = ("benchmark", "model", "metric", "group", "variant", "setting", "unknown")


class Reading(NamedTuple):
    """One way to read a sheet: what names benchmarks, and what names models.

    `benchmark` is the column that names benchmarks, None where the heads of the scores do;
    models are named by a column, by a header level, or by nothing.
    """

    benchmark: int | None
    model: int | None = None
    level: int | None = None


class Weighed(NamedTuple):
    """A reading (or a role) with what speaks for it, and how likely it is the right one of all."""

    reading: Any
    evidence: Evidence
    share: float = 0.0


@kept()
def _is_measured(text: str) -> bool:
    """True for a metric, and for a name with a metric that no benchmark of the vocabulary has."""
    return not known(text) and (is_metric(text) or take_apart(text).metric is not None)


@kept()
def _signs(text: str) -> tuple[str, ...]:
    """What a single name looks like."""
    if compares(text):
        return ("compares",)
    signs = []
    likely = model_likeness(text)
    if known(text):
        signs.append("known")
    elif is_metric(text) or (text.endswith(")") and is_metric(text.partition(" (")[0])):
        signs.append("metric")
    elif _is_measured(text):
        signs.append("measured")
    elif qualifier(text) is not None:
        signs.append("setting")
    elif is_part(text):
        signs.append("part")
    if likely:
        signs.append("likely" if likely >= 2 else "maybe")
    if is_list_word("split", head_words(text)):
        signs.append("split")
    if is_list_word("class", text.removeprefix("B-").removeprefix("I-").strip("_")):
        signs.append("class")
    if text.isalpha() and text.isupper() and len(text) <= 5:
        signs.append("tag")
    if is_phrase(text):
        signs.append("phrase")
    if "value" in head_kinds(text):
        signs.append("value")
    if is_list_word("precision", head_words(text)):
        signs.append("format")
    if is_no_score(text):
        signs.append("counted")
    if len(text) > 2 and kin(text) is not None:
        signs.append("kin")  # "Base" beside "Fine-tuned"
    return tuple(signs) or ("plain",)


_OF_MODELS = ("likely", "maybe", "own", "kin", "format")


def _evidence(heads: Sequence[str], texts: Sequence[str], own: Own) -> Evidence:
    """What the names on an axis and the heads above them say, as shares from 0 to 1."""
    filled = [text for text in texts if text]
    names = list(dict.fromkeys(filled))[:_MOST_NAMES]
    scored = [name for name in names if not is_aggregate(name)] or names
    found: Evidence = {"bias": 1.0}
    for name in scored:
        ours = own(name)
        if ours:
            found["own"] = 1.0
        for sign in _signs(name):
            if sign == "part" and ours:
                continue  # "Lumen 2" is no part of a benchmark
            found[sign] = found.get(sign, 0.0) + 1 / len(scored)
    for sign in ("known", "likely", "metric", "part"):
        if found.get(sign, 0) >= 0.5:
            found[f"mostly {sign}"] = 1.0
    if not found.keys().isdisjoint(_OF_MODELS):
        found["somebody"] = 1.0
    found["distinct"] = len(names) / len(texts)
    if len(names) < 2:
        found["single"] = 1.0
    elif len(names) * 4 < len(filled) * 3:
        found["repeated"] = 1.0
    if len(scored) < len(names):
        found["average"] = 1.0
    elif names and is_aggregate(names[0]):
        found["averages alone"] = 1.0
    if len(filled) * 3 <= len(texts) * 2:
        found["sparse"] = 1.0
    if names and sum(map(len, names)) > 25 * len(names):
        found["long"] = 1.0
    says = [kind for head in heads for kind in head_kinds(head)]
    for kind in says:
        found[f"says {kind}"] = 1.0
    if not any(heads):
        found["no head"] = 1.0
    elif not says:
        found["open head"] = 1.0
    return found


def readings(
    sheet: Sheet, found: Sequence[Column], own: Own, named_above: bool
) -> Iterator[Weighed]:
    """Every plausible reading of a sheet with its evidence."""
    scores = [column for column in found if column.kind == "score"]
    last = scores[-1].at
    naming = [
        c for c in found if c.kind in _NAMING and (c.kind != "unknown" or c.at < last) and c.texts
    ]
    # What a model was made from names no row, unless it stands first.
    naming = [*naming[:1], *(c for c in naming[1:] if not is_parent_head(c.head))][:_MOST_COLUMNS]
    depth = len(sheet.levels)
    levels = [[level[c.at] for c in scores] for level in sheet.levels]
    by_column = {
        c.at: _evidence(
            [level[c.at] for level in sheet.levels], [row.cells[c.at] for row in sheet.rows], own
        )
        for c in naming
    }
    for place, c in enumerate(naming):
        if place == 0:
            by_column[c.at]["first"] = 1.0
        if place == len(naming) - 1:
            by_column[c.at]["last"] = 1.0
    for at in [at for at, found_in in by_column.items() if "says benchmark" in found_in][1:]:
        by_column[at]["says benchmark again"] = 1.0  # data sets beside their tasks
    by_level = [_evidence((), level, own) for level in levels]
    headless = _evidence((), [""] * len(scores), own)
    headed = [d for d in range(depth) if any(levels[d])]
    said = {sign for one in by_column.values() for sign in one}
    used = {column.kind for column in naming}
    others = {f"beside {kind}": 1.0 for kind in used if kind != "unknown"}
    if any(is_list_word("support", head_words(column.head)) for column in found):
        others["beside counts"] = 1.0
    # The columns above a row of counts are classes.
    over = any(is_list_word("support", head_words(row.cells[0])) for row in sheet.rows)
    # The numbers of a row are those of the card's own model against the one that the row names.
    won_against = {c.at for c in naming if is_list_word("opponent", head_words(c.head))}
    # Rows that their head calls test sets, under metrics alone, are no models.
    sets = next((c.at for c in naming if head_kinds(c.head) == {"benchmark"}), None)
    whose = "" if sets is None else next(c.head for c in naming if c.at == sets)
    plain = is_list_word("sets only", head_words(whose))
    if not (
        depth and all(_is_measured(h) if plain else is_metric(head_words(h)) for h in levels[-1])
    ):
        sets = None
    for model in (None, *by_column, *(~d for d in headed)):
        level = ~model if model is not None and model < 0 else None
        column = model if level is None else None
        if column in won_against:
            continue
        for benchmark in (None, *by_column):
            if (benchmark is not None and benchmark == column) or (
                sets is not None and benchmark != sets
            ):
                continue
            lower = [d for d in headed if d != level]
            if benchmark is None and not lower and level is not None:
                continue
            whole: Evidence = {}
            if benchmark is None:
                heads = dict(by_level[lower[-1]]) if lower else headless
                for upper in lower[:-1]:
                    for sign in ("known", "mostly known"):
                        if sign in by_level[upper]:
                            heads[sign] = max(heads.get(sign, 0), by_level[upper][sign])
                _add(whole, "benchmark heads", heads)
                rows_count = len(naming) == 1 and "mostly metric" in by_column[naming[0].at]
                if rows_count and "value" not in heads:
                    whole["benchmark heads: above rows of metrics"] = 1.0
                if named_above and heads.get("mostly metric"):
                    whole["benchmark heads: named above"] = 1.0
            else:
                _add(whole, "benchmark column", by_column[benchmark])
                if "says metric" in by_column[benchmark] and "says benchmark" in said:
                    whole["benchmark column: says metric beside benchmarks"] = 1.0
            if level is not None:
                _add(whole, "model level", by_level[level])
                if benchmark is not None and "says benchmark" in by_column[benchmark]:
                    named = {"plain": by_level[level].get("plain", 0.0)}
                    _add(whole, "model level beside said benchmarks", named)
                _add(whole, "model level", {"lowest" if level == headed[-1] else "upper": 1.0})
                if over:
                    whole["model level: over counts"] = 1.0
            elif column is not None:
                _add(whole, "model column", by_column[column])
            else:
                _add(whole, "no model", {"bias": 1.0, **others})
            if benchmark is not None and column is not None:
                whole["both columns"] = 1.0
                if benchmark < column:
                    whole["benchmark before model"] = 1.0
            yield Weighed(Reading(benchmark, column, level), whole)


def _add(whole: Evidence, axis: str, evidence: Evidence) -> None:
    for name, value in evidence.items():
        whole[f"{axis}: {name}"] = value


@cache
def weights() -> Evidence:
    """The fitted weight of each piece of evidence."""
    return {name: float(weight) for name, weight in rows("reading_weights")}


def weigh(found: Sequence[Weighed], by: Evidence) -> list[Weighed]:
    """Readings with the share of each, the most likely first."""
    points = [
        sum(by.get(name, 0.0) * value for name, value in one.evidence.items()) for one in found
    ]
    top = max(points)
    parts = [math.exp(point - top) for point in points]
    whole = sum(parts)
    weighed = [one._replace(share=part / whole) for one, part in zip(found, parts, strict=True)]
    return sorted(weighed, key=lambda one: -one.share)
