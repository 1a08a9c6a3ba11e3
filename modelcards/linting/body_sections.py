"""The sections of a body: what stands below each heading, as rules on templates need it."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from modelcards.linting.headings import Heading
from modelcards.linting.prose import Line, Prose
from modelcards.vocabulary import rows

_MARKUP = re.compile(r"[*_`~\[\]<>#|]+")
_LINK = re.compile(r"\]\([^()\s]{0,1000}\)")
# Rules, anchors and breaks show nothing; pictures do.
_NOTHING = re.compile(
    r"\s*(?:(?:[-*_=]\s?){3,}|(?:</?(?:br|a|p|div|span|center|hr|details|summary|b|i|font)\b[^<>]{0,300}>\s*|&nbsp;)+)\s*"
)
_RULE = "-*_= \t"
_LONGEST = 600
_SLOT = re.compile(r"\{\{.{1,200}\}\}|\{[A-Z_]{3,40}\}|<[a-z]+(?:[ _-][a-z]+){1,6}>")


class BodySection(NamedTuple):
    """A heading and the lines of its own text that show something; `filled` with those below it."""

    heading: Heading
    lines: list[Line]
    filled: bool


def body_sections(prose: Prose, headings: list[Heading]) -> list[BodySection]:
    """The sections in order, without what stands before the first heading.

    A heading without a word (`##`) opens none.
    """
    headings = [heading for heading in headings if heading.text]
    own: list[list[Line]] = [[] for _ in headings]
    index = -1
    for line in prose.lines:
        while index + 1 < len(headings) and headings[index + 1].line <= line.number:
            index += 1
        if index < 0 or line.number <= headings[index].end_line:
            continue
        text = line.text
        if text and (
            text[0].isalnum() or (text.strip() and (line.code or not _shows_nothing(text)))
        ):
            own[index].append(line)
    out: list[BodySection] = []
    # From the end, so that what stands deeper is known: the filled levels below, by depth.
    below: set[int] = set()
    for heading, lines in zip(reversed(headings), reversed(own), strict=True):
        deeper = any(level > heading.level for level in below)
        below = {level for level in below if level <= heading.level}
        filled = bool(lines) or deeper
        if filled:
            below.add(heading.level)
        out.append(BodySection(heading, lines, filled))
    return out[::-1]


def _shows_nothing(text: str) -> bool:
    # Most lines end at the first test: what is no tag and no reference must be a rule.
    if "<" not in text and "&" not in text and text.strip(_RULE):
        return False
    return _NOTHING.fullmatch(text) is not None


def is_placeholder(text: str, *kinds: str) -> bool:
    """Whether a text is nothing but words of a template, or a slot that nobody filled.

    >>> is_placeholder("**[More Information Needed]**", "value"), is_placeholder("More", "value")
    (True, False)
    """
    if len(text) > _LONGEST:
        return False
    return _is_placeholder(text, kinds)


@lru_cache(maxsize=4096)  # cards share headings, and many of their values
def _is_placeholder(text: str, kinds: tuple[str, ...]) -> bool:
    bare = text.strip(" \t*_-+>:.")
    if _SLOT.fullmatch(bare):
        return True
    said = " ".join(_MARKUP.sub(" ", _LINK.sub("]", text)).split()).casefold()
    said = said.strip(" .:!-+()…") or said
    return any(said in _phrases(kind) for kind in kinds)


@cache
def _phrases(kind: str) -> frozenset[str]:
    return frozenset(
        phrase.casefold().strip(" .:!-+()") or phrase
        for row in rows("template_words")
        if row[0] == kind
        for phrase in row[1:]
    )
