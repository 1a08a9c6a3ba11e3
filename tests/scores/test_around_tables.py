"""What stands around a table, or behind a model's name: settings, metrics, marks, checkpoints."""

from __future__ import annotations

import pytest

import modelcards
from modelcards.model.parts import Benchmark


def table(*rows: str) -> str:
    width = rows[0].count("|") + 1
    return "\n".join([f"| {rows[0]} |", "|" + "-|" * width, *[f"| {row} |" for row in rows[1:]]])


BY_ROWS = table("Benchmark | Marlow-7B | Corvid-8B", "COPA | 61.2 | 60.1", "BoolQ | 50.4 | 40.3")
BY_COLUMNS = table("Model | COPA | BoolQ", "Marlow-7B | 61.2 | 50.4", "Corvid-8B | 60.1 | 40.3")


def scores(body: str, title: str = "Marlow-7B") -> dict[float | None, Benchmark]:
    card = modelcards.parse(f"# {title}\n\n## Evaluation\n\n{body}\n")
    return {one.score: one for one in card.benchmarks}


@pytest.mark.parametrize("body", [BY_ROWS, BY_COLUMNS])
@pytest.mark.parametrize(
    ("text", "setting"),
    [
        ("Zero-shot results:", "Zero-shot"),
        ("The model was evaluated in a zero-shot setting.", "zero-shot"),
        ("All scores are 5-shot. Higher is better.", "5-shot"),
        ("With greedy decoding:", "greedy decoding"),
        ("Results with 0-shot CoT prompting:", "0-shot CoT"),
        ("**5-shot**", "5-shot"),
        ("### Few-shot evaluation", "Few-shot"),
        ("We report 0-shot and 5-shot results.", None),
        ("MMLU is 5-shot, all others are 0-shot.", None),
        ("Results on MMLU are 5-shot.", None),
        ("Unlike other papers, we report no few-shot results.", None),
        ("These are the zero-shot results of earlier work. Ours follow below.", None),
        ("Marlow-7B is a strong few-shot learner. It was compared with others.", None),
        ("The number of k-shot examples is listed per benchmark.", None),
        ("Results of the fine-tuned model, by what the community measured of it:", None),
    ],
)
def test_a_setting_that_stands_above_a_table_alone(
    body: str, text: str, setting: str | None
) -> None:
    found = scores(f"{text}\n\n{body}")
    assert {one.setting for one in found.values()} == {setting}
    assert {one.section is None for one in found.values()} == {setting is None}


def test_a_rows_own_setting_stays() -> None:
    body = table("Benchmark | Marlow-7B", "COPA (5-shot) | 61.2", "BoolQ | 50.4")
    found = scores(f"Zero-shot results:\n\n{body}")
    assert (found[61.2].setting, found[50.4].setting) == ("5-shot", "Zero-shot")


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("### WER", "WER"),
        ("### Word Error Rate (WER)", "WER"),
        ("### F1 score", "F1"),
        ("### Accuracy (%)", "Accuracy"),
        ("Results (BLEU):", "BLEU"),
        ("Scores are reported in terms of Character Error Rate (CER%).", "CER"),
        ("### WER and CER", None),
        ("### EM/F1", None),
        ("The recall of long stories is a hobby of its author.", None),
    ],
)
def test_a_metric_that_stands_above_a_table_alone(text: str, metric: str | None) -> None:
    body = table("Dataset | Marlow-7B | Corvid-8B", "Fnord clean | 4.1 | 5.1", "Gorb | 6.1 | 7.1")
    found = scores(f"{text}\n\n{body}")
    assert {one.metric for one in found.values()} == {metric}
    assert {one.model for one in found.values()} == {"Marlow-7B", "Corvid-8B"}


def test_how_a_model_was_asked_stands_behind_its_name() -> None:
    body = table("Benchmark | Marlow-7B (5-shot) | Corvid-8B (zero-shot CoT)", "COPA | 61.2 | 60.1")
    found = scores(body)
    assert (found[61.2].model, found[61.2].setting) == ("Marlow-7B (5-shot)", "5-shot")
    assert (found[60.1].setting, found[60.1].subject) == ("zero-shot CoT", False)
    assert found[61.2].subject is True
    body = table("Dataset | Heron-ASR WER | Corvid RL", "Fnord | 4.1 | 5.1")
    found = scores(f"### Accuracy\n\n{body}", "Heron-ASR")
    assert (found[4.1].metric, found[5.1].metric) == ("WER", "Accuracy")


