"""Two different scores of a table are never alike in all keys: what else tells them apart."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple

from modelcards.model.parts import Benchmark
from modelcards.model.unchecked import changed
from modelcards.scores.heads import Heads
from modelcards.scores.subtable import Row, Sheet

_LONGEST = 60
_KEY = attrgetter(
    "benchmark", "metric", "setting", "group", "variant", "model", "section", "description"
)


class Made(NamedTuple):
    """A score with the row and the head that it was read from."""

    score: Benchmark
    row: Row
    heads: Heads


def told_apart(sheet: Sheet, made: Sequence[Made]) -> list[Benchmark]:
    """The scores; where two would be alike, their variant takes what differs in row or head.

    Where nothing does, the rule MC403 speaks.
    """
    scores = [one.score for one in made]
    alike: dict[tuple[str | None, ...], list[int]] = {}
    for at, key in enumerate(map(_KEY, scores)):
        alike.setdefault(key, []).append(at)
    scored = {one.heads.at for one in made}
    for places in alike.values():
        if len(places) > 1 and len({scores[at].score for at in places} - {None}) > 1:
            words = _differing(sheet, [made[at] for at in places], scored)
            for at, word in zip(places, words, strict=True):
                if word:
                    variant = scores[at].variant
                    scores[at] = changed(
                        scores[at], variant=f"{variant} / {word}" if variant else word
                    )
    return scores


def _differing(sheet: Sheet, alike: list[Made], scored: set[int]) -> list[str]:
    """For each of several scores the texts of its head and its row that the others do not share."""
    words: list[list[str]] = [[] for _ in alike]
    paths = [" / ".join(one.heads.path) for one in alike]
    if len(set(paths)) > 1:
        for found, path in zip(words, paths, strict=True):
            found.append(path)
    if len({id(one.row) for one in alike}) > 1:
        for at in range(len(sheet.columns)):
            cells = [one.row.cells[at] for one in alike]
            if at in scored or len(set(cells)) < 2 or max(map(len, cells)) > _LONGEST:
                continue
            head = sheet.head(at)
            for found, cell, one in zip(words, cells, alike, strict=True):
                if cell:
                    found.append(f"{head}: {cell}" if head and one.row.kinds[at] in "nkq" else cell)
            if len(set(map(tuple, words))) == len(words):
                break
    return [" / ".join(found) for found in words]
