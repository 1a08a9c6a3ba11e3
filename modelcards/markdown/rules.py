r"""Own block rules for the shapes that most of a card has, each exactly what mistune would read.

A plain line is one that can start nothing but a paragraph. Paragraphs, bullet items and quotes of
plain lines, and headings without a closing `#`, are most of every card; one pattern reads each of
them whole. All patterns are possessive: they take memory for one line and never try again.

The rule for pipe tables replaces the one of mistune's plugin, which gives up a table for one ragged
row.
"""

from __future__ import annotations

import re
from re import Match

from modelcards.markdown.state import State, whole_block

# `*x`, `**x`, `_x` start no list or rule; a bracket closed without a colon is no definition; nor is
# a number without `.` or `)` a list. Lines that may belong to a table's delimiter row (`|`, `:`,
# `-`) or an underline (`=`) are left to the full rules.
_PLAIN = (
    r"(?:[^\s#>`~=*+\-_<\[|:0-9]|\*{1,2}(?=[^\s*])|_{1,2}(?=[^\s_])|[0-9]++(?![.)])"
    r"|\[[^\[\]\\\n]*+(?:\[|\](?!:)))"
)
_LINE = rf"(?={_PLAIN})[^\n]*+\n"

PLAIN_LINES = rf"(?:(?={_PLAIN})[^\n]*+(?:\n|\Z))++"
"""Lines that are one paragraph, up to the end of a text."""

# Rule name -> pattern, and the characters that a line may start with for the rule to apply.
PATTERNS = {
    "plain_heading": r"(?P<plain_marks>#{1,6})[ \t](?P<plain_title>[^\n#]*+)(?:\n++|\Z)",
    "plain_paragraph": rf"(?P<plain_lines>(?:{_LINE})++)(?:(?P<plain_end>\n++|\Z)|(?=[^\s|:=\-]))",
    "plain_list": (
        rf"(?P<plain_bullet>[*+-]) {_LINE}(?:(?P=plain_bullet) {_LINE})*+"
        r"(?:\n*+\Z|\n++(?!(?P=plain_bullet)[ \t\n])(?=\S)|(?=#{1,6}[ \n]))"
    ),
    "plain_quote": rf"(?:> {_LINE})++(?:\n++|\Z)",
    "plain_rule": r"-{3,}+[ \t]*+(?:\n++|\Z)",
    "pipe_table": r"[^\n]*+\n {0,3}[|:\-][|:\- \t]*+(?:\n|\Z)",
}

_DELIMITER = re.compile(r"[ \t]*+(?::?-++:?[ \t]*+)?+(?:\|[ \t]*+(?::?-++:?[ \t]*+)?+)*+")
_PIPE_ROWS = re.compile(r"(?:[ \t]*+\|[^\n]*+(?:\n|\Z))*+")
_UNESCAPED = re.compile(r"(?<!\\)(?:\\\\)*+\|")


def _cells(row: str) -> int:
    r"""How many cells a row has; outer pipes may be missing.

    >>> _cells("| a | b |"), _cells(r"a | b \| c"), _cells("|")
    (2, 2, 1)
    """
    row = row.strip(" \t\n")
    pipes = len(_UNESCAPED.findall(row)) if "\\" in row else row.count("|")
    if row.startswith("|"):
        pipes -= 1
    if pipes > 0 and row.endswith("|") and not _escaped_end(row):
        pipes -= 1
    return pipes + 1


def _escaped_end(row: str) -> bool:
    body = row[:-1]
    return (len(body) - len(body.rstrip("\\"))) % 2 == 1


def is_table(header: str, delimiter: str) -> bool:
    """Whether two lines begin a table: a row with a pipe, and dashes under each of its cells.

    GitHub wants as many delimiters as header cells. One more or less is still read as a table if
    both lines begin and end with a pipe: nobody draws that by chance, and its scores count.

    >>> is_table("| a | b |", "|---|---|"), is_table("a | b", "---"), is_table("|a|b|c|", "|--|--|")
    (True, False, True)
    """
    if "|" not in header or not is_delimiter(delimiter):
        return False
    wanted, given = _cells(header), _cells(delimiter)
    if wanted == given:
        return True
    boxed = all(
        row.startswith("|") and row.endswith("|") for row in (header.strip(), delimiter.strip())
    )
    named = header.strip("|:- \t") != ""
    return boxed and named and min(wanted, given) > 1 and abs(wanted - given) == 1


