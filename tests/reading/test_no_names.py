"""Texts that stand where a name could and are none, each kind at its edge."""

from __future__ import annotations

import pytest

from modelcards.reading.no_names import (
    fold,
    heading_role,
    in_vocabulary,
    is_no_name,
    is_placeholder_name,
    is_section_heading,
    is_slipped_key,
    names_data,
    says_something_else,
    tells_what_was_done,
)


def test_headings_are_compared_without_what_decorates_them() -> None:
    for title in ("## 2. News!!", "“News”", "News [optional]", "**NEWS（optional）**", "🔥 News:"):
        assert fold(title) == "news"
    assert fold("News (optional) of birds") == "news (optional) of birds"


def test_only_short_headings_have_a_role() -> None:
    role = heading_role("Usage")
    assert role is not None
    assert heading_role("Usage" + "!" * 195) == role
    assert heading_role("Usage" + "!" * 196) is None
    assert heading_role("Zorbs") is None


@pytest.mark.parametrize(
    ("title", "known"),
    [
        ("News", True),
        ("News: of the week", True),
        ("News - of the week", True),
        ("News, and Usage", True),
        ("News / Usage | Results", True),
        ("News und Usage", True),
        ("模型介绍 Usage", True),
        ("Usage（鸟）", True),
        ("Zorb: of the week", False),
        ("News & zorbs", False),
        ("Zorbs & news", False),
        ("鸟 Zorbs", False),
        ("Newsletter", False),
        ("鸟", False),
        ("", False),
    ],
)
def test_the_headings_of_sections(title: str, known: bool) -> None:
    assert in_vocabulary(title) is known


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        ("News", True),
        ("Model details and results", True),
        ("Details of the zorbs", False),
        ("of", False),  # too short to be one
        ("42", False),
        ("", False),
    ],
)
def test_titles_of_nothing_but_the_words_of_headings(title: str, heading: bool) -> None:
    assert is_section_heading(title) is heading


@pytest.mark.parametrize(
    ("title", "placeholder"),
    [
        ("{MODEL_NAME}", True),
        ("{{ model_id }}", True),
        ("Lumen {{ size }} chat", True),
        (" <your-model> ", True),
        ("[Name]", True),
        ("%NAME%", True),
        ("$MODEL", True),
        ("My awesome model", True),
        ("Lumen [x]", False),
        ("100% Lumen", False),
        ("Lumen", False),
    ],
)
def test_what_templates_leave(title: str, placeholder: bool) -> None:
    assert is_placeholder_name(title) is placeholder


@pytest.mark.parametrize(
    ("title", "other"),
    [
        ("Join our  DISCORD", True),
        ("**Note:** it sings", True),
        ("Note:it sings", True),
        ("This is it", True),
        ("This is", True),
        ("This is-land", False),
        ("Hello/World", False),
        ("Hellos", False),
        ("Lumen, this is", False),
        ("Lumen coming soon!", True),
        ("license: mit", True),
        ("Lumen: mit", False),
        ("English | 中文", True),
        ("English | Zorbish", False),
        ("English", False),
        ("English " * 30 + "| 中文", False),
        ("./lumen", True),
        ("/lumen", True),
        ("at https://x.example", True),
        ("lumen/birds", False),
        ("Update 2024-03-02", True),
        ("News 2024-03-02 (v1.2)", True),
        ("News of 2024-03-02 and 2024-04-05", True),
        ("2024-03-02 News 2024-04-05", True),
        ("Lumen 2024-03-02", False),
        ("Results", False),
        ("v1.2.3", True),
        ("Version 2", True),
        ("v1 Lumen", False),
        ("Apache License 2.0", True),
        ("Licensed birds", False),
        ("42", False),
        ("(42)", False),
        ("123456", True),
        ("---", True),
        ("Lumen", False),
    ],
)
def test_notices_and_the_like(title: str, other: bool) -> None:
    assert says_something_else(title) is other


def test_lines_of_front_matter_that_stand_in_the_text() -> None:
    assert is_slipped_key("Tags : birds")
    assert is_slipped_key("license:")
    assert not is_slipped_key("license")
    assert not is_slipped_key("my license: mit")


@pytest.mark.parametrize(
    ("title", "data"),
    [
        ("Brook: a corpus", True),
        ("The Brook DATASET", True),
        ("A dataset of brooks", False),
        ("Lumen trained on the Brook dataset", False),
        ("", False),
    ],
)
def test_titles_of_data(title: str, data: bool) -> None:
    assert names_data(title) is data


@pytest.mark.parametrize(
    ("title", "done"),
    [
        ("GGUF quants of Lumen", True),
        ("(4-bit) quants for Lumen", True),
        ("3.5bpw of Lumen", True),
        ("Q4_K_M of Lumen", True),
        ("Quants", False),
        ("Quants of", False),
        ("Of Lumen", False),
        ("Songs of Lumen", False),
        ("GGUF songs of Lumen", False),
        ("Quants from Lumen of Avalon", True),
    ],
)
def test_what_was_done_to_another_model(title: str, done: bool) -> None:
    assert tells_what_was_done(title) is done


def test_every_kind_of_no_name() -> None:
    for title in ("", "x" * 201, "{NAME}", "News", "Join our Discord", "GGUF of Lumen"):
        assert is_no_name(title)
    for title in ("Lumen", "x" * 200):
        assert not is_no_name(title)
