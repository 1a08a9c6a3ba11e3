"""Which scores of a card may go out, and why the others are held back."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from modelcards.exporting.datasets import Dataset, Metric, dataset_of, metric
from modelcards.scores.subject import is_ours
from modelcards.scores.words import BRACKETED, normal

if TYPE_CHECKING:
    from modelcards.model.card import ModelCard
    from modelcards.model.finding import Finding
    from modelcards.model.parts import Benchmark

# What makes a score on the same line doubtful: a label or a number that may not be as it was meant.
# MC403 is not among them: it finds the second of two values, and here none of them may go out.
_DOUBTS = frozenset({"MC002", "MC401", "MC402", "MC404"})
_INDEX_DOUBTS = frozenset({"MC702", "MC703"})

_REMARK = re.compile(r"[(（]([^()（）]{1,60})[)）]")
_WORD = re.compile(r"[^\W_]+(?:@\d+)?")
_CELL = re.compile(r"(?:\\.|[^|\\])+")

# "~61", "<5", "80+": what is printed is a bound or an estimate.
_INEXACT = re.compile(r"\s*[~<>≈≤≥+]|.*[0-9]\s?\+\s*$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Held:
    """A score that does not go out: `kind` is one word for counting, `reason` is for people.

    Kinds: `model`, `average`, `doubt`, `inexact`, `unit`, `duplicate`, `repeated`, `dataset`,
    `leaderboard`, `stated`.
    """

    score: Benchmark
    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A score that may go out: its data set on the Hub where one is known, and its metric."""

    score: Benchmark
    dataset: Dataset | None
    metric: Metric

    @property
    def title(self) -> str:
        """The benchmark with what tells this score from others of it: "MMLU (STEM, 5-shot)"."""
        name = " ".join((self.score.benchmark or self.score.label).split())
        if self._remarks:
            name = " ".join(_REMARK.sub(" ", name).split()) or name
        more = ", ".join(part for part in (self.part, self.setting) if part)
        return f"{name} ({more})" if more else name

    @property
    def setting(self) -> str | None:
        """How it was measured: the setting, and what else stands in brackets behind the name."""
        return ", ".join(part for part in (self.score.setting, *self._remarks) if part) or None

    @property
    def _remarks(self) -> list[str]:
        """What stands in brackets behind the name and is no part of the benchmark's id."""
        score = self.score
        told = (score.benchmark_id, score.setting, score.metric, score.variant, score.unit)
        known = set(_WORD.findall(" ".join(part for part in told if part).casefold()))
        found = [one.strip() for one in _REMARK.findall(score.label)]
        return [one for one in found if not known.issuperset(_WORD.findall(one.casefold()))]

    @property
    def part(self) -> str | None:
        """The variant, where the data set's configuration does not say it already."""
        dataset, variant = self.dataset, self.score.variant
        if variant is None or (dataset and dataset.benchmark != self.score.benchmark_id):
            return None
        return variant

    @property
    def number(self) -> int | float:
        """The score as a number that is printed as it is in the card: 88 is no 88.0."""
        value = self.score.score or 0.0
        return int(value) if value.is_integer() and "." not in self.score.raw else value


def choose(
    card: ModelCard, *, tables_only: bool = False, model_name: str | None = None
) -> tuple[list[Candidate], list[Held]]:
    """The scores that may go out, in the order of the card, and those held back.

    `tables_only` leaves out what `model-index` states already. A row that says that a score is
    missing is neither. Of a card with scores of several sizes or stages of its model only those of
    `model_name` go out, or of the model that is called as the card is.
    """
    chosen: list[Candidate] = []
    held: list[Held] = []
    doubts = _doubts(card, tables_only=tables_only)
    scores = [one for one in card.benchmarks if one.score is not None]
    printed = [one.model for one in scores if one.subject and one.model and one.table is not None]
    ours = own_model(card, printed, model_name)
    for score in scores:
        if tables_only and score.table is None:
            continue
        reason = _not_ours(score, ours) or _doubted(card, score, doubts.get(score.line, ()))
        if reason is not None:
            held.append(Held(score, *reason))
            continue
        dataset = dataset_of(score)
        named = score.metric or (dataset.metric if dataset else None)
        if named is None and score.unit != "%":
            reason = "unit", f"no metric is stated, and none is known for {score.label!r}"
            held.append(Held(score, *reason))
            continue
        chosen.append(Candidate(score, dataset, metric(named) if named else Metric("score", True)))
    chosen, unclear = _without_fractions(chosen)
    chosen, doubled = _without_duplicates(chosen)
    held += unclear + doubled
    place = {id(score): at for at, score in enumerate(scores)}
    return chosen, sorted(held, key=lambda one: (one.score.line, place[id(one.score)]))


def bare(name: str) -> str:
    """A model's name for comparing: without owner, remarks in brackets, case and signs.

    >>> bare("lumen-ai/Lumen_7B (ours)†") == bare("Lumen 7B")
    True
    """
    plain = BRACKETED.sub(lambda found: " " if is_ours(found[0]) else found[0], name)
    return normal(plain.rpartition("/")[2])


