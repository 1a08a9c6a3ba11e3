"""The words of training's footprint: which label means what, what a sentence tells, which unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from modelcards import vocabulary
from modelcards.markdown.outline import normal
from modelcards.values.read import is_missing

_BRACKETS = re.compile(r"\s*[(（][^()（）]{0,200}[)）]")
_IN_BRACKETS = re.compile(r"[(（]([^()（）]{1,80})[)）]")
_NUMBER = re.compile(
    r"(?<![\w.])([~≈]?\s?)(\d[\d,]*(?:\.\d+)?(?:[eE][+-]?\d{1,2})?)\s?([kKMm](?![a-zA-Z]))?"
)
_SPANS = re.compile(r"\s?(?:-|–|to|bis|à)\s?\d[\d.,]*")
_SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_SENTENCES = re.compile(r"(?<=[.!?。！？;])\s+")
_NOTHING = re.compile(
    r"more information (?:is )?needed|\bunknown\b|\{\{|未知"
    r"|not (?:available|known|specified|reported|disclosed)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+")
_EMITS = re.compile(r"co2|co₂|carbon|emi(?:t|ssion)", re.IGNORECASE)
_LASTED = re.compile(
    r"\b(?:for|took|takes|in|within|over|of|lasted|about|approximately|around|under)\W*$"
)
_TOOK = re.compile(
    r"(?:train|tun)(?:ing|ed)\W+(?:time\W+|process\W+|run\W+)?"
    r"(?:took|lasted|takes|(?:was )?completed in)",
    re.IGNORECASE,
)
_CLAUSE = 600
_MANY_SENTENCES = 200

# What a sentence that tells of a footprint cannot do without, in lower case.
_SIGNS = (
    "carbon", "co2", "co₂", "emission", "emitted", "gpu", "tpu", "a100", "h100", "v100", "p100",
    "rtx", "gtx", "h800", "mi250", "mi300", "ascend", "gaudi", "碳", " hours", " days",
)  # fmt: skip


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


def _says(name: str, text: str) -> bool:
    """Whether a text holds any of the words of a row."""
    row = _row(name)
    low = text.casefold()
    words = _WORD.findall(low)
    if not row.single.isdisjoint(words):
        return True
    line = f" {' '.join(words)} "
    return any(map(line.__contains__, row.phrases)) or any(map(low.__contains__, row.others))


@lru_cache(maxsize=1)
def _clouds() -> re.Pattern[str]:
    """Clouds by name, in their own spelling; the longest first."""
    words = sorted(_words()["cloud"], key=len, reverse=True)
    return re.compile(rf"(?=[A-Z])(?<![\w-])(?:{'|'.join(map(re.escape, words))})(?![\w-])")


@lru_cache(maxsize=2)
def _units(what: str) -> tuple[dict[str, str], re.Pattern[str]]:
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


@lru_cache(maxsize=1)
def _chips() -> re.Pattern[str]:
    """A chip with what is printed behind its name: `A100 80GB GPUs`, `TPU v3-8`."""
    rows = vocabulary.rows("environment")
    chips = "|".join(one for first, *names in rows if first == "chip" for one in names)
    form = (
        r"(?:[ -]?(?:SXM\d?|PCIe|PCIE|NVL|Ti|\d{1,3}\s?GB?|\(\d{1,3}\s?GB?\)|GPUs?|TPUs?|pods?"
        r"|chips?|cores?|VMs?|nodes?)(?!\w))*"
    )
    return re.compile(rf"(?=[A-Z])(?<![A-Za-z-])(?:(?:{chips})|GPUs?|TPUs?){form}(?!\w)")


_COUNT = re.compile(
    r"(?<![\w.-])(?P<count>"
    r"(?:(?:\d[\d,]{0,6}|one|two|four|eight|sixteen|an?|single)\s?(?:[x×*]\s?)?){1,3})?"
    r"(?:\d{2,3}\s?GB\s(?:of\s)?)?"
    r"(?:(?:NVIDIA|Nvidia|nvidia|AMD|Google|[Cc]loud|GeForce|Tesla|Intel|Huawei|GPUs?|TPUs?)[ -])"
    r"{0,3}$"
)


def _hardware(sentence: str) -> list[str]:
    """The chips that a sentence names, each with its count: `4x8 Nvidia A100 80GB`."""
    found = []
    for chip in _chips().finditer(sentence):
        before = sentence[max(0, chip.start() - 40) : chip.start()]
        count = _COUNT.search(before)
        start = chip.start() - (len(before) - count.start() if count else 0)
        counted = count is not None and count["count"] is not None
        if counted or chip[0][:2] not in ("GP", "TP") or "v" in chip[0]:
            found.append(sentence[start : chip.end()].strip())
    return found


def mentions(text: str) -> bool:
    """Whether a paragraph or sentence may tell anything of the footprint."""
    low = text.lower()
    return any(map(low.__contains__, _SIGNS))


@lru_cache(maxsize=4096)
def is_label(label: str) -> bool:
    """Whether a label states something of the footprint, under some heading."""
    bare = normal(_BRACKETS.sub("", label[:200].translate(_SUBSCRIPTS))).strip()
    return bare in _labels() or normal(label[:200]) in _labels()


@lru_cache(maxsize=4096)
def about(path: tuple[str, ...]) -> str:
    """What the headings over a text speak of: `impact`, `training`, `elsewhere` or nothing."""
    titles = [_BRACKETS.sub("", title).casefold() for title in path[1:] or path]
    for title in reversed(titles):
        if _says("impact", title):
            return "impact"
        if _says("elsewhere", title):
            return "elsewhere"
        if _says("section", title):
            return "training"
    return ""


def kind_of(label: str, place: str) -> tuple[str, int] | None:
    """What a label states and how plainly (0 is most), or None.

    >>> kind_of("Hours used", ""), kind_of("Region", ""), kind_of("Region", "impact")
    (('hours', 0), None, ('region', 0))
    """
    bare = normal(_BRACKETS.sub("", label[:200].translate(_SUBSCRIPTS))).strip()
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
    text = raw[:_CLAUSE].translate(_SUBSCRIPTS)
    units, pattern = _units(what)
    first: Amount | None = None
    for found in _NUMBER.finditer(text):
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
            first = _with_label(what, Amount(value, None), label.translate(_SUBSCRIPTS))
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
    units, pattern = _units(what)
    inside = _IN_BRACKETS.findall(label)
    for text in (*inside, label if what == "hours" or label in units else ""):
        for word in re.finditer(r"[^\W\d_]\w*(?:[- ](?:hours?|days?))?", text):
            found = pattern.match(text, word.start())
            if found is not None and found[1]:
                printed = found[0].strip(" (-.") if text in inside else None
                return Amount(read.value, units[_unit_key(found[1], units)], printed)
    return read


def tells_of_others(text: str) -> bool:
    """Whether a sentence tells of running the model, or of another one, and not of training it."""
    return _says("not", text)


def cloud_in(text: str) -> str | None:
    """The cloud or cluster that a text names."""
    found = _clouds().search(text)
    return found[0] if found else None


def in_sentence(text: str, place: str) -> Iterator[tuple[str, str]]:
    """What the sentences of a paragraph tell of training's hardware, hours, cloud and emissions."""
    if len(text) > 20 * _CLAUSE:
        text = text[: 20 * _CLAUSE]
    for number, sentence in enumerate(_SENTENCES.split(text)):
        if number >= _MANY_SENTENCES:
            return
        if len(sentence) > 2 * _CLAUSE or not mentions(sentence):
            continue
        yield from _one_sentence(sentence, place)