def is_delimiter(line: str) -> bool:
    """Whether a line is a table's delimiter row; dashes alone are an underline.

    >>> is_delimiter("|:--|--:|"), is_delimiter("---"), is_delimiter("| - a |")
    (True, False, False)
    """
    if "-" not in line or not ("|" in line or ":" in line):
        return False
    return _DELIMITER.fullmatch(line.rstrip("\n")) is not None


def table_end(state: State, start: int, breaks: re.Pattern[str]) -> int:
    """Where the rows end that start at `start`: at a blank line or at another block's start.

    To GitHub a line without a pipe is a row, too. That is followed between rows; behind the last
    one it is text whose blank line was lost.
    """
    src = state.src
    pos = last = start
    while pos < state.cursor_max:
        rows = _PIPE_ROWS.match(src, pos)
        if rows is not None and rows.end() > pos:
            pos = last = rows.end()
            continue
        if breaks.match(src, pos):
            break
        line, pos = pos, state.find_line_end_at(pos)
        if src.find("|", line, pos) >= 0:
            last = pos
    return last


class PlainRules:
    """The rules for plain shapes, as methods of a mistune BlockParser."""

    def parse_plain_heading(self, match: Match[str], state: State) -> int:
        """`## Title` without a `#` in the title."""
        state.close()
        line = state.line_at(match.start())
        text = match["plain_title"].strip(" \t\r\v\f")
        level = len(match["plain_marks"])
        state.push(whole_block(("heading", line, line, text, level, False, (), "")))
        return match.end()

    def parse_plain_paragraph(self, match: Match[str], state: State) -> int:
        """Plain lines; the paragraph stays open when no blank line ends it."""
        if match["plain_end"] is None:
            state.open_start = match.start()
            state.open_end = match.end()
            return match.end()
        text = match["plain_lines"][:-1]
        line = state.line_at(match.start())
        more = text.count("\n")
        last = line + more if more else line
        state.tokens.append(whole_block(("paragraph", line, last, text, 0, False, (), "")))
        return match.end()

    def parse_plain_list(self, match: Match[str], state: State) -> int:
        """Bullet items of one plain line each."""
        state.close()
        line = first = state.line_at(match.start())
        shared = state.shared
        rows = match[0].rstrip("\n").split("\n")
        if 2 * len(rows) > shared.left:
            kept = max(shared.left // 2, 1)
            shared.cut_blocks(first + kept)
            del rows[kept:]
        shared.left -= 2 * len(rows)
        items = []
        for row in rows:
            inside = (whole_block(("paragraph", line, line, row[2:], 0, False, (), "")),)
            items.append(whole_block(("item", line, line, "", 0, False, inside, "")))
            line += 1
        level, children = state.lists + 1, tuple(items)
        state.tokens.append(
            whole_block(("list", first, line - 1, "", level, False, children, "bullet"))
        )
        return match.end()

    def parse_plain_quote(self, match: Match[str], state: State) -> int:
        """A quote of one plain paragraph."""
        state.close()
        line = state.line_at(match.start())
        text = match[0].rstrip("\n")[2:].replace("\n> ", "\n")
        last = line + text.count("\n")
        inside = (whole_block(("paragraph", line, last, text, 0, False, (), "")),)
        state.shared.left -= 1
        state.tokens.append(whole_block(("quote", line, last, "", 0, False, inside, "")))
        return match.end()

    def parse_plain_rule(self, match: Match[str], state: State) -> int:
        """`---` where no paragraph is open: with one it is an underline."""
        line = state.line_at(match.start())
        state.tokens.append(whole_block(("rule", line, line, "", 0, False, (), "")))
        return match.end()
