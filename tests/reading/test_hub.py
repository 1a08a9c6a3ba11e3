"""Cards of any shape: names, front matter, spec tables, sentences, links."""

from __future__ import annotations

import pytest

from modelcards import ModelCard, parse
from modelcards.errors import ArgumentError

FRONT = "---\nlicense: apache-2.0\nlanguage:\n- en\n- no\ntags: [chat]\nbase_model: a/b\n---\n\n"


def test_front_matter_fills_the_fields() -> None:
    card = parse(FRONT + "# Lumen\n\ntext\n")
    assert card.source.dialect == "huggingface"
    assert (card.license, card.languages, card.tags) == ("apache-2.0", ["en", "no"], ["chat"])
    assert card.base_model == ["a/b"]
    assert card.provenance["license"].line == 2
    assert card.metadata is not None
    assert card.metadata["language"] == ["en", "no"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("# Model Card for Lumen-7B\n", "Lumen-7B"),
        ("# Lumen-7B Model Card\n", "Lumen-7B"),
        ("# Model card: Lumen\n", "Lumen"),
        ("# 🚀 Lumen: a small model that runs on every laptop\n", "Lumen"),
        ("# Distilled: lumen-small\n", "Distilled: lumen-small"),
        ('<h1 align="center">\n Lumen 2\n</h1>\n\n# Usage\n', "Lumen 2"),
        ("<div><h3>A slogan that is much too long to be the name of a model</h3></div>\n", None),
        ("# Table of Contents\n\n## Lumen\n", None),
        ("## Evaluation\n\ntext\n", None),
        ("### https://lumen.example/models\n", None),
        ("text only\n", None),
        ("---\nmodel_name: Lumen-X\n---\n### Details\n", "Lumen-X"),
        ("---\nmodel-index:\n- name: lumen-y\n---\n\ntext\n", "lumen-y"),
    ],
)
def test_names(text: str, name: str | None) -> None:
    assert parse(text).name == name


def specs(card: ModelCard) -> tuple[int | None, int | None, int | None]:
    return card.parameters, card.training_tokens, card.context_length


def test_the_row_of_the_cards_own_model() -> None:
    table = (
        "| Model | #Total Params | Context Length |\n|---|---|---|\n"
        "| lumen-ai/Lumen-7B | 7B | 32K |\n| Lumen-70B | 70B | 128K |\n"
    )
    assert specs(parse("# Lumen-7B\n\n" + table)) == (7 * 10**9, None, 32_000)
    assert specs(parse("# Lumen\n\n" + table)) == (None, None, None)
    twice = table.replace("Lumen-70B", "Lumen-7B")
    assert specs(parse("# Lumen-7B\n\n" + twice)) == (None, None, None)


def test_the_column_of_the_cards_own_model() -> None:
    table = (
        "| | Lumen-7B | Lumen-70B |\n|---|---|---|\n| Layers | 32 | 80 |\n| Params | 7B | 70B |\n"
    )
    card = parse("# Lumen-7B\n\n" + table)
    assert (card.layers, card.parameters) == (32, 7 * 10**9)


def test_attribute_tables() -> None:
    card = parse(
        "# M\n\n| **Hyperparameter** | **Value** | **Comment** |\n|---|---|---|\n"
        "| Layers | 64 | many |\n| `d_model` | `4096` | wide |\n"
    )
    assert (card.layers, card.hidden_size) == (64, 4096)
    headless = parse("# M\n\n| License | MIT |\n|---|---|\n| Layers | 12 |\n")
    assert (headless.license, headless.layers) == ("MIT", 12)
    assert parse("# M\n\n| One |\n|---|\n| Layers |\n").layers is None


@pytest.mark.parametrize(
    ("sentence", "tokens"),
    [
        ("Lumen-7B was trained on 2 trillion tokens of text.", 2 * 10**12),
        ("Lumen was trained on about 1.5T tokens.", 1_500 * 10**9),
        ("The model was pre-trained on a mix totaling 6 trillion tokens.", 6 * 10**12),
        ("Other models were trained on 9 trillion tokens.", None),
        ("It was trained on more tokens than the 9 trillion tokens of Orca.", None),
        ("Orca was trained on 9 trillion tokens.", None),
        ("It was trained on 2 trillion tokens. It was trained on 3 trillion tokens.", None),
    ],
)
def test_sentences(sentence: str, tokens: int | None) -> None:
    assert parse(f"# Lumen-7B\n\n{sentence}\n").training_tokens == tokens


def test_bullets_that_open_with_a_count() -> None:
    card = parse(
        "# Lumen\n\n## Architecture\n\n* 176,247,271 parameters:\n\n    * 70 layers, 112 attention"
        " heads\n\n    * Hidden layers are 14336-dimensional\n"
    )
    assert (card.parameters, card.layers) == (176_247_271, 70)
    assert (card.attention_heads, card.hidden_size) == (112, 14336)
    assert card.provenance["layers"].line == 7


def test_a_heading_that_is_a_label() -> None:
    card = parse("# Lumen\n\n### Model date\n\nFebruary 2019\n\n### License\n\n- MIT\n")
    assert card.released == "2019-02"
    assert card.license is None
    long = parse("# Lumen\n\n### License\n\n" + "very " * 80 + "long\n")
    assert long.license is None


def test_links_behind_keys_and_in_link_sections() -> None:
    card = parse(
        "# Lumen\n\n- **Repository:** [code](https://r.example)\n- **Paper:** none yet\n\n"
        "## Links\n\n- [Demo](https://d.example)\n- plain words\n\n## See also\n\n[Orca](orca.md)\n"
    )
    assert [(link.kind, link.url) for link in card.resources] == [
        ("code", "https://r.example"),
        ("try", "https://d.example"),
    ]
    assert [link.label for link in card.related] == ["Orca"]
    assert any("plain words" in extra.text for extra in card.extras)


def test_overview_and_notes_are_texts() -> None:
    card = parse(
        "# Lumen\n\n## Overview\n\nA model.\n\n### Why\n\nBecause.\n\n## Introduction\n\nMore.\n"
        "\n## Notes\n\n> said\n\n```\ncode\n```\n"
    )
    assert card.overview == "A model.\n\n### Why\n\nBecause."
    assert card.notes == "> said\n\n```\ncode\n```"
    assert [extra.text for extra in card.extras] == ["More."]


def test_html_and_code_are_kept() -> None:
    card = parse(
        '# Lumen\n\n<p><img src="a.png"></p>\n\n<div></div>\n\n```\nx = 1\n```\n\n## Empty\n\n'
        "> a quote\n\n<p>before</p><table><tr><td>1</td></tr></table>\n"
    )
    assert [extra.text for extra in card.extras] == [
        '<p><img src="a.png"></p>', "```\nx = 1\n```", "a quote", "<p>before</p>",
    ]  # fmt: skip


def test_a_dialect_can_be_forced() -> None:
    assert parse(FRONT + "# Lumen\n", dialect="generic").source.dialect == "generic"
    assert parse("# Lumen\n", dialect="leaderboard").source.dialect == "leaderboard"
    with pytest.raises(ArgumentError, match="unknown dialect 'x'"):
        parse("# Lumen", dialect="x")
