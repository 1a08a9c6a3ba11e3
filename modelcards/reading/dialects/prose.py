"""Counts that stand only in a sentence: taken when it plainly speaks of the card's own model."""

from __future__ import annotations

import re
from collections.abc import Iterator

from modelcards.markdown.blocks import Block
from modelcards.markdown.inline import visible
from modelcards.markdown.outline import Section
from modelcards.reading.dialects.common import Reading, own_names, paragraphs
from modelcards.reading.dialects.spec_tables import name_key
from modelcards.reading.draft import Draft
from modelcards.values.phrases import Phrase, phrases

_HINTS = (
    "param", "token", "layer", "heads", "dimension", "vocab", "context", "sequence", "参数", "训练",
    "上下文",
)  # fmt: skip
# Begins with the signs that it looks for: to look back at every place is many times slower.
_SENTENCE_END = re.compile(r"[.!?。！？]\s+|[。！？；，]")
_SPEAKS_OF_IT = re.compile(
    r"(?:this|the|our|these)\s(?:base\s|chat\s|instruct\s|pre-?trained\s)?models?\b|(?:it|we)\s|本模型|该模型|模型",
    re.IGNORECASE,
)
# Words that show that a number is of another model, or of one among several.
_OF_OTHERS = frozenset({
    "also", "other", "another", "previous", "predecessor", "compared", "comparable", "than",
    "versus", "vs", "similar", "embedding", "expert", "experts", "variants", "sizes", "versions",
    "ranging", "between", "respectively", "each",
})  # fmt: skip
_PHRASES_OF_OTHERS = re.compile(r"up to\b(?<!\wup to)|相比|超过|其他|以下")
_DIGIT = re.compile(r"[0-9]")
_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_WORD = re.compile(r"\w+")
_SIZE = re.compile(r"[0-9]{1,4}(?:x[0-9]{1,3})?[bm](?:a[0-9]{1,3}b)?[a-z]*$")
_STARTS_WITHIN = 24


def read_prose(reading: Reading, draft: Draft) -> None:
    """Fill fields that no label stated. A bullet that opens with the count goes before a sentence;
    where two sentences state different values, none of them is taken.
    """
    found: dict[str, list[tuple[int, Phrase, int]]] = {}
    for tier, phrase, line in _candidates(reading, draft):
        if phrase.field not in draft.fields:
            found.setdefault(phrase.field, []).append((tier, phrase, line))
    for field, candidates in found.items():
        best = min(tier for tier, _, _ in candidates)
        stated = [(phrase, line) for tier, phrase, line in candidates if tier == best]
        if len({phrase.read.value for phrase, _ in stated}) == 1:
            phrase, line = stated[0]
            draft.state(field, phrase.read.typed, line, phrase.raw)


def _candidates(reading: Reading, draft: Draft) -> Iterator[tuple[int, Phrase, int]]:
    given = [name_key(name) for name in own_names(reading, draft)]
    names = {_SIZE.sub("", name) for name in given if len(_SIZE.sub("", name)) > 1}
    for section in reading.sections:
        for block, bullet in paragraphs(section.blocks):
            if not _DIGIT.search(block.text):
                continue
            low = block.text.casefold()
            if not any(hint in low for hint in _HINTS):
                continue
            text = visible(block.text)
            lines: dict[str, int] = {}
            first = True
            for sentence in _sentences(text):
                opens, first = first, False
                if not _DIGIT.search(sentence):
                    continue
                tier = _tier(sentence, names, section, opens=opens, bullet=bullet)
                if tier is not None:
                    for phrase in phrases(sentence):
                        lines = lines or _lines(block)
                        number = _NUMBER.search(phrase.raw)
                        yield tier, phrase, lines.get(number[0] if number else "", block.line)


def _sentences(text: str) -> Iterator[str]:
    start = 0
    for end in _SENTENCE_END.finditer(text):
        yield text[start : end.start() + 1]
        start = end.end()
    yield text[start:]


def _lines(block: Block) -> dict[str, int]:
    """The line on which each number of a paragraph stands first."""
    found: dict[str, int] = {}
    line, at = block.line, 0
    for number in _NUMBER.finditer(block.text):
        line += block.text.count("\n", at, number.start())
        at = number.start()
        found.setdefault(number[0], line)
    return found


def _tier(
    sentence: str, names: set[str], section: Section, *, opens: bool, bullet: bool
) -> int | None:
    """0 for a bullet or the first line under a heading of specifications that opens with a count,
    1 for a sentence about the model, None for any other.
    """
    low = sentence.casefold()
    if not _OF_OTHERS.isdisjoint(_WORD.findall(low)) or _PHRASES_OF_OTHERS.search(low):
        return None
    of_specs = section.role in ("specifications", "overview", None)
    if opens and of_specs and (bullet or section.level > 1):
        first = next(phrases(sentence), None)
        if first is not None and first.start <= _STARTS_WITHIN:
            return 0
    key = name_key(sentence)
    if any(name in key for name in names) or _SPEAKS_OF_IT.match(sentence):
        return 1
    return None
