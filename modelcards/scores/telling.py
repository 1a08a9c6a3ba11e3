"""What single names are: of benchmarks, of models, of parts, or of nothing but a metric."""

from __future__ import annotations

import re

from modelcards.scores.benchmark_names import benchmark_id, is_aggregate
from modelcards.scores.kinds import head_kinds, model_likeness
from modelcards.scores.labels import split_qualifier, take_apart
from modelcards.scores.metrics import is_metric, settings_of
from modelcards.scores.words import head_words, is_list_word, kept

_ONE_WORD = re.compile(r"[A-Za-z0-9]++(?:[-_.+]++[A-Za-z0-9]++)*+")
_NUMBERED = re.compile(r"(?:[a-z]{1,6}[ _=-]?)?\d{1,6}k?")
_ARROW = re.compile(r"\s?(?:→|⇒|->|=>)\s?|-")
_WORDS = re.compile(r"[^\W\d_]{3,}")


@kept()
def known(text: str) -> bool:
    """True for a name of a benchmark that the vocabulary holds, with or without qualifiers."""
    if benchmark_id(text) is not None:
        return True
    if _ONE_WORD.fullmatch(text) and not settings_of(text):
        return False  # nothing to take apart
    return benchmark_id(take_apart(text).benchmark) is not None


def names_scores(text: str) -> bool:
    """True for a known benchmark, a metric or an average."""
    return known(text) or is_metric(text) or is_aggregate(text)


def looks_like_model(text: str) -> bool:
    """True for a text with two or more signs of a model's name."""
    return model_likeness(text) >= 2


def is_part(text: str) -> bool:
    """True for a split, a language, a bare number or a known part of a benchmark."""
    bare = head_words(text)
    if any(is_list_word(kind, bare) for kind in ("split", "language")) or known(text):
        return True
    return _NUMBERED.fullmatch(bare) is not None or _is_direction(text)


def _is_direction(text: str) -> bool:
    """True for two languages of a translation: "en→de", "xx-en"."""
    ends = _ARROW.split(text.casefold().strip()) if len(text) <= 30 else []
    return len(ends) == 2 and all(one == "xx" or is_list_word("language", one) for one in ends)


@kept()
def is_phrase(text: str) -> bool:
    """True for words in lower case: what a task is called and no model is."""
    words = _WORDS.findall(text)
    return len(words) > 1 and all(word.islower() for word in words)


def qualifier(text: str) -> tuple[str | None, str | None] | None:
    """The metric and the setting that a head level is, brackets around it or not; else None."""
    if known(text) or "value" in head_kinds(text):
        return None
    wrapped = text[:1] in "(（[" and text[-1:] in ")）]"
    return split_qualifier(text.strip("()（）[] ") if wrapped else text)


@kept()
def names_nothing(text: str) -> bool:
    """True for a head that names no benchmark: a metric, "Score", shots, a bare number.

    >>> [names_nothing(text) for text in ("F1", "Score", "5-shot", "n=10", "MMLU", "Clarity")]
    [True, True, True, True, False, False]
    """
    if benchmark_id(text) is not None:
        return False
    bare = take_apart(text)
    return (
        is_metric(text)
        or "value" in head_kinds(text)
        or qualifier(text) is not None
        or is_part(text)
        or (bare.metric is not None and "value" in head_kinds(bare.benchmark))
    )


def compares(text: str) -> bool:
    """True for an upper head that says what its numbers are set against, and names nothing."""
    low = text.casefold()
    return low.startswith(("vs.", "vs ", "absolute ", "relative "))
