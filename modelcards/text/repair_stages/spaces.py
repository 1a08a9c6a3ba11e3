"""No-break spaces that became plain ones: where a space is a byte of damage, by what is around it.

A no-break space is the byte A0, which many letters and signs end in. An editor or a paste makes a
plain space of it, and a file keeps its length: so the text is read with the byte put back.
"""

from __future__ import annotations

import re
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

from modelcards.text.repair_stages.code_pages import Page, page
from modelcards.text.repair_stages.fitting import common
from modelcards.text.repair_stages.runs import Matches, Runs
from modelcards.text.repair_stages.sequences import assigned, interpret, length
from modelcards.text.repair_stages.signs import LETTER, weight

_NBSP = "\N{NO-BREAK SPACE}"
_ENOUGH = 8
"""How many sequences are whole in a file that loses no bytes, if it was not by chance."""
_LAYERS = 8
_NEAR = 40
_MOST = 3
"""How many bytes of a sequence stand before its last one."""
_NO_WORDS = "Ѐ"
"""Before Cyrillic no capital that loses its byte is a word by itself."""
# The byte and the space between two words, which one space would part.
_TWO_WORDS = re.compile(r" \w")


class _Gap(NamedTuple):
    """A sequence that spaces complete: its span, its bytes with them, and what that is."""

    start: int
    end: int
    data: bytes
    char: str


class _File:
    """What a whole text says of its bytes, asked only where one gap leaves it open."""

    def __init__(self, text: str, one: Page, gaps: list[_Gap], runs: Matches) -> None:
        """`gaps` are all that spaces could complete in `text`, `runs` what is not ASCII in it."""
        self._text, self._page, self._gaps, self._runs = text, one, gaps, runs

    @cached_property
    def keeps(self) -> bool:
        """True when the bytes that the page has not are there."""
        lost = {self._page.chars[value] for value in self._page.undefined}
        return not all(lost.isdisjoint(run[0]) for run in self._runs)

    @cached_property
    def all_damaged(self) -> bool:
        """True when no sequence lacks a byte that is no space."""
        pattern, text = _patterns(self._page.name).broken, self._text
        for run in self._runs:
            found = pattern.search(text, run.start(), run.end() + _MOST)
            if found is not None and found.start() < run.end():
                return False
        return True

    @cached_property
    def lossless(self) -> bool:
        """True when it has lost no byte, and that is not by chance."""
        whole = _patterns(self._page.name).whole
        return self.keeps or (self.all_damaged and len(whole.findall(self._text)) >= _ENOUGH)

    @cached_property
    def doubled(self) -> bool:
        """True when it keeps both the byte and the space behind a word."""
        return any(self._text.startswith(" ", gap.end) for gap in self._gaps)


class _Patterns(NamedTuple):
    """For a page: sequences that spaces complete, those that nothing does, and whole ones."""

    gap: re.Pattern[str]
    broken: re.Pattern[str]
    whole: re.Pattern[str]


@cache
def _patterns(name: str) -> _Patterns:
    one = page(name)
    a, b, c = (
        f"[{re.escape(one.chars[low:high])}]"
        for low, high in ((0xC2, 0xE0), (0xE0, 0xF0), (0xF0, 0xF5))
    )
    tail = f"[{re.escape(one.chars[0x80:0xC0])}]"
    either = f"[ {tail[1:]}"
    return _Patterns(
        re.compile(f"{a} |{b}(?:{tail} | {tail})|{c}(?:{tail}{{2}} |{tail} {tail}| {tail}{{2}})"),
        re.compile(f"{a}(?!{either})|{b}(?!{either}{{2}})|{c}(?!{either}{{3}})"),
        re.compile(f"{a}{tail}|{b}{tail}{{2}}|{c}{tail}{{3}}"),
    )


def with_no_break_spaces(text: str, one: Page, runs: Matches | None = None) -> str:
    """The text with the spaces that were bytes of damage in that page put back, in their places.

    `runs` are the runs of the text that are not ASCII, where they are known.

    What stands for a letter counts when the file lost no bytes otherwise, or when no other byte is
    possible there; a sign when the others that it could be are rarer.

    >>> with_no_break_spaces("Ã¢Å â€” x", page("cp1252")) == "Ã¢Å\N{NO-BREAK SPACE}â€” x"
    True
    """
    if not one.nbsp:
        return text
    if runs is None:
        runs = Runs(text)
    behind = {run: _incomplete(one.name, run[-_MOST:]) for run in {found[0] for found in runs}}
    open_ended = {run for run, size in behind.items() if size}
    if not open_ended:
        return text
    gaps: list[_Gap] = []
    pattern = _patterns(one.name).gap
    for run in runs:
        if run[0] not in open_ended:
            continue
        found = pattern.match(text, run.end() - behind[run[0]])
        if found is not None:
            data, char = _completed(one.name, found[0])
            if char:
                gaps.append(_Gap(found.start(), found.end(), data, char))
    if not gaps:
        return text
    file = _File(text, one, gaps, runs)
    put = {at for gap in gaps for at in _spaces(text, gap)}
    meant = _with(text, put)
    kept = set(put)
    for gap in gaps:
        if not _certain(meant, gap, one, file):
            kept.difference_update(_spaces(text, gap))
    return meant if kept == put else _with(text, kept)


