"""A percentage below 0 or above 100.

A lost decimal point (870 for 87.0) or a shifted column. Error rates can exceed 100, differences and
correlations can be negative, and are left alone; so is a number of which nobody says that it is a
percentage, except for benchmarks that are always given as one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from modelcards.linting.examples import card
from modelcards.linting.rule import Example, Hit, Rule
from modelcards.vocabulary import rows

if TYPE_CHECKING:
    from modelcards.linting.view import View
    from modelcards.model.parts import Benchmark


def check(view: View) -> Iterator[Hit]:
    """Look at every score out of the range, and ask whether it is a plain percentage."""
    for one in view.card.benchmarks:
        if one.score is not None and not 0 <= one.score <= 100 and _is_percentage(view, one):
            span = view.span(one.line, one.raw)
            yield Hit(span, f"{one.label}: {one.raw} is no percentage between 0 and 100")


def _is_percentage(view: View, one: Benchmark) -> bool:
    kinds = {row[0]: set(row[1:]) for row in rows("percentages")}
    said = f" {one.label} {one.metric or ''} {one.variant or ''} {one.group or ''} ".casefold()
    if any(word in said for word in kinds["unbounded"]):
        return False
    return one.unit == "%" or (one.unit is None and one.benchmark_id in kinds["always"])


RULE = Rule(
    code="MC402",
    name="score-out-of-range",
    severity="error",
    fix=None,
    check=check,
    good=(
        Example(card()),
        Example("# Lumen-7B\n\n| Benchmark | Elo |\n|---|---|\n| Codeforces | 1450 |\n"),
    ),
    bad=(Example(card(("| 81.5 |", "| 815 |"), ("(80-90%)", "")), (27,)),),
)
