"""What is known of signs: how common they are, which are emoji, and what they stand beside."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

from modelcards.vocabulary import rows

VARIATION = "\N{VARIATION SELECTOR-16}"
JOINER = "\N{ZERO WIDTH JOINER}"

# Blocks that running text and headings take signs from; the other signs are looked for in no text.
_EMOJI = (
    (0x1F300, 0x1F650),
    (0x1F680, 0x1F700),
    (0x1F7E0, 0x1F7EC),
    (0x1F900, 0x1FA00),
    (0x1FA70, 0x1FB00),
)
_SYMBOLS = (
    (0x00A1, 0x00C0),
    (0x00D7, 0x00D8),
    (0x00F7, 0x00F8),
    (0x2010, 0x2060),
    (0x2070, 0x20D0),
    (0x2100, 0x2380),
    (0x23CF, 0x2400),
    (0x2500, 0x2800),
    (0x2900, 0x2C00),
    (0x3001, 0x3004),
    (0x3008, 0x3020),
)
RARE = -3.0
LETTER = -9.0
_UNLISTED_EMOJI = 1.0
_UNLISTED_SYMBOL = 0.0
_SIGN_CATEGORIES = ("Sm", "Sc", "Sk", "So", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "No", "Zs")


@lru_cache(maxsize=20_000)
def weight(char: str) -> float:
    """The binary logarithm of how common a sign is; `LETTER` for what is none.

    >>> weight("—") > weight("🩻") > weight("⍆") > weight("é")
    True
    """
    listed = _weights().get(char)
    if listed is not None:
        return listed
    if unicodedata.category(char) not in _SIGN_CATEGORIES:
        return LETTER
    code = ord(char)
    if any(first <= code < last for first, last in _EMOJI):
        return _UNLISTED_EMOJI
    if any(first <= code < last for first, last in _SYMBOLS):
        return _UNLISTED_SYMBOL
    return RARE


@cache
def _weights() -> dict[str, float]:
    return {
        chr(int(sign[2:], 16)) if sign.startswith("U+") else sign: float(count)
        for count, signs in rows("signs")
        for sign in signs.split()
    }


@cache
def takes_variation() -> frozenset[str]:
    """The signs that are emoji only with a variation selector behind them."""
    return frozenset(sign for (signs,) in rows("signs-variation") for sign in signs.split())


@lru_cache(maxsize=20_000)
def is_emoji(char: str) -> bool:
    """True for what a variation selector or a joiner can follow."""
    code = ord(char)
    return (
        any(first <= code < last for first, last in _EMOJI)
        or 0x2600 <= code < 0x27C0
        or char in takes_variation()
    )


@cache
def beside(place: str) -> dict[str, frozenset[str]]:
    """Words that stand `before` or `after` a sign, and the signs that stand there."""
    return {
        words: frozenset(signs.split())
        for where, words, signs in rows("signs-context")
        if where == place
    }
