"""Blocks: kinds, texts, lines, nesting, references."""

from __future__ import annotations

import pytest

from modelcards.markdown.blocks import Block, read_blocks


def shape(blocks: tuple[Block, ...]) -> list[object]:
    """Kinds and lines, containers with what is in them."""
    return [
        (b.kind, b.line, b.end_line, *([shape(b.children)] if b.children else [])) for b in blocks
    ]


def read(text: str, first_line: int = 1) -> list[object]:
    return shape(read_blocks(text, first_line=first_line).blocks)


def only(text: str) -> Block:
    (block,) = read_blocks(text).blocks
    return block


def test_a_card_s_blocks_with_their_lines() -> None:
    text = (
        "# Lumen-7B\n\n> Reasoning, SOTA\n\n**Organization:** [Acme](a.md)\n**Access:** Public\n\n"
        "---\n\n## Specs\n- **Type:** MoE\n- **Parameters:** 7B\n\n```py\nx = 1\n\n```\nend\n"
    )
    assert read(text) == [
        ("heading", 1, 1),
        ("quote", 3, 3, [("paragraph", 3, 3)]),
        ("paragraph", 5, 6),
        ("rule", 8, 8),
        ("heading", 10, 10),
        ("list", 11, 12, [("item", n, n, [("paragraph", n, n)]) for n in (11, 12)]),
        ("code", 14, 17),
        ("paragraph", 18, 18),
    ]


def test_first_line_is_added_to_every_line() -> None:
    assert read("a\n\n- b\n  - c\n", first_line=10) == [
        ("paragraph", 10, 10),
        ("list", 12, 13, [("item", 12, 13, [
            ("paragraph", 12, 12),
            ("list", 13, 13, [("item", 13, 13, [("paragraph", 13, 13)])]),
        ])]),
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["", "\n\n\n", "   \n\t\n", "     "])
def test_nothing_gives_nothing(text: str) -> None:
    assert read_blocks(text).blocks == ()


@pytest.mark.parametrize(
    ("source", "text", "level"),
    [
        ("# a", "a", 1),
        ("###### a ##", "a", 6),
        ("## ##", "", 2),
        ("# a#", "a#", 1),
        ("#", "", 1),
        ("   # a \\#", "a \\#", 1),
        ("#\ta", "a", 1),
    ],
)
def test_headings(source: str, text: str, level: int) -> None:
    block = only(source)
    assert (block.kind, block.text, block.level, block.setext) == ("heading", text, level, False)


@pytest.mark.parametrize("source", ["####### a", "#a", "\\# a"])
def test_no_headings(source: str) -> None:
    assert only(source).kind == "paragraph"


def test_an_underline_makes_all_lines_above_it_a_heading() -> None:
    block = only("**Organization:** A\n**Released:** B\n---")
    assert block == Block("heading", 1, 3, "**Organization:** A\n**Released:** B", 2, True)
    assert only("a\n===").level == 1
    assert only("a\n=-=").kind == "paragraph"


def test_dashes_without_a_paragraph_are_a_rule_or_an_item() -> None:
    assert [b.kind for b in read_blocks("---\n\n ---\n\n***\n\n___\n").blocks] == ["rule"] * 4
    assert read("-\n\n--\n") == [("list", 1, 1, [("item", 1, 1)]), ("paragraph", 3, 3)]


def test_paragraph_lines_stay_one_to_one() -> None:
    block = only("a  \n   b\n     c\n1986. d")
    assert block.text.split("\n") == ["a  ", "   b", "     c", "1986. d"]


def test_a_line_of_blanks_ends_a_paragraph_and_is_no_code() -> None:
    assert read("a\n        \nb") == [("paragraph", 1, 1), ("paragraph", 3, 3)]


def test_code() -> None:
    fence = only("  ~~~ yaml title\n  a: 1\n\n  ~~~~\n")
    assert (fence.kind, fence.text, fence.info) == ("code", "a: 1", "yaml title")
    indented = only("    a\n\n    b\n\n")
    assert (indented.text, indented.end_line, indented.info) == ("a\n\nb", 3, "")
    assert read("```\n# no heading\n\n") == [("code", 1, 2)]
    assert [b.kind for b in read_blocks("``` a`b\n# x\n").blocks] == ["paragraph", "heading"]


def test_decoys_in_code_and_comments_stay_there() -> None:
    decoy = "# Decoy\n\n- **Parameters:** 1B\n\n| a | b |\n|---|---|\n"
    for before, after, kind in (("```\n", "```\n", "code"), ("<!--\n", "-->\n", "comment")):
        (block,) = read_blocks(before + decoy + after).blocks
        assert block.kind == kind
        assert "Decoy" in block.text


