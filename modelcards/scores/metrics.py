"""Metrics and settings: how a score was counted, in words."""

from __future__ import annotations

import re
from functools import cache

from modelcards.scores.words import kept, strip_notes, word_lists

_AT = re.compile(
    r"(?:g-)?[a-z_]{1,12}[\d_]*[@^](?:\d{1,4}(?:\.\d+)?k?t?|k|n)(?::\d(?:\.\d+)?|-\d{2})?"
)
_SPACED_TOP = re.compile(r"\btop (?=\d)")
# The thresholds of an overlap that stand behind a blank: "AP 50".
_SPACED_AP = re.compile(r"\b(m?ap)(?:val|test|box|mask)? (?=(?:50|75)\b)")
_SPACED_ROUGE = re.compile(r"\brouge (?=(?:[12lw]|l?sum)\b)")
_TOP = re.compile(r"top[-@]?\d{1,3}")
COUNTED = r"\d{1,4}(?:\s?[/,~–-]\s?\d{1,3})?|zero|one|few|two|three|five|many|k|n"
_SHOTS = re.compile(
    rf"\b(?:{COUNTED})[-‐‑–\s]?shots?(?:@\d{{1,3}})?\b|零样本|少样本|零次|\d{{1,3}}样本",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")
_BETWEEN = re.compile(r"[\s,/&|;]+")
_INSIDE = re.compile(r"[-_+.]")
_HEAT = r"(?:temperature|temp|t)\s?=\s?\d(?:\.\d{1,2})?"
COUNT = re.compile(r"\(\s?\d{1,5}[km]?\s?\)")


@cache
def _ways() -> re.Pattern[str]:
    """Settings besides shots, the longest first."""
    words = sorted(word_lists()["how"], key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))}|{_HEAT})\b", re.IGNORECASE)


@cache
def _first_words() -> frozenset[str]:
    """The words that those settings begin with."""
    starts = [_WORD.match(word) for word in word_lists()["how"]]
    return frozenset(("temperature", "temp", "t", *(start[0] for start in starts if start)))


def _may_hold_way(low: str) -> bool:
    """False where no word of a text, which is in lower case, begins such a setting."""
    return not _first_words().isdisjoint((low,) if low.isalnum() else _WORD.findall(low))


@cache
def _phrases() -> frozenset[str]:
    return frozenset(word for word in word_lists()["core"] if " " in word)


@cache
def _phrase_words() -> frozenset[str]:
    words = " ".join(_phrases()).split()
    parts = frozenset(part for word in words for part in _INSIDE.split(word))
    return parts | frozenset(f"{part}s" for part in parts)


@cache
def _metric_phrases() -> re.Pattern[str]:
    several = sorted(_phrases(), key=len, reverse=True)
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, several)) + r")s?(?![\w-])")


def _is_core(word: str) -> bool:
    core, bare = word_lists()["core"], word.rstrip(".:")
    return (
        word in core
        or bare in core
        or (("@" in bare or "^" in bare) and _AT.fullmatch(bare) is not None)
        or (bare.startswith("top") and _TOP.fullmatch(bare) is not None)
    )


def _is_part(word: str) -> bool:
    return word in word_lists()["word"] or word.isdecimal() or _is_core(word)


@cache
def _in_metrics() -> frozenset[str]:
    """The words that stand in a name of a metric."""
    lists = word_lists()
    return frozenset([*lists["core"], *lists["word"], *_phrase_words()])


@kept()
def _may_belong(word: str) -> bool:
    """False for a word that stands in no name of a metric; few words do."""
    if word.isdecimal():
        return False
    if word.isalnum():  # one part, which most words are
        return word in _in_metrics() or (
            word.startswith("top") and _TOP.fullmatch(word) is not None
        )
    return (
        _is_core(word)
        or word in word_lists()["word"]
        or all(
            not part or _is_part(part) or part in _phrase_words() for part in _INSIDE.split(word)
        )
    )


@kept()
def is_metric(text: str) -> bool:
    """True when every word of a text belongs to a metric name, and one of them names a metric.

    >>> is_metric("macro_avg/acc_char"), is_metric("Pass@1"), is_metric("word error rate")
    (True, True, True)
    >>> is_metric("Prompt Strict"), is_metric("Irrelevance Detection"), is_metric("2024")
    (False, False, False)
    """
    return _metric_words(text)[0]


@kept()
def may_be_metric(text: str) -> bool:
    """The same, or words like "Correct", which name a metric only where one is expected.

    >>> may_be_metric("Prompt Strict"), may_be_metric("Acc."), may_be_metric("test")
    (True, True, False)
    """
    return any(_metric_words(text))


def metric_phrase(text: str) -> str | None:
    """The first metric of several words that a text names, as printed.

    >>> metric_phrase("Word error rate by language"), metric_phrase("Rates of words")
    ('Word error rate', None)
    """
    found = _metric_phrases().search(text.casefold()) if len(text) == len(text.casefold()) else None
    return None if found is None else text[found.start() : found.end()]


def _metric_words(text: str) -> tuple[bool, bool]:
    """Whether a text names a metric, and whether it may where one is expected."""
    bare = strip_notes(text).casefold().removeprefix("δ ")
    if bare.isalnum():  # one word without a sign, as most names are
        words = [bare]
    else:
        if "(" in bare:
            bare = COUNT.sub(" ", bare)
        bare = bare.replace("(", " ").replace(")", " ").replace("%", " ")
        if "top " in bare:
            bare = _SPACED_TOP.sub("top-", bare)
        if "rouge" in bare:
            bare = _SPACED_ROUGE.sub("rouge-", bare)
        if "ap" in bare:
            bare = _SPACED_AP.sub(r"\1", bare)
        words = [word for word in _BETWEEN.split(bare) if word]
    if text in ("ar", "Per"):  # "AR" is the average recall, "PER" an error rate; "Per" is a class
        return False, False
    if not all(map(_may_belong, words)):
        return False, False
    if len(words) > 1:
        words = _BETWEEN.split(_metric_phrases().sub("accuracy", bare))
    core = weak = False
    for word in filter(None, words):
        if _is_core(word):
            core = True
        elif word in word_lists()["word"]:
            weak = weak or word in word_lists()["weak"]
        else:
            parts = [part for part in _INSIDE.split(word) if part]
            if not all(map(_is_part, parts)):
                return False, False
            core = core or any(_is_core(part) for part in parts)
            weak = weak or any(part in word_lists()["weak"] for part in parts)
    return core, weak


@kept()
def settings_of(text: str) -> tuple[str, ...]:
    """The shots and other settings that a text names, as printed.

    >>> settings_of("0-shot CoT"), settings_of("5-shot, top-1"), settings_of("accuracy")
    (('0-shot', 'CoT'), ('5-shot',), ())
    """
    low = text.casefold()
    found = []
    if "shot" in low or not text.isascii():
        found = [(m.start(), m[0]) for m in _SHOTS.finditer(text)]
    if _may_hold_way(low):
        found += [(m.start(), m[0]) for m in _ways().finditer(text)]
    return tuple(dict.fromkeys([part for _, part in sorted(found)]))


def without_settings(text: str) -> str:
    """The text without its shots and settings, and without the commas that they leave behind."""
    if settings_of(text):
        text = _SHOTS.sub("", text)
        if _may_hold_way(text.casefold()):
            text = _ways().sub("", text)
        text = text.replace("()", "")
    return text.strip(" ,;:-–—_/|&+")
