"""The leaderboard template: one page a model, the same sections on each.

Title, category quote, organization, release date and access in lines with bold keys; overview;
specifications in bullets; a benchmark table with analysis sentences; tags; notes; resources;
related models; the date of the last update.
"""

from __future__ import annotations

from modelcards.markdown.blocks import Block, item_text, items
from modelcards.markdown.inline import visible
from modelcards.markdown.outline import Section
from modelcards.reading.draft import Draft
from modelcards.reading.statements.common import (
    Reading,
    beside_paragraphs,
    is_placeholder,
    leftover,
    list_facts,
    lone_heading,
    paragraph_facts,
    paragraphs,
    section_tables,
)
from modelcards.reading.statements.links import link_kind, linked
from modelcards.values.read import text_list

NAME = "leaderboard"
REQUIRED: tuple[str, ...] = (
    "organization",
    "released",
    "access",
    "architecture",
    "parameters",
    "training_tokens",
)

# What only this template has counts most: no other house style prints an ALScore or an access mark.
_FIELD_WEIGHT = {
    "alscore": 3,
    "token_param_ratio": 3,
    "access": 2,
    "dataset_types": 2,
    "organization": 1,
    "released": 1,
    "parameters": 1,
    "training_tokens": 1,
    "last_updated": 1,
}
_ROLE_WEIGHT = {"efficiency": 2, "tags": 2, "notes": 1, "related": 1, "resources": 1, "overview": 1}
_ENOUGH = 5


def matches(reading: Reading) -> bool:
    """True when the labels and headings of a card are those of this template; a card without any
    label is of none.
    """
    found = sum(_ROLE_WEIGHT.get(role or "", 0) for role in {s.role for s in reading.sections})
    seen: set[str] = set()
    for label in reading.labels():
        if label not in seen:
            seen.add(label)
            found += _FIELD_WEIGHT.get(label, 0)
        if found >= _ENOUGH:
            return True
    return False


def read(reading: Reading, draft: Draft) -> None:
    """Fill the draft from the sections; tables have been read already."""
    owner: tuple[str | None, int] = (None, 0)
    title = title_section(reading)
    for at, section in enumerate(reading.sections):
        role = section.role
        if role is None and owner[0] in ("overview", "notes") and section.level > owner[1]:
            continue  # a heading inside a text belongs to the text
        if role is not None or section.level <= owner[1]:
            owner = (role, section.level)
        before = len(draft.specs) + len(draft.extras)
        if section.tables:
            section_tables(reading, draft, section, strict=True)
        if section is title or section.level == 0:
            _lead(reading, draft, section)
        elif role in ("overview", "notes"):
            _text(reading, draft, at, role)
        elif role == "tags":
            _tags(reading, draft, section)
        elif role in ("resources", "related"):
            _links(reading, draft, section, role)
        else:
            _facts(reading, draft, section, section.blocks)
        if section is not title and len(draft.specs) + len(draft.extras) == before:
            lone_heading(reading, draft, section)


def title_section(reading: Reading) -> Section | None:
    """The section under the title: the first heading, unless that is one of the template's own."""
    first = next((s for s in reading.sections if s.level), None)
    return None if first is None or first.role is not None else first


def _lead(reading: Reading, draft: Draft, section: Section) -> None:
    """The category quote and the header lines."""
    blocks = []
    for block in section.blocks:
        if block.kind == "quote" and "category" not in draft.fields:
            _category(draft, section, block, reading)
        else:
            blocks.append(block)
    _facts(reading, draft, section, blocks)


def _category(draft: Draft, section: Section, quote: Block, reading: Reading) -> None:
    """A quote goes on over the header lines when the blank line between them is missing."""
    for block in quote.children:
        if block.kind != "paragraph":
            _facts(reading, draft, section, [block])
            continue
        left = paragraph_facts(reading, draft, section, block, strict=True)
        source, _, others = left.partition("\n")
        first = visible(source)
        draft.state("category", text_list(first), block.line, first)
        draft.extra(section.title or None, others, block.line + 1)


def _facts(reading: Reading, draft: Draft, section: Section, blocks: list[Block]) -> None:
    """Everything that states facts, and the footer's links; what is left is kept."""
    for block in blocks:
        if block.kind == "paragraph":
            left = paragraph_facts(reading, draft, section, block, strict=True).strip()
            if left and not _navigation(draft, left, block, reading):
                draft.extra(section.title or None, left, block.line)
        elif block.kind == "list":
            left_items = list_facts(reading, draft, section, block, strict=True)
            leftover(draft, reading, section, left_items)
        elif block.kind not in ("rule", "table", "comment"):
            leftover(draft, reading, section, [block])


