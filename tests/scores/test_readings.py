"""How readings are weighed, what stands above a table, and what cells hold."""

from __future__ import annotations

import pytest

import modelcards
from modelcards.model.parts import Benchmark
from modelcards.scores import layout
from modelcards.scores.readings import Reading, Weighed, weigh, weights
from modelcards.values.scores import score


def scores(text: str, path: str | None = None) -> list[Benchmark]:
    return [one for one in modelcards.parse(text, path=path).benchmarks if one.table is not None]


def table(*rows: str) -> str:
    width = rows[0].count("|") + 1
    return "\n".join([f"| {rows[0]} |", "|" + "-|" * width, *[f"| {row} |" for row in rows[1:]]])


def test_the_heaviest_reading_is_first_and_shares_add_up() -> None:
    found = [
        Weighed(Reading(None), {"a": 1.0}),
        Weighed(Reading(0), {"b": 1.0}),
        Weighed(Reading(1), {"unknown": 1.0}),
    ]
    weighed = weigh(found, {"a": 1.0, "b": 3.0})
    assert [one.reading.benchmark for one in weighed] == [0, None, 1]
    assert sum(one.share for one in weighed) == pytest.approx(1)


def test_the_weights_are_those_of_named_evidence() -> None:
    axes = {name.split(":")[0] for name in weights() if ":" in name}
    assert {"benchmark column", "benchmark heads", "model column", "model level"} <= axes


def test_a_clear_table_is_sure_and_an_other_one_has_no_confidence() -> None:
    clear, other = (
        modelcards.parse(f"# Lumen-7B\n\n## Results\n\n{text}\n").tables[0]
        for text in (
            table("Benchmark | Lumen-7B | Qwen2-7B", "MMLU | 61.2 | 60.1", "GSM8K | 50.1 | 40.2"),
            table("Step | Training loss", "1 | 0.5", "2 | 0.4"),
        )
    )
    assert clear.confidence is not None
    assert clear.confidence > 0.9
    assert (other.role, other.confidence) == ("other", None)


def test_what_an_unsure_table_leaves_open_is_null_and_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(layout, "weights", dict)  # nothing speaks for any reading
    rows = table("Benchmark | Zorb | Fnord", "Quill-2 | 12.1 | 3.4", "MMLU | 15.1 | 9.4")
    card = modelcards.parse(f"# Lumen\n\n## Results\n\n{rows}\n")
    [read] = card.tables
    assert read.confidence is not None
    assert read.confidence < 0.5
    assert {
        (one.benchmark, one.benchmark_id, one.model, one.subject) for one in card.benchmarks
    } == {(None, None, None, None)}
    assert [one.score for one in card.benchmarks] == [12.1, 3.4, 15.1, 9.4]
    assert all(one.label for one in card.benchmarks)
    [said] = [problem.message for problem in card.problems if problem.code == "MC405"]
    assert said.endswith("which names the benchmark and model is open")