def _spaces(text: str, gap: _Gap) -> list[int]:
    return [at for at in range(gap.start, gap.end) if text[at] == " "]


def _with(text: str, places: set[int]) -> str:
    """The text with no-break spaces in these places."""
    parts: list[str] = []
    before = 0
    for at in sorted(places):
        parts.append(text[before:at])
        before = at + 1
    parts.append(text[before:])
    return _NBSP.join(parts)


@lru_cache(maxsize=4_000)
def _incomplete(name: str, run: str) -> int:
    """How many characters at the end of a run are a sequence that goes on; 0 when none does."""
    leads, byte = page(name).leads, page(name).byte
    for size in range(1, len(run) + 1):
        if run[-size] in leads:
            return size if size < length(byte[run[-size]]) else 0
    return 0


@lru_cache(maxsize=2_000)
def _completed(name: str, run: str) -> tuple[bytes, str]:
    """The bytes of a sequence with the one that is a space, and the character they are.

    There is none where other bytes, that were lost, make another sign.
    """
    byte = page(name).byte
    data = bytes(0xA0 if char == " " else byte[char] for char in run)
    char = assigned(data)
    if not char or char in byte or char.isalpha():
        return data, char
    # How common signs are makes none of them certain.
    seen = interpret(name, run.rstrip(" "), " ").readings
    return data, "" if any(weight(one.char) >= 0 for one in seen if one.char != char) else char


def _fits(text: str, gap: _Gap, one: Page, doubled: bool) -> bool:
    """True where a letter of one layer goes with its word, and is none that an author wrote.

    A capital begins a word, a small letter ends one or goes on in it; where the space behind a word
    fell together with the byte, one word would be made of two. A letter of three bytes has others
    beside it: `é – x` and `é” x` are what authors write.
    """
    before, after = text[gap.start - 1 : gap.start], text[gap.end : gap.end + 1]
    if len(gap.data) > 2:
        near = (text[max(0, gap.start - 3) : gap.start], text[gap.end : gap.end + 3])
        return any(_is_whole(run, one) for run in near)
    if not common(gap.char):
        return False
    if gap.char.isupper():
        return not before.isalpha() or not after.isascii()
    return doubled or not (after.isascii() and after.isalnum())


def _is_whole(run: str, one: Page) -> bool:
    """True for one character of three bytes in that page."""
    return len(run) == 3 and len((one.encode(run) or b"").decode(errors="ignore")) == 1


def _certain(text: str, gap: _Gap, one: Page, file: _File) -> bool:
    """True when the space is the byte that is missing there, and no other."""
    if gap.char not in one.byte and not (gap.char.isalpha() or file.lossless):
        return False
    low, high = max(0, gap.start - _NEAR), gap.end + _NEAR
    near, at = text[low:high], gap.start + gap.data.index(0xA0) - low
    meant, layers = _meant(near, at, one)
    best = weight(meant)
    if best == LETTER:
        if layers == 1 and not (
            meant.isalnum() and _fits(text, gap, one, file.doubled) and file.all_damaged
        ):
            return False
        if _TWO_WORDS.match(text, gap.end) or file.keeps:
            return True
    # With another byte, lost, the space would be one.
    others = [
        _meant(f"{near[:at]}{one.chars[value]} {near[at + 1 :]}", at, one)
        for value in one.undefined
        if value < 0xC0
    ]
    # No text holds upper control characters when all layers are undone.
    likely = [char for char, count in others if count >= layers and char.isprintable()]
    if not likely:
        return layers > 1 or file.lossless
    if best == LETTER:
        # One that ends its word may have lost another byte; a capital that begins one has not.
        return (file.doubled or (meant.isupper() and meant < _NO_WORDS)) and file.lossless
    return all(weight(char) < best for char in likely) and file.lossless


def _meant(run: str, at: int, one: Page) -> tuple[str, int]:
    """What the character at a place is a byte of in the end, and how many layers lie over that."""
    layers = 0
    while layers < _LAYERS and run[at] in one.byte:
        low, high = at, at + 1
        while low and run[low - 1] in one.byte:
            low -= 1
        while high < len(run) and run[high] in one.byte:
            high += 1
        data, at = one.encode(run[low:high]) or b"", at - low
        lead = at
        while lead and 0x80 <= data[lead] < 0xC0:
            lead -= 1
        end = lead + length(data[lead]) if data and data[lead] >= 0xC2 else 0
        char = assigned(data[lead:end]) if end > at else ""
        if not char:
            break
        left = data[:lead].decode(errors="ignore")
        run, at = left + char + data[end:].decode(errors="ignore"), len(left)
        layers += 1
    return run[at], layers
