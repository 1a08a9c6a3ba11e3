"""Small tables of kinds that were once read wrong, each with what is right about it."""

from __future__ import annotations

import pytest

import modelcards
from modelcards.model.parts import Benchmark
from modelcards.scores.benchmark_names import benchmark_id
from modelcards.scores.directions import direction
from modelcards.vocabulary import rows

Row = tuple[float, dict[str, object]]


def table(*rows: str) -> str:
    width = rows[0].count("|") + 1
    return "\n".join([f"| {rows[0]} |", "|" + "-|" * width, *[f"| {row} |" for row in rows[1:]]])


def said(one: Benchmark) -> str:
    """All the words that tell a score apart from others."""
    parts = (one.benchmark, one.label, one.group, one.variant, one.setting, one.metric)
    return " ".join(part for part in parts if part).casefold()


def check(title: str, text: str, facts: list[Row], count: int) -> None:
    card = modelcards.parse(f"# {title}\n\n{text}\n")
    scores = [one for one in card.benchmarks if one.score is not None]
    assert len(scores) == count
    for value, wanted in facts:
        [one] = [one for one in scores if one.score == value]
        for key, right in wanted.items():
            if key == "said":
                assert str(right).casefold() in said(one), (value, one)
            else:
                assert getattr(one, key) == right, (value, key, one)


CONTEXTS = [
    (
        ("Length/Task", "NarrativeQA", "MuSiQue"),
        [("4K", 61.1, 40.2), ("32K", 60.3, 38.9)],
        ("NarrativeQA", "4K"),
    ),
    (
        ("Context", "HotpotQA", "Qasper"),
        [("8k", 51.1, 30.2), ("16k", 50.3, 28.9), ("64k", 48.3, 27.9)],
        ("HotpotQA", "8k"),
    ),
    (
        ("Context length", "MMLU", "TriviaQA"),
        [("2048", 41.1, 70.2), ("4096", 40.3, 68.9)],
        ("MMLU", "2048"),
    ),
    (
        ("Context/Benchmark", "TREC", "GovReport"),
        [("1K", 71.1, 20.2), ("2K", 70.3, 18.9)],
        ("TREC", "1K"),
    ),
    (
        ("Resolution", "DocVQA", "ChartQA"),
        [("448", 81.1, 60.2), ("896", 80.3, 68.9)],
        ("DocVQA", "448"),
    ),
]


@pytest.mark.parametrize(("heads", "rows", "first"), CONTEXTS)
def test_lengths_as_rows_are_no_models(
    heads: tuple[str, ...], rows: list[tuple[str, float, float]], first: tuple[str, str]
) -> None:
    lines = [" | ".join(map(str, row)) for row in rows]
    text = f"## Performance\n\n{table(' | '.join(heads), *lines)}"
    benchmark, length = first
    facts: list[Row] = [(rows[0][1], {"benchmark": benchmark, "model": None, "said": length})]
    check("Hoopoe-3B", text, facts, 2 * len(rows))


@pytest.mark.parametrize(
    ("cell", "model"),
    [
        ("[Sora/mist-12](https://example.org/a) [📄](https://example.org/b)", "Sora/mist-12"),
        ("[**Hoopoe-7B**](https://example.org/a) [🤗](https://example.org/b)", "Hoopoe-7B"),
        ("[Corvid-8B](https://example.org/a) 📄 🔗", "Corvid-8B"),
        ("[Corvid-8B-it](https://example.org/a) [⚙️](https://example.org/b)", "Corvid-8B-it"),
        ("[Corvid 8B ✨](https://example.org/a)", "Corvid 8B"),
    ],
)
def test_an_icon_behind_a_link_is_no_part_of_a_name(cell: str, model: str) -> None:
    rows = table("Model | AGIEval | MMLU", f"{cell} | 44.7 | 61.2", "Qwen2-7B | 40.1 | 60.1")
    check("Hoopoe-7B", f"## Results\n\n{rows}", [(44.7, {"model": model})], 4)