def test_a_score_without_a_benchmark_is_no_claim_and_no_duplicate(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(layout, "weights", dict)
    rows = table("Benchmark | Zorb | Fnord", "Quill-2 | 12.1 | 3.4", "MMLU | 15.1 | 9.4")
    card = modelcards.parse(f"# Lumen\n\n## Results\n\n{rows}\n")
    assert not list(modelcards.CardSet([card]).claims())
    assert "MC403" not in {one.code for one in modelcards.lint(card)}


def test_a_row_with_a_number_too_many_has_no_scores() -> None:
    text = """# Heron 1B

## Results

| Version | AMI | LibriSpeech | SPGI |
|-|-|-|-|
| 1.0 | 15.6 | 3.5 | 4.2 | 3.9 |
| 1.1 | 15.1 | 3.4 | 4.1 | |
"""
    card = modelcards.parse(text)
    assert [one.score for one in card.benchmarks] == [None, None, None, 15.1, 3.4, 4.1]
    assert [one.raw for one in card.benchmarks[:3]] == ["15.6", "3.5", "4.2"]
    assert "MC404" in {problem.code for problem in card.problems}


def test_a_lowered_word_is_no_part_of_a_name_and_a_lowered_digit_is() -> None:
    found = scores(
        "# Heron-VL-7B\n\n## Results\n\n"
        + table(
            "Benchmark | Heron-VL-7B",
            "MMMU<sub>val</sub> | 59.2",
            "Video-MME<sub>w sub</sub> | 72.4",
            "COCO AP<sub>50</sub> | 61.2",
            "MMVet<sup>1</sup> | 66.8",
        )
    )
    assert [(one.benchmark, one.setting, one.variant, one.label) for one in found] == [
        ("MMMU", None, "val", "MMMUval"),
        ("Video-MME", "w sub", None, "Video-MMEw sub"),
        ("COCO", None, None, "COCO AP50"),
        ("MMVet", None, None, "MMVet"),
    ]


@pytest.mark.parametrize(
    ("above", "benchmark", "metric", "section"),
    [
        ("### COPA (F1)", "COPA", "F1", "COPA (F1)"),
        ("Scores on the Fnordval dataset:", "Fnordval", None, "Scores on the Fnordval dataset"),
        ("**GSM8K**", "GSM8K", None, "GSM8K"),
    ],
)
def test_a_benchmark_that_only_stands_above(
    above: str, benchmark: str, metric: str | None, section: str
) -> None:
    rows = table("Model | n=0 | n=5", "Qwen2-7B | 0.61 | 0.64", "Llama-3-8B | 0.60 | 0.62")
    found = scores(f"# Lumen\n\n## Results\n\n{above}\n\n{rows}\n")
    assert {one.benchmark for one in found} == {benchmark}
    assert {one.section for one in found} == {section}
    assert {one.metric for one in found} == {metric}
    assert [one.label for one in found[:2]] == ["n=0", "n=5"]
    assert found[0].variant == "n=0"


def test_a_heading_does_not_rename_what_the_heads_name() -> None:
    found = scores(f"# L\n\n### GSM8K\n\n{table('Model | MMLU', 'Qwen2-7B | 61.2')}\n")
    assert [(one.benchmark, one.section) for one in found] == [("MMLU", None)]


def test_two_values_under_a_head_that_names_two() -> None:
    rows = table("Model | SQuAD F1/EM | MRPC | BoolQ", "Qwen2-7B | 91.5/84.8 | 81.1/71.1 | 60.0")
    card = modelcards.parse(f"# Lumen\n\n## Results\n\n{rows}\n")
    found = [(one.benchmark, one.metric, one.score) for one in card.benchmarks]
    assert found == [
        ("SQuAD", "F1", 91.5), ("SQuAD", "EM", 84.8), ("MRPC", None, None), ("BoolQ", None, 60.0),
    ]  # fmt: skip
    assert [problem.code for problem in card.problems] == ["MC405"]


def test_intervals_bounds_and_marks() -> None:
    rows = table(
        "Benchmark | Lumen-7B",
        "MMLU | 61.2 [60.1, 62.3]", "GSM8K | >90", "ARC-C | 51.0 +1.1", "PIQA | 70.1 👑",
        "BoolQ | -*", "SIQA | N/A (OOM)", "HumanEval | 50.6 pass@1", r"MBPP | $\mathbf{41.0}$",
    )  # fmt: skip
    found = scores(f"# Lumen-7B\n\n## Results\n\n{rows}\n")
    assert [one.score for one in found] == [61.2, None, 51.0, 70.1, None, None, 50.6, 41.0]
    assert (found[0].ci, found[1].qualifier) == ([60.1, 62.3], ">")
    assert found[6].metric == "pass@1"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("61.2 (60.1-62.3)", 61.2), ("61.2 ↑1.1", 61.2), ("19.8,", 19.8), ("34.7 ± 37.0)", 34.7),
        ("42.2 - 36.6", None), ("32.9 (27.0)", None), ("61.2 [70.1, 72.3]", None),
    ],
)  # fmt: skip
def test_numbers_with_something_beside_them(text: str, value: float | None) -> None:
    found = score(text)
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize("text", ["GPT-2 1.5B", "GLM-4-9B", "Qwen 2 7"])
def test_names_with_numbers_are_no_scores(text: str) -> None:
    assert score(text) is None


