"""The numbers of one value and what its words say of them: "671B total, 37B activated" is two.

A text is cut into numbers and known words. One word that is not known makes the whole text
unreadable, so that a number is never picked out of prose.
"""

from __future__ import annotations

import re

from modelcards.vocabulary import rows

LARGEST = 10**18
"""No count in a card is larger, and the 64-bit integers of the outputs hold it."""

TOO_LARGE = "is larger than any count"
"""Why a number beyond that is not read."""


def _words(kind: str) -> dict[str, str]:
    return {w: row[1] for row in rows("units") if row[0] == kind for w in row[2:]}


UNITS = {word: int(power) for word, power in _words("unit").items()}
_COUNTS = _words("count")
_ROLES = _words("role")
_QUALIFIERS = _words("qualifier")
_OPENINGS = frozenset(w.split()[0] for w in _QUALIFIERS if " " in w)
_FILLERS = frozenset(_words("filler"))
_BREAKS = frozenset(_words("break"))
RESTRICTING = frozenset(_words("restrict"))
"""Words of a remark behind a number that make it the number of a part."""

_MODAL, _TEXTUAL = frozenset(_words("modal")), frozenset(_words("textual"))
_LETTERS = re.compile(r"[^\W\d_]+")


def of_no_text(raw: str) -> bool:
    """True for tokens of images, sound or the like, and of text not at all.

    >>> of_no_text("2.2B image tokens"), of_no_text("500B vision and text tokens")
    (True, False)
    """
    words = set(_LETTERS.findall(raw.casefold()))
    return not words.isdisjoint(_MODAL) and words.isdisjoint(_TEXTUAL)


_PARTED = re.compile(r"(?:[,;]\s|\s?[+&]|\s(?:and|plus))\s*(?=[~≈]?[0-9])")
_TEXT_BEHIND = re.compile(r"([^()]{1,40}?)\s?\(([a-z ]{1,20})\)", re.IGNORECASE)


def of_text(raw: str) -> str:
    """The amount that is of text, where any other beside it is of images, sound or the like.

    >>> of_text("2B image tokens and 300B text tokens"), of_text("300B (text)")
    ('300B text tokens', '300B')
    >>> of_text("300B code and 1T text"), of_text("2B image tokens")
    ('300B code and 1T text', '2B image tokens')
    """
    if len(raw) > 200 or _TEXTUAL.isdisjoint(_LETTERS.findall(raw.casefold())):
        return raw
    held = [part for part in _PARTED.split(raw) if not of_no_text(part)]
    if len(held) != 1 or _TEXTUAL.isdisjoint(_LETTERS.findall(held[0].casefold())):
        return raw
    behind = _TEXT_BEHIND.fullmatch(held[0])
    if behind is None:
        return held[0]
    said = set(behind[2].casefold().split()) - {"only", "tokens"}
    return behind[1] if said and said <= _TEXTUAL else held[0]


TELLING_WHOLE = frozenset(_words("whole"))
"""Words of a remark behind a number that make the number of the remark the whole."""


def _ideograms() -> str:
    """Words of scripts without spaces as one pattern, the longest first."""
    tables = (UNITS, _COUNTS, _ROLES, _QUALIFIERS, _FILLERS, _BREAKS)
    found = {word for table in tables for word in table if ord(word[0]) > 0x2E7F}
    return "|".join(map(re.escape, sorted(found, key=lambda word: (-len(word), word))))


_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_GROUP_SIGNS = str.maketrans("", "", "\u202f_' ")
_WORD = r"[A-Za-zÀ-ɏЀ-ӿ]{1,30}+(?![0-9])"
_IDEOGRAMS = _ideograms()
_TOKEN = re.compile(
    rf"""[\s\u202f]*(?:
      (?P<dotted>[0-9]{{1,3}}(?:\.[0-9]{{3}}){{2,8}}(?![0-9.]))
    | (?P<number>
          [0-9]{{1,3}}(?:,[0-9]{{3}}){{1,8}}(?:\.[0-9]{{1,12}})?
        | [0-9]{{1,3}}(?:(?:[\u202f_'][0-9]{{3}}){{1,8}}|(?:[ ][0-9]{{3}}){{2,8}})
        | [0-9]{{1,24}}(?:[.,][0-9]{{1,12}})?
      )
      (?:[eE]\+?(?P<power>[0-9]{{1,2}})|[ ]?[x*·][ ]?10\^(?P<tens>[0-9]{{1,2}}))?
      (?![0-9]|[.,][0-9])
      (?:[\s\u202f-]?(?![xX][ ]?[0-9])(?P<unit>{_WORD}|{_IDEOGRAMS}))?
    | -(?P<active>A)(?=[0-9])
    | (?P<times>[xX])[ ]?(?=[0-9])
    | (?P<sign>[<>]=?|~|\+)
    | (?P<dash>--?|—)
    | (?P<skip>:|\.(?=[\s\u202f,;)]|\Z)|[*†‡]{{1,3}}\Z)
    | (?P<split>[,;/|()\[\]])
    | (?P<word>{_IDEOGRAMS}|{_WORD})
    )""",
    re.VERBOSE,
)


