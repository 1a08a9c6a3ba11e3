"""`read_blocks` against stock mistune, and its lines against the text."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from modelcards.markdown.blocks import Block, read_blocks
from tests.support import compare_blocks
from tests.support.cards import needs_shared_cards


@needs_shared_cards
def test_real_cards_read_as_in_mistune_but_for_its_known_faults(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert compare_blocks.main(3000) == 0, capsys.readouterr().out


@pytest.mark.parametrize(
    "text", ["- a\n=-=", "> a\n# b", "- a\n<div>", "<br/>", "a\n     \nb", "<div+>"]
)
def test_each_known_fault_is_still_there(text: str) -> None:
    assert compare_blocks.stock(text) != compare_blocks.ours(text)
    assert compare_blocks.reason(text) is not None


def test_a_difference_without_a_reason_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(compare_blocks, "texts", lambda: ["> a\n# b\n\n- c\n"])
    monkeypatch.setattr(compare_blocks, "_REASONS", {})
    assert compare_blocks.main(0) == 1
    assert "1 unexplained" in capsys.readouterr().out


@needs_shared_cards
def test_every_text_line_stands_on_the_line_that_is_given() -> None:
    source = compare_blocks.texts()
    for text in [*source, *compare_blocks.mutated(source, 3000, 3)]:
        lines = text.split("\n")
        for block in _leaves(read_blocks(text, first_line=11).blocks):
            for number, row in enumerate(block.text.split("\n"), block.line - 11):
                assert _bare(row) in _bare(lines[number]), block
            rows = block.end_line - block.line + 1 - block.setext
            assert rows == 1 + block.text.count("\n"), block


def _leaves(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        assert block.line <= block.end_line
        if block.kind not in ("code", "rule", "list", "item", "quote"):
            yield block
        for child in block.children:
            assert block.line <= child.line <= child.end_line <= block.end_line
        yield from _leaves(block.children)


def _bare(line: str) -> str:
    return "".join(line.split())
