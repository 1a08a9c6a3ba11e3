"""Lists and mappings of a card that cannot be changed: a card is a value, also inside.

They are a `list` and a `dict` still, for JSON, data frames and comparisons; only what would change
them raises. `list(x)` and `dict(x)` give a copy that can be changed.
"""

from __future__ import annotations

from typing import Any, NoReturn


class FrozenList(list[Any]):
    """A list that raises `TypeError` where it would change.

    >>> FrozenList([1]).append(2)
    Traceback (most recent call last):
    TypeError: a card does not change: change a copy, list(...)
    """

    __slots__ = ()

    def _refuse(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("a card does not change: change a copy, list(...)")

    append = extend = insert = remove = pop = clear = sort = reverse = _refuse
    __setitem__ = __delitem__ = __iadd__ = __imul__ = _refuse

    def __reduce__(self) -> tuple[Any, ...]:
        # As a list is unpickled, item by item, it would refuse.
        return FrozenList, (list(self),)

    def __copy__(self) -> FrozenList:
        return self


class FrozenDict(dict[str, Any]):
    """A dict that raises `TypeError` where it would change.

    >>> FrozenDict(a=1)["a"] = 2
    Traceback (most recent call last):
    TypeError: a card does not change: change a copy, dict(...)
    """

    __slots__ = ()

    def _refuse(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("a card does not change: change a copy, dict(...)")

    update = setdefault = pop = popitem = clear = _refuse
    __setitem__ = __delitem__ = __ior__ = _refuse

    def __reduce__(self) -> tuple[Any, ...]:
        return FrozenDict, (dict(self),)

    def __copy__(self) -> FrozenDict:
        return self


# As dataclasses fill what is frozen.
_set = object.__setattr__

EMPTY = FrozenList()
"""The one empty list of most places."""


def freeze(value: Any) -> Any:
    """A value of front matter with every list and mapping in it frozen.

    >>> type(freeze({"tags": ["a"]})["tags"]).__name__
    'FrozenList'
    """
    if isinstance(value, dict):
        return FrozenDict({key: freeze(one) for key, one in value.items()})
    if isinstance(value, list):
        return FrozenList(map(freeze, value))
    return value


def freeze_parts(held: dict[str, Any]) -> None:
    """Freeze every list and mapping of a card, given the values of its fields, and of its parts."""
    for name, value in held.items():
        if type(value) is list:
            held[name] = FrozenList(value) if value else EMPTY
        elif type(value) is dict:
            held[name] = freeze(value) if name == "metadata" else FrozenDict(value)
    for table in held["tables"]:
        if type(table.rows) is list:
            _set(table, "header", FrozenList(map(FrozenList, table.header)))
            _set(table, "rows", FrozenList(map(FrozenList, table.rows)))
    for section in held["sections"]:
        also = section.also
        if type(also) is list:
            _set(section, "also", FrozenList(also) if also else EMPTY)
    for score in held["benchmarks"]:
        if type(score.ci) is list:
            _set(score, "ci", FrozenList(score.ci))