def exact(number: str, power: int) -> int | str:
    """`number` × 10^`power` as an exact integer, or in words why it is none.

    >>> exact("30000.0", 9), exact("1,5", 9), exact("0.5", 0)
    (30000000000000, 1500000000, 'is not a whole number')
    """
    if _GROUPED.fullmatch(number):
        number = number.replace(",", "")
    whole, _, part = number.replace(",", ".").translate(_GROUP_SIGNS).partition(".")
    if "." in part:
        return "has a comma and a point that group no thousands"
    if power == 0 and len(part) == 3 and len(whole) <= 3 and whole != "0":
        return "has a point that may group thousands or start a fraction"
    shift = power - len(part)
    value, left = int(whole + part), 0
    if shift < 0:
        value, left = divmod(value, 10**-shift)
    else:
        value *= 10**shift
    if left:
        return "is not a whole number"
    return value if value <= LARGEST else TOO_LARGE


class Quantity:
    """One number; `reason` says why it cannot be used, `bare` that it has no unit of its own."""

    __slots__ = ("bare", "qualifier", "reason", "roles", "value")

    def __init__(self, value: int | str, bare: bool) -> None:
        """`value` is the number, or in words why there is none."""
        self.value = value if isinstance(value, int) else 0
        self.reason = None if isinstance(value, int) else value
        self.bare = bare
        self.qualifier: str | None = None
        self.roles: set[str] = set()


class Quantities:
    """The numbers of one text, with the qualifiers and roles that stand at them.

    `power` is the magnitude of numbers without a unit; `counted` becomes what is counted.
    """

    def __init__(self, power: int) -> None:
        """No token has been taken yet."""
        self.power = power
        self.numbers: list[Quantity] = []
        self.counted: str | None = None
        self._here: Quantity | None = None  # the number of the part that is being read
        self._roles: set[str] = set()
        self._sign: str | None = None
        self._opening: str | None = None  # "at" of "at least"
        self._product = False

    def take(self, text: str) -> bool:
        """Read `text`; False unless all of it is known and at least one number is in it."""
        at = 0
        while at < len(text):
            token = _TOKEN.match(text, at)
            if token is None or not self._token(token):
                return False
            at = token.end()
        self._close()
        if self._opening is not None or self._product or not self.numbers:
            return False
        last = self.numbers[-1]
        last.qualifier = last.qualifier or self._sign
        return True

    def _token(self, token: re.Match[str]) -> bool:
        kind = token.lastgroup
        if kind == "word":
            return self._word(token["word"].lower())
        if self._opening is not None:
            return False
        if token["number"] is not None:
            return self._number(token)
        if kind == "sign":
            if token["sign"] == "+" and not self.numbers:
                return False
            return self._qualify(_QUALIFIERS[token["sign"]])
        if kind == "times":
            self._product = self._here is not None and self._here.bare
            return self._product
        if kind == "dotted":
            why = "has points that may group thousands or separate a version"
            self.numbers.append(Quantity(why, True))
        elif kind != "skip":
            self._close()
        if kind == "active":
            self._roles.add("active")
        return bool(self.numbers) or kind in ("skip", "split")  # no sign, no minus, before a number

    def _number(self, token: re.Match[str]) -> bool:
        word = (token["unit"] or "").lower()
        unit = UNITS.get(word)
        tens = token["power"] or token["tens"]
        power = unit if unit is not None else 0 if tens else self.power
        found = Quantity(exact(token["number"], power + int(tens or 0)), unit is None)
        if self._product and self._here is not None:
            found.value *= self._here.value
            found.reason = "states experts times their size, which is no total"
            self.numbers.pop()
            self._product = False
        found.qualifier, self._sign = self._sign, None
        found.roles, self._roles = self._roles, set()
        self._here = found
        self.numbers.append(found)
        return unit is not None or not word or self._word(word)

    def _word(self, word: str) -> bool:
        if self._opening is not None:
            word, self._opening = f"{self._opening} {word}", None
        if word in _QUALIFIERS:
            return self._qualify(_QUALIFIERS[word])
        if word in _COUNTS:
            self.counted = self.counted or _COUNTS[word]
        elif word in _ROLES:
            (self._roles if self._here is None else self._here.roles).add(_ROLES[word])
        elif word in _BREAKS:
            self._close()
        elif word in _OPENINGS:
            self._opening = word
        else:
            return word in _FILLERS
        return True

    def _qualify(self, sign: str) -> bool:
        if sign == "+" and self._here is not None:
            self._here.qualifier = self._here.qualifier or sign
        else:
            self._sign = self._sign or sign
        return True

    def _close(self) -> None:
        """A part ends: the roles of a part without a number belong to the number before it."""
        if self._here is None and self._roles and self.numbers:
            self.numbers[-1].roles |= self._roles
            self._roles = set()
        self._here = None
