"""What a card's model is called: its name, where one is stated for sure, and its id."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelcards import lint, parse
from modelcards.reading.names import card_id
from modelcards.reading.no_names import in_vocabulary, is_section_heading
from modelcards.vocabulary import rows
from tests.support.growth import MOST, growth, read_and_lint


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (None, None),
        ("hf://acme/lumen-7b", "acme/lumen-7b"),
        ("https://huggingface.co/acme/lumen-7b/blob/main/README.md", "acme/lumen-7b"),
        ("cards/lumen-7b/README.md", "lumen-7b"),
        ("lumen-7b/readme.zh.md", "lumen-7b"),
        ("cards\\lumen-7b\\README.md", "lumen-7b"),
        ("README.md", None),
        ("cards/lumen-7b.md", "lumen-7b"),
        ("lumen-1.5-7b.md.gz", "lumen-1.5-7b"),
        ("card.txt", "card"),
    ],
)
def test_the_id_is_where_the_card_lies(path: str | None, expected: str | None) -> None:
    assert card_id(path) == expected
    assert parse("# Lumen\n", path=path).id == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "# News!!\n\nIt is out.\n\n# Tessera-Coder\n\nTessera-Coder writes code.\n",
            "Tessera-Coder",
        ),
        ("## Key Features\n\ntext\n\n## Lumen things\n", None),
        ("<h2>Model Description</h2>\n\n<h1>Lumen 2</h1>\n\ntext\n", "Lumen 2"),
        ("Some text.\n\n## A recogniser\n\n### `acme/lumen-asr`\n\ntext\n", "acme/lumen-asr"),
        ("## Model details\n\n- Model Name: `Lumen-X`\n", "Lumen-X"),
        ("## Training\n\n- Model Name: `Base-X`\n", None),
        ("| Feature | Description |\n|---|---|\n| **Name** | `xx_lumen` |\n", "xx_lumen"),
        ("# Model description\n\n**LumenBERT** is a model of Maltese.\n", "LumenBERT"),
        ("# Overview\n\nWe present **Lumen-V2**, which is a model.\n", "Lumen-V2"),
        ("# Overview\n\n**Lumen-1k** is a dataset of cats.\n", None),
        ("# Overview\n\n`Lumen 3` (small) is a model.\n", "Lumen 3"),
        ("# Meet Lumen-3\n\ntext\n", "Lumen-3"),
        ("# Lumen-3 is a small model of everything\n", "Lumen-3"),
        ("# Lumen: a corpus\n", None),
        ("# What is this?\n\ntext\n", None),
        ("# Join our Discord\n\n# Lumen-3\n\nLumen-3 is a model.\n", "Lumen-3"),
        ("# Thanks for 1000 downloads\n", None),
        ("# My Awesome Model\n", None),
        ("# Model Card for Model ID\n", None),
        ("# {{ model_id }}\n", None),
        ("# [Model Name]\n", None),
        ("# license: mit\n", None),
        ("# ./lumen/models\n", None),
        ("# 42\n", "42"),
        ("# [bold] A [x]\n", "[bold] A [x]"),
        ("# Card 7\n", "Card 7"),
        ("# a\n", "a"),
        ("# Introspect Version 2\n", "Introspect Version 2"),
        ("# " + "word " * 30 + "\n", None),
        ("---\nmodel-index:\n- name: results\n---\n\ntext\n", None),
    ],
)
def test_a_name_is_what_states_one(text: str, name: str | None) -> None:
    assert parse(text).name == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("## Usage\n\ntext\n\n## Lumen 7B\n\ntext\n", "Lumen 7B"),
        ("Lumen-7B is a model of everything that is.\n", "Lumen-7B"),
        ("We present Lumen-7B, which is new.\n", "Lumen-7B"),
        ("Corvid-7B is a model of everything that is.\n", None),
        ("Some words stand first here.\n\n## Everything 101\n\ntext\n", None),
    ],
)
def test_what_is_called_like_the_id_is_a_name(text: str, name: str | None) -> None:
    assert parse(text, path="cards/lumen-7b/README.md").name == name


def test_two_names_are_none() -> None:
    text = "- Model Name: Lumen-X\n- Model Name: Corvid-Y\n\ntext\n"
    assert parse(text).name is None
    assert [one.code for one in lint(parse(text))].count("MC101") == 1


def test_tables_are_compared_with_the_id() -> None:
    table = "## Evaluation\n\n| Model | MMLU |\n|---|---|\n| Corvid | 50.1 |\n| Lumen-7B | 61.2 |\n"
    card = parse(table, path="lumen-7b/README.md")
    assert card.name is None
    assert [score.subject for score in card.benchmarks] == [False, True]


HEADINGS = [one for row in rows("headings") for one in row[1:] if not one.endswith("…")]


@given(
    st.sampled_from(HEADINGS),
    st.sampled_from(["{}", "{}!!", "**{}**", "2. {}", "{}:", "🔥 {}", "[{}](https://x.example)"]),
    st.sampled_from(["#", "##", "###"]),
    st.sampled_from([None, "lumen/README.md", "usage/README.md"]),
)
def test_a_name_is_never_a_heading_of_the_vocabulary(
    heading: str, shape: str, level: str, path: str | None
) -> None:
    for written in (heading, heading.title()):
        card = parse(f"{level} {shape.format(written)}\n\nSome text.\n", path=path)
        assert card.name is None or not in_vocabulary(card.name)


@pytest.mark.parametrize(
    "heading",
    ["模型介绍 Model Introduction", "News & Updates", "Usage / 使用方法", "Results: all of them"],
)
def test_joined_headings(heading: str) -> None:
    assert is_section_heading(heading)


def test_the_table_of_headings_speaks_ten_languages() -> None:
    assert {"zh", "ja", "ko", "ru", "de", "fr", "es", "pt", "it", "tr"} <= {
        row[0] for row in rows("headings")
    }


@pytest.mark.parametrize("piece", ["a", "a and ", "Lumen is a ", "{", "# ", "“"])
def test_a_title_of_100_kilobytes(piece: str) -> None:
    card = parse("# " + piece * (100_000 // len(piece)) + "\n\ntext\n")
    assert card.name is None or len(card.name) <= 200


def test_ten_thousand_names_are_bounded() -> None:
    made = growth(
        read_and_lint, lambda n: "".join(f"- Model Name: L{i:06}\n" for i in range(n)), 250
    )
    assert made.most <= MOST


@pytest.mark.parametrize(
    "title",
    [
        "Quantized GGUF of Lumen-3-8B by somebody",
        "GGUF quants of Tern-13B",
        "4-bit GPTQ of Tern-13B",
        "Fine-tuned version of Tern-13B for cooks",
        "EXL2 quantization of acme/tern-13b at 4.0 bpw",
    ],
)
def test_what_was_done_to_another_model_is_no_name(title: str) -> None:
    card = parse(f"# {title}\n\nIt is small.\n", path="somebody/crane/README.md")
    assert (card.name, card.id) == (None, "crane")
    assert "MC101" in [one.code for one in lint(card)]


@pytest.mark.parametrize("title", ["Tern-13B-GGUF", "The Kite of Avalon", "Merge", "A Song"])
def test_names_with_an_of_in_them_are_names(title: str) -> None:
    assert parse(f"# {title}\n\nIt is small.\n").name == title