def test_a_setting_in_brackets_behind_a_metric_is_none_of_its_name() -> None:
    body = table("Model | BLEU (beam search) | WER (with LM)", "Marlow-7B | 28.4 | 4.1")
    found = scores(body)
    assert (found[28.4].metric, found[28.4].setting) == ("BLEU", "beam search")
    assert (found[4.1].metric, found[4.1].setting) == ("WER", "with LM")
    body = table("Dataset | EER (%) | minDCF", "VoxCeleb1 | 0.8 | 0.05")
    assert scores(body)[0.8].metric == "EER"


@pytest.mark.parametrize(
    "body",
    [
        table("Run | MMLU", "Run 1 | 61.1", "Run 3† | 63.1"),
        table("Language | Benchmark | Marlow-7B", "French | MMLU | 61.1", "German* | MMLU | 63.1"),
        table("Benchmark | Category | Marlow-7B", "MMLU | Maths | 61.1", "BBH | Maths‡ | 63.1"),
    ],
)
def test_a_footnote_mark_is_no_part_of_a_variant_or_a_group(body: str) -> None:
    found = scores(f"{body}\n")[63.1]
    said = f"{found.variant} {found.group}"
    assert said in {"Run 3 None", "German None", "None Maths"}


def test_checkpoints_of_numbered_epochs_are_rows_of_scores() -> None:
    body = table("Checkpoint | MMLU | GSM8K", "Epoch 1 | 61.1 | 41.1", "Epoch 2 | 62.1 | 42.1")
    found = scores(body)
    assert [one.benchmark for one in found.values()] == ["MMLU", "GSM8K"] * 2
    assert {one.subject for one in found.values()} == {None}
    found = scores(body, "marlow-epoch2")
    assert (found[61.1].subject, found[62.1].subject) == (False, True)
    log = modelcards.parse(f"# Marlow\n\n{table('Epoch | Training Loss', '1 | 0.6', '2 | 0.5')}")
    assert not log.benchmarks


def test_quantised_copies_with_scores_beside_their_perplexity() -> None:
    body = table("Quant | PPL | MMLU", "Q4_K_M | 6.1 | 61.1", "Q8_0 | 5.9 | 62.1")
    assert {6.1, 61.1, 5.9, 62.1} == set(scores(body))
    files = table("Quant | bpw | PPL", "Q4_K_M | 4.85 | 6.1", "Q8_0 | 8.5 | 5.9")
    assert not scores(files)


def test_languages_below_a_benchmark_that_has_them() -> None:
    body = table("Python | C++ | Java | Go", "41.1 | 31.1 | 32.1 | 21.1")
    found = scores(f"### HumanEval-X (pass@1)\n\n{body}")
    assert {one.benchmark for one in found.values()} == {"HumanEval-X"}
    assert [one.variant for one in found.values()] == ["Python", "C++", "Java", "Go"]
    assert {one.metric for one in found.values()} == {"pass@1"}


TURNS = table("Model | Turn 1 | Turn 2 | Average", "Marlow-7B | 7.1 | 6.2 | 6.65")
LANGUAGES = table("Language | Score", "English | 7.1", "German | 6.2", "Avg. | 6.65")
SPLITS = table("Split | Marlow-7B", "dev | 7.1", "test | 6.2", "Mean | 6.65")


@pytest.mark.parametrize("body", [TURNS, LANGUAGES, SPLITS])
def test_an_average_over_parts_of_what_stands_above_is_of_it(body: str) -> None:
    mean = scores("### MT-Bench\n\n" + body)[6.65]
    assert (mean.benchmark_id, mean.section, mean.aggregate) == ("mt-bench", "MT-Bench", True)


@pytest.mark.parametrize(
    "body",
    [
        TURNS.replace("Turn 2", "COPA"),
        TURNS.replace("Turn 2", "Plumtree"),
        TURNS.replace("Turn 1", "F1").replace("Turn 2", "EM"),
    ],
)
def test_an_average_over_more_than_parts_is_of_no_one_benchmark(body: str) -> None:
    mean = scores("### MT-Bench\n\n" + body)[6.65]
    assert (mean.benchmark_id, mean.section) == (None, None)


@pytest.mark.parametrize("head", ["Epoch", "Epochs", "Steps"])
def test_checkpoints_under_the_names_of_benchmarks(head: str) -> None:
    found = scores(table(f"{head} | COPA | BoolQ", "1 | 61.2 | 50.4", "3 | 62.2 | 51.4"))
    assert [(one.benchmark_id, one.variant) for one in found.values()] == [
        ("copa", "1"),
        ("boolq", "1"),
        ("copa", "3"),
        ("boolq", "3"),
    ]
    assert not scores(table(f"{head} | Loss | Accuracy", "1 | 0.52 | 0.81", "3 | 0.41 | 0.82"))
