"""What a table is: one of benchmark scores, one of specifications, or neither."""

from __future__ import annotations

from functools import cache
from typing import Literal

from modelcards.markdown.labels import field_of, split_unit
from modelcards.model.card import field_labels
from modelcards.scores.benchmark_names import is_aggregate
from modelcards.scores.kinds import (
    crosses_data,
    head_kinds,
    heading_says,
    is_no_score,
    model_likeness,
)
from modelcards.scores.labels import take_apart
from modelcards.scores.layout import Layout
from modelcards.scores.metrics import is_metric
from modelcards.scores.subtable import Sheet
from modelcards.scores.telling import is_part, known, names_scores
from modelcards.scores.words import has_arrow, head_words, is_list_word

Role = Literal["benchmark", "spec", "other"]
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


def is_benchmark(sheet: Sheet, layout: Layout, says: Says, named_above: bool = False) -> bool:
    """True for a table of scores: by the names that it scores, its heads, and its headings.

    `named_above` tells that a heading or the caption names a known benchmark.
    """
    if _states_facts(sheet):
        return False
    if crosses_data(sheet.head(0)):
        return True
    if says == "others" and _says_benchmark(sheet, layout, "benchmark"):
        says = None
    names = scored_names(sheet, layout)
    counted = [name for name in names if not _is_counted(name)]
    if (
        not counted
        or _is_training_log(sheet)
        or _is_file_list(sheet, layout)
        or _are_counts(sheet, layout)
    ):
        return False
    benchmarks = sum(map(known, counted))
    metrics = len(_metric_names(counted))
    averages = sum(map(is_aggregate, counted))
    heads = [heads.metric for heads in layout.scores if heads.metric]
    marked = any(has_arrow(text) for one in layout.scores for text in one.path)
    strong = bool(layout.said & {"metric", "shots"}) or bool(heads) or marked
    if benchmarks * 4 >= len(counted) or benchmarks >= 3:
        return says != "others" or strong or benchmarks * 2 >= len(counted)
    if says == "others":
        return any("loss" not in name.casefold() for name in [*heads, *_metric_names(counted)])
    if not (metrics or heads) and _lists_facts(sheet, layout):
        return False
    says_benchmark = _says_benchmark(sheet, layout)
    if metrics or averages or strong:
        return True
    models = layout.model is not None or any(heads.model for heads in layout.scores)
    values = any("value" in head_kinds(text) for one in layout.scores for text in one.path)
    # Below "MMLU, translated" the columns of models are "Score", or its languages and splits.
    if named_above and ((models and values) or all(map(is_part, counted))):
        return True
    if says_benchmark:
        return says == "results" or models or values
    return says == "results" and (models or values or layout.benchmark is None or benchmarks > 0)


_OF_FACTS = frozenset({
    "feature", "features", "property", "properties", "attribute", "attributes", "characteristic",
    "characteristics", "specification", "specifications", "spec", "specs", "parameter",
    "parameters", "hyperparameter", "属性", "特性",
})  # fmt: skip


def _lists_facts(sheet: Sheet, layout: Layout) -> bool:
    """True where the head of the naming column says that its rows are facts about models."""
    return layout.benchmark is not None and head_words(sheet.head(layout.benchmark)) in _OF_FACTS


def _metric_names(names: list[str]) -> list[str]:
    return [name for name in names if is_metric(name) or take_apart(name).metric is not None]


def _is_counted(name: str) -> bool:
    """A name of something that is no score: a size, a number format, a label of a fact."""
    return (not known(name) and is_no_score(name)) or is_list_word("precision", head_words(name))


_PLAIN_DATA = frozenset(
    {"data", "test", "subject", "name", "corpus", "测试", "dataset", "datasets"}
)


def _says_benchmark(sheet: Sheet, layout: Layout, begins: str = "") -> bool:
    """True where the head of the naming column says that it names benchmarks."""
    if layout.benchmark is None:
        return False
    head = sheet.head(layout.benchmark)
    if not head_words(head).startswith(begins):
        return False
    return "benchmark" in head_kinds(head) and head_words(head) not in _PLAIN_DATA


def _is_training_log(sheet: Sheet) -> bool:
    """A table of steps or epochs with a loss."""
    heads = [head_words(sheet.head(at)) for at in range(len(sheet.columns))]
    if any(head in {"training loss", "train loss"} for head in heads) and any(
        "validation loss" in head or "eval loss" in head or "val loss" in head for head in heads
    ):
        return True
    steps = any(
        head in {"epoch", "epochs", "step", "steps", "iteration", "iterations", "iter", "轮次"}
        for head in heads
    )
    return steps and (
        any("loss" in head for head in heads) or heads[0] in {"epoch", "step", "epochs", "steps"}
    )


