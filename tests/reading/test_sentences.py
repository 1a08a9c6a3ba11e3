"""Counts in sentences: only of the card's own model, and of no other size."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelcards import ModelCard, lint, parse
from tests.support.growth import MOST, growth, read_and_lint


def read(sentence: str, name: str = "Lumen") -> ModelCard:
    return parse(f"# {name}\n\n{sentence}\n")


def told(card: ModelCard) -> str:
    """What MC204 says, on one line."""
    return "; ".join(one.message for one in lint(card) if one.code == "MC204")


@pytest.mark.parametrize(
    ("sentence", "name", "size"),
    [
        ("Lumen is a 7 billion parameter model.", "Lumen", 7_000),
        ("Lumen-7B is a model with 7.24B parameters.", "Lumen-7B", 7_240),
        ("Lumen, a 13B-parameter language model, writes.", "Lumen", 13_000),
        ("It has 110M params.", "Lumen", 110),
        ("The total parameters are 1.5B and it is small.", "Lumen", 1_500),
        ("Lumen is a text encoder with 110M parameters.", "Lumen", 110),
        ("Lumen saw 2B images and has 7B parameters.", "Lumen", 7_000),
        ("This repository holds the 7B parameter model.", "Lumen-7B", 7_000),
        ("本模型有7B参数，比别的小。", "Lumen", 7_000),
        ("The model has 3B parameters. Corvid has 13B parameters.", "Lumen", 3_000),
        ("The model has 3.8B parameters. It has 3,809,974,272 parameters.", "Lumen", 3_809.974272),
    ],
)
def test_its_own_size(sentence: str, name: str, size: float) -> None:
    card = read(sentence, name)
    assert card.parameters == round(size * 10**6)
    assert not told(card)


@pytest.mark.parametrize(
    ("sentence", "name", "why"),
    [
        ("Lumen comes with 1B, 3B and 7B parameters.", "Lumen", "several amounts"),
        ("We publish Lumen with 2, 7 and 72 billion parameters.", "Lumen", "several amounts"),
        ("Lumen goes from 7B to 72B parameters.", "Lumen", "several amounts"),
        ("Lumen is close to Corvid-13B with 7B parameters.", "Lumen", "several amounts"),
        ("Lumen has 2.8B parameters or fewer.", "Lumen", "bounds a class"),
        ("Lumen is the best at the 7B parameter scale.", "Lumen", "bounds a class"),
        ("Lumen has up to 3B parameters.", "Lumen", "bounds a class"),
        ("Lumen has more than 3B parameters.", "Lumen", "bounds a class"),
        ("Lumen outperforms a model with 13B parameters.", "Lumen", "other models"),
        ("We tried models with 13B parameters.", "Lumen", "other models"),
        ("Lumen is distilled from Corvid, which has 70B parameters.", "Lumen", "other models"),
        ("Lumen joins a 400M-parameter vision encoder with a model.", "Lumen", "a part"),
        ("Lumen 2 Pro has 30B parameters.", "Lumen 2", "another model of the family"),
        ("Lumen-22M has 22M parameters.", "Lumen", "another model of the family"),
        ("It says “the model has 7B parameters”, which I doubt.", "Lumen", "quotation"),
        ("The model has 7B parameters.", "Lumen-13B", "name states another size"),
        ("The model has 7B parameters. It has 9B parameters.", "Lumen", "different amounts"),
    ],
)
def test_no_size_of_its_own(sentence: str, name: str, why: str) -> None:
    card = read(sentence, name)
    assert card.parameters is None
    assert why in told(card)
    assert "parameters: '" in told(card)


def test_a_quoted_paragraph_and_a_stranger_state_nothing() -> None:
    assert read("> The model has 7B parameters.").parameters is None
    assert read("Corvid has 7B parameters.").parameters is None


def test_a_bullet_is_contradicted_by_other_sentences() -> None:
    text = "## Details\n\n- 270M parameters\n\nThe model has 2B parameters.\n"
    assert parse(f"# Lumen\n\n{text}").parameters is None


def test_sentences_about_siblings_contradict_no_bullet() -> None:
    text = (
        "## Sizes\n\n1.5 billion parameters: the fourth of them.\n\n"
        "We have also released 124 million, 355 million, and 774 million parameter models.\n\n"
        "## lumen-v1-7b\n\nlumen-v1-7b has 6.9 billion parameters.\n"
    )
    assert parse(f"# Lumen-v1\n\n{text}").parameters == 1_500_000_000


def test_under_the_heading_of_a_sibling() -> None:
    card = parse("# Lumen-V\n\n## Lumen-4V\n\n- 64k context length\n\n## Other\n\ntext\n")
    assert card.context_length is None
    assert "heading of another model" in told(card)


@pytest.mark.parametrize(
    ("sentence", "whole", "active"),
    [
        ("Lumen has 321B total parameters and 38B active.", 321, 38),
        ("It has 30B parameters in total and 3B activated.", 30, 3),
        ("This mixture of experts has 132B total parameters, of which 36B are active.", 132, 36),
        ("Lumen has 46B parameters, but only uses 12B parameters per token.", 46, 12),
        ("With 10 billion activated parameters (230 billion in total), Lumen is fast.", 230, 10),
        ("Lumen has 3B parameters, activating 30B parameters.", 3, None),
    ],
)
def test_a_mixture_states_two(sentence: str, whole: int, active: int | None) -> None:
    card = read(sentence)
    assert card.parameters == whole * 10**9
    assert card.active_parameters == (None if active is None else active * 10**9)


def test_a_labelled_part_is_not_taken_away() -> None:
    card = parse("# Lumen\n\n- **Parameters:** 7B\n- **Active Parameters:** 70B\n")
    assert card.active_parameters == 70 * 10**9


@pytest.mark.parametrize(
    ("table", "size"),
    [
        ("| Model | Parameters |\n|---|---|\n| A | 7B |\n| B | 13B |\n", None),
        ("| Model | MMLU |\n|---|---|\n| A | 7 |\n| B | 13 |\n", 7 * 10**9),
    ],
)
def test_a_table_of_other_amounts(table: str, size: int | None) -> None:
    assert read(f"The model has 7B parameters.\n\n{table}").parameters == size


@pytest.mark.parametrize(
    ("sentence", "field", "value"),
    [
        ("Lumen was further trained on 5 trillion tokens.", "training_tokens", None),
        ("Lumen was trained on 2T tokens in the last stage.", "training_tokens", None),
        ("Lumen was trained on 2T tokens of text and 1T tokens of code.", "training_tokens", None),
        ("The base model was trained on 15T tokens.", "training_tokens", None),
        ("The model was trained on 2T tokens.", "training_tokens", 2 * 10**12),
        ("The model takes a context length of up to 200K tokens.", "context_length", 200_000),
        ("It was fine-tuned with a sequence length of 128.", "context_length", None),
        ("The model has 24 encoder layers and 12 decoder layers.", "layers", None),
        ("The model has depths of 32 to 36 layers.", "layers", None),
        ("The model has 32 layers and a hidden size of 4096.", "layers", 32),
        ("The model has 32 layers and a hidden size of 4096.", "hidden_size", 4096),
        ("The model has a vocabulary of 2**17 tokens.", "vocab_size", None),
        ("The model has a vocabulary size of 32,000.", "vocab_size", 32_000),
    ],
)
def test_other_counts(sentence: str, field: str, value: int | None) -> None:
    assert getattr(read(sentence), field) == value


NUMBERS = st.sampled_from(
    ["0.5B", "1.5B", "3B", "7B", "13 billion", "32B", "70B", "350M", "2 billion"]
)
SHAPES = st.sampled_from(
    [
        "Lumen has {} or {} parameters.",
        "The model has {} parameters, and Corvid has {} parameters.",
        "Lumen is a {} parameter model, made of a {} parameter one.",
        "It has {} parameters where Corvid-{} fails.",
        "Our model with {} parameters is as good as those of {}.",
        "The model has {} to {} parameters.",
        "We release it with {}, {} parameters.",
    ]
)


@given(SHAPES, NUMBERS, NUMBERS)
def test_a_size_is_never_taken_from_a_sentence_that_holds_two(
    shape: str, one: str, two: str
) -> None:
    if one != two:
        assert read(shape.format(one, two)).parameters is None


@pytest.mark.parametrize(
    "piece",
    [
        "7B ",
        "Lumen has 7B parameters and ",
        "Lumen ",
        "7, ",
        '"',
        "Lumen 有 7B 参数，",
        "2^",
        "and ",
    ],
)
def test_a_sentence_of_a_megabyte(piece: str) -> None:
    card = parse("# Lumen\n\nLumen has 7B parameters " + piece * (1_000_000 // len(piece)) + "\n")
    assert card.name == "Lumen"


@pytest.mark.parametrize(
    "piece",
    ["Lumen has 7B parameters. ", "Lumen has 7B parameters and 3B active of them. ", "Lumen "],
)
def test_many_sentences_are_read_in_proportion(piece: str) -> None:
    assert growth(read_and_lint, lambda n: "# Lumen\n\n" + piece * n, 100).most <= MOST


@pytest.mark.parametrize(
    "sentence",
    [
        "Heron has about half of the 7B parameters of Wren.",
        "Heron needs only a third of the 13B parameters.",
        "Heron adds 7B parameters.",
        "The first Heron had 7B parameters.",
        "Heron would need 7B parameters.",
    ],
)
def test_a_part_a_past_and_a_wish_are_no_size_of_the_model(sentence: str) -> None:
    card = parse(f"# Heron\n\n{sentence}\n", path="Heron/README.md")
    assert card.parameters is None
    assert "MC204" in {problem.code for problem in card.problems}


@pytest.mark.parametrize(
    "sentence",
    [
        "Heron was not trained on 2T tokens.",
        "Heron will be trained on 2T tokens.",
        "Heron was trained on 2T tokens fewer than Wren.",
    ],
)
def test_tokens_that_were_not_seen(sentence: str) -> None:
    card = parse(f"# Heron\n\n{sentence}\n", path="Heron/README.md")
    assert card.training_tokens is None


@pytest.mark.parametrize(
    "said",
    [
        "It was trained on 300B tokens to date.",
        "Until now the model has been trained on 300B tokens.",
        "The model is still training; it was trained on 300B tokens.",
        "It is currently trained on 120B tokens out of 500B.",
        "This model is being trained on 500B tokens.",
    ],
)
def test_training_that_goes_on_has_no_number_of_tokens_yet(said: str) -> None:
    assert parse(f"# Tern-7B\n\n{said}\n").training_tokens is None
    label = "- **Training tokens:** 300B (training is ongoing)"
    assert parse(f"# Tern-7B\n\n{label}\n").training_tokens is None


@pytest.mark.parametrize(
    ("said", "tokens"),
    [
        ("2.2B image tokens", None),
        ("1.1 trillion audio tokens", None),
        ("500B video tokens", None),
        ("300B text tokens", 300_000_000_000),
        ("500B vision and text tokens", 500_000_000_000),
        ("300B tokens", 300_000_000_000),
    ],
)
@pytest.mark.parametrize(
    "text", ["Lumen-7B was trained on {}.", "- **Training tokens:** {}", "- **Training data:** {}"]
)
def test_training_tokens_are_tokens_of_text(text: str, said: str, tokens: int | None) -> None:
    card = parse(f"# Lumen-7B\n\n## Training\n\n{text.format(said)}\n")
    assert card.training_tokens == tokens
    assert bool({one.code for one in card.problems} & {"MC201", "MC204"}) == (tokens is None)


@pytest.mark.parametrize(
    ("said", "tokens"),
    [
        ("2.2B image tokens and 300B text tokens", 300_000_000_000),
        ("300B (text), 2.2B (image)", 300_000_000_000),
        ("300B (text only)", 300_000_000_000),
        ("1,000B text tokens + 20B audio tokens", 1_000_000_000_000),
        ("300B code tokens and 1T text tokens", None),
        ("2.2B image tokens and 300B audio tokens", None),
    ],
)
def test_of_several_amounts_that_of_text_counts(said: str, tokens: int | None) -> None:
    assert parse(f"# Lumen-7B\n\n- **Training tokens:** {said}\n").training_tokens == tokens
