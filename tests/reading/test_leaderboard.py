"""Leaderboard cards: the two seeds, the real cards, and the template's odd corners."""

from __future__ import annotations

import pytest

from modelcards import load, parse
from tests.support.cards import SHARED, needs_shared_cards
from tests.support.score_leaderboard import differences, truths


@needs_shared_cards
def test_real_cards_equal_their_truth() -> None:
    wrong = {truth["path"]: found for truth in truths() if (found := differences(truth))}
    assert wrong == {}


@needs_shared_cards
def test_derived_agrees_wherever_it_is_stated() -> None:
    for truth in truths():
        derived = load(SHARED / "leaderboard" / truth["path"]).derived
        assert {value.status for value in vars(derived).values()} <= {
            "agrees", "not_stated", "unknown",
        }, truth["path"]  # fmt: skip


SEEDS: dict[str, dict[str, object]] = {
    "000_ddd15130b32f5790.txt": {
        "name": "Gemini Robotics-ER",
        "amounts": (30e9, 30e12),
        "derived": (1000, "compute-optimal", 3.2, "mid-tier"),
        "scores": [87.0, 76.4, 62.1, None],
    },
    "001_a7af5ccf91c7c78a.txt": {
        "name": "Gemini Robotics",
        "amounts": (200e9, 20e12),
        "derived": (100, "compute-optimal", 6.7, "powerful"),
        "scores": [None, 79.1, 64.7, None],
    },
}


@needs_shared_cards
@pytest.mark.parametrize("file", SEEDS)
def test_seeds(file: str) -> None:
    card = load(SHARED / "seeds" / file)
    ratio, alscore, made_by = card.token_param_ratio, card.alscore, card.organization
    assert ratio is not None
    assert alscore is not None
    assert made_by is not None
    assert SEEDS[file] == {
        "name": card.name,
        "amounts": (card.parameters, card.training_tokens),
        "derived": (ratio.value, ratio.label, alscore.value, alscore.tier),
        "scores": [one.score for one in card.benchmarks],
    }
    assert (card.released, card.access, card.architecture) == ("2025-03", "private", "MoE")
    assert (made_by.name, made_by.url) == ("Google DeepMind", "../../labs/google-deepmind.md")
    assert [one.benchmark for one in card.benchmarks] == ["MMLU", "MMLU-Pro", "GPQA", "HLE"]
    assert card.notes is not None
    assert card.notes.startswith("Gemini 2.0")
    assert card.notes.endswith(('via code."', 'robot embodiments."'))
    assert card.dataset_types == ["synthetic", "web-scale"]
    assert card.last_updated == "2025-10-02"
    assert card.source.repaired > 0
    assert [link.kind for link in card.resources] == ["documentation"]


BODY = """# Heron 7B

> Large Language Model

**Organization:** [Heron](../labs/heron.md)
**Released:** Apr/2025
**Access:** 🟢 Public

---

## 🔧 Technical Specifications

- **Type:** Dense
- **Parameters:** 7.0B
- **Training Tokens:** 140.0B
- **Token:Param Ratio:** 20:1 ✅ Compute-optimal
- **ALScore:** 0.1 (Lightweight)
"""


def test_a_decoy_in_a_fence_or_a_comment_is_not_read() -> None:
    decoy = "```\n# Decoy\n- **Layers:** 9\n```\n\n<!--\n\n- **Hidden size:** 9\n\n-->\n"
    card = parse(BODY + "\n" + decoy)
    assert (card.name, card.layers, card.hidden_size) == ("Heron 7B", None, None)
    assert any("Decoy" in extra.text for extra in card.extras)


@pytest.mark.parametrize(
    ("bad", "code"),
    [("30 bananas", "MC201"), ("8x7B", "MC201")],
)
def test_a_value_that_cannot_be_read_is_a_problem(bad: str, code: str) -> None:
    card = parse(BODY.replace("7.0B", bad))
    assert card.parameters is None
    assert [problem.code for problem in card.problems] == [code]
    assert [spec.raw for spec in card.specs if spec.key == "Parameters"] == [bad]


@pytest.mark.parametrize("missing", ["-B", "-", "N/A", ""])
def test_a_value_that_is_not_stated_is_no_problem(missing: str) -> None:
    card = parse(BODY.replace(" 7.0B", f" {missing}".rstrip()))
    assert card.parameters is None
    assert card.problems == []


def test_only_a_title() -> None:
    card = parse("# Heron")
    assert (card.name, card.specs, card.benchmarks, card.problems) == ("Heron", [], [], [])


@pytest.mark.parametrize("empty", ["", b"", "\n\n", b"\x00\x01\x02"])
def test_nothing_to_read(empty: str | bytes) -> None:
    card = parse(empty)
    assert (card.name, card.benchmarks) == (None, [])


def test_a_card_cut_in_the_middle_of_the_table() -> None:
    card = parse(
        BODY + "\n## Performance Benchmarks\n\n| Benchmark | Score |\n|---|---|\n| MMLU | 6"
    )
    assert [(one.benchmark, one.score) for one in card.benchmarks] == [("MMLU", 6.0)]
    bodiless = parse(BODY + "\n## Performance Benchmarks\n\n| Benchmark | Score |\n|---|---|\n")
    assert [len(table.rows) for table in bodiless.tables] == [0]
