"""Sentences against names: what stands behind a label may be either."""

from __future__ import annotations

import time

import pytest

from modelcards.values.sentences import is_sentence


@pytest.mark.parametrize(
    "text",
    [
        "The model is a transformer.", "It consists of one tower and two heads",
        "A decoder that uses grouped queries", "Two stages. One head.", "该模型是一个语言模型。",
        "Das Modell ist ein kleines Modell", "Trained by us at Heron Labs, please cite",
        "word " * 500, "one\n\ntwo",
    ],
)  # fmt: skip
def test_sentences(text: str) -> None:
    assert is_sentence(text)


@pytest.mark.parametrize(
    "text",
    [
        "Dense", "Decoder-only transformer", "Mixture of Experts with shared experts", "MIT", "",
        "Transformer (32 layers, GQA, RoPE)", "Heron Labs, St. Olaf and friends of birds",
        "Attribution-NonCommercial 4.0 International", "This one", "is it",
    ],
)  # fmt: skip
def test_names(text: str) -> None:
    assert not is_sentence(text)


def test_long_texts_cost_nothing() -> None:
    start = time.process_time()
    assert is_sentence("a" * 5_000_000)
    assert time.process_time() - start < 1
