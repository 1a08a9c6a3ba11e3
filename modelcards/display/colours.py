"""Colours and links of a terminal: only where there is one, and where nobody asked for none."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TextIO

_CODES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33"}

# Terminals that make links of OSC 8, by what they say of themselves in the environment
# (gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda lists them).
_LINKING = {
    "TERM_PROGRAM": ("iTerm.app", "WezTerm", "vscode", "Hyper", "ghostty", "rio", "Tabby"),
    "TERM": ("xterm-kitty", "alacritty", "foot", "xterm-ghostty", "contour"),
}
_LINKING_VARIABLES = ("WT_SESSION", "KONSOLE_VERSION", "DOMTERM", "KITTY_WINDOW_ID")
_VTE = 5000

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


def links_are_wanted(stream: TextIO) -> bool:
    """Whether a stream is a terminal that is known to make links of OSC 8.

    `FORCE_HYPERLINK` asks for them anywhere, and 0 forbids them.
    """
    forced = os.environ.get("FORCE_HYPERLINK")
    if forced:
        return forced != "0"
    if not are_wanted(stream) or not stream.isatty():
        return False
    if any(os.environ.get(name) in known for name, known in _LINKING.items()):
        return True
    vte = os.environ.get("VTE_VERSION", "")
    return any(os.environ.get(name) for name in _LINKING_VARIABLES) or (
        vte.isascii() and vte.isdigit() and len(vte) < 10 and int(vte) >= _VTE
    )


def hyperlink(text: str, url: str) -> str:
    r"""A text that leads to an address when it is clicked.

    >>> hyperlink("MC304", "https://example.org/#mc304")
    '\x1b]8;;https://example.org/#mc304\x1b\\MC304\x1b]8;;\x1b\\'
    """
    return f"\x1b]8;;{url}\x1b\\{text}\x1b]8;;\x1b\\"
