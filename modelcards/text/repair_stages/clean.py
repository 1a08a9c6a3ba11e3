"""Whether a text needs repair at all: a look at its signs, which most texts need no more than."""

from __future__ import annotations

from functools import cache

from modelcards.text.repair_stages.code_pages import looks_bad
from modelcards.text.repair_stages.debris import marks

_ASCII = bytes(range(128))
# No page has a character whose UTF-8 begins with these bytes: Chinese, Japanese, Korean, emoji.
_OTHER = bytes([*_ASCII, *range(0xE3, 0xEF), *range(0xF0, 0xF5)])
_BLANKED = bytes.maketrans(_OTHER, b" " * len(_OTHER))
_FEW = 3_000


def is_clean(text: str) -> bool:
    """True for a text in which no stage of repair finds anything.

    >>> is_clean("Größe — ✅ 模型"), is_clean("GrÃ¶ÃŸe â€”")
    (True, False)
    """
    # A search for one character costs next to nothing, one for several does.
    if "&" in text and ("&amp;" in text or ";&" in text):
        return False
    if text.isascii():
        return True
    data = text.encode(errors="surrogatepass")
    signs = data.translate(None, _ASCII)
    return not (_marked(signs) or _suspicious(data, signs))


def is_marked(text: str) -> bool:
    """True when a text holds a mark of a rare page."""
    return not text.isascii() and _marked(
        text.encode(errors="surrogatepass").translate(None, _ASCII)
    )


def suspicious(text: str) -> bool:
    """True when a text may hold damage of a usual page."""
    if text.isascii():
        return False
    data = text.encode(errors="surrogatepass")
    return _suspicious(data, data.translate(None, _ASCII))


def _suspicious(data: bytes, signs: bytes) -> bool:
    """The same of its bytes, and of those that are not ASCII, without what stands between them."""
    if len(signs) < _FEW and not looks_bad().search(signs.decode(errors="ignore")):
        return False
    runs = set(data.translate(_BLANKED).split())
    # In three bytes there is one such character, and a sequence has at least two.
    joined = b"\n".join([run for run in runs if len(run) > 3])
    return looks_bad().search(joined.decode(errors="ignore")) is not None


def _marked(signs: bytes) -> bool:
    return any(first in signs and any(mark in signs for mark in found) for first, found in _signs())


@cache
def _signs() -> tuple[tuple[bytes, list[bytes]], ...]:
    """What the marks that can be read leave without ASCII, by its first byte."""
    found: dict[bytes, list[bytes]] = {}
    for mark in (*(mark for name, mark in marks() if name != "lossy"), "Â"):
        signs = mark.encode().translate(None, _ASCII)
        found.setdefault(signs[:1], []).append(signs)
    return tuple(found.items())
