"""What words prove: a pair of two bytes where no spelling has it, in the middle of a word."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache, lru_cache

from modelcards.text.repair_stages.code_pages import NAMES, Page, page
from modelcards.text.repair_stages.fitting import common, is_rare

# The letters of Latin-1 and Latin Extended-A begin with these, Vietnamese horns, Romanian commas,
# the Azerbaijani schwa, the Uzbek apostrophes.
_LEADS = (0xC3, 0xC4, 0xC5, 0xC6, 0xC8, 0xC9, 0xCA)
_APOSTROPHES = "ʻʼ"
_CLOSING = "’”»›…–—™‘“\N{NO-BREAK SPACE}"
_MEASURES = "©®°¹²³"
_NOT_ASCII = re.compile("[^\x00-\x7f][^\x00-\x7f]*")
_NEAR = 6
# In mac-roman: a letter within a word, at the end of a long one, at the beginning, what no root is
# taken of, and quotes.
_MAC = (
    "|(?<=[a-z][a-z])(?:{every})+(?=[a-z])|(?<=[a-zA-Z])[ƒ≈][À-ž¥´≥ªº∫°†±](?=[a-z][a-z])"
    "|(?<=[a-z]{{4}})√[±≥∫°†ß¶´¥∏πª](?![A-Za-z0-9(√])|√[®©™§£¢]"
    "|(?<![^\\s\"'(>*_])√[†•´áåéæÆâÅ](?=[a-z]{{2}})|(?<=[a-z]l)¬∑(?=l[a-z])"
    "|¬´(?=[^\\n¬]{{1,80}}¬ª)|¬ª(?=[^\\n¬]{{1,80}}¬´)"
)


def in_words(text: str) -> list[Page]:
    """The page in which most words of a text hold a pair that is a letter, if any does.

    Of two pages in which as many do, the one with the commoner letters.

    >>> [one.name for one in in_words("hinzugef├╝gt, caf├®")]
    ['cp850']
    """
    words = _beside(text)
    best = (0, 0)
    found: list[Page] = []
    for one in map(page, NAMES):
        pairs = Counter(found[0] for found in _pattern(one.name).finditer(words))
        if pairs:
            rare = sum(count * _rare(one.name, pair) for pair, count in pairs.items())
            rank = (pairs.total(), -rare)
            if rank > best:
                best, found = rank, [one]
    return found


def _beside(text: str) -> str:
    """The runs that are not ASCII with what stands beside them: all that the patterns look at."""
    parts: list[str] = []
    begun = last = 0
    for run in _NOT_ASCII.finditer(text):
        start, end = run.start() - _NEAR, run.end() + _NEAR
        if start > last:
            parts += (text[begun:last], "\n")
            begun = start
        last = end
    parts.append(text[begun:last])
    return "".join(parts)


@lru_cache(maxsize=2_000)
def _rare(name: str, pair: str) -> int:
    """How many letters of what a pair means are rare."""
    return sum(map(is_rare, (page(name).encode(pair) or b"").decode(errors="ignore")))


def in_word(name: str, text: str, start: int) -> bool:
    """True when the pair at `start` is in the page `name` a letter of the word around it."""
    return _pattern(name).match(text, start) is not None


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """Finds pairs between two letters, and behind one letter where no such sign ends a word."""
    one = page(name)
    within, amid, behind, opens, closes = [], [], [], [], []
    for lead in _LEADS:
        for tail in range(0x80, 0xC0):
            pair = one.chars[lead] + one.chars[tail]
            if pair[0] in "…\xa0" or not _possible(bytes((lead, tail)).decode(), pair):
                continue
            written = re.escape(pair)
            if pair[1].islower() and pair[1] not in "ªº":
                amid.append(written)
            else:
                within.append(written)
                if _unmistakable(pair):
                    behind.append(written)
            if pair[0] == "├":
                opens.append(written)
                closes.append(written)
    if not within:
        return re.compile("(?!)")
    pairs, ends = "|".join(within), "|".join(behind) or "(?!)"
    every = "|".join([*within, *amid])
    # A capital, or the letter of another script, that no word has in its middle.
    also = f"|(?<=[a-z][a-z])(?:{every})+(?=[a-z])"
    if one.chars[0xC3].isalpha():
        return re.compile(f"(?<=[a-z])(?:(?:{pairs})+(?=[a-z])|(?:{ends})(?![A-Z])){also}")
    if opens:
        # No drawing stands at letters.
        begun, ended = "|".join(opens), "|".join(closes)
        also += (
            f"|(?<=[a-z] )(?:{begun})(?=[a-z]{{3}})|(?<=[a-z]{{3}})(?:{ended})(?![A-Za-z0-9─-▟])"
        )
    if one.name == "mac-roman":
        also = _MAC.format(every=every)
    # In mathematics a sign may stand between two letters; beside three of them a word goes on.
    return re.compile(
        f"(?<=[a-z][a-z])(?:(?:{pairs})+(?=[a-z])|(?:{ends})(?![A-Z]))"
        f"|(?<=[a-zA-Z])(?:{pairs})+(?=[a-z][a-z]){also if not one.chars[0xC3].isalpha() else ''}"
    )


def _possible(char: str, pair: str) -> bool:
    """True when a letter is meant, and no word goes on with such a pair."""
    return (
        char.isalpha()
        and (char.islower() or char in _APOSTROPHES)
        and common(char)
        and (not pair[0].islower() or pair[0] == "ƒ")
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
