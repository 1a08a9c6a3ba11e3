"""Sections and lists about data, a tokenizer, a base model: their facts are not the model's."""

from __future__ import annotations

import pytest

from modelcards import parse
from modelcards.model.card import ModelCard
from tests.support.growth import MOST, growth, read_and_lint

LISTED = """\
- **Languages:** German, French
- **License:** CC-BY-4.0
- **Released:** 2021-03-04
- **Created by:** Corvid Lab
- **Parameters:** 12M
- **Vocabulary size:** 32,000
- **Training tokens:** 2B
- **Layers:** 32
"""
TABLE = "| Field | Value |\n|---|---|\n| License | MIT |\n| Released | 2021 |\n| Layers | 8 |\n"


def stated(card: ModelCard) -> set[str]:
    names = ("languages", "license", "released", "organization", "parameters", "vocab_size")
    return {one for one in (*names, "training_tokens", "layers") if getattr(card, one)}


@pytest.mark.parametrize(
    ("heading", "kept"),
    [
        ("## Dataset", {"training_tokens"}),
        ("## Training data", {"training_tokens"}),
        ("## Tokenizer", {"vocab_size"}),
        ("## Training Hyperparameters", {"vocab_size", "training_tokens", "layers"}),
        ("## LoRA configuration", {"vocab_size", "training_tokens", "layers"}),
        ("## Base model", set()),
        ("## Acknowledgements", set()),
        ("## Comparison with Corvid-8B", set()),
        ("**Dataset**", {"training_tokens"}),
        ("**Base model:**", set()),
    ],
)
def test_what_is_not_the_models_stays_in_specs(heading: str, kept: set[str]) -> None:
    card = parse(f"# Tern-7B\n\n{heading}\n\n{LISTED}")
    assert stated(card) == kept
    assert len(card.specs) >= LISTED.count("\n")


@pytest.mark.parametrize(
    "heading", ["## Model details", "## Model information", "## Specifications"]
)
def test_other_sections_state_the_models_facts(heading: str) -> None:
    assert len(stated(parse(f"# Tern-7B\n\n{heading}\n\n{LISTED}"))) == 8


def test_a_table_and_headings_below_are_of_the_data_too() -> None:
    assert stated(parse(f"# Tern-7B\n\n## Dataset\n\n{TABLE}")) == set()
    below = "### License\n\nCC-BY-4.0\n\n### Language\n\nGerman\n\n## License\n\nMIT\n"
    card = parse(f"# Tern-7B\n\n## Dataset\n\n{below}")
    assert (card.license, card.languages) == ("MIT", [])


def test_a_section_about_the_model_ends_it() -> None:
    card = parse("# Tern\n\n## Dataset\n\n### Model details\n\n- **License:** MIT\n")
    assert card.license == "MIT"


def test_a_list_below_a_label_is_of_what_the_label_names() -> None:
    nested = "  - **Parameters:** 7B\n  - **License:** MIT\n  - **Released:** 2023-07-18\n"
    card = parse(f"# Quill\n\n- **Base model:** Tern-7B\n{nested}- **Layers:** 4\n")
    assert (card.parameters, card.license, card.released) == (None, None, None)
    assert (card.base_model, card.layers) == (["Tern-7B"], 4)
    card = parse(f"# Quill\n\n- **Model details:**\n{nested}")
    assert (card.parameters, card.license, card.released) == (7_000_000_000, "MIT", "2023-07-18")


def test_a_base_models_card_speaks_of_itself_below_base_model() -> None:
    text = "## Base model\n\n- **Context length:** 4096\n"
    assert parse(f"# Tern-7B-Base\n\n{text}").context_length == 4096
    assert parse(f"# Tern-7B-Chat\n\n{text}").context_length is None


def test_the_title_names_the_model_whatever_its_words() -> None:
    card = parse("# Tern-finetuned-on-crane-dataset\n\n- **License:** MIT\n")
    assert card.license == "MIT"


def test_sentences_below_other_works_state_nothing() -> None:
    said = "This model has 7 billion parameters."
    assert parse(f"# Tern\n\n## Base model details\n\n{said}\n").parameters is None
    assert parse(f"# Tern\n\n## Training data\n\n{said}\n").parameters == 7_000_000_000


def test_many_asides_are_found_in_proportion() -> None:
    piece = "## Dataset\n\n### License\n\n- **Base model:** x\n  - **License:** MIT\n\n"
    assert growth(read_and_lint, lambda n: "# Tern-7B\n\n" + piece * n, 50).most <= MOST
