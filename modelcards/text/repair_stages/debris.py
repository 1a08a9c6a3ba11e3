"""Damage of the code pages that are rare: what can be read in them, and what is left unread."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache, lru_cache

from modelcards.text.repair_stages.code_pages import page
from modelcards.text.repair_stages.double_byte import PAGES, korean, without_last
from modelcards.text.repair_stages.double_byte import meant as double_byte
from modelcards.text.repair_stages.edits import Edit
from modelcards.text.repair_stages.proof import RUN
from modelcards.text.repair_stages.quotations import quotations
from modelcards.text.repair_stages.regions import Regions
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


def readings(text: str) -> list[Edit]:
    """What runs mean in a rare page that leaves its marks: certain when long, else proposed.

    >>> [(one.after, one.certain) for one in readings("тАФ ╨Ь╨╛╨┤╨╡╨╗╤М")]
    [('—', True), ('Модель', True)]
    """
    names = dict.fromkeys(name for name, mark in marks() if mark in text)
    tried = [name for name in names if name not in _NOT_READ]
    edits = [
        edit
        for run in (_RUN.finditer(text) if tried else ())
        if run.end() - run.start() < _LONGEST
        for edit in _read(run, tried)
    ]
    edits = edits or _proposals(text, names)
    if not edits:
        return []
    regions = Regions(text)
    regions.quoted = quotations(text, list(RUN.finditer(text)))
    for start, end in regions.quoted:
        edits = [edit for edit in edits if not start <= edit.start < end]
    return [edit for edit in edits if not regions.holds(edit.start)]


def _proposals(text: str, names: Collection[str]) -> list[Edit]:
    """What stands alone or was made alike to letters: likely, and no more than that."""
    found = []
    if "Â" in text:
        sure = {text.index("Â", at.start()) for at in _MEASURED.finditer(text)}
        found += [
            Edit(at.start(), at.end(), at[0][1], ("cp1252",), certain=at.start() in sure)
            for at in _LONE.finditer(text)
        ]
        if "Â " in text:
            parted = [_parted(at) for at in _PARTED.finditer(text)]
            at_parts = {place for one in parted for place in range(one.start, one.end)}
            found = [one for one in found if one.start not in at_parts] + parted
    for at in _BEST_FIT.finditer(text) if "best-fit" in names else ():
        meant = _meant("cp437", "Γ" + at[0][1:])
        if meant and weight(meant) >= 1:
            found.append(Edit(at.start(), at.end(), meant, ("cp437",), certain=False))
    return sorted(found)


def _parted(at: re.Match[str]) -> Edit:
    """A measure whose no-break spaces became plain ones, beside their first byte."""
    after = at[0].replace("Â ", "\N{NO-BREAK SPACE}").replace("Â", "")
    return Edit(at.start(), at.end(), after, ("cp1252",), spaces=at[0].count("Â "))


def _read(run: re.Match[str], names: list[str]) -> Iterator[Edit]:
    for name in names:
        meant = _meant(name, run[0])
        if meant:
            sure = len(meant) >= _SURE or weight(meant[0]) >= 1
            if name in PAGES and _lossy_line(run):
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


def _lossy_line(run: re.Match[str]) -> bool:
    """True when a lost byte became a question mark on the line of a run."""
    text = run.string
    start, end = text.rfind("\n", 0, run.start()) + 1, text.find("\n", run.end())
    return _LOST_MARK.search(text, start, end if end >= 0 else len(text)) is not None


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
    quoted = quotations(text, list(RUN.finditer(text)))
    return [
        (start, end)
        for start, end in found
        if not regions.holds(start) and not any(low <= start < high for low, high in quoted)
    ]
