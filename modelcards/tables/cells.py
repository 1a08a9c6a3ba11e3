"""What stands in one cell, as Markdown or between the tags of HTML → a `Cell`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from html import unescape

from modelcards.cache import Memory
from modelcards.markdown.inline import emphasis, visible, without_notes
from modelcards.tables.grid import Cell

# The commonest whole-cell mark, told without reading all Markdown.
_ALL_BOLD = re.compile(r"\*\*(?=[^\s*])[^*_`\[\]<\\&~!^]++(?<=\S)\*\*")
_MAYBE_RAISED = re.compile(r"\^|<su[pb]", re.IGNORECASE)
_BREAK = re.compile(r"</?br[ \t]{0,8}/?>", re.IGNORECASE)
_BOLD_STYLE = re.compile(r"font-weight\s{0,8}:\s{0,8}(?:bold|[6-9]00)", re.IGNORECASE)
_SPAN = re.compile(r"[ \t\n\f\r]*\+?([0-9]{1,9})")
_MARKDOWN = re.compile(r"[ \t]*\n[ \t]*\n")
_INVISIBLE = dict.fromkeys((0x200B, 0xFEFF))
_NO_CHARACTER = re.compile("&#[0-9]{20,}+;?")
STRONG = frozenset(("b", "strong"))
_RAISED = frozenset(("sup", "sub"))
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "keygen", "link", "meta", "param",
     "source", "track", "wbr")
)  # fmt: skip
_KEPT = STRONG | _RAISED | {"a", "i", "em", "code", "kbd", "br", "img", "s", "del", "u", "ins"}
_APART = frozenset(
    ("p", "div", "li", "ul", "ol", "dl", "dt", "dd", "hr", "pre", "blockquote", "details",
     "summary", "center", "section", "figure", "figcaption", "h1", "h2", "h3", "h4", "h5", "h6")
)  # fmt: skip
_SHORT = 160
_DEPTH = 60
"""Elements inside a cell that are told apart; what nests deeper is text."""

# A cell from all of its fields, in half of the time that calling the class takes.
_cell: Callable[
    [tuple[str, str, bool, bool, int, int, bool, str, tuple[str, ...], tuple[str, ...]]], Cell
] = partial(tuple.__new__, Cell)


class OpenCell:
    """A cell or a caption that is being read.

    `parts` are pieces of text with references as written.
    """

    __slots__ = ("_markup", "_strong", "_weak", "attrs", "name", "parts")

    def __init__(self, name: str, attrs: Mapping[str, str], bold: bool) -> None:
        self.name = name
        self.attrs = attrs
        self.parts: list[str] = []
        self._strong = bold or (bool(attrs) and is_bold(attrs))
        self._weak = False
        self._markup: _Markup | None = None

    def add(self, data: str) -> None:
        """Text that is shown."""
        self.parts.append(data)
        if self._markup is not None:
            self._markup.source.append(data)
            if self._markup.strong:
                return
        if not self._strong and not data.isspace():
            self._weak = True

    def begin(self, name: str, attrs: Mapping[str, str]) -> None:
        """A start tag inside the cell."""
        if self._markup is None:
            self._markup = _Markup(self.parts)
        self._markup.begin(name, attrs)

    def end(self, name: str) -> None:
        """An end tag inside the cell."""
        if self._markup is not None:
            self._markup.end(name)

    def cell(self) -> Cell:
        """The cell as written: `colspan` and `rowspan` are what it asks for (0 rows: all)."""
        parts, attrs = self.parts, self.attrs
        raw = parts[0] if len(parts) == 1 else "".join(parts)
        if self._markup is None and not attrs and not self._strong:
            return (PLAIN_HEADS if self.name == "th" else PLAIN_CELLS)[raw]
        source = raw.strip()
        text = bare = _text(raw)
        notes: tuple[str, ...] = ()
        lines: tuple[str, ...] = (text,)
        bold = not self._weak and text != ""
        if self._markup is not None:
            raw = self._markup.finish()
            source = raw.strip()
            bare, notes = self._markup.without_raised(text)
            lines = self._markup.lines(text)
        if raw[:1].isspace() and _MARKDOWN.match(raw) and source:
            # Behind a blank line GitHub reads Markdown again.
            text, _, bold, _, _, _, _, bare, notes, lines = marked_cell(source)
        colspan = rowspan = 1
        if attrs:
            colspan = _span(attrs.get("colspan")) or 1
            rowspan = _span(attrs.get("rowspan"))
        head = self.name == "th"
        return _cell((text, source, bold, False, colspan, rowspan, head, bare, notes, lines))


def cell_of(name: str, attrs: Mapping[str, str], text: str) -> Cell:
    """The cell of a `<td>` or `<th>` with attributes and text alone inside."""
    if "style" in attrs and is_bold(attrs):
        cell = OpenCell(name, attrs, False)
        if text:
            cell.add(text)
        return cell.cell()
    plain = (PLAIN_HEADS if name == "th" else PLAIN_CELLS)[text]
    colspan, rowspan = attrs.get("colspan"), attrs.get("rowspan")
    if colspan is None and rowspan is None:
        return plain
    return plain._replace(colspan=_span(colspan) or 1, rowspan=_span(rowspan))


def strong_cell(name: str, attrs: Mapping[str, str], text: str, tag: str) -> Cell:
    """The cell of a `<td>` or `<th>` all of whose text stands in one `<b>` or `<strong>`."""
    source, shown = f"<{tag}>{text}</{tag}>", _text(text)
    colspan = rowspan = 1
    if attrs:
        colspan, rowspan = _span(attrs.get("colspan")) or 1, _span(attrs.get("rowspan"))
    bold, head = shown != "", name == "th"
    return _cell((shown, source, bold, False, colspan, rowspan, head, shown, (), (shown,)))


def _plain(raw: str, head: bool) -> Cell:
    """A cell of text alone."""
    source = raw.strip()
    if raw[:1].isspace() and _MARKDOWN.match(raw) and source:
        return marked_cell(source)._replace(head=head)
    text = _text(raw)
    return _cell((text, source, False, False, 1, 1, head, text, (), (text,)))


# Tables are full of the same few marks and short numbers: what a cell without attributes is.
PLAIN_CELLS = Memory(partial(_plain, head=False), _SHORT)
PLAIN_HEADS = Memory(partial(_plain, head=True), _SHORT)


class _Markup:
    """The elements inside a cell: `source` is its HTML, of phrase markup alone.

    `breaks` counts the pieces of text before each `<br>`, `raised` holds where the pieces in each
    `<sup>` or `<sub>` begin and end, `strong` is the depth of bold elements.
    """

    def __init__(self, parts: list[str]) -> None:
        self.parts = parts
        self.source = list(parts)
        self.strong = 0
        self._inside: list[str] = []
        self._breaks: list[int] = []
        self._raised: list[tuple[int, int]] = []
        self._height = 0
        self._raised_from = 0

    def begin(self, name: str, attrs: Mapping[str, str]) -> None:
        """A start tag."""
        if name in _KEPT:
            written = "".join([f' {key}="{value}"' for key, value in attrs.items()])
            self.source.append(f"<{name}{written}>")
        if name == "br":
            self._breaks.append(len(self.parts))
        if name == "br" or name in _APART:
            self.parts.append(" ")
        if name in _VOID or len(self._inside) == _DEPTH:
            return
        self._inside.append(name)
        if name in STRONG:
            self.strong += 1
        elif name in _RAISED:
            if not self._height:
                self._raised_from = len(self.parts)
            self._height += 1

    def end(self, name: str) -> None:
        """An end tag: it ends what is open inside its element too.

        One that ends nothing is ignored, and so is one whose element has an open `<div>` inside.
        """
        at = len(self._inside) - 1
        while at >= 0 and self._inside[at] not in (name, "div"):
            at -= 1
        if at >= 0 and self._inside[at] == name:
            self._end_down_to(at)

    def finish(self) -> str:
        """End what is open; the HTML of the cell."""
        self._end_down_to(0)
        return "".join(self.source)

    def _end_down_to(self, depth: int) -> None:
        while len(self._inside) > depth:
            name = self._inside.pop()
            if name in _KEPT:
                self.source.append(f"</{name}>")
            if name in STRONG:
                self.strong -= 1
            elif name in _RAISED:
                self._height -= 1
                if not self._height:
                    self._raised.append((self._raised_from, len(self.parts)))
            elif name in _APART:
                self.parts.append(" ")

    def lines(self, text: str) -> tuple[str, ...]:
        """The parts of the text between line breaks."""
        if not self._breaks:
            return (text,)
        edges = zip((0, *self._breaks), (*self._breaks, len(self.parts)), strict=True)
        return tuple([_text("".join(self.parts[start:end])) for start, end in edges])

    def without_raised(self, text: str) -> tuple[str, tuple[str, ...]]:
        """The text outside of superscripts and subscripts, and each of these."""
        if not self._raised:
            return text, ()
        kept: list[str] = []
        notes: list[str] = []
        at = 0
        for start, end in self._raised:
            kept += self.parts[at:start]
            notes.append(_text("".join(self.parts[start:end])))
            at = end
        kept += self.parts[at:]
        return _text("".join(kept)), tuple([note for note in notes if note])


def is_bold(attrs: Mapping[str, str]) -> bool:
    """Whether the style of a row or a cell makes its text strong."""
    return "style" in attrs and _BOLD_STYLE.search(attrs["style"]) is not None


def _text(raw: str) -> str:
    """Visible text: references read, white space collapsed."""
    if "&" in raw:
        # `unescape` fails on a reference of thousands of digits, which is no character anyway.
        raw = unescape(_NO_CHARACTER.sub("\ufffd", raw))
    if not raw.isascii():
        raw = raw.translate(_INVISIBLE)
    return " ".join(raw.split())


def _span(value: str | None) -> int:
    """A span as declared; 1 when there is none or it is no number."""
    number = _SPAN.match(value) if value else None
    return int(number[1]) if number else 1


def marked_cell(source: str) -> Cell:
    """A cell written in inline Markdown."""
    text = visible(source)
    bold = _ALL_BOLD.fullmatch(source) is not None or emphasis(source) == "strong"
    bare, notes = without_notes(source) if _MAYBE_RAISED.search(source) else (text, ())
    lines: tuple[str, ...] = (text,)
    if "<" in source:
        parts = _BREAK.split(source)
        if len(parts) > 1:
            lines = tuple([visible(line) for line in parts])
    return _cell((text, source, bold, False, 1, 1, False, bare, notes, lines))
