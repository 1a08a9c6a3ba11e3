"""Scores as `.eval_results/*.yaml`, one file a score, as the Hub's leaderboards read them.

The layout is that of github.com/huggingface/hub-docs/blob/main/eval_results.yaml, made by
huggingface_hub's own classes. The Hub takes results only for data sets that host a leaderboard,
under the names of its tasks, so a score of another data set, or of a part of one, is held back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date as calendar_date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from modelcards.errors import RefusedError
from modelcards.exporting.datasets import metric
from modelcards.exporting.eligibility import Candidate, Held, bare, choose
from modelcards.exporting.index_entries import entries
from modelcards.exporting.results import Export, ExportFile, Sent
from modelcards.exporting.validators import eval_results_data
from modelcards.exporting.yaml_edit import Document
from modelcards.exporting.yaml_text import block
from modelcards.linting.edits import edited
from modelcards.scores.words import normal

if TYPE_CHECKING:
    from modelcards.exporting.datasets import Dataset
    from modelcards.model.card import ModelCard
    from modelcards.text.source import Source

_FOLDER = ".eval_results"
_HUB_PAGE = re.compile(r"https://huggingface\.co/([\w.-]+/[\w.-]+)/?")
_SLUG = re.compile(r"[^a-z0-9.+]+")
# Metrics that are one where each item has one right answer.
_RIGHT = frozenset({"accuracy", "exact_match", "pass@1"})


@dataclass(frozen=True, slots=True)
class Attribution:
    """Where scores come from: a URL, its name, and the day of the evaluation (ISO 8601)."""

    url: str | None = None
    name: str | None = None
    date: str | None = None


def eval_results(
    card: ModelCard,
    model_name: str | None = None,
    attribution: Attribution | None = None,
    repository: Path | None = None,
) -> Export:
    """The scores of a card for the leaderboards of the Hub.

    Without an `attribution` the source is the model's page on the Hub where the card links to it,
    and the date the card's last update. Entries in `.eval_results/` below `repository` are matched
    by data set, task and notes; they are updated unless they are signed or another's.

    Raises:
        RefusedError: a file in `.eval_results/` cannot be read or edited.
        MissingExtraError: huggingface_hub is not installed.
    """
    given = attribution or Attribution()
    url = given.url or own_page(card)
    made = _Made(
        card,
        Attribution(url, (given.name or "Model Card") if url else None, given.date or _day(card)),
        _Folder(repository / _FOLDER if repository else None),
    )
    chosen, held = choose(card, model_name=model_name)
    sent = [one for candidate in chosen if (one := made.take(candidate, held)) is not None]
    return Export(
        to="eval-results",
        path=card.source.path,
        files=tuple(made.folder.files()),
        sent=tuple(sent),
        held=tuple(sorted(held, key=lambda one: one.score.line)),
    )


def own_page(card: ModelCard) -> str | None:
    """The model's page on the Hub, where the card links to one of the model's own name."""
    from modelcards.reading.names import other_names

    names = [card.name, *other_names(card.metadata or {}, card.source.path)]
    own = {bare(name) for name in names if name}
    pages = {
        f"https://huggingface.co/{found[1]}"
        for link in card.resources
        if (found := _HUB_PAGE.fullmatch(link.url)) and bare(found[1]) in own
    }
    return pages.pop() if len(pages) == 1 else None


def _day(card: ModelCard) -> str | None:
    """The card's last update, where the day is stated."""
    try:
        return calendar_date.fromisoformat(card.last_updated or "").isoformat()
    except ValueError:
        return None


class _Made:
    """The entries of one card, on top of those that the repository holds."""

    def __init__(self, card: ModelCard, attribution: Attribution, folder: _Folder) -> None:
        self.attribution = attribution
        self.stated = _stated_sources(card)
        self.folder = folder

    def take(self, one: Candidate, held: list[Held]) -> Sent | None:
        """Plan one score; None, and a reason in `held`, where it cannot go out."""
        dataset = one.dataset
        reason = _refusal(one, dataset)
        if reason is not None or dataset is None or dataset.leaderboard is None:
            held.append(Held(one.score, *(reason or ("dataset", "no data set is known"))))
            return None
        target = f"{dataset.id} {dataset.leaderboard}"
        notes = one.setting
        there = self.folder.find(dataset.id, dataset.leaderboard, notes)
        if there is None:
            self.folder.add(f"{dataset.benchmark} {notes or ''}", self._entry(one, dataset, notes))
            return Sent(one.score, target)
        if there.data.get("value") == one.number:
            return Sent(one.score, target, "there")
        source = there.data.get("source")
        url = source.get("url") if isinstance(source, dict) else None
        if there.data.get("verifyToken") or url not in (None, self.attribution.url):
            said = f"{there.path} states {there.data.get('value')}, from {url or 'a signed run'}"
            held.append(Held(one.score, "stated", said))
            return None
        self.folder.update(there, one.number)
        return Sent(one.score, target, "updated")

    def _entry(self, one: Candidate, dataset: Dataset, notes: str | None) -> dict[str, Any]:
        source = self.stated.get((one.score.label, one.score.raw), self.attribution)
        return eval_results_data(
            dataset_id=dataset.id,
            task_id=dataset.leaderboard,
            value=one.number,
            date=source.date,
            source_url=source.url,
            source_name=source.name,
            notes=notes,
        )


