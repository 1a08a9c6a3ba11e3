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
    ci: tuple[float, float] | None = None
    several: tuple[tuple[float | None, str | None], ...] = ()
    """The values of a cell that holds several, in order, each with the word in brackets behind it;
    None stands for one that is missing."""


# A score from all of its fields, in half of the time that calling the class takes.
_whole: Callable[
    [tuple[float | None, str | None, None, None, None, None, None, tuple[()]]], ScoreValue
] = partial(tuple.__new__, ScoreValue)
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
_MARK = (
    r"(?:[*†‡§¶#⁰¹²³⁴-⁹↑↓←→⬆⬇✓✔✅⚠★☆▲▼\u2b50\u2600-\u27bf\U0001f300-\U0001faff]{1,4}"
    r"|\^\[?\w{1,3}\]?|\[\^?\w{1,3}\])"
)
_CELL = re.compile(
    rf"""(?:{_MARK}\s?){{0,2}}
    (?P<sign>~|<=?|>=?|\+)?\s?
    (?P<value>-?{_NUMBER})\s?(?P<unit>%|dB)?(?:\s(?:points?|pts?|percent))?
    (?:\s?(?:±|\+/-|\+-|\\pm)\s?(?:(?P<stderr>{_NUMBER})|\?)\s?(?P<late>%)?)?
    (?:\s?[\[(](?:95\s?%\s?(?:ci)?:?)?\s?(?P<low>-?{_NUMBER})\s?%?\s?(?:,|;|-|to)\s?(?P<high>-?{_NUMBER})\s?%?[\])])?
    \s?(?P<more>\+(?!\s?\.?\d))?
    (?:\s(?:\+\s?|-){_NUMBER}\s?(?:%|pp|pts?)?|\s?[↑↓▲▼]\s?[-+]?{_NUMBER}\s?%?)?
    (?:\s?{_MARK}){{0,2}}
    (?:\s?\(\s?(?:±|\+/-)\s?(?P<inner>{_NUMBER})\s?%?\s?\))?
    (?:\s?\((?P<setting>[^()]{{1,80}})\)
      |\s?(?P<shots>[0-9]{{1,3}}[- ][Ss]hots?)|\s(?P<at>[A-Za-z]{{1,10}}@[0-9]{{1,5}}k?))?
    (?:\s?{_MARK}){{0,2}}[,;]?""",
    re.VERBOSE | re.IGNORECASE,
)
_SEVERAL = re.compile(
    rf"[^0-9A-Za-z]{{0,3}}-?{_NUMBER}\s?%?\s?(?:[-/|,;&]|\\|vs\.?|to|or)?"
    rf"\s?\(?-?{_NUMBER}\s?%?\s?\)?[^0-9A-Za-z]{{0,3}}"
)
_BETWEEN = re.compile(r"\s?[/|;&]\s?")
_ONE_OF = re.compile(rf"(?P<value>-?{_NUMBER})\s?%?(?:\s?\((?P<word>[^()]{{1,40}})\))?")
_LABELLED = re.compile(
    rf"\s?(?P<word>[A-Za-z][\w@.-]{{0,15}})\s?:\s?(?P<value>-?{_NUMBER})\s?%?\s?[,;/|]?"
)
_MOST_PARTS = 6
# A number drawn once more, as a bar before or behind it.
_BLOCKS = "\u2580-\u259f\u25a0\u25a1\u25aa-\u25b1\u2b1b\u2b1c\U0001f7e5-\U0001f7eb"
_BAR = re.compile(rf"^[{_BLOCKS}]{{1,60}}\s(?=\S)|(?<=\S)\s[{_BLOCKS}]{{1,60}}$")
_NONE_OF = frozenset({"-", "--", "n/a", "na"})
_NUMERIC = re.compile(rf"\s?[-+~↑↓±Δ]?\s?{_NUMBER}\s?(?:%|pp|pts?)?\s?[↑↓]?\s?|[0-9]+\.[0-9].*")
_DELTA = re.compile(rf"\s?[-+↑↓Δ▲▼]\s?{_NUMBER}\s?(?:%|pp|pts?)?\s?|\s?{_NUMBER}\s?%?\s?[↑↓▲▼]\s?")
_SET = re.compile(
    r"\\(?:text|math|bold|underline|uline|emph)[a-z]{0,8}\s?\{([^{}]{0,80})\}|\\bf\s|\\(?=%)"
)
_ERROR = re.compile(r"[_^]\{?\s?\\pm\s?\{?([0-9.]{1,12})\}{0,2}")


