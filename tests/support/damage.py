"""The ways in which UTF-8 text is damaged, as pure functions: what repair is measured on."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from functools import cache

PAGES = (
    "cp1252",
    "cp1254",
    "cp1250",
    "cp1251",
    "cp1253",
    "cp1257",
    "latin-1",
    "mac-roman",
    "cp437",
    "cp850",
)
UNDEFINED = ("kept", "dropped", "replaced", "question")
Damage = Callable[[str], str]

_NOT_ASCII = re.compile("[^\x00-\x7f]+")
_INSTEAD = {"dropped": "", "replaced": "\N{REPLACEMENT CHARACTER}", "question": "?"}


@cache
def table(page: str, undefined: str) -> dict[int, str]:
    """What becomes of each byte above ASCII. Latin-1 loses its upper control characters."""
    chars: dict[int, str] = {}
    for value in range(0x80, 0x100):
        control = page == "latin-1" and value < 0xA0
        try:
            char = bytes((value,)).decode(page)
        except UnicodeDecodeError:
            char, control = chr(value), True
        chars[value] = _INSTEAD.get(undefined, char) if control else char
    return chars


def damage(text: str, page: str, undefined: str = "kept", times: int = 1) -> str:
    """`text` as UTF-8 read in `page`; its undefined bytes are `UNDEFINED`: one of these ways.

    >>> damage("é", "cp1252")
    'Ã©'
    """
    chars = table(page, undefined)
    for _ in range(times):
        text = _NOT_ASCII.sub(lambda run: "".join(chars[byte] for byte in run[0].encode()), text)
    return text


def nbsp_to_space(text: str) -> str:
    """No-break spaces become plain ones, as an editor or a paste does."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


def nbsp_stripped(text: str) -> str:
    """No-break spaces at the end of a line go, as when trailing white space is cut."""
    return re.sub("\N{NO-BREAK SPACE}+(?=\n|$)", "", text)


def some_lines(text: str, how: Damage, seed: int = 0, share: float = 0.5) -> str:
    """Only some lines are damaged."""
    rng = random.Random(seed)
    return "\n".join(how(line) if rng.random() < share else line for line in text.split("\n"))


def some_runs(text: str, how: Damage, seed: int = 0, share: float = 0.5) -> str:
    """Only some of the runs that are not ASCII are damaged."""
    rng = random.Random(seed)
    return _NOT_ASCII.sub(lambda run: how(run[0]) if rng.random() < share else run[0], text)


def two_pages(text: str, first: Damage, second: Damage) -> str:
    """The two halves of a file were damaged each in its own way and then joined."""
    lines = text.split("\n")
    half = len(lines) // 2
    return "\n".join([*map(first, lines[:half]), *map(second, lines[half:])])
