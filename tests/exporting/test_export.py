"""Export: which scores go out, and as what they stand in a model-index that is there already."""

from __future__ import annotations

import sys
from typing import Any

import pytest

import modelcards
from modelcards.errors import ArgumentError, MissingExtraError, RefusedError
from modelcards.exporting import validators as peers
from tests.support.exports import card, held, index, reason, sent

pytest.importorskip("huggingface_hub")
pytest.importorskip("cyclonedx")


def _seven() -> Any:
    return 7


def into_index(read: Any, **options: Any) -> modelcards.Export:
    return modelcards.export(read, to="model-index", **options)


def after(made: modelcards.Export) -> str:
    return made.text()


def test_scores_of_other_models_stay() -> None:
    made = into_index(card("MMLU | 61.2 | 55.0"))
    assert sent(made) == [("MMLU", "added")]
    assert [(one.kind, one.reason) for one in made.held] == [
        ("model", "the score of another model, Corvid-8B")
    ]


def test_averages_bounds_and_unclear_units_stay() -> None:
    made = into_index(
        card(
            """
            MMLU | 61.2 | 1
            Average | 60.0 | 1
            HellaSwag | ~80 | 1
            ARC-Challenge | 80+ | 1
            Our Own Quiz | 17.5 | 1
            GSM8K | 0.8 | 1
            MBPP | - | 1
            """
        )
    )
    assert sent(made) == [("MMLU", "added")]
    assert held(made) == [
        ("Average", "average"),
        ("HellaSwag", "inexact"),
        ("ARC-Challenge", "inexact"),
        ("Our Own Quiz", "unit"),
        ("GSM8K", "unit"),
    ]
    assert "may be a fraction" in reason(made, "GSM8K")


def test_a_score_of_nobody_in_particular_stays() -> None:
    text = "# Lumen-7B\n\n| Model | MMLU |\n|---|---|\n| Corvid-8B | 50.0 |\n| Corvid-9B | 51.0 |\n"
    made = into_index(modelcards.parse(text))
    assert {one.kind for one in made.held} == {"model"}
    assert made.sent == ()


def test_a_finding_of_a_card_from_json_holds_its_line_back() -> None:
    text = "# Lumen-7B\n\n| Benchmark | Score (%) |\n|---|---|\n| HLE | 161.2 |\n| GSM8K | 50.0 |\n"
    read = modelcards.from_json(modelcards.to_json(modelcards.parse(text)))
    made = modelcards.export(read, to="eval-results")
    assert held(made) == [("HLE", "doubt")]


def test_a_variant_is_a_part_unless_it_is_a_benchmark() -> None:
    text = (
        "# Lumen-7B\n\n| Benchmark | Subset | Score |\n|---|---|---|\n"
        "| GPQA | Diamond | 40.1 |\n| MGSM | German | 50.2 |\n"
    )
    made = after(into_index(modelcards.parse(text)))
    assert "      config: gpqa_diamond\n" in made
    assert "      name: MGSM (German)\n" in made


def test_an_index_of_odd_shapes_is_refused_as_a_whole() -> None:
    front = index(("MMLU", "cais/mmlu", "accuracy", 61.2))
    for odd in ("  - text\n", "  - task: x\n    dataset: y\n    metrics: [z]\n"):
        with pytest.raises(RefusedError, match="breaks the specification"):
            into_index(card("GSM8K | 50.0 | 1", front + odd))


def test_fractions_among_fractions_go_out() -> None:
    made = into_index(card("MMLU | 0.61 | 0.5\nGSM8K | 0.8 | 0.5"))
    assert sent(made) == [("MMLU", "added"), ("GSM8K", "added")]
    assert "value: 0.61\n" in after(made)


def test_a_score_without_data_set_stays() -> None:
    made = into_index(card("Our Own Quiz (Acc.) | 17.5 | 1"))
    assert held(made) == [("Our Own Quiz (Acc.)", "dataset")]
    assert made.files[0].before == made.files[0].after


def test_different_values_for_one_thing_stay_and_the_same_goes_once() -> None:
    made = into_index(
        card("MMLU | 61.2 | 1\nGSM8K | 50.0 | 1\nGSM8K | 52.0 | 1\nMMLU (5-shot) | 61.2 | 1")
    )
    assert sent(made) == [("MMLU (5-shot)", "added")]
    assert held(made) == [("MMLU", "repeated"), ("GSM8K", "duplicate"), ("GSM8K", "duplicate")]
    assert reason(made, "GSM8K") == "stated with different values: 50.0 in line 6, 52.0 in line 7"


def test_a_finding_on_the_cell_holds_it_back_and_only_it() -> None:
    text = (
        "# Lumen-7B\n\n| Benchmark | Lumen-7B (%) | Corvid-8B (%) |\n|---|---|---|\n"
        "| MMLU | 161.2 | 55.0 |\n| GSM8K | 50.0 | 155.0 |\n"
    )
    made = into_index(modelcards.parse(text))
    assert sent(made) == [("GSM8K", "added")]
    assert held(made) == [("MMLU", "doubt")]
    assert reason(made, "MMLU").startswith("MC402: ")