def test_lists() -> None:
    block = only("1. a\n2. b\n   more\n\n   - c\n")
    assert (block.info, block.level, len(block.children)) == ("ordered", 1, 2)
    inner = block.children[1].children[1]
    assert (inner.kind, inner.info, inner.level, inner.line) == ("list", "bullet", 2, 5)
    assert block.children[1].children[0].text == "b\nmore"


def test_a_marker_alone_takes_its_text_from_the_next_line() -> None:
    assert read("-\n  a\n-\n") == [
        ("list", 1, 3, [("item", 1, 2, [("paragraph", 2, 2)]), ("item", 3, 3)])
    ]
    assert only("1.\n   a").children[0].children[0].line == 2


def test_lazy_lines_and_tabs_keep_their_lines() -> None:
    text = "-\ta\nlazy\n\n\tb\n\n> q\nlazy\n>\n> > deep\n> ---\n"
    assert read(text) == [
        ("list", 1, 4, [("item", 1, 4, [("paragraph", 1, 2), ("paragraph", 4, 4)])]),
        ("quote", 6, 10, [
            ("paragraph", 6, 7),
            ("quote", 9, 9, [("paragraph", 9, 9)]),
            ("rule", 10, 10),
        ]),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "ending", ["## Specs", "- item", "<div>", "<table>", "```", "***", "<!-- c -->"]
)
def test_a_block_ends_a_quote_and_comes_behind_it(ending: str) -> None:
    quote, after, *_ = read_blocks(f"> text\n{ending}\n").blocks
    assert (quote.kind, quote.end_line, after.line) == ("quote", 1, 2)


@pytest.mark.parametrize(
    "inside", ["# head", "```\n> a\n> ```", "---", "| a |\n> |---|\n> | 1 |", "    code"]
)
def test_only_a_paragraph_is_continued_without_its_mark(inside: str) -> None:
    quote, after = read_blocks(f"> {inside}\ntext\n").blocks
    assert (quote.kind, after.kind, after.text) == ("quote", "paragraph", "text")


def test_in_a_quote() -> None:
    block = only("> a\n>     b\n> - c\n> ```\n>\n> # no\n> ```\n>\td")
    assert [b.kind for b in block.children] == ["paragraph", "list", "code", "paragraph"]
    assert block.children[2].text == "\n# no"
    table = only("> | a | b |\n> |---|---|\n> | 1 | 2 |\n>\n> text\nlazy").children
    assert [(b.kind, b.line) for b in table] == [("table", 1), ("paragraph", 5)]
    assert table[1].text == "text\nlazy"


def test_an_underline_that_is_lazy_is_text() -> None:
    assert only("> a\n===").children[0].text == "a\n==="


@pytest.mark.parametrize("ending", ["# h", "> q", "***", "```\nx\n```", "<div>", "1) x"])
def test_a_block_ends_a_list(ending: str) -> None:
    first, after = read_blocks(f"- a\n  - b\n{ending}\n").blocks
    assert (first.kind, first.end_line, after.line) == ("list", 2, 3)


def test_what_only_looks_like_a_fence_ends_no_list_and_no_quote() -> None:
    assert only("- a\n``` b`c").children[0].children[0].text == "a\n``` b`c"
    assert only("> a\n``` b`c").children[0].text == "a\n``` b`c"


def test_items_that_cannot_interrupt_a_paragraph() -> None:
    assert only("a\n2. b\n-").kind == "heading"
    assert only("a\n2. b\n+").text == "a\n2. b\n+"
    assert [b.kind for b in read_blocks("a\n1. b").blocks] == ["paragraph", "list"]


def test_plain_lists_end_at_another_bullet_a_heading_or_the_end() -> None:
    assert [b.kind for b in read_blocks("- a\n- b\n\n* c\n# d\n- e").blocks] == [
        "list", "list", "heading", "list",
    ]  # fmt: skip
    assert len(only("- a\n\n- b\n").children) == 2


def test_references() -> None:
    document = read_blocks(
        "[Paper]: https://example.org/é?a=ü 'The title'\n[paper]: other\n"
        "[b]: <c d>\n[e]:\n/f\n[a]: u v w\n\n[]: x\n\ntext\n[f]: no\n"
    )
    assert document.references["PAPER"] == ("https://example.org/é?a=ü", "The title")
    assert document.references["B"] == ("c d", "")
    assert set(document.references) == {"PAPER", "B", "E"}
    assert [b.text for b in document.blocks] == ["[a]: u v w", "[]: x", "text\n[f]: no"]


def test_references_in_containers_count_for_the_whole_text() -> None:
    assert read_blocks("> [a]: b\n").references["A"].url == "b"
