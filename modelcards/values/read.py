"""Text of one value → its typed value: the face of the value readers.

Each takes visible text (markup already stripped) and never raises, whatever the text. Amounts,
dates and scores have modules of their own; the small ones stand here.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple, TypeVar

from modelcards.values.amounts import Amount, amount
from modelcards.values.dates import date
from modelcards.values.plain import plain
from modelcards.values.scores import ScoreValue, plain_score, score, without_latex
from modelcards.vocabulary import rows

__all__ = [
    "Access", "Amount", "Rated", "Ratio", "ScoreValue", "access", "alscore", "amount", "date",
    "is_missing", "plain_score", "ratio", "score", "text_list", "without_latex",
]  # fmt: skip

AccessValue = Literal["public", "limited", "private", "unknown"]
RatioLabel = Literal["compute-optimal", "under-trained"]
Tier = Literal["lightweight", "mid-tier", "powerful", "very powerful", "extremely powerful"]


class Access(NamedTuple):
    """Who can get the model; `mark` and `word` are the two readings, and the word decides."""

    value: AccessValue | None
    mark: AccessValue | None
    word: AccessValue | None


class Ratio(NamedTuple):
    """Tokens per parameter; `reason` says what could not be read."""

    value: float | None
    label: RatioLabel | None
    reason: str | None = None


class Rated(NamedTuple):
    """An ALScore and its tier; `reason` says what could not be read."""

    value: float | None
    tier: Tier | None
    reason: str | None = None


_MISSING = frozenset(word for row in rows("missing") for word in row)


def is_missing(text: str) -> bool:
    """True for text that says "not stated": nothing, a dash, `-B`, `N/A`, `TBA`, `{{ name }}`.

    >>> [is_missing(text) for text in ("", " — ", "-B", "n/a", "- -", "0")]
    [True, True, True, True, True, False]
    """
    bare = text.strip()
    if bare[:2] == "{{" and bare[-2:] == "}}":
        return True
    return not bare or (len(bare) <= 40 and bare.lower() in _MISSING)


_ACCESS_VALUES: tuple[AccessValue, ...] = ("public", "limited", "private", "unknown")
_ACCESS_MARKS = {row[1]: v for v in _ACCESS_VALUES for row in rows("access") if row[0] == v}
_ACCESS_WORDS = {
    word: v for v in _ACCESS_VALUES for row in rows("access") if row[0] == v for word in row[2:]
}


def access(text: str) -> Access:
    """Read "🔴 Private". All three are None where neither mark nor word is known.

    >>> access("🟢 Public").value, access("🟢 Private")
    ('public', Access(value='private', mark='public', word='private'))
    """
    bare = plain(text[:200])
    mark = next((v for sign, v in _ACCESS_MARKS.items() if bare.startswith(sign)), None)
    words = bare[1:] if mark else bare
    word = _ACCESS_WORDS.get(words.strip(" .:").replace("-", " ").lower())
    return Access(word or (None if words else mark), mark, word)


_L = TypeVar("_L", RatioLabel, Tier)

_AROUND = " ()[]-—–:,.\u202f"
_LIST_SIGN = re.compile(r"[,;、，；\n()（）\[\]]")
_RATIO_LABELS: tuple[RatioLabel, ...] = ("compute-optimal", "under-trained")
_TIERS: tuple[Tier, ...] = (
    "lightweight", "mid-tier", "powerful", "very powerful", "extremely powerful",
)  # fmt: skip
_RATIO_WORDS = {
    w: v for v in _RATIO_LABELS for row in rows("labels") if row[1] == v for w in row[2:]
}
_TIER_WORDS = {w: v for v in _TIERS for row in rows("labels") if row[1] == v for w in row[3:]}
_RATIO = re.compile(
    r"[~≈]?\s?([0-9]{1,3}(?:,[0-9]{3}){1,6}|[0-9]{1,15})(\.[0-9]{1,12})?"
    r"(?:\s?:\s?1(?![0-9.,:])|x|\s?(?:tokens?\s?)?(?:/|per)\s?param(?:eter)?)?(?![0-9.,:])\s?(.{0,60})",
    re.DOTALL,
)
_ALSCORE = re.compile(r"[~≈]?\s?([0-9]{1,9}(?:\.[0-9]{1,12})?)(?![0-9.,])\s?(.{0,60})", re.DOTALL)


def ratio(text: str) -> Ratio:
    """Read "1,000:1 ✅ Compute-optimal". A missing ratio ("- -") gives no value and no reason.

    >>> ratio("1,000:1 ✅ Compute-optimal"), ratio("154").value
    (Ratio(value=1000.0, label='compute-optimal', reason=None), 154.0)
    """
    if is_missing(text):
        return Ratio(None, None)
    read = _RATIO.fullmatch(plain(text)) if len(text) <= 120 else None
    if read is None:
        return Ratio(None, None, "is no ratio of tokens to parameters")
    whole, part, rest = read.groups()
    value = float(whole.replace(",", "") + (part or ""))
    if not rest:
        return Ratio(value, None)
    label, reason = _label(rest, _RATIO_WORDS)
    return Ratio(value, label, reason)


def alscore(text: str) -> Rated:
    """Read "3.2 (Mid-tier)". A missing score gives no value and no reason; a tier may be absent.

    >>> alscore("41.6 (Extremely powerful)")[:2], alscore("0.0")[:2]
    ((41.6, 'extremely powerful'), (0.0, None))
    """
    if is_missing(text):
        return Rated(None, None)
    read = _ALSCORE.fullmatch(plain(text)) if len(text) <= 120 else None
    if read is None:
        return Rated(None, None, "is no ALScore")
    tier, reason = _label(read[2], _TIER_WORDS)
    return Rated(float(read[1]), tier, reason)


def _label(printed: str, known: dict[str, _L]) -> tuple[_L | None, str | None]:
    """The label among `known`: by its words, or by its mark where there are none."""
    bare = printed.strip(_AROUND).lower()
    words = bare.lstrip("✅⚠").strip(_AROUND)
    if not bare:
        return None, None
    label = known.get(words or bare)
    reason = f"has the unknown label {printed.strip(_AROUND)!r}"
    return label, None if label is not None else reason


def text_list(text: str) -> list[str]:
    """Split an enumeration at commas and semicolons that stand outside parentheses.

    >>> text_list("synthetic, web-scale"), text_list("Arabic, English, and Thai"), text_list("-")
    (['synthetic', 'web-scale'], ['Arabic', 'English', 'Thai'], [])
    """
    if is_missing(text):
        return []
    items, depth, start = [], 0, 0
    for cut in _LIST_SIGN.finditer(text):
        sign = cut[0]
        if sign in "(（[":
            depth += 1
        elif sign in ")）]":
            depth = max(0, depth - 1)
        elif depth == 0:
            items.append(text[start : cut.start()])
            start = cut.end()
    items.append(text[start:])
    items = [bare for item in items if (bare := item.strip(" \t\r\n\u00a0`"))]
    if len(items) > 2 and items[-1].startswith(("and ", "or ")):
        items[-1] = items[-1].partition(" ")[2].strip()
    return items