def without_latex(text: str) -> str:
    r"""The text without the dollar signs and fonts of LaTeX; other commands stay.

    >>> without_latex(r"$\mathbf{61.2}$"), without_latex(r"$\text{PIQA}$"), without_latex("$5")
    ('61.2', 'PIQA', '$5')
    >>> without_latex(r"$61.2_{\pm 0.4}$")
    '61.2 ± 0.4'
    """
    if "$" not in text and "\\" not in text:
        return text
    bare = _ERROR.sub(r" ± \1", text)
    if bare != text:
        bare = bare.replace("$", "")
    bare = _SET.sub(r"\1", bare).strip()
    if "{" in bare:
        bare = _SET.sub(r"\1", bare).strip()  # a font within a font
    return bare[1:-1].strip() if len(bare) > 2 and bare[0] == bare[-1] == "$" else bare


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
        return _whole((float(number) + 0.0, unit, None, None, None, None, None, ()))  # -0 is 0
    if len(text) > LONGEST or _DIGIT.search(text) is None:
        return None
    if _NAME.match(text) and ":" not in text:
        return None
    cell = without_latex(plain(text))
    if not cell.isascii():
        cell = _BAR.sub("", cell)
    if cell.endswith(")") and "(" not in cell:
        cell = cell[:-1].rstrip()  # a bracket that was never opened
    read = _CELL.fullmatch(cell)
    if read is None:
        return _parts(cell)
    setting = read["setting"] or read["shots"] or read["at"]
    if setting is not None and _NUMERIC.fullmatch(setting):
        if not _DELTA.fullmatch(setting):
            return ScoreValue(None, reason=_SEVERAL_VALUES)
        setting = None
    value = _float(read["value"])
    if value is None:
        return None
    ci = None
    if read["low"]:
        low, high = _float(read["low"]), _float(read["high"])
        if low is None or high is None or not low <= value <= high:
            return ScoreValue(None, reason=_SEVERAL_VALUES)
        ci = low, high
    error = read["stderr"] or read["inner"]
    return ScoreValue(
        value,
        read["unit"] or read["late"],
        None if error is None else _float(error),
        setting.strip() if setting else None,
        read["more"] or _SIGNS.get(read["sign"]),
        ci=ci,
    )


def _parts(cell: str) -> ScoreValue | None:
    """The values of a cell that holds several, parted by a bar or a stroke or not; else None."""
    if "@" in cell and (named := _LABELLED.fullmatch(cell)):
        return ScoreValue(_float(named["value"]), setting=named["word"])  # "pass@1: 50.6"
    if ":" in cell and (labelled := _labelled(cell)):
        return ScoreValue(None, reason=_SEVERAL_VALUES, several=labelled)
    parts = _BETWEEN.split(cell, _MOST_PARTS)
    found = [_ONE_OF.fullmatch(part) for part in parts]
    held = [
        (_float(one["value"]), one["word"]) if one else (None, None)
        for one, part in zip(found, parts, strict=True)
        if one or part.casefold() in _NONE_OF
    ]
    if len(held) == len(parts) > 1 and any(value is not None for value, _ in held):
        return ScoreValue(None, reason=_SEVERAL_VALUES, several=tuple(held))
    return ScoreValue(None, reason=_SEVERAL_VALUES) if _SEVERAL.fullmatch(cell) else None


def _labelled(cell: str) -> tuple[tuple[float | None, str | None], ...]:
    """The values of a cell where a word and a colon stand before each: "F1: 49.0 EM: 31.4"."""
    held: list[tuple[float | None, str | None]] = []
    at = 0
    while at < len(cell) and len(held) < _MOST_PARTS:
        one = _LABELLED.match(cell, at)
        if one is None:
            return ()
        held.append((_float(one["value"]), one["word"]))
        at = one.end()
    return tuple(held) if at == len(cell) and len(held) > 1 else ()


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