def _one_sentence(sentence: str, place: str) -> Iterator[tuple[str, str]]:
    chips = _hardware(sentence)
    took = None if chips else _TOOK.search(sentence)
    if not chips and took is None and place != "impact":
        return
    if tells_of_others(sentence) or (place != "impact" and not _says("trains", sentence)):
        return
    if len(set(chips)) == 1:
        yield "hardware", chips[0]
    if len(set(chips)) == 1 or took is not None:
        lasted = _lasted(sentence)
        if lasted is not None:
            yield "hours", lasted
    clouds = set(_clouds().findall(sentence))
    if len(clouds) == 1:
        yield "provider", clouds.pop()
    if _EMITS.search(sentence):
        yield from (("emissions", one) for one in _masses(sentence))


def _lasted(sentence: str) -> str | None:
    """How long training took: the duration behind "for", "took", "in", or any GPU hours."""
    _, pattern = _units("hours")
    for found in _NUMBER.finditer(sentence):
        behind = pattern.match(sentence, found.end())
        if behind is None:
            continue
        before = sentence[max(0, found.start() - 24) : found.start()].casefold()
        if "pu" in behind[1].lower() or _LASTED.search(before):
            return (found[0] + behind[0]).strip()
    return None


def _masses(sentence: str) -> Iterator[str]:
    _, pattern = _units("emissions")
    plain = sentence.translate(_SUBSCRIPTS)
    for found in _NUMBER.finditer(plain):
        behind = pattern.match(plain, found.end())
        if behind is not None and "co2" in plain[found.start() : behind.end() + 40].lower():
            yield sentence[found.start() : behind.end()].strip()
            return
