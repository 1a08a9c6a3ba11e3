"""Which benchmark a printed name is, and which names are of averages."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from modelcards.scores.metrics import is_metric, without_settings
from modelcards.scores.words import (
    kept,
    letters,
    normal,
    strip_notes,
    without_brackets,
    word_lists,
)
from modelcards.vocabulary import rows

_SPLIT = re.compile(
    r"[\s_:,/-]+(?:val|test|dev|validation|test-dev|minival|testmini|devtest|mini|all|full|\d{4}|v1(?:\.\d+)*)$"
)


_LAST_WORD = re.compile(r"(.{2,60})[\s_-]([^\W\d_]{2,12}(?:_[a-z]{2})?)")


_NUMBER = re.compile(r"[\s_-]?v?(\d{1,2}(?:[._]\d{1,2})?)$", re.IGNORECASE)
_BEGINNING = 3


class _Benchmarks(NamedTuple):
    loose: dict[str, str]
    editions: dict[str, str]
    """Names that a number of an edition may follow."""
    exact: dict[str, str]
    beginnings: frozenset[str]
    """The first letters of all names, and of what may stand before one: settings and suites."""


@cache
def _benchmarks() -> _Benchmarks:
    loose: dict[str, str] = {}
    editions: dict[str, str] = {}
    exact: dict[str, str] = {}
    for name, *others in rows("benchmarks"):
        strict = [other[1:] for other in others if other.startswith("=")]
        exact.update((letters(other), name) for other in strict)
        for other in (*others, *(() if strict else (name,))):
            if other and not other.startswith("="):
                named = editions if other.endswith("*") else loose
                named.setdefault(normal(other), name)
    begun = (*loose, *map(str.casefold, exact), *word_lists()["how"], *_SUITES, *_BEFORE)
    return _Benchmarks(
        loose,
        editions,
        exact,
        frozenset(one[:_BEGINNING] for one in begun),
    )


_BEFORE = (
    *("zero", "one", "few", "two", "three", "five", "many", "temperature", "higher", "lower"),
)


def may_begin(text: str) -> bool:
    """False where a text begins like no benchmark, nor like what may stand before its name."""
    first = text[:_BEGINNING]
    return not (
        first.isalpha()
        and first.isascii()
        and len(first) == _BEGINNING
        and first.lower() not in _benchmarks().beginnings
    )


@kept()
def benchmark_id(name: str) -> str | None:
    """The canonical name of a benchmark, or None when it is not known.

    >>> benchmark_id("MMLU Pro"), benchmark_id("MMLU-Pro (5-shot, CoT)"), benchmark_id("HumanEval+")
    ('mmlu-pro', 'mmlu-pro', 'humaneval+')
    >>> benchmark_id("DocVQA (test)"), benchmark_id("My own test"), benchmark_id("Math")
    ('docvqa', None, None)
    """
    return _known_as(strip_notes(name)) if may_begin(name) else None


@kept()
def _known_as(text: str) -> str | None:
    """The same for a name without notes; other names may be left of theirs by the same one."""
    if not text:
        return None
    known, bare = _benchmarks(), letters(text)
    found = known.exact.get(bare) or known.loose.get(normal(bare)) or _edition(text)
    if found is not None:
        return found
    left = _shorter(text)
    return None if left == text else _known_as(left)


def _edition(text: str) -> str | None:
    """The benchmark of whose editions a name is one: "Common Voice 17.0", "ARC-AGI v2"."""
    number = _NUMBER.search(text) if text[-1:].isdecimal() else None
    if number is None:
        return None
    before = normal(text[: number.start()])
    known = _benchmarks()
    return known.editions.get(before) or known.loose.get(before + normal(number[1]))


def _shorter(text: str) -> str:
    """The name without its last qualifier: brackets, shots, a metric, the name of a split."""
    bare = strip_notes(without_brackets(text).strip())
    if bare != text:
        return "" if _is_other(text) else bare
    if ":" in text or "|" in text:
        return _task(_HARNESS.split(text))
    if "/" in text and is_metric(text.rpartition("/")[2]):
        return text.rpartition("/")[0]
    bare = without_settings(text)
    if bare != text:
        return bare
    head, _, tail = text.rpartition(" ")
    if head and not tail.isdecimal() and is_metric(tail):
        return head.rstrip(" ,-–:")
    low = text.casefold()
    if "_" in low or "," in low:
        low = _TASK.sub("", low)
        if low != text.casefold():
            return low
    if (ends := _LAST_WORD.fullmatch(low)) and _is_of_many(ends[1], ends[2]):
        return ends[1]
    return low[: split.start()] if (split := _SPLIT.search(low)) else text


def _is_of_many(name: str, language: str) -> bool:
    """True for a language of a multilingual benchmark."""
    words = word_lists()
    return language.partition("_")[0] in words["language"] and normal(name).startswith(
        tuple(words["multilingual"])
    )


# What the tasks of lm-evaluation-harness are called: "leaderboard_gpqa_main", "gsm8k,strict-match".
_TASK = re.compile(
    r"^(?:leaderboard|lighteval)_|(?:_(?:cot|zeroshot|fewshot|n_shot|\dshot|generative))+$"
    r"|,\s?(?:strict-match|flexible-extract|none|get-answer|remove_whitespace)$"
)
_HARNESS = re.compile(r"[:|]")
_SUITES = frozenset(
    {"leaderboard", "lighteval", "helm", "harness", "original", "extended", "community", "custom"}
)
_BRACKETED = re.compile(r"[(\[（]\s?([^()\[\]（）]{1,30}?)\s?[)\]）]")


def _task(parts: list[str]) -> str:
    """The task in a harness's "suite:task:subset:shots", without its last part."""
    if parts[0].casefold() in _SUITES:
        return ":".join(parts[1:])
    return ":".join(parts[:-1])


