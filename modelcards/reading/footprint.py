"""The words of training's footprint: which label means what, and in which unit."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from modelcards import vocabulary
from modelcards.markdown.outline import normal
from modelcards.values.read import is_missing

_BRACKETS = re.compile(r"\s*[(（][^()（）]{0,200}[)）]")
_IN_BRACKETS = re.compile(r"[(（]([^()（）]{1,80})[)）]")
NUMBER = re.compile(
    r"(?<![\w.])([~≈]?\s?)(\d[\d,]*(?:\.\d+)?(?:[eE][+-]?\d{1,2})?)\s?([kKMm](?![a-zA-Z]))?"
)
_SPANS = re.compile(r"\s?(?:-|–|to|bis|à)\s?\d[\d.,]*")
SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_NOTHING = re.compile(
    r"more information (?:is )?needed|\bunknown\b|\{\{|未知"
    r"|not (?:available|known|specified|reported|disclosed)",
    re.IGNORECASE,
)
_TRAINED_ON = re.compile(r"\b(?:train|tun)ed (?:\w+ )?(?:on|using|with) ", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_CLAUSE = 600

# What a sentence that tells of a footprint cannot do without, in lower case.
_SIGNS = ("carbon", "co2", "ascend", "gaudi", "mi250", " hours", " days")
_OTHER_SIGNS = ("co₂", "碳")
# Several have a part in common, which is looked for first.
_ALIKE = (
    ("pu", ("gpu", "tpu")),
    ("tx", ("rtx", "gtx")),
    ("emi", ("emission", "emitted")),
    ("00", ("a100", "h100", "v100", "p100", "h800", "mi300")),
)


class Amount(NamedTuple):
    """A number, the unit it is counted in, and that unit as printed behind it or in brackets."""

    value: float | None
    unit: str | None
    printed: str | None = None


@lru_cache(maxsize=1)
def _words() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for first, *words in vocabulary.rows("environment"):
        if first not in ("chip", "mass", "time"):
            found.setdefault(first, set()).update(words)
    return {first: frozenset(words) for first, words in found.items()}


@lru_cache(maxsize=1)
def _labels() -> dict[str, tuple[str, bool]]:
    """What each label states, and whether it needs a heading that says so."""
    return {
        normal(word): (first.rstrip("?"), first.endswith("?"))
        for first, words in _words().items()
        if first.rstrip("?") in ("emissions", "hardware", "hours", "provider", "region")
        for word in words
    }


class _Row(NamedTuple):
    """The words of a row: single ones, phrases between blanks, and words of other scripts."""

    single: frozenset[str]
    phrases: tuple[str, ...]
    others: tuple[str, ...]


@lru_cache(maxsize=16)
def _row(name: str) -> _Row:
    words = [word.casefold() for word in _words()[name]]
    plain = [word for word in words if word.isascii() and _WORD.fullmatch(word)]
    others = [word for word in words if not word.isascii()]
    phrases = [f" {' '.join(_WORD.findall(w))} " for w in words if w.isascii() and w not in plain]
    return _Row(frozenset(plain), tuple(phrases), tuple(others))


def says(name: str, text: str) -> bool:
    """Whether a text holds any of the words of a row."""
    row = _row(name)
    low = text.casefold()
    words = _WORD.findall(low)
    if not row.single.isdisjoint(words):
        return True
    line = f" {' '.join(words)} "
    return any(map(line.__contains__, row.phrases)) or any(map(low.__contains__, row.others))


def clouds_in(text: str) -> list[str]:
    """The clouds and clusters that a text names, in their own spelling."""
    # Few texts name any, and the pattern takes longer to compile than a card to read.
    if not any(map(text.__contains__, _words()["cloud"])):
        return []
    return _clouds().findall(text)


@lru_cache(maxsize=1)
def _clouds() -> re.Pattern[str]:
    """Clouds by name; the longest first."""
    words = sorted(_words()["cloud"], key=len, reverse=True)
    return re.compile(rf"(?=[A-Z])(?<![\w-])(?:{'|'.join(map(re.escape, words))})(?![\w-])")


@lru_cache(maxsize=2)
def units_of(what: str) -> tuple[dict[str, str], re.Pattern[str]]:
    """The units of emissions or of time by each of their words, and a pattern of one."""
    row = "mass" if what == "emissions" else "time"
    units = {
        w: one
        for first, one, *words in vocabulary.rows("environment")
        if first == row
        for w in words
    }
    printed = "|".join(
        re.escape(w).replace(r"\ ", r"[ -]?") for w in sorted(units, key=len, reverse=True)
    )
    behind = r"(?:\s?(?:of\s)?co2[\s-]?(?:eq|e)?\b\.?)?" if row == "mass" else ""
    return units, re.compile(rf"\s?[-(]?({printed})(?![a-z]){behind}", re.IGNORECASE)


def signs_in(text: str) -> tuple[tuple[str, ...], list[int]]:
    """The signs that a card's text may tell anything of the footprint, of which most cards have
    few, and the lines that they stand in (from 1 on).
    """
    low = _small(text)
    signs = _signs_in(low)
    lines: set[int] = set()
    for sign in map(_small, signs):
        line, counted, at = 1, 0, low.find(sign)
        while at >= 0:
            line += low.count("\n", counted, at)
            lines.add(line)
            # What else stands in this line says nothing more.
            counted = low.find("\n", at)
            at = low.find(sign, counted) if counted >= 0 else -1
    return signs, sorted(lines)


def _small(text: str) -> str:
    """A text without capitals and tabs, to look for signs in: what is not ASCII stands in it as its
    bytes, since finding its small letters would take many times as long.
    """
    text = text.replace("\t", " ")
    if text.isascii():
        return text.lower()
    return text.encode("utf-8", "surrogatepass").lower().decode("latin-1")


def _signs_in(low: str) -> tuple[str, ...]:
    found = [sign for sign in _SIGNS if sign in low]
    for part, signs in _ALIKE:
        if part in low:
            found += [sign for sign in signs if sign in low]
    if not low.isascii():
        found += [sign for sign in _OTHER_SIGNS if _small(sign) in low]
    return tuple(found)


def mentions(text: str, signs: tuple[str, ...] | None = None) -> bool:
    """Whether a paragraph or sentence may tell anything: of a card with these signs, or of any."""
    if signs is None:
        return bool(_signs_in(_small(text)))
    low = text.lower()
    return any(map(low.__contains__, signs))


@lru_cache(maxsize=4096)
def is_label(label: str) -> bool:
    """Whether a label states something of the footprint, under some heading."""
    if label.isascii() and "(" not in label:  # nothing to take out of it
        return normal(label[:200]).strip() in _labels()
    bare = normal(_BRACKETS.sub("", label[:200].translate(SUBSCRIPTS))).strip()
    return bare in _labels() or normal(label[:200]) in _labels()


@lru_cache(maxsize=4096)
def about(path: tuple[str, ...]) -> str:
    """What the headings over a text speak of: `impact`, `training`, `elsewhere` or nothing."""
    titles = [_BRACKETS.sub("", title).casefold() for title in path[1:] or path]
    for title in reversed(titles):
        if says("impact", title):
            return "impact"
        if says("elsewhere", title):
            return "elsewhere"
        if says("section", title):
            return "training"
    return ""


def kind_of(label: str, place: str) -> tuple[str, int] | None:
    """What a label states and how plainly (0 is most), or None.

    >>> kind_of("Hours used", ""), kind_of("Region", ""), kind_of("Region", "impact")
    (('hours', 0), None, ('region', 0))
    """
    bare = normal(_BRACKETS.sub("", label[:200].translate(SUBSCRIPTS))).strip()
    known = _labels().get(bare) or _labels().get(normal(label[:200]))
    if known is None or place == "elsewhere":
        return None
    what, needs_heading = known
    if needs_heading and not place:
        return None
    return what, 0 if place == "impact" or not needs_heading else 2


def is_stated(raw: str) -> bool:
    """False for what only says that nothing is known.

    >>> is_stated("[More Information Needed]"), is_stated("A100")
    (False, True)
    """
    return bool(raw) and not is_missing(raw) and _NOTHING.search(raw[:200]) is None


@lru_cache(maxsize=2048)
def amount(what: str, raw: str, label: str = "") -> Amount | None:
    """The number of emissions or hours and its unit, which may stand in the label.

    >>> amount("emissions", "112 kg CO2 eq."), amount("hours", "5", "Training time (days)")[:2]
    (Amount(value=112.0, unit='kg', printed='kg CO2 eq'), (5.0, 'days'))
    """
    text = raw[:_CLAUSE].translate(SUBSCRIPTS)
    units, pattern = units_of(what)
    first: Amount | None = None
    for found in NUMBER.finditer(text):
        value = float(found[2].replace(",", ""))
        value *= {"k": 1e3, "m": 1e6}.get((found[3] or "").lower(), 1)
        span = _SPANS.match(text, found.end())
        behind = pattern.match(text, span.end() if span else found.end())
        if behind is not None:
            unit = units[_unit_key(behind[1], units)]
            # Between two numbers there is no single one.
            return Amount(None if span else value, unit, behind[0].strip(" (-."))
        if first is None and not span and not text[: found.start()].strip(" ~≈*_"):
            # A number of its own: "72 (3 days)" behind "Hours used".
            first = _with_label(what, Amount(value, None), label.translate(SUBSCRIPTS))
            if first.unit is not None or found.end() == len(text.rstrip(" .*†")):
                return first
    return None


def _unit_key(printed: str, units: dict[str, str]) -> str:
    """The word of the list that was printed, whatever joins its parts."""
    low = printed.lower()
    return next(one for one in (low, low.replace("-", " "), low.replace(" ", "-"),
                                low.replace(" ", "").replace("-", "")) if one in units)  # fmt: skip


def _with_label(what: str, read: Amount, label: str) -> Amount:
    """A number without a unit takes that of its label: in brackets, or the word "hours"."""
    units, pattern = units_of(what)
    inside = _IN_BRACKETS.findall(label)
    for text in (*inside, label if what == "hours" or label in units else ""):
        for word in re.finditer(r"[^\W\d_]\w*(?:[- ](?:hours?|days?))?", text):
            found = pattern.match(text, word.start())
            if found is not None and found[1]:
                printed = found[0].strip(" (-.") if text in inside else None
                return Amount(read.value, units[_unit_key(found[1], units)], printed)
    return read


def tells_of_others(text: str) -> bool:
    """Whether a sentence tells of running the model, or of another one, and not of training it.

    >>> tells_of_others("It fits on one A100"), tells_of_others("A100, batch size 8")
    (True, True)
    >>> tells_of_others("It was trained on one A100 with a batch size of 8")
    False
    """
    return says("not", text) or (says("not?", text) and _TRAINED_ON.search(text) is None)


def cloud_in(text: str) -> str | None:
    """The first cloud or cluster that a text names."""
    return next(iter(clouds_in(text)), None)
