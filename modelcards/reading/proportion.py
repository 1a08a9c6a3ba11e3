"""How long the JSON of a card may become: in proportion to its text, whatever that repeats.

A long heading stands once in a file, and in the JSON beside every fact below it; a cell that spans
a hundred rows stands there a hundred times. What goes beyond the limit is left out from the end of
the lists, and told as MC004.
"""

from __future__ import annotations

from json import dumps
from json.encoder import encode_basestring
from typing import Any

from modelcards.limits import Limits
from modelcards.model.parts import Problem, Table
from modelcards.model.unchecked import trusted

_problem = trusted(Problem)
_LEAST = 100_000
# What an entry takes beside its texts, printed with its keys and two blanks a level. Sections come
# first: every word of the file stands in one of them.
_FIXED = {
    "sections": 290, "tables": 320, "benchmarks": 660, "specs": 230, "models": 400, "analysis": 10,
    "resources": 110, "related": 110, "citation": 190, "code": 80, "extras": 80,
}  # fmt: skip
_CELL, _ROW, _PROBLEM = 14, 22, 90
_FEW = 64
_WIDEST = 6  # bytes of a character: a control character is "\u001f"


def keep_within(
    values: dict[str, Any], problems: list[Problem], size: int, limits: Limits
) -> list[Problem]:
    """Cut lists of `values`, the keys of a card whose text has `size` characters, where they would
    be too long beside the `problems`; gives what is to be said of it.
    """
    left = limits.growth * max(size, _LEAST)
    count = len(problems) + sum(len(values[key]) for key in _FIXED)
    cells = sum(len(one.rows) * len(one.rows[0]) for one in values["tables"] if one.rows)
    # Each text in an entry is at most the file, and a few of them may be; most cards end here.
    if count + cells < _FEW or count * (1000 + 5 * size) + cells * (_CELL + size) < left:
        return []
    if _at_most(values, problems) < left:
        return []
    left -= sum(_PROBLEM + _text(one.message) for one in problems)
    left -= len(dumps(values["metadata"], indent=2))
    said: list[Problem] = []
    known: dict[str, int] = {}
    for key, fixed in _FIXED.items():
        held = values[key]
        for at, one in enumerate(held):
            left -= fixed + _length(one, known)
            if left < 0:
                values[key] = held[:at]
                said.append(_told(key, len(held) - at, one))
                break
    if said:
        kept = len(values["tables"])
        values["benchmarks"] = [
            one for one in values["benchmarks"] if one.table is None or one.table < kept
        ]
    return said


def _at_most(values: dict[str, Any], problems: list[Problem]) -> int:
    """More than the lists take, told by lengths alone: no character takes more than six bytes."""
    entries: list[Any] = [*problems]
    count, texts = _PROBLEM * len(problems), 0
    for key, fixed in _FIXED.items():
        held = values[key]
        count += fixed * len(held)
        if key == "analysis":
            texts += sum(map(len, held))
        else:
            entries += held
    for one in entries:
        for value in map(one.__getattribute__, one.__slots__):
            if value.__class__ is str:
                texts += len(value)
    for table in values["tables"]:
        for row in (*table.header, *table.rows):
            count += _ROW + _CELL * len(row)
            texts += sum(map(len, row))
    flat = dumps(values["metadata"])
    nested = flat.count("[") + flat.count("{")
    lines = flat.count(",") + 2 * nested
    return count + _WIDEST * texts + len(flat) + lines * (1 + 2 * nested)


def _told(key: str, count: int, first: Any) -> Problem:
    message = f"{count:,} of `{key}` were left out: the limit `growth` was reached"
    return _problem(code="MC004", message=message, line=getattr(first, "line", None))


def _length(one: Any, known: dict[str, int]) -> int:
    """What the texts of an entry take, and the cells of a table; `known` is what some take.

    Entries are many, and this is for cards that are read already: loops, and no calls.
    """
    if isinstance(one, str):
        return _text(one)
    length = 0
    for value in vars(one).values():
        if value.__class__ is str:
            if value not in known:
                known[value] = _text(value)
            length += known[value]
    if isinstance(one, Table):
        for row in (*one.header, *one.rows):
            length += _ROW + _CELL * len(row)
            for cell in row:
                if cell:
                    if cell not in known:
                        known[cell] = _text(cell)
                    length += known[cell]
    return length


def _text(text: str) -> int:
    """The bytes that a text takes, escaped, beside its quotes."""
    shown = encode_basestring(text)
    return len(shown) if shown.isascii() else len(shown.encode("utf-8", "surrogatepass"))
