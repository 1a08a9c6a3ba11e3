"""A leaderboard card in every spelling gives the same facts."""

from __future__ import annotations

import re
from typing import Any

import pytest

from modelcards import parse
from tests.support.cards import FIXTURES
from tests.support.score_leaderboard import facts
from tests.support.spellings import REWRITES

CARD = (FIXTURES / "cards" / "kestrel-moe.md").read_text(encoding="utf-8")
EXPECTED = facts(parse(CARD))


def squeezed(value: Any) -> Any:
    """White space inside texts does not count, nor does the indentation of table cells."""
    if isinstance(value, str):
        return re.sub(r"\s+", " ", value).strip()
    return [squeezed(one) for one in value] if isinstance(value, list) else value


@pytest.mark.parametrize("name", REWRITES)
def test_every_fact_is_exact(name: str) -> None:
    card = parse(REWRITES[name](CARD))
    read = facts(card)
    assert {k: squeezed(v) for k, v in read.items()} == {
        k: squeezed(v) for k, v in EXPECTED.items()
    }
    assert card.category == ["Reasoning", "SOTA"]
    assert len(card.analysis) == 2
    assert [link.kind for link in card.related] == [
        "other", "other", "other", "other",
    ]  # fmt: skip
    assert card.problems == []


def test_the_expected_facts_themselves() -> None:
    assert EXPECTED["name"] == "Kestrel-ER 30B"
    assert EXPECTED["parameters"] == 30 * 10**9
    assert EXPECTED["training_tokens"] == 30 * 10**12
    assert EXPECTED["scores"] == [["MMLU", 87.0], ["MMLU-Pro", 76.4], ["GPQA", 62.1], ["HLE", None]]
    assert EXPECTED["resources"] == [
        ["Try the Model", "Northwind playground"],
        ["Technical Documentation", "https://kestrel.example/docs/kestrel_report.pdf"],
    ]


@pytest.mark.parametrize(
    ("text", "parameters", "active"),
    [("8x7B", None, None), ("8x7B (56B total)", 56 * 10**9, None), ("7B-A2B", 7 * 10**9, 2 * 10**9),
     (">1T", None, None), ("<1B", None, None), ("15T+", 15 * 10**12, None),
     ("~3.5 万亿", 3500 * 10**9, None), ("1.8 亿", 18 * 10**7, None),
     ("5,500 GT", 5500 * 10**9, None)],
)  # fmt: skip
def test_amounts(text: str, parameters: int | None, active: int | None) -> None:
    card = parse(CARD.replace("30.0B\n", f"{text}\n"))
    assert (card.parameters, card.active_parameters) == (parameters, active)
    spec = next(spec for spec in card.specs if spec.key == "Parameters")
    assert spec.raw == text


@pytest.mark.parametrize(
    ("text", "iso"), [("Q1 2025", "2025"), ("2025", "2025"), ("TBA", None), ("-", None)]
)
def test_dates_of_less_precision(text: str, iso: str | None) -> None:
    assert parse(CARD.replace("Mar/2025", text)).released == iso


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "utf-32"])
def test_other_encodings(encoding: str) -> None:
    assert facts(parse(CARD.encode(encoding))) == EXPECTED


def test_scores_in_percent() -> None:
    card = parse(re.sub(r"\| (\d+\.\d) \|", r"| \1% |", CARD))
    assert [(b.score, b.unit) for b in card.benchmarks][:1] == [(87.0, "%")]
    thousands = parse(CARD.replace("87.0", "1,287.5"))
    assert thousands.benchmarks[0].score == 1287.5


def test_an_escaped_pipe_is_part_of_its_cell() -> None:
    card = parse(CARD.replace("**HLE**", r"HLE \| text"))
    assert card.benchmarks[3].label == "HLE | text"
