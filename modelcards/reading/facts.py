"""Blocks → "Key: value" facts, wherever a card states them.

A fact stands in a bullet, in a line that opens with a bold key, in a line that opens with a known
key, or in a two-column table. What the value means is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from typing import NamedTuple

from modelcards.markdown.blocks import Block
from modelcards.markdown.inline import bold_lead, visible
from modelcards.markdown.outline import normal
from modelcards.model.card import field_labels
from modelcards.values.quantities import UNITS

# A colon inside a key ("Token:Param Ratio") has no blank behind it; `//` is an address.
_PLAIN_KEY = re.compile(
    r"([^\s:：|`*_\[\]<>](?:[^:：|`*\[\]<>\n]|:(?![\s/])){0,60}?)\s?(?:：|:(?=\s|$|[^\x00-\x7f]))\s*(.*)",
    re.DOTALL,
)
_UNIT_IN_KEY = re.compile(r"^(.{1,80}?)\s*(?:\(([^()]{1,12})\)|/\s?([KMBTG]))$", re.S)
_LINE_BREAK = re.compile(r"(?:\\|<br\s*/?>|\s)+$")
_SENTENCE = re.compile(r"[.!?;,]\s|[.!?。！？]$")


_REMEMBERED = 160
_Parts = tuple[str, str | None, str | None, str, str]


class Fact(NamedTuple):
    """One "Key: value" pair as printed.

    `key` is visible text without its colon, `field` the typed field that it names; `source` is the
    value as inline Markdown, `raw` as visible text. `unit` is what stands in brackets behind the
    key ("Params (M)"). `form` is `bullet`, `line`, `table` or `heading`.
    """

    key: str
    field: str | None
    unit: str | None
    source: str
    raw: str
    line: int
    form: str


# A fact from all of its fields, in half of the time that calling the class takes.
_fact: Callable[[tuple[str, str | None, str | None, str, str, int, str]], Fact]
_fact = partial(tuple.__new__, Fact)


@lru_cache(maxsize=1)
def _label_to_field() -> dict[str, str]:
    return {normal(label): name for name, one in field_labels().items() for label in one.labels}


@lru_cache(maxsize=4096)
def field_of(key: str) -> str | None:
    """The typed field that a key names, or None.

    >>> field_of("Training Tokens"), field_of("Favourite colour")
    ('training_tokens', None)
    """
    return _label_to_field().get(normal(key))


@lru_cache(maxsize=4096)
def split_unit(key: str) -> tuple[str, str | None]:
    """A key and the magnitude printed behind it.

    >>> split_unit("Params (M)"), split_unit("Access (gated)")
    (('Params', 'M'), ('Access (gated)', None))
    """
    if field_of(key) is None and (found := _UNIT_IN_KEY.match(key)):
        unit = found[2] or found[3]
        if unit.lower() in UNITS:
            return found[1], unit
    return key, None


def _parts(key_source: str, source: str) -> _Parts:
    key, unit = split_unit(visible(key_source).rstrip(":： \u00a0"))
    value = source.strip()
    if value.endswith(("\\", ">")):
        value = _LINE_BREAK.sub("", value)
    return key, field_of(key), unit, value, visible(value)


def make(key_source: str, source: str, line: int, form: str) -> Fact:
    """A fact from the source texts of its key and value."""
    return Fact(*_parts(key_source, source), line, form)


def _lead(text: str, bullet: bool) -> tuple[str, str] | None:
    """The key and value that a line opens with, or None.

    A bold key is one by its looks. A plain one must be known, or stand in a bullet and read like a
    name and not like a sentence.
    """
    if ":" not in text and "：" not in text:
        return None
    found = bold_lead(text)
    if found is not None:
        return found if len(found[0]) <= 120 else None
    match = _PLAIN_KEY.match(text[:4000])
    if match is None:
        return None
    key = match[1]
    if field_of(split_unit(key)[0]) is not None:
        return key, match[2] + text[4000:]
    if bullet and match[2] and key.count(" ") <= 4 and not _SENTENCE.search(key):
        return key, match[2] + text[4000:]
    return None


def _take_apart(text: str, bullet: bool) -> _Parts | None:
    found = _lead(text.strip(), bullet)
    return None if found is None else _parts(*found)


# Hundreds of cards of one template share most of their lines: "**Type:** Dense".
_single = lru_cache(maxsize=8192)(_take_apart)


def _goes_on(before: str, line: str) -> bool:
    """Whether a line belongs to the value above; a link does only when that is still open."""
    return not line.startswith(("[", "!", "<")) or before.count("[") > before.count("]")


def lead_lines(
    text: str, first_line: int, bullet: bool
) -> tuple[list[Fact], list[tuple[int, str]]]:
    """The facts of a paragraph line by line, and the lines that belong to none.

    A line that opens no fact goes on with the one above it (a hard wrap), unless it is a link of
    its own.
    """
    if ":" not in text and "：" not in text:
        return [], list(enumerate(text.split("\n"), first_line))
    form = "bullet" if bullet else "line"
    if "\n" not in text:
        parts = _single(text, bullet) if len(text) <= _REMEMBERED else _take_apart(text, bullet)
        if parts is None:
            return [], [(first_line, text)]
        return [_fact((*parts, first_line, form))], []
    if not text.startswith("**"):
        return _wrapped(text, first_line, bullet)
    made = []
    for offset, line in enumerate(text.split("\n")):
        parts = _single(line, bullet and not offset) if len(line) <= _REMEMBERED else None
        if parts is None:
            return _wrapped(text, first_line, bullet)
        made.append(_fact((*parts, first_line + offset, form)))
    return made, []


def _wrapped(text: str, first_line: int, bullet: bool) -> tuple[list[Fact], list[tuple[int, str]]]:
    """As `lead_lines`, for a paragraph of which some lines open no fact."""
    form = "bullet" if bullet else "line"
    facts: list[tuple[str, list[str], int]] = []
    rest: list[tuple[int, str]] = []
    for offset, line in enumerate(text.split("\n")):
        found = _lead(line.strip(), bullet and offset == 0) if line else None
        if found is not None:
            facts.append((found[0], [found[1]], first_line + offset))
        elif facts and not rest and _goes_on(facts[-1][1][-1], line.strip()):
            facts[-1][1].append(line.strip())
        else:
            rest.append((first_line + offset, line))
    return [make(key, "\n".join(parts), line, form) for key, parts, line in facts], rest


def item_text(item: Block) -> Block | None:
    """The paragraph that a list item opens with."""
    first = item.children[0] if item.children else None
    return first if first is not None and first.kind == "paragraph" else None


def items(block: Block) -> Iterator[Block]:
    """Every list item below a list, nested ones after the one that holds them."""
    for item in block.children:
        yield item
        for child in item.children:
            if child.kind == "list":
                yield from items(child)