@pytest.mark.parametrize(
    ("row", "left"),
    [
        ("1.0 | BPE | 15.6 | 1.8 | 3.5 | 4.2 | 3.9", 0),
        ("1.0 | BPE | 15.6 | 1.8 | 3.5 | 4.2 | **3.9**", 0),
        ("1.0 | BPE | 15.6 | 1.8 | 3.5 | 4.2 | 3.9% | 2.0", 0),
        ("1.0 | BPE | 15.6 | 1.8 | 3.5 | 4.2 | |", 4),
        ("1.0 | BPE | 15.6 | 1.8 | 3.5 | 4.2 | see below", 4),
    ],
)
def test_a_number_behind_the_last_column_leaves_a_row_open(row: str, left: int) -> None:
    rows = table("Version | Tokenizer | AMI | LS test-clean | SPGI | TEDLIUM-v3", row)
    check("Heron 1B", f"## Performance\n\n{rows}", [], left)


def setups(upper: tuple[str, str], metrics: tuple[str, str, str], corner: str) -> str:
    first = f"<tr><th>Setup</th>{''.join(f'<th colspan=3>{text}</th>' for text in upper)}</tr>"
    second = f"<tr><td>{corner}</td>{''.join(f'<td>{text}</td>' for text in metrics * 2)}</tr>"
    rows = [
        ("Wren-CLIP", (42.7, 69.1, 63.2, 52.7, 77.9, 72.1)),
        ("Hoopoe-CLIP", (63.1, 84.1, 78.8, 68.9, 88.7, 83.6)),
    ]
    body = [
        f"<tr><td>{name}</td>{''.join(f'<td>{one}</td>' for one in held)}</tr>"
        for name, held in rows
    ]
    return f"<table>\n{first}\n{second}\n{''.join(body)}\n</table>"


@pytest.mark.parametrize(
    ("upper", "metrics", "corner"),
    [
        (("Zero-shot", "Finetune"), ("R@1", "R@5", "MR"), "Metric"),
        (("Zero-shot", "Fine-tuned"), ("R@1", "R@10", "MdR"), "Metric"),
        (("Zero-shot", "Finetuned"), ("Recall@1", "Recall@5", "rSum"), "Metrics"),
        (("0-shot", "5-shot"), ("F1", "Precision", "Cov"), "Metric"),
        (("Zero-shot", "5-shot"), ("BLEU", "chrF", "LEN"), "Metrics"),
    ],
)
def test_a_row_of_metrics_below_settings(
    upper: tuple[str, str], metrics: tuple[str, str, str], corner: str
) -> None:
    text = f"## Results\n\n{setups(upper, metrics, corner)}"
    facts: list[Row] = [
        (42.7, {"model": "Wren-CLIP", "metric": metrics[0], "setting": upper[0], "subject": False}),
        (83.6, {"model": "Hoopoe-CLIP", "metric": metrics[2], "setting": upper[1]}),
    ]
    check("Hoopoe-CLIP", text, facts, 12)


@pytest.mark.parametrize(
    ("first", "second", "head"),
    [
        ("Variant-wise-average<sup>[[1]](#f)</sup>", "Macro-Average", "Variant"),
        ("Dialect average", "Overall average", "Dialect"),
        ("Micro average", "Macro average", "Subset"),
        ("Language-wise average", "Average", "Language"),
        ("Avg. by domain", "Avg.", "Domain"),
    ],
)
def test_rows_of_averages_name_what_is_averaged(first: str, second: str, head: str) -> None:
    rows = table(
        f" | {head} | Mix | CA | DA | MSA",
        f"{first} | MSA | 82.1% | 75.7% | 80.1% | 83.4%",
        " | DA | 74.4% | 72.1% | 72.9% | 74.2%",
        f"{second} | ALL | 78.7% | 74.7% | 77.1% | 79.2%",
    )
    facts: list[Row] = [
        (77.1, {"aggregate": True, "said": "ALL"}),
        (75.7, {"aggregate": True, "said": "MSA"}),
    ]
    check("WrenBERT-MSA", f"### Results (Average)\n\n{rows}", facts, 12)


