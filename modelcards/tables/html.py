"""HTML → grids. What `markup` made clean is read tag by tag, and no tree is built.

Where it was whole, one pattern finds all tags, and nothing is left for a parser to decide: lxml is
little faster, Python's own parser takes five times as long. Where it was broken, Beautiful Soup
says what its tags are; see `soup`.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from typing import Any

from modelcards.limits import DEFAULT_LIMITS, Limits
from modelcards.model.parts import Problem
from modelcards.tables.cells import STRONG
from modelcards.tables.grid import Grid, limit_problem, places
from modelcards.tables.markup import clean
from modelcards.tables.pipe import pipe_grid
from modelcards.tables.rows import Lines, RawTable, Sink
from modelcards.tables.spans import rectangular

_TABLE = re.compile(r"<table[\s/>]", re.IGNORECASE)
_BLANK_LINE = re.compile(r"\n[ \t]*+\n")
_MARKDOWN_TABLE = re.compile(
    r"\n[ \t]*+\n( {0,3}(?![<\s])(?=[^\n]*\|)[^\n]*+\n {0,3}[|:-][ \t|:-]*+(?=\n|\Z)"
    r"(?:\n {0,3}(?![<\s])[^\n]++)*+)"
)
# A tag and the text behind it; an element without any other inside is found as a whole.
_ELEMENT = re.compile(
    r"<(/?)([A-Za-z][A-Za-z0-9:-]*+)((?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+)>([^<]*+)"
    r"(?:(</\2[ \t\n]*+>)([^<]*+))?",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(
    r"(?<=['\"\s/])([^\s/>][^\s/=>]*)(?:\s*=+\s*('[^']*'|\"[^\"]*\"|(?!['\"])[^>\s]*))?"
)
_NONE: dict[str, str] = {}
_CELLS = ("td", "th")
_LARGE = 100_000


def html_grids(
    html: str, first_line: int, limits: Limits = DEFAULT_LIMITS, room: int | None = None
) -> list[Grid]:
    """Every table in a piece of HTML, in the order of their `<table>` tags.

    A nested table is a grid of its own; its text is not repeated in the cell around it. At most
    `limits.html` characters and `limits.cells` places are read (`room`, where other tables took
    some); what is left out is said (MC004).

    >>> [grid] = html_grids("<table><tr><th>Task<th>Score<tr><td>MMLU<td>61.2</table>", 7)
    >>> [cell.text for cell in grid.header[0]], [cell.text for cell in grid.rows[0]]
    (['Task', 'Score'], ['MMLU', '61.2'])
    """
    if _TABLE.search(html) is None:
        return []
    problems: tuple[Problem, ...] = ()
    if len(html) > limits.html:
        line = first_line + html.count("\n", 0, limits.html)
        left = f"{len(html) - limits.html} characters of HTML"
        problems = (limit_problem(line, left, "html"),)
        html = html[: limits.html]
    room = limits.cells if room is None else room
    made, html = _markdown_tables(html, first_line, room)
    room -= sum(map(places, made))
    markup, whole = clean(html)
    start = _TABLE.search(markup)
    if start is not None:
        line = first_line + markup.count("\n", 0, start.start())
        for table in _read(markup[start.start() :], line, room, whole):
            grid = rectangular(table, room)
            if grid is not None:
                made.append(grid)
                room -= places(grid)
            elif table.stray:
                made.append(Grid("html", table.line, (), (), (), (), stray=table.stray))
    if problems:
        last = made.pop() if made else Grid("html", first_line, (), (), (), ())
        made.append(last._replace(problems=last.problems + problems))
    return sorted(made, key=_line)


def _line(grid: Grid) -> int:
    return grid.line


def _markdown_tables(html: str, first_line: int, room: int) -> tuple[list[Grid], str]:
    """Pipe tables that stand in cells behind a blank line, where GitHub reads Markdown again.

    Also the HTML with their rows blanked.
    """
    made: list[Grid] = []
    kept: list[str] = []
    done = at = 0
    line = first_line
    for found in _MARKDOWN_TABLE.finditer(html) if _BLANK_LINE.search(html) else ():
        line += html.count("\n", at, found.start(1))
        at = found.start(1)
        if room < 1:
            break
        grid = pipe_grid(found[1], line, room=room)
        if grid is not None:
            made.append(grid)
            room -= places(grid)
            kept += html[done : found.start(1)], "\n" * found[1].count("\n")
            done = found.end(1)
    return made, "".join(kept) + html[done:]


def _read(markup: str, first_line: int, room: int, whole: bool) -> list[RawTable]:
    """The tables of clean markup."""
    sink = Sink(Lines(markup, first_line), room)
    if whole:
        read_tags(markup, sink)
    else:
        # Loaded where it is used: few cards hold broken tables, and its import takes a while.
        from modelcards.tables.soup import read_broken

        read_broken(markup, sink)
    sink.finish()
    return sink.tables


_Element = tuple[str, str, str, str, str, str]


class _Elements(Sequence[_Element]):
    """What `findall` gives, of a large table each when it is asked for: by where they begin."""

    def __init__(self, markup: str) -> None:
        self._markup = markup
        self._starts = array("I", (found.start() for found in _ELEMENT.finditer(markup)))

    def __len__(self) -> int:
        return len(self._starts)

    def __getitem__(self, at: Any) -> Any:
        found = _ELEMENT.match(self._markup, self._starts[at])
        return found.groups("") if found else ("",) * 6


def read_tags(markup: str, sink: Sink) -> None:
    """Tell a sink the tags and texts of clean markup, in their order.

    Blanks behind a whole cell or the start of a row stand in no cell: they are not told.
    """
    start, end, text, whole = sink.start, sink.end, sink.text, sink.whole
    known: dict[str, tuple[dict[str, str], bool]] = {}
    found = _ELEMENT.findall(markup) if len(markup) < _LARGE else _Elements(markup)
    skipped = 0
    for at, (slash, name, written, inside, closed, behind) in enumerate(found):
        if skipped:
            skipped -= 1
            continue
        name = name.lower()
        if not written or slash or written.isspace():
            attrs, ended = _NONE, False
        elif written in known:
            attrs, ended = known[written]
        else:
            attrs, ended = known[written] = _attributes(written)
        if closed and name in _CELLS and not slash:
            whole(name, attrs, _written(inside) if "&" in inside else inside)
            if behind and not behind.isspace():
                text(_written(behind) if "&" in behind else behind)
            continue
        if slash:
            end(name)
        elif name in _CELLS and not inside and not ended and (strong := _strong(found, at, name)):
            whole(name, attrs, _written(strong[0]) if "&" in strong[0] else strong[0], strong[1])
            skipped, inside = 2, strong[2]
            if inside.isspace():
                continue
        else:
            start(name, attrs)
            if ended:
                end(name)
        if inside and not (name == "tr" and not slash and inside.isspace()):
            text(_written(inside) if "&" in inside else inside)
        if closed:
            end(name)
            if behind:
                text(_written(behind) if "&" in behind else behind)


def _strong(found: Sequence[_Element], at: int, name: str) -> tuple[str, str, str] | None:
    """The text of a cell whose tag stands at `at`, where all in it is one strong element; the name
    of that, and what stands behind the cell.
    """
    if at + 2 >= len(found):
        return None
    slash, inner, written, text, closed, behind = found[at + 1]
    if not closed or slash or written or behind or inner.lower() not in STRONG:
        return None
    slash, last, _, after, again, _ = found[at + 2]
    if not slash or again or last.lower() != name:
        return None
    return text, inner.lower(), after


def _attributes(written: str) -> tuple[dict[str, str], bool]:
    """The attributes of a tag, the first of a name, and whether a slash ends its element."""
    attrs: dict[str, str] = {}
    last = 0
    for found in _ATTRIBUTE.finditer(written):
        name, value = found[1].lower(), found[2] or ""
        last = found.end()
        if value[:1] in ("'", '"'):
            value = value[1:-1]
        if name not in attrs:
            attrs[name] = _written(value) if "&" in value else value
    return attrs, written.find("/", last) >= 0


def _written(text: str) -> str:
    """Text as it was before it was made clean."""
    return text.replace("&lt;", "<").replace("&amp;", "&")
