"""Facts of something else: below a heading about it, put off, or words about a licence."""

from __future__ import annotations

import pytest

import modelcards


@pytest.mark.parametrize("title", ["Comparison with Wren", "Vision Encoder", "Teacher model"])
def test_facts_below_a_heading_about_another_model(title: str) -> None:
    card = modelcards.parse(f"# Heron\n\n## {title}\n\n- Parameters: 13B\n- License: MIT\n")
    assert (card.parameters, card.license) == (None, None)


@pytest.mark.parametrize(
    "text", ["Not MIT", "same as Wren 2", "See LICENSE.", "Apache 2.0 was considered."]
)
def test_words_about_a_licence_are_none(text: str) -> None:
    assert modelcards.parse(f"# Heron\n\n## License\n\n{text}\n").license is None


@pytest.mark.parametrize(
    ("news", "released"),
    [
        ("Released Heron-7B.", "2024-06-05"),
        ("Heron-7B is released.", "2024-06-05"),
        ("Heron-7B release delayed.", None),
        ("Heron-7B release planned.", None),
        ("Released Heron-7B again with a fixed tokenizer.", None),
    ],
)
def test_news_that_put_a_release_off(news: str, released: str | None) -> None:
    text = f"# Heron-7B\n\n## News\n\n- 2024-06-05: {news}\n"
    assert modelcards.parse(text, path="Heron-7B/README.md").released == released


def test_a_row_without_a_name_goes_on_with_the_model_above() -> None:
    table = "| Model | Params |\n|---|---|\n| Heron 3.1 | 8B |\n|  | 70B |\n|  | 405B |\n"
    card = modelcards.parse(f"# Heron 3.1\n\n{table}")
    assert card.parameters is None
    assert [one.parameters for one in card.models] == [8 * 10**9, 70 * 10**9, 405 * 10**9]
