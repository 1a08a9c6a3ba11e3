"""A percentage below 0 or above 100.

A lost decimal point (870 for 87.0) or a shifted column. Only what is a percentage of something is
judged: benchmarks that are given as one by their definition, and metrics such as accuracy where a
percent sign stands. Error rates and relative figures can exceed 100, differences can be negative,
and a benchmark of which nobody says what it counts may be anything. A column most of whose scores
are out of the range has another scale.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from modelcards.linting.examples import card
from modelcards.linting.rule import Example, Hit, Rule
from modelcards.vocabulary import rows

if TYPE_CHECKING:
    from modelcards.linting.view import View
    from modelcards.model.parts import Benchmark

_WORD = re.compile(r"[^\W_]+|%p")


def check(view: View) -> Iterator[Hit]:
    """Look at every score out of the range, and ask whether it is a plain percentage."""
    wide = [one for one in view.card.benchmarks if one.score is not None and _is_out(one)]
    scales = _other_scales(view) if wide else frozenset()
    for one in wide:
        if _is_percentage(view, one) and (one.table, one.label) not in scales:
            span = view.span(one.line, one.raw)
            yield Hit(span, f"{one.label}: {one.raw} is no percentage between 0 and 100")


def _is_out(one: Benchmark) -> bool:
    return one.score is not None and not 0 <= one.score <= 100


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(word for row in rows("percentages") if row[0] == kind for word in row[1:])


def _is_percentage(view: View, one: Benchmark) -> bool:
    # A difference is printed with its sign, also where it is a gain.
    if one.raw.lstrip("*_ ").startswith("+"):
        return False
    named = (one.label, one.metric, one.variant, one.group, one.model)
    table = view.card.tables[one.table] if one.table is not None else None
    if _holds("unbounded", *named) or (table and _holds("unbounded-table", table.section)):
        return False
    if one.unit not in (None, "%"):
        return False
    if one.benchmark_id in _words("always"):
        return True
    # A sentence above the table may speak of one benchmark that is defined nowhere else.
    if table and _holds("unbounded-table", table.caption):
        return False
    return one.unit == "%" and (one.metric or one.label).casefold() in _words("bounded")


def _holds(kind: str, *texts: str | None) -> bool:
    """Whether any of these texts holds one of these words, in the singular or the plural."""
    said = " ".join(text for text in texts if text).casefold()
    words = _words(kind)
    found = _WORD.findall(said)
    return any(word in words or word.removesuffix("s") in words for word in found)


def _other_scales(view: View) -> frozenset[tuple[int | None, str]]:
    """The labels in a table of which most scores are above the range: these are no percentages."""
    all_, above = Counter[tuple[int | None, str]](), Counter[tuple[int | None, str]]()
    for one in view.card.benchmarks:
        if one.score is not None:
            all_[one.table, one.label] += 1
            above[one.table, one.label] += one.score > 100
    return frozenset(key for key, many in all_.items() if many > 1 and 2 * above[key] > many)


RULE = Rule(
    code="MC402",
    name="score-out-of-range",
    severity="error",
    fix=None,
    check=check,
    good=(
        Example(card()),
        Example("# Lumen-7B\n\n| Benchmark | Elo |\n|---|---|\n| Codeforces | 1450 |\n"),
        Example("# Lumen-7B\n\n| Model | MMLU |\n|---|---|\n| Improvement | -2.0% |\n"),
    ),
    bad=(Example(card(("| 81.5 |", "| 815 |"), ("(80-90%)", "")), (27,)),),
)
