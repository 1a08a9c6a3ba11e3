"""Cards of any shape: front matter, facts under any heading, texts, and telling links."""

from __future__ import annotations

from typing import Any

from modelcards.front_matter.model_index import as_list
from modelcards.markdown.blocks import Block
from modelcards.markdown.outline import Section
from modelcards.reading.dialects.common import (
    Reading,
    holds_more,
    html_around_tables,
    is_placeholder,
    leftover,
    list_facts,
    lone_heading,
    paragraph_facts,
    section_tables,
)
from modelcards.reading.dialects.links import linked
from modelcards.reading.dialects.prose import read_prose
from modelcards.reading.draft import Draft
from modelcards.reading.facts import field_of, item_text, make

# Front-matter keys that fill a field of the card, in the order in which they are asked.
_KEYS: dict[str, tuple[str, ...]] = {
    "license": ("license", "license_name"),
    "languages": ("language", "languages"),
    "tags": ("tags",),
    "base_model": ("base_model",),
}
_TEXTS = ("overview", "notes")
_LONGEST_HEADING_FACT = 300


def read_metadata(reading: Reading, draft: Draft) -> None:
    """The keys of the front matter that are fields of the card."""
    metadata: dict[str, Any] = reading.front.metadata or {}
    for field, keys in _KEYS.items():
        key = next((key for key in keys if metadata.get(key) not in (None, "", [])), None)
        if key is None:
            continue
        stated = as_list(metadata[key])
        value = stated if field != "license" else ", ".join(stated)
        line = reading.front.key_lines.get(key, 1)
        draft.state(field, value, line, ", ".join(stated))


def read_body(reading: Reading, draft: Draft) -> None:
    """Every section in the order of the card."""
    last_kept = 0
    named = draft.provenance.get("name")
    for at, section in enumerate(reading.sections):
        before = len(draft.specs) + len(draft.extras)
        _heading_fact(reading, draft, section)
        role = section.role
        if role in _TEXTS and role not in draft.fields:
            last_kept = _text(reading, draft, at, role)
        for block in section.blocks:
            _block(reading, draft, section, block, kept=block.line <= last_kept)
        if section.tables:
            section_tables(reading, draft, section, strict=False)
        titled = named is not None and named.line == section.line
        kept = len(draft.specs) + len(draft.extras) > before
        if not kept and not titled and section.line > last_kept:
            lone_heading(reading, draft, section)
    read_prose(reading, draft)


def _heading_fact(reading: Reading, draft: Draft, section: Section) -> None:
    """A heading that is a label, and one short paragraph below it."""
    field = field_of(section.title)
    if field is None or not section.blocks or section.heading is None:
        return
    block = section.blocks[0]
    if block.kind != "paragraph" or len(block.text) > _LONGEST_HEADING_FACT:
        return
    if reading.leads(block, bullet=False)[0]:
        return
    draft.fact(
        make(section.heading.text, block.text, block.line, "heading"), section.title, strict=False
    )


def _text(reading: Reading, draft: Draft, at: int, role: str) -> int:
    """A text with the deeper headings below it that have no role of their own; its last line."""
    section = reading.sections[at]
    last = section.blocks[-1].end_line if section.blocks else 0
    for number in range(at + 1, len(reading.sections)):
        after = reading.sections[number]
        if after.role is not None or after.level <= section.level:
            break
        last = after.blocks[-1].end_line if after.blocks else after.line
    text = reading.source_text(section.first_line, last)
    if text.strip():
        line = section.blocks[0].line if section.blocks else section.first_line
        draft.state(role, text, line, text.strip().split("\n", 1)[0])
    return last


def _block(reading: Reading, draft: Draft, section: Section, block: Block, *, kept: bool) -> None:
    """One block: its facts, its links, and as extras what is left (`kept`: a text field has it)."""
    if block.kind == "paragraph":
        left = paragraph_facts(reading, draft, section, block, strict=False)
        if left.strip() and not kept:
            draft.extra(section.title or None, left.strip(), block.line)
    elif block.kind == "list":
        for item in list_facts(reading, draft, section, block, strict=False):
            if not kept and not _is_link_only(reading, item, section):
                leftover(draft, reading, section, [item])
    elif block.kind == "quote":
        for child in block.children:
            _block(reading, draft, section, child, kept=kept)
    elif block.kind == "html":
        if not kept:
            draft.extra(section.title or None, html_around_tables(block.text), block.line)
    elif block.kind not in ("rule", "table") and not kept:
        leftover(draft, reading, section, [block])


def _is_link_only(reading: Reading, item: Block, section: Section) -> bool:
    head = item_text(item)
    if section.role not in ("resources", "related") or head is None or holds_more(item):
        return False
    found, more = linked(head.text, head.line, reading.references)
    return is_placeholder(head.text) or (bool(found) and not more)
