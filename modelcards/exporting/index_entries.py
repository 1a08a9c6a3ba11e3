"""The entries of a `model-index` that is there already, and which of them a score is."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from modelcards.exporting.datasets import benchmark_of, metric
from modelcards.scores.benchmark_names import benchmark_id
from modelcards.scores.labels import take_apart
from modelcards.scores.words import normal
from modelcards.values.read import score as read_score

if TYPE_CHECKING:
    from modelcards.exporting.eligibility import Candidate

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One metric of a model-index; `path` leads to its mapping, `result` to that around it."""

    path: Path
    result: Path
    dataset: dict[str, Any]
    task: str | None
    metric: dict[str, Any]
    source: str | None
    url: str | None
    is_verified: bool

    @property
    def value(self) -> float | None:
        """The value as a number; None where it is none."""
        held = self.metric.get("value")
        if isinstance(held, str):
            read = read_score(held)
            return None if read is None else read.value
        return float(held) if isinstance(held, int | float) and not isinstance(held, bool) else None


def entries(model: dict[str, Any], at: Path) -> Iterator[Entry]:
    """Every metric of one model of the index; what breaks the specification is passed over."""
    for number, result in enumerate(_list(model, "results")):
        if not isinstance(result, dict):
            continue
        where = (*at, "results", number)
        dataset, task, source = (_dict(result, key) for key in ("dataset", "task", "source"))
        for index, one in enumerate(_list(result, "metrics")):
            if isinstance(one, dict):
                verified = bool(one.get("verified") or one.get("verifyToken"))
                path = (*where, "metrics", index)
                url = _text(source.get("url"))
                named = _text(source.get("name")) or url
                yield Entry(
                    path, where, dataset, _text(task.get("type")), one, named, url, verified
                )


class Match(NamedTuple):
    """The entries that state a score, and those that may: something is said on one side only."""

    same: list[Entry]
    perhaps: list[Entry]


class Entries:
    """The entries of one model, found by benchmark, part, setting and metric."""

    def __init__(self, found: Iterable[Entry]) -> None:
        """Sort them by every name that a score may be found under."""
        self._by_name: dict[str, dict[str | None, list[Entry]]] = {}
        self._results: dict[str, Path] = {}
        for entry in found:
            for name in {*_names(entry)}:
                self._by_name.setdefault(name, {}).setdefault(_setting_of(entry), []).append(entry)
            if not entry.source:
                self._results.setdefault(_print(entry.task, entry.dataset), entry.result)

    def match(self, candidate: Candidate) -> Match:
        """The entries that a score is, or may be."""
        titled = self._found(f"={normal(candidate.title)}", candidate)
        same = [entry for entry in titled if _same_metric(candidate, entry)]
        if same:
            return Match(same, [])
        dataset, score = candidate.dataset, candidate.score
        names = [score.benchmark_id or ""]
        if dataset is not None:
            names += [dataset.benchmark, f"{dataset.id.casefold()} {dataset.config}"]
        near = [*titled, *(entry for name in names for entry in self._found(name, candidate))]
        perhaps: list[Entry] = []
        for entry in dict.fromkeys(near):
            data = _same_data(candidate, entry)
            measure = _same_metric(candidate, entry)
            if data and measure:
                same.append(entry)
            elif data is not False and measure is not False:
                perhaps.append(entry)
        return Match(same, perhaps)

    def _found(self, name: str, candidate: Candidate) -> list[Entry]:
        """The entries under a name whose setting is not another one."""
        by_setting = self._by_name.get(name, {})
        wanted = _setting(candidate.setting)
        if wanted is None:
            return [entry for held in by_setting.values() for entry in held]
        return [*by_setting.get(wanted, ()), *by_setting.get(None, ())]

    def result(self, task: str, dataset: dict[str, Any]) -> Path | None:
        """The result of just this task and data set, to which a metric can be added."""
        return self._results.get(_print(task, dataset))


def _names(entry: Entry) -> Iterator[str]:
    """What an entry is found under: its name as printed, its benchmark, its data set."""
    name, type_, config = (_text(entry.dataset.get(key)) for key in ("name", "type", "config"))
    if name is not None:
        yield f"={normal(name)}"
    known = benchmark_id(take_apart(name).benchmark) if name is not None else None
    known = known or benchmark_of(type_ or "", config)
    if known is not None:
        yield known
    if type_ is not None:
        yield f"{type_.casefold()} {config}"


def _print(task: str | None, dataset: dict[str, Any]) -> str:
    return json.dumps([task, dataset], sort_keys=True, default=str)


def agree(entry: Entry, candidate: Candidate) -> bool:
    """True where both state one number, at the decimals that both print, as a share or in percent.

    An entry often has more decimals than the table, which rounds; then nothing is to be changed.
    """
    value, number = entry.value, candidate.score.score
    if value is None or number is None:
        return False
    printed = candidate.score.raw.partition(".")[2]
    decimals = next((n for n, sign in enumerate(printed) if not sign.isdigit()), len(printed))
    half = 0.5 * 10.0**-decimals + 1e-9
    scales = (1, 100) if candidate.metric.is_share and abs(value) <= 1 else (1,)
    return any(abs(value * scale - number) <= half for scale in scales)


def _same_data(candidate: Candidate, entry: Entry) -> bool | None:
    """For an entry of one benchmark: the same part and setting? None if one side does not say."""
    name = _text(entry.dataset.get("name")) or ""
    if name and normal(name) == normal(candidate.title):
        return True
    answers = [
        _agrees(candidate.part, _part_of(entry, candidate)),
        _agrees(_setting(candidate.setting), _setting_of(entry)),
    ]
    return False if False in answers else None if None in answers else True


def _same_metric(candidate: Candidate, entry: Entry) -> bool | None:
    types = {metric(text).type for text in map(_text, (entry.metric.get("type"),
             entry.metric.get("name"))) if text is not None}  # fmt: skip
    if candidate.metric.type in types:
        return True
    return False if candidate.score.metric is not None else None


def _part_of(entry: Entry, candidate: Candidate) -> str | None:
    """The configuration of an entry where that is a part of the benchmark."""
    config, dataset = _text(entry.dataset.get("config")), candidate.dataset
    if config in (None, "default", "all", "main") or (dataset and config == dataset.config):
        return None
    return config


def _agrees(one: str | None, other: str | None) -> bool | None:
    if one is None and other is None:
        return True
    if one is None or other is None:
        return None
    return normal(one) == normal(other)


def _setting(text: str | None) -> str | None:
    return None if text is None else normal(text).replace("shots", "shot")


def _setting_of(entry: Entry) -> str | None:
    """The setting in an entry's name, else the shots among its arguments."""
    args = entry.dataset.get("args")
    shots = _text(args.get("num_few_shot")) if isinstance(args, dict) else None
    named = take_apart(_text(entry.dataset.get("name")) or "").setting
    return _setting(named or (None if shots is None else f"{shots}-shot"))


def _text(value: Any) -> str | None:
    return None if value is None or isinstance(value, list | dict) else str(value).strip() or None


def _list(mapping: dict[str, Any], key: str) -> list[Any]:
    held = mapping.get(key)
    return held if isinstance(held, list) else []


def _dict(mapping: dict[str, Any], key: str) -> dict[str, Any]:
    held = mapping.get(key)
    return held if isinstance(held, dict) else {}
