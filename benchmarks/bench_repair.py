"""Repairing mojibake against mistune's full parse of the same card, clean and damaged."""

from __future__ import annotations

from functools import partial

from benchmarks.measure import Row, cards, ratio
from modelcards.text.mojibake import repair
from tests.support.damage import Damage, damage, some_lines

_DAMAGED: tuple[tuple[str, str, Damage], ...] = (
    ("cp1252, bytes kept", "<= 0.25", partial(damage, page="cp1252")),
    ("cp1252, bytes kept, twice", "<= 0.25", partial(damage, page="cp1252", times=2)),
    ("cp1252, bytes dropped", "<= 0.25", partial(damage, page="cp1252", undefined="dropped")),
    ("cp1254, bytes dropped", "<= 0.25", partial(damage, page="cp1254", undefined="dropped")),
    ("cp1252, bytes as ?", "<= 0.25", partial(damage, page="cp1252", undefined="question")),
    ("cp1250, bytes dropped", "<= 0.25", partial(damage, page="cp1250", undefined="dropped")),
    ("half of the lines", "<= 0.25", partial(some_lines, how=partial(damage, page="cp1252"))),
    ("cp1252, dropped twice", "-", partial(damage, page="cp1252", undefined="dropped", times=2)),
)
_LOSSY = "ðŸ“ x â€œa â€ "


def _repair(pairs: list[tuple[str, str]]) -> None:
    for damaged, _ in pairs:
        _ = repair(damaged).repairs


def _full_parse(pairs: list[tuple[str, str]]) -> None:
    import mistune

    markdown = mistune.create_markdown(renderer=None, plugins=["table"])
    for _, clean in pairs:
        markdown(clean)


def _one_line(times: int) -> None:
    repair(_LOSSY * times)


def _short_lines(times: int) -> None:
    for _ in range(times // 1000):
        repair(_LOSSY * 1000)


def lines() -> list[Row]:
    """Clean cards, damaged ones, and how the time grows with the length of a line."""
    rows = []
    for kind in ("leaderboard", "hub"):
        clean = [data.decode("utf-8") for data in cards(kind)]
        found = ratio(_repair, _full_parse, [(text, text) for text in clean])
        rows.append(Row(f"repair of clean {kind} cards", found.ratio, "<= 0.02", found.remark))
    clean = [data.decode("utf-8") for data in cards("leaderboard")]
    for name, limit, how in _DAMAGED:
        found = ratio(_repair, _full_parse, [(how(text), text) for text in clean])
        rows.append(Row(f"repair of cards in {name}", found.ratio, limit, found.remark))
    grown = ratio(_one_line, _short_lines, 20_000, rounds=3)
    rows.append(Row("repair of one line, against 20 lines as long in all", grown.ratio, "<= 1.5"))
    return rows
