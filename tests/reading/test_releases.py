"""When a model was released: lists below a label, news lines, sentences; one date or none."""

from __future__ import annotations

import pytest

from modelcards import parse


def released(text: str, title: str = "Heron-2B") -> str | None:
    return parse(f"# {title}\n\n{text}\n").released


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("**Release Date:** May 3, 2024.", "2024-05-03"),
        ("**Release Date:**\n\n- Instruct: May 3, 2024", "2024-05-03"),
        ("**Release Date:**\n\n- **2B**: May 2024\n- 7B: May 2024", "2024-05"),
        ("## Release Date\n\n- 3 May 2024", "2024-05-03"),
        ("- [2024/05/03] We released Heron-2B.", "2024-05-03"),
        ("- 🔥 **2024-05-03**: Heron 2B is officially released!", "2024-05-03"),
        ("- 2024.05.03: Released the weights of Heron-2B", "2024-05-03"),
        ("- 2024年5月3日 我们发布了 Heron-2B 模型", "2024-05-03"),
        ("Heron-2B was first released on May 3, 2024, with code from June 1, 2024.", "2024-05-03"),
        ("This model was released in May 2024.", "2024-05"),
        ("- [2024/05/03] We released Heron-2B.\n- [2024/06/03] We released Heron-2B-Chat.",
         "2024-05-03"),
    ],
)  # fmt: skip
def test_one_date(text: str, date: str) -> None:
    assert released(text) == date


@pytest.mark.parametrize(
    "text",
    [
        "**Release Date:**\n\n- 2B: May 2024\n- 7B: June 2024",
        "- [2024/05/03] We released the code of Heron-2B.",
        "- [2024/05/03] The paper of Heron-2B is released.",
        "- [2024/05/03] We released Heron-2B-Chat.",
        "- [2024/05/03] We released Heron-2B-v1.5.",
        "- [2024/05/03] We released Crane-7B, see also Heron-2B.",
        "- [2024/05/03] We released Heron-2B.\n- [2024/06/03] We released Heron-2B.",
        "- [2024/05/03] We released Heron-2B.\n- [2024/06/03] We released the final Heron-2B.",
        "- [2024] We released Heron-2B.",
        "The code was released on May 3, 2024.",
        "## Acknowledgments\n\n- [2024/05/03] We released Heron-2B.",
        "- [03/04/2024] We released Heron-2B.",
        "**Release Date:**\n\nA paragraph.\n\n- May 2024",
    ],
)
def test_no_date(text: str) -> None:
    assert released(text) is None


def test_a_label_goes_before_news() -> None:
    text = "- [2024/05/03] We released Heron-2B.\n\n**Released:** June 2024"
    assert released(text) == "2024-06"


def test_the_line_is_that_of_the_statement() -> None:
    card = parse("# Heron-2B\n\n## News\n\n- [2024/05/03] We released Heron-2B.\n")
    assert card.provenance["released"].line == 5