@pytest.mark.parametrize(
    ("heading", "own", "rival"),
    [
        ("Petrel 3 Pre-training", "Petrel 3", "Previous Best"),
        ("Training of Petrel 3", "Petrel 3", "Prior SOTA"),
        ("Data and training", "Petrel 3", "InternVid-1B"),
        ("Petrel 3 Post-training", "Petrel 3", "Former best"),
        ("Usage", "Petrel 3", "Qwen2-VL-7B"),
    ],
)
def test_benchmarks_under_a_heading_about_training(heading: str, own: str, rival: str) -> None:
    rows = table(
        f"Benchmark | {own} | {rival}",
        "EK100 | 39.7% | 27.6% (PlausiVL)",
        "SSv2 (Probe) | 77.3% | 69.7%",
        "Diving48 (Probe) | 90.2% | 86.4%",
    )
    facts: list[Row] = [(39.7, {"benchmark": "EK100", "subject": True}), (69.7, {"subject": False})]
    check("Petrel 3", f"## {heading}\n\n{rows}", facts, 6)


@pytest.mark.parametrize(
    ("cell", "name", "beside"),
    [
        ("MMMU<sub>val</sub>", "MMMU", "val"),
        ("Video-MME<sub>w/o sub</sub>", "Video-MME", "w/o sub"),
        ("LiveBench<sub>1125</sub>", "LiveBench", "1125"),
        ("MathVista<sub>(mini)</sub>", "MathVista", "mini"),
        ("MMBench<sup>dev</sup>", "MMBench", "dev"),
    ],
)
def test_a_lowered_word_stands_apart_from_the_name(cell: str, name: str, beside: str) -> None:
    rows = table("Dataset | Omega-7B | GPX-4o", f"{cell} | 59.2 | 60.1", "MMVet | 72.4 | -")
    facts: list[Row] = [(59.2, {"benchmark": name, "said": beside, "subject": True})]
    check("Omega-7B", f"## Results\n\n{rows}", facts, 3)


@pytest.mark.parametrize(
    "heads", ["NER (F1) | STS (Pearson)", "NER | STS", "POS (acc) | NER (F1)", "MNLI | QQP"]
)
def test_models_as_rows_under_the_head_task(heads: str) -> None:
    rows = table(
        f"Task | {heads}", "Hoopoe-ca | 88.1 | 79.7", "mBERT | 86.4 | 76.3", "XLM-R | 87.7 | 75.4"
    )
    name = heads.split(" | ", maxsplit=1)[0].split(" (", maxsplit=1)[0]
    facts: list[Row] = [(88.1, {"model": "Hoopoe-ca", "benchmark": name, "subject": True})]
    check("Hoopoe-ca", f"## Results\n\n{rows}", facts, 6)


@pytest.mark.parametrize(
    ("cell", "metrics"),
    [
        ("**F1**: 49.1 **EM**: 31.4", ("F1", "EM")),
        ("F1: 49.1, EM: 31.4", ("F1", "EM")),
        ("EM: 31.4% / F1: 49.1%", ("F1", "EM")),
        ("BLEU: 49.1 chrF: 31.4", ("BLEU", "chrF")),
    ],
)
def test_a_word_before_each_value_of_a_cell(cell: str, metrics: tuple[str, str]) -> None:
    rows = table("Model | SQuAD", f"Hoopoe-7B | {cell}", f"Qwen2-7B | {cell.replace('1', '2')}")
    facts: list[Row] = [
        (49.1, {"metric": metrics[0], "benchmark": "SQuAD"}),
        (31.4, {"metric": metrics[1], "model": "Hoopoe-7B"}),
    ]
    check("Hoopoe-7B", f"## Results\n\n{rows}", facts, 4)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        (table("Architecture | PreTraining Loss | PreTraining Perplexity",
               "roberta-base | 0.34 | 3.99", "bert-base | 0.39 | 6.12"), "other"),
        (table("Languages | Alignment Error Rate", "GRC-ENG | 19.7% (Iter)", "GRC-POR | 23.9%"),
         "benchmark"),
        (table("Step | Train loss | Eval loss | WER", "100 | 1.2 | 1.1 | 0.4"), "other"),
        (table("Corpus | Tokens | Documents", "Web | 3243M | 7.9M", "Books | 41M | 5.5k"), "other"),
    ],
)  # fmt: skip
def test_what_is_a_table_of_scores(text: str, role: str) -> None:
    [found] = modelcards.parse(f"# Hoopoe\n\n## Performance\n\n{text}\n").tables
    assert found.role == role


