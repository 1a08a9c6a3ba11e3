"""What training used and emitted: hardware, hours, provider, region, emissions, with their units.

A label of the Hub's template goes before any other label, that before a sentence, that before a
table, and what the front matter states comes last.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from operator import attrgetter
from typing import Any, NamedTuple

from modelcards.markdown.blocks import Block
from modelcards.markdown.inline import visible
from modelcards.markdown.outline import Section, normal
from modelcards.model.parts import Environment, Footprint, Setting
from modelcards.model.unchecked import trusted
from modelcards.reading.draft import Draft
from modelcards.reading.facts import Fact
from modelcards.reading.footprint import (
    Amount,
    about,
    amount,
    cloud_in,
    is_label,
    is_stated,
    kind_of,
    mentions,
    signs_in,
    tells_of_others,
)
from modelcards.reading.footprint_prose import in_sentence
from modelcards.reading.statements.common import Reading, is_placeholder, own_names, paragraphs
from modelcards.reading.statements.spec_tables import name_key
from modelcards.tables.grid import Grid
from modelcards.text.lines import joined

_footprint = trusted(Footprint)
_setting = trusted(Setting)
_environment = trusted(Environment)

WHAT = ("emissions", "hardware", "hours", "provider", "region")
_TEXT = ("hardware", "provider", "region")
# The keys of `co2_eq_emissions` in the front matter; the Hub counts emissions in grams.
_METADATA = {
    "emissions": "emissions",
    "hardware_used": "hardware",
    "geographical_location": "region",
    "cloud_provider": "provider",
    "hours_used": "hours",
}
_LONGEST = 300
_key = attrgetter("key")

NOTHING = _environment(**dict.fromkeys(WHAT))
"""What a card states that tells nothing of it."""


class _Found(NamedTuple):
    """One statement: how telling its kind is (0 is most), what it states, and the fact."""

    rank: int
    what: str
    fact: Footprint | Setting


def read_environment(reading: Reading, draft: Draft) -> Environment:
    """The footprint of a card's training, each fact where it is told most plainly."""
    chosen: dict[str, _Found] = {}
    for found in _statements(reading, draft):
        best = chosen.get(found.what)
        if best is None or found.rank < best.rank:
            chosen[found.what] = found
    if not chosen:
        return NOTHING
    values: dict[str, Any] = dict.fromkeys(WHAT)
    return _environment(**values | {what: found.fact for what, found in chosen.items()})


def _statements(reading: Reading, draft: Draft) -> Iterator[_Found]:
    # Most cards say no word of it, and others few, which is told sooner of the whole than of each
    # paragraph.
    spoken, places = signs_in(joined(reading.lines, 0, len(reading.lines)))
    for section in reading.sections:
        if is_label(section.title):
            yield from _heading(section)
        for block, bullet in reading.paragraphs(section):
            facts = reading.leads(block, bullet=bullet)[0]
            near = False
            if places:
                at = bisect_left(places, block.line)
                near = at < len(places) and places[at] <= block.end_line
            if near or (facts and any(map(is_label, map(_key, facts)))):
                yield from _paragraph(facts, block, section.path, spoken if near else ())
    for grid, section in reading.grids:
        yield from _table(grid, section.path, own_names(reading, draft))
    if reading.front.metadata and "co2_eq_emissions" in reading.front.metadata:
        yield from _metadata(reading)


def _paragraph(
    facts: list[Fact], block: Block, path: tuple[str, ...], spoken: tuple[str, ...]
) -> Iterator[_Found]:
    """The labels of a paragraph, and what its sentences tell if it has words for that."""
    labelled = False
    for fact in facts:
        known = kind_of(fact.key, about(path)) if is_label(fact.key) else None
        if known is not None:
            labelled = True
            what, rank = known
            yield from _stated(rank, what, fact.raw, fact.line, fact.key)
    if spoken and not labelled and mentions(block.text, spoken) and about(path) != "elsewhere":
        for what, raw in in_sentence(visible(block.text), about(path)):
            line = block.line + _lines_before(block.text, raw)
            yield from _stated(3, what, raw, line, "")


def _lines_before(source: str, raw: str) -> int:
    """How many lines stand before the first word of a text that the source holds."""
    at = source.find(raw)
    if at < 0:
        at = source.find(raw.split(" ", 1)[0])
    return source.count("\n", 0, at) if at > 0 else 0


