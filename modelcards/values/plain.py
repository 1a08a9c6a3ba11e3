"""Typographic variants of ASCII signs: full-width forms, odd spaces, minus signs, wavy marks.

Values are read with ASCII grammars, so a value that is not ASCII passes through here first. NFKC is
not used: it would turn `10²` into 102 and `½` into 1⁄2, which are silent wrong numbers.
"""

from __future__ import annotations

GROUP_SPACE = "\u202f"
"""What every no-break or thin space becomes: inside a number it groups digits."""


def _table() -> dict[int, str | None]:
    table: dict[int, str | None] = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    table.update(dict.fromkeys((0xA0, 0x2007, 0x2008, 0x2009, 0x200A, 0x2006), GROUP_SPACE))
    table.update(dict.fromkeys((*range(0x2000, 0x2006), 0x205F, 0x3000), " "))
    table.update(dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xFE0E, 0xFE0F), None))
    table.update(dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2013, 0x2212), "-"))
    table.update({0x3001: ",", 0x3002: ".", 0x00D7: "x", 0x2248: "~", 0x223C: "~", 0x2243: "~"})
    table.update({0x2264: "<=", 0x2265: ">=", 0x2A7D: "<=", 0x2A7E: ">=", 0x2019: "'"})
    return table


_TABLE = _table()


def plain(text: str) -> str:
    r"""The text with typographic variants of ASCII signs replaced, without outer white space.

    >>> plain("≈３．５\u3000万亿"), plain("\u22120.3")
    ('~3.5 万亿', '-0.3')
    """
    return text.strip() if text.isascii() else text.translate(_TABLE).strip()
