"""What tables mean: names taken apart, roles, ways to read, subjects; never an invented number."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modelcards.scores.labels import take_apart
from modelcards.scores.own_models import own_models
from modelcards.scores.read import Place, Reading, Subject, benchmark_id, is_aggregate, read_tables
from modelcards.scores.subject import likeness
from modelcards.tables.html import html_grids
from modelcards.tables.pipe import pipe_grid
from modelcards.vocabulary import rows


def read(
    source: str,
    *section: str,
    caption: str | None = None,
    names: tuple[str, ...] = ("Lumen-7B",),
) -> Reading:
    """The reading of one table that stands alone under its headings."""
    if source.startswith("<"):
        [grid] = html_grids(source, 1)
    else:
        found = pipe_grid(source.replace("\n\n", "\n"), 1)
        assert found is not None
        grid = found
    [reading] = read_tables([(grid, Place(section, caption))], Subject(names))
    return reading


def table(*lines: str) -> str:
    """A pipe table from its rows without their outer pipes; the delimiter row is put in."""
    width = lines[0].count("|") + 1
    body = [f"| {line} |" for line in lines]
    return "\n".join([body[0], "|" + "-|" * width, *body[1:]])


def facts(reading: Reading) -> list[tuple[str | None, str | None, float | None]]:
    """Model, benchmark and value of each score."""
    return [(score.model, score.benchmark, score.score) for score in reading.scores]


@pytest.mark.parametrize(
    ("label", "benchmark", "metric", "setting"),
    [
        ("MMLU", "MMLU", None, None),
        ("MMLU-Pro (Acc.)", "MMLU-Pro", "Acc.", None),
        ("MMLU (5-shot, macro_avg/acc)", "MMLU", "macro_avg/acc", "5-shot"),
        ("BBH (3-shot CoT)", "BBH", None, "3-shot CoT"),
        ("DROP (3-shot F1)", "DROP", "F1", "3-shot"),
        ("LiveCodeBench (Pass@1-COT)", "LiveCodeBench", "Pass@1", "COT"),
        ("0-shot MMLU", "MMLU", None, "0-shot"),
        ("MMLU5-shot", "MMLU", None, "5-shot"),
        ("GSM8K8-shot", "GSM8K", None, "8-shot"),
        ("ARC-C~25-shot~", "ARC-C", None, "25-shot"),
        ("Plumtree5-shot", "Plumtree5-shot", None, None),
        ("GSM8K, 8-shot CoT", "GSM8K", None, "8-shot CoT"),
        ("AIME 2024 cons@64", "AIME 2024", "cons@64", None),
        ("MATH 500 pass@1", "MATH 500", "pass@1", None),
        ("Accuracy on MNLI", "MNLI", "Accuracy", None),
        ("WER (LibriSpeech clean)", "LibriSpeech clean", "WER", None),
        ("NDCG@10 (TREC DL 19)", "TREC DL 19", "NDCG@10", None),
        ("Short-Form WER ↓", "Short-Form", "WER", None),
        ("Word Error Rate", "Word Error Rate", "Word Error Rate", None),
        ("Plumtree (hard)", "Plumtree (hard)", None, None),
        ("Plumtree*", "Plumtree", None, None),
        ("Plumtree [^3]", "Plumtree", None, None),
        ("C-Eval（5-shot）", "C-Eval", None, "5-shot"),
        ("行业问答（准确率）", "行业问答", "准确率", None),
        ("SWE Verified (Resolved)", "SWE Verified", "Resolved", None),
        ("CodeForces rating", "CodeForces", "rating", None),
        ("R²", "R²", "R²", None),
        ("x" * 300, "x" * 300, None, None),
    ],
)
def test_a_label_is_taken_apart(
    label: str, benchmark: str, metric: str | None, setting: str | None
) -> None:
    assert take_apart(label)[:3] == (benchmark, metric, setting)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("MMLU Pro", "mmlu-pro"),
        ("mmlu_pro", "mmlu-pro"),
        ("MMLU-Pro (5-shot, CoT)", "mmlu-pro"),
        ("HumanEval+", "humaneval+"),
        ("HumanEval", "humaneval"),
        ("DocVQA (test)", "docvqa"),
        ("GPQA (diamond)", "gpqa-diamond"),
        ("LiveCodeBench v4", "livecodebench-v4"),
        ("MATH", "math"),
        ("Math", None),
        ("BOLD", "bold"),
        ("bold", None),
        ("Plumtree", None),
        ("-", None),
        ("", None),
        ("x" * 5000, None),
    ],
)
def test_a_known_benchmark_has_one_name(name: str, found: str | None) -> None:
    assert benchmark_id(name) == found


def test_canonical_names_are_their_own_names_and_lower_case() -> None:
    for name, *others in rows("benchmarks"):
        assert name == name.lower()
        assert " " not in name
        if not any(other.startswith("=") for other in others):
            assert benchmark_id(name) == name


def test_no_alias_stands_under_two_benchmarks() -> None:
    seen: dict[str, str] = {}
    for name, *others in rows("benchmarks"):
        for other in others:
            assert seen.setdefault(other.casefold(), name) == name, other


@pytest.mark.parametrize(
    "name", ["Average", "AVG.", "平均分", "Math Avg", "Average (6 tasks)", "Ø 平均"]
)
def test_averages(name: str) -> None:
    assert is_aggregate(name)


@pytest.mark.parametrize("name", ["Overall", "mean IoU", "Average Precision", "avg@8", "", "MMLU"])
def test_no_averages(name: str) -> None:
    assert not is_aggregate(name)


def test_names_out_of_the_vocabulary_are_read_by_the_heads() -> None:
    reading = read(table("Benchmark | Quill | Inkpot", "Zorblax | 12.1 | 3.4", "Fnord | 5.0 | -"))
    assert reading.role == "benchmark"
    assert reading.orientation == "benchmarks-as-rows"
    assert facts(reading) == [
        ("Quill", "Zorblax", 12.1), ("Inkpot", "Zorblax", 3.4),
        ("Quill", "Fnord", 5.0), ("Inkpot", "Fnord", None),
    ]  # fmt: skip


def test_names_out_of_the_vocabulary_are_read_by_the_heading() -> None:
    source = table(" | Zorblax | Fnord", "Quill-7B | 12.1 | 3.4", "Inkpot-7B | 5.0 | 6.0")
    reading = read(source, "Quill", "Results")
    assert reading.orientation == "benchmarks-as-columns"
    assert facts(reading)[0] == ("Quill-7B", "Zorblax", 12.1)


def test_the_own_name_tells_the_way_of_a_table_of_unknown_names() -> None:
    source = table(" | Zorblax | Fnord", "Quill | 12.1 | 3.4", "Inkpot | 5.0 | 6.0")
    by_rows = read(source, "Results", names=("Quill",))
    assert by_rows.orientation == "benchmarks-as-columns"
    assert [score.subject for score in by_rows.scores] == [True, True, False, False]
    by_columns = read(source, "Results", names=("Fnord",))
    assert by_columns.orientation == "benchmarks-as-rows"
    assert [score.subject for score in by_columns.scores] == [False, True, False, True]


def test_numbers_under_a_neutral_heading_with_unknown_names_are_no_scores() -> None:
    assert read(table("Thing | Left | Right", "Zorblax | 12.1 | 3.4"), "About").role == "other"


@pytest.mark.parametrize(
    "source",
    [
        table(
            "Training Loss | Epoch | Step | Validation Loss | Accuracy",
            "0.3 | 1.0 | 10 | 0.2 | 0.9",
        ),
        table("Epoch | F1", "1 | 0.5", "2 | 0.6"),
        table("Language | Percentage", "English | 46.3", "French | 12.9"),
        table("Dataset | Train | Dev | Test", "CoNLL-2003 | 14987 | 3466 | 3684"),
        table("Dataset | Size / h | Speakers", "LibriSpeech | 960 | 2,480"),
        table("Model | GPU memory (GB) | Speed (tok/s)", "Lumen-7B | 15.3 | 40.1"),
        table("Model | Input price | Output price", "Lumen-7B | 0.20 | 0.60"),
        table("Quant | Size | bpw | PPL", "Q4_K_M | 4.1 GB | 4.85 | 6.12"),
        table("Precision | Lumen-7B", "bf16 | 15.3", "int8 | 8.0"),
        table("Model | GPU hours | CO2 (t)", "Lumen-7B | 184320 | 31.22"),
        table("Argument | Default | Description", "--seed | 42 | the seed"),
        table("Hyperparameter | Value", "Learning rate | 0.0001", "Batch size | 64"),
        table("Feature | Lumen | Corvid", "Voices | 5 | 99", "Tools | ✓ | ✗"),
        table("Metric | Why chosen", "Perplexity | usual"),
        table("Month | Downloads", "2024-01 | 1234"),
        table("Library | Version", "torch | 2.0"),
        table("A | B", " | "),
    ],
)
def test_tables_that_hold_no_scores(source: str) -> None:
    reading = read(source)
    assert reading.role != "benchmark"
    assert reading.scores == []


@pytest.mark.parametrize(
    "source",
    [
        table(
            "Attribute | Details", "Architecture | Dense", "License | MIT", "Context length | 8K"
        ),
        table("Model | Params | Context length", "Lumen-7B | 7B | 8K", "Lumen-70B | 70B | 8K"),
        table("Property | Value", "Parameters | 7B", "Layers | 32"),
        table(" | Lumen", "Parameters | 7B", "Vocab size | 32000", "Layers | 32"),
    ],
)
def test_tables_of_facts(source: str) -> None:
    assert read(source).role == "spec"


def test_a_leaderboard_table_keeps_missing_scores_and_descriptions() -> None:
    source = table(
        "Benchmark | Score | Description",
        "**MMLU** | 87.0 | General",
        "**HLE** | - | Hard",
        "**X** | | ",
    )
    reading = read(source, "Lumen", "Benchmark Scores")
    assert facts(reading) == [(None, "MMLU", 87.0), (None, "HLE", None)]
    assert [score.description for score in reading.scores] == ["General", "Hard"]
    assert all(score.subject for score in reading.scores)


def test_a_table_of_missing_scores_alone_is_still_one_of_benchmarks() -> None:
    reading = read(table("Benchmark | Score", "MMLU | -", "GPQA | N/A", "ARC | "))
    assert facts(reading) == [(None, "MMLU", None), (None, "GPQA", None), (None, "ARC", None)]


def test_columns_in_any_order() -> None:
    reading = read(table("Score | Notes | Benchmark", "61.2 | hard | Zorblax"), "Evaluation")
    assert facts(reading) == [(None, "Zorblax", 61.2)]


def test_several_values_in_a_cell_give_no_number_and_are_said() -> None:
    reading = read(
        table("Benchmark | Lumen-7B", "MMLU | 61.2", "MRCR | 42.2/36.6", "ARC | about 50")
    )
    assert facts(reading)[1:] == [("Lumen-7B", "MRCR", None), ("Lumen-7B", "ARC", None)]
    assert reading.scores[1].raw == "42.2/36.6"
    assert [(one.code, one.line) for one in reading.problems] == [("MC401", 5), ("MC405", 4)]


def test_text_over_several_columns_is_no_unreadable_score() -> None:
    source = (
        "<table><tr><th>Benchmark<th>Lumen-7B<th>Corvid-8B<th>Rook-9B<tr><td>MMLU<td>61.2<td>60<td>59.0"
        "<tr><td>MMMU<td colspan=2>No multimodal support<td>41.0</table>"
    )
    reading = read(source)
    assert facts(reading)[3:] == [("Rook-9B", "MMMU", 41.0)]
    assert reading.problems == []


def test_footnote_digits_are_glued_to_nothing() -> None:
    source = (
        "<table><tr><th>Benchmark<th>Lumen-7B<tr><td>MMLU<sup>1</sup><td>61.2<sup>2</sup></table>"
    )
    [score] = read(source).scores
    assert (score.benchmark, score.label, score.score, score.benchmark_id) == (
        "MMLU",
        "MMLU",
        61.2,
        "mmlu",
    )


def test_lowered_words_stay() -> None:
    [score] = read(table("Benchmark | Lumen-7B", "MMMU<sub>val</sub> | 45.1<sub>±0.3</sub>")).scores
    assert (score.label, score.score, score.stderr) == ("MMMUval", 45.1, 0.3)


def test_category_cells_are_filled_down_and_end_at_an_average() -> None:
    source = table(
        " | Benchmark | Lumen-7B", "English | MMLU | 61.2", " | ARC | 50.0", "**Average** | | 55.6"
    )
    scores = read(source).scores
    assert [score.group for score in scores] == ["English", "English", None]
    assert [score.aggregate for score in scores] == [False, False, True]


def test_section_rows_name_groups_or_models() -> None:
    groups = read(
        table("Benchmark | Lumen-7B", "**Math** |", "GSM8K | 50.1", "**Code** |", "MBPP | 40.1")
    )
    assert [score.group for score in groups.scores] == ["Math", "Code"]
    models = read(
        table(
            "Benchmark | Score", "**Lumen-7B** |", "GSM8K | 50.1", "**Corvid-8B** |", "GSM8K | 40.1"
        )
    )
    assert facts(models) == [("Lumen-7B", "GSM8K", 50.1), ("Corvid-8B", "GSM8K", 40.1)]
    assert [score.subject for score in models.scores] == [True, False]


def test_shots_stand_in_columns_rows_heads_or_names() -> None:
    column = read(
        table("Benchmark | # Shots | Lumen-7B", "MMLU | 5 | 61.2", "ARC | 25-shot | 50.0")
    )
    assert [score.setting for score in column.scores] == ["5-shot", "25-shot"]
    row = read(table("Model | MMLU | ARC", "Shots | 5 | 25", "Lumen-7B | 61.2 | 50.0"))
    assert [score.setting for score in row.scores] == ["5-shot", "25-shot"]
    head = read(table("Model 5-shot | MMLU", "Lumen-7B | 61.2"))
    assert [score.setting for score in head.scores] == ["5-shot"]
    cell = read(table("Benchmark | Lumen-7B", "MMLU | 61.2 (5-shot)"))
    assert [score.setting for score in cell.scores] == ["5-shot"]


def test_a_column_of_scores_may_be_called_few_shot() -> None:
    source = table(
        "Model | Summary | Few-shot", "Lumen-7B | 26.6 | 61.2", "Corvid-7B | 24.8 | 51.3"
    )
    assert facts(read(source, "Results"))[:2] == [
        ("Lumen-7B", "Summary", 26.6), ("Lumen-7B", "Few-shot", 61.2)
    ]  # fmt: skip


def test_arrows_tell_that_columns_hold_scores() -> None:
    source = table("Model | Zorblax ↑ | Fnord ↓", "Quill | 26.6 | 0.2", "Inkpot | 24.8 | 0.3")
    assert read(source, "About").role == "benchmark"


def test_metric_cells_hold_metrics_and_settings() -> None:
    source = table(
        "Benchmark | Metric | Lumen-7B",
        "MMLU | 5-shot, top-1 | 61.2",
        "ARC | | 50.0",
        "QA | partial | 1.0",
    )
    scores = read(source).scores
    assert [(score.metric, score.setting) for score in scores] == [
        ("top-1", "5-shot"), (None, None), ("partial", None)
    ]  # fmt: skip


def test_rows_and_columns_that_are_no_scores_are_left_out() -> None:
    source = table(
        "Benchmark | Lumen-7B | Corvid-8B | Δ", "# Params | 7 | 8 | 1", "Architecture | A | B |",
        "MMLU | 61.2 | 60.0 | +1.2",
    )  # fmt: skip
    assert facts(read(source)) == [("Lumen-7B", "MMLU", 61.2), ("Corvid-8B", "MMLU", 60.0)]
    wide = table(
        "Model | Params (M) | top1 | img_size | samples / sec",
        "lumen.in1k | 31.0 | 85.1 | 224 | 293.4",
    )
    assert facts(read(wide)) == [("lumen.in1k", "top1", 85.1)]


def test_two_header_levels_join_in_the_label() -> None:
    source = (
        "<table><tr><td></td><td colspan=2>Zuo</td><td colspan=2>Shi</td></tr>"
        "<tr><td></td><td>CWS</td><td>POS</td><td>CWS</td><td>POS</td></tr>"
        "<tr><td>lumen-base</td><td>96.0%</td><td>92.0%</td><td>93.0%</td><td>87.5%</td></tr></table>"
    )
    scores = read(source, "Evaluation", names=("lumen-base",)).scores
    assert [(s.label, s.benchmark, s.variant, s.unit) for s in scores[1:3]] == [
        ("Zuo / POS", "POS", "Zuo", "%"), ("Shi / CWS", "CWS", "Shi", "%")
    ]  # fmt: skip


def test_a_header_that_is_repeated_with_other_columns_starts_anew() -> None:
    source = table(
        "Model | MMLU",
        "Lumen-7B | 61.2",
        "Model | MBPP",
        "Lumen-7B | 40.0",
        "Model | MBPP",
        "A-1B | 9.5",
    )
    assert facts(read(source)) == [
        ("Lumen-7B", "MMLU", 61.2), ("Lumen-7B", "MBPP", 40.0), ("A-1B", "MBPP", 9.5)
    ]  # fmt: skip


def test_a_blank_model_cell_repeats_the_one_above() -> None:
    source = table("Model | Language | MMLU", "Lumen-7B | German | 61.2", " | French | 60.2")
    assert [(s.model, s.variant) for s in read(source).scores] == [
        ("Lumen-7B", "German"), ("Lumen-7B", "French")
    ]  # fmt: skip


def test_sizes_tell_apart_rows_of_one_name() -> None:
    source = table("Model | Size | MMLU", "Lumen | 7B | 61.2", "Lumen | 70B | 80.0")
    assert [score.variant for score in read(source, names=("Lumen",)).scores] == ["7B", "70B"]
    bare = table(" | | MMLU", "Lumen | 7B | 61.2", "Lumen | 70B | 80.0")
    assert [score.variant for score in read(bare, names=("Lumen",)).scores] == ["7B", "70B"]


@pytest.mark.parametrize(
    ("name", "model", "fit"),
    [
        ("falcon-mamba-7b", "FalconMamba-7B", 3),
        ("MiniCPM 3.0", "MiniCPM3-4B", 2),
        ("Lumen-7B", "org/lumen-7b", 3),
        ("Lumen-7B-Instruct", "Lumen 7B", 1),
        ("Lumen", "Lumen 2 9B", 0),
        ("Lumen 2", "Lumen-7B", 0),
        ("README", "readme", 0),
        ("Lumen", "", 0),
    ],
)
def test_likeness_of_names(name: str, model: str, fit: int) -> None:
    assert likeness(name, model) == fit


def test_whose_a_model_is() -> None:
    bold = frozenset({"B"})
    assert own_models(["A", "B"], bold, ()) == {"A": False, "B": True}
    assert own_models(["A", "B"], frozenset(), ()) == {"A": None, "B": None}
    assert own_models(["A", "X (ours)"], frozenset(), ("Q",)) == {"A": False, "X (ours)": True}
    assert own_models(["2B", "7B"], frozenset(), ("Q",)) == {"2B": True, "7B": True}
    assert own_models(["2B", "7B"], frozenset(), ("q-7b",)) == {"2B": False, "7B": True}


def test_the_bold_model_is_the_own_one_when_no_name_fits() -> None:
    source = table("Benchmark | Quill-7B | **Inkpot-7B**", "MMLU | 61.2 | 60.0")
    assert [score.subject for score in read(source, names=()).scores] == [False, True]


def test_tables_of_a_card_inform_each_other() -> None:
    first = pipe_grid(table("Model | MMLU", "Lumen-7B | 61.2"), 1)
    second = pipe_grid(table("Model | MMLU", "Corvid-8B | 60.0", "full | 59.0"), 9)
    assert first
    assert second
    items = [(first, Place()), (second, Place())]
    one, two = read_tables(items, Subject(("Lumen-7B",)))
    assert [score.subject for score in (*one.scores, *two.scores)] == [True, False, None]
    assert [score.table for score in (*one.scores, *two.scores)] == [0, 1, 1]
    assert [score.line for score in two.scores] == [11, 12]


def test_a_plan_that_is_kept_does_not_mix_up_cards() -> None:
    source = table(" | Zorblax | Fnord", "Quill | 12.1 | 3.4", "Inkpot | 5.0 | 6.0")
    unknown = read(source, "Results", names=())
    known = read(source, "Results", names=("Quill",))
    again = read(source.replace("12.1", "13.5"), "Results", names=())
    assert known.orientation == "benchmarks-as-columns"
    assert unknown.orientation == again.orientation == "benchmarks-as-rows"
    assert again.scores[0].score == 13.5


@pytest.mark.parametrize(
    ("source", "way", "first"),
    [
        # A row for each model and benchmark together.
        (table("Model | Dataset | WER", "Lumen-7B | FLEURS | 9.1", "A-1B | FLEURS | 9.9"),
         "rows", ("Lumen-7B", "FLEURS", 9.1)),
        (table("Benchmark | Who | Score", "MMLU | Lumen-7B | 61.2", "MMLU | Qwen-7B | 60.1"),
         "rows", ("Lumen-7B", "MMLU", 61.2)),
        (table(" | | Score", "MMLU | Lumen-7B | 61.2", "ARC | Qwen-7B | 60.1"),
         "rows", ("Lumen-7B", "MMLU", 61.2)),
        # A column of training data beside benchmarks in the head.
        (table("Model | Data | ImageNet | COCO", "Lumen-7B | LAION | 80.1 | 50.2"),
         "columns", ("Lumen-7B", "ImageNet", 80.1)),
        (table(" | | ImageNet | COCO", "Qwen-7B | ARC | 80.1 | 50.2", "GPT-4 | ARC | 80.2 | 50.0"),
         "columns", ("Qwen-7B", "ImageNet", 80.1)),
        # The head says one thing, the names another.
        (table("Name | Lumen-7B | Qwen-7B", "MMLU | 61.2 | 60.1", "ARC | 50.1 | 50.2"),
         "rows", ("Lumen-7B", "MMLU", 61.2)),
        (table("Task | MMLU | ARC", "Lumen-7B | 61.2 | 60.1"),
         "columns", ("Lumen-7B", "MMLU", 61.2)),
        (table("Model | What | Score", "Lumen-7B | MMLU | 61.2", "Lumen-7B | ARC | 60.1"),
         "rows", ("Lumen-7B", "MMLU", 61.2)),
        # Metrics in the rows, benchmarks or models in the head.
        (table("Metric | FLEURS | LibriSpeech", "WER | 9.1 | 3.1", "CER | 4.0 | 1.1"),
         "columns", (None, "FLEURS", 9.1)),
        (table("Metric | Lumen-7B | Qwen-7B", "BLEU | 30.1 | 29.8"),
         "rows", ("Lumen-7B", "BLEU", 30.1)),
        (table(" | Metric | FLEURS | LibriSpeech", "Lumen-7B | WER | 9.1 | 3.1"),
         "columns", ("Lumen-7B", "FLEURS", 9.1)),
        # Languages in the rows.
        (table("Language | Score", "German | 61.2", "French | 60.1", "Average | 60.6"),
         "rows", (None, "German", 61.2)),
        (table("Benchmark | English | German", "MMLU | 61.2 | 60.1"), "rows", (None, "MMLU", 61.2)),
        (table("Language | Partition | Zorblax | Fnord", "German | dev | 61.2 | 60.1"),
         "columns", (None, "Zorblax", 61.2)),
        (table("Base LLM | Mix | LLaVA-Bench-Conv | Fnord", "Vicuna-13B | LCS-558K | 61.2 | 6.1"),
         "columns", ("Vicuna-13B", "LLaVA-Bench-Conv", 61.2)),
        # Numbers alone.
        (table("MMLU | ARC", "61.2 | 50.1"), "columns", (None, "MMLU", 61.2)),
    ],
)  # fmt: skip
def test_which_way_a_table_is_read(
    source: str, way: str, first: tuple[str | None, str, float]
) -> None:
    reading = read(source, "Results")
    assert (reading.orientation or "").removeprefix("benchmarks-as-") == way
    assert facts(reading)[0] == first


TEXT = st.sampled_from(
    ["", "-", "MMLU", "Lumen-7B", "Average", "5-shot", "acc", "Model", "Benchmark", "Score", "7B",
     "61.2", "0.5%", "12", "42.2/36.6", "61.2 ± 0.4", "✓", "**x**", "Zorblax", "Epoch", "en", "↑",
     "Params", "n/a", "C-Eval（5-shot）", "MMLU<sup>1</sup>", "a long text about nothing at all"]
)  # fmt: skip


@given(st.lists(st.lists(TEXT, min_size=1, max_size=5), min_size=2, max_size=7), st.booleans())
@settings(max_examples=300, deadline=None)
def test_any_table_is_read_without_inventing_anything(
    cells: list[list[str]], results: bool
) -> None:
    width = len(cells[0])
    padded = [[*row, *[""] * width][:width] for row in cells]
    grid = pipe_grid(table(*[" | ".join(row) for row in padded]), 1)
    assert grid is not None
    [reading] = read_tables(
        [(grid, Place(("Results",) if results else ()))], Subject(("Lumen-7B",))
    )
    texts = {cell.text for row in grid.rows for cell in row} | {
        cell.bare for row in grid.rows for cell in row
    }
    for score in reading.scores:
        assert score.raw in texts
        assert score.label
        assert score.line in grid.row_lines
    assert (reading.role == "benchmark") == (reading.orientation is not None)
    assert reading.role == "benchmark" or not reading.scores


@given(st.text(max_size=60))
@settings(max_examples=300, deadline=None)
def test_any_text_can_be_asked(text: str) -> None:
    assert isinstance(is_aggregate(text), bool)
    assert benchmark_id(text) is None or isinstance(benchmark_id(text), str)
    assert take_apart(text).benchmark or not text.strip()
