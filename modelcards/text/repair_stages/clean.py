"""Whether a text needs repair at all: a look at its signs, which most texts need no more than."""

from __future__ import annotations

import re
from functools import cache, cached_property

from modelcards.text.repair_stages.code_pages import bad_sources, looks_bad
from modelcards.text.repair_stages.debris import marks
from modelcards.text.repair_stages.entities import beside_a_sign
from modelcards.text.repair_stages.escapes import MARK

_ASCII = bytes(range(128))
_BETWEEN = b" \n|*.,-()"
_WORDS = bytes(set(_ASCII) - set(_BETWEEN))
# No page has a character whose UTF-8 begins with these bytes: Chinese, Japanese, Korean, emoji.
_OTHER = bytes([*_ASCII, *range(0xE3, 0xEF), *range(0xF0, 0xF5)])
_BLANKED = bytes.maketrans(_OTHER, b" " * len(_OTHER))
_FEW = 8


class Look:
    """What stands out in a text; its signs are taken out once for all that is asked of them.

    >>> Look("Größe — ✅ 模型").clean, Look("GrÃ¶ÃŸe â€”").clean
    (True, False)
    """

    def __init__(self, text: str) -> None:
        """Nothing is looked at before it is asked for."""
        self._text = text

    @cached_property
    def _data(self) -> bytes:
        return self._text.encode(errors="surrogatepass")

    @cached_property
    def _signs(self) -> str:
        """What is not ASCII, without what stands between."""
        return self._data.translate(None, _ASCII).decode(errors="ignore")

    @cached_property
    def clean(self) -> bool:
        """True for a text in which no stage of repair finds anything."""
        if "\\" in self._text and MARK in self._text:
            return False
        if self._text.isascii():
            return "&" not in self._text or not _escaped(self._data)
        if b"&" in self._data and (_escaped(self._data) or beside_a_sign(self._text)):
            return False
        # One look for both; which of them it was, only few texts need to know.
        if _either().search(self._signs) is None:
            return True
        return not (self.marked or self.suspicious)

    @cached_property
    def marked(self) -> bool:
        """True when the text holds a mark of a rare page."""
        return not self._text.isascii() and _marks().search(self._signs) is not None

    @cached_property
    def suspicious(self) -> bool:
        """True when the text may hold damage of a usual page."""
        return not self._text.isascii() and _suspicious(self._data, self._signs)


def _escaped(data: bytes) -> bool:
    """True where entities stand in a row, or one is escaped; a text has few ampersands."""
    at = -1
    for _ in range(_FEW):
        # A search for one character costs next to nothing, one for several does.
        at = data.find(b"&", at + 1)
        if at < 0:
            return False
        if data.startswith(b"amp;", at + 1) or data[at - 1 : at] == b";":
            return True
    return b"&amp;" in data or b";&" in data


def _suspicious(data: bytes, signs: str) -> bool:
    """Ever less is left out between the signs, and most texts are told by the first look."""
    bad = looks_bad()
    if bad.search(signs) is None:
        return False
    if bad.search(data.translate(None, _WORDS).decode(errors="ignore")) is None:
        return False
    runs = set(data.translate(_BLANKED).split())
    # In three bytes there is one such character, and a sequence has at least two.
    joined = b"\n".join([run for run in runs if len(run) > 3])
    return bad.search(joined.decode(errors="ignore")) is not None


@cache
def _marks() -> re.Pattern[str]:
    """Finds what the marks that can be read leave without ASCII."""
    firsts, behind = _mark_sources()
    return re.compile(f"[{firsts}]{behind}")


@cache
def _either() -> re.Pattern[str]:
    """Finds a mark or what may be damage."""
    firsts, behind = _mark_sources()
    leads, bad = bad_sources()
    return re.compile(f"[{firsts}{leads[1:]}(?:{behind}|{bad})")


def _mark_sources() -> tuple[str, str]:
    """The first characters of the marks, and a pattern of what may stand behind them."""
    found: dict[str, set[str]] = {}
    for mark in (*(mark for name, mark in marks() if name != "lossy"), "Â"):
        signs = "".join(char for char in mark if not char.isascii())
        found.setdefault(signs[0], set()).add(signs[1:])
    firsts = "".join(map(re.escape, sorted(found)))
    rest = [
        f"(?<={re.escape(first)})(?:{'|'.join(map(re.escape, sorted(behind)))})"
        for first, behind in sorted(found.items())
    ]
    return firsts, f"(?:{'|'.join(rest)})"
