"""Fit how tables are read: `python tools/fit_tables.py [--labelled FOLDER ...]` (needs SciPy).

Each plausible reading of a labelled table is read to its end and compared with the labels; the
weights make the right readings likely (a log-linear model, with a penalty on large weights). Cards
are split into folds, never the tables of one card, to tell how sure a reading may be called.
"""

from __future__ import annotations

import argparse
import collections
import hashlib
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy
from scipy.optimize import minimize

HERE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HERE))

import modelcards  # noqa: E402  (found beside this folder)
from modelcards.model.parts import Benchmark  # noqa: E402
from modelcards.scores import read  # noqa: E402
from modelcards.scores.columns import columns  # noqa: E402
from modelcards.scores.layout import laid  # noqa: E402
from modelcards.scores.plan import Plan  # noqa: E402
from modelcards.scores.readings import Weighed, readings, weigh  # noqa: E402
from modelcards.scores.subtable import sheets  # noqa: E402
from tests.support.table_reading import line as printed  # noqa: E402

FOLDS = 8
PENALTY = 0.1
OWN_COUNT = 3.0
"""How often a table of this project counts: its tests want each of them read right."""
WEIGHTS = HERE / "modelcards" / "data" / "reading_weights.txt"

Right = Callable[[list[Benchmark]], float]
"""How right the scores of a table are, from 0 to 1."""


class Example(NamedTuple):
    """A labelled table: its readings, and how right each is."""

    card: str
    line: int
    readings: list[Weighed]
    right: list[float]
    counts: float = 1.0


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


def examples(card: str, data: bytes, path: str, labels: dict[int, Right]) -> Iterator[Example]:
    """Every labelled table of a card that is one sheet."""
    items, subject = tables_of(data, path)
    names = read.own_names(subject.names)

    def own(text: str) -> bool:
        return read.is_own(names, text)

    for index, (grid, place) in enumerate(items):
        right = labels.get(grid.line)
        parts = [
            sheet for sheet in sheets(grid) if any(set(row.kinds) & set("ns") for row in sheet.rows)
        ]
        if right is None or len(parts) != 1:
            continue
        found = columns(parts[0])
        if not any(column.kind == "score" for column in found):
            continue
        all_ = list(readings(parts[0], found, own, read.names_benchmark(place)))
        rights = []
        for one in all_:
            plan = Plan("benchmark", ((parts[0], laid(parts[0], found, one.reading)),))
            whole = read.named(plan)
            rights.append(right(read.reading_of((grid, place), whole, names, 0, index).scores))
        if max(rights) >= 0.5 and len(all_) > 1 and min(rights) < max(rights):
            yield Example(card, grid.line, all_, rights)


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

    def right(found: list[Benchmark]) -> float:
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
        return (2 * hits - 0.1 * doubled) / max(1, len(want) + len(mine))

    return right


def from_lines(lines: list[str]) -> Right:
    """Labels as the lines of `tests/scores/labelled/*.txt`."""
    want = collections.Counter(lines)

    def right(found: list[Benchmark]) -> float:
        mine = collections.Counter(printed(one)[2:] for one in found)
        return 2 * (want & mine).total() / max(1, want.total() + mine.total())

    return right


def own_examples() -> Iterator[Example]:
    """The labelled tables of this project."""
    for file in sorted((HERE / "tests" / "scores" / "labelled").glob("*.txt")):
        labels: dict[int, list[str]] = {}
        at = 0
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.startswith("= "):
                at = int(line.split()[1])
            elif line and not line.startswith("#"):
                labels.setdefault(at, []).append(line[2:])
        data = file.with_suffix(".md").read_bytes()
        rights = {at: from_lines(lines) for at, lines in labels.items()}
        yield from examples(file.stem, data, str(file.with_suffix(".md").name), rights)


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
        yield from examples(name, file.with_name(f"{name}.md").read_bytes(), path, labels)


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
        yield from examples(name, data, name, labels)


