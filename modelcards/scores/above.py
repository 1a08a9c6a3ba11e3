"""What stands above a table: the benchmark, metric and shots that its own heads leave open."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from modelcards.scores.benchmark_names import benchmark_id, may_begin
from modelcards.scores.kinds import heading_says, model_likeness
from modelcards.scores.labels import Name, take_apart
from modelcards.scores.words import head_words, kept, strip_notes, word_lists

_LONGEST = 400
_SHORT = 70
_MOST_WORDS = 5
_WORD = re.compile(r"[A-Za-z0-9][\w.+/-]*", re.ASCII)
_NAMELIKE = re.compile(r"[A-Z0-9-]")
_OF_DATA = re.compile(
    r"\b(?:on|for|of|using|with)\s+(?:the\s+)?([A-Z][\w./-]{2,30}(?:\s[A-Z0-9][\w./-]{0,20}){0,3})"
    r"\s+(?:data\s?set|benchmark|corpus|test|validation|dev|leaderboard|task)s?\b"
)


_NAME = (
    r"\s?(?:data\s?set|benchmark|task|corpus)\s?[:：]\s*"
    r"([A-Z][\w.-]{1,30}(?:\s[\w.-]{1,20}){0,3})(?=$|\n|[.,;(])"
)
_TESTED = re.compile(rf"\b(?:test|eval\w*){_NAME}", re.IGNORECASE)
_LABELLED = re.compile(rf"(?<!train)(?<!training){_NAME}", re.IGNORECASE)
# What each of these patterns cannot do without.
_NOUNS = ("data", "benchmark", "corpus", "task", "test", "leaderboard", "dev", "validation")
_HEADED = re.compile(
    r"([A-Z][\w.+-]*(?:\s(?:[A-Z][\w.+-]*|and|of|for|in|the)){0,5})"
    r" (?:Dataset|Benchmark|Corpus|Test Set|Leaderboard)s?"
)


class Above(NamedTuple):
    """What a heading or a caption names: `section` is its text, `id` the benchmark if known."""

    section: str
    name: Name | None
    id: str | None


@kept(None)
def _named(text: str) -> Above | None:
    """What one text names, where that is plain."""
    if len(text) > _LONGEST:
        return None
    bare = strip_notes(text.strip(" :：.*#"))
    if len(bare) <= _SHORT:
        head = bare.partition(": ")[0]  # "RULER: retrieval over long contexts"
        name = take_apart(head if benchmark_id(head) is not None else bare)
        known = benchmark_id(bare) or benchmark_id(name.benchmark)
        if known is not None and _NAMELIKE.search(bare):
            return Above(bare, name, known)
    found = _inside(bare)
    if len(found) == 1:
        [(known, printed)] = found.items()
        return Above(bare, take_apart(printed), known)
    said = None if found else _said(bare)
    if said is not None and model_likeness(said[1]) < 2:
        return Above(bare, Name(said[1]), None)
    return None


def _said(text: str) -> re.Match[str] | None:
    """Where a text says what its scores are on, by a name that nobody knows."""
    low = text.casefold()
    if not any(map(low.__contains__, _NOUNS)):
        return None
    for pattern in (_TESTED, _LABELLED, _OF_DATA):
        said = pattern.search(text)
        if said is not None:
            return said
    said = _HEADED.fullmatch(text)
    return None if said is None or _says_nothing(said[1]) else said


def _inside(text: str) -> dict[str, str]:
    """The known benchmarks that a text names, each as printed there, the longest names first."""
    words = [(one.start(), one.end(), one[0]) for one in _WORD.finditer(text)]
    named = [at for at, (_, _, word) in enumerate(words) if _NAMELIKE.search(word)]
    opens = [at for at in named if may_begin(words[at][2])]
    ends = frozenset(named)
    found: dict[str, str] = {}
    taken: set[int] = set()
    for count in range(_MOST_WORDS, 0, -1):
        for at in opens:
            if at + count - 1 not in ends or not taken.isdisjoint(range(at, at + count)):
                continue
            printed = text[words[at][0] : words[at + count - 1][1]].strip(".")
            known = benchmark_id(printed)
            if known is not None:
                taken.update(range(at, at + count))
                found.setdefault(known, printed)
    return found


@lru_cache(maxsize=256)
def above(nearest: tuple[str, ...], headings: tuple[str, ...]) -> Above | None:
    """What the texts above a table name: its title and caption first, then headings from below.

    A heading that only announces results names nothing; one that names something unknown is told,
    without a guess at the benchmark.

    >>> found = above((), ("Lumen", "Evaluation", "COPA (F1)"))
    >>> found.section, found.name[:2], found.id
    ('COPA (F1)', ('COPA', 'F1'), 'copa')
    >>> above(("Scores on the FiNER dataset:",), ())[1].benchmark, above((), ("Lumen", "Results"))
    ('FiNER', None)
    """
    texts = [*nearest, *reversed(headings[-3:])]
    for text in texts:
        found = _named(text)
        if found is not None:
            return found
    for text in [*nearest, *reversed(headings[1:][-2:])]:
        if len(text) <= _SHORT and not _says_nothing(text):
            return Above(text.strip(" :：*"), None, None)
    return None


def _says_nothing(text: str) -> bool:
    """True for a heading made of words like "Evaluation results" alone."""
    known = word_lists()
    words = head_words(text).split()
    return (
        not words
        or all(
            word in known["results"] or word in known["others"] or len(word) < 4 for word in words
        )
        or heading_says(text) == "others"
    )