def own_model(card: ModelCard, models: list[str], wanted: str | None) -> frozenset[str]:
    """The bare names whose scores are the card's own; empty where several claim that.

    A card of a family has scores of `Lumen-7B` and `Lumen-7B-Chat`, and one name stands for one.
    """
    from modelcards.reading.names import other_names

    found = {bare(model) for model in models}
    if wanted is None and len(found) <= 1:
        return frozenset(found)
    names = [wanted] if wanted else [card.name, *other_names(card.metadata or {}, card.source.path)]
    return frozenset(found & {bare(name) for name in names if name})


def _not_ours(score: Benchmark, ours: frozenset[str]) -> tuple[str, str] | None:
    if score.subject is not True:
        whose = f", {score.model}" if score.model else ""
        if score.subject is False:
            return "model", f"the score of another model{whose}"
        return "model", f"whose score it is is not sure{whose}"
    if score.table is not None and score.model and bare(score.model) not in ours:
        return "model", f"the card has scores of several models, this one of {score.model}"
    if score.aggregate:
        return "average", "an average of several scores"
    if _INEXACT.match(score.raw):
        return "inexact", f"a bound or an estimate: {score.raw}"
    return None


def _doubts(card: ModelCard, *, tables_only: bool) -> dict[int, list[Finding]]:
    """The findings that make scores doubtful, by their line."""
    from modelcards.linting.engine import check
    from modelcards.linting.rules import all_rules

    codes = _DOUBTS if tables_only else _DOUBTS | _INDEX_DOUBTS
    found: dict[int, list[Finding]] = {}
    for one in check(card, [rule for rule in all_rules() if rule.code in codes]):
        found.setdefault(one.line, []).append(one)
    return found


def _doubted(
    card: ModelCard, score: Benchmark, doubts: Iterable[Finding]
) -> tuple[str, str] | None:
    for one in doubts:
        if _covers(card, one, score):
            return "doubt", f"{one.code}: {one.message}"
    return None


def _covers(card: ModelCard, finding: Finding, score: Benchmark) -> bool:
    """False where a finding is about another cell of the line."""
    original = card._original
    if original is None or finding.line != finding.end_line:
        return True
    line = original.source.text.split("\n")[finding.line - 1]
    shown = line[finding.column - 1 : finding.end_column - 1].strip()
    if shown == line.strip():
        return True
    cells = list(_CELL.finditer(line))
    mine = [cell for cell in cells if _bare_cell(cell[0]) == score.raw] or [
        cell for cell in cells if score.raw in cell[0]
    ]
    if len(cells) > 1 and mine:
        # Another cell of the row holds nothing of ours back, unless it is the label.
        start, end = finding.column - 1, finding.end_column - 1
        touched = any(cell.start() < end and start < cell.end() for cell in mine)
        return touched or (bool(normal(shown)) and normal(shown) in normal(score.label))
    return shown in score.raw or score.raw in shown or normal(shown) in normal(score.label)


def _bare_cell(text: str) -> str:
    return text.strip().strip("*_`~ ")


def _without_fractions(chosen: list[Candidate]) -> tuple[list[Candidate], list[Held]]:
    """Hold back 0.8 among shares printed as 61.2: nobody can tell 0.8 % from 80 %."""
    percent = {
        one.score.table
        for one in chosen
        if one.metric.is_share and one.score.score is not None and one.score.score > 1
    }
    kept: list[Candidate] = []
    held: list[Held] = []
    for one in chosen:
        score = one.score
        is_fraction = score.score is not None and 0 < score.score <= 1
        if is_fraction and one.metric.is_share and score.unit != "%" and score.table in percent:
            reason = f"{score.raw} stands among percentages and may be a fraction"
            held.append(Held(score, "unit", reason))
        else:
            kept.append(one)
    return kept, held


def _without_duplicates(chosen: list[Candidate]) -> tuple[list[Candidate], list[Held]]:
    """Of a score stated again keep the first; of different scores for one thing keep none."""
    groups: dict[tuple[Any, ...], list[Candidate]] = {}
    for one in chosen:
        groups.setdefault(_key(one), []).append(one)
    kept: list[Candidate] = []
    held: list[Held] = []
    for group in groups.values():
        first = group[0]
        values = {one.score.score for one in group}
        if len(values) == 1:
            kept.append(first)
            reason = f"the same as in line {first.score.line}"
            held += [Held(one.score, "repeated", reason) for one in group[1:]]
            continue
        said = ", ".join(f"{one.score.raw} in line {one.score.line}" for one in group)
        held += [Held(one.score, "duplicate", f"stated with different values: {said}")
                 for one in group]  # fmt: skip
    with_setting = {(*_key(one)[:-1], one.score.score): one for one in kept if one.setting}
    for one in kept:
        fuller = None if one.setting else with_setting.get((*_key(one)[:-1], one.score.score))
        if fuller is not None:
            said = f"the same as {fuller.title} in line {fuller.score.line}"
            held.append(Held(one.score, "repeated", said))
    gone = {id(one.score) for one in held}
    return [one for one in chosen if id(one.score) not in gone], held


def _key(one: Candidate) -> tuple[Any, ...]:
    score = one.score
    name = one.dataset.benchmark if one.dataset else score.benchmark_id
    name = name or normal(score.benchmark or score.label)
    return name, normal(one.part or ""), one.metric.type, normal(one.setting or "")
