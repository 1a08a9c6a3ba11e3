"""A section of a card by its role, its title, or a path of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from modelcards.errors import demand
from modelcards.model.parts import Section

_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,3}[.)]?\s+")


def _key(text: str) -> str:
    """A title as it is compared: without case, numbering, final mark and "[optional]"."""
    bare = " ".join(text.casefold().replace("[optional]", "").split())
    return _NUMBER.sub("", bare, count=1).rstrip(" :：?？!！") if bare else bare


def find_section(sections: Sequence[Section], name: str) -> Section | None:
    """The section that a name means: a role first, then a title, then a path of either."""
    demand("the name of a section", name, str)
    asked = _key(name)
    if not asked:
        return None
    for found in (
        [one for one in sections if one.role == asked],
        [one for one in sections if asked in one.also],
        [one for one in sections if one.level and _key(one.title) == asked],
        _below(sections, [_key(part) for part in name.split("/")]),
    ):
        if found:
            return next((one for one in found if one.status == "filled"), found[0])
    return None


def _names(section: Section, asked: str) -> bool:
    """True when a part of a path means a section."""
    return asked in (section.role, _key(section.title)) or asked in section.also


def _below(sections: Sequence[Section], path: list[str]) -> list[Section]:
    """The sections at the end of a path; other sections may stand between its parts."""
    if len(path) < 2 or not all(path):
        return []
    found = []
    for section in sections:
        if not section.level or not _names(section, path[-1]):
            continue
        left, at = path[:-1], section.parent
        while left and at is not None:
            if _names(sections[at], left[-1]):
                left.pop()
            at = sections[at].parent
        if not left:
            found.append(section)
    return found
