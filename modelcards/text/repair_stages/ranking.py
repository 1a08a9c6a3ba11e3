"""Which of the signs that a lossy sequence can have been it was, and what says so."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from modelcards.text.repair_stages.code_pages import Page, page
from modelcards.text.repair_stages.sequences import Reading, interpret, length
from modelcards.text.repair_stages.signs import (
    JOINER,
    VARIATION,
    beside,
    is_emoji,
    takes_variation,
    weight,
)

_NONE: frozenset[str] = frozenset()
_SHORT = 200
_LOSSY = 7  # more bytes that a page has not, and too many signs look alike
MARGIN = 2.0  # a factor of four between the most common sign and the next
_MARKUP = " \t*_[(<`#>\"'"
_KEYCAP = "\N{COMBINING ENCLOSING KEYCAP}"
_OPENERS = {"”": "“„", "’": "‘‚", "」": "「", "』": "『", "】": "【", "》": "《", "〟": "〝"}
_CLOSERS = {"“": "”", "„": "“”", "‘": "’", "‚": "‘’", "「": "」", "『": "』", "【": "】"}


class Decision(NamedTuple):
    """The reading chosen. `bound` is true when it leans on the character before it."""

    reading: Reading
    certain: bool
    runner_up: str | None = None
    bound: bool = False


class Place:
    """Where a sequence stands: the repaired text before it, the text from it to its line's end."""

    def __init__(self, page: Page, left: str, here: str) -> None:
        """`here` begins with the sequence."""
        self.page, self.left, self.here = page, left, here
        self._ahead: dict[int, Ahead] = {}

    def ahead(self, taken: int) -> Ahead:
        """What follows when the sign takes up that many characters."""
        if taken not in self._ahead:
            rest = self.here[taken:]
            variation = _variation(rest, self.page)
            signs = signs_beside(self.left, rest[variation:])
            self._ahead[taken] = Ahead(rest, variation > 0, signs)
        return self._ahead[taken]


class Ahead(NamedTuple):
    """The rest of the line, whether a variation selector is next, the signs that words ask for."""

    rest: str
    variation: bool
    signs: frozenset[str]


def decide(name: str, found: str, after: str, left: str, here: str) -> Decision | None:
    """The sign that stood where `found` is, or None when nothing tells the candidates apart.

    `after` is as in `interpret`, `left` the repaired text before it in its paragraph, `here` the
    text from `found` to the end of its line.
    """
    if len(left) + len(here) < _SHORT:
        return _remembered(name, found, after, left, here)
    return _decide(name, found, after, left, here)


@lru_cache(maxsize=4_000)
def paired(name: str, found: str, after: str) -> bool:
    """True when a quote is among the readings: the only sign that more than its line tells."""
    readings = interpret(name, found, after).readings
    return any(one.char in _OPENERS or one.char in _CLOSERS for one in readings)


def _decide(name: str, found: str, after: str, left: str, here: str) -> Decision | None:
    readings = interpret(name, found, after).readings
    place = Place(page(name), left, here)
    for rule in _RULES:
        told = rule(readings, place)
        if told is not None:
            return told
    return _most_common(readings, place)


# Headings and labels come again in card after card.
_remembered = lru_cache(maxsize=4_000)(_decide)


def straightened(one: Page, found: str, after: str) -> str:
    """The sign whose last byte is a curly quote that was made straight, `â†'`, or nothing."""
    curly = {"'": "‘’", '"': "“”"}.get(after, "")
    data = one.encode(found) or b""
    signs = [
        read.readings[0].char
        for quote in curly
        if quote in one.byte and len(data) == len(found)
        for read in (interpret(one.name, found + quote),)
        if read.whole and read.readings
    ]
    best = max(signs, key=weight, default="")
    return best if best and weight(best) >= 1 else ""