def fit(found: list[Example]) -> dict[str, float]:
    """The weights under which the right readings are most likely."""
    names = sorted({name for one in found for w in one.readings for name in w.evidence})
    place = {name: at for at, name in enumerate(names)}
    rows = []
    for one in found:
        matrix = numpy.zeros((len(one.readings), len(names)))
        for at, weighed in enumerate(one.readings):
            for name, value in weighed.evidence.items():
                matrix[at, place[name]] = value
        best = max(one.right)
        rows.append(
            (one.counts, matrix, numpy.array([right >= best - 1e-9 for right in one.right]))
        )

    def loss(by: Any) -> tuple[float, Any]:
        total, slope = PENALTY * float(by @ by), 2 * PENALTY * by
        for count, matrix, good in rows:
            points = matrix @ by
            parts = numpy.exp(points - points.max())
            parts /= parts.sum()
            share = parts[good].sum()
            total -= count * numpy.log(share + 1e-12)
            slope = slope + count * (parts - parts * good / (share + 1e-12)) @ matrix
        return total, slope

    done = minimize(loss, numpy.zeros(len(names)), jac=True, method="L-BFGS-B")
    return {name: round(float(done.x[at]), 3) for name, at in place.items()}


def fold(card: str) -> int:
    """The fold of a card: all of its tables stand in one."""
    return hashlib.sha256(card.encode()).digest()[0] % FOLDS


def main() -> int:
    """Fit, tell how well, and write the weights."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--labelled", type=Path, action="append", default=[])
    asked.add_argument("--show", action="store_true", help="print the tables that are read wrong")
    given = asked.parse_args()
    found = [one._replace(counts=OWN_COUNT) for one in own_examples()]
    counts = {"the project's own": len(found)}
    for folder in given.labelled:
        more = list(shared_examples(folder))
        counts[folder.name] = len(more)
        found += more
    held: list[tuple[float, bool]] = []
    for at in range(FOLDS):
        by = fit([one for one in found if fold(one.card) != at])
        for one in found:
            if fold(one.card) == at:
                held.append(_told(one, by, given.show))
    by = fit(found)
    ok = sum(right for _, right in held)
    seen = sum(_told(one, by, given.show)[1] for one in found)
    summary = (
        f"Fitted on {len(found)} tables ({', '.join(f'{n} of {k}' for k, n in counts.items())}); "
        f"of tables whose card was held out, {ok} ({ok / len(held):.3f}) are read right, "
        f"{seen} of those fitted on."
    )
    print(summary)
    for low, high in ((0, 0.5), (0.5, 0.7), (0.7, 0.9), (0.9, 0.97), (0.97, 1.01)):
        part = [right for share, right in held if low <= share < high]
        if part:
            print(f"  share {low}-{high}: {len(part)} tables, {sum(part) / len(part):.3f} right")
    with WEIGHTS.open("w", encoding="utf-8") as out:
        out.write(
            "# How much each piece of evidence speaks for a reading of a table: name | weight.\n"
        )
        out.write(f"# Written by tools/fit_tables.py. {summary}\n")
        out.writelines(f"{name} | {by[name]}\n" for name in sorted(by) if by[name])
    return 0


def _told(one: Example, by: dict[str, float], show: bool = False) -> tuple[float, bool]:
    """How likely the best reading is, and whether it is right."""
    right = dict(zip([w.reading for w in one.readings], one.right, strict=True))
    best = weigh(one.readings, by)[0]
    good = right[best.reading] >= max(one.right) - 1e-9
    if show and not good:
        want = max(right, key=lambda reading: right[reading])
        told = (
            f"{tuple(best.reading)} {right[best.reading]:.2f}, not {tuple(want)} {right[want]:.2f}"
        )
        print(f"{one.card}:{one.line} at {best.share:.2f} {told}")
    return best.share, good


if __name__ == "__main__":
    sys.exit(main())
