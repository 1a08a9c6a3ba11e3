"""What block reading yields, and the state it keeps: blocks with lines, not mistune's dicts."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple, cast

from mistune.core import BlockState

from modelcards.limits import Limits
from modelcards.model.parts import Problem
from modelcards.model.unchecked import trusted

_problem = trusted(Problem)

BLANK = " \t\n\v\f"

# What mistune's rules see as the last token: they only ask whether it is a paragraph.
_OPEN: dict[str, Any] = {"type": "paragraph"}
_CLOSED: dict[str, Any] = {"type": "closed"}


class Block(NamedTuple):
    r"""One block of a text with its place: lines are 1-based lines of the file.

    `kind` is `heading`, `paragraph`, `list`, `item`, `quote`, `code`, `html`, `comment`, `rule` or
    `table`. `end_line` is the last line, without blank lines behind it. `text` is the inline source
    of a heading or paragraph with one text line a source line (text line k, from 0, stands on
    `line + k`), the content of code, raw HTML, or the source rows of a pipe table, one a line, with
    the indentation and `>` of their containers removed; empty for containers. `level` is the level
    of a heading or the number of lists that a list stands in, itself included, else 0. `setext`
    marks a heading made by an underline. `children` are a list's items, or the blocks of an item
    or quote. `info` is the info string of a code fence; `ordered` or `bullet` for a list; else
    empty.

    >>> from modelcards.markdown.blocks import read_blocks
    >>> quote, = read_blocks("> one\n> two\n").blocks
    >>> quote.kind, quote.children[0].text, quote.end_line
    ('quote', 'one\ntwo', 2)
    """

    kind: str
    line: int
    end_line: int
    text: str = ""
    level: int = 0
    setext: bool = False
    children: tuple[Block, ...] = ()
    info: str = ""


# A block from all of its fields. A card has some fifty, and to call the class takes twice as long.
whole_block: Callable[[tuple[str, int, int, str, int, bool, tuple[Block, ...], str]], Block] = (
    partial(tuple.__new__, Block)
)


class Reference(NamedTuple):
    """A link definition `[label]: url "title"`; `url` is as printed, `title` may be empty."""

    url: str
    title: str


# What cards are divided into, or read by their cells.
PARTS = frozenset(("heading", "table", "html"))
# Such a block becomes a section, a table or both, which take as much memory as three others do.
_MORE = 2


class Shared:
    """What all states of one text share: its limits, what they cut, the blocks still allowed, and
    whether headings or tables stand inside of containers.
    """

    def __init__(self, limits: Limits) -> None:
        """Start with nothing cut."""
        self.limits = limits
        self.left = limits.blocks
        self.references: dict[str, Reference] = {}
        self.nested = False
        self.problems: dict[str, Problem] = {}

    def cut_blocks(self, line: int) -> None:
        """Note that the limit of blocks was reached."""
        self.cut("blocks", f"only what fits in {self.limits.blocks:,} blocks is read", line)

    def cut(self, limit: str, message: str, line: int) -> None:
        """Note the first place where `limit` was reached."""
        if limit not in self.problems:
            self.problems[limit] = _problem(code="MC004", message=message, line=line)


class State(BlockState):
    """A text or the inside of a container, read from `cursor` on.

    `tokens` holds finished `Block`s. The paragraph being read is only its span in `src`
    (`open_start` is -1 when there is none): a paragraph's lines are contiguous, and appending them
    to a string one by one would be quadratic.
    """

    def __init__(self, parent: State | None = None) -> None:
        """An empty state; `parent` is the state of the container's surroundings."""
        self.src = ""
        self.tokens: list[Any] = []
        self.cursor = self.cursor_max = 0
        self.list_tight = True
        self.parent = parent
        self.lazy_line_starts: set[int] = set()
        self.first_line = 1
        self.open_start = -1
        self.open_end = -1
        self.pending: dict[str, Any] | None = None
        self.items: list[Block] = []
        self.item_start = -1
        self.item_line = 0
        self.ends: dict[int, int] | None = None
        self._mark = self._newlines = 0
        if parent is None:
            self.env = {"ref_links": {}}
            self.level = self.lists = 0
        else:
            self.env = parent.env
            self.shared: Shared = parent.shared
            self.level = parent.level + 1
            self.lists = parent.lists

    def start(self, shared: Shared, text: str, first_line: int) -> None:
        """Make this the state of a whole text."""
        self.shared = shared
        self.process(text)
        self.first_line = first_line

    def process(self, src: str) -> None:
        """Take the text to read; its last line ends like any other."""
        self.src = src if src.endswith("\n") else src + "\n"
        self.cursor_max = len(self.src)

    def depth(self) -> int:
        """How many containers this state stands in."""
        return self.level

    def line_at(self, pos: int) -> int:
        """The line of the file on which position `pos` of `src` stands."""
        if pos >= self._mark:
            self._newlines += self.src.count("\n", self._mark, pos)
        else:
            self._newlines -= self.src.count("\n", pos, self._mark)
        self._mark = pos
        return self.first_line + self._newlines

    def push(self, block: Block) -> None:
        """Add a finished block; it ends an open paragraph."""
        if self.open_start >= 0:
            self.close()
        self.tokens.append(block)
        if block.kind in PARTS:
            self.shared.left -= _MORE

    def close(self) -> None:
        """Finish the open paragraph, if there is one."""
        if self.open_start >= 0:
            self.tokens.append(self.opened("paragraph", 0))
            self.open_start = -1

    def opened(self, kind: str, level: int) -> Block:
        """The open paragraph as a block of this kind."""
        text = self.src[self.open_start : self.open_end].rstrip(BLANK)
        line = self.line_at(self.open_start)
        more = text.count("\n")
        return Block(kind, line, line + more if more else line, text, level)

    def end_line(self, line: int, start: int, end: int) -> int:
        """The last line that is not blank of the span that begins on `line`."""
        return line + self.src[start:end].rstrip(BLANK).count("\n")

    # What follows is how mistune's own rules speak to a state.

    def last_token(self) -> dict[str, Any]:
        """Say whether a paragraph is open."""
        return _OPEN if self.open_start >= 0 else _CLOSED

    def append_token(self, token: dict[str, Any]) -> None:
        """Take a token of a mistune rule; its end is known when the rule returns."""
        self.pending = token

    def add_paragraph(self, text: str) -> None:
        """Open a paragraph at the cursor or go on with the open one."""
        if self.open_start < 0:
            self.open_start = self.cursor
        self.open_end = self.cursor + len(text)

    def append_paragraph(self) -> int | None:
        """Add the line at the cursor to the open paragraph; None when there is none."""
        if self.open_start < 0:
            return None
        self.open_end = self.find_line_end()
        return self.open_end

    def child_state(self, src: str, lazy_line_starts: set[int] | None = None) -> State:
        """The state of a list item's inside; called by mistune's list rule for item after item.

        mistune dedents an item line by line, so its k-th line is the k-th line behind its first. An
        item whose marker stands alone loses that first line. The cursor stands behind the item's
        lines, and behind the next item's first line if there is a next item.
        """
        child = State(self)
        child.process(src)
        child.lists += 1
        start = self.item_start
        end = self.find_line_end_at(start)
        child.item_line = child.first_line = self.line_at(start)
        if not self.src[start:end].strip().lstrip("0123456789").lstrip("*+-.)"):
            child.first_line += 1
        self.item_start = self.src.rfind("\n", 0, max(self.cursor - 1, 0)) + 1
        if self.shared.left <= 0:
            # Behind the next item, which mistune's rule has taken already.
            self.shared.cut_blocks(self.line_at(self.cursor))
            self.cursor = self.cursor_max
        return child

    def found(self) -> tuple[Block, ...]:
        """The blocks read, when all is read."""
        blocks = tuple(cast("list[Block]", self.tokens))
        if self.parent is not None and not self.shared.nested:
            self.shared.nested = any(block.kind in PARTS for block in blocks)
        return blocks
