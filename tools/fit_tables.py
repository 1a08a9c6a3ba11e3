"""Fit how tables are read: `python tools/fit_tables.py [--labelled FOLDER ...]`.

Each plausible reading of a labelled table is read to its end and compared with the labels; the
weights make the right readings likely (a log-linear model, with a penalty on large weights). What
it tells is measured by cards held out: cards are split into folds, never the tables of one card.
`--measure` tells that, and writes nothing.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy

HERE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HERE))

from modelcards.scores.read import UNSURE  # noqa: E402  (found beside this folder)
from modelcards.scores.readings import weigh  # noqa: E402
from tests.support.labelled_tables import (  # noqa: E402
    Example,
    Fit,
    own_examples,
    shared_examples,
)

FOLDS = 8
PENALTY = 0.1
STEPS, CLOSE = 200, 1e-3
OWN_COUNT = 3.0
"""How often a table of this project counts: its tests want each of them read right."""
WEIGHTS = HERE / "modelcards" / "data" / "reading_weights.txt"
SHARES = (0.0, 0.5, 0.7, 0.9, 0.97, 1.01)


def fit(found: list[Example]) -> dict[str, float]:
    """The weights under which the right readings are most likely."""
    names = sorted({name for one in found for w in one.readings for name in w.evidence})
    place = {name: at for at, name in enumerate(names)}
    sizes = [len(one.readings) for one in found]
    first = numpy.concatenate(([0], numpy.cumsum(sizes)[:-1]))
    evidence = numpy.zeros((sum(sizes), len(names)))
    good = numpy.zeros(sum(sizes))
    for start, one in zip(first, found, strict=True):
        best = max(right.f1 for right in one.right)
        for at, (weighed, right) in enumerate(zip(one.readings, one.right, strict=True), start):
            good[at] = right.f1 >= best - 1e-9
            for name, value in weighed.evidence.items():
                evidence[at, place[name]] = value
    counts = numpy.array([OWN_COUNT if one.own else 1.0 for one in found])

    def shares(points: Any) -> Any:
        """What each reading has of its table."""
        whole = numpy.repeat(numpy.add.reduceat(points, first), sizes)
        return points / numpy.maximum(whole, 1e-300)

    by = numpy.zeros(len(names))
    # Newton's steps; the curvature is that without the labels, which is never too small a bound.
    for _ in range(STEPS):
        points = evidence @ by
        points = numpy.exp(points - numpy.repeat(numpy.maximum.reduceat(points, first), sizes))
        part = shares(points)
        each = numpy.repeat(counts, sizes)
        slope = 2 * PENALTY * by + (each * (part - shares(points * good))) @ evidence
        means = numpy.add.reduceat(part[:, None] * evidence, first)
        bend = (evidence.T * (each * part)) @ evidence - (means.T * counts) @ means
        step = numpy.linalg.solve(bend + 2 * PENALTY * numpy.eye(len(names)), slope)
        by = by - step
        if abs(step).max() < CLOSE:
            break
    return {name: round(float(by[at]), 3) for name, at in place.items()}


def fold(card: str) -> int:
    """The fold of a card: all of its tables stand in one."""
    return hashlib.sha256(card.encode()).digest()[0] % FOLDS


class Told(NamedTuple):
    """What a table was read as: how sure, whether no other reading is better, and how right."""

    share: float
    best: bool
    fit: Fit
    open: bool


def told(one: Example, by: dict[str, float], show: bool = False) -> Told:
    """The most likely reading of a table."""
    right = dict(zip([w.reading for w in one.readings], one.right, strict=True))
    chosen = weigh(one.readings, by)[0]
    mine = right[chosen.reading]
    want = max(right, key=lambda reading: right[reading].f1)
    good = mine.f1 >= right[want].f1 - 1e-9
    if show and not good:
        print(
            f"{one.card}:{one.line} at {chosen.share:.2f} {tuple(chosen.reading)} {mine.f1:.2f}, "
            f"not {tuple(want)} {right[want].f1:.2f}"
        )
    return Told(chosen.share, good, mine, one.open)


def held_out(found: list[Example], show: bool = False) -> list[Told]:
    """Every table, read by weights that were fitted without its card."""
    out = []
    for at in range(FOLDS):
        by = fit([one for one in found if one.open and fold(one.card) != at])
        out += [told(one, by, show) for one in found if fold(one.card) == at]
    return out


def strict_f1(held: list[Told]) -> float:
    """Over all scores of all tables."""
    hits = sum(one.fit.hits for one in held)
    return float(2 * hits / max(1, sum(one.fit.wanted + one.fit.found for one in held)))


def report(held: list[Told]) -> Iterator[str]:
    """What holding cards out tells, line by line."""
    open_ = [one for one in held if one.open]
    best = sum(one.best for one in open_)
    yield (
        f"Of tables whose card was held out, {best} of {len(open_)} ({best / len(open_):.3f}) take "
        f"the best of their readings; strict F1 of all {len(held)} tables {strict_f1(held):.4f}."
    )
    for low, high in itertools.pairwise(SHARES):
        part = [one for one in open_ if low <= one.share < high]
        if part:
            right = sum(one.best for one in part) / len(part)
            mean = sum(one.share for one in part) / len(part)
            yield (
                f"Share {low} to {min(high, 1.0)}: {len(part)} tables, mean {mean:.3f}, "
                f"{right:.3f} right."
            )
    unsure = [one for one in open_ if one.share < UNSURE]
    wrong = sum(not one.best for one in unsure)
    left = sum(not one.best for one in open_) - wrong
    yield f"{len(unsure)} fall below {UNSURE}, {wrong} of them wrong; above it {left} are wrong."


def _count(found: list[Example]) -> int:
    return sum(not one.of_role for one in found)


def main() -> int:
    """Fit, tell how well, and write the weights."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--labelled", type=Path, action="append", default=[])
    asked.add_argument("--show", action="store_true", help="print the tables that are read wrong")
    asked.add_argument("--measure", action="store_true", help="write no weights")
    given = asked.parse_args()
    all_: list[Example] = [*own_examples()]
    counts = {"the project's own": _count(all_)}
    for folder in given.labelled:
        more = list(shared_examples(folder))
        counts[folder.name] = _count(more)
        all_ += more
    roles = [one for one in all_ if one.of_role]
    found = [one for one in all_ if not one.of_role]
    of_readings, of_roles = fit([one for one in found if one.open]), fit(roles)
    by = {**of_readings, **of_roles}
    seen = sum(told(one, by).best for one in found)
    kept = sum(one.best for one in held_out(roles, given.show))
    lines = [
        f"Fitted on {len(found)} tables ({', '.join(f'{n} of {k}' for k, n in counts.items())}); "
        f"{seen} of them take the best of their readings.",
        *report(held_out(found, given.show)),
        f"What a table is (of scores, of facts, neither) is right for {kept} of {len(roles)} "
        f"whose card was held out, and for {sum(told(one, by).best for one in roles)} with it.",
    ]
    print("\n".join(lines))
    if not given.measure:
        head = [
            "How much each piece of evidence speaks for a reading of a table: name | weight.",
            "Written by tools/fit_tables.py.",
            *lines,
        ]
        rows: list[Any] = [f"# {line}\n" for line in head]
        rows += [f"{name} | {by[name]}\n" for name in sorted(by) if by[name]]
        WEIGHTS.write_text("".join(rows), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
