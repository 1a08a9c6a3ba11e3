"""What every house style reads in the same way: facts, tables, and the text that is left."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from modelcards import vocabulary
from modelcards.front_matter.split import FrontMatter
from modelcards.markdown.blocks import Block, item_text, items
from modelcards.markdown.inline import visible
from modelcards.markdown.outline import Section, normal
from modelcards.reading.draft import Draft
from modelcards.reading.facts import Fact, lead_lines
from modelcards.reading.statements.own_model import name_sizes
from modelcards.reading.statements.sentences import close
from modelcards.reading.statements.spec_tables import attributes, table_facts
from modelcards.reading.variants import typed
from modelcards.tables.grid import Grid
from modelcards.text.lines import joined
from modelcards.values.read import is_missing

_DECLARED = re.compile(r"<[!?][^<>]*>")

Leads = tuple[list[Fact], list[tuple[int, str]]]


@dataclass(slots=True)
class Reading:
    """A card's text cut up, before anything is made of it.

    `lines` are those of the repaired file (`lines[0]` is line 1); `names` are those that the model
    goes by besides its title; `grids` are all tables with the section that each stands in.
    """

    lines: Sequence[str]
    sections: list[Section]
    references: Mapping[str, Any]
    front: FrontMatter
    path: str | None
    names: list[str] = field(default_factory=list)
    grids: list[tuple[Grid, Section]] = field(default_factory=list)
    _leads: dict[int, Leads | Fact] = field(default_factory=dict)
    _bare: bytearray = field(default_factory=bytearray)
    _homes: dict[int, list[Grid]] = field(default_factory=dict)
    _paragraphs: dict[int, tuple[list[Block], list[bool]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Nothing is known of any line."""
        self._bare = bytearray(len(self.lines) + 1)

    def leads(self, block: Block, *, bullet: bool) -> Leads:
        """The facts of a paragraph and the lines that are left; worked out once a paragraph.

        Most paragraphs state none, and of those nothing is kept; most others are one fact.
        """
        line = block.line
        held = self._leads.get(line)
        if held is not None:
            return ([held], []) if isinstance(held, Fact) else held
        if self._bare[line]:
            return [], [(line, block.text)]
        facts, rest = found = lead_lines(block.text, line, bullet=bullet)
        if not facts:
            self._bare[line] = 1
        else:
            self._leads[line] = facts[0] if len(facts) == 1 and not rest else found
        return found

    def paragraphs(self, section: Section) -> Iterable[tuple[Block, bool]]:
        """The paragraphs of a section that may state facts; worked out once a section."""
        found = self._paragraphs.get(id(section))
        if found is None:
            found = self._paragraphs[id(section)] = [], []
            _paragraphs(section.blocks, *found)
        return zip(*found, strict=True)

    def let_go(self) -> None:
        """Forget what is known of paragraphs, when all facts are read."""
        self._leads.clear()
        self._paragraphs.clear()

    def grids_of(self, section: Section) -> list[Grid]:
        """The tables that stand in a section; `grids` is complete by then."""
        if not self._homes:
            for grid, home in self.grids:
                self._homes.setdefault(id(home), []).append(grid)
        return self._homes.get(id(section), [])

    def labels(self) -> Iterator[str]:
        """The typed fields whose labels stand in the card, in its order; tables come last."""
        for section in self.sections:
            for block, bullet in self.paragraphs(section):
                for fact in self.leads(block, bullet=bullet)[0]:
                    if fact.field is not None:
                        yield fact.field
        for grid, _ in self.grids:
            for fact in attributes(grid):
                if fact.field is not None:
                    yield fact.field

    def source_text(self, first: int, last: int) -> str:
        """The source of the lines from `first` to `last`, without empty ones around it."""
        return joined(self.lines, first - 1, last).strip("\n").rstrip()


def is_placeholder(text: str) -> bool:
    """True for sentences such as `_No specific tags_`, and for marks such as `-`."""
    shown = visible(text)
    return is_missing(shown) or normal(shown).rstrip(".。") in _placeholders()


@lru_cache(maxsize=1)
def _placeholders() -> frozenset[str]:
    return frozenset(row[0] for row in vocabulary.rows("placeholders"))


def block_source(reading: Reading, block: Block) -> str:
    """The source text of a block."""
    return reading.source_text(block.line, block.end_line)


def holds_more(item: Block) -> bool:
    """True when more than lists and tables follow the text of an item."""
    return any(child.kind not in ("list", "table") for child in item.children[1:])


def own_names(reading: Reading, draft: Draft) -> tuple[str, ...]:
    """Every name that the card's own model goes by, the title first."""
    return tuple(name for name in (draft.fields.get("name"), *reading.names) if name)


def lone_heading(reading: Reading, draft: Draft, section: Section) -> None:
    """Keep a heading under which nothing was kept, unless it is one that cards share."""
    if section.heading and section.role is None and not reading.grids_of(section):
        draft.extra(section.title or None, section.heading.text, section.line)


def heading_links(reading: Reading, draft: Draft) -> None:
    """Keep what a title does not tell, being visible text: where links lead to, and comments."""
    linked = [one for one in reading.sections if one.heading and "](" in one.heading.text]
    kept = {extra.line for extra in draft.extras} if linked else set()
    for section in linked:
        if section.heading and section.line not in kept:
            draft.extra(section.title or None, section.heading.text, section.line)
            kept.add(section.line)
    for section in reading.sections:
        text = section.heading.text if section.heading else ""
        if ("<!" in text or "<?" in text) and section.line not in kept:
            draft.extra(section.title or None, _unseen(text), section.line)


