"""The lines of a large text are those of a list."""

from __future__ import annotations

import pytest

from modelcards.text.lines import Lines, joined, lines_of

TEXTS = ["", "\n", "a", "a\n", "\n\na\n\nbc\n", "one\n\ntwo\nthree"]


@pytest.mark.parametrize("text", TEXTS)
def test_large_texts_have_the_lines_of_small_ones(text: str) -> None:
    known, lines = text.split("\n"), Lines(text)
    assert [*lines] == known
    assert [lines[at] for at in range(-len(known), len(known))] == known * 2
    assert len(lines) == len(known)
    for first in range(len(known) + 1):
        for last in range(len(known) + 1):
            assert lines[first:last] == known[first:last]
            assert joined(lines, first, last) == joined(known, first, last)
    with pytest.raises(IndexError):
        lines[len(known)]


def test_a_list_is_for_small_texts() -> None:
    assert type(lines_of("a\n" * 100)) is list
    assert type(lines_of("a\n" * 200_000)) is Lines
