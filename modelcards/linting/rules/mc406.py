"""An average that is not the mean of its row or column, though the others of its table are.

A score was corrected and the average forgotten, or a digit was mistyped. An average is judged only
where at least two others of the same table are the plain mean of what stands beside them: then it
is known what is averaged here, and how it is rounded. Weighted means and those of more benchmarks
than are shown make no such table.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from modelcards.linting.rule import Example, Hit, Rule
from modelcards.linting.score_places import by_table, placed

if TYPE_CHECKING:
    from modelcards.linting.score_places import Placed
    from modelcards.linting.view import View
    from modelcards.model.parts import Benchmark

_AGREE = 2


def check(view: View) -> Iterator[Hit]:
    """Recompute the averages of every table."""
    if not any(one.aggregate for one in view.card.benchmarks):
        return
    for index, scores in by_table(view.card).items():
        averages = [one for one in scores if one.aggregate and one.score is not None]
        if len(averages) <= _AGREE:
            continue
        across = view.card.tables[index].orientation == "benchmarks-as-columns"
        yield from _judged(view, placed(view.card.tables[index], scores), across)


class _Average(NamedTuple):
    score: Benchmark
    mean: float
    slack: float

    @property
    def agrees(self) -> bool:
        return self.score.score is not None and abs(self.score.score - self.mean) <= self.slack


def _judged(view: View, scores: list[Placed], across: bool) -> Iterator[Hit]:
    """Compare the averages of each column (`across`) or row of averages with their parts."""
    lines: dict[int, list[Placed]] = {}
    for one in scores:
        lines.setdefault(one.row if across else one.column, []).append(one)
    kinds: dict[int, list[_Average]] = {}
    for found in lines.values():
        own = [one for one in found if one.score.aggregate and one.score.score is not None]
        if len(own) == 1 and (average := _average(own[0], found)) is not None:
            kinds.setdefault(own[0].column if across else own[0].row, []).append(average)
    for averages in kinds.values():
        agree = sum(one.agrees for one in averages)
        if agree < _AGREE or 4 * agree < 3 * (len(averages) - 1):
            continue
        for average in averages:
            if not average.agrees:
                told = average.score
                shown = f"{average.mean:.{_decimals(told.raw) + 1}f}"
                said = f"{told.label}: {told.raw} is not the mean, which is {shown}"
                yield Hit(view.span(told.line, told.raw), said)


def _average(own: Placed, found: list[Placed]) -> _Average | None:
    """An average beside the mean of its parts; None where a part has no number."""
    parts = [one.score for one in found if not one.score.aggregate]
    values = [one.score for one in parts if one.score is not None]
    if len(values) < 2 or len(values) < len(parts) or len({one.unit for one in parts}) > 1:
        return None
    # What rounding can do to the average, and to each of its parts.
    slack = 10.0 ** -_decimals(own.score.raw) * 1.01
    slack += 0.5 * 10.0 ** -min(_decimals(one.raw) for one in parts)
    return _Average(own.score, sum(values) / len(values), slack + 1e-9)


def _decimals(raw: str) -> int:
    digits = raw.partition(".")[2]
    return next((n for n, c in enumerate(digits) if not c.isdigit()), len(digits))


_TABLE = """\
# Lumen-7B

| Model | MMLU | BoolQ | Average |
|-------|------|-------|---------|
| Lumen-7B | 61.2 | 80.2 | 70.7 |
| Teal-3B | 50.0 | 70.0 | 60.0 |
| Osprey-3B | 52.0 | 71.0 | {} |
"""

RULE = Rule(
    code="MC406",
    name="average-differs",
    severity="warning",
    fix=None,
    check=check,
    good=(Example(_TABLE.format("61.5")),),
    bad=(Example(_TABLE.format("65.1"), (7,)),),
)
