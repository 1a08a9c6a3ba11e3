"""Every heading of a card: those of Markdown, of HTML, and bold lines where nothing else heads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import Literal, NamedTuple

from modelcards.markdown.blocks import Block
from modelcards.markdown.inline import visible
from modelcards.markdown.outline import Section as Headed
from modelcards.markdown.outline import plain
from modelcards.reading.section_roles import bold_roles, words_of
from modelcards.reading.section_words import above

Kind = Literal["atx", "setext", "html", "bold"]

_TAG = re.compile(r"<!--|<(/?)h([1-6])(?=[\s>])[^<>]{0,500}>", re.I)
_HTML = re.compile("<[hH][1-6]")
_BOLD = re.compile(r"(?:\*\*|__)([^*_\n]{2,100})(?:\*\*|__)[ \t]*[:：]?[ \t]*(?:\n|\Z)")
_BOLD_HTML = re.compile(
    r"<(b|strong)>([^<>\n]{2,100})</\1>[ \t]*[:：]?[ \t]*(?:<br\s?/?>|\n|\Z)", re.I
)
_OPENING = ("**", "__", "<b", "<s")
_AT_LINES = tuple(f"\n{mark}" for mark in _OPENING)
_SENTENCE = re.compile(r"[.。!！,;]$")
_LONGEST_BOLD = 10  # words
_LONGEST_TITLE = 400
_LONGEST_HTML = 12  # blocks that a heading may be spread over


class Head(NamedTuple):
    """A heading: its title and place, and what else stands on its lines."""

    line: int
    end_line: int
    level: int
    kind: Kind
    title: str
    beside: str


def heads(sections: list[Headed], body: str, titled: int | None) -> list[Head]:
    """The headings in the order of their lines, one a line at most.

    `body` is the text below the front matter, asked only whether it holds HTML headings at all;
    `titled` is the line of the model's name.
    """
    found = [
        Head(block.line, block.end_line, one.level, _kind(block), one.title or _bare(block), "")
        for one in sections
        if (block := one.heading) is not None
    ]
    more: list[Head] = []
    if ("<h" in body or "<H" in body) and _HTML.search(body):
        for section in sections:
            more += _of_html(section.blocks)
        found = sorted([*found, *more], key=attrgetter("line"))
    if any(mark in body for mark in _AT_LINES) or body[:2] in _OPENING:
        more += (bold := list(_bold_heads(sections, found, titled)))
        found += bold
    return _one_a_line(sorted(found, key=attrgetter("line"))) if more else found


def _bare(block: Block) -> str:
    """The text of a heading that is nothing but decoration, such as an emoji."""
    return visible(block.text).strip()


def _kind(block: Block) -> Kind:
    return "setext" if block.setext else "atx"


def _one_a_line(found: Iterable[Head]) -> list[Head]:
    kept: list[Head] = []
    for head in found:
        if not kept or head.line > kept[-1].end_line:
            kept.append(head)
    return kept


def _of_html(blocks: list[Block]) -> Iterator[Head]:
    """The headings in HTML blocks, and in paragraphs that begin with one."""
    last = 0
    for at, block in enumerate(blocks):
        if block.kind not in ("html", "paragraph") or block.line <= last:
            continue
        text = block.text
        if "<h" not in text and "<H" not in text:
            continue
        for head in _in_block(text, block.line):
            if head is None:
                head = _over_blocks(blocks, at)
                if head is None:
                    break
            last = head.end_line
            yield head


def _in_block(text: str, line: int) -> Iterator[Head | None]:
    """The headings in a piece of HTML; None for a last one that the piece does not close."""
    pos, at, counted = 0, line, 0
    while (tag := _TAG.search(text, pos)) is not None:
        pos = tag.end()
        if tag[0] == "<!--":
            end = text.find("-->", pos)
            if end < 0:
                return
            pos = end
            continue
        if tag[1]:
            continue
        closing = _TAG.search(text, pos)
        if closing is None:
            yield None
            return
        if not closing[1]:
            continue
        title = plain(visible(text[pos : closing.start()][:_LONGEST_TITLE]))
        at += text.count("\n", counted, tag.start())
        counted = tag.start()
        last = at + text.count("\n", tag.start(), closing.end())
        beside = _beside(text, tag.start(), closing.end())
        pos = closing.end()
        if title:
            yield Head(at, last, int(tag[2]), "html", title, beside)


def _beside(text: str, start: int, end: int) -> str:
    """What else is to be read on the lines of an HTML heading."""
    first = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", end)
    before, behind = text[first:start], text[end : len(text) if stop < 0 else stop]
    if not before and not behind:
        return ""
    kept = [part.strip() for part in (before, behind) if visible(part[:_LONGEST_TITLE])]
    return " ".join(kept)


def _over_blocks(blocks: list[Block], at: int) -> Head | None:
    """A heading that blank lines spread over several blocks: `<h1>`, a paragraph, `</h1>`."""
    opened = None
    for found in _TAG.finditer(blocks[at].text):
        if found[2]:
            opened = found
    if opened is None or opened[1]:
        return None
    head = blocks[at]
    line = head.line + head.text.count("\n", 0, opened.start())
    parts = [head.text[opened.end() :]]
    for block in blocks[at + 1 : at + 1 + _LONGEST_HTML]:
        closing = _TAG.search(block.text)
        if closing is not None:
            if not closing[1]:
                return None
            parts.append(block.text[: closing.start()])
            title = plain(visible("\n".join(parts)[:_LONGEST_TITLE]))
            last = block.line + block.text.count("\n", 0, closing.end())
            return Head(line, last, int(opened[2]), "html", title, "") if title else None
        parts.append(block.text)
    return None


def _bold_heads(sections: list[Headed], found: list[Head], titled: int | None) -> Iterator[Head]:
    """Bold lines that head a text: any where nothing else does, elsewhere those that are known.

    A bold line under a heading that is about the same ("BibTeX" below "Citation") is a label of it.
    """
    alone = not found or (len(found) == 1 and (found[0].line == titled or found[0].level == 1))
    level = found[0].level + 1 if found else 1
    for section in sections:
        around: str | None = None
        for block in section.blocks:
            if block.kind != "paragraph" or block.text[:2] not in _OPENING:
                continue
            title = _bold_title(block.text)
            if title is None:
                continue
            if alone:
                yield Head(block.line, block.line, level, "bold", title, "")
                continue
            around = around or words_of(section.title).role
            if around is not None and _tells_apart(title, around):
                yield Head(block.line, block.line, section.level, "bold", title, "")


def _tells_apart(title: str, around: str) -> bool:
    """True for a bold line that is known to be about something else than its section."""
    role = words_of(title, False).role
    if role not in bold_roles():
        return False
    return above(role)[-1] != above(around)[-1]


def _bold_title(text: str) -> str | None:
    """The title of a paragraph whose first line is bold as a whole."""
    match = _BOLD.match(text) or _BOLD_HTML.match(text)
    if match is None:
        return None
    title = plain(visible(match[match.lastindex or 1]))
    if not title or len(title.split()) > _LONGEST_BOLD or _SENTENCE.search(title):
        return None
    return title
