"""Whether what a sequence gives fits the text around it better than the sequence does."""

from __future__ import annotations

import unicodedata

from modelcards.text.repair_stages.code_pages import Page
from modelcards.text.repair_stages.proof import Parsed
from modelcards.text.repair_stages.signs import JOINER, VARIATION, weight

# Latin-1 and Latin Extended-A, the Vietnamese horns, the Romanian commas, the Azerbaijani schwa,
# the Uzbek apostrophes, Greek, Cyrillic, Armenian, Hebrew, Arabic.
_EVERYDAY = (
    ("\xa0", "ſ"),
    ("Ơ", "ơ"),
    ("Ư", "ư"),
    ("Ș", "ț"),
    ("Ə", "Ə"),
    ("ə", "ə"),
    ("ʻ", "ʼ"),
    ("Ά", "ώ"),
    ("Ѐ", "џ"),
    ("Ґ", "ґ"),
    ("Ա", "և"),
    ("א", "ת"),
    ("ء", "ْ"),
    ("ٹ", "ۓ"),
)


_RARE = frozenset("ĉĝĥĵŝŭĕĭŏĸŉſŀŧŵŷĈĜĤĴŜŬĔĬŎĿŦŴŶ")


def odd(text: str, start: int, char: str) -> bool:
    """True for a letter that fits the word less than the pair does: an author's "CAFÈ™"."""
    if unicodedata.combining(char):
        return len(unicodedata.normalize("NFC", text[start - 1 : start] + char)) > 1
    if not char.isalpha():
        return weight(char) < 0
    before, after = text[start - 1 : start], text[start + 2 : start + 3]
    if capitals(text, start) and char.islower() and not after.islower():
        return True
    if char == "ə":  # "CAFÉ™" is a trade mark
        return before.isupper() and not after.islower()
    if char <= "ɏ" or char in "ʻʼ" or "Ͱ" <= char <= "Ͽ":
        return False
    return (before + after).isalpha() or not common(char)


def capitals(text: str, start: int) -> bool:
    """True in a word of capitals."""
    before = text[start - 2 : start]
    return len(before) == 2 and before.isalpha() and before.isupper()


def apart(text: str, start: int) -> bool:
    """True where no letter stands before `start`."""
    return not text[start - 1 : start].isalpha()


def finished(char: str, one: Page) -> bool:
    """True for what cannot be a byte of damage that lies deeper."""
    return char in (VARIATION, JOINER) or (weight(char) >= 0 and char not in one.byte)


def is_rare(char: str) -> bool:
    """Letters of Latin Extended-A that Esperanto, Welsh, school books and old spelling need."""
    return char in _RARE


def common(char: str) -> bool:
    """Letters and signs that everyday text holds, of those that take two bytes."""
    return any(first <= char <= last for first, last in _EVERYDAY)


def acceptable(char: str, found: str, parsed: Parsed, clean: bool) -> bool:
    """True when a sequence with all its bytes is damage and not what the author wrote."""
    if clean or (parsed.full and len(parsed.spans) > 1):
        return True
    if len(found) > 2:
        return weight(char) >= 1 or char in (VARIATION, JOINER)
    return found[0] in "ÂÃ" and not found[1].isalpha()


_ENDS_WORD = "…”’“‘»›–—²³°€\N{NO-BREAK SPACE}"


def torn(text: str, start: int, end: int, after: str, one: Page) -> bool:
    """True for what is but one layer of damage undone, that cannot be undone further.

    A byte that goes on a sequence stands in it as a sign between letters, `ÑÑ‚Ñƒ`, or as one that
    ends no word, `ε¨`; a letter of another script or a capital goes on with a word, `kljuΔ`; or
    what begins the letters of Latin, Greek or Cyrillic stands alone: я that lost a byte is `Ñ`.
    """
    word = text[max(0, start - 3) : start]
    alone = not (word[-1:].isalpha() or text[end : end + 1].isalpha())
    latin = one.chars[0xC3] in "ÃĂ"
    if len(after) == 1:
        if after not in one.leads:
            return False
        if after == "Ã" or (latin and alone and one.byte[after] in _BEGIN):
            return not word[-1:].isupper()
        if not (word[-1:].isascii() and word[-1:].islower()):
            return False
        other = after >= "Ͱ" and after.isalpha() and len(word) == 3 and word.isalpha()
        return after.isupper() or other
    if len(after) == 2 and latin and alone and one.byte.get(after[0]) in _BEGIN:
        return after[1] in one.tails
    if after[0] == after[1] in one.leads and after[0].isupper():
        rest = after.lstrip(after[0])[:1]
        return rest in one.tails or not rest
    for before, char, behind in zip(after[:-1], after[1:], (*after[2:], ""), strict=True):
        if before in "ÃĂ" and char not in _CAPITALS:
            return True
        if before not in one.leads or char not in one.tails:
            continue
        if _is_letter(char) and not (latin and one.byte[before] in _BEGIN):
            continue
        # "café™", "café¹", »også«: in a word of Latin letters, any sign may stand behind it.
        ends = char in _ENDS_WORD or (latin and len(after) == 2 and word[-1:].isalpha())
        if behind in one.leads or behind in _OPENS if behind else not ends:
            return True
    return False


_BEGIN = (0xC3, 0xC4, 0xCE, 0xCF, 0xD0, 0xD1, 0xD2, 0xD9)
_LETTERS = ("Lu", "Ll", "Lo", "Mn", "Mc")
_OPENS = frozenset("«„‚‹")
_CAPITALS = frozenset("ÁÂÃÀÇÉÊÍÎÓÔÕÚĂȘȚŞŢ")


def _is_letter(char: str) -> bool:
    return unicodedata.category(char) in _LETTERS and char not in "µªº"
