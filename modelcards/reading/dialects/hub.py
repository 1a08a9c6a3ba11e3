"""Cards of any shape: front matter, facts under any heading, texts, and telling links."""

from __future__ import annotations

from itertools import islice
from typing import Any

from modelcards.front_matter.hub_keys import texts_of
from modelcards.markdown.blocks import Block, item_text, items
from modelcards.markdown.inline import visible
from modelcards.markdown.labels import field_of
from modelcards.markdown.outline import Section
from modelcards.reading.draft import Draft
from modelcards.reading.facts import lone_label, looks_stated, make
from modelcards.reading.section_roles import words_of
from modelcards.reading.section_status import status_of
from modelcards.reading.section_words import above
from modelcards.reading.statements.bases import read_base
from modelcards.reading.statements.common import (
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
from modelcards.reading.statements.families import find_scopes, settle
from modelcards.reading.statements.licences import read_license
from modelcards.reading.statements.links import linked
from modelcards.reading.statements.prose import read_prose
from modelcards.reading.statements.releases import read_release
from modelcards.values.languages import is_language_code, is_phrase, language_codes, language_names
from modelcards.values.licenses import is_hub_id, license_id, license_in, license_name

METADATA_KEYS: dict[str, tuple[str, ...]] = {
    "license": ("license", "license_name"),
    "languages": ("language", "languages"),
    "tags": ("tags",),
    "base_model": ("base_model",),
}
"""Front-matter keys that fill a field of the card, in the order in which they are asked."""

_TEXTS = ("overview", "notes")
_DETAILS = frozenset({"model-details", "technical-specifications"})
_LONGEST_HEADING_FACT = 300
_MOST_LISTED = 500
_FEW = 20
"""So many values of one key that the Hub refuses are told one by one."""


def read_metadata(reading: Reading, draft: Draft) -> None:
    """The keys of the front matter that are fields of the card."""
    metadata: dict[str, Any] = reading.front.metadata or {}
    for field, keys in METADATA_KEYS.items():
        key = next((key for key in keys if metadata.get(key) not in (None, "", [])), None)
        if key is None:
            continue
        stated = texts_of(metadata[key])
        line = reading.front.key_lines.get(key, 1)
        if field == "license":
            _license(draft, stated, key, line)
        elif field == "languages":
            _languages(reading, draft, stated, key, line)
        else:
            draft.state(field, stated, line, ", ".join(stated))


def _license(draft: Draft, stated: list[str], key: str, line: int) -> None:
    """The licences of the front matter, and their id where it is one."""
    named = ", ".join(text for text in stated if license_name(text))
    if key == "license":
        for text in stated[:_FEW]:
            if not is_hub_id(text):
                said = f"front matter: {text[:80]!r} is no licence id of the Hub's"
                draft.problem("MC704", said, line)
    draft.state("license", license_name(named), line, ", ".join(stated))
    draft.state("license_id", license_id(named), line, ", ".join(stated))


def _languages(reading: Reading, draft: Draft, stated: list[str], key: str, line: int) -> None:
    """The languages of the front matter and their codes; what is no code is told."""
    raw = ", ".join(stated)
    named: list[str] = []
    for text in stated:
        # "en, de" as one text is a list that lacks its brackets.
        named += language_names(text) or ([] if is_phrase(text) else [text])
    draft.state("languages", named, line, raw)
    draft.state("language_codes", language_codes(named), line, raw)
    if key != "language":
        return
    strange = [text for text in stated if not is_language_code(text)][:_FEW]
    last = reading.front.lines[1] if reading.front.lines else line
    for text in strange:
        at = next((n for n in range(line, last) if text in reading.lines[n - 1]), line)
        draft.problem("MC704", f"front matter: {text[:80]!r} is no language code", at)


def read_body(reading: Reading, draft: Draft) -> None:
    """Every section in the order of the card."""
    last_kept = 0
    draft.scopes = find_scopes(reading, draft)
    named = draft.provenance.get("name")
    for at, section in enumerate(reading.sections):
        before = len(draft.specs) + len(draft.extras)
        _heading_fact(reading, draft, section)
        role = section.role
        if role in _TEXTS and role not in draft.fields:
            last_kept = _text(reading, draft, at, role)
        for number, block in enumerate(section.blocks):
            _block(reading, draft, section, block, kept=block.line <= last_kept)
            if block.kind == "paragraph":
                _label_above(draft, section, section.blocks[number : number + 2])
        if section.tables:
            section_tables(reading, draft, section, strict=False)
        titled = named is not None and named.line == section.line
        kept = len(draft.specs) + len(draft.extras) > before
        if not kept and not titled and section.line > last_kept:
            lone_heading(reading, draft, section)
    settle(reading, draft)
    read_prose(reading, draft)
    read_release(reading, draft)
    read_license(reading, draft)
    read_base(reading, draft)


def _heading_fact(reading: Reading, draft: Draft, section: Section) -> None:
    """A heading that is a label, and one short paragraph below it."""
    field = field_of(section.title)
    if field is None or not section.blocks or section.heading is None:
        return
    if field == "languages" and (below := _listed_below(section)) is not None:
        fact = make(section.heading.text, below[0], below[1], "heading")
        draft.fact(fact, section.title, strict=False)
        return
    block = section.blocks[0]
    if block.kind != "paragraph" or len(block.text) > _LONGEST_HEADING_FACT:
        return
    if reading.leads(block, bullet=False)[0] or block.text.rstrip().endswith((":", "：")):
        return
    text = block.text
    if field == "license" and license_name(visible(text)) is None:
        text = license_in(" ".join(visible(text).split())) or text
    draft.fact(make(section.heading.text, text, block.line, "heading"), section.title, strict=False)


def _label_above(draft: Draft, section: Section, blocks: list[Block]) -> None:
    """A label in bold as a paragraph of its own, and its value in the next one."""
    key = lone_label(blocks[0].text)
    if key is None or len(blocks) < 2 or blocks[1].kind != "paragraph":
        return
    fact = make(key, blocks[1].text, blocks[1].line, "heading")
    if fact.field is not None and looks_stated(fact.field, fact.raw):
        draft.fact(fact, section.title or None, strict=False)


def _listed_below(section: Section) -> tuple[str, int] | None:
    """The list below a heading, as one line, or the line that a sentence introduces; its line."""
    first, *more = section.blocks
    if first.kind == "paragraph" and first.text.rstrip().endswith((":", "：")) and more:
        first = more[0]
        if first.kind == "paragraph":
            return first.text, first.line
    if first.kind != "list":
        return None
    heads = (item_text(item) for item in islice(items(first), _MOST_LISTED))
    return ", ".join(head.text for head in heads if head is not None), first.line


def _text(reading: Reading, draft: Draft, at: int, role: str) -> int:
    """A text with the deeper headings below it that have no role of their own; its last line."""
    section = reading.sections[at]
    last = section.blocks[-1].end_line if section.blocks else 0
    for number in range(at + 1, len(reading.sections)):
        after = reading.sections[number]
        if after.role is not None or after.level <= section.level or _is_apart(after.title):
            break
        last = after.blocks[-1].end_line if after.blocks else after.line
    text = reading.source_text(section.first_line, last)
    if status_of(text) == "placeholder":
        return 0
    if text.strip():
        line = section.blocks[0].line if section.blocks else section.first_line
        draft.state(role, text, line, text.strip().split("\n", 1)[0])
    return last


def _is_apart(title: str) -> bool:
    """Whether a heading is about something else than what the model is: its uses, its training."""
    role = words_of(title).role
    return role is not None and not _DETAILS.intersection(above(role))


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
