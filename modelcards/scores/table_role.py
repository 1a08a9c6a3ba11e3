"""What a table is: one of benchmark scores, one of specifications, or neither, by weighed evidence.

What speaks for each role is told here; how much it does stands in `data/reading_weights.txt`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Literal

from modelcards.markdown.labels import field_of, split_unit
from modelcards.model.card import field_labels
from modelcards.scores.benchmark_names import is_aggregate
from modelcards.scores.columns import share
from modelcards.scores.kinds import crosses_data, head_kinds, heading_says, is_no_score
from modelcards.scores.labels import take_apart
from modelcards.scores.layout import Layout
from modelcards.scores.metrics import is_metric
from modelcards.scores.readings import Weighed, weights
from modelcards.scores.subtable import Sheet
from modelcards.scores.telling import is_part, known, looks_like_model
from modelcards.scores.words import has_arrow, head_words, is_list_word, word_lists

Role = Literal["benchmark", "spec", "other"]
ROLES: tuple[Role, ...] = ("benchmark", "spec", "other")
Says = Literal["results", "others"] | None


def says(section: tuple[str, ...], caption: str | None) -> Says:
    """What the text before a table, or the nearest heading that says anything, announces.

    >>> says(("Lumen", "Training", "Evaluation results"), None), says((), "GPU memory used:")
    ('results', 'others')
    """
    near = [caption] if caption and len(caption) <= 160 else []
    for text in (*near, *section[:-4:-1]):
        found = heading_says(text)
        if found is not None:
            return found
    return None


def scored_names(sheet: Sheet, layout: Layout) -> list[str]:
    """The distinct names of what is scored: row names or column heads."""
    if layout.orientation == "benchmarks-as-columns":
        return list(dict.fromkeys(heads.label or heads.benchmark or "" for heads in layout.scores))
    if layout.benchmark is None:
        return list(dict.fromkeys(" ".join(heads.path) for heads in layout.scores))
    places = [heads.at for heads in layout.scores]
    names = [
        row.cells[layout.benchmark]
        for row in sheet.rows
        if any(row.kinds[place] in "nsme" for place in places)
    ]
    return [name for name in dict.fromkeys(names) if name]


def roles(
    sheet: Sheet, layout: Layout | None, says: Says, named_above: bool = False
) -> list[Weighed]:
    """Every role that a sheet may have, with what speaks for it; none speaks for `other`.

    `named_above` tells that a heading or the caption names a known benchmark.
    """
    found = _found(sheet, layout, says, named_above)
    weighed = [
        Weighed(role, {f"role {role}: {name}": float(x) for name, x in found.items() if x})
        for role in ROLES
        if role != "other" and (role == "spec" or layout is not None)
    ]
    return [*weighed, Weighed("other", {})]


def role_of(sheet: Sheet, layout: Layout | None, says: Says, named_above: bool) -> Role:
    """The likeliest role of a sheet."""
    found = [(name, x) for name, x in _found(sheet, layout, says, named_above).items() if x]
    best: Role = "other"
    most = 0.0
    for role in ROLES[:2] if layout is not None else ROLES[1:2]:
        by = _weights_for(role)
        points = sum(by.get(name, 0.0) * x for name, x in found)
        if points > most:
            best, most = role, points
    return best


@cache
def _weights_for(role: Role) -> dict[str, float]:
    begins = f"role {role}: "
    return {name[len(begins) :]: by for name, by in weights().items() if name.startswith(begins)}


def _found(sheet: Sheet, layout: Layout | None, says: Says, named_above: bool) -> dict[str, float]:
    found = dict(_signs(sheet, says))
    if layout is not None:
        found.update(_scored_signs(sheet, layout, says, named_above))
    return found


_BOUNDS = ("<", ">", "≤", "≥")
Signs = Iterator[tuple[str, float]]


def _signs(sheet: Sheet, says: Says) -> Signs:
    """What heads, keys and headings say of the role of a sheet, as shares from 0 to 1."""
    heads = [head_words(sheet.head(at)) for at in range(len(sheet.columns))]
    keys = [sheet.head(0), *(row.cells[0] for row in sheet.rows if row.cells[0])]
    yield f"says {says}", 1
    yield f"columns: {len(heads)}", len(heads) in (2, 3)
    # Checkpoints under the names of benchmarks are no log of a training.
    steps = is_list_word("steps", heads[0])
    yield (
        "steps first",
        steps
        and not (len(heads) > 1 and all(known(sheet.head(at)) for at in range(1, len(heads)))),
    )
    losses = [head for head in heads if "loss" in head]
    steps_too = bool(losses) and any(is_list_word("steps", head) for head in heads)
    yield "steps and losses", steps_too or any("train" in head for head in losses)
    yield "losses", min(2, len(losses)) / 2
    training = word_lists()["of training"].keys()
    told = {head_words(key) for key in keys[1:]}
    yield "of training", len(training & heads) > 1 or len(training & told) > 1
    yield "settings head", is_list_word("of settings", heads[0])
    yield "range", sum(is_list_word("range", head) for head in {*heads, *keys}) > 1
    yield "attributes", len(heads) == 2 and is_list_word("attribute", heads[0])
    if len(heads) <= 3:
        yield "several facts", sum(field_of(split_unit(key)[0]) is not None for key in keys) > 1
    yield (
        "fact head",
        any(
            head in _fact_labels() or any(is_list_word("of sizes", word) for word in head.split())
            for head in heads[1:]
        ),
    )
    yield "models first", "model" in head_kinds(sheet.head(0)) or any(map(looks_like_model, keys))


def _scored_signs(sheet: Sheet, layout: Layout, says: Says, named_above: bool) -> Signs:
    """What the names that are scored, the heads of their scores and the numbers say."""
    at = layout.benchmark if layout.model is None else layout.model
    files = [row.cells[at] for row in sheet.rows if row.cells[at]] if at is not None else []
    of_files = share(files, _is_format) > 0.5
    # The perplexity of a quantised file is a property of it, that on a known benchmark a score.
    left = [one for one in layout.scores if not (of_files and _is_of_files(one.path))]
    yield "scored", 1
    yield "of files", of_files and len(left) < len(layout.scores)
    names = scored_names(sheet, layout._replace(scores=tuple(left)))
    scored = [name for name in names if not _is_counted(name)]
    heads = [one.metric for one in left if one.metric]
    games = [n for n in scored if is_list_word("of games", n)]
    metrics = [n for n in scored if n in games or is_metric(n) or take_apart(n).metric is not None]
    texts = [text for one in left for text in one.path]
    # Rows of metrics, where their heads name what is scored.
    heads += [
        row.cells[0] for row in sheet.rows if 0 in layout.variants and is_metric(row.cells[0])
    ]
    models = layout.model is not None or any(one.model for one in layout.scores)
    named = "" if layout.benchmark is None else sheet.head(layout.benchmark)
    speaking = {
        "named above": named_above,
        "known": any(map(known, scored)),
        "average": any(map(is_aggregate, scored)),
        "metric": bool(metrics or heads),
        "arrow": any(map(has_arrow, texts)),
        "value": any("value" in head_kinds(text) for text in texts),
        "models of results": says == "results" and models,
        "benchmark head": "benchmark" in head_kinds(named),
        "crossed data": crosses_data(sheet.head(0)),
    }
    yield from speaking.items()
    yield "nothing speaks", not any(speaking.values())
    yield "formats", of_files and not speaking["known"]
    yield "data head", is_list_word("plain data", head_words(named))
    yield "facts", is_list_word("attribute", head_words(named))
    parts = bool(scored) and all(map(is_part, scored))
    yield "parts", parts and not any(map(known, scored))
    yield "parts of what is above", parts and named_above
    yield "metrics", len(metrics) / max(1, len(scored))
    yield "metric column", "metric" in layout.said
    yield "rows", layout.orientation == "benchmarks-as-rows"
    held = [(row.kinds[one.at], row.cells[one.at]) for row in sheet.rows for one in layout.scores]
    held = [one for one in held if one[0] not in "em"]
    numbers = [text for kind, text in held if kind == "n" and not text.startswith(_BOUNDS)]
    # A comma before one or two digits is one of decimals, and so is one behind a zero.
    whole = all(
        text.replace(",", "").isdecimal() and "," not in text[-3:] and not text.startswith("0,")
        for text in numbers
    )
    whole = whole and bool(numbers)
    yield "plain numbers", len(numbers) / max(1, len(held))
    # Numbers with decimals beside models are rarely anything but scores.
    decimals = share(numbers, lambda text: "." in text[1:4] or text.startswith("0,"))
    yield "models with decimals", _told_models(sheet, layout) * decimals * min(len(left), 4) / 4
    rates = share(numbers, lambda text: text.endswith("%"))
    yield "models with per cents", _told_models(sheet, layout) * rates
    yield "no number", not numbers
    yield "several", sum(k == "s" and "." in text for k, text in held) / max(1, len(held))
    yield "errors", any("±" in text for text in numbers)
    # Scores may be whole per cents, where anything says that there are scores; models that are
    # compared by column may be so by what they count.
    if layout.model is None:
        speaking.pop("models of results")
    if any(speaking.values()) and all(len(text) < 3 or text == "100" for text in numbers):
        whole = False
    said = " ".join([*texts, *scored]).casefold()
    if not any(map(said.__contains__, word_lists()["rated"])):
        yield "whole", whole
        yield "thousands", whole and share(numbers, lambda text: len(text) > 3) >= 0.5


def _told_models(sheet: Sheet, layout: Layout) -> bool:
    """True where a head calls the names models, or one of them looks like one."""
    if layout.model is None:
        return any(one.model and looks_like_model(one.model) for one in layout.scores)
    head = sheet.head(layout.model)
    return "model" in head_kinds(head) or any(
        looks_like_model(row.cells[layout.model]) for row in sheet.rows
    )


def _is_of_files(path: tuple[str, ...]) -> bool:
    words = [word for text in path for word in head_words(text).split()]
    return any(is_list_word("of files", word) for word in words) and not any(map(known, path))


def _is_counted(name: str) -> bool:
    """A name of something that is no score: a size, a number format, a label of a fact."""
    return (not known(name) and is_no_score(name)) or _is_format(name)


def _is_format(name: str) -> bool:
    """True for a name that ends in a numeric format."""
    return is_list_word("precision", head_words(name).rpartition(" ")[2])


@cache
def _fact_labels() -> frozenset[str]:
    return frozenset(label for one in field_labels().values() for label in one.labels)
