"""What is said of texts is kept within bounds."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable, Iterator

import pytest

from modelcards import Limits, parse, repair
from modelcards.cache import MEMORIES, Memory, forget
from modelcards.text.repair_stages import runs
from tests.support.structures import STRUCTURES, sized


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    before = list(MEMORIES)
    yield
    MEMORIES[:] = before


def test_a_short_text_is_asked_about_once_and_a_long_one_each_time() -> None:
    asked: list[str] = []

    def read(text: str) -> int:
        asked.append(text)
        return len(text)

    known = Memory(read, 4)
    assert [known[text] for text in ("a", "a", "long one", "long one")] == [1, 1, 8, 8]
    assert asked == ["a", "long one", "long one"]
    assert list(known) == ["a"]


def test_of_a_long_text_it_says_what_it_says_of_another() -> None:
    known = Memory(len, 4, "xy")
    assert known["long one"] == 2
    assert list(known) == ["xy"]


def test_many_texts_are_forgotten_between_cards() -> None:
    few, many = Memory(len, 20), Memory(len, 20)
    assert few["a"] == 1
    for card in range(3):  # one card adds some thousand texts, and no more
        assert sum(many[f"{card} {number}"] for number in range(9000)) > 9000
        assert len(many) == 4096 * (card + 1)
        if card < 2:
            forget()
    forget()
    assert (len(few), len(many)) == (1, 0)


@pytest.mark.parametrize("text", ["a\n", "some words\n"])
def test_short_lines_cost_no_pair_each(text: str) -> None:
    assert _peak("# Alder-7B\n\n" + text * (400_000 // len(text)), parse) < 40


@pytest.mark.parametrize(
    ("name", "size", "most"),
    [("quotes in quotes", 60_000, 30), ("breaks in an HTML cell", 120_000, 45)],
)
def test_what_is_many_is_not_held_as_objects(name: str, size: int, most: int) -> None:
    assert _peak(sized(STRUCTURES[name], size), parse) < most


@pytest.mark.parametrize("name", ["damaged letters", "damaged prose"])
def test_runs_and_edits_of_repair_are_not_held(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "_FEW", 100)
    few = Limits(repairs=500)
    assert _peak(sized(STRUCTURES[name], 30_000), lambda text: repair(text, limits=few)) < 25


def _peak(text: str, work: Callable[[str], object]) -> float:
    """The memory that work takes, as multiples of the text."""
    work(text[:200])
    tracemalloc.start()
    try:
        work(text)
        return tracemalloc.get_traced_memory()[1] / len(text.encode())
    finally:
        tracemalloc.stop()
