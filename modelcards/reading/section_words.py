"""The vocabulary of headings: how they are compared, and what their words are about.

The words are `data/section_roles.txt`, and `data/section_joins.txt` for those between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from modelcards import vocabulary
from modelcards.markdown.outline import normal

_SHORT = 5  # words; the last word of a longer heading says little of it
_WORDS = 6  # of a beginning or an end in the vocabulary, at most
_NUMBER = re.compile(
    r"(?:\(?\d{1,2}(?:\.\d{1,2}){0,3}(?:[).:、．]\s*|\s+)|[ivx]{1,4}[.)]\s+|[a-z][.)]\s+"
    r"|[一二三四五六七八九十]{1,3}[、.．]\s*|\W{1,3}\s)"
)
_NUMERALS = "ivx一二三四五六七八九十"
_OPTIONAL = re.compile(r"\s*[\[(（]\s*(?:optional|optionnel|opcional|任意|可选)\s*[\])）]")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‐": "-"})
WIDE = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def tidy(title: str) -> str:
    """A heading as it is compared: no case, decoration, numbering, final mark, or "[optional]".

    >>> tidy("2.1 How to use it?"), tidy("Citation [optional]"), tidy("三、模型介绍：")
    ('how to use it', 'citation', '模型介绍')
    """
    text = normal(title)
    if not text.isascii():
        text = text.translate(_QUOTES)
    if "(" in text or "[" in text or "（" in text:
        text = _OPTIONAL.sub("", text)
    text = text.strip(" *_`~'\"")
    # Two letters that are no numeral open most of them.
    if text[:1] in _NUMERALS or not text[:2].isalpha():
        number = _NUMBER.match(text)
        if number is not None and number.end() < len(text):
            text = text[number.end() :]
    return text.rstrip(" :：?？!！.。…-").lstrip()


class Vocabulary(NamedTuple):
    """Whole headings, beginnings and ends → role; ends of scripts without blanks; role → parent."""

    whole: dict[str, str]
    begins: dict[str, str]
    ends: dict[str, str]
    wide: tuple[tuple[str, str], ...]
    parents: dict[str, str]


@lru_cache(maxsize=1)
def words() -> Vocabulary:
    """The vocabulary, read once."""
    found = Vocabulary({}, {}, {}, (), {})
    wide: list[tuple[str, str]] = []
    for head, *labels in vocabulary.rows("section_roles"):
        role, _, parent = head.partition(" < ")
        if parent:
            found.parents[role] = parent
        for label in labels:
            shape = label.strip("…")
            if label.endswith("…"):
                found.begins.setdefault(shape, role)
            elif not label.startswith("…"):
                found.whole.setdefault(shape, role)
            elif WIDE.search(shape):
                wide.append((shape, role))
            else:
                found.ends.setdefault(shape, role)
    return found._replace(wide=tuple(sorted(wide, key=lambda one: -len(one[0]))))


@lru_cache(maxsize=1)
def roles() -> tuple[str, ...]:
    """Every role, in the order of the vocabulary."""
    heads = (row[0].partition(" < ")[0] for row in vocabulary.rows("section_roles"))
    return tuple(dict.fromkeys(role for role in heads if role != "-"))


def above(role: str) -> tuple[str, ...]:
    """The roles that a role belongs to, itself first.

    >>> above("hyperparameters")
    ('hyperparameters', 'training-procedure', 'training')
    """
    chain = [role]
    while (parent := words().parents.get(chain[-1])) is not None:
        chain.append(parent)
    return tuple(chain)


def whole(text: str) -> str | None:
    """The role of a heading that is in the vocabulary, perhaps with a word before it."""
    found = words().whole.get(text)
    if found is None:
        first, _, rest = text.partition(" ")
        if rest and first in _leads():
            found = words().whole.get(rest)
    return found


def affix(text: str) -> str | None:
    """The role by how a heading begins or ends: the longer one decides."""
    known = words()
    parts = text.split()
    firsts, lasts = _edges()
    # Most headings open with a word that no beginning opens with, and end with none of an end.
    opens = ends = 0
    if parts:
        opens = firsts.get(parts[0]) or firsts.get(parts[0].rstrip(":,"), 0)
        ends = lasts.get(parts[-1], 0)
    for count in range(min(len(parts), max(opens, ends)), 0, -1):
        first = last = None
        if count <= opens:
            first = known.begins.get(" ".join(parts[:count]).rstrip(":,"))
        if count <= ends and (count > 1 or len(parts) <= _SHORT):
            last = known.ends.get(" ".join(parts[-count:]))
        # "Evaluation on …" says more than its end, "Limitations … recommendations" less
        found = (first or last) if count > 1 else (last or first)
        if found is not None:
            return found
    if not text.isascii() and WIDE.search(text):
        for ending, role in known.wide:
            if text.endswith(ending):
                return role
    return None


@lru_cache(maxsize=1)
def _edges() -> tuple[dict[str, int], dict[str, int]]:
    """The first words of all beginnings, and the last words of all ends, each with how many words
    the longest of them has.
    """
    known = words()
    firsts: dict[str, int] = {}
    lasts: dict[str, int] = {}
    for one in known.begins:
        said = one.split(" ")
        firsts[said[0]] = min(max(firsts.get(said[0], 0), len(said)), _WORDS)
    for one in known.ends:
        said = one.split(" ")
        lasts[said[-1]] = min(max(lasts.get(said[-1], 0), len(said)), _WORDS)
    return firsts, lasts


@lru_cache(maxsize=1)
def _leads() -> frozenset[str]:
    return frozenset(listed("lead"))


def listed(kind: str) -> Iterable[str]:
    """The words of one kind that join or open headings."""
    return (word for row in vocabulary.rows("section_joins") if row[0] == kind for word in row[1:])
