"""Plain values → lines of YAML that every reader takes for the same values.

The Hub reads YAML 1.1 and others 1.2, so a text that either would take for something else is
quoted, and numbers are written in the one way that both know.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any

_PLAIN = re.compile(r"[A-Za-z][\w./@()+-]*(?: [\w./@()+-]+)*", re.ASCII)
# Words of YAML 1.1 or 1.2 that stand for something else.
_WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"})


def scalar(value: str | int | float | bool | None) -> str:
    """One value as it is printed behind a key.

    >>> [scalar(value) for value in (61.2, 1e-05, 88, "MMLU (5-shot)", "no", "2025-01-15", "a: b")]
    ['61.2', '0.00001', '88', 'MMLU (5-shot)', '"no"', '"2025-01-15"', '"a: b"']
    """
    if isinstance(value, str):
        if _PLAIN.fullmatch(value) and value.casefold() not in _WORDS:
            return value
        return _quoted(value)
    if isinstance(value, float):
        return format(Decimal(repr(value)), "f")
    return json.dumps(value)


def _quoted(text: str) -> str:
    # JSON leaves these as they are, and YAML takes them for line ends or forbids them.
    return re.sub(
        "[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]",
        lambda found: f"\\u{ord(found[0]):04x}",
        json.dumps(text, ensure_ascii=False),
    )


def block(value: Any, column: int = 0) -> list[str]:
    """The lines of a list or mapping that begins in a column, without line ends.

    >>> block([{"type": "acc", "args": {"shots": 5}, "tags": ["a"]}], 2)
    ['  - type: acc', '    args:', '      shots: 5', '    tags:', '    - a']
    """
    pad = " " * column
    lines: list[str] = []
    if isinstance(value, list):
        for item in value:
            if isinstance(item, dict | list) and item:
                first, *rest = block(item, column + 2)
                lines += [f"{pad}- {first.lstrip()}", *rest]
            else:
                lines.append(f"{pad}- {flow(item)}")
        return lines
    for key, item in value.items():
        if isinstance(item, dict | list) and item:
            below = column + (2 if isinstance(item, dict) else 0)
            lines += [f"{pad}{scalar(key)}:", *block(item, below)]
        else:
            lines.append(f"{pad}{scalar(key)}: {flow(item)}")
    return lines


def flow(value: Any) -> str:
    """A value on one line.

    >>> flow({"type": "acc", "args": [1, "x, y"]}), flow([])
    ('{type: acc, args: [1, "x, y"]}', '[]')
    """
    if isinstance(value, dict):
        return "{" + ", ".join(f"{scalar(k)}: {flow(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    return scalar(value)
