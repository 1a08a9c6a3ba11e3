"""How parts of a card are built and changed without being checked twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


def trusted(cls: Callable[P, T]) -> Callable[P, T]:
    """The constructor of a pydantic dataclass without validation, for values typed already.

    Reading builds some fifty small values a card from text it has just checked; validating each of
    them again would cost more than reading did. The signature stays that of the class, so mypy
    checks the call.
    """
    kind: Any = cls
    new = object.__new__
    # What `object.__setattr__` would look up each time.
    fill = kind.__dict__["__dict__"].__set__
    # A place for every field keeps their order, in which they are printed; callers who give all
    # fields keep it.
    places = {f.name: f.default for f in fields(kind)}
    count = len(places)

    def build(*args: P.args, **kwargs: P.kwargs) -> T:
        made: T = new(kind)
        fill(made, kwargs if len(kwargs) == count else {**places, **kwargs})
        return made

    return build


def changed(one: T, **values: Any) -> T:
    """A copy of a part with other values, typed already: `dataclasses.replace` would validate all.

    >>> from modelcards.model.parts import Problem
    >>> found = trusted(Problem)(code="MC401", message="none", line=3)
    >>> changed(found, line=4).line, found.line
    (4, 3)
    """
    made: T = object.__new__(type(one))
    vars(made).update(vars(one), **values)
    return made
