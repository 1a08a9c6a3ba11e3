"""A card while it is being read: facts go into typed fields, and where each one stood is kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple

from modelcards.markdown.inline import links
from modelcards.markdown.outline import plain
from modelcards.model.card import field_labels
from modelcards.model.parts import (
    ALScore,
    Benchmark,
    Citation,
    CodeBlock,
    Environment,
    Extra,
    Link,
    Organization,
    Problem,
    Provenance,
    Spec,
    Table,
    TokenParamRatio,
    trusted,
)
from modelcards.reading.facts import Fact
from modelcards.values import read as values

_spec = trusted(Spec)
_provenance = trusted(Provenance)
_problem = trusted(Problem)
_extra = trusted(Extra)
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


def _amount(printed: Printed, field: str) -> Typed:
    read = values.amount(printed.raw, unit=printed.unit, ceiling=field == "context_length")
    if read is None:
        return Typed(None, printed.raw, printed.unit, problem=("MC201", "is no amount"))
    also = (("active_parameters", read.active),) if read.active and field == "parameters" else ()
    problem = ("MC201", read.reason) if read.reason else None
    unit = read.unit or printed.unit
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
    found = links(printed.source)
    name = plain(found[0].label if len(found) == 1 else printed.raw)
    url = found[0].url if len(found) == 1 else None
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
        return _READERS[kind](Printed(source, raw, unit), field)
    read = values.amount(raw, unit=unit)
    if read is not None and read.value is not None:
        return Typed(None, read.value, read.unit or unit, read.qualifier)
    number = values.score(raw)
    if number is not None and number.value is not None and number.stderr is None:
        return Typed(None, number.value, number.unit or unit)
    return Typed(None, raw, unit)


# Hundreds of cards of one template share most of their values: "Dense", "web-scale", "Mar/2025".
_remembered = lru_cache(maxsize=8192)(_read)


class Draft:
    """The fields of a card so far. The first statement of a field fills it; a card that states one
    twice with different values is the linter's to judge, from `specs`.
    """

    def __init__(self) -> None:
        self.fields: dict[str, Any] = {}
        self.provenance: dict[str, Provenance] = {}
        self.specs: list[Spec] = []
        self.tables: list[Table] = []
        self.benchmarks: list[Benchmark] = []
        self.analysis: list[str] = []
        self.resources: list[Link] = []
        self.related: list[Link] = []
        self.citation: list[Citation] = []
        self.environment: Environment | None = None
        self.code: list[CodeBlock] = []
        self.problems: list[Problem] = []
        self.extras: list[Extra] = []

    def state(self, path: str, value: Any, line: int, raw: str) -> None:
        """Fill a field with a typed value unless it is filled, and keep where it stood."""
        if path not in self.fields and value not in (None, []):
            self.fields[path] = value
            self.provenance[path] = _provenance(line=line, raw=raw)

    def problem(self, code: str, message: str, line: int | None) -> None:
        """Note what reading met."""
        self.problems.append(_problem(code=code, message=message, line=line))

    def extra(self, section: str | None, text: str, line: int) -> None:
        """Keep text that fits no field."""
        if text.strip():
            self.extras.append(_extra(section=section, text=text, line=line))

    def fact(self, fact: Fact, section: str | None, *, strict: bool) -> None:
        """Add a fact to `specs`, and to the field that its key names.

        `strict` reports a known field whose value cannot be read; a Hub card may use the same word
        for something else, so there only what begins like a value is reported.
        """
        key, field, given_unit, source, raw, line, _ = fact
        value, shown, unit, qualifier, parts, problem, also = read_fact(
            source, raw, given_unit, field
        )
        fills = field is not None and field not in self.fields and value not in (None, [])
        self.specs.append(
            _spec(
                key=key,
                field=field if fills else None,
                raw=raw,
                value=shown,
                unit=unit,
                qualifier=qualifier,
                section=section,
                line=line,
            )
        )
        if problem is not None and (strict or (raw[:1].isdigit() and len(raw) <= 40)):
            code, reason = problem
            self.problem(code, f"{key}: {raw!r} {reason}", line)
        if field is None or not fills:
            return
        self.fields[field] = value
        for part in parts:
            here = value.url if part == ".url" else raw
            self.provenance[field + part] = _provenance(line=line, raw=here)
        for name, active in also:
            self.state(name, active, line, raw)
