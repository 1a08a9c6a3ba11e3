"""How parts of a card are built and changed without being checked twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, fields
from functools import cache
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


def trusted(cls: Callable[P, T]) -> Callable[P, T]:
    """The constructor of a pydantic dataclass without validation, for values typed already.

    Reading builds some fifty small values a card from text it has just checked; validating each of
    them again would cost more than reading did. The signature stays that of the class, so mypy
    checks the call.
    """
    built: Callable[P, T] = _builder(cls)
    return built


@cache
def _builder(kind: Any) -> Any:
    """The function that sets every field, written out as `dataclasses` writes `__init__`.

    A frozen class is in the way of plain assignments, so they are made to an object of an open one
    that then becomes one of `kind`. For that it needs the same bases and slots.
    """
    given = {field.name: field.default for field in fields(kind)}
    parts = [name if one is MISSING else f"{name}=_given[{name!r}]" for name, one in given.items()]
    source = "\n    ".join(
        [
            f"def build(*, {', '.join(parts)}):",
            "_made = _new(_Open)",
            *(f"_made.{name} = {name}" for name in given),
            "_made.__class__ = _kind",
            "return _made",
        ]
    )
    slots = vars(kind).get("__slots__")
    opened = type("Open", kind.__bases__, {} if slots is None else {"__slots__": slots})
    known = {"_new": object.__new__, "_Open": opened, "_kind": kind, "_given": given}
    exec(source, known)  # the names of our own fields, and nothing of a card
    return known["build"]


def changed(one: T, **values: Any) -> T:
    """A copy of a part with other values, typed already: `dataclasses.replace` would validate all.

    >>> from modelcards.model.parts import Problem
    >>> found = trusted(Problem)(code="MC401", message="none", line=3)
    >>> changed(found, line=4).line, found.line
    (4, 3)
    """
    kind: Any = type(one)
    made: T = _builder(kind)(**{**vars(one), **values})
    return made
