"""How much repair restores: prints the table of ways of damage, files restored and wrong repairs.

Run as `python -m tests.support.score_repair` from the root of the repository.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from ftfy import fix_encoding

from modelcards.text.mojibake import Repair, repair
from tests.support.cards import SHARED
from tests.support.corpus import languages, lines
from tests.support.damage import (
    PAGES,
    Damage,
    damage,
    nbsp_stripped,
    nbsp_to_space,
    some_lines,
    some_runs,
    two_pages,
)

_EVERY = 16  # ftfy takes ten times as long, so it is shown on a sample


def cards() -> list[str]:
    """The leaderboard cards, as text."""
    paths = sorted((SHARED / "leaderboard" / "models").rglob("*.md"))
    return [path.read_text(encoding="utf-8") for path in paths]


def _then(first: Damage, second: Damage) -> Damage:
    return lambda text: second(first(text))


def ways() -> Iterator[tuple[str, float, Damage]]:
    """Every way of damage: its name, the share of files asked for (0: reported), the function."""
    for page in PAGES:
        kept = partial(damage, page=page)
        yield f"{page} kept", 1.0, kept
        yield f"{page} kept twice", 1.0, partial(damage, page=page, times=2)
        yield f"{page} kept, some lines", 1.0, partial(some_lines, how=kept)
        yield f"{page} kept, some runs", 0.0, partial(some_runs, how=kept)
        if page in ("mac-roman", "cp437", "cp850"):
            continue
        goal = {"cp1252": 0.99, "cp1254": 0.99, "cp1250": 0.95}.get(page, 0.0)
        for how in ("dropped", "replaced", "question"):
            lossy = partial(damage, page=page, undefined=how)
            yield f"{page} {how}", goal, lossy
            yield f"{page} {how}, some lines", 0.0, partial(some_lines, how=lossy)
        dropped = partial(damage, page=page, undefined="dropped")
        yield f"{page} kept, NBSP space", goal, _then(kept, nbsp_to_space)
        yield f"{page} kept, NBSP cut", goal, _then(kept, nbsp_stripped)
        yield f"{page} dropped, NBSP space", goal, _then(dropped, nbsp_to_space)
        yield f"{page} dropped, NBSP cut", goal, _then(dropped, nbsp_stripped)
        twice = 0.9 if page == "cp1252" else 0.0
        yield (
            f"{page} dropped twice",
            twice,
            partial(damage, page=page, undefined="dropped", times=2),
        )
    a, b, c = (partial(damage, page=page) for page in ("cp1252", "cp1254", "cp1251"))
    yield "cp1252 and cp1251 kept", 1.0, partial(two_pages, first=a, second=c)
    yield "cp1254 and cp1252 kept", 1.0, partial(two_pages, first=b, second=a)
    a, b, c = (
        partial(damage, page=page, undefined="dropped") for page in ("cp1252", "cp1254", "cp1250")
    )
    yield "cp1252 and cp1250 dropped", 0.0, partial(two_pages, first=a, second=c)
    yield "cp1254 and cp1252 dropped", 0.0, partial(two_pages, first=b, second=a)


_LEFT = re.compile("[^\x00-\x7f]+(?:\\?+[^\x00-\x7f]+)*\\?* ?")


def wrong(good: str, bad: str, repairs: tuple[Repair, ...]) -> list[Repair]:
    """The certain repairs that the good text denies.

    A line is compared with its repairs made; what no repair touched and is not ASCII may stand for
    anything, so that only what a repair says is judged.
    """
    good_lines, bad_lines = good.split("\n"), bad.split("\n")
    lines: dict[int, list[Repair]] = {}
    for one in repairs:
        if one.certainty == "certain" and one.applied:
            lines.setdefault(one.line, []).append(one)
    out: list[Repair] = []
    for number, made in lines.items():
        line, pattern, at = bad_lines[number - 1], "", 0
        for one in made:
            pattern += _anything(line[at : one.column - 1]) + re.escape(one.after)
            at = one.column - 1 + len(one.before)
        pattern += _anything(line[at:])
        if not re.fullmatch(pattern, good_lines[number - 1]):
            out.append(made[0])
    return out


def _anything(text: str) -> str:
    parts, at = "", 0
    for run in _LEFT.finditer(text):
        parts += _spaces(text[at : run.start()]) + ".*"
        at = run.end()
    return parts + _spaces(text[at:])


def _spaces(text: str) -> str:
    return re.escape(text).replace("\\ ", "[ \xa0]") + "[ \xa0]*" * (not text)


@dataclass(frozen=True)
class Score:
    """Of damaged texts: how many came back whole, have a wrong certain repair, change again."""

    texts: int
    whole: int
    mistaken: int
    unstable: int
    certain: int


def measure(texts: Sequence[str], how: Damage, inferred: bool = False) -> Score:
    """Damage each text, repair it and compare."""
    damaged = whole = mistaken = unstable = certain = 0
    for good in texts:
        bad = how(good)
        if bad == good:
            continue
        result = repair(bad, inferred=inferred)
        damaged += 1
        whole += result.text == good
        certain += sum(one.certainty == "certain" for one in result.repairs)
        mistaken += result.text != good and bool(wrong(good, bad, result.repairs))
        unstable += repair(result.text, inferred=inferred).text != result.text
    return Score(damaged, whole, mistaken, unstable, certain)


def with_ftfy(texts: Sequence[str], how: Damage) -> tuple[int, int]:
    """How many damaged texts ftfy restores whole, and how many it changes into something else."""
    pairs = [(good, bad) for good in texts if (bad := how(good)) != good]
    fixed = [(good, bad, fix_encoding(bad)) for good, bad in pairs]
    restored = sum(good == after for good, _, after in fixed)
    return restored, sum(after not in (good, bad) for good, bad, after in fixed)


def score_cards(texts: Sequence[str]) -> bool:
    """Print a line for each way of damage; false when a figure asked for is not reached."""
    print(
        f"{'whole files':<30}{'files':>6}{'ours':>8}{'asked':>7}{'ftfy':>7}{'wrong':>7}{'again':>7}"
    )
    reached = True
    for name, goal, how in ways():
        score = measure(texts, how)
        share = score.whole / max(1, score.texts)
        some = texts[::_EVERY]
        theirs = with_ftfy(some, how)[0] / max(1, len(some))
        asked = f"{goal:.0%}" if goal else "-"
        ok = share >= goal and not score.mistaken and not score.unstable
        reached = reached and ok
        print(
            f"{name:<30}{score.texts:>6}{share:>8.1%}{asked:>7}{theirs:>7.0%}"
            f"{score.mistaken:>7}{score.unstable:>7}{'' if ok else '  <'}",
            flush=True,
        )
    return reached


def score_lines() -> bool:
    """Print what becomes of single lines in many languages, good ones and damaged ones."""
    by_language = {
        code: [line for line in lines(code) if not line.isascii()] for code in languages()
    }
    good = [line for found in by_language.values() for line in found]
    changed = sum(repair(line, inferred=True).text != line for line in good)
    cards_good = {line for text in cards() for line in text.split("\n")}
    changed += sum(repair(line, inferred=True).text != line for line in cards_good)
    print(f"\ngood lines changed: {changed} of {len(good) + len(cards_good)} (asked: 0)")
    counts = ", ".join(f"{code} {len(found)}" for code, found in by_language.items())
    print(f"of these on cards {len(cards_good)}, and in the languages {counts}")
    print(f"\n{'lines':<18}{'lines':>7}{'certain':>9}{'all':>7}{'ftfy':>7}{'ratio':>7}"
          f"{'repairs':>9}{'right':>9}{'wrong':>7}{'ftfy':>7}")  # fmt: skip
    reached = changed == 0
    some = good[::3]
    for page in ("cp1252", "cp1254", "cp1250"):
        for undefined in ("kept", "dropped"):
            how = partial(damage, page=page, undefined=undefined)
            sure, every = measure(some, how), measure(some, how, inferred=True)
            theirs, spoilt = with_ftfy(some, how)
            right = 1 - sure.mistaken / max(1, sure.certain)
            ours = _spoilt(some, how)
            ratio = every.whole / max(1, theirs)
            asked = 1.3 if undefined == "dropped" and page == "cp1252" else 0.99
            ok = right >= 0.999 and ratio >= asked and ours <= max(2, spoilt // 2)
            reached = reached and ok and not sure.unstable and not every.unstable
            print(f"{page + ' ' + undefined:<18}{every.texts:>7}{sure.whole:>9}{every.whole:>7}"
                  f"{theirs:>7}{ratio:>7.2f}{sure.certain:>9}{right:>9.3%}{ours:>7}{spoilt:>7}"
                  f"{'' if ok else '  <'}", flush=True)  # fmt: skip
    return reached


def _spoilt(texts: Sequence[str], how: Damage) -> int:
    """How many texts have, with inferred repairs made, one that the good text denies."""
    count = 0
    for good in texts:
        bad = how(good)
        result = repair(bad, inferred=True)
        if result.text != good:
            judged = tuple(one._replace(certainty="certain") for one in result.repairs)
            count += bool(wrong(good, bad, judged))
    return count


def main() -> int:
    """Print the tables; 1 when a figure that is asked for is not reached."""
    texts = cards()
    reached = (
        score_cards(texts) if texts else print("no shared cards: only lines are scored") is None
    )
    return 0 if score_lines() and reached else 1


if __name__ == "__main__":
    sys.exit(main())
