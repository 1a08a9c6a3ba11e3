r"""What the items of a list take in, for lists as nearly all authors write them.

Each item begins with its marker and a text, all at one margin; every line below is blank or stands
below that text; and the list ends at the end, at a heading or a code fence, or before that place
behind a blank line. These are found line by line. All other lists (lazy lines, tabs, markers that
step in) are left to mistune's rule, which asks a dozen questions of each line.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from modelcards.markdown.rules import PLAIN_LINES
from modelcards.markdown.state import BLANK, Block, State, whole_block

_ITEM = re.compile(r"( {0,3})([*+-]|[0-9]{1,9}[.)])( {1,4})(?=\S)([^\n]++)\n")
_MARKER = re.compile(r" *+([*+-]|[0-9]{1,9}[.)])[ \t\n]")
_TAB = re.compile(r" *+\t")
_BLANKS = re.compile(r"(?:[ \t\v\f]*+\n)++")
# What ends a list without a blank line.
_BREAK = re.compile(r"#{1,6}[ \n]|```[^`\n]*+\n")
_PLAIN = re.compile(PLAIN_LINES)


class _Item(NamedTuple):
    """An item: its first line, counted from that of the list, and its text without indentation."""

    line: int
    text: str


class _List(NamedTuple):
    items: list[_Item]
    end: int
    ordered: bool


def own_list(state: State, start: int, read: Callable[[State], None]) -> int | None:
    """Read the list at `start` and tell where it ends; None for what mistune has to read.

    `read` reads the inside of an item.
    """
    found = _items(state, start)
    shared = state.shared
    if found is None or 4 * len(found.items) > shared.left:
        return None
    first = state.line_at(start)
    blocks: list[Block] = []
    for item in found.items:
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
    kind = "ordered" if found.ordered else "bullet"
    end, level = blocks[-1].end_line, state.lists + 1
    state.push(whole_block(("list", first, end, "", level, False, tuple(blocks), kind)))
    return found.end


def _items(state: State, start: int) -> _List | None:
    """The list at `start`; None for what mistune has to read."""
    src, stop = state.src, state.cursor_max
    found = _ITEM.match(src, start)
    if found is None:
        return None
    # Of ordered lists only one that starts with 1 interrupts a paragraph.
    if state.open_start >= 0 and len(found[2]) > 1 and int(found[2][:-1]) != 1:
        return None
    margin, sign = found[1], found[2][-1]
    out: list[_Item] = []
    line = 0
    while True:
        first, text = line, found[4]
        if not text.strip(sign + BLANK):
            return None  # "* * *" is a rule
        lines = [text]
        indent = found.start(4) - found.start()
        at, blank, line = _below(state, found.end(), indent, lines)
        line += first
        while lines[-1] == "":
            lines.pop()
        if not lines[-1].strip():
            return None
        out.append(_Item(first, "\n".join(lines)))
        found = None if at >= stop else _ITEM.match(src, at)
        if found is not None and found[1] == margin and found[2][-1] == sign:
            continue
        if at < stop and not _ends(src, at, sign, blank):
            return None
        return None if "\t" in src[start:at] else _List(out, at, sign in ".)")


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
    if _TAB.match(src, at):
        return False
    marker = _MARKER.match(src, at)
    if marker is not None and marker[1][-1] == sign:
        return False
    return blank or _BREAK.match(src, at) is not None
