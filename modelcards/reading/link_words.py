"""What the words of a text say of a link: the rows of `data/link_evidence.txt`, place by place."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from modelcards import vocabulary

PARTS = re.compile(r"[^\W_]+")
_LONGEST_PHRASE = 4
Weights = dict[str, int]


class Words(NamedTuple):
    """The rows of one place: its phrases, how many words those have that begin with a word, the
    words that they end with, and the phrases of scripts without blanks.
    """

    phrases: dict[str, tuple[tuple[str, int], ...]]
    lengths: dict[str, int]
    ends: frozenset[str]
    others: tuple[tuple[str, str, int], ...]


@lru_cache(maxsize=16)
def words_of(place: str) -> Words:
    """What the words tell that stand in a place: in a label, a heading, an address."""
    phrases: dict[str, list[tuple[str, int]]] = {}
    others: list[tuple[str, str, int]] = []
    for where, kind, weight, *words in vocabulary.rows("link_evidence"):
        if where != place:
            continue
        for word in words:
            if word.isascii() or place == "host":
                key = (
                    word if place in ("host", "tool") else " ".join(PARTS.findall(word.casefold()))
                )
                phrases.setdefault(key, []).append((kind, int(weight)))
            else:
                others.append((word, kind, int(weight)))
    lengths: dict[str, int] = {}
    for phrase in phrases:
        words = phrase.split(" ")
        lengths[words[0]] = max(lengths.get(words[0], 0), len(words))
    ends = frozenset(phrase.rsplit(" ", 1)[-1] for phrase in phrases)
    return Words({one: tuple(all_) for one, all_ in phrases.items()}, lengths, ends, tuple(others))


def said_in(place: str, text: str) -> tuple[Weights, list[str]]:
    """The highest weight of each kind that the words of a text give, and which words those are."""
    known = words_of(place)
    words = PARTS.findall(text.casefold())
    found: Weights = {}
    used: list[str] = []
    lengths = known.lengths
    at = len(words) if lengths.keys().isdisjoint(words) else 0
    while at < len(words):
        if words[at] not in lengths:
            at += 1
            continue
        step = 1
        for size in range(min(lengths[words[at]], len(words) - at), 0, -1):
            phrase = " ".join(words[at : at + size])
            if phrase in known.phrases:
                for kind, weight in known.phrases[phrase]:
                    found[kind] = max(found.get(kind, 0), weight)
                used += words[at : at + size]
                step = size
                break
        at += step
    if not text.isascii():
        for phrase, kind, weight in known.others:
            if phrase in text:
                found[kind] = max(found.get(kind, 0), weight)
                used += PARTS.findall(phrase)
    return found, used


@lru_cache(maxsize=4096)
def said_around(place: str, text: str) -> Weights:
    """The highest weight of each kind, as of `said_in`; kept, for such texts recur."""
    return said_in(place, text)[0]


def said_next(place: str, text: str) -> Weights:
    """What the words right at a link say: the longest phrase that ends before it, or begins behind
    it.
    """
    words = PARTS.findall(text.casefold())
    known = words_of(place)
    found: Weights = {}
    before = place == "before"
    close = words and (words[-1] in known.ends if before else words[0] in known.lengths)
    for size in range(min(_LONGEST_PHRASE, len(words)) if close else 0, 0, -1):
        phrase = " ".join(words[-size:] if before else words[:size])
        for kind, weight in known.phrases.get(phrase, ()):
            found.setdefault(kind, weight)
    if not text.isascii():
        near = text.strip()[-8:] if before else text.strip()[:8]
        for phrase, kind, weight in known.others:
            if phrase in near:
                found.setdefault(kind, weight)
    return found
