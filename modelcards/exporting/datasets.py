"""Which data set of the Hub a benchmark is, and what its metric is called there."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from modelcards.scores.benchmark_names import benchmark_id
from modelcards.scores.words import normal
from modelcards.vocabulary import rows

if TYPE_CHECKING:
    from modelcards.model.parts import Benchmark


class Dataset(NamedTuple):
    """A data set on the Hub. `metric` stands in where a card prints a number alone.

    `config` is None where the whole data set is meant; `leaderboard` is the task of the data set's
    leaderboard, None where it has none.
    """

    benchmark: str
    id: str
    config: str | None
    metric: str | None
    task: str
    leaderboard: str | None


@cache
def _datasets() -> dict[str, Dataset]:
    found = {}
    for row in rows("datasets"):
        benchmark, name, config, metric, task, leaderboard = (*row, *[""] * (6 - len(row)))
        found[benchmark] = Dataset(
            benchmark, name, config or None, metric or None, task, leaderboard or None
        )
    return found


def dataset_of(score: Benchmark) -> Dataset | None:
    """The data set that a score is of; None where none is known.

    >>> from modelcards.model.parts import Benchmark
    >>> one = Benchmark(benchmark="GPQA", benchmark_id="gpqa", label="GPQA", variant="Diamond",
    ...                 score=40.0, raw="40.0", table=0, line=3)
    >>> dataset_of(one)[:3]
    ('gpqa-diamond', 'Idavidrein/gpqa', 'gpqa_diamond')
    """
    if score.variant is not None:
        part = _datasets().get(benchmark_id(f"{score.benchmark} {score.variant}") or "")
        if part is not None and part.benchmark != score.benchmark_id:
            return part
    return _datasets().get(score.benchmark_id or "")


def benchmark_of(dataset: str, config: str | None) -> str | None:
    """The benchmark that a data set, or one configuration of it, is known as; None if unsure.

    >>> benchmark_of("cais/mmlu", None), benchmark_of("Idavidrein/gpqa", "gpqa_diamond")
    ('mmlu', 'gpqa-diamond')
    """
    wanted = dataset.casefold()
    same = [one for one in _datasets().values() if one.id.casefold() == wanted]
    if config is not None:
        same = [one for one in same if one.config == config] or same
    return same[0].benchmark if len(same) == 1 else None


class Metric(NamedTuple):
    """A metric: its name on the Hub, and whether it is a share (0 to 1, or 0 to 100)."""

    type: str
    is_share: bool


@cache
def _metrics() -> dict[str, Metric]:
    found: dict[str, Metric] = {}
    for scale, name, *printed in rows("hub_metrics"):
        for text in (name, *printed):
            found.setdefault(normal(text), Metric(name, scale == "share"))
    return found


def metric(text: str) -> Metric:
    """The metric that a printed name means; one that is not known keeps its words.

    >>> metric("Acc."), metric("EM"), metric("WER ↓")
    (Metric(type='accuracy', is_share=True), Metric(type='exact_match', is_share=True),
     Metric(type='wer', is_share=False))
    >>> metric("Pass@1"), metric("Tag Accuracy")
    (Metric(type='pass@1', is_share=True), Metric(type='tag_accuracy', is_share=False))
    """
    known = _metrics().get(normal(text))
    if known is not None:
        return known
    name = "_".join(text.casefold().split())
    return Metric(name, name.startswith(("pass@", "pass^", "maj@", "cons@", "avg@")))
