"""Titles and values that nobody filled in.

Whether a section was filled in is read with the card (`reading.section_status`).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from modelcards.vocabulary import rows

_MARKUP = re.compile(r"[*_`~\[\]<>#|]+")
_LINK = re.compile(r"\]\([^()\s]{0,1000}\)")
_LONGEST = 600
_SLOT = re.compile(
    r"\{\{.{1,200}\}\}|\{[A-Z_]{3,40}\}|<[a-z]+(?:[ _-][a-z]+){1,6}>"
    r"|\[(?i:your|insert|enter|fill in|add your|put your)\b[^\[\]]{1,80}\]"
)


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
        for source in ("template_words", "section_placeholders")
        for row in rows(source)
        if row[0] == kind
        for phrase in row[1:]
    )
