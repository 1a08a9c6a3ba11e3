"""Scores into the `model-index` of a card's front matter, every other byte as it was.

The layout is that of github.com/huggingface/hub-docs/blob/main/modelcard.md. A score that stands
there already is left or updated, never doubled; what another party has signed is never changed.
"""

from __future__ import annotations

import copy
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from modelcards.errors import RefusedError
from modelcards.exporting.eligibility import Candidate, Held, bare, choose
from modelcards.exporting.front_matter import Front, source_of
from modelcards.exporting.index_entries import Entries, Path, agree, entries
from modelcards.exporting.results import Export, ExportFile, Sent
from modelcards.exporting.validators import check_model_index
from modelcards.linting.edits import edited
from modelcards.scores.metrics import settings_of

if TYPE_CHECKING:
    from modelcards.model.card import ModelCard
    from modelcards.text.source import Source


def model_index(card: ModelCard, model_name: str | None = None) -> Export:
    """The card with its scores in the front matter.

    Raises:
        ArgumentError: the card came from JSON and has no text.
        RefusedError: its front matter cannot be edited without touching more than its model-index.
        MissingExtraError: huggingface_hub is not installed.
    """
    source = source_of(card)
    chosen, held = choose(card, tables_only=True, model_name=model_name)
    sent, text = [], source.original
    if chosen:
        change = _Change(card, source, model_name)
        sent = [one for candidate in chosen if (one := change.take(candidate, held)) is not None]
        text = change.text()
        if text != source.original:
            _check(card, source, text, change)
    return Export(
        to="model-index",
        path=card.source.path,
        files=(_file(card, source, text),),
        sent=tuple(sent),
        held=tuple(sorted(held, key=lambda one: one.score.line)),
    )


def _file(card: ModelCard, source: Source, text: str) -> ExportFile:
    from modelcards.text.source import encoded

    name = PurePosixPath(card.source.path).name if card.source.path else "README.md"
    before, after = (encoded(one, source.encoding) for one in (source.original, text))
    return ExportFile(name, before, after)


class _Change:
    """What is to be changed in one card's model-index: values to replace, results to add."""

    def __init__(self, card: ModelCard, source: Source, model_name: str | None) -> None:
        self.front = Front(source)
        self.wanted = copy.deepcopy(self.front.values)
        self.name, self.at, self.fault = _place(card, self.front.values, model_name)
        found = self.front.values[self.at] if self.at is not None else {}
        self.entries = Entries(entries(found, ("model-index", self.at or 0)))
        self.replaced: list[tuple[Path, int | float]] = []
        self.metrics: dict[Path, list[dict[str, Any]]] = {}
        self.results: dict[str, dict[str, Any]] = {}

    def take(self, one: Candidate, held: list[Held]) -> Sent | None:
        """Plan what one score changes; None, and a reason in `held`, where it cannot go out."""
        reason = self._refusal(one)
        if reason is not None:
            held.append(Held(one.score, *reason))
            return None
        dataset = one.dataset
        target = f"{dataset.id if dataset else ''} {one.metric.type}"
        found = self.entries.match(one)
        near = [*found.same, *found.perhaps]
        if any(agree(entry, one) for entry in near):
            return Sent(one.score, target, "there")
        if not near:
            self._add(one)
            return Sent(one.score, target)
        entry = near[0]
        stated = f"model-index states {entry.metric.get('value')}"
        if entry.value is None:
            held.append(Held(one.score, "stated", f"{stated}, which is no number"))
        elif len(found.same) != 1:
            why = "several times" if found.same else "with another setting or metric"
            held.append(Held(one.score, "stated", f"{stated} {why}"))
        elif entry.is_verified or entry.source:
            held.append(Held(one.score, "stated", f"{stated}, from {entry.source or 'the Hub'}"))
        else:
            self.replaced.append((entry.path, one.number))
            _down(self.wanted, entry.path)["value"] = one.number
            return Sent(one.score, target, "updated")
        return None

    def _refusal(self, one: Candidate) -> tuple[str, str] | None:
        if self.fault is not None:
            return "model", self.fault
        if one.dataset is None:
            return "dataset", f"no data set on the Hub is known for {one.score.label!r}"
        return None

    def _add(self, one: Candidate) -> None:
        """A metric more in a result of the same data, or a result more."""
        task, dataset = _task_and_dataset(one)
        added: dict[str, Any] = {"type": one.metric.type, "value": one.number}
        if one.score.metric is not None:
            added["name"] = one.score.metric
        place = self.entries.result(task["type"], dataset)
        if place is not None:
            self.metrics.setdefault(place, []).append(added)
            _down(self.wanted, place)["metrics"].append(added)
            return
        new = {"task": task, "dataset": dataset, "metrics": []}
        self.results.setdefault(one.title, new)["metrics"].append(added)

    def text(self) -> str:
        """The file's text with the changes made.

        Raises:
            RefusedError: a place that is to be changed cannot be edited alone.
        """
        original = self.front.source.original
        document = self.front.document
        for path, number in self.replaced:
            assert document is not None
            document.replace(document.at(*path, "value")[1], number)
        for path, metrics in self.metrics.items():
            assert document is not None
            document.append(*document.at(*path, "metrics"), metrics)
        results = list(self.results.values())
        if results and self.at is None:
            added = [{"name": self.name, "results": results}]
            self.wanted += added
            return edited(original, self.front.add_index(added))
        if results:
            assert document is not None
            model = self.wanted[self.at or 0]
            document.append(*document.at("model-index", self.at or 0, "results"), results)
            model["results"] = [*(model.get("results") or []), *results]
        return edited(original, document.edits) if document and document.edits else original


