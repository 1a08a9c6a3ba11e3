"""Damage of pages of two bytes a character: what a run of it means, and what tells lossy Korean."""

from __future__ import annotations

import re
from functools import cache

PAGES = ("gbk", "cp932", "cp949")
_LOST = "\N{REPLACEMENT CHARACTER}"
_AT_THE_END = {b"\xe3\x80": ("。", "、"), b"\xef\xbc": ("：", "；")}
# `?` in the place of a first byte: a question ends in a space, and no word begins with it.
_KOREAN = re.compile("(?<![^\\s|(\\[/*>:`?\x80가-힣一-鿿])\\?+[가-힣]|[가-힣一-鿿]\x80")
_KOREAN_LINE = re.compile("(?:\\?*[^\x00-\x7f]+)+\\?*")


def meant(name: str, run: str) -> str:
    r"""The run as UTF-8 that was read in the page; a UnicodeError when it cannot have been.

    >>> meant("gbk", "鏄\ue21e潰"), meant("cp932", "縺ｮ")
    ('是面', 'の')
    """
    return _bytes(name, run).decode()


def without_last(run: str, ends_line: bool = False) -> tuple[str, str | None]:
    """What a run in GBK means whose last byte became `?`, and what that could be as well.

    At the end of a line a mark of punctuation is the one that ends sentences; anything else has a
    mark for what was lost.

    >>> without_last("浣跨敤绀"), without_last("的銆", True)
    (('使用�', None), ('', None))
    """
    try:
        data = _bytes("gbk", run)
        data.decode()
    except UnicodeDecodeError as error:
        if error.end == len(error.object) and error.reason == "unexpected end of data":
            last, other = _AT_THE_END.get(data[error.start :], (_LOST, None))
            if not ends_line:
                last, other = _LOST, None
            return data[: error.start].decode() + last, other
    except UnicodeError:
        pass
    return "", None


def _bytes(name: str, run: str) -> bytes:
    if name == "gbk":
        # Windows has characters for private use where GBK has none, and a euro for the byte 80.
        return b"".join(
            part.encode("gbk") if len(part) > 1 or part not in _private() else _private()[part]
            for part in re.split("([€\ue000-\ue765])", run)
        )
    return b"\x80".join(part.encode(name) for part in run.split("\x80"))


@cache
def _private() -> dict[str, bytes]:
    """The bytes of what Windows adds to GBK."""
    areas = (
        (range(0xAA, 0xB0), range(0xA1, 0xFF)),
        (range(0xF8, 0xFF), range(0xA1, 0xFF)),
        (range(0xA1, 0xA8), [*range(0x40, 0x7F), *range(0x80, 0xA1)]),
    )
    pairs = [bytes((a, b)) for first, second in areas for a in first for b in second]
    return {"€": b"\x80"} | {chr(0xE000 + at): pair for at, pair in enumerate(pairs)}


def korean(text: str) -> list[tuple[int, int]]:
    """Where Korean stands that was read in cp949 and lost the first bytes of its syllables.

    >>> korean("MCP ?쒕쾭"), korean("뭐? 정말")
    ([(4, 7)], [])
    """
    if "?" not in text and "\x80" not in text:
        return []
    found = []
    for run in _KOREAN_LINE.finditer(text) if _KOREAN.search(text) else ():
        if _KOREAN.search(text, *run.span()):
            found.append(run.span())
    return found
