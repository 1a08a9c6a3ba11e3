"""`model-index` and a benchmark table state different scores for the same thing.

The Hub shows the one, readers of the card see the other. Scores are compared only where both sides
name the same benchmark of this model once, in one setting and by one metric however these
are spelt, at the decimals that both print; 0.612 and 61.2 are the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from modelcards.linting.rule import Example, Hit, Rule
from modelcards.linting.rules.mc702 import _INDEX
from modelcards.scores.benchmark_names import benchmark_id
from modelcards.vocabulary import rows

if TYPE_CHECKING:
    from modelcards.linting.view import View
    from modelcards.model.parts import Benchmark


def check(view: View) -> Iterator[Hit]:
    """Pair what both sides state exactly once in one setting and by one metric."""
    if view.card.metadata is None:
        return
    indexed: dict[str, list[Benchmark]] = {}
    printed: dict[str, list[Benchmark]] = {}
    for one in view.card.benchmarks:
        if one.score is not None and (known := _id(one)) is not None:
            side = indexed if one.table is None else printed
            side.setdefault(known, []).append(one)
    for name, found in indexed.items():
        # A score that may be this model's or another's leaves nothing certain.
        there = [one for one in printed.get(name, ()) if one.subject is not False]
        if not there or any(one.subject is None for one in there):
            continue
        for first in found:
            second = _partner(first, found, there)
            if second is not None and not _same(first, second):
                yield _hit(view, first, second)


def _id(one: Benchmark) -> str | None:
    """The id of what is measured: an entry may name it as the subset of a suite ("GLUE MNLI")."""
    if one.table is not None:
        return one.benchmark_id or _unknown(one)
    suite, _, subset = (one.benchmark or "").partition(" ")
    named = benchmark_id(subset) if one.benchmark_id is None and benchmark_id(suite) else None
    inside = benchmark_id(one.variant) if one.variant else None
    return named or inside or one.benchmark_id or (None if one.variant else _unknown(one))


def _unknown(one: Benchmark) -> str | None:
    """A benchmark that is not known by an id, by its whole name: only under a stated metric."""
    name = "".join(_LETTERS.findall((one.benchmark or "").casefold()))
    if not one.metric or len(name) < _SHORTEST or name in _names_nothing():
        return None
    return f"={name}"


@cache
def _names_nothing() -> frozenset[str]:
    """What names a part of some data set, and leaves open which."""
    return frozenset(word for row in rows("unnamed_sets") for word in row)


def _partner(
    first: Benchmark, indexed: list[Benchmark], printed: list[Benchmark]
) -> Benchmark | None:
    """The one printed score that an entry can only mean; None where there are several, or none."""
    there = [one for one in printed if _comparable(first, one)]
    if len(there) != 1:
        return None
    back = [one for one in indexed if _comparable(one, there[0])]
    return there[0] if len(back) == 1 else None


def _hit(view: View, first: Benchmark, second: Benchmark) -> Hit:
    said = f"{first.label} is {first.raw} in model-index, {second.raw} in line {second.line}"
    # The value stands a few lines below the entry's first.
    below = range(first.line, first.line + 8)
    places = (view.find(line, first.raw, after="value:") for line in below)
    return Hit(next(filter(None, places), view.whole(first.line)), said)


def _comparable(first: Benchmark, second: Benchmark) -> bool:
    """False where something that only one side states may tell the two scores apart."""
    if second.variant or second.group:
        return False
    if first.variant and benchmark_id(first.variant) != second.benchmark_id:
        return False
    if second.setting is not None and _setting(second) != _setting(first):
        return False
    return second.metric is None or _metric(first) == _metric(second)


def _setting(one: Benchmark) -> str:
    """A setting without its spelling: `5-Shot`, `5 shots` and `five-shot` are one."""
    text = _SIGNS.sub("", (one.setting or "").casefold())
    for word, digit in _NUMBERS:
        text = text.replace(f"{word}shot", f"{digit}shot")
    return text.replace("shots", "shot")


def _metric(one: Benchmark) -> str:
    """A metric by its one name: `acc` and `Accuracy` are one."""
    text = _SIGNS.sub("", (one.metric or "").casefold())
    return next((names[0] for names in _METRICS if text in names), text)


_SIGNS = re.compile(r"[\s_-]+")
_LETTERS = re.compile(r"[^\W_]+")
_SHORTEST = 4
_NUMBERS = (("zero", "0"), ("one", "1"), ("two", "2"), ("three", "3"), ("four", "4"), ("five", "5"))
_METRICS = (
    ("accuracy", "acc", "top1accuracy", "top1"),
    ("exactmatch", "em"),
    ("f1", "f1score"),
    ("wer", "worderrorrate"),
    ("cer", "charactererrorrate"),
)


def _same(first: Benchmark, second: Benchmark) -> bool:
    one, other = first.score, second.score
    if one is None or other is None:
        return True
    step, other_step = 10.0 ** -_decimals(first), 10.0 ** -_decimals(second)
    # One side may be a fraction and the other a percentage; each is as exact as it is printed.
    return any(
        abs(one * scale - other) <= 0.5 * max(step * scale, other_step) + 1e-9
        for scale in (1, 100, 0.01)
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
        Example(
            _INDEX.replace("61.2", "59.9").replace("MMLU", "GLUE MNLI")
            + _TABLE.replace("MMLU", "MNLI"),
            (13,),
        ),
        Example(_INDEX.replace("61.2", "0.599") + _TABLE, (13,)),
        Example(
            _INDEX.replace("61.2", "59.9").replace("MMLU", "FenNews")
            + "\n| Benchmark | Accuracy |\n|---|---|\n| FenNews | 61.2 |\n",
            (13,),
        ),
    ),
)
