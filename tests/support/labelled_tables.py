"""Labelled tables with every plausible reading of each, and how right it is.

Labels are those of `tests/scores/labelled`, and truths as in `cards/hub` of the shared folder.
"""

from __future__ import annotations

import collections
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import modelcards
from modelcards.model.parts import Benchmark
from modelcards.scores import read
from modelcards.scores.columns import columns
from modelcards.scores.layout import laid, layout
from modelcards.scores.plan import Plan
from modelcards.scores.readings import Weighed, readings
from modelcards.scores.subject import own_names
from modelcards.scores.subtable import Sheet, sheets
from modelcards.scores.table_role import ROLES, Role, roles, says
from tests.support.table_reading import line as printed

LABELLED = Path(__file__).resolve().parent.parent / "scores" / "labelled"


class Fit(NamedTuple):
    """How many scores of a table are read right, of how many that are labelled and read."""

    hits: float
    wanted: int
    found: int

    @property
    def f1(self) -> float:
        """From 0 to 1."""
        return 2 * self.hits / max(1, self.wanted + self.found)


Right = Callable[[list[Benchmark]], Fit]
"""How right the scores of a table are, from 0 to 1."""


class Example(NamedTuple):
    """A labelled table: its readings, and how right each is."""

    card: str
    line: int
    readings: list[Weighed]
    right: list[Fit]
    own: bool = False
    """Whether it is one of this project's own tables."""
    of_role: bool = False
    """Whether its readings are what the table may be: of scores, of facts, or neither."""

    @property
    def open(self) -> bool:
        """True where readings differ, and one of them is about right."""
        f1 = [one.f1 for one in self.right]
        return max(f1) >= 0.5 and min(f1) < max(f1)


def words(*parts: object) -> frozenset[str]:
    """The words of texts, in lower case."""
    text = " ".join(str(part) for part in parts if part).casefold()
    return frozenset("".join(c if c.isalnum() else " " for c in text).split())


def key(name: object) -> str:
    """A name without marks and blanks."""
    return "".join(c for c in str(name or "").casefold() if c.isalnum())


def tables_of(data: bytes, path: str) -> tuple[list[Any], Any]:
    """The tables of a card with their places, and the names that are its own."""
    held: list[Any] = []
    kept = read.read_tables
    try:

        def hold(items: Any, subject: Any) -> Any:
            held.extend((items, subject))
            return kept(items, subject)

        read.read_tables = hold  # the reader asks the module for it
        modelcards.parse(data, path=path)
    finally:
        read.read_tables = kept
    return list(held[0]), held[1]


def examples(
    card: str, data: bytes, path: str, labels: dict[int, Right], roles_of: dict[int, set[Role]]
) -> Iterator[Example]:
    """Every labelled table of a card that is one sheet: what it may be, and how it may be read."""
    items, subject = tables_of(data, path)
    names = own_names(subject.names)

    def own(text: str) -> bool:
        return read.is_own(names, text)

    for grid, place in items:
        parts = sheets(grid)
        named = read.names_benchmark(place)
        if grid.line in roles_of and len(parts) == 1:
            above = says(place.section, place.caption)
            could = roles(parts[0], layout(parts[0], own, named), above, named)
            fits = [Fit(float(one.reading in roles_of[grid.line]), 1, 1) for one in could]
            yield Example(card, grid.line, could, fits, of_role=True)
        if grid.line in labels:
            yield from _readings(card, (grid, place), parts, names, labels[grid.line])


def _readings(
    card: str,
    item: tuple[Any, read.Place],
    parts: list[Sheet],
    names: tuple[str, ...],
    right: Right,
) -> Iterator[Example]:
    """Every way to read a table of one sheet."""
    parts = [part for part in parts if any(set(row.kinds) & set("ns") for row in part.rows)]
    if len(parts) != 1:
        return
    found = columns(parts[0])
    if not any(column.kind == "score" for column in found):
        return
    named = read.names_benchmark(item[1])
    all_ = list(readings(parts[0], found, lambda text: read.is_own(names, text), named))
    rights = []
    for one in all_:
        plan = Plan("benchmark", ((parts[0], laid(parts[0], found, one.reading)),))
        rights.append(right(read.reading_of(item, read.named(plan), names, 0, 0).scores))
    yield Example(card, item[0].line, all_, rights)


