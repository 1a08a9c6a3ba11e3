"""An Analysis sentence names a range that the benchmark's score is not in.

The template writes these sentences from the scores: "(80-90%)" for MMLU from 80, "(>90%)" from 90.
When a score is corrected and the sentence stays, the card praises a result that it no longer
states. Both ends of a range count as in, and only a sentence that names one benchmark of the card
and one range is judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from modelcards.linting.examples import card
from modelcards.linting.rule import Example, Hit, Rule

if TYPE_CHECKING:
    from modelcards.linting.view import View

_RANGE = (
    r"(?<![\w.])(?P<low>[0-9]{1,3}(?:\.[0-9]{1,4})?)\s?%?\s?(?:[-–—]|to)\s?"
    r"(?P<high>[0-9]{1,3}(?:\.[0-9]{1,4})?)\s?%"
    r"|(?P<sign>[<>≥≤]=?|\b(?:above|over|below|under|at least|at most)\b)\s?"
    r"(?P<bound>[0-9]{1,3}(?:\.[0-9]{1,4})?)\s?%"
)
# Every sentence is searched for every name: cards have a few dozen of both.
_MOST = 500
_Scores = dict[str, set[float | None]]
_UPPER = ("<", "≤", "below", "under", "at most")


def check(view: View) -> Iterator[Hit]:
    """Judge each sentence by the one score that it can mean."""
    sentences = view.card.analysis[:_MOST]
    scores = _scores(view) if sentences else {}
    for sentence in sentences:
        ranges = list(re.finditer(_RANGE, sentence)) if len(sentence) <= 2000 else []
        if len(ranges) != 1 or (score := _score(scores, sentence)) is None:
            continue
        found = ranges[0]
        low, high = _ends(found)
        # A fraction cannot be compared with percentages; what is no percentage is MC402's.
        if low <= score <= high or 0 < score <= 1 or not 0 <= score <= 100:
            continue
        line = _line(view, sentence)
        span = view.span(line, found[0])
        yield Hit(span, f"the sentence says {found[0]}, the score is {score:g}")


def _ends(found: re.Match[str]) -> tuple[float, float]:
    if found["sign"] is None:
        return float(found["low"]), float(found["high"])
    if found["sign"].startswith(_UPPER):
        return 0.0, float(found["bound"])
    return float(found["bound"]), float("inf")


def _scores(view: View) -> _Scores:
    """The scores of each benchmark that a sentence may name, the longest names first."""
    scores: _Scores = {}
    for one in view.card.benchmarks:
        if one.benchmark and one.subject is not False and one.unit in (None, "%"):
            scores.setdefault(one.benchmark, set()).add(one.score)
    longest = sorted(scores, key=len, reverse=True) if len(scores) <= _MOST else []
    return {name: scores[name] for name in longest}


def _score(scores: _Scores, sentence: str) -> float | None:
    """The score of the only benchmark that the sentence names; None where that is not certain."""
    named: list[str] = []
    for name in scores:
        pattern = rf"(?<![\w-]){re.escape(name)}(?![\w-])"
        if name in sentence and re.search(pattern, sentence):
            named.append(name)
            sentence = re.sub(pattern, " ", sentence)
    if len(named) != 1 or len(scores[named[0]]) != 1:
        return None
    return next(iter(scores[named[0]]))


def _line(view: View, sentence: str) -> int | None:
    start = sentence.split("\n", 1)[0][:80]
    return next((n for n, line in enumerate(view.lines, 1) if start in line), None)


_HIGHER = ("| 81.5 |", "| 92.5 |")

RULE = Rule(
    code="MC308",
    name="analysis-contradicts",
    severity="warning",
    fix=None,
    check=check,
    good=(Example(card()), Example(card(("| 81.5 |", "| 90.0 |")))),
    bad=(Example(card(_HIGHER), (30,)),),
)