def _navigation(draft: Draft, text: str, block: Block, reading: Reading) -> bool:
    """The line of links that leads back to the index."""
    found, more = linked(text, block.line, reading.references)
    if not found or more:
        return False
    draft.related.extend(found)
    return True


def _is_footer(reading: Reading, block: Block) -> bool:
    """The date of the last update, or a line of links that leads back."""
    if block.kind in ("rule", "comment"):
        return True
    found = paragraphs([block])
    return bool(found) and all(_is_footer_line(reading, one, bullet) for one, bullet in found)


def _is_footer_line(reading: Reading, block: Block, bullet: bool) -> bool:
    facts, rest = reading.leads(block, bullet=bullet)
    for fact in facts:
        if fact.field != "last_updated":
            return False
    left = "".join([line for _, line in rest]).strip()
    if not left.startswith("["):
        return not left
    found, more = linked(left.replace("\n", ""), block.line, reading.references)
    kinds = [link_kind(visible(left))] if more else [link_kind(link.label) for link in found]
    return "navigation" in kinds


def split_footer(reading: Reading, section: Section) -> tuple[list[Block], list[Block]]:
    """The blocks of a section, and the page's footer behind them.

    A footer begins with the date of the last update, or a rule before it, wherever that stands; at
    the end of the page a line of links is one, too.
    """
    blocks = section.blocks
    end = next((at for at, block in enumerate(blocks) if _dates_page(reading, block)), len(blocks))
    if end == len(blocks) and section is not reading.sections[-1]:
        return blocks, []
    while end and _is_footer(reading, blocks[end - 1]):
        end -= 1
    return blocks[:end], blocks[end:]


def _dates_page(reading: Reading, block: Block) -> bool:
    """True for a paragraph that states when the page was updated, and nothing else."""
    if block.kind != "paragraph" or "[" in block.text[:1]:
        return False
    facts = reading.leads(block, bullet=False)[0]
    return bool(facts) and _is_footer_line(reading, block, bullet=False)


def _text(reading: Reading, draft: Draft, at: int, role: str) -> None:
    """A text runs on through deeper headings that are none of the template's own."""
    section = reading.sections[at]
    run = [section]
    for number in range(at + 1, len(reading.sections)):
        after = reading.sections[number]
        if after.role is not None or after.level <= section.level:
            break
        run.append(after)
    body, footer = split_footer(reading, run[-1])
    last = body[-1].end_line if body else run[-1].first_line - 1
    text = reading.source_text(section.first_line, last)
    line = next((b.line for s in run for b in s.blocks), section.first_line)
    if role in draft.fields:
        draft.extra(section.title, text, line)
    elif text.strip():
        draft.state(role, text, line, text.strip().split("\n", 1)[0])
    _facts(reading, draft, section, footer)


def _tags(reading: Reading, draft: Draft, section: Section) -> None:
    body, footer = split_footer(reading, section)
    for block in body:
        text = block.text if block.kind == "paragraph" else ""
        if block.kind == "list":
            heads = (item_text(item) for item in items(block))
            text = ", ".join(head.text for head in heads if head is not None)
            leftover(draft, reading, section, beside_paragraphs([block]))
        if not text:
            leftover(draft, reading, section, [block] if block.kind != "rule" else [])
        elif "tags" in draft.fields:
            draft.extra(section.title, visible(text), block.line)
        elif not is_placeholder(text):
            draft.state("tags", text_list(visible(text)), block.line, visible(text))
    _facts(reading, draft, section, footer)


def _links(reading: Reading, draft: Draft, section: Section, role: str) -> None:
    """Lists of links, and what stands around the links."""
    into = draft.resources if role == "resources" else draft.related
    body, footer = split_footer(reading, section)
    for block in body:
        leftover(draft, reading, section, beside_paragraphs([block]))
        for paragraph, _ in paragraphs([block]):
            text = paragraph.text
            stated, more = linked(text, paragraph.line, reading.references)
            into += stated
            if more and not is_placeholder(text):
                draft.extra(section.title or None, text.strip(), paragraph.line)
    _facts(reading, draft, section, footer)
