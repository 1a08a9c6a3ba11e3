"""Score cells: "87.0% (5-shot)", "61.2 ± 0.4", "68.2†" → the number as printed and its setting.

A cell that holds two values has no score: which of them is meant is not ours to guess.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from modelcards.values.plain import plain

LONGEST = 200
"""Cells of more characters are text."""


class ScoreValue(NamedTuple):
    """A score as printed: 61.2% is 61.2 with the unit `%`.

    `value` is None, and `reason` says why, in a cell of several numbers; `setting` is the text in
    parentheses ("5-shot"), `stderr` the number after ±, footnote marks are gone.
    """

    value: float | None
    unit: str | None = None
    stderr: float | None = None
    setting: str | None = None
    qualifier: str | None = None
    reason: str | None = None


# A score from all of its fields, in half of the time that calling the class takes.
_whole: Callable[[tuple[float | None, str | None, None, None, None, None]], ScoreValue] = partial(
    tuple.__new__, ScoreValue
)
_SEVERAL_VALUES = "holds several values"
_PLAIN = re.compile(r"(-?[0-9]{1,12}(?:\.[0-9]{1,20})?)(%)?")
# No number stands behind so many letters.
_NAME = re.compile(r"[A-Za-z]{5}")
_DIGIT = re.compile(r"\d")
plain_score = _PLAIN.fullmatch
"""Finds a number alone, or with a percent sign: what most cells of scores hold."""
_NUMBER = (
    r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,4}(?:\.[0-9]{1,12})?|[0-9]{1,3}(?:\u202f[0-9]{3}){1,4}"
    r"|[0-9]{1,12}(?:[.,][0-9]{1,20})?|\.[0-9]{1,20})(?:[eE][+-]?[0-9]{1,3})?(?![0-9]|[.,][0-9])"
)
_MARK = r"(?:[*†‡§¶#⁰¹²³⁴-⁹↑↓←→⬆⬇✓✔✅⚠★☆🏆🥇🥈🥉]{1,4}|\^\[?\w{1,3}\]?|\[\^?\w{1,3}\])"
_CELL = re.compile(
    rf"""(?:{_MARK}\s?){{0,2}}
    (?P<sign>~|<=?|>=?|\+)?\s?
    (?P<value>-?{_NUMBER})\s?(?P<unit>%)?
    (?:\s?(?:±|\+/-|\+-|\\pm)\s?(?P<stderr>{_NUMBER})\s?(?P<late>%)?)?
    \s?(?P<more>\+)?
    (?:\s?{_MARK}){{0,2}}
    (?:\s?\(\s?(?:±|\+/-)\s?(?P<inner>{_NUMBER})\s?%?\s?\))?
    (?:\s?\((?P<setting>[^()]{{1,80}})\)|\s?(?P<shots>[0-9]{{1,3}}[- ][Ss]hots?))?
    (?:\s?{_MARK}){{0,2}}""",
    re.VERBOSE,
)
_SEVERAL = re.compile(
    rf"[^0-9]{{0,3}}-?{_NUMBER}\s?%?\s?(?:[-/|,;&]|\\|vs\.?|to|or)?"
    rf"\s?\(?-?{_NUMBER}\s?%?\s?\)?[^0-9]{{0,3}}"
)
_NUMERIC = re.compile(rf"\s?[-+~↑↓±Δ]?\s?{_NUMBER}\s?(?:%|pp|pts?)?\s?[↑↓]?\s?|[0-9]+\.[0-9].*")
_DELTA = re.compile(rf"\s?[-+↑↓Δ]\s?{_NUMBER}\s?(?:%|pp|pts?)?\s?|\s?{_NUMBER}\s?%?\s?[↑↓]\s?")


def score(text: str) -> ScoreValue | None:
    """Read one score cell. None where it holds no score: text, a shot count, a size, a time.

    A decimal comma is read where no thousands can be meant ("61,2").

    >>> score("87.0% (5-shot)")[:4]
    (87.0, '%', None, '5-shot')
    >>> score("61.2 ± 0.4†")[:3], score("42.2/36.6").reason
    ((61.2, None, 0.4), 'holds several values')
    >>> score("5-shot"), score("N/A")
    (None, None)
    """
    usual = _PLAIN.fullmatch(text)
    if usual is not None:
        number, unit = usual.groups()
        return _whole((float(number) + 0.0, unit, None, None, None, None))  # -0 is 0
    if len(text) > LONGEST or _DIGIT.search(text) is None or _NAME.match(text):
        return None
    cell = plain(text)
    if len(cell) > 2 and cell[0] == cell[-1] == "$":  # LaTeX: $61.2 \pm 0.4$
        cell = cell[1:-1].strip()
    read = _CELL.fullmatch(cell)
    if read is None:
        several = _SEVERAL.fullmatch(cell)
        return ScoreValue(None, reason=_SEVERAL_VALUES) if several else None
    setting = read["setting"] or read["shots"]
    if setting is not None and _NUMERIC.fullmatch(setting):
        if not _DELTA.fullmatch(setting):
            return ScoreValue(None, reason=_SEVERAL_VALUES)
        setting = None
    value = _float(read["value"])
    if value is None:
        return None
    error = read["stderr"] or read["inner"]
    return ScoreValue(
        value,
        read["unit"] or read["late"],
        None if error is None else _float(error),
        setting.strip() if setting else None,
        read["more"] or _SIGNS.get(read["sign"]),
    )


_SIGNS = {"~": "~", "<": "<", "<=": "<", ">": ">", ">=": "+"}


def _float(number: str) -> float | None:
    """The number, or None where it is too large to be one, or groups thousands behind a zero."""
    number = number.replace("\u202f", "")
    if "," in number:
        digits = number.lstrip("-")
        grouped = re.match(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?![0-9])", digits)
        number = number.replace(",", "") if grouped else number.replace(",", ".")
        if number.count(".") > 1:
            return None
    value = float(number) + 0.0  # -0 is 0
    return value if abs(value) <= 1e15 else None