def test_the_way_a_score_goes() -> None:
    rows = table("Benchmark | Metric | Lumen-7B", "FLEURS | WER | 9.1", "MMLU | acc | 61.2",
                 "Zorbqa ↓ | | 1.2", "Fnordval | | 1.3")  # fmt: skip
    found = scores(f"# Lumen-7B\n\n## Results\n\n{rows}\n")
    assert [one.direction for one in found] == ["lower", "higher", "lower", None]


def test_what_a_paper_reports_is_not_the_own_score() -> None:
    rows = table("Metric | Score | Score (original paper)", "Rouge-1 | 47.4 | 49.9")
    found = scores(f"# Lumen\n\n## Results\n\n{rows}\n")
    assert [(one.score, one.subject) for one in found] == [(47.4, True), (49.9, False)]
    assert found[1].variant == "original paper"


def test_stacked_lines_are_rows() -> None:
    rows = table("Topic | Bench | Lumen-7B", "Maths | GSM8K<br>MATH | 74.3<br>79.2")
    found = scores(f"# Lumen-7B\n\n## Results\n\n{rows}\n")
    assert [(one.benchmark, one.score) for one in found] == [("GSM8K", 74.3), ("MATH", 79.2)]


def test_no_two_different_scores_are_alike() -> None:
    rows = table("Model | Seed | MMLU", "Qwen2-7B | 1 | 61.2", "Qwen2-7B | 2 | 61.9")
    found = scores(f"# Lumen\n\n## Results\n\n{rows}\n")
    assert len({(one.model, one.benchmark, one.variant) for one in found}) == 2


@pytest.mark.parametrize(
    ("path", "own"),
    [
        ("Lumen-3.1-8B-Instruct/README.md", {"Lumen 3.1 8B Instruct"}),
        ("Lumen-3.1-8B/README.md", {"Lumen 3.1 8B"}),
    ],
)
def test_base_and_instruct_are_told_apart(path: str, own: set[str]) -> None:
    tables = [
        table("Benchmark | Lumen 3 8B | Lumen 3.1 8B", "MMLU | 66.7 | 66.9"),
        table("Benchmark | Lumen 3 8B Instruct | Lumen 3.1 8B Instruct", "MMLU | 68.5 | 69.4"),
    ]
    found = scores("## Base\n\n{}\n\n## Instruct\n\n{}\n".format(*tables), path)
    assert own <= {one.model for one in found if one.subject}
    assert not {"Lumen 3 8B", "Lumen 3 8B Instruct"} & {one.model for one in found if one.subject}


def test_the_model_that_the_code_loads_tells_which_of_a_family_is_meant() -> None:
    rows = table(" | MMLU | GSM8K", "Lumen2-7B-Base | 54.0 | 24.5", "Qwen-7B | 58.1 | 51.7")
    code = '```python\nmodel = AutoModel.from_pretrained("acme/Lumen2-7B-Chat")\n```'
    found = scores(f"# Lumen 2\n\n{code}\n\n## Results\n\n{rows}\n")
    assert {one.subject for one in found} == {False}


def readings(monkeypatch: pytest.MonkeyPatch, *rows: str) -> list[Weighed]:
    """All the ways to read a table, with what speaks for each."""
    found: list[Weighed] = []

    def look(weighed: list[Weighed], by: dict[str, float]) -> list[Weighed]:
        found.extend(weighed)
        return weigh(weighed, by)

    monkeypatch.setattr(layout, "weigh", look)
    modelcards.parse(f"# Lumen\n\n## Results\n\n{table(*rows)}\n")
    return found


@pytest.mark.parametrize(("third", "again"), [("Zorb", True), ("Blip", False)])
def test_names_that_come_again_and_their_order_are_evidence(
    third: str, again: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = ("Model | Task | Score", "Zorb | MMLU | 1.5", "Fnord | GSM8K | 2.5")
    both = 0
    for reading, evidence, _ in readings(monkeypatch, *rows, f"{third} | BBH | 3.5"):
        if reading.model == 0:
            assert ("model column: repeated" in evidence) == again
        if reading.benchmark is not None and reading.model is not None:
            both += 1
            before = reading.benchmark < reading.model
            assert ("benchmark before model" in evidence) == before
    assert both > 1
