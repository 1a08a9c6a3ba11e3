"""The front matter's `model-index` → scores, as the Hub's specification lays them out.

`model-index` is a list of models, each with `results`; a result has a `task`, a `dataset` and
`metrics`, a metric a `type`, a `name` and a `value` (huggingface.co/docs/hub/model-cards). What
breaks the specification is read as far as its meaning is plain, and noted under MC702.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from modelcards.model.parts import Benchmark, Problem
from modelcards.model.unchecked import trusted
from modelcards.values.read import is_missing, score

_benchmark = trusted(Benchmark)
_problem = trusted(Problem)

_SHOTS = re.compile(r"(.{1,300}?)\s?[(\[]([0-9]{1,4}[- ][Ss]hots?)[)\]]", re.DOTALL)
_LARGEST = 1e300
_NAME_SIGNS = re.compile(r"[\W_]+")


class _Metric(NamedTuple):
    """One metric with what stands above it; the numbers are its place in the lists."""

    model: str | None
    task: dict[str, Any]
    dataset: dict[str, Any]
    metric: dict[str, Any]
    line: int
    entry: int


def read_model_index(
    metadata: Mapping[str, Any],
    line: int,
    *,
    lines: Mapping[str, int] | None = None,
    names: Iterable[str] = (),
    benchmark_id: Callable[[str], str | None] | None = None,
    own: Callable[[str], bool | None] | None = None,
) -> tuple[list[Benchmark], list[Problem]]:
    """Every score of `model-index`, in order; nothing is raised, whatever its shape.

    `line` is that of the key and `lines` those of the mappings below it (`FrontMatter.key_lines`).
    Among several models the one that goes by one of `names` is the card's own; `own` tells whether
    the name of a single one can be. A metric whose value
    is no number (a list, a mapping) gives no score.

    >>> metric = {"type": "acc", "value": 61.2}
    >>> result = {"task": {"type": "qa"}, "dataset": {"name": "MMLU (5-shot)"}, "metrics": [metric]}
    >>> index = {"model-index": [{"name": "Lumen-7B", "results": [result]}]}
    >>> found, problems = read_model_index(index, 1)
    >>> [(one.model, one.benchmark, one.setting, one.metric, one.score) for one in found]
    [('Lumen-7B', 'MMLU', '5-shot', 'acc', 61.2)]
    """
    index = metadata.get("model-index")
    if index is None:
        return [], []
    walk = _Walk(line, lines or {})
    metrics = list(walk.metrics(index))
    subjects = _subjects(walk.models, names, own)
    splits: dict[tuple[int, str | None, str | None], set[str | None]] = {}
    for one in metrics:
        splits.setdefault(_part(one), set()).add(_text(one.dataset.get("split")))
    found = []
    for one in metrics:
        read = walk.read(one)
        if read is None:
            continue
        value, unit, stderr, raw = read
        label = _label(one)
        name, setting = _taken_apart(label, one.dataset)
        found.append(
            _benchmark(
                benchmark=name,
                benchmark_id=benchmark_id(name) if benchmark_id else None,
                label=label,
                score=value,
                unit=unit,
                metric=_text(one.metric.get("name")) or _text(one.metric.get("type")),
                setting=setting,
                stderr=stderr,
                variant=_variant(one, several=len(splits[_part(one)]) > 1),
                model=one.model,
                subject=subjects[one.entry],
                verified=_flag(one.metric.get("verified")),
                raw=raw,
                table=None,
                line=one.line,
            )
        )
    return found, walk.problems


class _Walk:
    """Down through the lists and mappings, noting where one is not what it should be."""

    def __init__(self, line: int, lines: Mapping[str, int]) -> None:
        self.line = line
        self.lines = lines
        self.problems: list[Problem] = []
        self.models: dict[int, str | None] = {}

    def _at(self, path: str, above: int) -> int:
        return self.lines.get(path, above)

    def _breaks(self, message: str, line: int) -> None:
        self.problems.append(_problem(code="MC702", message=f"model-index: {message}", line=line))

    def _mappings(
        self, value: Any, what: str, path: str, line: int
    ) -> Iterator[tuple[dict[str, Any], str, int]]:
        """Each mapping of a list with its path and line; a mapping alone is a list of one."""
        if isinstance(value, dict):
            self._breaks(f"{what} is no list", line)
            yield value, path, line
            return
        if not isinstance(value, list):
            self._breaks(f"{what} is no list", line)
            return
        for number, item in enumerate(value):
            below = f"{path}.{number}"
            here = self._at(below, line)
            if isinstance(item, dict):
                yield item, below, here
            else:
                self._breaks(f"an entry of {what} is no mapping", here)

    def _part(self, result: dict[str, Any], key: str, needed: str, line: int) -> dict[str, Any]:
        """The `task` or `dataset` of a result; a text alone is its name."""
        value = result.get(key)
        if not isinstance(value, dict):
            self._breaks(f"a result has no {key} with its {needed}", line)
            name = _text(value)
            return {} if name is None else {"name": name}
        for name in needed.split(" and "):
            if _text(value.get(name)) is None:
                self._breaks(f"a {key} has no {name}", line)
        return value

    def metrics(self, index: Any) -> Iterator[_Metric]:
        """Every metric of every result of every model."""
        models = self._mappings(index, "it", "model-index", self.line)
        for entry, (model, path, line) in enumerate(models):
            name = self.models[entry] = _text(model.get("name"))
            if name is None:
                self._breaks("a model has no name", line)
            below = f"{path}.results"
            for result, place, at in self._mappings(model.get("results"), "results", below, line):
                task = self._part(result, "task", "type", at)
                dataset = self._part(result, "dataset", "type and name", at)
                rows = self._mappings(result.get("metrics"), "metrics", f"{place}.metrics", at)
                for metric, _, here in rows:
                    if _text(metric.get("type")) is None:
                        self._breaks("a metric has no type", here)
                    yield _Metric(name, task, dataset, metric, here, entry)

    def read(self, one: _Metric) -> tuple[float | None, str | None, float | None, str] | None:
        """The value of a metric, its unit, the number after ± and how it is printed; None where it
        is no number.
        """
        value = one.metric.get("value")
        if isinstance(value, list | dict):
            kind = "list" if isinstance(value, list) else "mapping"
            self._breaks(f"the value of a metric is a {kind} and no number", one.line)
            return None
        if value is None:
            self._breaks("a metric has no value", one.line)
            return None, None, None, ""
        raw = _text(value) or ""
        if is_missing(raw):
            return None, None, None, raw
        read = score(raw) if isinstance(value, str) else None
        if read is not None and read.value is not None:
            return read.value, read.unit, read.stderr, raw
        if isinstance(value, bool | str) or abs(value) > _LARGEST:
            self._breaks(f"the value {raw[:40]!r} of a metric is no number", one.line)
            return None
        return float(value), None, None, raw


def _text(value: Any) -> str | None:
    """A scalar as text, None for nothing and for lists and mappings."""
    if value is None or isinstance(value, list | dict):
        return None
    text = str(value).strip()
    return text or None


def _flag(value: Any) -> bool | None:
    return value if isinstance(value, bool) else {"true": True, "false": False}.get(str(value))


def _part(one: _Metric) -> tuple[int, str | None, str | None]:
    return one.entry, _text(one.dataset.get("name")), _text(one.dataset.get("config"))


def _label(one: _Metric) -> str:
    """The dataset; without one (spaCy, Trainer) the task, or else the metric itself."""
    for part in (one.dataset, one.task, one.metric):
        named = _text(part.get("name")) or _text(part.get("type"))
        if named is not None:
            return named
    return ""


def _taken_apart(label: str, dataset: dict[str, Any]) -> tuple[str, str | None]:
    """The benchmark and its setting: "IFEval (0-Shot)", or `num_few_shot` among the arguments."""
    found = _SHOTS.fullmatch(label)
    if found is not None:
        return found[1], found[2]
    args = dataset.get("args")
    shots = _text(args.get("num_few_shot")) if isinstance(args, dict) else None
    return label, None if shots is None else f"{shots}-shot"


def _variant(one: _Metric, *, several: bool) -> str | None:
    """The dataset's configuration, and its split where the index has several of them."""
    config, split = _text(one.dataset.get("config")), _text(one.dataset.get("split"))
    parts = [config if config not in ("default", _text(one.dataset.get("name"))) else None]
    parts.append(split if several else None)
    return " / ".join(part for part in parts if part) or None


def _subjects(
    models: dict[int, str | None], names: Iterable[str], own: Callable[[str], bool | None] | None
) -> dict[int, bool | None]:
    """For each model of the index whether it is the card's own; None where that is unsure."""
    if len(models) == 1:
        return {at: own(name) if own and name else True for at, name in models.items()}
    known = {_bare(name) for name in names} - {""}
    mine = {entry for entry, name in models.items() if _bare(name) in known}
    return {entry: entry in mine if mine else None for entry in models}


def _bare(name: str | None) -> str:
    """A name for comparing: without owner, case and signs."""
    return _NAME_SIGNS.sub("", (name or "").rpartition("/")[2]).lower()
