r"""What the items of a list take in, for lists as nearly all authors write them.

Each item begins at the margin with its marker and a text, every line below is blank or stands below
that text, and the list ends at the end, at a heading, or at the margin behind a blank line. These
are found line by line. All other lists (lazy lines, tabs, markers that are indented) are left to
mistune's rule, which asks a dozen questions of each line.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from modelcards.markdown.rules import PLAIN_LINES
from modelcards.markdown.state import Block, State, whole_block

_ITEM = re.compile(r"([*+-]|[0-9]{1,9}[.)])( {1,4})(?=\S)([^\n]++)\n")
_MARKER = re.compile(r"([*+-]|[0-9]{1,9}[.)])[ \t\n]")
_BLANKS = re.compile(r"(?:[ \t\v\f]*+\n)++")
_HEADING = re.compile(r"#{1,6}[ \n]")
_PLAIN = re.compile(PLAIN_LINES)


class _Item(NamedTuple):
    """An item: its first line, counted from that of the list, and its text without indentation."""

    line: int
    text: str


def own_list(state: State, start: int, read: Callable[[State], None]) -> int | None:
    """Read the list at `start` and tell where it ends; None for what mistune has to read.

    `read` reads the inside of an item.
    """
    found = _items(state, start)
    shared = state.shared
    if found is None or 4 * len(found[0]) > shared.left:
        return None
    first = state.line_at(start)
    blocks: list[Block] = []
    for item in found[0]:
        line = first + item.line
        last = line + item.text.count("\n")
        if _PLAIN.fullmatch(item.text) is not None:
            shared.left -= 1
            inside: tuple[Block, ...] = (
                whole_block(("paragraph", line, last, item.text, 0, False, (), "")),
            )
        else:
            child = State(state)
            child.process(item.text)
            child.lists += 1
            child.first_line = child.item_line = line
            read(child)
            inside = child.found()
        shared.left -= 1
        blocks.append(whole_block(("item", line, last, "", 0, False, inside, "")))
    kind = "ordered" if state.src[start].isdecimal() else "bullet"
    end, level = blocks[-1].end_line, state.lists + 1
    state.push(whole_block(("list", first, end, "", level, False, tuple(blocks), kind)))
    return found[1]


def _items(state: State, start: int) -> tuple[list[_Item], int] | None:
    """The items of the list at `start`, and where it ends; None for what mistune has to read."""
    src, stop = state.src, state.cursor_max
    found = _ITEM.match(src, start)
    # Only a list that starts with 1 interrupts a paragraph.
    if found is None or (state.open_start >= 0 and len(found[1]) > 1):
        return None
    sign = found[1][-1]
    out: list[_Item] = []
    line = 0
    while True:
        first, text = line, found[3]
        if text[0] == sign:
            return None  # "* * *" is a rule
        lines = [text]
        at, blank, line = _below(state, found.end(), len(found[1]) + len(found[2]), lines)
        line += first
        while lines[-1] == "":
            lines.pop()
        if not lines[-1].strip():
            return None
        out.append(_Item(first, "\n".join(lines)))
        found = None if at >= stop else _ITEM.match(src, at)
        if found is not None and found[1][-1] == sign:
            continue
        if at < stop and not _ends(src, at, sign, blank):
            return None
        return None if "\t" in src[start:at] else (out, at)


def _below(state: State, at: int, indent: int, lines: list[str]) -> tuple[int, bool, int]:
    """Add the lines below an item's first to `lines`.

    Gives where they end, whether the last is blank, and how many lines the item has.
    """
    src, stop = state.src, state.cursor_max
    margin = " " * indent
    blank = False
    count = 1
    while at < stop:
        blanks = _BLANKS.match(src, at)
        if blanks is not None:
            blank = True
            number = src.count("\n", at, blanks.end())
            lines += [""] * number
            count += number
            at = blanks.end()
        elif src.startswith(margin, at):
            blank = False
            end = src.index("\n", at)
            lines.append(src[at + indent : end])
            count += 1
            at = end + 1
        else:
            break
    return at, blank, count


def _ends(src: str, at: int, sign: str, blank: bool) -> bool:
    """True where a list ends for sure before the line at `at`."""
    if src[at].isspace():
        return False
    marker = _MARKER.match(src, at)
    if marker is not None and marker[1][-1] == sign:
        return False
    return blank or _HEADING.match(src, at) is not None
