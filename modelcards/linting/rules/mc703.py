"""`model-index` and a benchmark table state different scores for the same thing.

The Hub shows the one, readers of the card see the other. Scores are compared only where both sides
name the same known benchmark of this model once, with no metric or setting that may tell them
apart, at the decimals that both print; 0.612 and 61.2 are the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from modelcards.linting.rule import Example, Hit, Rule
from modelcards.linting.rules.mc702 import _INDEX

if TYPE_CHECKING:
    from modelcards.linting.view import View
    from modelcards.model.parts import Benchmark


def check(view: View) -> Iterator[Hit]:
    """Pair what both sides state exactly once."""
    if view.card.metadata is None:
        return
    indexed: dict[str, list[Benchmark]] = {}
    printed: dict[str, list[Benchmark]] = {}
    for one in view.card.benchmarks:
        if one.score is not None and one.benchmark_id is not None:
            side = indexed if one.table is None else printed
            side.setdefault(one.benchmark_id, []).append(one)
    for name, found in indexed.items():
        # A score that may be this model's or another's leaves nothing certain.
        there = [one for one in printed.get(name, ()) if one.subject is not False]
        if len(found) != 1 or len(there) != 1 or there[0].subject is None:
            continue
        first, second = found[0], there[0]
        if _comparable(first, second) and not _same(first, second):
            said = (
                f"{first.label} is {first.raw} in model-index, {second.raw} in line {second.line}"
            )
            # The value stands a few lines below the entry's first.
            below = range(first.line, first.line + 8)
            places = (view.find(line, first.raw, after="value:") for line in below)
            yield Hit(next(filter(None, places), view.whole(first.line)), said)


def _comparable(first: Benchmark, second: Benchmark) -> bool:
    """False where something that only one side states may tell the two scores apart."""
    if second.variant or second.group or (first.variant and first.variant != second.variant):
        return False
    if second.setting is not None and _bare(second.setting) != _bare(first.setting):
        return False
    return second.metric is None or (first.metric or "").casefold() == second.metric.casefold()


def _bare(setting: str | None) -> str:
    """A setting without case and signs: "5-Shot" and "5 shot" are one."""
    return "".join(sign for sign in (setting or "").casefold() if sign.isalnum())


def _same(first: Benchmark, second: Benchmark) -> bool:
    one, other = first.score, second.score
    if one is None or other is None:
        return True
    step = 10.0 ** -min(_decimals(first), _decimals(second))
    # One side may be a fraction and the other a percentage.
    return any(
        abs(one * scale - other) <= 0.5 * step * max(scale, 1) + 1e-9 for scale in (1, 100, 0.01)
    )


def _decimals(one: Benchmark) -> int:
    digits = one.raw.partition(".")[2]
    return next((n for n, c in enumerate(digits) if not c.isdigit()), len(digits))


_TABLE = "\n| Benchmark | Lumen-7B |\n|---|---|\n| MMLU | 61.2 |\n"

RULE = Rule(
    code="MC703",
    name="model-index-differs",
    severity="error",
    fix=None,
    check=check,
    good=(Example(_INDEX + _TABLE), Example(_INDEX.replace("61.2", "0.612") + _TABLE)),
    bad=(
        Example(_INDEX.replace("61.2", "59.9") + _TABLE, (13,)),
        Example(
            _INDEX.replace("61.2", "59.9").replace("MMLU", "MMLU (5-Shot)")
            + _TABLE.replace("MMLU", "MMLU (5-shot)"),
            (13,),
        ),
    ),
)
