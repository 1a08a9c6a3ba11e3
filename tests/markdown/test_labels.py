"""Labels in the spellings that cards print, and what looks like one and is none."""

from __future__ import annotations

import time

import pytest

from modelcards.markdown.labels import column_field, counted_field, field_of, first_part, split_unit

SAME = [
    ("parameters", "# of params"),
    ("parameters", "Number Parameters"),
    ("parameters", "Parameter Size"),
    ("parameters", "Total number of parameters"),
    ("parameters", r"\\(n_{parameters}\\)"),
    ("parameters", "参数 Parameter"),
    ("parameters", "Parameters / 参数量"),
    ("parameters", "参数量 (Params)"),
    ("active_parameters", "Activated Params per Token"),
    ("active_parameters", "Parameters (active)"),
    ("active_parameters", "激活参数量 Activated params"),
    ("layers", "Number Layers"),
    ("layers", "No. of layers"),
    ("layers", "num_hidden_layers"),
    ("layers", "Number of Layers (Dense layer included)"),
    ("layers", r"$n_{layers}$"),
    ("hidden_size", "Embedding Size"),
    ("hidden_size", "hidden_dims"),
    ("hidden_size", r"\(d_{\text{model}}\)"),
    ("attention_heads", "Query Heads"),
    ("attention_heads", "Number of QKV Heads"),
    ("attention_heads", "Attention Heads (Q/KV)"),
    ("attention_heads", "Number of Attention Heads (GQA)"),
    ("context_length", "Maximum Sequence Length (context)"),
    ("context_length", "max_position_embeddings"),
    ("context_length", "Context window size (tokens)"),
    ("context_length", r"\\(n_{ctx}\\)"),
    ("vocab_size", "Dict size"),
    ("vocab_size", "Size of the Vocabulary"),
    ("training_tokens", "Total tokens trained"),
    ("released", "Release Dates"),
    ("organization", "Provider"),
    ("organization", "Owner"),
    ("organization", "Author(s)"),
]

OTHER = [
    "Parameters (non-embedding)",
    "Non-embedding params",
    "Trainable parameters",
    "Number of KV heads",
    "Head dimension",
    "Encoder layers",
    "Max tokens",
    "Tokens per second",
    "Batch size (tokens)",
    "Cloud provider",
    "Model size (MB)",
    "任务 Task",
    "参数 Description",
    "Token",
    "Parameter",
    "VOC",
    "number of",
    "# of",
    "12",
    "",
]


@pytest.mark.parametrize(("field", "label"), SAME)
def test_one_label_in_many_spellings(field: str, label: str) -> None:
    assert field_of(split_unit(label)[0]) == field


@pytest.mark.parametrize("label", OTHER)
def test_a_label_of_something_else_names_no_field(label: str) -> None:
    assert field_of(split_unit(label)[0]) is None


def test_magnitudes_behind_a_label() -> None:
    assert split_unit("Parameters (in billions)") == ("Parameters", "billions")
    assert split_unit("# Params (M)") == ("# Params", "M")
    assert split_unit("Model size (MB)") == ("Model size (MB)", None)


def test_labels_that_count_only_with_what_is_counted() -> None:
    assert counted_field("Training data", "tokens") == "training_tokens"
    assert counted_field("Size", "parameters") == "parameters"
    assert counted_field("Training data", "parameters") is None
    assert counted_field("x" * 200, "tokens") is None


def test_heads_that_mean_a_field_in_tables_of_models_alone() -> None:
    assert column_field("Length") == "context_length"
    assert column_field("Size") == "parameters"
    assert column_field("x" * 200) is None
    assert field_of("Length") is None
    assert field_of("Size") is None


def test_of_heads_named_one_by_one_the_queries_come_first() -> None:
    assert first_part("QKV heads", "80 / 8 / 8") == "80"
    assert first_part("Attention heads (Q/KV)", "32/8") == "32"
    assert first_part("Attention heads", "32 / 64") == "32 / 64"
    assert first_part("QKV heads", "80 / 8 / 8 / 8") == "80 / 8 / 8 / 8"


@pytest.mark.parametrize(
    "label", ["参 a " * 19, "(" * 80, "{" * 80, "# of " * 16, "参" * 40 + "a" * 40, "\\(" * 40]
)
def test_odd_labels_take_no_time(label: str) -> None:
    start = time.perf_counter()
    for number in range(200):
        field_of(f"{label[:74]}{number}")
    assert time.perf_counter() - start < 2