def _heading(section: Section) -> Iterator[_Found]:
    """A heading that is a label, and the short paragraph or single item below it."""
    known = kind_of(section.title, about(section.path))
    if known is None:
        return
    block, bullet = next(iter(paragraphs(section.blocks[:1])), (None, False))
    if block is None or len(block.text) > _LONGEST or (bullet and ":" in block.text):
        return
    what, rank = known
    text = visible(block.text)
    if not tells_of_others(text) and (what in _TEXT or amount(what, text, section.title)):
        yield from _stated(rank + 1, what, text, block.line, section.title)


def _stated(rank: int, what: str, raw: str, line: int, key: str) -> Iterator[_Found]:
    """A statement, unless it says that nothing is stated."""
    raw = " ".join(raw.split())
    if not is_stated(raw) or is_placeholder(raw):
        return
    if what in _TEXT:
        if len(raw) <= _LONGEST:
            yield _Found(rank, what, _setting(raw=raw, value=raw, unit=None, line=line))
        return
    read = amount(what, raw, key) or Amount(None, None)
    if read.value is not None or len(raw) <= _LONGEST:
        yield _Found(rank, what, _footprint(raw=raw, value=read.value, unit=read.unit, line=line))


def _table(grid: Grid, path: tuple[str, ...], names: tuple[str, ...]) -> Iterator[_Found]:
    """A table of labels and values, or the row of one that is the card's own model."""
    head = grid.header[-1] if grid.header else []
    pairs = len(head) == 2 and any(is_label(row[0].text) for row in (head, *grid.rows))
    if not pairs and not any(is_label(cell.text) for cell in head):
        return
    place = about(path)
    if pairs:
        rows = [(grid.header_lines[-1], head), *zip(grid.row_lines, grid.rows, strict=True)]
        for line, row in rows:
            known = kind_of(row[0].text, place)
            if known is not None and kind_of(row[1].text, place) is None:
                yield from _cell(known[0], row[1].text, line, row[0].text)
    columns = [(at, kind_of(cell.text, place)) for at, cell in enumerate(head)]
    known_columns = [(at, known[0]) for at, known in columns if known is not None]
    if not known_columns or (len(head) == 2 and columns[0][1] is not None):
        return
    at_row, named = _own_row(grid, names)
    if at_row is None:
        return
    for at, what in known_columns:
        cell = grid.rows[at_row][at].text
        yield from _cell(what, cell, grid.row_lines[at_row], head[at].text, 2 if named else 4)


def _own_row(grid: Grid, names: tuple[str, ...]) -> tuple[int | None, bool]:
    """The only row named like the card's model, or the only row; and whether it is named."""
    wanted = {name_key(name) for name in names}
    own = [
        at
        for at, row in enumerate(grid.rows)
        if row and name_key(row[0].bare or row[0].text) in wanted
    ]
    if len(own) == 1:
        return own[0], True
    return (0 if len(grid.rows) == 1 else None), False


def _cell(what: str, text: str, line: int, head: str, rank: int = 4) -> Iterator[_Found]:
    """A cell whose unit may stand in its head: it is then printed behind the number."""
    if what == "hardware":
        maker = cloud_in(text)
        chip = text.split("(", 1)[0].strip()
        if maker and chip:
            yield from _stated(rank, "provider", maker, line, head)
            text = chip
    if what not in _TEXT:
        read = amount(what, text, head)
        if read is None or read.value is None:
            return
        if read.printed and read.printed not in text:
            text = f"{text} {read.printed}"
        yield _Found(rank, what, _footprint(raw=text, value=read.value, unit=read.unit, line=line))
        return
    yield from _stated(rank, what, text, line, head)


def _metadata(reading: Reading) -> Iterator[_Found]:
    """`co2_eq_emissions`: a number, or a mapping with emissions and what they come from."""
    metadata = reading.front.metadata or {}
    lines = reading.front.key_lines
    stated = metadata["co2_eq_emissions"]
    line = lines.get("co2_eq_emissions", 1)
    if not isinstance(stated, dict):
        stated = {"emissions": stated}
    for key, what in _METADATA.items():
        value = stated.get(key)
        if not isinstance(value, (str, int, float)) or isinstance(value, bool):
            continue
        at = _line_below(reading, line, key)
        yield from _stated(5, what, str(value), at, "g" if what == "emissions" else normal(key))


def _line_below(reading: Reading, line: int, key: str) -> int:
    """The line of a key below another one of the front matter."""
    for number in range(line, min(line + 12, len(reading.lines))):
        if reading.lines[number].strip().startswith(f"{key}:"):
            return number + 1
    return line
