"""Amounts with a magnitude: "30.0B", "2.6 万亿", "671B (37B activated)" → units of one, exact."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from modelcards.values.plain import plain
from modelcards.values.quantities import LARGEST, TOO_LARGE, UNITS, Quantities, Quantity, exact

Qualifier = Literal["~", "+", "<", ">"]

LONGEST = 400
"""Texts of more characters are prose, and unreadable as one value."""


class Amount(NamedTuple):
    """A count in units of one; `value` is None, and `reason` says why, where it is unsure.

    `unit` is what is counted ("tokens") where the text says so, `active` the activated part of a
    mixture model ("235B-A22B").
    """

    value: int | None
    unit: str | None = None
    qualifier: Qualifier | None = None
    active: int | None = None
    reason: str | None = None

    @property
    def typed(self) -> int | None:
        """The value, unless the text only bounds it (`>1T`, `<1B`)."""
        return None if self.qualifier in ("<", ">") else self.value


# A power of two or ten by itself; a digit raised behind another number may be a footnote.
_POWER = re.compile(
    r"(?<![\w.,^*×·])(?P<base>2|10)(?:\s?(?:\*\*|\^)\s?(?P<up>[0-9]{1,2})|(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}))"
    r"(?![\w^*⁰¹²³⁴⁵⁶⁷⁸⁹]|\.[0-9])"
)
_TIMES = re.compile(r"(?:[×*·]|(?<![^\W\d_])[xX])\s?$")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_USUAL = re.compile(r"([0-9]{1,15})(?:\.([0-9]{1,12}))?([KMBT]?)")
_POWERS = {letter: UNITS[letter.lower()] for letter in ("K", "M", "B", "T")} | {"": 0}
_SIGNS: dict[str, Qualifier] = {"~": "~", "+": "+", "<": "<", "<=": "<", ">": ">"}


def amount(text: str, unit: str | None = None, *, ceiling: bool = False) -> Amount | None:
    """Read a count. None where the text is no amount at all; `unit` is the magnitude its key gives.

    With `ceiling`, "up to 128K" is the number itself: what a context length states is a most.

    >>> amount("30.0B").value, amount("31.0", unit="M").value
    (30000000000, 31000000)
    >>> amount("671B (37B activated)")[:4]
    (671000000000, None, None, 37000000000)
    >>> amount("8x7B").reason
    'states experts times their size, which is no total'
    >>> amount("2**17 ~= 128k").value, amount("2¹⁵ tokens").value
    (131072, 32768)
    >>> amount(">1T").typed, amount("30 bananas")
    (None, None)
    """
    power = 0 if unit is None else UNITS.get(unit.lower(), 0)
    usual = _USUAL.fullmatch(text)
    if usual is not None:
        whole, part, letter = usual.groups()
        if letter:
            power = _POWERS[letter]
        if part is None:
            value: int | str = int(whole) * 10**power
        elif power > len(part):
            value = int(whole + part) * 10 ** (power - len(part))
        else:
            value = exact(f"{whole}.{part}", power)
        if isinstance(value, int) and value > LARGEST:
            value = TOO_LARGE
        return Amount(value) if isinstance(value, int) else Amount(None, reason=value)
    if len(text) > LONGEST:
        return None
    found = Quantities(power)
    written = _POWER.sub(_written_out, text).replace("~=", "~")
    return _chosen(found, ceiling) if found.take(plain(written)) else None


def _written_out(power: re.Match[str]) -> str:
    """131072 for `2**17`; exponents below four are as likely the marks of footnotes."""
    if _TIMES.search(power.string, max(power.start() - 3, 0), power.start()):
        return power[0]
    exponent = int(power["up"] or power["raised"].translate(_RAISED))
    return str(int(power["base"]) ** exponent) if exponent > 3 else power[0]


def _chosen(found: Quantities, ceiling: bool) -> Amount:
    """Which of the numbers is the value: the total, or the only one that is no part."""
    numbers, counted = found.numbers, found.counted
    active = [q for q in numbers if "active" in q.roles and "total" not in q.roles]
    rest = [q for q in numbers if q not in active and "other" not in q.roles]
    rest = [q for q in rest if q.roles & {"total", "main"}] or rest
    part = active[0].value if len(active) == 1 else None
    if len(rest) == 2:
        rest = _restated(*rest)
    one = rest[0] if len(rest) == 1 else None
    reason = None
    if not rest:
        reason = "states only a part, not the whole"
    elif one is None:
        reason = "holds several values, and does not say which is meant"
    elif not (one.value and "total" in one.roles):
        reason = one.reason
    if one is None or reason is not None:
        return Amount(None, counted, None, part, reason)
    sign = one.qualifier
    if sign is None or (ceiling and sign == "<="):
        return Amount(one.value, counted, None, part)
    return Amount(one.value, counted, _SIGNS[sign], part)


def _restated(first: Quantity, second: Quantity) -> list[Quantity]:
    """The full one of "128K (131,072)", which is one value printed twice; else both."""
    if first.qualifier == "+" and first.bare == second.bare:
        return [first, second]  # "24 + 24" is a sum
    if first.bare == second.bare:
        return [first] if first.value == second.value else [first, second]
    full, short = (first, second) if first.bare else (second, first)
    return [full] if abs(full.value - short.value) * 20 <= full.value else [first, second]
