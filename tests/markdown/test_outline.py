"""Sections: which blocks stand under which heading."""

from __future__ import annotations

import pytest

from modelcards.markdown.blocks import read_blocks
from modelcards.markdown.outline import Section, normal, outline, plain, section_role


def sections(text: str) -> list[Section]:
    return outline(read_blocks(text))


def test_paths_follow_the_levels() -> None:
    found = sections("lead\n\n# A\n\n### B\n\ntext\n\n## C\n\n#### D\n")
    assert [(s.title, s.path) for s in found] == [
        ("", ()),
        ("A", ("A",)),
        ("B", ("A", "B")),
        ("C", ("A", "C")),
        ("D", ("A", "C", "D")),
    ]
    assert [block.kind for block in found[2].blocks] == ["paragraph"]


def test_lines_above_a_rule_are_no_heading_when_they_state_facts() -> None:
    found = sections("# A\n\n**Released:** 2025\n**Access:** Public\n---\n\n## B\n")
    assert [s.title for s in found] == ["", "A", "B"]
    assert found[1].blocks[0].text.count("\n") == 1
    assert [s.title for s in sections("A title\n---\ntext")] == ["", "A title"]


def test_a_heading_inside_a_quote_or_a_list_opens_a_section() -> None:
    assert [s.title for s in sections("> # Quoted\n>\n> text\n")] == ["", "Quoted"]
    assert [s.title for s in sections("- one\n- # Listed\n")] == ["", "Listed"]
    assert [b.kind for b in sections("> only text\n")[0].blocks] == ["quote"]


def test_an_empty_card_has_one_section() -> None:
    assert [(s.title, s.line, s.first_line) for s in sections("")] == [("", 1, 1)]


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("📈 Performance Benchmarks", "benchmarks"),
        ("2.1 Evaluation results:", "benchmarks"),
        ("评测结果", "benchmarks"),
        ("RESOURCES", "resources"),
        ("Anything else", None),
    ],
)
def test_roles(heading: str, role: str | None) -> None:
    assert section_role(heading) == role


def test_decoration_goes_and_letters_stay() -> None:
    assert plain("🏷️  Étiquettes № 1 ✅") == "Étiquettes № 1"
    assert normal("# Params") == "params"
    assert normal("n_layers") == "n layers"
