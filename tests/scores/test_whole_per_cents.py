"""Small tables of whole per cents are tables of scores; those of counts and settings are not."""

from __future__ import annotations

import pytest

from modelcards import parse


def _role(table: str, heading: str = "") -> str:
    [found] = parse(f"# Wren-8B\n\n{heading}\n\n{table}\n", path="wren.md").tables
    return found.role


@pytest.mark.parametrize(
    ("table", "heading"),
    [
        ("| Model | MMLU (5-shot) |\n|-|-|\n| Kite-7B | 59 |\n| Wren-8B | 63 |", ""),
        ("| Model | GSM8K |\n|-|-|\n| Wren-8B | 63 |", ""),
        ("| Model | Our quiz |\n|-|-|\n| Wren-8B | 63 |\n| Kite-7B | 100 |", "## Results"),
        ("| Model | Accuracy |\n|-|-|\n| Wren-8B | 63 |\n| Kite-7B | 61 |", ""),
        ("| Language | WER |\n|-|-|\n| Finnish | 12 |\n| Estonian | 15 |", ""),
    ],
)
def test_whole_per_cents_are_scores(table: str, heading: str) -> None:
    assert _role(table, heading) == "benchmark"


@pytest.mark.parametrize(
    ("table", "heading"),
    [
        ("| Dataset | Examples |\n|-|-|\n| MMLU | 14042 |\n| GSM8K | 1319 |", "## Data"),
        ("| Dataset | Shots |\n|-|-|\n| MMLU | 5 |\n| GSM8K | 8 |", ""),
        ("| Feature | Wren | Kite |\n|-|-|-|\n| Streaming | Yes | No |\n| Voices | 5 | 99 |",
         "## Comparison with other toolkits"),
        ("| Hyperparameter | Value |\n|-|-|\n| Batch size | 32 |\n| Epochs | 3 |", "## Training"),
    ],
)  # fmt: skip
def test_small_counts_are_none(table: str, heading: str) -> None:
    assert _role(table, heading) != "benchmark"