def test_a_ragged_row_is_doubtful() -> None:
    made = into_index(card("MMLU | 61.2 | 55.0\nGSM8K | 50.0"))
    assert held(made) == [("GSM8K", "doubt")]


def test_of_a_family_only_the_named_model_goes_out() -> None:
    text = (
        "# Lumen\n\n| Model | MMLU | GSM8K |\n|---|---|---|\n"
        "| Lumen-7B | 61.2 | 50.0 |\n| Lumen-70B | 75.0 | 80.0 |\n"
    )
    read = modelcards.parse(text)
    assert sent(into_index(read)) == []
    assert "several models" in into_index(read).held[0].reason
    made = into_index(read, model_name="lumen-ai/Lumen-70B")
    assert [one.score.score for one in made.sent] == [75.0, 80.0]
    assert "name: lumen-ai/Lumen-70B\n" in after(made)
    own = into_index(modelcards.parse(text.replace("# Lumen\n", "# Lumen 7B\n")))
    assert [one.score.score for one in own.sent] == [61.2, 50.0]


def test_a_stated_metric_keeps_its_name_and_gets_the_hubs() -> None:
    text = after(into_index(card("DROP (3-shot, F1) | 61 | 1\nHumanEval (Pass@1) | 48.1% | 1")))
    assert "      name: DROP (3-shot)\n      type: EleutherAI/drop\n      args:\n" in text
    assert "    - type: f1\n      value: 61\n      name: F1\n" in text
    assert "    - type: pass@1\n      value: 48.1\n      name: Pass@1\n" in text


def test_two_metrics_of_one_data_set_share_a_result() -> None:
    made = into_index(card("SQuAD (EM) | 80.1 | 1\nSQuAD (F1) | 88.2 | 1"))
    assert after(made).count("- task:") == 1
    assert sent(into_index(modelcards.parse(after(made)))) == [
        ("SQuAD (EM)", "there"),
        ("SQuAD (F1)", "there"),
    ]


@pytest.mark.parametrize(
    "entry",
    [
        ("MMLU", "cais/mmlu", "accuracy", 61.2),
        ("mmlu", "hendrycks_test", "acc", 61.24),
        ("MMLU", "cais/mmlu", "accuracy", 0.612),
        ("MMLU", "cais/mmlu", "accuracy", '"61.2"'),
        ("Massive Multitask Language Understanding", "cais/mmlu", "accuracy", 61.2),
        ("MMLU (5-shot)", "cais/mmlu", "accuracy", 61.2),
        ("MMLU", "cais/mmlu", "acc_norm", 61.2),
        ("whatever", "cais/mmlu", "accuracy", 61.2),
    ],
)
def test_an_entry_that_agrees_is_left(entry: tuple[str, str, str, Any]) -> None:
    made = into_index(card("MMLU | 61.2 | 1", index(entry)))
    assert sent(made) == [("MMLU", "there")]
    assert not made.files[0].changed


def test_an_entry_with_another_value_is_updated_and_nothing_else() -> None:
    front = index(
        ("MMLU", "cais/mmlu", "accuracy", "59.9  # as of May"),
        ("GSM8K", "openai/gsm8k", "accuracy", "'50.0'"),
    )
    read = card("MMLU | 61.2 | 1\nGSM8K | 52.0 | 1", front)
    made = into_index(read)
    assert sent(made) == [("MMLU", "updated"), ("GSM8K", "updated")]
    old = (made.files[0].before or b"").decode()
    assert after(made) == old.replace("59.9", "61.2").replace("'50.0'", "52.0")


def test_another_setting_is_another_entry() -> None:
    made = into_index(
        card("MMLU (0-shot) | 55.0 | 1", index(("MMLU (5-shot)", "cais/mmlu", "accuracy", 61.2)))
    )
    assert sent(made) == [("MMLU (0-shot)", "added")]
    assert "MMLU (5-shot)" in after(made)


def test_a_setting_on_one_side_only_is_unclear() -> None:
    made = into_index(
        card("MMLU | 55.0 | 1", index(("MMLU (5-shot)", "cais/mmlu", "accuracy", 61.2)))
    )
    assert held(made) == [("MMLU", "stated")]
    assert "another setting" in reason(made, "MMLU")


def test_an_entry_that_stands_twice_is_not_guessed_at() -> None:
    one = ("MMLU", "cais/mmlu", "accuracy", 59.9)
    made = into_index(card("MMLU | 61.2 | 1", index(one, ("MMLU", "cais/mmlu", "accuracy", 58))))
    assert reason(made, "MMLU") == "model-index states 59.9 several times"