def from_truth(truth: dict[str, Any]) -> Right:
    """Labels as a list of scores with their value, model and benchmark."""
    want = [score for score in truth["scores"] if not score.get("optional")]
    names = {key(name) for name in (truth.get("names") or []) if name}

    def fits(score: dict[str, Any], mine: Benchmark) -> bool:
        names_of = [score["benchmark"]]
        names_of += score.get("benchmark_alt", []) + score.get("benchmark_acceptable", [])
        more = [score.get(k) for k in ("category", "metric", "setting", "subset", "language",
                                       "variant", "part", "training set", "heading",
                                       "model_type", "context_length")]  # fmt: skip
        all_ = words(*names_of, *more, *(score.get("benchmark_path") or []))
        ours = words(mine.benchmark, mine.label, mine.group, mine.metric, mine.setting,
                     mine.variant, mine.description, mine.section)  # fmt: skip
        if not any(words(name) <= ours for name in names_of):
            return False
        if not (words(mine.benchmark) <= all_ or words(mine.label) <= all_):
            return False
        for name in [score["model"], *(score.get("model_acceptable") or [])]:
            theirs, model = key(name), key(mine.model)
            if (
                theirs == model
                or (not theirs and model in names)
                or (not model and theirs in names)
            ):
                return True
        return False

    def right(found: list[Benchmark]) -> Fit:
        mine = [one for one in found if one.score is not None]
        left = collections.defaultdict(list)
        for one in mine:
            left[round(one.score or 0, 6)].append(one)
        hits = 0
        for score in want:
            here = left[round(float(score["value"]), 6)]
            hit = next((one for one in here if fits(score, one)), None)
            if hit is not None:
                here.remove(hit)
                hits += 1
        alike: dict[Any, set[Any]] = collections.defaultdict(set)
        for one in mine:
            alike[(one.benchmark, one.label, one.metric, one.setting, one.group, one.variant,
                   one.model, one.description)].add(one.score)  # fmt: skip
        doubled = sum(len(values) - 1 for values in alike.values())
        return Fit(hits - 0.05 * doubled, len(want), len(mine))

    return right


def from_lines(lines: list[str]) -> Right:
    """Labels as the lines of `tests/scores/labelled/*.txt`."""
    want = collections.Counter(lines)

    def right(found: list[Benchmark]) -> Fit:
        mine = collections.Counter(printed(one)[2:] for one in found)
        return Fit((want & mine).total(), want.total(), mine.total())

    return right


def own_examples() -> Iterator[Example]:
    """The labelled tables of this project."""
    for file in sorted(LABELLED.glob("*.txt")):
        labels: dict[int, list[str]] = {}
        roles_of: dict[int, set[Role]] = {}
        at = 0
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.startswith("= "):
                at = int(line.split()[1])
                roles_of[at] = {one for one in ROLES if one == line.split()[2]}
            elif line and not line.startswith("#"):
                labels.setdefault(at, []).append(line[2:])
        data = file.with_suffix(".md").read_bytes()
        rights = {at: from_lines(lines) for at, lines in labels.items()}
        for one in examples(file.stem, data, str(file.with_suffix(".md").name), rights, roles_of):
            yield one._replace(own=True)


def shared_examples(folder: Path) -> Iterator[Example]:
    """Labelled cards: NAME.truth.json beside NAME.md, as `cards/hub` of the shared folder."""
    for file in sorted(folder.rglob("*.truth.json")):
        truth = json.loads(file.read_text(encoding="utf-8"))
        if isinstance(truth, list):
            yield from _listed(truth, folder)
            continue
        name = file.name.removesuffix(".truth.json")
        path = f"{(truth.get('folder') or truth.get('name') or name).replace('/', '__')}/README.md"
        by_line = collections.defaultdict(list)
        for score in truth["scores"]:
            by_line[score["table_line"]].append(score)
        names = [truth["name"], *(truth.get("name_acceptable") or [])]
        labels = {
            table["line"]: from_truth({"scores": by_line[table["line"]], "names": names})
            for table in truth["tables"]
            if table["is_benchmark"] and not table.get("ambiguous") and table.get("complete")
        }
        data = file.with_name(f"{name}.md").read_bytes()
        yield from examples(name, data, path, labels, _roles(truth["tables"]))


def _roles(tables: list[dict[str, Any]]) -> dict[int, set[Role]]:
    """What tables may be: a truth tells those of scores, and nothing more of the others."""
    return {
        table["line"]: {"benchmark"} if table["is_benchmark"] else {"spec", "other"}
        for table in tables
        if not table.get("ambiguous")
    }


def _listed(truth: list[dict[str, Any]], folder: Path) -> Iterator[Example]:
    """Labelled tables of one list; the cards stand in a folder beside it."""
    by_file = collections.defaultdict(list)
    for table in truth:
        by_file[table["file"]].append(table)
    for name, tables in by_file.items():
        labels = {}
        for table in tables:
            if table["is_benchmark"] and not table["ambiguous"] and table["complete"]:
                more = (table.get("name_alt") or []) + (table.get("name_acceptable") or [])
                table["names"] = [table.get("name"), name.split("/")[-2], *more]
                labels[table["line"]] = from_truth(table)
        data = (folder / "cards" / name).read_bytes()
        yield from examples(name, data, name, labels, _roles(tables))
