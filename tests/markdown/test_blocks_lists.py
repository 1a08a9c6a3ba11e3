"""Lists that are read item by item: the same blocks as by mistune's rule."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from modelcards.limits import Limits
from modelcards.markdown import block_parser as card_blocks
from modelcards.markdown.blocks import Document, read_blocks

LISTS = (
    "- one\n- two\n",
    "1. one\n2. two\n\n3. three",
    "1. one\n1) other\n",
    "-   wide\n-  less\n- least\n",
    "* one\n\n* two\n    \n* three\n\n\ntext\n",
    "* one\n  goes on\n  and on\n* two\n\n  second paragraph\n",
    "- one\n  - nested\n    - deeper\n  - again\n- two\n## Title\n",
    "- one\n  ```\n  code\n\n  more\n  ```\n- [ ] two\n",
    "- one\n\n      code\n\n- | a | b |\n  |---|---|\n  | 1 | 2 |\n",
    "text\n- interrupts\n",
    "text\n2. does not\n",
    "text\n1. does\n",
    "- one\nlazy\n- two\n",
    "- one\n * indented\n",
    "  - one\n  - two\n\n text\n",
    " 1. one\n 2. two\n2. three\n",
    "* **Key:** value\n* **Cite as:**\n```bib text\ncode\n```\n",
    "1. one\n```\ncode\n```\n2. two\n",
    "- one\n\n\ttab\n",
    "- one\n-\n- three\n",
    "- one\n- - -\n",
    "- \u3000x\n- one\n  \u3000\n",
    "- one\n\ttab\n",
    "-\ttab\n",
    "- a\tb\n",
    "> - quoted\n>   goes on\n> - twice\nlazy\n",
    "- > quote\n  > goes on\n- two\n\n- - -\n",
)
_LINES = (
    " - s", "  - t", "  2. j", "```py",
    "- a", "- b c", "* x", "* * *", "+ y", "1. one", "2. two", "3) three", "10. ten", "-   wide",
    "-     code?", "- - in", "", "", " ", "  cont", "   three", "    four", "  - in", "    - deep",
    "  1. in", " - one", "- ", "1.", "# H", "#x", "  # in", "text", "[x]: http://a", "- [x]: b",
    "- | a | b |", "  |---|---|", "---", "  ---", "  ===", "```", "  ```", "> q", "  > q", "<div>",
    "  </div>", "\tt", "- a\tb", "  \u3000", "  \x0b", "- **Key:** v",
)  # fmt: skip

Read = Callable[[str], Document]


@pytest.fixture(name="by_mistune")
def _by_mistune(monkeypatch: pytest.MonkeyPatch) -> Read:
    def read(text: str) -> Document:
        with monkeypatch.context() as patch:
            patch.setattr(card_blocks, "own_list", lambda *given: None)
            return read_blocks(text, first_line=3)

    return read


@pytest.mark.parametrize("text", LISTS)
def test_lists_are_read_as_mistune_reads_them(text: str, by_mistune: Read) -> None:
    assert read_blocks(text, first_line=3) == by_mistune(text)


def test_random_lists_are_read_as_mistune_reads_them(by_mistune: Read) -> None:
    chosen = random.Random(6)
    for _ in range(1500):
        some = chosen.sample(_LINES, chosen.randrange(3, 12))
        text = "\n".join(chosen.choice(some) for _ in range(chosen.randrange(2, 10)))
        assert read_blocks(text, first_line=3) == by_mistune(text), text


def test_a_long_list_is_cut_at_the_limit_of_blocks() -> None:
    document = read_blocks("1. one\n" * 40, limits=Limits(blocks=30))
    assert [problem.code for problem in document.problems] == ["MC004"]
    assert len(document.blocks[0].children) <= 30
