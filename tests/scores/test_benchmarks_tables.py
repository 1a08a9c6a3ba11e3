"""Tables of every shape that cards print, each beside what must be read from it."""

from __future__ import annotations

from pathlib import Path

import pytest

import modelcards
from modelcards.model.parts import Benchmark
from tests.support.table_reading import lines

TABLES = Path(__file__).parent / "labelled"
CARDS = sorted(path.stem for path in TABLES.glob("*.md"))


@pytest.mark.parametrize("name", CARDS)
def test_every_table_is_read_as_written_down(name: str) -> None:
    """Roles, ways, and every score with all that it is of."""
    expected = (TABLES / f"{name}.txt").read_text("utf-8").splitlines()
    assert lines(modelcards.load(TABLES / f"{name}.md")) == expected


@pytest.mark.parametrize("name", CARDS)
def test_a_score_is_a_number_that_stands_in_its_row(name: str) -> None:
    """No number is made up: the cell that a score was read from holds its digits."""
    path = TABLES / f"{name}.md"
    source = path.read_text("utf-8").splitlines()
    for score in modelcards.load(path).benchmarks:
        if score.table is not None and score.score is not None:
            assert _digits(f"{abs(score.score):g}").rstrip("0") in _digits(score.raw), score
            near = "\n".join(source[score.line - 1 : score.line + 60])
            assert _number(score) in near.replace(",", "").replace("，", ""), score


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdecimal())


def _number(score: Benchmark) -> str:
    raw = score.raw.split(":", 1)[-1]  # "F1: 49.1 EM: 31.4"
    return raw.split("±")[0].strip(" %*†").replace(",", "").split(" ")[0]
