"""The whole way from bytes to JSON against mistune's full parse of the same text.

Each figure is of cards that the process has not seen: a fresh process warms up on the fixtures,
then reads every card once with ours and once with mistune. The last rows tell how the cost of a
kilobyte changes when a card grows: what every card pays once makes it fall, nothing may make it
rise.

Where the time goes is told by `bench_stages`, and in docs/explanation/speed.md.
"""

from __future__ import annotations

import gc
import statistics
import subprocess
import sys
import time

from benchmarks.measure import ROOT, Row, cards, damaged

RUNS = 7
KINDS = {
    "leaderboard": ("leaderboard cards, clean", "<= 0.40"),
    "mojibake": ("leaderboard cards, all mojibake", "<= 0.60"),
    "hub": ("Hub cards", "<= 1.0"),
}


def texts(kind: str) -> list[bytes]:
    """The cards of a kind."""
    return damaged(cards("leaderboard")) if kind == "mojibake" else cards(kind)


def once(kind: str) -> tuple[float, float]:
    """CPU microseconds a card of ours and of mistune, on cards not seen before."""
    import mistune

    from modelcards import parse, to_json

    markdown = mistune.create_markdown(renderer=None, plugins=["table"])
    fixtures = [path.read_bytes() for path in sorted((ROOT / "fixtures" / "cards").glob("*.md"))]
    for data in fixtures * 5:
        to_json(parse(data), indent=None)
        markdown(data.decode("utf-8"))
    work = texts(kind)
    # To whom a look through all that was imported falls would be chance.
    gc.collect()
    gc.freeze()
    start = time.process_time()
    for data in work:
        to_json(parse(data), indent=None)
    middle = time.process_time()
    for data in work:
        markdown(data.decode("utf-8"))
    each = 1e6 / len(work)
    return (middle - start) * each, (time.process_time() - middle) * each


def growth(name: str, data: bytes) -> list[Row]:
    """The cost of a kilobyte of 10 times a card against the card, and of 100 times against 10."""
    from modelcards import parse, to_json

    front, body = _parts(data)
    costs = []
    for times in (1, 10, 100):
        text = front + (body + b"\n\n") * times
        took = []
        for _ in range(max(3, 60 // times)):
            start = time.process_time()
            to_json(parse(text), indent=None)
            took.append(time.process_time() - start)
        costs.append(min(took) / len(text) * 1e9)
    remark = " / ".join(f"{cost:.0f}" for cost in costs) + " µs a KB at 1, 10, 100 times"
    return [
        Row(f"growth, {name}: 10 times", costs[1] / costs[0], "<= 1.15", remark),
        Row(f"growth, {name}: 100 times", costs[2] / costs[1], "<= 1.15"),
    ]


def _parts(data: bytes) -> tuple[bytes, bytes]:
    """Front matter and body."""
    end = data.find(b"\n---\n", 3) + 5 if data.startswith(b"---\n") else 0
    return data[:end], data[end:]


def lines() -> list[Row]:
    """One row a kind of card, the median over fresh processes; then how the cost grows."""
    rows = []
    for kind, (name, limit) in KINDS.items():
        runs = []
        for _ in range(RUNS):
            done = subprocess.run(
                [sys.executable, "-m", "benchmarks.bench_cards", kind],
                capture_output=True, text=True, check=True, cwd=ROOT,
            )  # fmt: skip
            ours, theirs = map(float, done.stdout.split())
            runs.append((ours / theirs, ours, theirs))
        ratio, ours, theirs = (statistics.median(column) for column in zip(*runs, strict=True))
        remark = f"{ours:.0f} µs against {theirs:.0f} µs a card"
        rows.append(Row(f"bytes to JSON, {name}", ratio, limit, remark))
    for kind, name in (("leaderboard", "a leaderboard card"), ("hub", "a Hub card")):
        by_length = sorted(cards(kind), key=len)
        rows += growth(name, by_length[len(by_length) // 2])
    return rows


if __name__ == "__main__":
    print(*once(sys.argv[1]))
