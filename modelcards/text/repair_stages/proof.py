"""Which code pages a text was decoded with: nothing is touched without a strong proof."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import pairwise
from operator import attrgetter

from modelcards.text.repair_stages.code_pages import NAMES, Page, looks_bad, page
from modelcards.text.repair_stages.sequences import interpret
from modelcards.text.repair_stages.signs import LETTER, weight

_TWICE = 3.0
_USUAL = 1.0
_GAMMA = "Γ"
"""Of cp437; no text has it before letters and signs of Latin-1, so that any sign is proof."""
_GREEK = "Ͱ"
# What Japanese and Korean write beside each other, and marks of no script.
_JOINED = {"CJK", "HIRAGANA", "KATAKANA", "HANGUL", "MODIFIER", "COMBINING", "VARIATION", "ZERO"}
_ANGSTROM = re.compile("(?<![a-z])Å[²³]")
_NOT_ASCII = re.compile("[^\x00-\x7f][^\x00-\x7f]*")

# ftfy is quadratic in what looks damaged: a run of this length costs it a millisecond.
_LONGEST, _LONGEST_RUN = 20_000, 200
_PAGES = {
    "latin-1": "latin-1",
    "sloppy-windows-1252": "cp1252",
    "sloppy-windows-1250": "cp1250",
    "sloppy-windows-1251": "cp1251",
    "sloppy-windows-1253": "cp1253",
    "sloppy-windows-1254": "cp1254",
    "sloppy-windows-1257": "cp1257",
    "cp437": "cp437",
}


class Parsed:
    """A run in one page: its sequences, and whether they account for all of it.

    `spans` are offsets in the run; `full` is true when no character is left over that is not ASCII,
    `whole` when no byte was lost, `solid` when both are and the sequences follow on each other.
    `clean` is true when it is `full` or holds no letter.
    `proof` is true for what no author writes; `points` weighs what speaks for the page.
    """

    __slots__ = ("clean", "full", "points", "proof", "solid", "spans", "whole")

    def __init__(self, one: Page, run: str) -> None:
        """Parse `run` as the bytes of UTF-8 in the page `one`."""
        self.spans: list[tuple[int, int]] = []
        self.full = self.whole = True
        self.proof = False
        self.points = 0.0
        at = 0
        for found in one.sequence.finditer(run):
            start, end = found.span()
            read = interpret(one.name, found[0])
            if not run[at:start].isascii() or not read.readings:
                self.full = False
            if read.readings:
                self.spans.append((start, end))
                self._weigh(one, found[0])
            self.whole = self.whole and read.whole
            at = end
        self.full = self.full and run[at:].isascii()
        pairs = not any(b - a > 2 for a, b in self.spans)
        if self.full and len(self.spans) > 1 + pairs and not self.proof:
            self.proof = _one_script(one, run, pairs and one.name == "mac-roman")
        if not self.full:
            self.points -= 1
        self.clean = self.full or not any(char.isalpha() for char in run)
        self.solid = self.full and self.whole and bool(self.spans)
        self.solid = self.solid and all(a[1] == b[0] for a, b in pairwise(self.spans))

    def _weigh(self, one: Page, found: str) -> None:
        """A sign of three bytes or more that a text may well hold is proof."""
        read = interpret(one.name, found)
        best = max(weight(reading.char) for reading in read.readings)
        if read.whole:
            self.points += 2 if best >= 0 else 1 if best == LETTER else 0
            self.proof = self.proof or (
                len(found) > 2
                and best >= (0 if found[0] == _GAMMA else _USUAL)
                and not read.readings[0].char.isspace()
            )
        elif best >= 0:
            self.points += 1
            begins = found[:2] == one.chars[0xF0] + one.chars[0x9F]
            self.proof = self.proof or (len(found) > 2 and begins)


def _one_script(one: Page, run: str, letters: bool) -> bool:
    """True unless the letters are of several scripts; with `letters`, when all are of one.

    `¬∑`, `√ß`, `¬±` are what mathematics and logic write; Greek or Arabic in mac-roman is not.
    """
    meant = (one.encode(run) or b"").decode(errors="ignore")
    others = [char for char in meant if char >= _GREEK and unicodedata.category(char)[0] in "LM"]
    if letters and len(others) < len(meant):
        return False
    return len({unicodedata.name(char, "").partition(" ")[0] for char in others} - _JOINED) <= 1


_PROOF, _POINTS = attrgetter("proof"), attrgetter("points")


@lru_cache(maxsize=20_000)
def parse(name: str, run: str) -> Parsed:
    """`run` in the page `name`; the same runs come again in card after card."""
    return Parsed(page(name), run)


def proven(runs: list[str]) -> list[Page]:
    """The pages that are beyond doubt, the one that explains most first.

    A second page is believed only for what the first cannot explain: two pages that share most of
    their characters would else each claim what the other lost.
    """
    suspects: set[str] = set().union(*map(likely, runs))
    found = []
    for name in NAMES:
        if name in suspects:
            parsed = [parse(name, run) for run in runs]
            if any(map(_PROOF, parsed)):
                found.append((sum(map(_POINTS, parsed)), page(name)))
    if len(found) > 1:
        again: set[str] = set().union(*map(twice, runs))
        found.sort(key=lambda pair: -pair[0] - _TWICE * (pair[1].name in again))
    pages: list[Page] = []
    for _, one in found:
        if any(parse(one.name, run).proof for run in runs):
            pages.append(one)
            runs = [run for run in runs if not parse(one.name, run).full]
    return pages


def vouched(lines: Iterable[str], only: Page | None = None) -> list[Page]:
    """The page that ftfy finds in a line, of text where all sequences are of two bytes.

    Such pairs can be an author's, and its measure of badness knows which. Only what it can put
    right by decoding again counts: where bytes are lost, it would take others for them. It is not
    asked about mac-roman: that is how mathematics looks. With `only` no other page is an answer.
    """
    for line in filter(_doubtful, lines):
        if len(line) > _LONGEST or max(map(len, _NOT_ASCII.findall(line))) > _LONGEST_RUN:
            continue
        # Its import costs as much as reading some fifty cards, and most texts never come here.
        from ftfy import fix_encoding_and_explain

        steps = fix_encoding_and_explain(line).explanation or []
        if [step.action for step in steps[:2]] == ["encode", "decode"]:
            name = _PAGES.get(steps[0].parameter)
            if name and only in (None, page(name)):
                return [page(name)]
    return []


def _doubtful(line: str) -> bool:
    return not line.isascii() and looks_bad().search(_ANGSTROM.sub("", line)) is not None


@lru_cache(maxsize=20_000)
def likely(run: str) -> tuple[str, ...]:
    """The pages in which a run looks like damage that a proof may come from."""
    chars = set(run)
    return tuple(
        one.name
        for one in map(page, NAMES)
        if not one.leads.isdisjoint(chars)
        and not one.tails.isdisjoint(chars)
        and _strong(one.name).search(run)
    )


@lru_cache(maxsize=20_000)
def twice(run: str) -> tuple[str, ...]:
    """The pages that, applied twice, leave what a run holds of an emoji: it tells pages apart."""
    return tuple(name for name in NAMES if any(sign in run for sign in _emoji_twice(name)))


@cache
def _strong(name: str) -> re.Pattern[str]:
    one = page(name)
    return re.compile(f"{one.strong}|(?:{one.weak}){{3}}")


@cache
def _emoji_twice(name: str) -> set[str]:
    """How the first half of an emoji looks after the same page twice."""
    one = page(name)
    return one.damaged(one.chars[0xF0] + one.chars[0x9F])