def _place(
    card: ModelCard, index: list[dict[str, Any]], wanted: str | None
) -> tuple[str | None, int | None, str | None]:
    """The model's name, its place in the index (None for a new one), and why there is none."""
    from modelcards.reading.names import other_names

    stated = {key: value for key, value in (card.metadata or {}).items() if key != "model-index"}
    names = [wanted] if wanted else [card.name, *other_names(stated, card.source.path)]
    known = [name for name in names if name]
    own = {bare(name) for name in known}
    fits = [at for at, one in enumerate(index) if bare(str(one.get("name"))) in own]
    if len(fits) == 1:
        return known[0], fits[0], None
    if len(fits) > 1:
        return None, None, "several models of the model-index go by the card's name"
    if index and not wanted:
        others = ", ".join(str(one.get("name")) for one in index[:3])
        return None, None, f"model-index is of another name: {others}"
    if not known:
        return None, None, "the card names no model"
    return known[0], None, None


def _task_and_dataset(one: Candidate) -> tuple[dict[str, Any], dict[str, Any]]:
    assert one.dataset is not None
    dataset: dict[str, Any] = {"name": one.title, "type": one.dataset.id}
    if one.dataset.config is not None:
        dataset["config"] = one.dataset.config
    shots = _shots(one.score.setting)
    if shots is not None:
        dataset["args"] = {"num_few_shot": shots}
    return {"type": one.dataset.task}, dataset


def _shots(setting: str | None) -> int | None:
    """The number in "5-shot, CoT"; None where it is none or a range."""
    found = [part for part in settings_of(setting or "") if "shot" in part.casefold()]
    digits = [found[0].casefold().partition("shot")[0].strip(" -")] if len(found) == 1 else []
    return int(digits[0]) if digits and digits[0].isdecimal() else None


def _down(values: Any, path: Path) -> Any:
    """What a path leads to; it begins with the key `model-index`, which `values` is that of."""
    for step in path[1:]:
        values = values[step]
    return values


def _check(card: ModelCard, source: Source, text: str, change: _Change) -> None:
    """Read the new text as everybody else will, and refuse it if more than the index has changed.

    Raises:
        RefusedError: what would be written does not say what was meant.
    """
    from modelcards.cardset.diff import facts
    from modelcards.reading.reader import parse
    from modelcards.text.source import encoded

    after = parse(encoded(text, source.encoding), path=card.source.path)
    metadata = after.metadata or {}
    if metadata.get("model-index") != change.wanted:
        raise RefusedError("the model-index cannot be edited without touching more of it")
    check_model_index(text, change.wanted)
    old, new = (facts(one, index=False) for one in (card, after))
    if card.name is None:  # the index names the model now
        new.pop(("name", ""), None)
    if old != new:
        keys = sorted({key[0] for key, _ in old.items() ^ new.items()})
        raise RefusedError(f"the card would read differently afterwards: {', '.join(keys)}")
