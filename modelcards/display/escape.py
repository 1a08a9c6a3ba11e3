r"""Text of cards made harmless to show: control characters become visible, links are checked.

Control characters move the cursor of a terminal, and marks that override the direction of writing
make text read as what it is not. Both are shown as escapes, as Python would write them.
"""

from __future__ import annotations

import re

# Controls but for tab and line end; marks of direction, line and paragraph separators, joins of
# interlinear text, byte-order marks; halves of surrogate pairs, which no encoding can hold.
_CONTROLS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff]"
)
_BREAKS = re.compile(r"[\t\n ]*[\t\n][\t\n ]*")
_SCHEMES = frozenset(("http", "https", "mailto"))
_LONGEST_URL = 2_000


def harmless(text: str, *, lines: bool = False) -> str:
    r"""The text with control characters escaped; `lines` keeps line ends and tabs.

    >>> harmless("a\x1b[31mb\u202ec\nd")
    'a\\x1b[31mb\\u202ec d'
    """
    shown = _CONTROLS.sub(_escape, text)
    return shown if lines else _BREAKS.sub(" ", shown)


def _escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def shortened(text: str, most: int) -> str:
    """The text in at most so many characters.

    >>> shortened("Lumen-7B", 6)
    'Lumen…'
    """
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def web_address(target: str | None) -> str | None:
    """The target of a link when it is safe to follow: http, https or mailto; else None.

    >>> web_address("https://example.org/a"), web_address("javascript:alert(1)")
    ('https://example.org/a', None)
    """
    from urllib.parse import urlsplit

    if not target or len(target) > _LONGEST_URL or not target.isprintable() or " " in target:
        return None
    try:
        parts = urlsplit(target)
    except ValueError:
        return None
    whole = parts.netloc or (parts.scheme == "mailto" and "@" in parts.path)
    return target if parts.scheme in _SCHEMES and whole else None
