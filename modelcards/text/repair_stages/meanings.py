"""Whether another page makes more sense of the pairs of a text than the one that proves them."""

from __future__ import annotations

import re
from functools import lru_cache, partial

from modelcards.text.repair_stages.code_pages import NAMES, Page, page
from modelcards.text.repair_stages.fitting import common, is_rare
from modelcards.text.repair_stages.layers import undone
from modelcards.text.repair_stages.proof import parse
from modelcards.text.repair_stages.runs import RUN
from modelcards.text.repair_stages.signs import LETTER, weight

_CAPITALS = "".join(char for char in map(chr, range(0xC0, 0x530)) if char.isupper())
_CENTRAL = "iso8859-2"
# Within a word: behind a small letter, or before one.
_CAPITAL = re.compile(f"(?<=[a-zß-ÿ])[{_CAPITALS}]|(?<=[A-ZÀ-Þ])[{_CAPITALS}](?=[a-z])")


def likeliest(text: str, runs: list[str], one: Page) -> Page | None:
    """The page in which pairs of two bytes make most sense, where they alone prove `one`.

    The same pairs are letters in several pages: `Ć¤` is ä in cp1257, and Ƥ in cp1250. Of those that
    explain all that `one` does, it is that which explains most, with the fewest odd letters; None
    when two pages have other letters, and neither is odder.

    >>> likeliest("mĆ¤rgend", ["Ć¤"], page("cp1250")).name
    'cp1257'
    """
    whole = [run for run in runs if _is_pairs(one.name, run)]
    if not whole:
        return one
    best, told = [one], _meanings(one.name, whole)
    least = (-len(whole), _oddness(text, told))
    for name in (*NAMES, _CENTRAL):
        other = page(name)
        if name == one.name or not all(_solid(other, run) for run in whole):
            continue
        explained = [run for run in runs if _solid(other, run)]
        meant = _meanings(name, explained)
        rank = (-len(explained), _oddness(text, meant))
        if rank > least or (rank == least and meant == told):
            continue
        if rank < least:
            best, told, least = [], meant, rank
        best.append(other)
    # What ISO 8859-2 alone explains is proposed by its marks.
    return best[0] if len(best) == 1 and best[0].name != _CENTRAL else None


def _is_pairs(name: str, run: str) -> bool:
    parsed = parse(name, run)
    return parsed.solid and all(end - start == 2 for start, end in parsed.spans)


def _solid(one: Page, run: str) -> bool:
    if one.name != _CENTRAL:
        return parse(one.name, run).solid
    data = one.encode(run)
    return data is not None and data.decode(errors="ignore").isalpha()


@lru_cache(maxsize=2_000)
def _meaning(name: str, run: str) -> str:
    if name == _CENTRAL:
        return (page(name).encode(run) or b"").decode(errors="ignore")
    return undone(name, run)[0]


def _meanings(name: str, runs: list[str]) -> dict[str, str]:
    return {run: _meaning(name, run) for run in runs}


def _oddness(text: str, meant: dict[str, str]) -> int:
    """How many letters of what a text means are odd where they stand."""
    made = RUN.sub(partial(_found_in, meant), text)
    letters = "".join(meant.values())
    return sum(map(_is_odd, letters)) + len(_CAPITAL.findall(made))


def _found_in(meant: dict[str, str], run: re.Match[str]) -> str:
    return meant.get(run[0], run[0])


def _is_odd(char: str) -> bool:
    """A letter that everyday text does not hold, or a sign that no text does."""
    if char >= "ऀ":
        return False
    return is_rare(char) or not (common(char) if char.isalpha() else weight(char) > LETTER)
