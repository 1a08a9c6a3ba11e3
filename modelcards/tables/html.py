"""HTML → grids, through the parsers of Beautiful Soup.

Its tree is not built: the builders report tags and text one by one, and only those of tables are
kept. That saves more than half of the time, and elements may nest as deep as they like.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache

from bs4 import BeautifulSoup
from bs4.builder import ParserRejectedMarkup, builder_registry

from modelcards.limits import DEFAULT_LIMITS, Limits
from modelcards.model.parts import Problem
from modelcards.tables.grid import Grid, limit_problem
from modelcards.tables.markup import clean
from modelcards.tables.pipe import pipe_grid
from modelcards.tables.rows import Lines, RawTable, Sink
from modelcards.tables.spans import rectangular

Reader = Callable[[str, Sink], object]

_TABLE = re.compile(r"<table[\s/>]", re.IGNORECASE)
_BLANK_LINE = re.compile(r"\n[ \t]*+\n")
_MARKDOWN_TABLE = re.compile(
    r"\n[ \t]*+\n( {0,3}(?![<\s])(?=[^\n]*\|)[^\n]*+\n {0,3}[|:-][ \t|:-]*+(?=\n|\Z)"
    r"(?:\n {0,3}(?![<\s])[^\n]++)*+)"
)
_TAGS = 20_000
"""With more tags lxml is not asked: an end tag that ends nothing makes it look at all open ones."""
# lxml replaces these or refuses them; Python's parser hands them on.
_ODD = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def html_grids(html: str, first_line: int, limits: Limits = DEFAULT_LIMITS) -> list[Grid]:
    """Every table in a piece of HTML, in the order of their `<table>` tags.

    A nested table is a grid of its own; its text is not repeated in the cell around it. At most
    `limits.html` characters and `limits.cells` places are read; what is left out is said (MC004).

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
    made, html = _markdown_tables(html, first_line, limits)
    markup = clean(html)
    start = _TABLE.search(markup)
    if start is not None:
        line = first_line + markup.count("\n", 0, start.start())
        room = limits.cells
        for table in _read(markup[start.start() :], line, room):
            grid = rectangular(table, room)
            if grid is not None:
                made.append(grid)
                room -= (len(grid.header) + len(grid.rows)) * len(grid.align)
            elif table.stray:
                made.append(Grid("html", table.line, (), (), (), (), stray=table.stray))
    if problems:
        last = made.pop() if made else Grid("html", first_line, (), (), (), ())
        made.append(last._replace(problems=last.problems + problems))
    return sorted(made, key=_line)


def _line(grid: Grid) -> int:
    return grid.line


def _markdown_tables(html: str, first_line: int, limits: Limits) -> tuple[list[Grid], str]:
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
        grid = pipe_grid(found[1], line, limits)
        if grid is not None:
            made.append(grid)
            kept += html[done : found.start(1)], "\n" * found[1].count("\n")
            done = found.end(1)
    return made, "".join(kept) + html[done:]


def _read(markup: str, first_line: int, room: int) -> list[RawTable]:
    """What the first parser that tells enough, or the last one, makes of clean markup."""
    lines = Lines(markup, first_line)
    for read in readers(markup.count("<") <= _TAGS and _ODD.search(markup) is None):
        sink = Sink(lines, room)
        try:
            read(markup, sink)
        except ParserRejectedMarkup:
            continue
        sink.finish()
        if sink.complete:
            break
    return sink.tables


@cache
def readers(fast: bool) -> tuple[Reader, ...]:
    """The parsers to try: lxml is the faster one, where it is installed and `fast` allows it."""
    builder = builder_registry.lookup("lxml", "html") if fast else None
    if builder is None:
        return (_Events,)
    direct = type("_DirectLxml", (_Direct, builder), {})
    return (lambda markup, sink: BeautifulSoup(markup, builder=direct(sink)), _Events)


class _Events(BeautifulSoup):
    """Hands what the builder for Python's own parser reports to a sink."""

    def __init__(self, markup: str, sink: Sink) -> None:
        self._sink = sink
        super().__init__(markup, "html.parser", on_duplicate_attribute="ignore")

    def handle_starttag(
        self,
        name: str,
        namespace: str | None,
        nsprefix: str | None,
        attrs: Mapping[str, str],
        *places: object,
        **namespaces: object,
    ) -> None:
        self._sink.start(name, attrs)

    def handle_endtag(self, name: str, nsprefix: str | None = None) -> None:
        self._sink.end(name)

    def handle_data(self, data: str) -> None:
        self._sink.text(data)


class _Direct:
    """The methods of the lxml builder that lxml calls, without the copies made for a tree."""

    def __init__(self, sink: Sink) -> None:
        super().__init__()
        self.start = sink.start
        self.end = sink.end
        self.data = sink.text