def test_names_again_below_an_empty_corner_begin_a_new_part() -> None:
    rows = table(
        " | Bert-base | Hoopoe-e2 | support",
        "B | 63.7 | 64.2 | 224",
        "M | 87.6 | 88.4 | 323",
        " | **Scibert** | **Hoopoe-e4** | **support**",
        "B | 69.9 | 70.9 | 224",
        "M | 89.3 | 90.1 | 323",
    )
    facts: list[Row] = [(69.9, {"model": "Scibert"}), (64.2, {"model": "Hoopoe-e2"})]
    check("Hoopoe-e4", f"## Results on the KestrelNER dataset\n\n{rows}", facts, 8)


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("BFCL v3", "bfcl-v3"),
        ("Terminal-Bench 2.0", "terminal-bench-2"),
        ("SSv2 Top-1", "something-something-v2"),
        ("TruthfulQA v2", None),  # a version that nobody knows is not the first one
        ("SQuAD v1.1", "squad"),
        ("leaderboard_gpqa_diamond", "gpqa-diamond"),
        ("gsm8k,strict-match", "gsm8k"),
        ("bbh_cot_fewshot", "bbh"),
        ("leaderboard|arc:challenge|25|0", "arc-challenge"),
    ],
)
def test_versions_stand_apart_and_tasks_of_a_harness_are_known(
    name: str, known: str | None
) -> None:
    assert benchmark_id(name) == known


def test_every_benchmark_with_a_direction_is_a_known_one() -> None:
    names = {name for name, *_ in rows("benchmarks")}
    said = [name for kind, _, *held in rows("directions") if kind == "benchmark" for name in held]
    assert len(said) == len(set(said))
    assert set(said) <= names
    assert direction(None, "librispeech-clean", ()) == "lower"
    assert direction(None, "swe-bench-pro", ()) == "higher"


@pytest.mark.parametrize(
    ("path", "models", "own"),
    [
        ("wren/sd-vae-ft-ema/README.md", ("original", "ft-EMA", "ft-MSE"), "ft-EMA"),
        ("wren/hoopoe-1-gb-bort/README.md", ("Shuffled", "BORT", "Merged"), "BORT"),
        ("wren/ADR_SAC_fish_s3/README.md", ("Random", "ADR", "GoalGAN"), "ADR"),
        ("wren/hoopoe-mrpc-int8/README.md", ("FP32", "INT8"), "INT8"),
        ("wren/hoopoe/README.md", ("Baseline", "This one"), "This one"),
        ("wren/hoopoe/README.md", ("Waifu v1", "本モデル"), "本モデル"),
        # The model that a card's own is tuned from ends its name, too.
        ("wren/merlin-llama-3-8b/README.md", ("Llama 3 8B", "Mistral 7B"), None),
        ("wren/sd-vae-ft-ema/README.md", ("ft-EMA", "vae-ft-ema", "ft-MSE"), None),
    ],
)
def test_the_end_of_the_own_name_is_the_own_model(
    path: str, models: tuple[str, ...], own: str | None
) -> None:
    rows = table(
        "Model | PSNR | SSIM", *[f"{one} | 2{at}.1 | 0.7{at}" for at, one in enumerate(models)]
    )
    card = modelcards.parse(f"# Better pictures\n\n## Results\n\n{rows}\n", path=path)
    assert {one.model for one in card.benchmarks if one.subject} == ({own} if own else set())


def test_the_accuracy_below_classes_is_no_f1() -> None:
    rows = table(
        " | precision | recall | f1-score | support",
        "anger | 0.97 | 0.86 | 0.92 | 44",
        "enthusiasm | 0.51 | 0.80 | 0.62 | 40",
        "accuracy | | | 0.72 | 84",
        "macro avg | 0.74 | 0.83 | 0.77 | 84",
    )
    facts: list[Row] = [
        (0.72, {"metric": "accuracy", "aggregate": False}),
        (0.92, {"said": "anger"}),
    ]
    facts += [(0.77, {"aggregate": True, "metric": "f1-score"})]
    check("Hoopoe-moods", f"## Results\n\n{rows}", facts, 10)
