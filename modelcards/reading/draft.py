"""A card while it is being read: facts go into typed fields, and where each one stood is kept."""

from __future__ import annotations

import re
from typing import Any

from modelcards.markdown.labels import first_part
from modelcards.model.card import field_labels
from modelcards.model.parts import (
    Benchmark,
    Citation,
    CodeBlock,
    Environment,
    Extra,
    Link,
    Problem,
    Provenance,
    Section,
    Spec,
    Table,
)
from modelcards.model.unchecked import trusted
from modelcards.reading.facts import Fact
from modelcards.reading.scopes import Scopes
from modelcards.reading.typed_values import NAMED, read_fact

_NUMBERS = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_LONGEST = 200
_spec = trusted(Spec)
_provenance = trusted(Provenance)
_problem = trusted(Problem)
_extra = trusted(Extra)

_LABELS = field_labels()


_OF_MODELS = frozenset(
    field for field, one in _LABELS.items() if one.kind == "amount" or field == "released"
)
"""The fields that models of one family differ in."""
_ELSEWHERE = frozenset({"others", "base"})
"""Kinds of asides in which no sentence speaks of the card's model either."""


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
        self.sections: list[Section] = []
        self.problems: list[Problem] = []
        self.extras: list[Extra] = []
        self.models: list[Any] = []
        """What is stated of each of several models (`variants.Stated`)."""
        self.scopes = Scopes()
        self.several: set[str] = set()
        """Fields in which the card's own models differ: no sentence fills them."""
        self.unread: set[tuple[str, int]] = set()
        """Fields and lines of labels with several numbers, of which a sentence takes none."""

    def state(self, path: str, value: Any, line: int, raw: str) -> None:
        """Fill a field with a typed value unless it is filled, and keep where it stood."""
        if path in self.fields or path in self.several or value in (None, []):
            return
        scope = self.scopes.at(line) if path in _OF_MODELS else None
        aside = self.scopes.aside(line)
        elsewhere = aside is not None and aside.kind in _ELSEWHERE and path not in aside.keeps
        if elsewhere and path in _LABELS:
            return
        if scope is None or scope.fills:
            self.fields[path] = value
            self.provenance[path] = _provenance(line=line, raw=raw)

    def problem(self, code: str, message: str, line: int | None) -> None:
        """Note what reading met."""
        self.problems.append(_problem(code=code, message=message, line=line))

    def extra(self, section: str | None, text: str, line: int) -> None:
        """Keep text that fits no field."""
        if text.strip():
            self.extras.append(_extra(section=section, text=text, line=line))

    def fact(self, fact: Fact, section: str | None, *, strict: bool, named: bool = False) -> None:
        """Add a fact to `specs`, and to the field that its key names.

        `strict` reports a known field whose value cannot be read; a Hub card may use the same word
        for something else, so there only what begins like a value is reported. `named` tells that
        the fact stands beside the model's own name, wherever that is.
        """
        key, field, given_unit, source, raw, line, _ = fact
        value, shown, unit, qualifier, parts, problem, also = read_fact(
            source, first_part(key, raw) if "/" in raw else raw, given_unit, field
        )
        fills = field is not None and field not in self.fields and value not in (None, [])
        scope = self.scopes.at(line) if field in _OF_MODELS else None
        if scope is not None:
            scope.facts.append(fact)
            fills = fills and scope.fills
        elif fills and not named and (aside := self.scopes.aside(line)) is not None:
            fills = field in aside.keeps
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
        if problem is not None and field is not None and len(_NUMBERS.findall(raw[:_LONGEST])) > 1:
            self.unread.add((field, line))
        begun = raw[:1].isdigit() and len(raw) <= 40 and field not in NAMED
        if problem is not None and (strict or begun):
            code, reason = problem
            self.problem(code, f"{key}: {raw!r} {reason}", line)
        if field is None or not fills:
            return
        self.fields[field] = value
        for part in parts:
            here = value.url if part == ".url" else raw
            self.provenance[field + part] = _provenance(line=line, raw=here)
        for name, more in also:
            self.state(name, list(more) if type(more) is tuple else more, line, raw)
