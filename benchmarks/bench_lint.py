"""Linting against parsing: of the real cards in one process, and of the program's start."""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
from collections.abc import Sequence

from benchmarks.measure import ROOT, Row, cards, ratio

RUNS = 9
KINDS = {"leaderboard": "leaderboard cards", "hub": "Hub cards"}


def lines() -> list[Row]:
    """Parsing and linting over parsing alone, and one clean card on the command line."""
    from modelcards import lint, parse
    from modelcards.linting.engine import check
    from modelcards.linting.front_only import front_of
    from modelcards.linting.rule_selection import Selection

    def linted(texts: Sequence[bytes]) -> None:
        for data in texts:
            lint(parse(data))

    def parsed(texts: Sequence[bytes]) -> None:
        for data in texts:
            parse(data)

    def fronts(texts: Sequence[bytes]) -> None:
        for data in texts:
            # What is unusual is read whole.
            check(front_of(data, "card.md") or parse(data), rules)

    rules = Selection(select=("MC701", "MC702", "MC704", "MC705")).card_rules()
    rows = []
    for kind, name in KINDS.items():
        found = ratio(linted, parsed, cards(kind))
        rows.append(Row(f"lint over parse, {name}", found.ratio, "<= 1.25", found.remark))
    found = ratio(fronts, parsed, cards("hub"))
    rows.append(
        Row("lint of front matter over parse, Hub cards", found.ratio, "<= 0.6", found.remark)
    )
    rows.append(_start())
    return rows


def _start() -> Row:
    """CPU of `modelcards lint card.md` over that of parsing a title, in fresh processes."""
    card = str(ROOT / "fixtures" / "lint" / "leaderboard.md")
    lint = [sys.executable, "-m", "modelcards", "lint", card]
    parse = [sys.executable, "-c", "import modelcards; modelcards.parse('# x')"]
    seconds: dict[str, list[float]] = {"lint": [], "parse": []}
    for turn in range(RUNS + 1):
        for name, command in (("lint", lint), ("parse", parse)):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            took = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            if turn:
                seconds[name].append(took)
    ours, theirs = min(seconds["lint"]), min(seconds["parse"])
    median = statistics.median(seconds["lint"]) / statistics.median(seconds["parse"])
    remark = f"{ours * 1000:.0f} ms against {theirs * 1000:.0f} ms, median ratio {median:.3f}"
    return Row("start: lint one clean card over parsing a title", ours / theirs, "<= 1.3", remark)
