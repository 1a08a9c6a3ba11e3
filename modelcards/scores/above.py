"""What stands above a table: the benchmark, metric and shots that its own heads leave open."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from modelcards.scores.benchmark_names import benchmark_id, may_begin
from modelcards.scores.kinds import heading_says, model_likeness
from modelcards.scores.labels import Name, take_apart
from modelcards.scores.metrics import is_metric, metric_phrase, settings_of, without_settings
from modelcards.scores.words import head_words, kept, strip_notes, word_lists

_LONGEST = 400
_SHORT = 70
_MOST_WORDS = 5
_WORD = re.compile(r"[A-Za-z0-9][\w.+/-]*", re.ASCII)
_NAMELIKE = re.compile(r"[A-Z0-9-]")
# The edition of a data set, where no count of shots or of anything else begins: "Common Voice 8.0".
_EDITION = re.compile(
    r"\sv?\d{1,2}(?:\.\d{1,2})?(?=$|[)\]:：;]|,\s|\.\s|\s[(\[\"'“]|\s(?:test|dev|val|validation)\b)"
)
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
_NOUNS = ("data", "benchmark", "corpus", "task", "test", "leaderboard", "dev", "validation",
          "retriev", "classif", "recogn", "translat", "summari", "caption", "segment", "detect",
          "matching", "parsing", "answering", "understanding")  # fmt: skip
_HEADED = re.compile(
    r"([A-Z][\w.+-]*(?:\s(?:[A-Z][\w.+-]*|and|of|for|in|the)){0,5})"
    r" (?:Dataset|Benchmark|Corpus|Test Set|Leaderboard)s?"
)
# "MUGE Text-to-Image Retrieval": a data set's short name and the task on it.
_TASKED = re.compile(
    r"((?=\w*[A-Z]\w*[A-Z])[A-Z][\w-]{2,20}(?:\s[\w-]{2,20}){0,3}\s(?:Retrieval|Classification"
    r"|Recognition|Translation|Summari[sz]ation|Captioning|Segmentation|Detection|Matching|Parsing"
    r"|Question Answering|Understanding))",
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
    said = _HEADED.fullmatch(text) or _TASKED.fullmatch(text)
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
                edition = _EDITION.match(text, words[at + count - 1][1])
                found.setdefault(known, printed + (edition[0] if edition else ""))
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


class Measured(NamedTuple):
    """How texts above a table say that its scores were counted; `of` are the benchmarks of which
    the setting is said, none where it is said of all.
    """

    section: str
    metric: str | None
    setting: str | None
    of: frozenset[str] = frozenset()


_SENTENCES = re.compile(r"(?<=[.!?。])\s+")
_WORDS = re.compile(r"[^\W\d_]{2,}")
_OPEN = re.compile(r"[kn]\W", re.IGNORECASE)
"""A count of shots that is none: "k-shot"."""
_SIGNS = " ()[]（）%,.:：;*_`\"'↓↑"


@lru_cache(maxsize=256)
def measured(nearest: tuple[str, ...], headings: tuple[str, ...]) -> Measured | None:
    """The metric and the setting that stand above a table alone, each from the nearest text.

    >>> measured(("All scores are 5-shot.",), ("Lumen", "WER"))[1:3]
    ('WER', '5-shot')
    >>> measured(("We report 0-shot and 5-shot scores.",), ("Lumen",)) is None
    True
    """
    found = [one for text in (*nearest, *reversed(headings[1:][-3:])) if (one := _measured(text))]
    metric = next((one for one in found if one.metric), None)
    setting = next((one for one in found if one.setting), None)
    if metric is None or setting is None:
        return metric or setting
    section = metric.section if metric == setting else f"{metric.section} / {setting.section}"
    return Measured(section, metric.metric, setting.setting, setting.of)


@kept(None)
def _measured(text: str) -> Measured | None:
    if len(text) > _LONGEST:
        return None
    bare = strip_notes(text.strip(" :：.*#"))
    metric, setting, of = _metric(bare), None, frozenset[str]()
    if metric is None and bare.endswith(")") and benchmark_id((name := take_apart(bare)).benchmark):
        metric = name.metric  # "BEIR (nDCG@10)"
    for sentence in _SENTENCES.split(bare):
        said = _setting(sentence)
        if said is not None:
            if setting is not None and setting.casefold() != said.casefold():
                return None
            setting, of = said, frozenset(_inside(sentence))
    return Measured(bare, metric, setting or None, of) if metric or setting else None


def _tells(rest: str) -> tuple[bool, bool]:
    """Whether what is left of a text speaks of results, and whether it says nothing else."""
    words, lists = _WORDS.findall(rest.casefold()), word_lists()
    told = any(word in lists["results"] or word in lists["told"] for word in words)
    left = [one for one in without_settings(rest).split() if not is_metric(one.strip(_SIGNS))]
    words = _WORDS.findall(" ".join(left).casefold())
    return told, all(word in lists["results"] or word in lists["aside"] for word in words)


def _setting(sentence: str) -> str | None:
    """The setting of which a sentence or a heading says that scores were counted so; "" where it
    names several, or says it of others.
    """
    found = tuple([one for one in settings_of(sentence) if not _OPEN.match(one)])
    if not found:
        return None
    rest = sentence
    for one in found:
        rest = rest.replace(one, " ")
    told, plain = _tells(rest)
    # A sentence may call a model "fine-tuned"; a heading of results alone says how they were found.
    known = word_lists()
    found = tuple(
        [one for one in found if plain or "shot" in one or one.casefold() in known["told how"]]
    )
    if not found or not (told or plain):
        return None
    shots = {one.casefold() for one in found if "shot" in one}
    if len(shots) > 1 or not known["others told"].keys().isdisjoint(rest.casefold().split()):
        return ""
    whole = sentence[sentence.find(found[0]) : sentence.find(found[-1]) + len(found[-1])]
    return whole if len(whole) <= sum(map(len, found)) + 2 * len(found) else ", ".join(found)


def _metric(text: str) -> str | None:
    """The one metric of which a text says that results are counted by it."""
    words = [word.strip(_SIGNS) for word in text.split()]
    # "Per" and "map" are words, "PER" and "mAP" are metrics.
    words = [word for word in words if len(word) > 3 or not word.islower()]
    found = dict.fromkeys([word for word in words if is_metric(word)])
    if not found and is_metric(text):
        return text
    if not found and (phrase := metric_phrase(text)) is not None:
        found = {phrase: None}
    if len({one.casefold() for one in found}) != 1:
        return None
    [metric] = [*found][:1]
    if f"{metric} model" in text:
        return None  # a reward model is no reward
    rest = text.replace(metric, " ")
    for printed in _inside(rest).values():  # "F1 on the test set of COPA"
        rest = rest.replace(printed, " ")
    told, plain = _tells(rest)
    return metric if (told or plain or is_metric(text)) and "/" not in metric else None
