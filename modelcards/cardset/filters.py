"""Choose, order and group cards by their values."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from modelcards.cardset.keys import dates, getter, is_key
from modelcards.errors import ArgumentError, demand
from modelcards.values.read import amount

if TYPE_CHECKING:
    from modelcards.model.card import ModelCard

Test = Callable[[Any], bool]
Key = str | Callable[["ModelCard"], Any]

_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_COMPARISON = re.compile(r"\s*([<>]=?)")
_FIRST_DAY = "0000-01-01"
_LAST_DAY = "9999-12-31"


def conditions(given: Mapping[str, Any]) -> list[Callable[[ModelCard], bool]]:
    """The tests that `CardSet.where` asks for.

    Raises:
        ArgumentError: a key that no card has, or a bound of the wrong kind.
    """
    return [_condition(name, wanted) for name, wanted in given.items()]


def _condition(name: str, wanted: Any) -> Callable[[ModelCard], bool]:
    key, _, ending = name.rpartition("_")
    if is_key(name):
        value, test = getter(name), _compared(name, wanted) or _equals(wanted)
    elif ending in _BOUNDS and is_key(key):
        value, test = getter(key), _BOUNDS[ending](name, wanted)
    else:
        bare = key if ending in _BOUNDS else name
        # `getter` names the close keys.
        value, test = getter(bare), _equals(wanted)
    return lambda card: test(value(card))


def _compared(name: str, wanted: Any) -> Test | None:
    """The test that a text such as `">100k"` asks of a number or a date; None for other texts."""
    found = _COMPARISON.match(wanted) if isinstance(wanted, str) else None
    if found is None:
        return None
    sign, text = found[1], wanted[found.end() :].strip()
    if name in dates():
        return _dated(sign, f"{name}_after", text)
    read = amount(text)
    if read is None or read.value is None:
        raise ArgumentError(f"{name}={wanted!r}: {text!r} is no number; write '>100k' or '<=7B'")
    compare, bound = _SIGNS[sign], read.value
    return lambda value: _number(value) and compare(value, bound)


def _equals(wanted: Any) -> Test:
    """A test for equality; text without case, any of several, and an item of a list."""
    if callable(wanted):
        return lambda value: bool(wanted(value))
    if wanted is None:
        return lambda value: value is None or value == []
    several = wanted if isinstance(wanted, (list, tuple, set, frozenset)) else (wanted,)
    known = {_folded(one) for one in several}
    return lambda value: any(_folded(one) in known for one in _items(value))


def _items(value: Any) -> list[Any]:
    if value is None:
        return [None]
    return value or [None] if isinstance(value, list) else [value]


def _folded(value: Any) -> Any:
    try:
        hash(value)
    except TypeError:
        return repr(value)
    return value.casefold() if isinstance(value, str) else value


def _contains(name: str, wanted: Any) -> Test:
    if not isinstance(wanted, str):
        raise ArgumentError(f"{name} takes a text, not {type(wanted).__name__}")
    folded = wanted.casefold()
    return lambda value: any(folded in str(one).casefold() for one in _items(value) if one)


def _bound(name: str, wanted: Any) -> float:
    if isinstance(wanted, bool) or not isinstance(wanted, (int, float)):
        raise ArgumentError(f"{name} takes a number, not {type(wanted).__name__}")
    return wanted


def _number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _min(name: str, wanted: Any) -> Test:
    least = _bound(name, wanted)
    return lambda value: _number(value) and value >= least


def _max(name: str, wanted: Any) -> Test:
    most = _bound(name, wanted)
    return lambda value: _number(value) and value <= most


def _day(name: str, wanted: Any) -> str:
    """The first day of a date: 2025 is 2025-01-01."""
    if name.rpartition("_")[0] not in dates():
        raise ArgumentError(f"{name}: only {' and '.join(sorted(dates()))} are dates")
    text = wanted.isoformat()[:10] if isinstance(wanted, date) else str(wanted)
    if not _DATE.fullmatch(text):
        raise ArgumentError(f"{name} takes a date such as '2025' or '2025-03', not {wanted!r}")
    return text + _FIRST_DAY[len(text) :]


def _after(name: str, wanted: Any) -> Test:
    day = _day(name, wanted)
    return lambda value: value is not None and value + _FIRST_DAY[len(value) :] >= day


def _before(name: str, wanted: Any) -> Test:
    day = _day(name, wanted)
    return lambda value: value is not None and value + _LAST_DAY[len(value) :] < day


def _dated(sign: str, name: str, text: str) -> Test:
    """A bound of days; a date that is stated too vaguely for it is on neither side."""
    first = _day(name, text)
    last = text + _LAST_DAY[len(text) :]
    compare, bound = _SIGNS[sign], last if sign in (">", "<=") else first
    filled = _FIRST_DAY if sign.startswith(">") else _LAST_DAY
    return lambda value: value is not None and compare(value + filled[len(value) :], bound)


_SIGNS: dict[str, Callable[[Any, Any], bool]] = {
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
}

_BOUNDS: dict[str, Callable[[str, Any], Test]] = {
    "after": _after,
    "before": _before,
    "min": _min,
    "max": _max,
    "contains": _contains,
}


def _named(key: str) -> str:
    demand("a key of cards", key, str)
    return key


def ordered(cards: Iterable[ModelCard], key: Key, *, reverse: bool) -> list[ModelCard]:
    """The cards by a key; those that do not state it come last, in the order they had.

    Raises:
        ArgumentError: no such key, or its values have no order.
    """
    value = key if callable(key) else getter(_named(key))
    rows = [(value(card), card) for card in cards]
    known = [row for row in rows if row[0] is not None and row[0] != []]
    try:
        known.sort(key=lambda row: _comparable(row[0]), reverse=bool(reverse))
    except TypeError:
        raise ArgumentError(
            f"cards cannot be sorted by {key!r}: its values have no order"
        ) from None
    unknown = [card for found, card in rows if found is None or found == []]
    return [card for _, card in known] + unknown


def _comparable(value: Any) -> Any:
    return value.casefold() if isinstance(value, str) else value


def grouped(cards: Iterable[ModelCard], key: Key) -> dict[Any, list[ModelCard]]:
    """The cards by the values of a key, the values sorted, None (not stated) last.

    A card is in the group of each item of a list such as `tags`.
    """
    value = key if callable(key) else getter(_named(key))
    groups: dict[Any, list[ModelCard]] = {}
    for card in cards:
        for one in dict.fromkeys(_hashable(one, key) for one in _items(value(card))):
            groups.setdefault(one, []).append(card)
    return dict(sorted(groups.items(), key=lambda group: _group_order(group[0])))


def _hashable(value: Any, key: Key) -> Any:
    try:
        hash(value)
    except TypeError:
        raise ArgumentError(
            f"cards cannot be grouped by {key!r}: its values are no names"
        ) from None
    return value


def _group_order(value: Any) -> tuple[int, float, str]:
    if value is None:
        return (2, 0, "")
    return (0, value, "") if isinstance(value, (int, float)) else (1, 0, str(value).casefold())
