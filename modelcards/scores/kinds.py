"""What kind of thing a head, a name or a heading announces."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple

from modelcards.scores.benchmark_names import benchmark_id
from modelcards.scores.metrics import is_metric, settings_of
from modelcards.scores.words import head_words, kept, strip_notes, word_lists

_SIZE = re.compile(
    r"(?<![\w.])(?:\d{1,3}x)?\d{1,4}(?:\.\d{1,3})?\s?[bm](?:-a\d+(?:\.\d+)?b)?(?![a-z0-9])"
)
_FAMILY_HEAD = re.compile(r"[a-z·α-ω一-鿿가-힣]+")
_WORD = re.compile(r"[^\s\-_/.:()（）,\[\]@+|]+")


_MAY_LIST = re.compile(r"[/\\|&→]|(?: and| vs\.?| or) ")
_OR = re.compile(r"\s*[/\\|&→]\s*|\s+(?:and|vs\.?|or)\s+")

_KINDS = ("benchmark", "model", "metric", "shots", "setting", "variant", "value", "stderr", "group",
          "description", "rank", "direction")  # fmt: skip


@cache
def _kinds_of_words() -> dict[str, frozenset[str]]:
    """The kinds that each word announces."""
    kinds: dict[str, set[str]] = {}
    for kind in _KINDS:
        for word in word_lists()[kind]:
            kinds.setdefault(word, set()).add(kind)
    return {word: frozenset(found) for word, found in kinds.items()}


@kept()
def head_kinds(text: str) -> frozenset[str]:
    """The kinds of content that a column head announces, by the word lists; empty when unknown.

    >>> sorted(head_kinds("# Shots")), sorted(head_kinds("评测集")), sorted(head_kinds("Score (%)"))
    (['shots'], ['benchmark'], ['value'])
    """
    bare = head_words(text)
    found = _kinds_of_words().get(bare)
    if found is not None:
        return found
    if bare.startswith("#") and bare.lstrip("# ") in word_lists()["value"]:
        return frozenset({"value"})
    if (
        bare.startswith(("benchmark", "task", "dataset"))
        and len(bare) < 40
        and not benchmark_id(text)
    ):
        return frozenset({"benchmark"})
    if bare.endswith(("_std", "_stderr", "_stdev", "_sd", " std", " stderr")):
        return frozenset({"stderr"})
    if bare.startswith("model ") and settings_of(bare):
        return frozenset({"model"})
    return _either(_OR.split(bare)) if _MAY_LIST.search(bare) else frozenset()


def _are_axes(parts: list[str]) -> bool:
    words = word_lists()
    trained = [part in words["trained"] for part in parts]
    tested = [part in words["tested"] for part in parts]
    return len(parts) == 2 and ((trained[0] and tested[1]) or (tested[0] and trained[1]))


def crosses_data(head: str) -> bool:
    """True for the corner of a table of data sets to train on by data sets to test on."""
    return _MAY_LIST.search(head) is not None and _are_axes(_OR.split(head_words(head)))


def _either(parts: list[str]) -> frozenset[str]:
    """Of "Model / Task": what it names first, where it names models or benchmarks at all."""
    words = word_lists()
    if _are_axes(parts):  # "Train \\ Test": both are data sets
        return frozenset({"variant" if parts[0] in words["trained"] else "benchmark"})
    found = [
        kind for kind in _KINDS[:2] if len(parts) > 1 and not words[kind].keys().isdisjoint(parts)
    ]
    if len(found) == 2:
        found = ["model" if parts[0] in words["model"] else "benchmark"]
    return frozenset(found)


_PER = re.compile(r"\s/\s?(?:s|sec|second|min|minute|h|hour|day)$")
_BEFORE_UNIT = re.compile(r"[(\[（/]")
_UNIT = re.compile(r"[(\[（/]\s?([^()\[\]（）/]{1,12}(?:/[a-z]{1,4})?)\s?[)\]）]?$")


def counts_units(head: str) -> bool:
    """True where a head (in lower case) ends in a unit: "(ms)", "/ M", "docs / sec"."""
    if _BEFORE_UNIT.search(head) is None:
        return False
    found = _UNIT.search(head)
    return _PER.search(head) is not None or (
        found is not None and found[1].strip() in word_lists()["unit"]
    )


class _NoScores(NamedTuple):
    """Names of what is no score: whole ones, single words of one, and several between blanks."""

    whole: frozenset[str]
    single: frozenset[str]
    several: tuple[str, ...]
    first: frozenset[str]
    """The words that those begin with."""


@cache
def _no_scores() -> _NoScores:
    has = word_lists()["has"]
    return _NoScores(
        frozenset(word_lists()["is"]),
        frozenset(word for word in has if " " not in word),
        tuple(f" {words} " for words in has if " " in words),
        frozenset(words.split()[0] for words in has if " " in words),
    )


@kept()
def is_no_score(name: str) -> bool:
    """True for a name of something that is counted or stated but is no score: sizes, speed, dates.

    >>> [is_no_score(name) for name in ("#Params", "Params (M)", "samples / sec", "Rel. Latency ↑")]
    [True, True, True, True]
    >>> [is_no_score(name) for name in ("Top-1", "Recall", "2B Params", "MMLU", "WER")]
    [False, False, False, False, False]
    """
    if "_" in name or "=" in name:
        name = name.replace("_", " ").replace("=", " ")
    full = " ".join(strip_notes(name).casefold().strip(" :：.`").split())
    if not full:
        return False
    # "mIoU (ms)" is no time.
    if counts_units(full) and not is_metric(_BEFORE_UNIT.split(full)[0]):
        return True
    if full.startswith("#") and len(full) > 1 and "value" not in head_kinds(full.lstrip("# ")):
        return True
    bare = head_words(name)
    whole = _no_scores().whole
    if bare in whole or full in whole or bare.lstrip("# ") in whole:
        return True
    if bare.startswith(_HOW_WORDS) and _HOW.sub("", bare) in whole:
        return True
    if not _holds_no_score(bare, full):
        return False
    return benchmark_id(name) is None and not _SIZE.search(full) and not is_metric(name)


def _holds_no_score(bare: str, full: str) -> bool:
    """True where a word of a name, or several in their order, say that it is of no score."""
    words = _no_scores()
    parts = bare.replace("(", " ").replace(")", " ").replace(",", " ").replace(".", " ").split()
    if len(parts) > 7:
        return False
    if not words.single.isdisjoint(parts):
        return True
    if len(parts) > 1 and not words.first.isdisjoint(parts):
        joined = f" {' '.join(parts)} "
        if any(map(joined.__contains__, words.several)):
            return True
    return not full.isascii() and any(map(full.__contains__, _CJK_NO_SCORE))


_HOW_WORDS = ("rel", "avg", "max", "min", "total")
_HOW = re.compile(r"^(?:rel|avg|max|min|total)\.?\s")
_LETTER, _DIGIT = re.compile(r"[a-z]"), re.compile(r"\d")
_WITH_OWNER = re.compile(r"[\w.-]+/[\w.-]+")
_CAPITALS = re.compile(r"[A-Z][\w.]+(?:[- ][A-Z0-9v][\w.]*)+")
_OF_TESTS = re.compile(r"bench|eval|qa(?![a-z])|arena")
_CJK_NO_SCORE = (
    "参数", "显存", "延迟", "上下文长度", "下载", "价格", "样本数", "样本量", "耗时", "推理时间",
    "パラメータ", "サンプル数", "推論時間", "파라미터",
)  # fmt: skip


@kept()
def model_likeness(text: str) -> int:
    """How much a text looks like the name of a model: 0 not at all, 1 perhaps, 2 and more surely.

    >>> [model_likeness(name) for name in ("Qwen2-7B-Instruct", "GPT-4", "Lumen-XL", "MMLU")]
    [7, 4, 2, 0]
    """
    bare = strip_notes(text)
    low = bare.casefold()
    if not low or len(low) > 90:
        return 0
    if low in _OURS:
        return 3
    points = _signs_of_model(bare, low)
    # Whether it names a metric or a benchmark is asked only where something speaks for a model.
    if not points or settings_of(bare) == (bare,) or is_metric(bare):
        return 0
    if benchmark_id(bare) is not None or _OF_TESTS.search(low):
        points = max(0, points - 3)
    return points


_OURS = frozenset({"ours", "our model", "our models", "this model", "baseline", "human", "humans"})


def _signs_of_model(bare: str, low: str) -> int:
    points = 0
    words = word_lists()
    parts = _WORD.findall(low)
    first = _FAMILY_HEAD.match(parts[0]) if parts else None
    family = words["family"].keys()
    if not family.isdisjoint(parts) or (first and first[0] in family):
        points += 2
    if ("b" in low or "m" in low) and _SIZE.search(low):
        points += 2
    if "(ours)" in low or low.startswith("our "):
        points += 3
    if len(parts) > 1 and not words["suffix"].keys().isdisjoint(parts[1:]):
        points += 1
    if len(parts) > 1 and " " not in low and _LETTER.search(low) and _DIGIT.search(low):
        points += 1
    if ("/" in bare and _WITH_OWNER.fullmatch(bare)) or bare.count("_") > 1:
        points += 1
    if "A" <= bare[0] <= "Z" and _CAPITALS.fullmatch(bare):
        points += 1
    return points


@kept()
def heading_says(text: str) -> Literal["results", "others"] | None:
    """What a heading announces: `results`, `others` (training, speed, data …) or None.

    >>> heading_says("📈 Evaluation results"), heading_says("Training"), heading_says("Intro")
    ('results', 'others', None)
    """
    low = text.casefold().partition(" on ")[0]  # "Results on the Fnord dataset"
    words = set(_WORD.findall(low))
    found = [
        not known.keys().isdisjoint(words)
        or (not low.isascii() and any(word in low for word in known if not word.isascii()))
        for known in (word_lists()["results"], word_lists()["others"])
    ]
    if found[0] == found[1]:
        return None
    return "results" if found[0] else "others"
