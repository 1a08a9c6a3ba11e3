"""Puts each fault that lint tells into real cards and counts what is found.

`python -m tests.support.score_planted [--cards N] [--show N] [--code CODE]`: every spelling of
every fault (`planted_faults`) is put into N cards that have a place for it (30 by default, chosen
by a seed). It is *found* where its rule speaks more often than before, *wrongly named* where only
other rules do, else *missed*. Faults between files (`planted_collections`) are put into a page of a
lab that is made of real cards, and those cards.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from modelcards import parse
from modelcards.cardset.selection import why_not_a_card
from modelcards.linting.collection import Collection, Page
from modelcards.linting.engine import check, check_across
from modelcards.linting.rules import all_rules, card_rules
from tests.support.cards import SHARED
from tests.support.planted_collections import BETWEEN, Between, Site, sites
from tests.support.planted_doubts import DOUBTS
from tests.support.planted_faults import FAULTS, Fault

EVERY = FAULTS + DOUBTS


class Planted(NamedTuple):
    """One fault in one card: `found` is the outcome, `others` the rules that spoke besides."""

    fault: Fault | Between
    spelling: int
    path: str
    found: str
    others: tuple[str, ...]


def codes(text: str | bytes) -> Counter[str]:
    """How often each rule speaks."""
    return Counter(one.code for one in check(parse(text), card_rules()))


def plant(fault: Fault, cards: Sequence[tuple[str, str]], most: int) -> Iterator[Planted]:
    """Put each spelling into `most` of these cards."""
    known: dict[str, Counter[str]] = {}
    for number, spelling in enumerate(fault.spellings):
        order = list(cards)
        random.Random(f"{fault.name}{number}").shuffle(order)
        count = 0
        for path, text in order:
            made = spelling(text)
            if made is None:
                continue
            before = known.setdefault(path, codes(text))
            if fault.once and before[fault.code]:
                continue
            after = codes(made)
            more = {code for code in after if after[code] > before[code]}
            found = "found" if fault.code in more else "wrongly named" if more else "missed"
            yield Planted(fault, number, path, found, tuple(sorted(more - {fault.code})))
            count += 1
            if count == most:
                break


def codes_between(texts: Site) -> Counter[str]:
    """How often each rule speaks that looks at several files."""
    pages = []
    for path, text in sorted(texts.items()):
        card = parse(text, path=path)
        pages.append(Page(path, card, why_not_a_card(card, path) is None))
    return Counter(one.code for one in check_across(Collection((".",), tuple(pages)), all_rules()))


def plant_between(fault: Between, cards: Sequence[tuple[str, str]], most: int) -> Iterator[Planted]:
    """Put each spelling into `most` sites that are made of these cards."""
    for number, spelling in enumerate(fault.spellings):
        order = list(cards)
        random.Random(f"{fault.name}{number}").shuffle(order)
        count = 0
        for texts, path in sites(order):
            made = spelling(texts, path)
            if made is None:
                continue
            more = {code for code, n in (codes_between(made) - codes_between(texts)).items() if n}
            found = "found" if fault.code in more else "wrongly named" if more else "missed"
            others = tuple(sorted(more - {fault.code}))
            yield Planted(fault, number, texts[path].partition("\n")[0], found, others)
            count += 1
            if count == most:
                break


def real_cards(seed: int = 17) -> dict[str, list[tuple[str, str]]]:
    """Cards by base: of the leaderboard, and of the Hub with front matter."""
    found: dict[str, list[tuple[str, str]]] = {}
    for base, folder in (
        ("leaderboard", SHARED / "leaderboard" / "models"),
        ("hub", SHARED / "wild"),
    ):
        paths = sorted(folder.rglob("*.md"))
        random.Random(seed).shuffle(paths)
        texts = ((str(path), _text(path)) for path in paths[:1000])
        found[base] = [(path, text) for path, text in texts if text]
    found["any"] = [
        one for pair in zip(found["leaderboard"], found["hub"], strict=False) for one in pair
    ]
    found["any"] += found["hub"]
    return found


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError:
        return ""


def run(
    faults: Iterable[Fault | Between], cards: dict[str, list[tuple[str, str]]], most: int
) -> list[Planted]:
    """Every fault in its cards."""
    return [
        one
        for fault in faults
        for one in (
            plant(fault, cards[fault.base], most)
            if isinstance(fault, Fault)
            else plant_between(fault, cards["leaderboard"], most)
        )
    ]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cards", type=int, default=30)
    parser.add_argument("--show", type=int, default=3)
    parser.add_argument("--code", default="")
    args = parser.parse_args()
    everything: tuple[Fault | Between, ...] = (*EVERY, *BETWEEN)
    faults = [one for one in everything if one.code.startswith(args.code)]
    done = run(faults, real_cards(), args.cards)
    for fault in faults:
        mine = [one for one in done if one.fault is fault]
        counts = Counter(one.found for one in mine)
        others = Counter(code for one in mine if one.found == "found" for code in one.others)
        print(
            f"{fault.code} {fault.name:<26} {counts['found']:>4} of {len(mine):>4} found,"
            f" {counts['wrongly named']} wrongly named, {counts['missed']} missed;"
            f" also {dict(others.most_common(3))}"
        )
        for one in [one for one in mine if one.found != "found"][: args.show]:
            print(f"    {one.spelling}: {one.found} {one.others} {one.path}")
    found = sum(one.found == "found" for one in done)
    print(f"{found} of {len(done)} found ({found / max(1, len(done)):.2%})")


if __name__ == "__main__":
    main()
