"""The code pages that UTF-8 is mistaken for: their tables, and what damage looks like in them."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

# The likeliest first: of two pages that explain a text equally well the first is named.
NAMES = (
    "cp1252",
    "cp1254",
    "latin-1",
    "cp1250",
    "cp1251",
    "cp1253",
    "cp1257",
    "mac-roman",
    "cp437",
    "cp850",
)

MARKS = "\N{REPLACEMENT CHARACTER}?"
"""What programs write in the place of a byte that the page does not define."""

_LEAD2, _LEAD3, _LEAD4 = range(0xC2, 0xE0), range(0xE0, 0xF0), range(0xF0, 0xF5)
_CONTINUATION = range(0x80, 0xC0)


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """A single-byte code page.

    `chars` holds the character of each of the 256 bytes, a C1 control where the page defines none.
    `undefined` are the bytes that a strict decoder loses. `leads` and `tails` are the characters of
    the bytes that begin and that continue a sequence of UTF-8; `sequence` finds a lead byte with
    the continuation bytes, or the marks of lost ones, that follow it; `strong` is the source of a
    pattern for three or more bytes that no language writes in a row, `weak` of one for two.
    """

    name: str
    chars: str
    byte: dict[str, int]
    undefined: bytes
    nbsp: bool
    leads: frozenset[str]
    tails: frozenset[str]
    table: Any  # what `charmap_build` gives has no public type
    sequence: re.Pattern[str]
    strong: str
    weak: str

    def encode(self, text: str) -> bytes | None:
        """The bytes that `text` was decoded from; None when it holds what the page has not."""
        try:
            data: bytes = codecs.charmap_encode(text, "strict", self.table)[0]
            return data
        except UnicodeEncodeError:
            return None

    def damaged(self, text: str) -> set[str]:
        """What `text` can look like once damaged: lost bytes kept, dropped or marked."""
        return {
            "".join(
                mark if mark is not None and byte in self.undefined else self.chars[byte]
                for byte in text.encode()
            )
            for mark in (None, "", *MARKS)
        }


@cache
def page(name: str) -> Page:
    """The page of that name, one of `NAMES`."""
    chars = [chr(value) for value in range(256)]
    undefined = bytearray()
    for value in range(0x80, 0x100):
        try:
            chars[value] = bytes((value,)).decode(name)
        except UnicodeDecodeError:
            undefined.append(value)
    if name == "latin-1":  # its upper control characters are what is lost, wherever they are
        undefined.extend(range(0x80, 0xA0))
    table = "".join(chars)

    def group(values: range) -> str:
        return re.escape("".join(chars[value] for value in values))

    tail = group(_CONTINUATION)
    lead2, lead3, lead4 = group(_LEAD2), group(_LEAD3), group(_LEAD4)
    marks = re.escape(MARKS)
    return Page(
        name=name,
        chars=table,
        byte={char: value for value, char in enumerate(table) if value > 127},
        undefined=bytes(undefined),
        leads=frozenset(table[0xC2:0xF5]),
        tails=frozenset(table[0x80:0xC0]),
        nbsp=chars[0xA0] == "\N{NO-BREAK SPACE}",
        table=codecs.charmap_build(table),
        sequence=re.compile(
            f"[{lead2}][{tail}{marks}]|[{lead3}][{tail}{marks}]{{1,2}}|[{lead4}][{tail}{marks}]{{1,3}}"
        ),
        strong=f"[{lead3}][{tail}][{tail}]|[{lead4}](?:{re.escape(chars[0x9F])}|[{tail}]{{3}})",
        weak=f"[{lead2}][{tail}]|[{lead3}][{tail}]",
    )


@cache
def looks_bad() -> re.Pattern[str]:
    """Finds what may be damage of any page in a text; good text rarely matches."""
    leads, behind = bad_sources()
    return re.compile(leads + behind)


@cache
def bad_sources() -> tuple[str, str]:
    """The two parts of `looks_bad`: any lead byte of any page, and what may stand behind it.

    A pattern that begins with one set is looked for several times faster than one of many branches.
    """
    each = [page(name) for name in NAMES]
    branches = []
    for one in each:
        two, four = one.chars[0xC2:0xF0], one.chars[0xF0:0xF5]
        tail = f"[{re.escape(one.chars[0x80:0xC0])}]"
        branches.append(f"(?<=[{re.escape(two)}]){tail}")
        begun = re.escape(one.chars[0x9F])
        branches.append(f"(?<=[{re.escape(four)}])(?:{begun}|{tail}{{3}})")
    leads = re.escape("".join(sorted({char for one in each for char in one.leads})))
    tails = re.escape("".join(sorted({char for one in each for char in one.tails})))
    return f"[{leads}]", f"(?=[{tails}])(?:{'|'.join(branches)})"


@lru_cache(maxsize=20_000)
def is_bad(run: str) -> bool:
    """True for a run that may be damage of some page."""
    return looks_bad().search(run) is not None
