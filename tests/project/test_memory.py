"""What is said of texts is kept within bounds."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator

import pytest

from modelcards import parse
from modelcards.cache import MEMORIES, Memory, forget


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
    card = "# Alder-7B\n\n" + text * (400_000 // len(text))
    parse("# Alder-7B\n\nwords\n")
    tracemalloc.start()
    try:
        parse(card)
        assert tracemalloc.get_traced_memory()[1] < 40 * len(card)
    finally:
        tracemalloc.stop()
