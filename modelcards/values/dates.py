"""Dates as model cards print them → ISO 8601 with the precision stated, or None when unsure.

>>> date("Mar/2025"), date("2025年3月"), date("Q1 2025"), date("Oct 2, 2025")
('2025-03', '2025-03', '2025', '2025-10-02')
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator

from modelcards.values.plain import plain
from modelcards.vocabulary import rows

_LONGEST = 60
_MONTHS = {name: int(number) for number, *names in rows("months") for name in names}
_SKIPPED = frozenset(w for kind, *words in rows("datewords") if kind == "skip" for w in words)
_PARTS = frozenset(w for kind, *words in rows("datewords") if kind == "part" for w in words)

_USUAL = re.compile(r"([A-Za-z]{3,9})[/ ]([0-9]{4})|([0-9]{4})-([0-9]{2})(?:-([0-9]{2}))?")
_CLOCK = re.compile(
    r"[T ][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?[ ]?(?:Z|UTC|GMT|[+-][0-9:]{2,5})?\Z"
)
_TOKEN = re.compile(
    r"[\s\u202f]*(?:(?P<part>[QH][1-4]\b|[QqHh][1-4](?![0-9A-Za-z]))"
    r"|(?P<number>[0-9]{1,8})(?:st|nd|rd|th)?(?:[\s\u202f]?(?P<mark>[年月日号년월일]))?"
    r"|(?P<cjk>[\u4e00-\u9fff]{2,4})"
    r"|(?P<word>[A-Za-zÀ-ɏЀ-ӿ]{2,12})"
    r"|(?P<sign>[-/.,]))"
)

_MONTH = r"(?:" + "|".join(sorted((m for m in _MONTHS if m.isascii()), key=len, reverse=True)) + ")"
_ORDINAL = re.compile(r"\b[1-4](?:st|nd|rd|th)(?= (?:half|quarter)\b)", re.IGNORECASE)
_IN_TEXT = re.compile(
    r"(?<![\w./-])(?:"
    r"[0-9]{4}(?P<sign>[-/.])[0-9]{1,2}(?:(?P=sign)[0-9]{1,2})?"
    rf"|(?:[0-9]{{1,2}}(?:st|nd|rd|th)?[ ])?(?:of[ ])?{_MONTH}\.?"
    r"(?:[ ][0-9]{1,2}(?:st|nd|rd|th)?(?![0-9]))?[, /]{1,2}[0-9]{4}"
    r"|[0-9]{4}年[0-9]{1,2}月(?:[0-9]{1,2}日)?"
    r")(?![\w/]|[-.][0-9])",
    re.IGNORECASE,
)

# What the kinds of the parts of a date spell: Y year, M month name, n one or two digits.
_SHAPES = {
    "Y": "Y", "MY": "MY", "YM": "YM", "YMn": "YMD", "nMY": "DMY", "MnY": "MDY",
    "Yn": "YM", "Ynn": "YMD", "nY": "MY",
}  # fmt: skip


def date(text: str) -> str | None:
    """Read a date: the year, the month or the day, as far as it is stated. None when unsure.

    A date of two small numbers ("03/04/2025") has no sure reading unless only one order exists.
    Points mean day first, as nobody writes the month first with points.

    >>> date("2024-13-45"), date("03/04/2025"), date("30/04/2025"), date("17.05.2024")
    (None, None, '2025-04-30', '2024-05-17')
    """
    usual = _USUAL.fullmatch(text)
    if usual is not None:
        name, named_year, year, month, day = usual.groups()
        if year is not None:
            return _iso(int(year), int(month), None if day is None else int(day))
        number = _MONTHS.get(name.lower())
        if number is not None:
            return _iso(int(named_year), number, None)
    if len(text) > _LONGEST:
        return None
    return _spelt(_ORDINAL.sub("", _CLOCK.sub("", plain(text))))


def dates_in(text: str) -> Iterator[tuple[str, int, int]]:
    """The dates in running text that name a month at least, each with its place.

    >>> [found[0] for found in dates_in("Released on May 3rd, 2024 and again in 2024-06 (v1.2).")]
    ['2024-05-03', '2024-06']
    """
    for found in _IN_TEXT.finditer(text):
        read = date(found[0].strip(" .,"))
        if read is not None and len(read) > 4:
            yield read, found.start(), found.end()


def _iso(year: int, month: int | None, day: int | None) -> str | None:
    if not 1900 <= year <= 2199:
        return None
    if month is None:
        return f"{year}"
    if not 1 <= month <= 12:
        return None
    if day is None:
        return f"{year}-{month:02}"
    return f"{year}-{month:02}-{day:02}" if 1 <= day <= monthrange(year, month)[1] else None


def _spelt(text: str) -> str | None:
    shape, numbers, signs, part, at = "", [], "", False, 0
    while at < len(text):
        token = _TOKEN.match(text, at)
        if token is None:
            return None
        at = token.end()
        word = (token["word"] or token["cjk"] or "").lower()
        if token["number"] is not None:
            kind = _kind(token["number"], token["mark"] or "")
            shape += kind
            numbers.append(int(token["number"]))
        elif token["part"] is not None or word in _PARTS:
            part = True
        elif word in _MONTHS:
            shape += "M"
            numbers.append(_MONTHS[word])
        elif token["sign"] is not None:
            signs += token["sign"]
        elif word not in _SKIPPED:
            return None
    if part and shape not in ("MY", "YM"):  # "early May 2024" is a month
        return _iso(numbers[0], None, None) if shape == "Y" else None
    return _placed(shape, numbers, signs)


def _kind(number: str, mark: str) -> str:
    if len(number) == 4:
        return "Y" if mark in ("", "年", "년") else "?"
    if len(number) == 8:
        return "C"
    return "n" if len(number) <= 2 and mark not in ("年", "년") else "?"


def _placed(shape: str, numbers: list[int], signs: str) -> str | None:
    if shape == "C" and not signs:
        return _iso(numbers[0] // 10000, numbers[0] // 100 % 100, numbers[0] % 100)
    if shape == "nnY":
        first, second, year = numbers
        if signs == ".." or first > 12 or first == second:
            return _iso(year, second, first)
        return _iso(year, first, second) if second > 12 else None
    order = _SHAPES.get(shape)
    if order is None or (len(shape) == 1 and signs):
        return None
    found = dict(zip(order, numbers, strict=True))
    return _iso(found["Y"], found.get("M"), found.get("D"))