def _chain(readings: tuple[Reading, ...], place: Place) -> Decision | None:
    """Text damaged twice: what comes out is damage again, and its sequence must go on."""
    page, left = place.page, place.left
    # What begins a sequence cannot go on one, so that the last lead byte is the one that counts.
    size = next((size for size in (1, 2, 3) if left[-size:][:1] in page.leads), 0)
    begun = left[-size:]
    if not size or not page.tails.issuperset(begun[1:]):
        return None
    lead = page.byte[begun[0]]
    if lead < 0xE0 or size >= length(lead):
        return None
    fit = [one for one in readings if one.char in page.tails]
    if len(fit) > 1:
        fit = _deeper(fit, begun, place)
    if len(fit) > 1 and len(bare := [one for one in fit if not one.space]) == 1:
        # The byte that was dropped, or the no-break space that is a plain one now: both may be.
        return Decision(bare[0], not place.here[bare[0].taken :].startswith(" "), bound=True)
    return Decision(fit[0], True, bound=True) if len(fit) == 1 else None


def _deeper(fit: list[Reading], begun: str, place: Place) -> list[Reading]:
    """Of the bytes that may go on the sequence `begun`, those that lead to a sign which fits."""
    page, left = place.page, place.left[: -len(begun)]
    meant: list[Reading] = []
    likely: list[tuple[float, Reading]] = []
    for reading in fit:
        rest = place.here[reading.taken :]
        follows = page.sequence.match(rest)
        goes_on = ""
        if follows:
            next_one = interpret(page.name, follows[0])
            char = next_one.readings[0].char if next_one.whole and next_one.readings else ""
            if char in page.tails:
                goes_on, rest = char, rest[follows.end() :]
        within = interpret(page.name, begun + reading.char + goes_on).readings
        signs = signs_beside(left, rest[_variation(rest, page) :])
        meant += [reading] * any(one.char in signs for one in within)
        best = max((weight(one.char) for one in within), default=0.0)
        likely += [(best, reading)] * (best >= 1)
    likely = [] if len(page.undefined) > _LOSSY else likely
    most = max((best for best, _ in likely), default=0.0)
    return meant or [reading for best, reading in likely if best > most - MARGIN] or fit


def _joined(readings: tuple[Reading, ...], place: Place) -> Decision | None:
    """Variation selectors and joiners stand behind an emoji and nowhere else."""
    last = place.left[-1:]
    if not last:
        return None
    chars = place.page.chars
    for reading in readings:
        if reading.char == VARIATION and (
            is_emoji(last)
            or (
                last in "0123456789#*" and place.here[reading.taken :][:1] in (chars[0xE2], _KEYCAP)
            )
        ):
            return Decision(reading, True, bound=True)
        if (
            reading.char == JOINER
            and (is_emoji(last) or last == VARIATION)
            and place.here[reading.taken :][:1] in (chars[0xE2], chars[0xF0])
        ):
            return Decision(reading, True, bound=True)
    return None


def _before_variation(readings: tuple[Reading, ...], place: Place) -> Decision | None:
    """Only some signs have a variation selector behind them."""
    before = {taken for taken in {one.taken for one in readings} if place.ahead(taken).variation}
    if not before:
        return None
    fit = [one for one in readings if one.taken in before and one.char in takes_variation()]
    return Decision(fit[0], True) if len(fit) == 1 else None


def _variation(text: str, page: Page) -> int:
    """How many characters the variation selector takes that `text` begins with."""
    if text.startswith(VARIATION):
        return 1
    if not text.startswith(page.chars[0xEF] + page.chars[0xB8]):
        return 0
    return 3 if text[2:3] in ("?", "\ufffd", page.chars[0x8F]) else 2


def _words(readings: tuple[Reading, ...], place: Place) -> Decision | None:
    """The heading, label or status word that the sign stands at."""
    asked = {taken: place.ahead(taken).signs for taken in {one.taken for one in readings}}
    expected = [one for one in readings if one.char in asked[one.taken]]
    # A space is the text's own when the sign is there without it.
    fit = [reading for reading in expected if not reading.space] or expected
    signs = {reading.char for reading in fit}
    return Decision(fit[0], True) if len(signs) == 1 else None