def _is_other(text: str) -> bool:
    """True where a bracket says that it is another benchmark: a translation, the base tests."""
    inner = [found.casefold() for found in _BRACKETED.findall(text)]
    head = _BRACKETED.sub("", text)
    return any(
        one == "base"
        or (one in word_lists()["language"] and one not in _ENGLISH and not _is_of_many(head, one))
        for one in inner
    )


_ENGLISH = frozenset({"en", "eng", "english", "python", "java", "c++", "math"})


@kept()
def is_aggregate(name: str) -> bool:
    """True for the name of an average over benchmarks.

    >>> [is_aggregate(name) for name in ("Average", "Avg.", "avg w/o Zh.QA", "平均分", "Math Avg")]
    [True, True, True, True, True]
    >>> [is_aggregate(name) for name in ("mean average precision", "avg@64", "Overall", "MMLU")]
    [False, False, False, False]
    """
    if name == "all":
        return True
    text = strip_notes(name).casefold().strip(" :：.")
    averages = word_lists()["average"]
    if text in averages or text.strip("()[]") in averages:
        return True
    bare = without_brackets(text).strip(" .:")
    if bare in averages:
        return True
    words = bare.replace(".", " ").replace("_", " ").replace("-", " ").split()
    if not words:
        return False
    named = (
        words[0] in _AVERAGE_WORDS
        or words[-1] in _AVERAGE_WORDS
        or bare.startswith("平均")
        or bare.endswith(("平均", "平均分", "均分"))
    )
    return named and _NOT_AVERAGE.search(bare) is None


_AVERAGE_WORDS = frozenset(
    {"average", "avg", "averaged", "macroavg", "moyenne", "durchschnitt", "promedio", "среднее"}
)
_NOT_AVERAGE = re.compile(
    r"average precision|avg(?:@|\s?(?:len|time|latency|tokens|recovery|speed))|mean|"
    r"average (?:reward|return|length|time|latency|speed|tokens|recovery|throughput|pooling|run)"
)
