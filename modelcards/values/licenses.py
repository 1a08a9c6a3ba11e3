"""The name of a licence → its identifier in the lists of the Hub and of SPDX."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from modelcards.values.sentences import is_sentence
from modelcards.vocabulary import rows

LONGEST_NAME = 60
"""No licence of the lists has a longer name; what is longer says something about one."""

_WORD = re.compile(r"[a-z]+|[0-9]+(?:\.[0-9]+)*|\+")
_ZEROS = re.compile(r"(?:\.0)+$")
_VERSION = re.compile(r"v(?:\.\s?)?(?=[0-9])")
_BRACKETS = re.compile(r"\(([^()]{1,60})\)")
_ABOUT = re.compile(
    r"^(?:not|no longer|see|same|siehe|voir|véase|veja|vedi|zie|см|ver (?:el|la|o|a))\b"
    r"|^(?:参照|参见|请参|見|同)|\b(?:until|was|were|apply|applies)\b",
    re.IGNORECASE,
)
# An address, or the end of a sentence or of one of several statements ("MIT. See LICENSE").
_NO_NAME = re.compile(r"https?://|www\.|\w{3}[.;]\s|[。；]")


def license_name(text: str) -> str | None:
    """The text where it names a licence; None for a sentence about one, or for an address.

    >>> license_name("Modified MIT"), license_name("It is released under the MIT licence")
    ('Modified MIT', None)
    """
    name = text.strip()
    if not name or len(name) > LONGEST_NAME or _NO_NAME.search(name):
        return None
    if is_sentence(_BRACKETS.sub("", name)):
        return None
    # "Not MIT", "same as Lumen 2": words about a licence, unless the lists know them as a name.
    return None if license_id(name) is None and _ABOUT.search(name) else name


_UNDER = re.compile(
    r"\b(?:under|with|by|is)\s(?:the\s(?:terms\sof\s(?:the\s)?)?|an?\s)?", re.IGNORECASE
)
_LICENCE = re.compile(r"\blicen[cs]es?\b", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://\S+")
_MOST_WORDS = 8
_LONGEST_SAYING = 200


def license_says_so(text: str) -> bool:
    """False for a sentence that denies a licence, or speaks of more than the model's."""
    return not _not_so().intersection(re.findall(r"[^\W\d_]+", text.casefold()))


@cache
def _not_so() -> frozenset[str]:
    return frozenset(word for row in rows("licenses") if row[0] == "elsewhere" for word in row[1:])


def license_in(sentence: str) -> str | None:
    """The name of the one licence that a short text below a heading "License" says it is under.

    >>> license_in("This model is released under the Apache License 2.0.")
    'Apache License 2.0'
    >>> license_in("The code is under the MIT license, the weights are not.") is None
    True
    """
    if len(sentence) > _LONGEST_SAYING or not license_says_so(sentence):
        return None
    if len(_LICENCE.findall(_ADDRESS.sub(" ", sentence))) > 1:
        return None
    found = [name for one in _UNDER.finditer(sentence) if (name := _begun(sentence[one.end() :]))]
    return found[0] if len({license_id(one) for one in found}) == 1 else None


def _begun(text: str) -> str | None:
    """The longest name of a licence that a text begins with."""
    words = text.split()[:_MOST_WORDS]
    names = (" ".join(words[:count]).rstrip(".,;:") for count in range(len(words), 0, -1))
    return next((name for name in names if license_id(name)), None)


@lru_cache(maxsize=1024)
def license_id(text: str) -> str | None:
    """The id of a licence by its id, name or usual spelling; None when unsure.

    >>> [license_id(text) for text in ("MIT License", "Apache License, Version 2.0", "GPLv3")]
    ['mit', 'apache-2.0', 'gpl-3.0']
    >>> license_id("Creative Commons Attribution 4.0 International"), license_id("Modified MIT")
    ('cc-by-4.0', None)
    """
    if len(text) > 2 * LONGEST_NAME:
        return None
    found = _ids().get(_key(text))
    if found is not None or "(" not in text:
        return found
    # "GNU GPL (GPL-3.0)": what stands in brackets may be nearer, and must not be another licence.
    outside = _ids().get(_key(_BRACKETS.sub(" ", text)))
    inside = {_ids().get(_key(part)) for part in _BRACKETS.findall(text)} - {None}
    if not inside:
        return outside
    nearer = inside.pop()
    same = not inside and nearer is not None and nearer.startswith(outside or "")
    return nearer if same else None


def is_hub_id(text: str) -> bool:
    """True for what the Hub accepts as `license`.

    >>> is_hub_id("mit"), is_hub_id("MIT License")
    (True, False)
    """
    return text in _hub_ids()


@cache
def _hub_ids() -> frozenset[str]:
    return frozenset(row[1] for row in rows("licenses") if row[0] == "hub")


def _key(text: str) -> str:
    """A licence's words as they are compared: without case, signs, filler and `.0`."""
    words = _WORD.findall(_VERSION.sub(" ", text.lower()))
    key = " ".join([_ZEROS.sub("", word) for word in words])
    for long, short in _words():
        if long in key:
            key = f" {key} ".replace(f" {long} ", f" {short} ").strip()
    return " ".join(word for word in key.split() if word not in _dropped())


@cache
def _words() -> tuple[tuple[str, str], ...]:
    return tuple((row[1], row[2]) for row in rows("licenses") if row[0] == "word")


@cache
def _dropped() -> frozenset[str]:
    return frozenset(word for row in rows("licenses") if row[0] == "drop" for word in row[1:])


@cache
def _ids() -> dict[str, str]:
    """Every spelling as it is compared, and the id; the Hub's lists go before that of SPDX."""
    found: dict[str, str] = {}
    order = {"hub": 0, "name": 1, "spdx": 2}
    for kind, *names in sorted(rows("licenses"), key=lambda row: order.get(row[0], 3)):
        if kind in order:
            for name in names:
                found.setdefault(_key(name), names[0])
    found.pop("", None)
    return found
