"""What the text of a fact means for the typed field that it fills."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple

from modelcards.markdown.inline import links, visible
from modelcards.model.card import field_labels
from modelcards.model.parts import ALScore, Organization, TokenParamRatio
from modelcards.model.unchecked import trusted
from modelcards.reading import named_values
from modelcards.values import read as values
from modelcards.values.languages import language_codes, language_names
from modelcards.values.licenses import license_id, license_name, license_says_so
from modelcards.values.quantities import RESTRICTING, TELLING_WHOLE, of_no_text, of_text

_organization = trusted(Organization)
_ratio = trusted(TokenParamRatio)
_alscore = trusted(ALScore)

_LABELS = field_labels()


_REMEMBERED = 160


class Printed(NamedTuple):
    """A value as it is printed: inline Markdown, visible text, the magnitude behind its key."""

    source: str
    raw: str
    unit: str | None


class Typed(NamedTuple):
    """What a fact's text means for a field.

    `value` fills the field (None: not stated, or unsure); `shown` is the spec's own value; `parts`
    are the field paths that get provenance; `problem` is a code and a reason where it is none.
    """

    value: Any
    shown: int | float | str | None
    unit: str | None = None
    qualifier: Any = None
    parts: tuple[str, ...] = ("",)
    problem: tuple[str, str] | None = None
    also: tuple[tuple[str, Any], ...] = ()


_LARGE = frozenset(
    {"parameters", "active_parameters", "training_tokens", "context_length", "vocab_size"}
)
_SPACED = re.compile(r"[1-9][0-9]{0,2} [0-9]{3}")
_REMARKED = re.compile(r"([^()（）]{1,40}?)\s*[(（]([^()（）0-9]{1,80})[)）]\.?")
_BREAK = re.compile(r"\s?<br\s?/?>\s?")
_QUOTED = re.compile(r"[\"'“‘]([^\"'“”‘’]{1,40})[\"'”’]")
_BRACKETED = re.compile(r"([^()（）]{1,40}?)\s*[(（]([^()（）]{1,80})[)）]\.?")
_INSIDE = re.compile(r"([0-9][0-9,]*(?:\.[0-9]+)?)\s?(\w{0,12})")
_TOKENS_OF = re.compile(
    r"([^0-9]{0,30}[0-9][0-9.,]{0,15}\s?[A-Za-z]{1,12}\+?)(?:\s[a-z-]{1,20}){0,5}\stokens"
    r"(?:\s(?:of|from)\s[^0-9]{1,120})?\.?"
)


def _count(printed: Printed, field: str) -> values.Amount | None:
    """The count in a value. A blank parts thousands where a single large number can be meant
    ("120 138"), and of tokens it may be said what they are of ("500B vision and text tokens").
    """
    raw = printed.raw
    if quoted := _QUOTED.fullmatch(raw):
        raw = quoted[1]
    if field == "training_tokens":
        raw = of_text(raw)
    if field in _LARGE and _SPACED.fullmatch(raw) and not _BROKEN.search(printed.source):
        raw = raw.replace(" ", "")
    ceiling = field == "context_length"
    read = values.amount(raw, unit=printed.unit, ceiling=ceiling)
    if read is None and field == "training_tokens" and (of := _TOKENS_OF.fullmatch(raw)):
        read = values.amount(of[1], unit=printed.unit)
    if read is None and (said := _REMARKED.fullmatch(raw)):
        words = re.findall(r"\w+", said[2].casefold())
        if RESTRICTING.isdisjoint(words):
            read = values.amount(said[1], unit=printed.unit, ceiling=ceiling)
    if (read is None or read.value is None) and (said := _BRACKETED.fullmatch(raw)):
        outer = values.amount(said[1], unit=printed.unit, ceiling=ceiling)
        if outer is not None and outer.value and _are_parts(said[2], outer.value):
            return outer
    return read


def _are_parts(inside: str, whole: int) -> bool:
    """Whether the numbers in brackets behind a whole are of its parts ("7B (1B of it embeddings)"),
    or count something less ("8k tokens (about 6,000 words)").
    """
    if not TELLING_WHOLE.isdisjoint(re.findall(r"[^\W\d_]+", inside.casefold())):
        return False
    found = [values.amount(f"{number}{word[:1]}") for number, word in _INSIDE.findall(inside)]
    plain = [values.amount(number) for number, _ in _INSIDE.findall(inside)]
    read = [one or other for one, other in zip(found, plain, strict=True)]
    return bool(read) and all(one is not None and one.value and one.value < whole for one in read)


# What a field may count, where its value says so.
_COUNTED = {
    "parameters": {"parameters"},
    "active_parameters": {"parameters"},
    "training_tokens": {"tokens"},
    "context_length": {"tokens"},
    "vocab_size": {"tokens", "entries"},
    "layers": {"layers"},
    "hidden_size": {"dimensions"},
    "attention_heads": {"heads"},
}
# "8 Q" are heads of queries; "355 mil" may be thousands or millions.
_OPEN_UNIT = re.compile(r"[0-9]\s?(?:[Qq]|mil\.?)$")
_BYTES = re.compile(r"[0-9]\s?[Gg]\b")


def _is_of_else(read: values.Amount, printed: Printed, field: str) -> bool:
    """True for words behind the number that count something else ("4096 words"), and for "4.2G",
    which as the size of a model is that of a file.
    """
    if read.unit is not None and read.unit not in _COUNTED.get(field, {read.unit}):
        return True
    if field != "attention_heads" and _OPEN_UNIT.search(printed.raw):
        return True
    return field == "parameters" and read.unit is None and _BYTES.search(printed.raw) is not None


# "2048 (training), 8192 (inference)": each amount says of what it is.
_EACH = re.compile(r"[0-9][0-9.,]{0,14}\s?[KMBTk]?\s?\([A-Za-z][^()]{2,60}\)(?=[,;/\s]|$)")
_BROKEN = re.compile(r"\n|<", re.ASCII)


def _amount(printed: Printed, field: str) -> Typed:
    read = _count(printed, field)
    if read is None:
        several = len(_EACH.findall(printed.raw)) > 1
        why = ("MC204", "are several amounts") if several else ("MC201", "is no amount")
        return Typed(None, printed.raw, printed.unit, problem=why)
    also = (("active_parameters", read.active),) if read.active and field == "parameters" else ()
    problem = ("MC201", read.reason) if read.reason else None
    unit = read.unit or printed.unit
    if field == "training_tokens" and of_no_text(printed.raw):
        return Typed(None, read.value, unit, read.qualifier, problem=("MC201", "is of no text"))
    if _is_of_else(read, printed, field):
        said = f"counts {read.unit or 'something else, perhaps'}"
        return Typed(None, read.value, unit, read.qualifier, problem=("MC201", said))
    return Typed(read.typed, read.value, unit, read.qualifier, problem=problem, also=also)


def _date(printed: Printed, field: str) -> Typed:
    read = values.date(printed.raw)
    problem = None if read else ("MC202", "is no date")
    return Typed(read, read or printed.raw, problem=problem)


def _access(printed: Printed, field: str) -> Typed:
    read = values.access(printed.raw)
    problem = None if read.value else ("MC203", "is no known access word or mark")
    return Typed(read.value, read.value or printed.raw, problem=problem)


def _organization_of(printed: Printed, field: str) -> Typed:
    named = named_values.organization(printed.raw, links(printed.source))
    if named is None:
        return Typed(None, printed.raw)
    name, url = named
    if values.is_missing(name):
        return Typed(None, None)
    parts = (".name",) if url is None else (".name", ".url")
    return Typed(_organization(name=name, url=url), name, parts=parts)


def _ratio_of(printed: Printed, field: str) -> Typed:
    value, label, reason = values.ratio(printed.raw)
    held = _ratio(value=value, label=label)
    return _with_word(printed, held, (value, label), (".value", ".label"), reason)


def _alscore_of(printed: Printed, field: str) -> Typed:
    value, tier, reason = values.alscore(printed.raw)
    held = _alscore(value=value, tier=tier)
    return _with_word(printed, held, (value, tier), (".value", ".tier"), reason)


def _with_word(
    printed: Printed,
    held: TokenParamRatio | ALScore,
    read: tuple[float | None, str | None],
    names: tuple[str, str],
    reason: str | None,
) -> Typed:
    """A number with a word behind it; provenance is of those parts that are there."""
    problem = ("MC201", reason) if reason else None
    parts = tuple(name for name, one in zip(names, read, strict=True) if one is not None)
    if not parts:
        return Typed(None, printed.raw, problem=problem)
    return Typed(held, read[0], parts=parts, problem=problem)


def _list(printed: Printed, field: str) -> Typed:
    return Typed(values.text_list(printed.raw), printed.raw)


def _text(printed: Printed, field: str) -> Typed:
    return Typed(printed.raw, printed.raw)


def _license(printed: Printed, field: str) -> Typed:
    key = license_id(printed.raw) or _linked_license(printed)
    # Some names are longer than what is told from a sentence; their id is as good.
    name = license_name(printed.raw) or key
    problem = None if name else ("MC201", "is no licence's name")
    return Typed(name, printed.raw, problem=problem, also=(("license_id", key),))


def _linked_license(printed: Printed) -> str | None:
    """The licence that a sentence links by its name: "[The X license](…) is an open one"."""
    if "](" not in printed.source:
        return None
    found = {license_id(link.label) for link in links(printed.source) if not link.image}
    found -= {None}
    return found.pop() if len(found) == 1 and license_says_so(printed.raw) else None


def _languages(printed: Printed, field: str) -> Typed:
    raw = printed.raw
    if "<br" in printed.source:
        raw = visible(_BREAK.sub(", ", printed.source))
    names = language_names(raw)
    problem = ("MC201", "is no list of languages") if names is None else None
    codes = tuple(language_codes(names or ()))
    return Typed(names, printed.raw, problem=problem, also=(("language_codes", codes),))


def _architecture(printed: Printed, field: str) -> Typed:
    design = named_values.architecture(printed.raw)
    problem = None if design else ("MC201", "names no architecture")
    return Typed(design, printed.raw, problem=problem)


def _models(printed: Printed, field: str) -> Typed:
    found = links(printed.source) if "](" in printed.source else []
    return Typed(named_values.models(printed.raw, found) or None, printed.raw)


NAMED: dict[str, Callable[[Printed, str], Typed]] = {
    "license": _license,
    "languages": _languages,
    "architecture": _architecture,
    "base_model": _models,
}
"""Fields whose values are names of one kind; they go before the readers of their kind."""

_READERS: dict[str, Callable[[Printed, str], Typed]] = {
    "amount": _amount,
    "date": _date,
    "access": _access,
    "organization": _organization_of,
    "ratio": _ratio_of,
    "alscore": _alscore_of,
    "list": _list,
    "text": _text,
}


def read_fact(source: str, raw: str, unit: str | None, field: str | None) -> Typed:
    """What a fact's value means for a field; without one, a number where the text is one."""
    read = (_remembered if len(source) <= _REMEMBERED else _read)(source, raw, unit, field)
    if type(read.value) is list:
        return read._replace(value=list(read.value))
    return read


def _read(source: str, raw: str, unit: str | None, field: str | None) -> Typed:
    kind = _LABELS[field].kind if field is not None else None
    # To the access field "Unknown" is a value and not a missing one.
    if values.is_missing(raw) and not (kind == "access" and values.access(raw).value):
        return Typed(None, None)
    if field is not None and kind is not None:
        return (NAMED.get(field) or _READERS[kind])(Printed(source, raw, unit), field)
    read = values.amount(raw, unit=unit)
    if read is not None and read.value is not None:
        return Typed(None, read.value, read.unit or unit, read.qualifier)
    number = values.score(raw)
    if number is not None and number.value is not None and number.stderr is None:
        return Typed(None, number.value, number.unit or unit)
    return Typed(None, raw, unit)


# Hundreds of cards of one template share most of their values: "Dense", "web-scale", "Mar/2025".
_remembered = lru_cache(maxsize=8192)(_read)
