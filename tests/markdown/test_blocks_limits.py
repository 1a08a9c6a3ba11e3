"""Hostile input: read in bounds, and what was cut is said."""

from __future__ import annotations

import sys

import pytest

from modelcards.limits import Limits
from modelcards.markdown import block_parser
from modelcards.markdown.blocks import Block, read_blocks

SIZE = 60_000


def filled(piece: str) -> str:
    return piece * (SIZE // len(piece))


# Each of these costs mistune time or memory that grows with the square of the text, or the stack.
@pytest.mark.parametrize(
    "text",
    [
        filled("- a\n> b\n"), filled("- a\n  - b\n> c\n"), filled(">"), filled("> "),
        filled("> - "), filled("1. > "), filled("["), filled("[\n"), filled("[a]:\n"),
        filled("[a]: b '\n"), "# a" + " " * SIZE + "b", "# " + filled("# "),
        filled("\n"), filled(" \n"), filled("a\n"),
        filled("**b** "), filled("<div>"), filled("<div>\n\n"), filled("<table>\n\n"),
        filled("<table>\n\n</table>\n"), filled("<!-- "), filled("<a "),
        "a|b\n-|-\n" + filled("a|b|c\n"),
        "|a|b|\n|-|-|\n" + "|" * SIZE, "|" * SIZE + "\n" + filled("|-") + "|", filled("- - "),
        filled("-\n"), filled("*"), filled("```\n"), filled("`````x\n"), filled("> a\nb\n"),
        filled("\ta\n"), filled(">\ta\n"),
    ],
)  # fmt: skip
def test_hostile_text_is_read(text: str) -> None:
    document = read_blocks(text)
    assert all(problem.code == "MC004" for problem in document.problems)
    last = 1 + text.count("\n")
    assert all(1 <= block.line <= block.end_line <= last for block in document.blocks)


def depth(blocks: tuple[Block, ...]) -> int:
    return 1 + max(map(depth, (b.children for b in blocks))) if blocks else 0


@pytest.mark.parametrize(
    "text",
    [
        ">" * 100 + " a",
        "> - " * 50 + "a",
        "".join("  " * n + "- a\n" for n in range(60)),
        "".join("  " * n + "-\n" for n in range(60)),
    ],
)
def test_containers_nest_as_deep_as_allowed_and_no_deeper(text: str) -> None:
    document = read_blocks("x\n\n" + text, limits=Limits(nesting=5))
    assert depth(document.blocks) <= 13
    assert [(p.code, p.line >= 3) for p in document.problems if p.line] == [("MC004", True)]
    assert read_blocks(text, limits=Limits(nesting=200)).problems == ()


@pytest.mark.parametrize(
    "text", ["# a\n" * 50, "- a\n" * 50, "- a\n  b\n" * 50, "-\n" * 50, "> a\n\n" * 50]
)
def test_as_many_blocks_are_read_as_allowed(text: str) -> None:
    document = read_blocks(text, limits=Limits(blocks=20))
    (problem,) = document.problems
    assert (problem.code, "20 blocks" in problem.message) == ("MC004", True)
    assert 0 < sum(1 for block in document.blocks for _ in (block, *block.children)) <= 25


def test_the_text_is_cut_at_a_line_end() -> None:
    document = read_blocks("a\n\nb\n\nc\n\nd\n", first_line=5, limits=Limits(characters=7))
    assert [block.text for block in document.blocks] == ["a", "b"]
    assert [(p.code, p.line) for p in document.problems] == [("MC004", 9)]


def test_a_long_last_line_is_cut_where_the_limit_is() -> None:
    document = read_blocks("a\n" + "b" * 100, limits=Limits(characters=50))
    assert document.blocks[0].text == "a\n" + "b" * 48


def test_without_stack_the_text_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    def overflow(*_: object, **__: object) -> None:
        raise RecursionError

    monkeypatch.setattr(block_parser.CardParser, "read", overflow)
    document = read_blocks("> a\n> b\n\n", first_line=3)
    assert document.blocks == (Block("paragraph", 3, 4, "> a\n> b"),)
    assert [problem.code for problem in document.problems] == ["MC004"]


def test_the_deepest_nesting_allowed_fits_on_an_ordinary_stack() -> None:
    assert sys.getrecursionlimit() >= 1000
    assert read_blocks("- > " * 40 + "a").blocks[0].kind == "list"


def test_a_heading_counts_as_three_blocks() -> None:
    few = Limits(blocks=30)
    assert len(read_blocks("a\n\n" * 50, limits=few).blocks) == 30
    assert len(read_blocks("# a\n" * 50, limits=few).blocks) == 10