@pytest.mark.parametrize(
    "more",
    [
        "    source:\n      name: Open LLM Leaderboard\n      url: https://example.org/board\n",
        "      verified: true\n",
        "      verifyToken: ey.J.x\n",
    ],
)
def test_what_others_have_signed_is_not_changed(more: str) -> None:
    front = index(("MMLU", "cais/mmlu", "accuracy", 59.9), more=more)
    made = into_index(card("MMLU | 61.2 | 1\nGSM8K | 50.0 | 1", front))
    assert reason(made, "MMLU").startswith("model-index states 59.9, from ")
    assert sent(made) == [("GSM8K", "added")]


def test_a_new_metric_of_a_result_joins_it() -> None:
    front = index(("SQuAD", "rajpurkar/squad", "exact_match", 80.1), more="license: mit\n")
    made = into_index(card("SQuAD (F1) | 88.2 | 1", front))
    assert after(made).count("- task:") == 2
    joined = index(("SQuAD", "rajpurkar/squad", "exact_match", 80.1))
    joined = joined.replace("text-generation", "question-answering")
    made = into_index(card("SQuAD (F1) | 88.2 | 1", joined + "license: mit\n"))
    assert f"{joined}    - type: f1\n      value: 88.2\n      name: F1\nlicense:" in after(made)


def test_another_part_is_another_entry() -> None:
    front = index(("GPQA", "Idavidrein/gpqa", "accuracy", 30.0))
    front = front.replace("gpqa\n", "gpqa\n      config: gpqa_main\n")
    made = into_index(card("GPQA Diamond | 40.0 | 1", front))
    assert sent(made) == [("GPQA Diamond", "added")]
    assert "config: gpqa_diamond\n" in after(made)


def test_scores_never_go_under_another_name() -> None:
    front = index(("MMLU", "cais/mmlu", "accuracy", 50.0), name="Corvid-base")
    made = into_index(card("MMLU | 61.2 | 1", front))
    assert reason(made, "MMLU") == "model-index is of another name: Corvid-base"
    assert not made.files[0].changed
    twice = front + front.replace("model-index:\n", "")
    named = card("MMLU | 61.2 | 1", twice.replace("Corvid-base", "Lumen-7B"))
    assert "several models" in reason(into_index(named), "MMLU")


def test_a_card_without_a_name_has_no_entry() -> None:
    text = "| Benchmark | Score |\n|---|---|\n| MMLU | 61.2 |\n"
    made = into_index(modelcards.parse(text))
    assert reason(made, "MMLU") == "the card names no model"
    named = into_index(modelcards.parse(text, path="models/lumen-7b.md"))
    assert "- name: lumen-7b\n" in after(named)
    assert named.files[0].path == "lumen-7b.md"


def test_values_and_entries_of_odd_shapes_are_passed_over() -> None:
    front = index(("MMLU", "cais/mmlu", "accuracy", "[1, 2]"), ("X", "y", "z", "true"))
    made = into_index(card("MMLU | 61.2 | 1", front))
    assert reason(made, "MMLU") == "model-index states [1, 2], which is no number"


def test_a_value_of_several_lines_is_refused() -> None:
    front = index(("MMLU", "cais/mmlu", "accuracy", "|\n        59.9"))
    with pytest.raises(RefusedError, match="one line"):
        into_index(card("MMLU | 61.2 | 1", front))


def test_a_card_from_json_has_no_front_matter() -> None:
    read = modelcards.from_json(modelcards.to_json(card("MMLU-Pro | 41.2 | 1")))
    with pytest.raises(ArgumentError, match="without its text"):
        into_index(read)
    made = modelcards.export(read, to="eval-results")
    assert sent(made) == [("MMLU-Pro", "added")]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"to": "xml"}, "unknown format"),
        ({"date": "May 2025"}, "no date"),
        ({"model_name": "Lumen\ud83d"}, "model_name holds half of a surrogate pair"),
        ({"source_url": "example.org"}, "no URL"),
        ({"source_name": "Paper"}, "needs its URL"),
    ],
)
def test_wrong_use_is_said(options: dict[str, str], said: str) -> None:
    with pytest.raises(ArgumentError, match=said):
        modelcards.export(card("MMLU | 61.2 | 1"), **options)
    with pytest.raises(ArgumentError, match="not int"):
        modelcards.export(_seven())


@pytest.mark.parametrize(
    ("to", "module"),
    [
        ("model-index", "huggingface_hub"),
        ("eval-results", "huggingface_hub"),
        ("cyclonedx", "cyclonedx.spdx"),
        ("cyclonedx", "cyclonedx.validation.json"),
    ],
)
def test_a_missing_extra_is_named(to: str, module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    peers._validator.cache_clear()
    read = card("MMLU-Pro | 41.2 | 1", "license: mit\n")
    with pytest.raises(MissingExtraError, match=r"modelcards-scraper\[hub\]"):
        modelcards.export(read, to=to)


def test_many_scores_and_entries_are_matched_without_walking_all_for_each() -> None:
    count = 300
    rows = "\n".join(f"MMLU ({n}-shot) | {50 + n / 10} | 1" for n in range(count))
    made = into_index(card(rows))
    assert len(made.sent) == count
    again = into_index(modelcards.parse(after(made)))
    assert {one.change for one in again.sent} == {"there"}
