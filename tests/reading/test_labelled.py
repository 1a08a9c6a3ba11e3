"""Labelled facts in the forms that cards print: bold without a colon, above a value, tables."""

from __future__ import annotations

from typing import Any

import pytest

from modelcards import lint, parse

BILLION = 10**9


def stated(text: str) -> dict[str, Any]:
    card = parse(f"# Wren-7B\n\n{text}\n")
    return {
        name: value
        for name in ("parameters", "layers", "context_length", "vocab_size", "attention_heads",
                     "training_tokens", "released", "hidden_size")
        if (value := getattr(card, name)) is not None
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "**Parameters** 7B",
        "- **# of params** – 7B",
        "**Parameters**\n\n7B",
        "**Parameters:**\n\n7B",
        "**Parameters**\n7B",
        "- *Parameters*: 7B",
        "- _Parameters:_ 7B",
        "- `parameters`: 7B",
        "- parameters = 7B",
        "- Number of parameters – 7B",
        "- 🔢 **Parameters:** 7B",
        "- Details\n  - Size\n    - Parameters: 7B",
        "**Size:** 7B parameters",
        "- Parameter size: 7B (fits a phone)",
        "<table><tr><td>Parameters</td><td>7B</td></tr><tr><td>Colour</td><td>red</td></tr></table>",
        "|Parameters|7B|\n|-|-|\n|Colour|red|",
        "|Parameters|7B|Colour|red|\n|-|-|-|-|\n|Shape|round|Vocabulary|-|",
        "| | |\n|-|-|\n| |**Wren-7B**|\n|Parameters|7B|\n|Attention|GQA|\n|Norm|RMS|\n|Layers|-|",
        "|Name|Symbol|Value|\n|-|-|-|\n|Parameters|N|7B|\n|Colour|c|red|",
    ],
)
def test_one_size_in_many_forms(text: str) -> None:
    assert stated(text) == {"parameters": 7 * BILLION}


@pytest.mark.parametrize(
    "text",
    [
        "**Parameters** are learned from text.",
        "**Layers** of paint, 32 of them.",
        "**Parameters**\n\nThe model was tuned with these.",
        "- Parameter size: 7B (trainable only)",
        "- Context\n  - That is not safe!",
        "|Parameter|Value|\n|-|-|\n|Learning rate|2e-5|\n|Batch size|32|",
    ],
)
def test_what_only_looks_like_a_label_states_nothing(text: str) -> None:
    assert stated(text) == {}


def test_an_owner_without_a_colon() -> None:
    card = parse("# Wren\n\n**Model developers** Acme Labs\n\n**Release Date** March 2025\n")
    assert card.organization is not None
    assert (card.organization.name, card.released) == ("Acme Labs", "2025-03")
    assert parse("# Wren\n\n**Developers** can use it as they like.\n").organization is None


def test_values_with_what_they_count() -> None:
    assert stated("- Training data: 2T tokens") == {"training_tokens": 2000 * BILLION}
    assert stated("- Data: 2T web and code tokens") == {"training_tokens": 2000 * BILLION}
    assert stated("- Training data: 2T tokens of text") == {"training_tokens": 2000 * BILLION}
    assert stated("- Training data: 2T tokens of text and 1T of code") == {}
    assert stated("- Training data: books") == {}


def test_heads_of_queries_before_the_others() -> None:
    assert stated("- Attention heads: 48 for queries, 8 for keys/values") == {"attention_heads": 48}
    assert stated("- QKV heads: 80 / 8 / 8") == {"attention_heads": 80}
    assert stated("- Attention heads: 80 / 8 / 8") == {}


def test_a_blank_parts_thousands_of_large_counts_alone() -> None:
    assert stated("- Dict size: `120 138`") == {"vocab_size": 120138}
    assert stated("- Layers: 24 768") == {}
    assert stated("| | |\n|-|-|\n|Vocabulary|12<br>768|\n|Layers|32|") == {"layers": 32}


def test_the_length_of_training_texts_is_no_context() -> None:
    text = "## Fine-tuning\n\n- max_seq_length: 128\n- Context length: 4096\n"
    card = parse(f"# Wren\n\n{text}")
    assert card.context_length == 4096
    assert [spec.field for spec in card.specs] == [None, "context_length"]


def test_a_sentence_that_introduces_a_list_is_no_value() -> None:
    card = parse("# Wren\n\n## Architecture\n\nIt looks like this:\n- Layers: 32\n")
    assert (card.architecture, card.layers) == (None, 32)


def test_a_table_of_facts_is_no_table_of_results() -> None:
    text = "|Config|Value|\n|-|-|\n|Number of Layers|61|\n|Query Heads|64|\n|Experts|48|"
    card = parse(f"# Wren\n\n{text}\n")
    assert [table.role for table in card.tables] == ["spec"]
    assert (card.benchmarks, card.layers, card.attention_heads) == ([], 61, 64)


def test_labels_that_are_read_are_reported_when_they_cannot_be() -> None:
    card = parse("---\nlicense: mit\n---\n\n# Wren\n\n- Number Layers: 3 apples\n")
    assert [found.code for found in lint(card)] == ["MC201"]


FOOTED = """# Teal-9B

> Large Language Model

**Organization:** [Acme](../../labs/acme.md)
**Released:** Mar/2025
**Access:** 🟢 Public

---

## 📝 Additional Notes

A note.

---

**Last Updated:** 2025-10-02

[← Back to Leaderboard](../../README.md)
"""


@pytest.mark.parametrize(
    "behind", ["", "```sh\nmake\n```\n", "<!-- done -->\n", "A late line.\n", "- a\n- b\n"]
)
def test_the_footer_is_read_wherever_it_stands(behind: str) -> None:
    card = parse(f"{FOOTED}\n{behind}")
    assert card.source.dialect == "leaderboard"
    assert (card.last_updated, card.provenance["last_updated"].line) == ("2025-10-02", 17)
    assert (card.notes, [link.kind for link in card.related]) == ("A note.", ["other"])
    assert behind.startswith("<!--") or behind.strip().split("\n")[0] in str(card.extras)


def test_the_width_of_embeddings_may_be_that_of_the_output() -> None:
    """An embedding model prints the length of its vectors so."""
    assert parse("# Tern\n\n- **Embedding dimension:** 768\n").hidden_size is None
    assert parse("# Tern\n\n- **Embedding size:** 768\n").hidden_size == 768
