"""Blocks → sections: what stands under which heading."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache, partial
from typing import NamedTuple

from modelcards import vocabulary
from modelcards.markdown.blocks import Block, Document
from modelcards.markdown.inline import bold_lead, visible
from modelcards.text.repair_stages.debris import without_emoji

# Signs that decorate headings: everything that is a symbol, a dingbat or an emoji, and what joins
# or colours them. Letters, digits and punctuation of any language stay.
_DECORATION = re.compile(
    "[\u00a9\u00ae\u200d\u20e3\u2190-\u21ff\u2300-\u23ff\u2460-\u27bf\u2900-\u297f"
    "\u2b00-\u2bff\u3030\u303d\ufe0e\ufe0f\U0001f000-\U0001faff\U000e0020-\U000e007f]"
)
_NUMBERING = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,3}[.)]?\s+|#\s?")


def plain(text: str) -> str:
    """Visible text without emoji and other decoration, white space collapsed.

    >>> plain("\U0001f527 Technical  Specifications")
    'Technical Specifications'
    """
    if text.isascii() and "  " not in text:
        return text.strip()
    return " ".join(_DECORATION.sub("", without_emoji(text)).split())


@lru_cache(maxsize=4096)
def normal(label: str) -> str:
    """A label or heading as it is compared: without decoration, case, final colon, numbering.

    >>> normal("3. Training Efficiency:")
    'training efficiency'
    """
    text = plain(label.replace("_", " ") if " " not in label else label).casefold()
    numbering = _NUMBERING.match(text)
    if numbering is not None:
        text = text[numbering.end() :]
    return text[:-1].rstrip() if text.endswith((":", "：")) else text


_HOLDS_TABLES = ("table", "html")


class Section(NamedTuple):
    """A heading and the blocks below it, up to the next heading of any level.

    `title` is visible text without decoration ("" before the first heading), `role` what the
    heading stands for (`data/sections.txt`), `path` the titles from the outermost down to it.
    `tables` are the blocks that may hold tables, wherever they are nested.
    """

    title: str
    level: int
    line: int
    path: tuple[str, ...]
    role: str | None
    heading: Block | None
    blocks: list[Block]
    tables: list[Block]

    @property
    def first_line(self) -> int:
        """The first line after the heading."""
        return self.heading.end_line + 1 if self.heading else self.line


_Filled = tuple[str, int, int, tuple[str, ...], str | None, Block | None, list[Block], list[Block]]
# A section from all of its fields, in a fraction of the time that calling the class takes.
_section: Callable[[_Filled], Section] = partial(tuple.__new__, Section)


@lru_cache(maxsize=1024)
def _read_heading(source: str) -> tuple[str, str | None]:
    """A heading's title and role; the same few headings stand in hundreds of cards."""
    title = plain(visible(source))
    return title, section_role(title)


def section_role(title: str) -> str | None:
    """What a heading stands for, or None.

    >>> section_role("\U0001f4dd Additional Notes")
    'notes'
    """
    return _roles().get(normal(title))


@lru_cache(maxsize=1)
def _roles() -> dict[str, str]:
    return {label: row[0] for row in vocabulary.rows("sections") for label in row[1:]}


def _is_prose(heading: Block) -> bool:
    """Lines right above `---` make a setext heading; facts among them show that none was meant."""
    if not heading.setext:
        return False
    lines = heading.text.split("\n")
    return len(lines) > 1 or bold_lead(lines[0]) is not None


def outline(document: Document) -> list[Section]:
    """The sections of a card in order; the first holds what stands before any heading."""
    sections = [_section(("", 0, 1, (), None, None, [], []))]
    _add(document, document.blocks, sections, [])
    if sections[0].blocks:
        sections[0] = sections[0]._replace(line=sections[0].blocks[0].line)
    return sections


def _add(
    document: Document,
    blocks: Iterable[Block],
    sections: list[Section],
    stack: list[tuple[int, tuple[str, ...]]],
) -> None:
    """Put blocks under their headings; a heading inside a quote or a list opens a section, too."""
    current = sections[-1]
    for block in blocks:
        kind = block.kind
        if kind == "heading":
            if _is_prose(block):
                current.blocks.append(block._replace(kind="paragraph", level=0, setext=False))
            else:
                current = _open(block, stack)
                sections.append(current)
        elif block.children and document.nested:
            tables: list[Block] = []
            if _tables_inside(block, tables):
                _add(document, block.children, sections, stack)
                current = sections[-1]
            else:
                current.blocks.append(block)
                current.tables.extend(tables)
        else:
            current.blocks.append(block)
            if kind in _HOLDS_TABLES:
                current.tables.append(block)


def _open(heading: Block, stack: list[tuple[int, tuple[str, ...]]]) -> Section:
    level = heading.level
    title, role = _read_heading(heading.text)
    while stack and stack[-1][0] >= level:
        stack.pop()
    path = (*stack[-1][1], title) if stack else (title,)
    stack.append((level, path))
    return _section((title, level, heading.line, path, role, heading, [], []))


def _tables_inside(block: Block, tables: list[Block]) -> bool:
    """Collect the blocks inside a container that hold tables; True when a heading is inside."""
    headed = False
    for child in block.children:
        kind = child.kind
        if kind == "paragraph":
            continue
        if kind in _HOLDS_TABLES:
            tables.append(child)
        elif kind == "heading" or (child.children and _tables_inside(child, tables)):
            headed = True
    return headed
