"""The fenced blocks of code: in which language each is, and where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from modelcards.markdown.blocks import Block
from modelcards.model.parts import CodeBlock
from modelcards.model.unchecked import trusted

_code = trusted(CodeBlock)

# Behind the marks of lists and quotes that the block may stand in.
_FENCE = re.compile(r"[ \t>*+\-\d.)]{0,60}(?:```|~~~)")


def code_blocks(blocks: Iterable[Block], lines: Sequence[str]) -> list[CodeBlock]:
    r"""The fenced blocks of a card in order; what is code for its indentation alone has no fence.

    >>> from modelcards.markdown.blocks import read_blocks
    >>> text = "```python\nx = 1\n```\n"
    >>> code_blocks(read_blocks(text).blocks, text.split("\n"))
    [CodeBlock(language='python', line=1, end_line=3)]
    """
    found: list[CodeBlock] = []
    for block in blocks:
        if block.kind == "code":
            if _FENCE.match(lines[block.line - 1]):
                language = next(iter(block.info.split()), "").strip("{}.,") or None
                found.append(_code(language=language, line=block.line, end_line=block.end_line))
        elif block.children:
            found += code_blocks(block.children, lines)
    return found
