"""What a sentence is about: the card's own model and one size, or others, several, a stage.

A count is taken from a sentence only where nothing of this speaks against it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

from modelcards import vocabulary
from modelcards.values.phrases import Phrase
from modelcards.values.quantities import UNITS, exact, of_no_text

# "Each" and "experts" of a mixture say nothing of other models.
_MIXTURE = re.compile(r"mixture[\s-]of[\s-]experts|\b(?:per|for each|for every) token\b")
# "This distilled model", "the sentence embedding model": what the card's own model is.
_OF_ITS_KIND = re.compile(
    r"\A(?:this\s(?:[\w-]{1,20}\s)?(?:embedding|distilled|pruned|compressed|reward|draft)"
    r"|(?:the|our)\s(?:[\w-]{1,20}\s)?embedding)\s(?=model\b)"
)
# Further mentions of what a sentence counts: "24 encoder layers and 12 decoder layers".
_MENTIONS = {
    "training_tokens": re.compile(
        r"(?P<number>\d{1,4}(?:[.,]\d{1,3})?)\s?(?P<unit>[MBTmbt](?:n|illion|rillion)?)\s"
        r"(?:[\w-]{1,20}\s){0,3}?tokens?\b"
    ),
    "context_length": re.compile(
        r"(?<![\d.,])(?P<number>\d{1,3}(?:,\d{3}){1,2}|\d{1,7})\s?(?P<unit>[kK])?[\s-]tokens?\b"
    ),
    "layers": re.compile(
        r"\b(?P<number>\d{1,4})(?:\s(?:[\w-]{1,20}\s){0,2}?layers|[\u2011-]layer)\b"
    ),
    "attention_heads": re.compile(r"\b(?P<number>\d{1,4})\s(?:[\w-]{1,20}\s){0,2}?heads\b"),
}
_THOUSANDS = re.compile(r",(?=\d{3}(?:,|$))(?<!\d\d\d\d,)")
_WORD = re.compile(r"\w+(?:-\w+)*")
_SIZE = re.compile(
    r"(?<![\w.,$€£])(?P<number>\d{1,4}(?:[.,]\d{1,3})?)[\s-]?"
    r"(?P<unit>[BM](?![\w&])|[bm](?:illion|n)?s?(?![\w&])|亿|百万)"
)
# "2, 7 and 72 billion", "7B to 72B", "32 to 36 layers", "7 or 13B": what stands before the number.
_LISTED = re.compile(
    r"(?<![A-Za-z\d.,-])\d[\d.,]{0,8}(?:\s?(?:%|[KMBT]|[mbt]r?illion|thousand))?\s?(?:,|and|or|to|und|bis|et|y|/|&|–|—|-|~|至|到|和|与|、|或|\.\.\.?)\s?(?:from\s)?$"
)
_FOLLOWED = re.compile(
    r"\s?(?:,|and|or|to|/|&|–|—|-|~|至|到|和|与|、|或)\s?\d[\d.,]{0,8}\s?[BMKbmk]?\b"
)
# "… and generates up to 8K tokens": that is no context.
_OUTPUT = re.compile(
    r"\b(?:generat|output|respon|produc|writ)\w{0,6}\s(?:[a-z]{1,8}\s){0,3}$", re.IGNORECASE
)
_POWER_BEFORE = re.compile(r"(?:\^|\*\*|×|\bx)\s?$")
_POWER_BEHIND = re.compile(r"\s?(?:\^|\*\*|[x×·*]\s?\d|[⁰¹²³⁴⁵⁶⁷⁸⁹])")
_DENIED = re.compile(r"(?:\b(?:not|never|cannot|without|no longer)|n['’]t)\b[^.,;:]{0,25}$")
# "builds on Robin, which has 7B": the number is that of who was named last.
_OF_NAMED = re.compile(
    r"\b(?:on|from|upon|by|than|with|of|like)\s(?:the\s)?[A-Z][\w.-]{0,40}(?:\s[A-Z\d][\w.-]{0,20})?,?"
    r"\s(?:which|that|having|whose)\s[^.,;]{0,40}$"
)
# The same in languages that put a comma before it: "schlägt Robin, das auf …".
_OF_NAMED_BEFORE = re.compile(
    r"\w,?\s(?![\w-]{0,30}(?:[Mm]od[eèé]l|LLM))[A-ZА-Я][\w.-]{1,40},?"
    r"\s(?:der|die|das|welche[rs]?|qui|que|che|котор\w{2,3})\s[^.,;]{0,40}$"
)
_QUOTED = re.compile(r"[\"“„«][^\"“”„«»]{1,400}[\"”“»]")
_NEAR = 60

OF_OTHERS = "stands in a sentence about other models, too"
OF_PART = "is of a part of the model"
SIZES = ("parameters", "active_parameters")
CEILINGS = ("context_length", "vocab_size")


class Size(NamedTuple):
    """A number of parameters that a sentence mentions, and its place."""

    value: int
    start: int
    end: int


@lru_cache(maxsize=1)
def sentence_words() -> dict[str, frozenset[str]]:
    """The words of `data/sentence_words.txt` by their kind."""
    return {kind: frozenset(words) for kind, *words in vocabulary.rows("sentence_words")}


def close(one: int, other: int, part: float = 0.025) -> bool:
    """Whether two counts are one, rounded differently: 3.8B and 3,809,974,272."""
    return abs(one - other) <= part * max(one, other)


def size_value(number: str, unit: str) -> int | None:
    """A printed number of parameters in units of one."""
    word = unit.casefold().rstrip("s") if unit.isascii() else unit
    found = exact(number.replace(",", "."), UNITS.get(word, UNITS.get(word[:1], 0)))
    return found if isinstance(found, int) else None


def sizes(sentence: str) -> list[Size]:
    """The sizes of models that a sentence mentions, those within names, too.

    >>> [one.value for one in sizes("Lumen-7B saw 2B tokens and beats a 13 billion one.")]
    [7000000000, 13000000000]
    """
    found = []
    for match in _SIZE.finditer(sentence):
        value = size_value(match["number"], match["unit"])
        behind = _WORD.findall(sentence[match.end() : match.end() + _NEAR])[:3]
        # What stands behind the next number is counted by that one.
        near = takewhile(lambda word: not word[:1].isdigit(), behind)
        if value and not any(word.casefold() in sentence_words()["counted"] for word in near):
            found.append(Size(value, match.start(), match.end()))
    return found


def against(sentence: str, phrase: Phrase, found: list[Phrase]) -> str | None:
    """Why a phrase of a sentence states nothing of the model, in words; None where it may.

    `found` are all phrases of the sentence.
    """
    low = sentence.casefold()
    start, end = phrase.start, phrase.start + len(phrase.raw)
    before, behind = low[max(start - _NEAR, 0) : start], low[end : end + _NEAR]
    at = start + _number_at(phrase.raw)
    if _POWER_BEFORE.search(low, 0, at) or _POWER_BEHIND.match(
        low, at + _number_length(phrase.raw)
    ):
        return "is a power or a product"
    if any(quote.start() < start < quote.end() for quote in _QUOTED.finditer(sentence)):
        return "stands in a quotation"
    if _DENIED.search(before):
        return "is denied"
    near = max(start - 2 * _NEAR, 0)
    if _OF_NAMED.search(sentence, near, start) or _OF_NAMED_BEFORE.search(sentence, near, start):
        return OF_OTHERS
    return (
        _several(sentence, phrase, found, at)
        or _bounds(phrase, before, behind)
        or _of_part(phrase, low, before, behind)
        or _others(low, phrase, before)
    )


def _number_at(raw: str) -> int:
    return next((at for at, char in enumerate(raw) if char.isdigit()), 0)


_NUMBER = re.compile(r"[\d.,]*\d(?:\s?(?:[KMBTkmbt]\b|[mbt]r?illion|thousand|亿|万亿|万))?")


def _number_length(raw: str) -> int:
    found = _NUMBER.match(raw, _number_at(raw))
    return len(found[0]) if found else 0


def _several(sentence: str, phrase: Phrase, found: list[Phrase], at: int) -> str | None:
    """Several amounts of the same thing in one sentence."""
    said = "is one of several amounts in its sentence"
    if any(
        one.field == phrase.field and one is not phrase and not _same(one, phrase) for one in found
    ):
        return said
    # "a hidden size of 1024 and 16 heads": the next number counts something else.
    others = [one for one in found if one.field != phrase.field]
    before = _LISTED.search(sentence, max(at - _NEAR, 0), at)
    if before is not None and not _counts(others, before.start()):
        return said
    behind = _FOLLOWED.match(sentence, at + _number_length(phrase.raw))
    if behind is not None and not _counts(others, behind.start() + _number_at(behind[0])):
        return said
    mentions = _MENTIONS.get(phrase.field)
    if mentions is not None:
        units = [
            (_THOUSANDS.sub("", one["number"]), one.groupdict().get("unit"))
            for one in mentions.finditer(sentence)
            if not _OUTPUT.search(sentence, max(one.start() - _NEAR, 0), one.start())
        ]
        counts = [size_value(number, unit or "") for number, unit in units]
        value = phrase.read.value or 0
        return said if any(one and not close(one, value) for one in counts) else None
    if phrase.field not in SIZES:
        return None
    known = [one.read.value for one in found if one.field in SIZES and one.read.value]
    for size in sizes(sentence):
        if _LISTED.search(sentence, max(size.start - _NEAR, 0), size.start):
            return said
        # A size within a name is rounded ("30B" for 30.5B); a plain one is as exact as another.
        named = sentence[max(size.start - 1, 0) : size.start] in ("-", "_")
        if not any(close(size.value, value, 0.2 if named else 0.025) for value in known):
            return said
    return None


def _counts(phrases: list[Phrase], at: int) -> bool:
    """Whether the number at a place is that of one of the phrases."""
    return any(
        one.start <= at < one.start + len(one.raw)
        and at < one.start + _number_at(one.raw) + _number_length(one.raw)
        for one in phrases
    )


def _same(one: Phrase, other: Phrase) -> bool:
    first, second = one.read.value, other.read.value
    return first is not None and second is not None and close(first, second)


def _bounds(phrase: Phrase, before: str, behind: str) -> str | None:
    words = _WORD.findall(behind)[:2]
    classes = sentence_words()["class"]
    if any(word in classes for word in words) or " ".join(words) in classes:
        return "bounds a class of models"
    raw = phrase.raw.casefold()
    if phrase.field not in CEILINGS:
        near = " ".join(_WORD.findall(before)[-2:])
        if any(f" {near} ".endswith(f" {one} ") or raw.startswith(one) for one in _bounding()):
            return "bounds a class of models"
    return None


_DIGIT = re.compile(r"\d")
_LABEL = re.compile(r"\W{0,4}(\w[\w\s-]{1,40}?)\s?[:：(]")
_IS_ONE = re.compile(r"\b(?:is|are|as) an? (?:\S+ ){0,6}\S*$")


def _of_part(phrase: Phrase, low: str, before: str, behind: str) -> str | None:
    """A size right beside a part of the model is that of the part."""
    if phrase.field in CEILINGS or phrase.field == "training_tokens":
        return None
    parts = sentence_words()["part"]
    label = _LABEL.match(low)
    if label is not None and label[1] in sentence_words()["part_label"]:
        return OF_PART
    beside = (
        *_WORD.findall(before)[-3:],
        *_WORD.findall(behind)[: 2 if phrase.field in SIZES else 3],
    )
    if parts.isdisjoint(beside) or _IS_ONE.search(before):
        return None
    return OF_PART


@lru_cache(maxsize=1)
def _bounding() -> tuple[str, ...]:
    return tuple(sentence_words()["bound"])


@lru_cache(maxsize=1)
def _other_ones() -> re.Pattern[str]:
    """Phrases that speak of others; within a name ("robin-base model, …") they do not."""
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, sentence_words()['ones']))})")


def _others(low: str, phrase: Phrase, before: str) -> str | None:
    """Words that show that the sentence is about something else than the finished model."""
    words = sentence_words()
    low = _OF_ITS_KIND.sub("this ", _MIXTURE.sub("", low))
    said = set(_WORD.findall(low))
    said |= {part for word in said if "-" in word for part in word.split("-")}
    if (
        not words["other"].isdisjoint(said)
        or any(one in low for one in words["other_zh"])
        or _other_ones().search(low)
    ):
        return OF_OTHERS
    if any(one in low for one in words["unsure"]):
        return "is said without certainty"
    if phrase.field in SIZES and any(
        before.rstrip().endswith(one) or one in before[-20:] for one in words["plural"]
    ):
        return OF_OTHERS
    # What stands before the number may be of other data.
    if phrase.field == "training_tokens" and of_no_text(_DIGIT.split(phrase.raw)[-1]):
        return "counts tokens of no text"
    if phrase.field == "training_tokens" and not words["stage"].isdisjoint(said):
        return "is of one stage of the training"
    if phrase.field not in (*SIZES, "training_tokens") and not words["tuned"].isdisjoint(said):
        return "is of the tuning or a test"
    return None