def _unseen(text: str) -> str:
    """The comments in a heading, and what HTML takes for such."""
    head, *opened = text.split("<!--")
    found = _DECLARED.findall(head)
    for one in opened:
        inside, end, behind = one.partition("-->")
        found += ("<!--" + inside + end, *_DECLARED.findall(behind))
    return " ".join(found)


def section_tables(reading: Reading, draft: Draft, section: Section, *, strict: bool) -> None:
    """Add the facts that the tables of a section state of the card's model."""
    for grid in reading.grids_of(section):
        names = own_names(reading, draft)
        read = table_facts(grid, names)
        for fact in read.facts:
            if fact.field == "parameters" and not _fits_name(fact, names):
                said = f"parameters: {fact.raw!r} of a table: not taken, the model's name states "
                draft.problem("MC204", said + "another size", fact.line)
                fact = fact._replace(field=None)
            named = any(one.own for one in read.models)
            add_fact(draft, fact, section, strict=strict, named=named)
        draft.several |= read.several
        draft.models += read.models


def _fits_name(fact: Fact, names: tuple[str, ...]) -> bool:
    """False for a size that is none of those in the own names; a name rounds."""
    value, own = typed(fact)[0], name_sizes(names)
    return not isinstance(value, int) or not own or any(close(value, one, 0.25) for one in own)


def paragraph_facts(
    reading: Reading, draft: Draft, section: Section, block: Block, *, strict: bool
) -> str:
    """Add the facts of a paragraph to the draft; gives back what is left of its text."""
    facts, rest = reading.leads(block, bullet=False)
    for fact in facts:
        add_fact(draft, fact, section, strict=strict)
    return "\n".join([line for _, line in rest]) if rest else ""


def add_fact(
    draft: Draft, fact: Fact, section: Section, *, strict: bool, named: bool = False
) -> None:
    """Add one fact; `Analysis` is a sentence about the scores and not a fact."""
    listed = fact.field == "context_length" and fact.form != "table"
    if listed and _of_training(fact.key, section.title):
        fact = fact._replace(field=None)
    if fact.field is None and normal(fact.key) == "analysis":
        draft.analysis.append(fact.raw)
    elif fact.raw or fact.field is not None:
        draft.fact(fact, section.title or None, strict=strict, named=named)
    else:
        draft.extra(section.title or None, fact.key, fact.line)


_TRAINING = re.compile(r"hyper|train|fine-?\s?tun|configuration of the run|训练", re.IGNORECASE)


def _of_training(key: str, title: str) -> bool:
    """True for the length of the texts that a model was trained on, which may be shorter than what
    it reads.
    """
    return "context" not in key.casefold() and _TRAINING.search(title) is not None


def list_facts(
    reading: Reading, draft: Draft, section: Section, block: Block, *, strict: bool
) -> list[Block]:
    """Add the facts of a list, nested ones too; gives back the items that state none."""
    left = []
    for item in items(block):
        head = item_text(item)
        facts, rest = reading.leads(head, bullet=True) if head is not None else ([], [])
        stated = [fact for fact in facts if fact.raw or fact.field is not None]
        for fact in facts if stated else ():
            add_fact(draft, fact, section, strict=strict)
        if not stated or (len(item.children) > 1 and holds_more(item)):
            left.append(item)
        elif rest:
            text = "\n".join(line for _, line in rest)
            draft.extra(section.title or None, text, rest[0][0])
    return left


def paragraphs(blocks: Iterable[Block]) -> list[tuple[Block, bool]]:
    """Every paragraph that may state facts, and whether it opens a list item."""
    found: tuple[list[Block], list[bool]] = [], []
    _paragraphs(blocks, *found)
    return list(zip(*found, strict=True))


def _paragraphs(blocks: Iterable[Block], found: list[Block], opens: list[bool]) -> None:
    for block in blocks:
        if block.kind == "paragraph":
            found.append(block)
            opens.append(False)
        elif block.kind == "quote":
            _paragraphs(block.children, found, opens)
        elif block.kind == "list":
            # As `item_text`, without a call for each of the many items.
            heads = [item.children[0] for item in items(block) if item.children]
            found += [head for head in heads if head.kind == "paragraph"]
            opens += [True] * (len(found) - len(opens))


_NO_TEXT = ("paragraph", "table", "rule", "comment")
_NO_PART = ("list", "table", "rule")


def beside_paragraphs(blocks: Iterable[Block]) -> list[Block]:
    """The blocks that `paragraphs` passes over, without tables and rules."""
    found: list[Block] = []
    for block in blocks:
        if block.kind == "quote":
            found += beside_paragraphs(block.children)
        elif block.kind == "list":
            for item in items(block):
                children = item.children
                if len(children) > 1 or item_text(item) is None:
                    rest = children[item_text(item) is not None :]
                    found += [child for child in rest if child.kind not in _NO_PART]
        elif block.kind not in _NO_TEXT:
            found.append(block)
    return found


def html_around_tables(html: str) -> str:
    """A piece of HTML without its tables; empty where nothing but tags would be left."""
    lower, parts, at = html.lower(), [], 0
    while (start := lower.find("<table", at)) >= 0:
        parts.append(html[at:start])
        end = lower.find("</table>", start)
        at = len(html) if end < 0 else end + len("</table>")
    around = "".join([*parts, html[at:]]).strip()
    return around if "=" in around or visible(around) else ""


def leftover(draft: Draft, reading: Reading, section: Section, blocks: Iterable[Block]) -> None:
    """Keep blocks that fit no field."""
    for block in blocks:
        draft.extra(section.title or None, block_source(reading, block), block.line)
