"""Bytes that are in no encoding that the file says: UTF-16 without a mark, and stray bytes."""

from __future__ import annotations

import codecs
import re

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_CUT = re.compile(rb"(?:[\xc2-\xf4]|[\xe0-\xf4][\x80-\xbf]|[\xf0-\xf4][\x80-\xbf]{2})\Z")
_LOOK = 4096
_LEAST = 8


def unmarked_utf16(data: bytes) -> str | None:
    r"""`utf-16-le` or `utf-16-be` where the NULs of a text without a mark say so.

    Markup, blanks and line ends have a NUL in each pair, always on the same side; no text in UTF-8
    has any.

    >>> unmarked_utf16("# Lumen-7B".encode("utf-16-be"))
    'utf-16-be'
    """
    head = data[:_LOOK]
    if b"\0" not in head[:_LEAST] or len(data) % 2 or len(head) < 2 * _LEAST:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if min(even, odd) or 3 * max(even, odd) < len(head) // 2:
        return None
    codec = "utf-16-be" if even else "utf-16-le"
    try:
        # The last pair may be one half of a longer character.
        data.decode(codec, "surrogatepass")
    except UnicodeDecodeError:
        return None
    return codec


def stray_bytes(data: bytes) -> tuple[str, str | None]:
    """UTF-8 with bytes that are not: the text, and "cp1252" if any of them was read as that.

    A lone byte is cp1252 where that page defines it; the beginning of a longer UTF-8 sequence is a
    character that was cut, and becomes U+FFFD. A file with more stray bytes than whole sequences is
    cp1252 from end to end: there, two letters in a row can look like such a beginning.
    """
    whole = data.decode("utf-8", "ignore")
    replaced = data.decode("utf-8", "replace")
    sequences = len(whole) - len(whole.encode("ascii", "ignore"))
    if len(replaced) - len(whole) > sequences:
        return data.decode("cp1252", "replace"), "cp1252"
    cut = _CUT.search(data[-3:])
    text = data[: len(data) - (len(cut[0]) if cut else 0)].decode("utf-8", _HANDLER)
    text += _REPLACEMENT if cut else ""
    return text, None if text == replaced else "cp1252"


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    """The error handler of `stray_bytes`: what stands for bytes that are not UTF-8."""
    assert isinstance(error, UnicodeDecodeError)
    bad = error.object[error.start : error.end]
    return (bad.decode("cp1252", "replace") if len(bad) == 1 else _REPLACEMENT), error.end


_HANDLER = "modelcards.stray-bytes"
codecs.register_error(_HANDLER, _as_cp1252)
