"""Colours of a terminal: only where there is one, and where nobody asked for none."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TextIO

_CODES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33"}

Paint = Callable[[str, str], str]
"""Takes a text and a style: `bold`, `dim`, `red`, `green` or `yellow`."""


def are_wanted(stream: TextIO) -> bool:
    """Whether a stream is a terminal that shows colours.

    `NO_COLOR` (no-color.org) forbids them, `FORCE_COLOR` (force-color.org) asks for them anywhere.
    """
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    if os.environ.get("TERM") == "dumb":
        return False
    return stream.isatty()


def painter(stream: TextIO) -> Paint:
    """What styles text for a stream; it leaves the text alone where colours are not wanted.

    >>> import io
    >>> painter(io.StringIO())("MMLU", "bold")
    'MMLU'
    """
    return painted if are_wanted(stream) else plain


def plain(text: str, style: str) -> str:
    """The text without a style."""
    return text


def painted(text: str, style: str) -> str:
    r"""The text in a style.

    >>> painted("MMLU", "bold")
    '\x1b[1mMMLU\x1b[0m'
    """
    return f"\x1b[{_CODES[style]}m{text}\x1b[0m"
