"""Sections: every heading with its role, parent, own text and status."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import modelcards
from modelcards import ModelCard, Section
from modelcards.reading.section_roles import words_of
from modelcards.reading.section_status import status_of
from modelcards.reading.section_words import roles, tidy, words
from tests.support.growth import MOST, growth


def read(text: str) -> list[Section]:
    return modelcards.parse(text).sections


def shown(text: str) -> list[tuple[str, str | None, str]]:
    return [(one.title, one.role, one.status) for one in read(text) if one.level]


def test_headings_of_every_kind_open_a_section() -> None:
    found = read(
        "---\nlicense: mit\n---\nWords before.\n\n# Tern-1\n\nUses\n----\n\nChat.\n\n"
        '<h2 align="center">Training <i>data</i></h2>\n\nBooks.\n\n'
        "<h2>\n\nLicense\n\n</h2>\n\nMIT.\n"
    )
    assert [(one.title, one.level, one.kind, one.line, one.end_line) for one in found] == [
        ("", 0, None, 4, 4),
        ("Tern-1", 1, "atx", 6, 6),
        ("Uses", 2, "setext", 8, 11),
        ("Training data", 2, "html", 13, 15),
        ("License", 2, "html", 17, 23),
    ]
    assert [one.text for one in found] == ["Words before.", "", "Chat.", "Books.", "MIT."]
    assert [one.parent for one in found] == [None, None, 1, 1, 1]


def test_what_a_library_says_of_a_pushed_card_is_text_beside_labels_without_values() -> None:
    said = (
        "This is the model card of a 🤗 transformers model that has been pushed on the Hub. This"
        " model card has been automatically generated.\n\n"
        "- **Developed by:** [More Information Needed]\n"
    )
    assert shown(f"# Tern-1\n\n## Model Description\n\n{said}")[-1][2] == "filled"


def test_a_heading_of_decoration_keeps_it() -> None:
    assert [one.title for one in read("# Tern-1\n\n## 🐦 Uses\n\nx\n\n## 🐦\n\nx\n")] == [
        "Tern-1", "Uses", "🐦",
    ]  # fmt: skip


def test_bold_lines_head_where_nothing_else_does() -> None:
    found = read("# Tern-1\n\n**Training data**\n\nBooks.\n\n__How it was made__\nBy hand.\n")
    assert [(one.title, one.kind, one.level) for one in found[1:]] == [
        ("Training data", "bold", 2),
        ("How it was made", "bold", 2),
    ]
    assert found[2].text == "By hand."
    assert [one.kind for one in read("**Uses**\n\nChat.\n")] == ["bold"]


def test_bold_lines_between_headings_are_labels_unless_they_tell_of_something_else() -> None:
    card = "# Tern-1\n\n## Citation\n\n**BibTeX**\n\nText.\n\n**Note**\n\nMore.\n"
    assert [one.title for one in read(card)] == ["Tern-1", "Citation"]
    card = "# Tern-1\n\n## Intended use\n\nChat.\n\n**Limitations**\n\nIt errs.\n"
    assert shown(card)[1:] == [
        ("Intended use", "uses", "filled"), ("Limitations", "limitations", "filled"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("3.2 Training Data", "training-data"),
        ("📊 Evaluation results:", "results"),
        ("Citation [optional]", "citation"),
        ("模型结构（Model Structure）", "architecture"),
        ("局限性", "limitations"),
        ("使用方法 / How to use", "how-to-use"),
        ("示例 Example", "how-to-use"),
        ("Données d'entraînement", "training-data"),
        ("Einschränkungen", "limitations"),
        ("Our results", "results"),
        ("Known Limitations of Tern", "limitations"),
        ("Loading the weights with Fledge", "how-to-use"),
        ("How to reproduce the results", "how-to-use"),
        ("Speech benchmarks", "results"),
        ("Evaluation on the Fledge test set", "results"),
        ("License: apache-2.0", "license"),
        ("Demo: How to use in Fledge", "how-to-use"),
        ("Training: script to train it again", "training-procedure"),
        ("Training (with the RL Zoo)", "training-procedure"),
        ("Training (two stages)", "training"),
        ("Deployment with Fledge", "how-to-use"),
        ("Older releases", "model-version"),
        ("Sunrise over the bay", None),
        ("Use case 3: sorting", None),
        ("A model fine-tuned to tell one bird from another by its song dataset", None),
    ],
)
def test_a_heading_tells_its_role(title: str, role: str | None) -> None:
    assert words_of(title).role == role


def test_joined_headings_have_further_roles() -> None:
    assert words_of("Intended uses & limitations")[:2] == ("uses", ("limitations",))
    assert words_of("Weights release, license and usage").also
    assert words_of("Bias, Risks, and Limitations")[:2] == (
        "bias-risks-limitations", ("bias", "limitations"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("above", "title", "text", "role"),
    [
        ("## Results", "### Summary", "Good.", "results"),
        ("## Links", "### References", "@article{a, title={A}}", "citation"),
        ("## Links", "### References", "[a](https://a.example)", "model-sources"),
        ("## Usage", "### Requirements", "| GPU | VRAM |\n|-|-|\n| A100 | 80 GB |", "hardware"),
        ("## Usage", "### Requirements", "torch", "how-to-use"),
        ("## Steps", "### Fine-tuning", "```sh\npython a.py\n```", "how-to-use"),
        ("## Steps", "### Fine-tuning", "On ten books.", "training-procedure"),
        ("## Evaluation", "### Data", "Two books.", "testing-data"),
        ("## Training", "### Data", "Ten books.", "training-data"),
        ("## Evaluation", "### Bird song dataset", "Songs.", "testing-data"),
        ("## Evaluation", "### MMLU", "| a | b |\n|-|-|\n| c | 61.2 |", "results"),
        ("## Comparison", "### By size", "| a | b |\n|-|-|\n| c | 61.2 |", "results"),
        ("## Evaluation", "### Base model", "| a | b |\n|-|-|\n| c | 61.2 |", None),
        ("## Words", "### What is Tern?", "A bird.", "model-description"),
    ],
)
def test_where_a_heading_stands_decides(
    above: str, title: str, text: str, role: str | None
) -> None:
    found = read(f"# Tern-1\n\n{above}\n\nAs said.\n\n{title}\n\n{text}\n")
    assert found[-1].role == role


def test_the_title_of_a_card_has_no_role_unless_it_is_a_known_heading() -> None:
    assert read("# Tern-1 Results\n\nWords.\n")[0].role is None
    assert read("# Model description\n\nWords.\n")[0].role == "model-description"


@pytest.mark.parametrize(
    "text",
    [
        "[More Information Needed]",
        "More information needed.",
        "*TBD*",
        "<!-- What the model is for. -->",
        "<!-- What the model is for. -->\n\n[More Information Needed]",
        "- **Developed by:** [More Information Needed]\n- **License:** TODO",
        "需要更多信息",
        "作成中",
        "추후 업데이트 예정",
        "À compléter.",
        "_Próximamente_",
        "Em breve…",
        "{{ bias_risks | default('x') }}",
        "TODO: Add your code\n\n```python\nfrom a import b\n\n...\n```",
        "Use the code below to get started with the model.\n\n[More Information Needed]",
    ],
)
def test_what_nobody_filled_in_is_a_placeholder(text: str) -> None:
    assert status_of(text) == "placeholder"


@pytest.mark.parametrize(
    "text",
    [
        "It makes up facts.",
        "- **License:** MIT\n- **Developed by:** [More Information Needed]",
        "More information is in the paper.",
        "![loss](loss.png)",
        "<img src='loss.png'>",
        "| Step | Loss |\n|-|-|\n| 1 | TBD |",
        "Use the code below to get started with the model.\n\n```python\nrun()\n```",
        "Unknown words are split into characters.",
    ],
)
def test_what_somebody_wrote_is_filled(text: str) -> None:
    assert status_of(text) == "filled"


def test_a_parent_is_filled_by_what_stands_below_it() -> None:
    card = "# Tern\n\n## Uses\n\n### Direct use\n\nChat.\n\n"
    card += "## Bias\n\n### Known\n\n## Factors\n\nTBD\n"
    assert [(one.title, one.status) for one in read(card)] == [
        ("Tern", "filled"), ("Uses", "filled"), ("Direct use", "filled"), ("Bias", "empty"),
        ("Known", "empty"), ("Factors", "placeholder"),
    ]  # fmt: skip


def test_a_section_is_found_by_role_title_and_path() -> None:
    card = modelcards.parse(
        "# Tern\n\n## Training\n\n### Data\n\nTen books.\n\n"
        "## Evaluation\n\n### Data\n\nTwo books.\n\n"
        "## Limits and risks\n\nMany.\n\n## 2. Odd one?\n\nYes.\n"
    )

    def text(name: str) -> str | None:
        found = card.section(name)
        return found.text if found else None

    assert text("training-data") == "Ten books."
    assert text("training/data") == "Ten books."
    assert text("evaluation/data") == "Two books."
    assert text("limitations") == "Many."
    assert text("odd one") == "Yes."
    assert text("license") is text("") is text("odd/one") is text("/") is None


def test_a_filled_section_goes_before_one_that_is_not() -> None:
    card = modelcards.parse("# T\n\n## Uses\n\nTBD\n\n## Intended use\n\nChat.\n")
    found = card.section("uses")
    assert found is not None
    assert found.text == "Chat."


def test_the_vocabulary_is_written_as_headings_are_compared() -> None:
    known = words()
    assert len(roles()) == 47
    assert set(known.whole.values()) <= {*roles(), "-"}
    for label in (*known.whole, *known.begins, *known.ends):
        assert tidy(label) in (label, ""), label


_LINES = st.sampled_from(
    [
        "# Tern", "## Uses", "### Data", "Words of a text.", "", "", "**Limitations**", "Title",
        "---", "===", "<h2>Risks</h2>", "<h2>", "</h2>", "<h1><h2>", "Seen <h3>Deep</h3> behind",
        "> # Quoted",
        "> words", "- # In a list", "- item", "```", "code", "<!-- ## Comment -->", "<!--", "-->",
        "| a | b |", "|---|---|", "| c | 61.2 |", "[More Information Needed]", "<div>", "</div>",
        "    ## indented", "<table><tr><td>x</td></tr></table>", "# ", "[a]: https://a.example",
    ]
)  # fmt: skip


def spoken(card: ModelCard) -> set[str]:
    """The words of everything that a card gives back."""
    held = [one.title + " " + one.text for one in card.sections]
    held += [str(one) for one in (*card.tables, *card.specs, *card.benchmarks, *card.extras)]
    return set(re.findall(r"\w+", " ".join(held)))


@given(st.lists(_LINES, max_size=30))
def test_sections_hold_every_word_once_and_in_order(lines: list[str]) -> None:
    text = "\n".join(lines)
    card = modelcards.parse(text)
    sections = card.sections
    for before, after in pairwise(sections):
        assert before.line <= before.end_line < after.line
    for at, section in enumerate(sections):
        assert 1 <= section.line <= section.end_line <= len(lines)
        assert section.parent is None or section.parent < at
        for line in section.text.split("\n"):
            assert line.strip() in text or section.kind == "html"
    body = re.sub(r"</?[a-z]+[^>]*>|https?://\S+", " ", text)
    wanted = set(re.findall(r"\w+", body))
    assert wanted <= spoken(card) | {"https", "a", "example"}


@pytest.mark.parametrize(
    "make",
    [
        lambda n: "## Uses\n\n" * n,
        lambda n: "## Fine-tuning\n" * n,
        lambda n: "# Fine-tuning\n" + "## References\n\nx\n\n" * n,
        lambda n: "".join(f"<h{i % 6 + 1}>" for i in range(n)),
        lambda n: "".join(f"<h{i}>a</h{i}>\n" for i in range(1, n)),
        lambda n: "<div>" * n + "<h2>Uses</h2>" + "</div>" * n,
        lambda n: "<h2>\n\n" * n,
        lambda n: "**Uses**\n\n" * n,
        lambda n: "# " + "and " * n,
        lambda n: "# " + "(" * n,
        lambda n: "# Uses\n\n" + "<!--" * n,
        lambda n: "# Uses\n\n" + "TBD\n" * n,
        lambda n: "# Uses\n\n" + "- **a:** TBD " * n,
    ],
    ids=range(13),
)
def test_the_cost_of_sections_grows_with_the_text(make: Callable[[int], str]) -> None:
    assert growth(modelcards.parse, make, 60).most <= MOST


def test_of_a_hundred_thousand_headings_as_many_are_read_as_blocks_may_be() -> None:
    card = modelcards.parse("## Uses\n\nChat.\n\n" * 100_000)
    assert len(card.sections) == modelcards.Limits().blocks // 4
    assert "MC004" in {problem.code for problem in card.problems}
    assert card.sections[-1].end_line <= 400_000
