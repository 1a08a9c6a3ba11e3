"""Damage of the code pages that are rare: what can be read in them, and what is left unread."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache, lru_cache
from heapq import merge
from itertools import chain

from modelcards.text.repair_stages.code_pages import page
from modelcards.text.repair_stages.double_byte import PAGES, korean, without_last
from modelcards.text.repair_stages.double_byte import meant as double_byte
from modelcards.text.repair_stages.edits import Edit
from modelcards.text.repair_stages.quotations import quotations
from modelcards.text.repair_stages.regions import Regions, within
from modelcards.text.repair_stages.runs import Runs
from modelcards.text.repair_stages.signs import weight
from modelcards.vocabulary import rows

_NOT_READ = ("lossy", "best-fit")
_LONGEST = 2_000
_SURE = 3
_RUN = re.compile("[^\x00-\x7f]+")
_LOST_MARK = re.compile("[^\x00-\x7f]\\?|\\?[^\x00-\x7f]")
# The sign of a measure behind a lead byte that is no letter there: `Â± 0.3`.
_LONE = re.compile("(?<![^\x00-\x7f])(?<![A-Za-z])Â[£¥§©®°±²³µ·¹](?![^\x00-\x7f])")
# Beside a number that it belongs to: nobody writes that letter there.
_MEASURED = re.compile("(?<=[0-9])(?: ?Â[±°µ]|Â[²³¹·])|Â[±£¥§©] ?(?=[0-9])")
_PARTED = re.compile("(?<=[0-9])(?:Â Â[±°µ·](?:Â )?|Â[±µ·]Â )(?=[0-9A-Za-z])")
# Three characters of Chinese, Japanese or Korean in a row, some of whose bytes may be lost: letters
# that begin such a character, each with signs behind it.
_LEADS = "[ãäåæçèéêëìíï]"
_SIGNS = "[\xa0-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{1,2}"
# A pattern of its own: one that begins with a set of letters is looked for many times as fast.
_WIDE = re.compile(f"{_LEADS}{_SIGNS}(?:{_LEADS}{_SIGNS}){{2}}[^\x00-\x7f]*")
# Programs that write a Γ of cp437 as the letter that is most like it.
_BEST_FIT = re.compile("(?<![A-Za-z])G[Çåûöüéîò£ô][^\x00-\x7f]")


@cache
def marks() -> tuple[tuple[str, str], ...]:
    """What damage of the rare pages looks like: page and mark."""
    return tuple(
        (name.rstrip("+"), mark) for name, marks in rows("debris") for mark in marks.split()
    )


@cache
def _left() -> re.Pattern[str]:
    several = sorted((mark for _, mark in marks() if len(mark) > 1), key=len, reverse=True)
    single = [mark for name, marks in rows("debris") if name == "gbk" for mark in marks.split()]
    either = "|".join(map(re.escape, ["\N{REPLACEMENT CHARACTER}", *single, *several]))
    return re.compile(f"(?:{either})[^\x00-\x7f]*")


def readings(text: str) -> Iterator[Edit]:
    """What runs mean in a rare page that leaves its marks: certain when long, else proposed.

    >>> [(one.after, one.certain) for one in readings("тАФ ╨Ь╨╛╨┤╨╡╨╗╤М")]
    [('—', True), ('Модель', True)]
    """
    names = dict.fromkeys(name for name, mark in marks() if mark in text)
    tried = [name for name in names if name not in _NOT_READ]
    read = _each_read(text, tried) if tried else iter(())
    first = next(read, None)
    edits = chain([first], read) if first else merge(_lone(text), _best_fit(text, names))
    first = next(edits, None)
    if first is None:
        return
    regions = Regions(text)
    regions.quoted = quotations(text, Runs(text))
    for edit in chain([first], edits):
        if not (within(regions.quoted, edit.start) or regions.holds(edit.start)):
            yield edit


def _each_read(text: str, names: list[str]) -> Iterator[Edit]:
    lossy = _LossyLines(text)
    for run in _RUN.finditer(text):
        if run.end() - run.start() < _LONGEST:
            yield from _read(run, names, lossy)


def _lone(text: str) -> Iterator[Edit]:
    """Signs behind a lead byte that stands alone: likely, beside a number sure."""
    if "Â" not in text:
        return iter(())
    sure = _Places(text.index("Â", at.start()) for at in _MEASURED.finditer(text))
    alone = (
        Edit(at.start(), at.end(), at[0][1], ("cp1252",), certain=at.start() in sure)
        for at in _LONE.finditer(text)
    )
    if "Â " not in text:
        return alone
    parts = _Places(at for one in _PARTED.finditer(text) for at in range(*one.span()))
    whole = (one for one in alone if one.start not in parts)
    return merge(whole, map(_parted, _PARTED.finditer(text)))


def _best_fit(text: str, names: Collection[str]) -> Iterator[Edit]:
    """Signs that were made alike to letters: likely, and no more than that."""
    for at in _BEST_FIT.finditer(text) if "best-fit" in names else ():
        meant = _meant("cp437", "Γ" + at[0][1:])
        if meant and weight(meant) >= 1:
            yield Edit(at.start(), at.end(), meant, ("cp437",), certain=False)


class _Places:
    """Ascending places, of which it is asked in ascending order whether one is among them."""

    def __init__(self, places: Iterator[int]) -> None:
        self._places = places
        self._next = next(places, -1)

    def __contains__(self, at: int) -> bool:
        while 0 <= self._next < at:
            self._next = next(self._places, -1)
        return self._next == at


def _parted(at: re.Match[str]) -> Edit:
    """A measure whose no-break spaces became plain ones, beside their first byte."""
    after = at[0].replace("Â ", "\N{NO-BREAK SPACE}").replace("Â", "")
    return Edit(at.start(), at.end(), after, ("cp1252",), spaces=at[0].count("Â "))


def _read(run: re.Match[str], names: list[str], lossy: _LossyLines) -> Iterator[Edit]:
    for name in names:
        meant = _meant(name, run[0])
        if meant:
            sure = len(meant) >= _SURE or weight(meant[0]) >= 1
            if name in PAGES and lossy.holds(run):
                sure = False  # undone whole or not at all: its other runs cannot be
            instead = None
            if name == "iso8859-2" and (other := _meant("cp1250", run[0])):
                # What cp1250 reads as well is no more than likely; in a word small letters are.
                sure = sure and meant == other
                if not meant.isalpha() or (other.isalpha() and other.islower()):
                    name, meant, other = "cp1250", other, meant
                instead = other if other != meant else None
            yield Edit(run.start(), run.end(), meant, (name,), certain=sure, runner_up=instead)
            return
    if "gbk" in names and run.string.startswith("?", run.end()):
        end = run.end() + 1
        likely, instead = without_last(run[0], run.string[end : end + 1] in ("", "\n"))
        if len(likely) > _SURE:
            yield Edit(run.start(), end, likely, ("gbk",), certain=False, lost=1, runner_up=instead)


class _LossyLines:
    """Tells on which lines a lost byte became a question mark; they are asked for in order."""

    def __init__(self, text: str) -> None:
        self._text, self._end, self._held = text, -1, False

    def holds(self, run: re.Match[str]) -> bool:
        """Whether the line of a run is such a line."""
        if run.start() >= self._end:
            start = self._text.rfind("\n", max(self._end, 0), run.start()) + 1
            end = self._text.find("\n", run.end())
            self._end = end if end >= 0 else len(self._text)
            self._held = _LOST_MARK.search(self._text, start, self._end) is not None
        return self._held


@lru_cache(maxsize=4_000)
def _meant(name: str, run: str) -> str:
    """The run as UTF-8 that was read in the page; nothing when it cannot have been."""
    try:
        if name in PAGES:
            meant = double_byte(name, run)
        else:
            meant = (page(name).encode(run) or b"").decode()
    except UnicodeError:
        return ""
    return meant if meant != run and meant.isprintable() else ""


def holds_debris(text: str) -> bool:
    """Whether a text holds what only damage leaves."""
    if text.isascii():
        return False
    return bool(_left().search(text) or _WIDE.search(text) or korean(text))


def _spans(text: str) -> list[tuple[int, int]]:
    """The places of debris in their order, none inside of another."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(
        one.span() for pattern in (_left(), _WIDE) for one in pattern.finditer(text)
    ):
        if not found or start >= found[-1][1]:
            found.append((start, end))
    return found


@cache
def _emoji() -> re.Pattern[str]:
    begun = [mark for name, mark in marks() if name == "lossy" and mark[0] in "ðğđ"]
    return re.compile(f"(?:{'|'.join(begun)})[^\x00-\x7f]{{0,2}}")


def without_emoji(text: str) -> str:
    """The text without what is left of emoji that lost bytes.

    >>> without_emoji("ðŸ‰ Lumen-7B")
    ' Lumen-7B'
    """
    return text if text.isascii() else _emoji().sub("", text)


def unread(text: str) -> list[tuple[int, int]]:
    """Where debris stands that no reading accounts for, as spans; none in code or a quotation.

    >>> unread("a ðŸ b")
    [(2, 4)]
    """
    found = _spans(text) or korean(text)
    if not found:
        return []
    regions = Regions(text)
    quoted = quotations(text, Runs(text))
    return [
        (start, end)
        for start, end in found
        if not regions.holds(start) and not within(quoted, start)
    ]