def signs_beside(left: str, rest: str) -> frozenset[str]:
    """The signs that stand between such words as `left` ends with and `rest` begins with."""
    said = left[-40:].lower().rstrip(_MARKUP).rpartition("\n")[2].split()[-1:]
    signs = beside("before").get(said[0].lstrip(_MARKUP), _NONE) if said else _NONE
    if rest[:1] not in _MARKUP:
        return signs
    known = beside("after")
    words = rest[:80].partition("\n")[0].lower().lstrip(_MARKUP)
    parts = words.replace("]", " ").replace("*", " ").split(" ")
    for size in (3, 2, 1):
        after = known.get(" ".join(parts[:size]).rstrip(":,.;"))
        if after:
            return signs | after
    return signs


def _pairs(readings: tuple[Reading, ...], place: Place) -> Decision | None:
    """An opening quote asks for its closing one, and the other way round."""
    fit: dict[str, Reading] = {}
    for reading in readings:
        rest = place.here[reading.taken :]
        if not reading.space and (
            (reading.char in _OPENERS and _closes(reading.char, place.left, rest))
            or (reading.char in _CLOSERS and _opens(reading.char, place, rest))
        ):
            fit[reading.char] = reading
    return Decision(next(iter(fit.values())), True) if len(fit) == 1 else None


def _closes(char: str, left: str, rest: str) -> bool:
    if not left or left[-1].isspace() or (rest[:1].isascii() and rest[:1].isalnum()):
        return False
    # With combining vowels and from right to left, joiners and marks lose the same bytes.
    if unicodedata.category(left[-1])[0] == "M" or unicodedata.bidirectional(left[-1]) in (
        "R",
        "AL",
    ):
        return False
    last = max(left.rfind(opener) for opener in _OPENERS[char])
    if last < 0 or char in left[last:]:
        return False
    before = max(left.rfind(mark, 0, last) for mark in "„“”")
    return not (left[last] == "“" and before >= 0 and left[before] == "„")


def _opens(char: str, place: Place, rest: str) -> bool:
    if place.left and not place.left[-1].isspace() and place.left[-1] not in "([{*_|/—–-":
        return False
    if not rest or rest[0].isspace():
        return False
    chars = place.page.chars
    if any("".join(chars[byte] for byte in one.encode()) in rest for one in _CLOSERS[char]):
        return True
    # A closing quote that is not damaged stands behind a word; elsewhere it is a byte of damage.
    at = max(rest.rfind(one) for one in _CLOSERS[char])
    return at > 0 and rest[at - 1].isascii() and not rest[at - 1].isspace()


def _only_one(readings: tuple[Reading, ...], place: Place) -> Decision | None:
    """One candidate is possible at all."""
    signs = {reading.char for reading in readings}
    if len(signs) == 1 and weight(readings[0].char) >= 0:
        return Decision(readings[0], True)
    return None


def _most_common(readings: tuple[Reading, ...], place: Place) -> Decision | None:
    """The most common sign, when it is far more common than the next."""
    scored = [(weight(one.char) + _fit(one, place), one) for one in readings]
    ranked = sorted(scored, key=lambda pair: -pair[0])
    if not ranked or ranked[0][0] < 0 or weight(ranked[0][1].char) < 0:
        return None
    # One that is the only reading, and is a sign, has been decided before this.
    if ranked[0][0] - ranked[1][0] < MARGIN:
        return None
    return Decision(ranked[0][1], False, ranked[1][1].char)


def _fit(reading: Reading, place: Place) -> float:
    """How well a sign fits where it would stand, in powers of two."""
    ahead = place.ahead(reading.taken)
    score = -2.0 * (reading.lost > 1)
    if reading.space:
        score -= 0 if ahead.rest.startswith(" ") else 2 if not ahead.rest else 6
    if ahead.variation:
        score += 4 if reading.char in takes_variation() else -4
    if reading.char in "”’":
        score += -4 if not place.left or place.left[-1].isspace() else 2
    return score


_Rule = Callable[[tuple[Reading, ...], Place], Decision | None]
_RULES: tuple[_Rule, ...] = (_chain, _joined, _before_variation, _words, _pairs, _only_one)
