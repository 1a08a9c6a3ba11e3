"""One benchmark of one model is stated twice with different scores.

Two rows, or two columns, say the same thing with two numbers; one is wrong, or something that tells
them apart (shots, a language, a metric) is missing. A Hub card may hold several tables for several
settings, so there only scores of one table are compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from modelcards.linting.examples import card
from modelcards.linting.rule import Example, Hit, Rule

if TYPE_CHECKING:
    from modelcards.linting.view import View
    from modelcards.model.parts import Benchmark


def check(view: View) -> Iterator[Hit]:
    """Compare the scores whose every key is the same."""
    seen: dict[tuple[Any, ...], Benchmark] = {}
    for one in view.card.benchmarks:
        if one.score is None:
            continue
        first = seen.setdefault(_key(view, one), one)
        if first.score != one.score:
            said = f"{one.label} is {one.raw} here, {first.raw} in line {first.line}"
            yield Hit(view.span(one.line, one.raw), said)


def _key(view: View, one: Benchmark) -> tuple[Any, ...]:
    table = None if view.leaderboard and one.table is not None else (one.table, one.table is None)
    # An entry of model-index has no row, so nothing tells two of them apart but their metric's own
    # settings, which are not all read.
    alone = one.line if one.table is None else None
    return (
        " ".join(one.benchmark.split()).casefold(), one.metric, one.setting, one.group, one.variant,
        one.description, one.model, one.subject, one.unit, table, alone,
    )  # fmt: skip


_ROW = "| **MMLU** | 81.5 | General knowledge across 57 subjects |\n"

RULE = Rule(
    code="MC403",
    name="duplicate-benchmark",
    severity="error",
    fix=None,
    check=check,
    good=(Example(card()), Example(card((_ROW, _ROW + _ROW)))),
    bad=(Example(card((_ROW, _ROW + _ROW.replace("81.5", "84.0"))), (28,)),),
)
