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
_BOLD = re.compile(r"(?:\*\*|__)(?P<title>[^*_\n]{2,100})(?:\*\*|__)[ \t]*[:：]?[ \t]*(?:\n|\Z)")
_BOLD_HTML = re.compile(
    r"<(b|strong)>(?P<title>[^<>\n]{2,100})</\1>[ \t]*[:：]?[ \t]*(?:<br\s?/?>|\n|\Z)", re.I
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
    if ("<h" in body or "<H" in body) and _HTML.search(body):
        for section in sections:
            found += _of_html(section.blocks)
        found.sort(key=attrgetter("line"))
    if any(mark in body for mark in _AT_LINES) or body[:2] in _OPENING:
        found += list(_bold_heads(sections, found, titled))
        found.sort(key=attrgetter("line"))
    return _one_a_line(found)


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
    """The headings in HTML blocks, and in paragraphs that hold one; the first of each line."""
    for at, block in enumerate(blocks):
        if block.kind in ("html", "paragraph") and ("<h" in block.text or "<H" in block.text):
            yield from _in_block(blocks, at)


def _tags(text: str) -> Iterator[re.Match[str]]:
    """The tags of headings in a piece of HTML that stand in no comment."""
    pos = 0
    while (tag := _TAG.search(text, pos)) is not None:
        pos = tag.end()
        if tag[0] != "<!--":
            yield tag
        elif (pos := text.find("-->", pos)) < 0:
            return


def _in_block(blocks: list[Block], at: int) -> Iterator[Head]:
    """The headings that open in a block, the last of which another one may close."""
    block, text = blocks[at], blocks[at].text
    opened: re.Match[str] | None = None
    counted, line, last = 0, block.line, 0
    for tag in _tags(text):
        if not tag[1]:
            opened = tag
        elif opened is not None:
            line += text.count("\n", counted, opened.start())
            counted = opened.start()
            title = _title(text[opened.end() : tag.start()])
            # What stands beside a heading is as long as its line: it is looked at once.
            if title and line > last:
                last = line + text.count("\n", counted, tag.end())
                beside = _beside(text, opened.start(), text, tag.end())
                yield Head(line, last, int(opened[2]), "html", title, beside)
            opened = None
    if opened is not None and (head := _over_blocks(blocks, at, opened)) is not None:
        yield head


def _title(source: str) -> str:
    return plain(visible(source[:_LONGEST_TITLE]))


def _beside(before: str, start: int, behind: str, end: int) -> str:
    """What else is to be read on the line on which a heading opens, and on that where it ends."""
    stop = behind.find("\n", end)
    parts = (
        before[before.rfind("\n", 0, start) + 1 : start],
        behind[end : len(behind) if stop < 0 else stop],
    )
    return " ".join([part.strip() for part in parts if visible(part[:_LONGEST_TITLE])])


def _over_blocks(blocks: list[Block], at: int, opened: re.Match[str]) -> Head | None:
    """A heading that blank lines spread over several blocks: `<h1>`, a paragraph, `</h1>`."""
    head, *others = blocks[at : at + 1 + _LONGEST_HTML]
    parts = [head.text[opened.end() :]]
    for block in others:
        closing = next(_tags(block.text), None)
        if closing is None:
            parts.append(block.text)
            continue
        title = _title("\n".join([*parts, block.text[: closing.start()]]))
        if not closing[1] or not title:
            return None
        line = head.line + head.text.count("\n", 0, opened.start())
        last = block.line + block.text.count("\n", 0, closing.end())
        beside = _beside(head.text, opened.start(), block.text, closing.end())
        return Head(line, last, int(opened[2]), "html", title, beside)
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
            elif (around := around or words_of(section.title).role) is not None:
                if _tells_apart(title, around):
                    yield Head(block.line, block.line, section.level, "bold", title, "")


def _tells_apart(title: str, around: str) -> bool:
    """True for a bold line that is known to be about something else than its section."""
    role = words_of(title, False).role
    return role in bold_roles() and above(role)[-1] != above(around)[-1]


def _bold_title(text: str) -> str | None:
    """The title of a paragraph whose first line is bold as a whole."""
    match = _BOLD.match(text) or _BOLD_HTML.match(text)
    if match is None:
        return None
    title = plain(visible(match["title"]))
    if not title or len(title.split()) > _LONGEST_BOLD or _SENTENCE.search(title):
        return None
    return title
