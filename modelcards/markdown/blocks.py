"""Markdown text to positioned blocks: the one place where Markdown's block grammar is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from modelcards.limits import DEFAULT_LIMITS, Limits
from modelcards.markdown.block_parser import parser
from modelcards.markdown.state import Block, Reference, Shared, State
from modelcards.model.parts import Problem

__all__ = ["Block", "Document", "Reference", "read_blocks"]


class Document(NamedTuple):
    """The blocks of a text, its link definitions (by mistune's normalised label), what was cut.

    `nested` tells whether headings, tables or HTML stand inside of quotes or lists.
    """

    blocks: tuple[Block, ...]
    references: Mapping[str, Reference]
    problems: tuple[Problem, ...]
    nested: bool


def read_blocks(text: str, *, first_line: int = 1, limits: Limits = DEFAULT_LIMITS) -> Document:
    r"""Read the blocks of `text`, which has `\n` line ends and no front matter.

    `first_line` is the line of the file on which `text` begins. Never raises for its content: what
    a limit cut off is told in `problems` (MC004).

    >>> document = read_blocks("# Lumen\n\n- **Parameters:** 7B\n", first_line=5)
    >>> [(block.kind, block.line) for block in document.blocks]
    [('heading', 5), ('list', 7)]
    """
    shared = Shared(limits)
    if len(text) > limits.characters:
        end = text.rfind("\n", limits.characters // 2, limits.characters) + 1 or limits.characters
        line = first_line + text.count("\n", 0, end)
        shared.cut("characters", f"only the first {end:,} characters are read", line)
        text = text[:end]
    state = State()
    state.start(shared, text, first_line)
    try:
        parser(limits.nesting).read(state)
        blocks = state.found()
    except RecursionError:
        # the caller may have left too little of the stack for any nesting
        shared.cut("stack", "nested too deep to be read: kept as one paragraph", first_line)
        body = text.rstrip()
        blocks = (Block("paragraph", first_line, first_line + body.count("\n"), body),)
    return Document(blocks, shared.references, tuple(shared.problems.values()), shared.nested)


def item_text(item: Block) -> Block | None:
    """The paragraph that a list item opens with."""
    first = item.children[0] if item.children else None
    return first if first is not None and first.kind == "paragraph" else None


def items(block: Block) -> list[Block]:
    """Every list item below a list, nested ones after the one that holds them."""
    found: list[Block] = []
    for item in block.children:
        found.append(item)
        for child in item.children:
            if child.kind == "list":
                found += items(child)
    return found
