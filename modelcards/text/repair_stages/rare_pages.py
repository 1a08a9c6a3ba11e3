"""Texts that are UTF-8 from end to end in a page that few programs mistake it for.

In such a page a text of its own language is next to never valid UTF-8, so that a text all of whose
signs are, and mean what texts hold, needs no other mark.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import islice

from modelcards.text.repair_stages.code_pages import NAMES, page
from modelcards.text.repair_stages.double_byte import meant as double_byte
from modelcards.text.repair_stages.edits import Edit
from modelcards.text.repair_stages.fitting import common
from modelcards.text.repair_stages.quotations import quotations
from modelcards.text.repair_stages.runs import Runs
from modelcards.text.repair_stages.signs import JOINER, RARE, VARIATION, weight

# Of two that explain a text alike the first is named.
_SINGLE = (
    "iso8859-5", "koi8-r", "mac-cyrillic", "iso8859-2", "iso8859-15", "iso8859-7", "cp1255",
    "cp1256", "cp1258", "cp852", "cp866", "cp874", "mac-latin2", "iso8859-9", "iso8859-13",
    "iso8859-4", "cp775",
)  # fmt: skip
_DOUBLE = ("gbk", "cp932", "cp949", "big5", "euc_jp")
_RUN = re.compile("[^\x00-\x7f]+")
_SIGNS, _WIDE = "\u2600", "\u2e80"
_FEWEST, _SURE, _DIFFERENT = 4, 6, 3
_DEEPEST = 4
_TWO_BYTES = "\u07ff"
_MOST = 20_000
"""So many different runs are looked at; a text has few hundred."""
# What letters texts hold besides those of `common`: Indic, Thai, Georgian, Vietnamese, and those of
# Chinese, Japanese and Korean.
_LETTERS = (
    ("\u0900", "\u0e7f"),
    ("\u10a0", "\u10ff"),
    ("\u1e00", "\u1eff"),
    ("\u3005", "\u30ff"),
    ("\u3400", "\u9fff"),
    ("\uac00", "\ud7a3"),
    ("\uff01", "\uffee"),
)
_UNSEEN = (VARIATION, JOINER, "\N{NO-BREAK SPACE}", "\N{ZERO WIDTH SPACE}", "\ufeff")


def whole_text(text: str, most: int | None = None) -> list[Edit]:
    """The first edits of a text that is UTF-8 as a whole in one rare page; none for another text.

    >>> [one.after for one in whole_text("Grц╤ц÷er fц╪r schц╤ne ц°bungen")]
    ['öß', 'ü', 'ö', 'Ü']
    >>> whole_text("Größer für schöne Übungen")
    []
    """
    first = _RUN.search(text)
    names = _suspects(first[0]) if first else ()
    if not names:
        return []
    found = Runs(text, pattern=_RUN)
    runs = list(dict.fromkeys(one[0] for one in found))
    if len(runs) > _MOST:
        return []
    read = [(name, told) for name in names if (told := _meanings(name, runs)) is not None]
    if not read or any(_meanings(name, runs) is not None for name in NAMES):
        return []
    name, told = read[0]
    letters = "".join(told[one[0]] for one in found)
    # What takes three bytes is less likely to come about by chance.
    count = len(letters) + sum(char > _TWO_BYTES for char in letters)
    if count < _FEWEST or len(set(letters)) < _DIFFERENT or quotations(text, found):
        return []
    sure = count >= _SURE and all(other == told for _, other in read)
    told, layers = _peeled(name, told)
    pages = (name,) * layers
    return [
        Edit(one.start(), one.end(), told[one[0]], pages, certain=sure)
        for one in islice(found, most)
    ]


def _peeled(name: str, told: dict[str, str]) -> tuple[dict[str, str], int]:
    """What the runs mean with every layer undone: damage of damage is whole in the page again."""
    layers = 1
    while layers < _DEEPEST:
        inner = _meanings(name, [run for one in told.values() for run in _RUN.findall(one)])
        if not inner:
            break
        told = {run: _inside(one, inner) for run, one in told.items()}
        layers += 1
    return told, layers


def _inside(text: str, inner: dict[str, str]) -> str:
    return _RUN.sub(lambda run: inner[run[0]], text)


def may_be_whole(text: str) -> bool:
    """Whether the first run of a text may begin UTF-8 in a rare page."""
    first = _RUN.search(text)
    return first is not None and bool(_suspects(first[0]))


def _suspects(run: str) -> tuple[str, ...]:
    """The pages in which a run opens with a sequence of UTF-8."""
    if run[0] >= _WIDE:
        return tuple(name for name in _DOUBLE if _opens(name, run[:2]))
    if len(run) < 2 or run[0] >= _SIGNS:
        return ()  # an emoji with its selector is no character of a page
    leads, tails = _places()
    both = leads.get(run[0], 0) & tails.get(run[1], 0)
    return tuple(name for at, name in enumerate(_SINGLE) if both >> at & 1) if both else ()


def _opens(name: str, begun: str) -> bool:
    try:
        data = begun.encode(name)
    except UnicodeError:
        return False
    return len(data) > 1 and 0xC2 <= data[0] < 0xF5 and 0x80 <= data[1] < 0xC0


@cache
def _places() -> tuple[dict[str, int], dict[str, int]]:
    """The pages, as bits, in which a sign is a byte that begins or that goes on a sequence."""
    leads: dict[str, int] = {}
    tails: dict[str, int] = {}
    for at, name in enumerate(_SINGLE):
        # A byte that is none in the page becomes half a surrogate, which no text holds.
        for places, values in ((leads, range(0xC2, 0xF5)), (tails, range(0x80, 0xC0))):
            for sign in bytes(values).decode(name, "surrogateescape"):
                places[sign] = places.get(sign, 0) | 1 << at
    return leads, tails


def _meanings(name: str, runs: list[str]) -> dict[str, str] | None:
    """What every run means in a page; None where one is no UTF-8 in it, or no text holds that."""
    told: dict[str, str] = {}
    for run in runs:
        meant = _meaning(name, run)
        if meant is None or not all(map(_plausible, meant)):
            return None
        told[run] = meant
    return told


def _meaning(name: str, run: str) -> str | None:
    try:
        if name in _DOUBLE:
            return double_byte(name, run)
        data = page(name).encode(run)
        return data.decode() if data is not None else None
    except UnicodeError:
        return None


def _plausible(char: str) -> bool:
    if char.isascii():
        return True  # it was the second byte of what stood there
    if char.isalpha():
        return common(char) or any(first <= char <= last for first, last in _LETTERS)
    return char in _UNSEEN or weight(char) > RARE or "\u0300" <= char <= "\u036f"
