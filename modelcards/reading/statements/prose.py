"""Counts that stand only in a sentence: taken when it plainly speaks of the card's own model."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from modelcards.markdown.blocks import Block
from modelcards.markdown.inline import visible
from modelcards.markdown.labels import field_of, split_unit
from modelcards.markdown.outline import Section
from modelcards.reading.draft import Draft
from modelcards.reading.note_marks import without_marks
from modelcards.reading.scopes import Scopes
from modelcards.reading.statements.common import Reading, own_names, paragraphs
from modelcards.reading.statements.own_model import Own, speaks_of_it
from modelcards.reading.statements.sentence_ends import clauses, sentences
from modelcards.reading.statements.sentences import (
    OF_OTHERS,
    OF_PART,
    SIZES,
    against,
    close,
)
from modelcards.values.phrases import Phrase, phrases
from modelcards.values.read import amount

_HINTS = (
    "param", "token", "layer", "heads", "hidden", "dimension", "vocab", "context", "sequence",
    "参数", "參數", "トークン", "토큰", "训练", "上下文", "パラメ", "파라미터", "매개변수", "парам",
    "parám", "parâm",
)  # fmt: skip
_DIGIT = re.compile(r"[0-9]")
_BRACKET = re.compile(r"\(([^()]{3,60})\)")
_FIRST_HEADINGS = 4
_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_LONGEST_SENTENCE = 1_500
_MOST_PHRASES = 8
_STARTS_WITHIN = 24
_ATTRIBUTES = 3  # so many counts from the start of a paragraph on are a list of what a model has
# "The subword vocabulary", "its tokenizer", "the texts are lowercased and tokenized …".
_TOKENIZER = re.compile(
    r"(?:the|its|our|all)\s"
    r"(?:(?!original|base|old|initial|previous|parent|teacher)[\w-]{1,20}\s){0,2}?"
    r"(?:tokeni[sz]er\b|vocabulary\b|[\w-]{1,20}"
    r"\s(?:is|are|was|were|has\sbeen|have\sbeen)\s(?:\w{1,20}\s){0,5}?tokeni[sz]ed\b)",
    re.IGNORECASE,
)
# What a sentence says of others in brackets only: "82M parameters (compared to 125M of Robin)".
_OF_OTHERS_ASIDE = re.compile(
    r"\s?\((?:as\s)?(?:compared|versus|vs\b|instead|unlike|whereas|while|against|opposed|up\sfrom"
    r"|down\sfrom)[^()\n]{1,200}\)",
    re.IGNORECASE,
)
_SIBLING = "is of another model of the family"
_OF_OTHERS = (_SIBLING, OF_OTHERS, OF_PART)
_MOST_TOLD = 5
_LONGEST_TOLD = 60
_ROUGHLY = 0.25  # a name rounds: "2B" for 2.5B


class _Found(NamedTuple):
    """A count in a sentence: 0 for a bullet that opens with it, 1 for a sentence about the model;
    `reason` says in words why it is not the model's, where that is so.
    """

    tier: int
    phrase: Phrase
    line: int
    reason: str | None


def read_prose(reading: Reading, draft: Draft) -> None:
    """Fill fields that no label stated. A bullet that opens with the count goes before a sentence;
    where the counts of two sentences differ, or one contradicts the model's name or a table, none
    is taken, and MC204 tells which stood there.
    """
    own = Own(own_names(reading, draft))
    found: dict[str, list[_Found]] = {}
    for one in (*_title(reading, draft), *_candidates(reading, own, draft.scopes, draft.unread)):
        if one.phrase.field not in draft.fields:
            found.setdefault(one.phrase.field, []).append(one)
    for field, counts in found.items():
        _decide(reading, draft, own, field, counts)
    if "active_parameters" in found:
        _check_parts(draft)


def _decide(reading: Reading, draft: Draft, own: Own, field: str, counts: list[_Found]) -> None:
    """State the one count that sentences give the field, or tell why there is none."""
    good = [one for one in counts if one.reason is None and _typed(one) is not None]
    best = min((one.tier for one in good), default=0)
    good = [one for one in good if one.tier == best]
    # A bullet says of itself alone that it is about the model: what contradicts it counts.
    rivals = good if best else [one for one in counts if _rivals(one)]
    values = [one.phrase.read.value or 0 for one in rivals]
    reason = None
    if good and any(not close(values[0], value) for value in values):
        reason = "the sentences state different amounts"
    elif good and field in SIZES[:1] and not _fits_name(own, values[0]):
        reason = "the model's name states another size"
    elif good and not _fits_tables(reading, draft, field, values[0]):
        reason = "a table states other amounts"
    if good and reason is None:
        exact = max(good, key=lambda one: len(_NUMBER.findall(one.phrase.raw)[0]))
        draft.state(field, _typed(exact), exact.line, exact.phrase.raw)
    elif told := [one for one in counts if one.reason] if reason is None else counts:
        _tell(draft, field, told, reason or f"it {told[0].reason}")


def _rivals(one: _Found) -> bool:
    """Whether a count contradicts one that stands in a bullet by itself."""
    return one.reason is None or (one.tier == 0 and one.reason not in _OF_OTHERS)


def _typed(one: _Found) -> int | None:
    return one.phrase.read.typed


def _fits_name(own: Own, value: int) -> bool:
    return not own.sizes or any(close(value, size, _ROUGHLY) for size in own.sizes)


def _fits_tables(reading: Reading, draft: Draft, field: str, value: int) -> bool:
    """False where tables of facts state this one with several amounts, or with another one."""
    seen: list[int] = []
    for (grid, _), table in zip(reading.grids, draft.tables, strict=True):
        aside = draft.scopes.aside(table.line)
        if table.role == "benchmark" or (aside is not None and aside.kind == "data"):
            continue
        header = grid.header[-1] if grid.header else []
        for at, cell in enumerate(header):
            if field_of(split_unit(cell.text)[0]) == field:
                unit = split_unit(cell.text)[1]
                seen += _amounts([row[at].text for row in grid.rows], unit)
        for row in grid.rows:
            key, unit = split_unit(row[0].text)
            if field_of(key) == field:
                seen += _amounts([cell.text for cell in row[1:]], unit)
    return all(close(value, one) for one in seen)


def _amounts(texts: list[str], unit: str | None) -> list[int]:
    read = [amount(text, unit) for text in texts if len(text) < _LONGEST_TOLD]
    return [one.value for one in read if one is not None and one.value]


def _tell(draft: Draft, field: str, told: list[_Found], reason: str) -> None:
    """Tell which amounts stood in the sentences and why none was taken."""
    said = list(dict.fromkeys(one.phrase.raw[:_LONGEST_TOLD] for one in told))
    shown = ", ".join(repr(one) for one in said[:_MOST_TOLD])
    more = f" and {len(said) - _MOST_TOLD} more" if len(said) > _MOST_TOLD else ""
    draft.problem("MC204", f"{field}: {shown}{more}: not taken, {reason}", told[0].line)


def _check_parts(draft: Draft) -> None:
    """Active parameters are a part of all: a sentence that gives more speaks of something else."""
    whole, part = draft.fields.get("parameters"), draft.fields.get("active_parameters")
    if not (isinstance(whole, int) and isinstance(part, int) and part > whole):
        return
    line = draft.provenance["active_parameters"].line
    taken = draft.fields.pop("active_parameters")
    del draft.provenance["active_parameters"]
    draft.problem("MC204", f"active_parameters: {taken:,} is more than all parameters", line)


def _title(reading: Reading, draft: Draft) -> Iterator[_Found]:
    """What the title says in brackets behind the name: "Small Robin (13M parameters)"."""
    named = draft.provenance.get("name")
    for section in reading.sections[1:_FIRST_HEADINGS] if named else ():
        if named is not None and section.line == named.line and "(" in section.title:
            for inside in _BRACKET.findall(section.title):
                for phrase in phrases(inside):
                    yield _Found(1, phrase, section.line, against(inside, phrase, [phrase]))


def _candidates(
    reading: Reading, own: Own, scopes: Scopes, unread: set[tuple[str, int]]
) -> Iterator[_Found]:
    for section in reading.sections:
        for block, bullet in _paragraphs(reading, section):
            if not _DIGIT.search(block.text):
                continue
            low = block.text.casefold()
            if not any(map(low.__contains__, _HINTS)):
                continue
            lines: dict[str, int] = {}
            aside = scopes.aside(block.line)
            opens = True
            text = without_marks(block.text) if "<sup" in block.text else block.text
            for sentence in sentences(_OF_OTHERS_ASIDE.sub("", visible(text))):
                for one in _of_sentence(sentence, own, section, opens=opens, bullet=bullet):
                    # Only a sentence about the model says there that it is.
                    if one.tier == 0 and aside and one.phrase.field not in aside.keeps:
                        continue
                    lines = lines or _lines(block)
                    number = _NUMBER.search(one.phrase.raw)
                    line = lines.get(number[0] if number else "", block.line)
                    if (one.phrase.field, line) in unread:
                        continue
                    sibling = bool(section.title) and own.is_sibling(section.title)
                    reason = "is under the heading of another model" if sibling else one.reason
                    yield one._replace(line=line, reason=reason)
                opens = False


def _paragraphs(reading: Reading, section: Section) -> Iterable[tuple[Block, bool]]:
    """The paragraphs of a section, without those that quote somebody."""
    if not any(block.kind == "quote" for block in section.blocks):
        return reading.paragraphs(section)
    return paragraphs([block for block in section.blocks if block.kind != "quote"])


def _of_sentence(
    sentence: str, own: Own, section: Section, *, opens: bool, bullet: bool
) -> Iterator[_Found]:
    if not _DIGIT.search(sentence):
        return
    # What is longer is no sentence, and each phrase is judged by all of it.
    parts = [part for part in clauses(sentence) if len(part) <= _LONGEST_SENTENCE]
    found = [(part, sorted(phrases(part), key=_start)) for part in parts]
    found = [(part, stated) for part, stated in found if len(stated) <= _MOST_PHRASES]
    if not any(stated for _, stated in found):
        return
    named = own.named(sentence)
    if named is None and opens and own.opens(sentence):
        named = True
    tier = 1 if named is not None or speaks_of_it(sentence) else None
    of_specs = section.role in ("specifications", "overview", None)
    first = found[0][1] if found else []
    if opens and of_specs and (bullet or section.level > 1):
        tier = 0 if first and first[0].start <= _STARTS_WITHIN else tier
    listed = opens and of_specs and len(first) >= _ATTRIBUTES and not first[0].start
    tier = 0 if tier is None and listed else tier
    if tier is None and not _TOKENIZER.match(sentence):
        return
    sibling = _SIBLING if named is False else None
    for part, stated in found:
        for phrase in stated:
            if tier is None and phrase.field != "vocab_size":
                continue
            yield _Found(
                1 if tier is None else tier, phrase, 0, sibling or against(part, phrase, stated)
            )


def _start(phrase: Phrase) -> int:
    return phrase.start


def _lines(block: Block) -> dict[str, int]:
    """The line on which each number of a paragraph stands first."""
    found: dict[str, int] = {}
    line, at = block.line, 0
    for number in _NUMBER.finditer(block.text):
        line += block.text.count("\n", at, number.start())
        at = number.start()
        found.setdefault(number[0], line)
    return found
