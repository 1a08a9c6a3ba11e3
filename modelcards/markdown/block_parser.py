"""mistune's BlockParser with positions, own rules, and bounds where it has none."""

from __future__ import annotations

import re
from functools import cache
from re import Match, Pattern
from typing import Any, ClassVar

from mistune.block_parser import BlockParser
from mistune.core import BlockState
from mistune.helpers import parse_link_href, unescape_char

from modelcards.markdown import html as block_html
from modelcards.markdown import quotes as block_quote
from modelcards.markdown import rules as block_rules
from modelcards.markdown.lists import own_list
from modelcards.markdown.state import BLANK, Block, Reference, State

_CONTAINERS = ("block_quote", "list", "plain_list", "plain_quote")

# With a paragraph open, a plain line goes on with it and `---` is its underline.
_AFTER_BLANK = ("plain_paragraph", "plain_rule")

# Which rules can apply to a line that starts with a character, in the order they are tried in.
# A line that starts with white space is matched against all of mistune's rules.
_FIRST: dict[str, tuple[str, ...]] = {
    "#": ("plain_heading", "atx_heading"),
    "`": ("fenced_code",),
    "~": ("fenced_code",),
    ">": ("plain_quote", "block_quote"),
    "<": ("raw_html",),
    "[": ("plain_paragraph", "ref_link"),
    "=": ("setex_heading",),
    "-": ("plain_list", "plain_rule", "setex_heading", "thematic_break", "list"),
    "*": ("plain_paragraph", "plain_list", "thematic_break", "list"),
    "+": ("plain_list", "list"),
    "_": ("plain_paragraph", "thematic_break"),
    "|": (),
    **dict.fromkeys("0123456789", ("plain_paragraph", "list")),
}
_FULL = (
    "fenced_code", "atx_heading", "setex_heading", "thematic_break", "block_quote", "list",
    "ref_link", "raw_html", "pipe_table",
)  # fmt: skip
_BREAKS = ("thematic_break", "fenced_code", "atx_heading", "block_quote", "list", "block_html")

_CONTAINER_LINE = re.compile(r"^ {0,3}(?:>|(?:[*+-]|\d{1,9}[.)])(?:[ \t]|$))", re.M)
_BLANKS = re.compile(r"(?:[ \t\v\f]*+\n)++")

Starts = tuple[dict[str, Pattern[str]], Pattern[str]]