_OF_FILES = frozenset({"ppl", "perplexity", "kld", "kl", "bpw"})


def _is_file_list(sheet: Sheet, layout: Layout) -> bool:
    """A list of quantised files: the perplexity beside each is a property of the file."""
    if layout.model is None and layout.benchmark is None:
        return False
    at = layout.model if layout.model is not None else layout.benchmark
    names = [row.cells[at] for row in sheet.rows if row.cells[at]] if at is not None else []
    if not _are_formats(names):
        return False
    heads = [" ".join(one.path) for one in layout.scores]
    files = [head for head in heads if _OF_FILES & set(head_words(head).split())]
    if any(known(head) for head in heads if head not in files):
        return False
    return bool(files) or not (any(map(known, names)) or any(map(names_scores, heads)))


def _are_formats(names: list[str]) -> bool:
    """True where more than half of the names end in a numeric format."""
    others = 0
    for name in names:
        others += not is_list_word("precision", head_words(name).rpartition(" ")[2])
        if others * 2 >= len(names):
            return False
    return bool(names)


def _are_counts(sheet: Sheet, layout: Layout) -> bool:
    """Whole numbers of which many exceed a thousand count something; Elo ratings do not."""
    plain: list[str] = []
    for row in sheet.rows:
        for heads in layout.scores:
            if row.kinds[heads.at] == "n":
                number = row.cells[heads.at].replace(",", "")
                if not number.isdecimal():
                    return False
                plain.append(number)
    if not plain:
        return False
    text = " ".join(
        [*(" ".join(heads.path) for heads in layout.scores), *scored_names(sheet, layout)]
    ).casefold()
    if any(
        word in text
        for word in (
            "elo",
            "arena",
            "rating",
            "mme",
            "score",
            "codeforces",
            "ocrbench",
            "bench",
            "perception",
        )
    ):
        return False
    return sum(int(one) >= 1000 for one in plain if len(one) < 18) * 2 >= len(plain)


@cache
def _fact_labels() -> frozenset[str]:
    return frozenset(label for one in field_labels().values() for label in one.labels)


@cache
def _counts() -> frozenset[str]:
    return frozenset(name for name, one in field_labels().items() if one.kind == "amount")


def _states(text: str) -> str | None:
    """The typed field that a head or a row's name is a label of."""
    return field_of(split_unit(text)[0]) if text else None


def _states_facts(sheet: Sheet) -> bool:
    """True for keys and values of which a good part are counts of a model: no result is."""
    if not 2 <= len(sheet.columns) <= 3:
        return False
    keys = [row.cells[0] for row in sheet.rows if row.cells[0]]
    stated = sum(_states(key) in _counts() for key in keys)
    if sum(map(known, keys)) > 1:
        return False  # results below the sizes of their model
    # Results of several models may stand below their sizes.
    least = 3 if len(sheet.columns) == 2 else 2
    return stated >= 2 and stated * least > len(keys)


def is_spec(sheet: Sheet) -> bool:
    """True for facts about models: a table of keys and values, or one with a column a fact."""
    width = len(sheet.columns)
    heads = [sheet.head(at) for at in range(width)]
    if heads and width <= 3:
        keys = [row.cells[0] for row in sheet.rows if row.cells[0]]
        stated = sum(_states(key) is not None for key in [*keys, heads[0]])
        if is_list_word("attribute", head_words(heads[0])) and (
            stated or (width == 2 and len(keys) > 2)
        ):
            return not _is_argument_list(sheet)
        if stated * 3 >= max(len(keys), 1) and stated > 1:
            return True
    labels = _fact_labels()
    facts = [head for head in heads[1:] if head_words(head) in labels or _is_size(head)]
    modelled = any("model" in head_kinds(head) for head in heads) or any(
        model_likeness(row.cells[0]) >= 2 for row in sheet.rows
    )
    return len(facts) > 1 or (bool(facts) and modelled)


def _is_size(head: str) -> bool:
    words = set(head_words(head).lstrip("# ").split())
    return bool(words & {"params", "parameters", "param", "layers", "context", "参数量", "vocab"})


def _is_argument_list(sheet: Sheet) -> bool:
    """Options of a command or of a function call."""
    texts = [row.cells[0] for row in sheet.rows]
    return sum(text.startswith("-") for text in texts) * 2 > len(texts)
