"""How much of naturally damaged text repair restores, kind by kind, with ftfy beside it.

Run as `python -m tests.support.score_natural` from the root of the repository; `--show KIND` prints
what is not whole of the kinds that hold this text.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import NamedTuple

from ftfy import fix_encoding

from modelcards.text.mojibake import repair
from tests.support.cards import SHARED
from tests.support.score_repair import wrong

NATURAL = SHARED / "mojibake" / "natural.jsonl"
_OPEN = ("lost", "U+FFFD", "?")
_SHOWN = 160


class Passage(NamedTuple):
    """A passage as it was found, what it should be, and how it was damaged."""

    text: str
    right: str
    kind: str

    @property
    def decided(self) -> bool:
        """True when its bytes are there: where some were lost, words would have to be guessed."""
        return not any(word in self.kind for word in _OPEN)


@dataclass
class Tally:
    """Of the passages of a kind: how many are whole, and what is wrong with the others."""

    passages: int = 0
    whole: int = 0
    ftfy: int = 0
    spoken_of: int = 0
    wrong: int = 0
    ftfy_wrong: int = 0

    def add(self, other: Tally) -> None:
        """Count what another has counted."""
        for field in fields(self):
            setattr(self, field.name, getattr(self, field.name) + getattr(other, field.name))


def passages() -> Iterator[Passage]:
    """The passages, in the order of the file."""
    for line in NATURAL.read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        yield Passage(one["text"], one["right"], one["kind"])


def measure(one: Passage) -> Tally:
    """Repair one passage, and let ftfy do so."""
    ours, theirs = repair(one.text), fix_encoding(one.text)
    return Tally(
        passages=1,
        whole=ours.text == one.right,
        ftfy=theirs == one.right,
        spoken_of=bool(ours.repairs),
        wrong=ours.text != one.right and bool(wrong(one.right, one.text, ours.repairs)),
        ftfy_wrong=theirs not in (one.right, one.text),
    )


def by_kind() -> dict[str, Tally]:
    """The tally of each kind."""
    found: dict[str, Tally] = {}
    for one in passages():
        found.setdefault(one.kind, Tally()).add(measure(one))
    return found


def _show(kind: str) -> None:
    for number, one in enumerate(passages()):
        ours = repair(one.text)
        if kind not in one.kind or ours.text == one.right:
            continue
        lines = zip(
            one.text.split("\n"), one.right.split("\n"), ours.text.split("\n"), strict=False
        )
        for text, right, after in lines:
            if right not in (text, after):
                print(f"{number} {one.kind}\n  text  {text[:_SHOWN]!r}\n  right {right[:_SHOWN]!r}")
                print(f"  ours  {'as it was' if after == text else repr(after[:_SHOWN])}")
        for repaired in [each for each in ours.repairs if not each.applied][:4]:
            print(f"  proposed {repaired.before!r} -> {repaired.after!r}")


def main() -> None:
    """Print the table, or what is not whole."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--show")
    shown = parser.parse_args().show
    if shown is not None:
        _show(shown)
        return
    total, decided = Tally(), Tally()
    print(f"{'kind':<32}{'n':>5}{'whole':>7}{'ftfy':>6}{'named':>7}{'wrong':>7}{'ftfy':>6}")
    found = by_kind()
    known = {one.kind: one.decided for one in passages()}
    for kind, tally in sorted(found.items(), key=lambda pair: -pair[1].passages):
        total.add(tally)
        if known[kind]:
            decided.add(tally)
        _print(kind, tally)
    _print("all", total)
    _print("whose bytes decide it", decided)
    print(f"{decided.whole / max(1, decided.passages):.1%} of those, asked: 85%")


def _print(name: str, tally: Tally) -> None:
    print(
        f"{name:<32}{tally.passages:>5}{tally.whole:>7}{tally.ftfy:>6}{tally.spoken_of:>7}"
        f"{tally.wrong:>7}{tally.ftfy_wrong:>6}"
    )


if __name__ == "__main__":
    main()
