"""What words prove: a pair of two bytes where no spelling has it, in the middle of a word."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from modelcards.text.repair_stages.code_pages import NAMES, Page, page
from modelcards.text.repair_stages.fitting import common

# The letters of Latin-1 and Latin Extended-A begin with these, Vietnamese horns, Romanian commas.
_LEADS = (0xC3, 0xC4, 0xC5, 0xC6, 0xC8)
_CLOSING = "’”»›…–—™‘“\N{NO-BREAK SPACE}"
_MEASURES = "©®°¹²³"


def in_words(text: str) -> list[Page]:
    """The page in which most words of a text hold a pair that is a letter, if any does.

    >>> [one.name for one in in_words("hinzugef├╝gt, caf├®")]
    ['cp850']
    """
    counts = [(len(_pattern(name).findall(text)), name) for name in NAMES]
    best = max(counts, key=lambda pair: pair[0])
    return [page(best[1])] if best[0] else []


def in_word(name: str, text: str, start: int) -> bool:
    """True when the pair at `start` is in the page `name` a letter of the word around it."""
    return _pattern(name).match(text, start) is not None


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """Finds pairs between two letters, and behind one letter where no such sign ends a word."""
    one = page(name)
    within, behind = [], []
    for lead in _LEADS:
        for tail in range(0x80, 0xC0):
            pair = one.chars[lead] + one.chars[tail]
            if not _possible(bytes((lead, tail)).decode(), pair):
                continue
            within.append(re.escape(pair))
            if _unmistakable(pair):
                behind.append(re.escape(pair))
    if not within:
        return re.compile("(?!)")
    pairs, ends = "|".join(within), "|".join(behind) or "(?!)"
    if one.chars[0xC3].isalpha():
        return re.compile(f"(?<=[a-z])(?:(?:{pairs})+(?=[a-z])|(?:{ends})(?![A-Z]))")
    # In mathematics a sign may stand between two letters; beside three of them a word goes on.
    return re.compile(
        f"(?<=[a-z][a-z])(?:(?:{pairs})+(?=[a-z])|(?:{ends})(?![A-Z]))"
        f"|(?<=[a-zA-Z])(?:{pairs})+(?=[a-z][a-z])"
    )


def _possible(char: str, pair: str) -> bool:
    """True when a letter is meant, and no word goes on with such a pair."""
    return (
        char.isalpha()
        and char.islower()
        and common(char)
        and not pair[0].islower()
        and (pair[1] in "ªº" or not pair[1].islower())
        and pair[1].isprintable()
        and not pair[1].isspace()
    )


def _unmistakable(pair: str) -> bool:
    """True when a word cannot end in the pair: its second sign is none that closes or measures."""
    lead, tail = pair[0], pair[1]
    if tail.isalpha() or tail in _CLOSING or unicodedata.category(tail) == "Sm":
        return False
    if not lead.isalpha():
        return (lead == "├" and not "─" <= tail <= "▟") or lead == "√"
    return lead == "Ã" or tail not in _MEASURES