class CardParser(block_rules.PlainRules, BlockParser):
    """Reads a `State`: `read(state)` fills its tokens with `Block`s.

    Differs from mistune where real cards are misread, and only there: an ATX heading ends a quote,
    HTML ends a list item or quote also when its tag holds no space, a line of blanks is blank, a
    container that is ended by a block does not parse that block itself (mistune's recursion there
    is as deep as the text is long), and a container is left as text at the nesting limit.
    """

    SPECIFICATION: ClassVar[dict[str, str]] = {
        **BlockParser.SPECIFICATION,
        "block_html": block_html.STRONG_START,
        "atx_heading": r"^ {0,3}(?P<atx_1>#{1,6})(?!#)(?P<atx_2>(?:[ \t][^\n]*+)?+)$",
        "setex_heading": r"^ {0,3}(?P<setext_1>[=-])(?P=setext_1)*+[ \t]*+$",
        "thematic_break": r"^ {0,3}(?:(?:-[ \t]*+){3,}+|(?:_[ \t]*+){3,}+|(?:\*[ \t]*+){3,}+)$",
        "ref_link": r"^ {0,3}\[(?P<reflink_1>(?:[^\\\[\]]|\\.){0,999}+)\]:",
        "raw_html": r"^ {0,3}<[A-Za-z/!?]",
        "blank_line": r"(?:^[ \t\v\f]*+\n)++",
        **{name: "^" + pattern for name, pattern in block_rules.PATTERNS.items()},
    }
    BLANK_LINE = re.compile(SPECIFICATION["blank_line"], re.M)

    def __init__(self, nesting: int) -> None:
        """Containers nest at most `nesting` deep."""
        super().__init__(max_nested_level=nesting)
        self._starts = {
            (plain, inner): self._table(plain, inner)
            for plain in (True, False)
            for inner in (True, False)
        }
        self._table_start = self.compile_sc(["pipe_table"])
        self._lazy_breaks = self.compile_sc(list(_BREAKS))
        self._row_breaks = re.compile(rf"[ \t\v\f]*+\n| {{4}}|\t|{self._lazy_breaks.pattern}", re.M)

    def _table(self, plain: bool, inner: bool) -> Starts:
        """The patterns by first character; `inner` where no container may open any more."""

        def pattern(names: tuple[str, ...]) -> Pattern[str]:
            kept = [
                n
                for n in names
                if (plain or n not in _AFTER_BLANK) and not (inner and n in _CONTAINERS)
            ]
            return self.compile_sc(kept)

        starts = {char: pattern((*names, "pipe_table")) for char, names in _FIRST.items()}
        starts |= dict.fromkeys(" \t\v\f", pattern(_FULL))
        return starts, pattern(("plain_paragraph", "pipe_table"))

    def parse(self, state: BlockState, rules: list[str] | None = None) -> None:
        """Read the inside of a list item: what mistune's list rule calls, item after item."""
        assert isinstance(state, State)
        self.read(state, inner=rules is not None and "list" not in rules)
        parent = state.parent
        body = state.src.rstrip(BLANK)
        last = state.first_line + body.count("\n") if body else state.item_line
        parent.items.append(Block("item", state.item_line, last, "", 0, False, state.found()))
        state.shared.left -= 1
        # the list rule would look through them for loose items
        state.tokens = []

    def read(self, state: State, inner: bool = False) -> None:
        """Fill the state's tokens with the blocks of its text."""
        src, stop = state.src, state.cursor_max
        fresh, fresh_other = self._starts[True, inner]
        going, going_other = self._starts[False, inner]
        methods = self._methods
        tokens = state.tokens
        shared = state.shared
        if inner and (cut := _CONTAINER_LINE.search(src)):
            shared.cut(
                "nesting",
                "lists and quotes nested deeper than the limit are left as text",
                state.line_at(cut.start()),
            )
        pos = state.cursor
        while pos < stop:
            char = src[pos]
            if char in " \t\n\v\f":
                blank = _BLANKS.match(src, pos)
                if blank:
                    state.close()
                    pos = blank.end()
                    continue
                state.cursor = pos
                end = self._parse_indent_code_fast(state)
                if end is not None:
                    if state.pending is not None:
                        self._take(state, pos, end)
                    pos = end
                    continue
            if len(tokens) >= shared.left:
                shared.cut_blocks(state.line_at(pos))
                break
            state.cursor = pos
            if state.open_start < 0:
                match = fresh.get(char, fresh_other).match(src, pos)
            else:
                match = going.get(char, going_other).match(src, pos)
            end = methods[match.lastgroup or ""](match, state) if match else None
            if state.pending is not None:
                self._take(state, pos, end)
            if not end and match and (match := self._table_start.match(src, pos)):
                # `<b>a</b> | b` looks like a block of HTML first
                end = self.parse_pipe_table(match, state)
            if not end:
                state.cursor = pos
                end = state.find_line_end()
                state.add_paragraph(src[pos:end])
            pos = end
        state.close()
        state.cursor = stop
        shared.left -= len(tokens)

    def parse_method(self, m: Match[str], state: BlockState) -> int | None:
        """Apply a rule; for a block that ends a list item, only say that it does."""
        if isinstance(state, State) and state.item_start >= 0:
            return state.cursor if block_quote.opens(m) else None
        return super().parse_method(m, state)

    def parse_list(self, m: Match[str], state: BlockState) -> int:
        """A list that is not plain: its items one by one, or by mistune's rule."""
        assert isinstance(state, State)
        if state.level < self.max_nested_level - 1:
            end = own_list(state, m.start(), self.read)
            if end is not None:
                return end
        state.items = []
        state.item_start = m.start()
        before = len(state.tokens)
        end = super().parse_list(m, state)
        state.item_start = -1
        token = state.pending or (state.tokens.pop() if len(state.tokens) > before else None)
        state.pending = None
        if token is None:
            return end
        kind = "ordered" if token["attrs"]["ordered"] else "bullet"
        items = tuple(state.items)
        state.push(
            Block(
                "list", items[0].line, items[-1].end_line, "", state.lists + 1, False, items, kind
            )
        )
        return end

    def parse_block_quote(self, m: Match[str], state: BlockState) -> int:
        """A block quote: lines with `>`, and lazy ones that go on with a paragraph in it."""
        assert isinstance(state, State)
        text, end, lazy = block_quote.quoted(state, self._lazy_breaks)
        line = state.line_at(state.cursor)
        child = State(state)
        child.process(text)
        child.first_line = line
        child.lazy_line_starts = lazy
        self.read(child, inner=child.depth() >= self.max_nested_level)
        last = line + text.rstrip(BLANK).count("\n")
        state.push(Block("quote", line, last, "", 0, False, child.found()))
        return end

    def parse_atx_heading(self, m: Match[str], state: BlockState) -> int:
        """`# Title #`: mistune's way to take off the closing `#` is quadratic in blanks."""
        assert isinstance(state, State)
        text = m["atx_2"].strip(BLANK)
        body = text.rstrip("#")
        if not body or body[-1] in BLANK:
            text = body.rstrip(BLANK)
        line = state.line_at(state.cursor)
        state.push(Block("heading", line, line, text, len(m["atx_1"])))
        return m.end() + 1

    def parse_setex_heading(self, m: Match[str], state: BlockState) -> int | None:
        """An underline makes the open paragraph a heading; else it is a rule or an empty item."""
        assert isinstance(state, State)
        if state.cursor in state.lazy_line_starts:
            return None
        if state.open_start < 0:
            inner = state.depth() >= self.max_nested_level
            other = ["thematic_break"] if inner else ["thematic_break", "list"]
            found = self.compile_sc(other).match(state.src, state.cursor)
            return self.parse_method(found, state) if found else None
        opened = state.opened("heading", 1 if m["setext_1"] == "=" else 2)
        state.open_start = -1
        state.push(opened._replace(setext=True, end_line=opened.end_line + 1))
        return m.end() + 1

    def parse_ref_link(self, m: Match[str], state: BlockState) -> int | None:
        """A link definition; mistune keeps its target percent-encoded, we as printed."""
        assert isinstance(state, State)
        before = len(state.env["ref_links"])
        end = super().parse_ref_link(m, state)
        if len(state.env["ref_links"]) > before:
            key, data = next(reversed(state.env["ref_links"].items()))
            href, _ = parse_link_href(state.src, m.end(), block=True)
            state.shared.references[key] = Reference(
                unescape_char(href or ""), data.get("title", "")
            )
        return end

    def parse_raw_html(self, m: Match[str], state: BlockState) -> int | None:
        """HTML by the own rule."""
        assert isinstance(state, State)
        return block_html.html_block(m, state)

    def parse_pipe_table(self, m: Match[str], state: State) -> int | None:
        """A pipe table, whatever its rows look like."""
        src, start = state.src, state.cursor
        header, delimiter = m[0].split("\n", 2)[:2]
        if not block_rules.is_table(header, delimiter):
            return None
        end = block_rules.table_end(state, m.end(), self._row_breaks)
        line = state.line_at(start)
        text = src[start:end].rstrip(BLANK)
        state.push(Block("table", line, line + text.count("\n"), text))
        return end

    def _take(self, state: State, start: int, end: int | None) -> None:
        """Make a block of the token that a mistune rule has left."""
        token: dict[str, Any] = state.pending or {}
        state.pending = None
        state.close()
        line = state.line_at(start)
        last = state.end_line(line, start, end or start)
        if token["type"] == "block_code":
            info = token.get("attrs", {}).get("info", "")
            state.push(Block("code", line, last, token["raw"].rstrip("\n"), info=info))
        else:
            state.push(Block("rule", line, last))


@cache
def parser(nesting: int) -> CardParser:
    """The parser for a nesting limit; it holds no state of a text."""
    return CardParser(nesting)