def _stated_sources(card: ModelCard) -> dict[tuple[str, str], Attribution]:
    """The sources that `model-index` names for its entries, by their label and value as printed."""
    index = (card.metadata or {}).get("model-index")
    found = {}
    for model in index if isinstance(index, list) else ():
        for entry in entries(model, ()) if isinstance(model, dict) else ():
            if entry.url is not None:
                place = str(entry.dataset.get("name")), str(entry.metric.get("value"))
                found[place] = Attribution(entry.url, entry.source)
    return found


def _refusal(one: Candidate, dataset: Dataset | None) -> tuple[str, str] | None:
    if dataset is None:
        return "dataset", f"no data set on the Hub is known for {one.score.label!r}"
    if dataset.leaderboard is None:
        return "leaderboard", f"{dataset.id} has no leaderboard on the Hub that this could be of"
    if one.part is not None:
        return "leaderboard", f"a part of the benchmark: {one.part}"
    usual = metric(dataset.metric or "").type
    if one.metric.type != usual and not {one.metric.type, usual} <= _RIGHT:
        return "leaderboard", f"the leaderboard of {dataset.id} ranks by {usual}"
    return None


@dataclass(frozen=True, slots=True)
class _There:
    """An entry that is there already: its file, its place in it, and its data."""

    path: str
    index: int
    data: dict[str, Any]


class _Folder:
    """`.eval_results/` of a repository, as it is and as it will be."""

    def __init__(self, path: Path | None) -> None:
        self._held: dict[str, tuple[Source, Document, list[Any]]] = {}
        self._added: dict[str, str] = {}
        self._entries: list[_There] = []
        for file in sorted(path.glob("*.y*ml")) if path is not None and path.is_dir() else ():
            self._read(file)

    def _read(self, file: Path) -> None:
        from modelcards.front_matter.yaml import YamlError, whole
        from modelcards.limits import DEFAULT_LIMITS
        from modelcards.text.source import read

        source, name = read(file), f"{_FOLDER}/{file.name}"
        try:
            held = whole(source.text, DEFAULT_LIMITS)
            document = Document(source.text, 1, DEFAULT_LIMITS.yaml_depth)
        except YamlError as error:
            raise RefusedError(f"{file} is no YAML: {error.reason} (line {error.line})") from None
        if not isinstance(held, list):
            raise RefusedError(f"{file} is no list of evaluation results")
        self._held[name] = source, document, held
        self._entries += [
            _There(name, at, one) for at, one in enumerate(held) if isinstance(one, dict)
        ]

    def find(self, dataset: str, task: str, notes: str | None) -> _There | None:
        """The entry for a task of a data set with these notes."""
        wanted = dataset, task, normal(notes or "")
        for one in self._entries:
            named = one.data.get("dataset")
            if isinstance(named, dict):
                said = normal(str(one.data.get("notes") or ""))
                if (named.get("id"), named.get("task_id"), said) == wanted:
                    return one
        return None

    def add(self, title: str, entry: dict[str, Any]) -> None:
        """A file for one entry, named for what it is of."""
        stem = _SLUG.sub("-", title.casefold()).strip("-.")
        name, number = f"{_FOLDER}/{stem}.yaml", 1
        while name in self._held or name in self._added:
            number += 1
            name = f"{_FOLDER}/{stem}-{number}.yaml"
        self._added[name] = "\n".join([*block([entry]), ""])

    def update(self, there: _There, value: int | float) -> None:
        """Another value in an entry; the rest of its file stays."""
        _, document, held = self._held[there.path]
        document.replace(document.at(there.index, "value")[1], value)
        held[there.index]["value"] = value

    def files(self) -> list[ExportFile]:
        """What is to be written.

        Raises:
            RefusedError: a file would read differently than was meant.
        """
        from modelcards.text.source import encoded

        found = [ExportFile(name, None, text.encode()) for name, text in self._added.items()]
        for name, (source, document, held) in self._held.items():
            if document.edits:
                text = edited(source.original, document.edits)
                if _values(text) != held:
                    raise RefusedError(f"{name} cannot be edited without touching more of it")
                before, after = (encoded(one, source.encoding) for one in (source.original, text))
                found.append(ExportFile(name, before, after))
        return sorted(found, key=lambda file: file.path)


def _values(text: str) -> Any:
    """What a text that was edited says; None where it is no YAML any more."""
    from modelcards.front_matter.yaml import YamlError, whole
    from modelcards.limits import DEFAULT_LIMITS

    try:
        return whole(text.replace("\r\n", "\n").replace("\r", "\n"), DEFAULT_LIMITS)
    except YamlError:
        return None
