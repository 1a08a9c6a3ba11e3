"""The licence that only a sentence states: "Lumen is released under the MIT license"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from modelcards.markdown.inline import visible
from modelcards.reading.draft import Draft
from modelcards.reading.statements.common import Reading, own_names
from modelcards.reading.statements.own_model import Own, speaks_of_it
from modelcards.reading.statements.sentence_ends import sentences
from modelcards.values.licenses import license_id, license_in

_SAYS = re.compile(
    r"\b(?:releas|licen[sc]|distribut|publish|shar|open-?\s?sourc|provid|offer|avail|free)\w{0,7}\s"
    r"(?:[\w-]{1,16}\s){0,4}?under\b",
    re.IGNORECASE,
)
_OF_IT = re.compile(
    r"(?:this|the|these|our|all)\s(?:[\w-]{1,16}\s){0,2}?"
    r"(?:adapters?|loras?|weights|checkpoints?|embeddings?|voices?|work|project)\b",
    re.IGNORECASE,
)
# "It builds on Tern, licensed under …", "… on Tern, which is licensed under …".
_OF_NAMED = re.compile(r"(?:,|\b(?:which|that|whose|who)\b[^,;]{0,40})\s*\Z")
_LONGEST = 1_000
_TERMS = frozenset({"sa", "nc", "nd"})
# Not known, or none in particular: it contradicts nothing.
_OPEN = (None, "other", "unknown")


class _Said(NamedTuple):
    name: str
    line: int
    raw: str


def read_license(reading: Reading, draft: Draft) -> None:
    """Fill `license` from the sentences that say it of the card's own model, where all agree; what
    the front matter states goes first, and is told where they contradict it.
    """
    stated = (reading.front.metadata or {}).get("license")
    if "license" in draft.fields and not isinstance(stated, str):
        return
    found = list(_said(reading, draft, Own(own_names(reading, draft))))
    if isinstance(stated, str) and "license" in draft.fields:
        _contradicted(draft, stated, found)
    elif len({license_id(one.name) for one in found}) == 1:
        name, line, raw = found[0]
        draft.state("license", name, line, raw)
        draft.state("license_id", license_id(name), line, raw)
    elif found:
        names = ", ".join(dict.fromkeys(repr(one.name) for one in found))
        why = "not taken, the sentences state different ones"
        draft.problem("MC204", f"license: {names}: {why}", found[0].line)


def _contradicted(draft: Draft, stated: str, found: list[_Said]) -> None:
    """Tell where every sentence on the model's licence names another one than the front matter."""
    first = license_id(stated)
    ids = {license_id(one.name) for one in found}
    if first in _OPEN or not found or not ids.isdisjoint(_OPEN):
        return
    if not any(says_the_same(first or "", other or "") for other in ids):
        said = f"license is {found[0].name!r} in a sentence, {stated!r} in the front matter"
        draft.problem("MC103", said, found[0].line)


def says_the_same(one: str, other: str) -> bool:
    """Whether two ids of licences can be one: "cc-by" and "cc-by-4.0", the one says more. What
    "sa", "nc" and "nd" add is another licence.

    >>> says_the_same("cc-by", "cc-by-4.0"), says_the_same("cc-by-4.0", "cc-by-nc-4.0")
    (True, False)
    """
    less, more = set(one.split("-")), set(other.split("-"))
    return (less <= more or more <= less) and _TERMS.isdisjoint(less ^ more)


def _said(reading: Reading, draft: Draft, own: Own) -> Iterator[_Said]:
    for section in reading.sections:
        if section.title and own.is_sibling(section.title):
            continue
        for block, _ in reading.paragraphs(section):
            text = block.text
            if "under" not in text or len(text) > _LONGEST or draft.scopes.aside(block.line):
                continue
            for sentence in sentences(visible(text)):
                said = " ".join(sentence.split())
                says = _SAYS.search(said)
                if says is None or _OF_NAMED.search(said[: says.start()]):
                    continue
                if _is_of_it(said, own) and (name := license_in(said)):
                    yield _Said(name, block.line, said)


def _is_of_it(sentence: str, own: Own) -> bool:
    named = own.named(sentence)
    return named or (
        named is None and (speaks_of_it(sentence) or _OF_IT.match(sentence) is not None)
    )
