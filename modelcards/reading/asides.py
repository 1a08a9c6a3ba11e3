"""Where a card speaks of something else than its model: its data, its tokenizer, the model that it
was made from, other works.

What a heading or a label opens is told by its words and by the role of a section
(`data/section_asides.txt`); a section about the model ends it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from functools import lru_cache

from modelcards import vocabulary
from modelcards.markdown.blocks import Block, item_text, items
from modelcards.markdown.inline import bold_opening, visible
from modelcards.markdown.outline import Section, normal
from modelcards.reading.scopes import Aside
from modelcards.reading.section_roles import words_of
from modelcards.reading.section_words import above
from modelcards.scores.subject import parts

_LONGEST = 80
# Roles of sections that are about the model again, wherever they stand.
_OF_MODEL = frozenset(
    {"model-details", "model-description", "technical-specifications", "architecture"}
)
_OF_BASE = "of_base"
_TUNED = re.compile(r"\bfine-?\s?tun(?:ed|ing)\b", re.IGNORECASE)
_Kind = tuple[str, frozenset[str]]


@lru_cache(maxsize=1)
def _kinds() -> tuple[dict[str, _Kind], dict[str, _Kind], tuple[str, ...]]:
    """What a whole heading or `role:x` is about, what its beginning says, and those beginnings."""
    whole: dict[str, _Kind] = {}
    begins: dict[str, _Kind] = {}
    for kind, kept, *headings in vocabulary.rows("section_asides"):
        if kind.startswith(_OF_BASE):
            continue
        one = kind, frozenset(field.strip() for field in kept.split(",")) - {"-"}
        for heading in headings:
            if heading.endswith("*"):
                begins.setdefault(heading[:-1], one)
            else:
                whole[heading] = one
    return whole, begins, tuple(begins)


@lru_cache(maxsize=4096)
def kind_of(title: str) -> _Kind | None:
    """What a heading or label speaks of besides the model, and the fields that stay the model's.

    >>> kind_of("Acknowledgments")[0], kind_of("Dataset")[0], kind_of("License")
    ('others', 'data', None)
    """
    if not title or len(title) > _LONGEST:
        return None
    whole, begins, starts = _kinds()
    text = normal(title)
    found = whole.get(text)
    if found is None and text.startswith(starts):
        found = next(one for word, one in begins.items() if text.startswith(word))
    if found is not None:
        return found
    role, also, _, _ = words_of(title)
    if role is None or also:
        return None
    return next((whole[key] for one in above(role) if (key := f"role:{one}") in whole), None)


def find_asides(
    sections: Sequence[Section], titled: int | None, names: Sequence[str]
) -> list[Aside]:
    """The asides of a card, none of which lies in another.

    `titled` is the line that gives the model's name, `names` are all that it goes by: of a base
    model a section about the base model speaks itself.
    """
    first, *more = names or ("",)
    title = set(parts(first))
    # A file may be called after something else than the model.
    own_base = "base" in title or any(
        "base" in said and not title.isdisjoint(said) for said in map(parts, more)
    )
    tuned = _TUNED.search(first) is not None
    out: list[Aside] = []
    around: list[tuple[int, _Kind | None]] = []
    for at, section in enumerate(sections):
        while around and around[-1][0] >= section.level:
            around.pop()
        kind = None if section.line == titled else _other(section.title, own_base)
        if kind is None and tuned and section.line != titled and _is_of_base(section.title):
            kind = "base", _of_base()[2]
        if kind is None and around and words_of(section.title).role not in _OF_MODEL:
            kind = around[-1][1]
        around.append((section.level, kind))
        if kind is None:
            out += _labelled(section.blocks, own_base)
        else:
            end = sections[at + 1].line - 1 if at + 1 < len(sections) else sys.maxsize
            out.append(Aside(section.line, end, *kind))
    return out


def _is_of_base(heading: str) -> bool:
    """Whether a heading of a tuned model's card tells of what was tuned: "Details of T5"."""
    begins, names_nothing, _ = _of_base()
    said = normal(heading)
    start = next((one for one in begins if said.startswith(f"{one} ")), None)
    return start is not None and said[len(start) :].split()[0] not in names_nothing


@lru_cache(maxsize=1)
def _of_base() -> tuple[tuple[str, ...], frozenset[str], frozenset[str]]:
    said = {kind: words for kind, *words in vocabulary.rows("section_asides")}
    kept, *begins = said[_OF_BASE]
    return tuple(begins), frozenset(said[f"{_OF_BASE}_not"][1:]), frozenset((kept,))


def _labelled(blocks: list[Block], own_base: bool) -> Iterator[Aside]:
    """What stands in a list below an item that names something else, or below a bold line."""
    before: Block | None = None
    for block in blocks:
        if block.kind in ("list", "table"):
            label = _lone(before) if before is not None else None
            kind = _other(label, own_base) if label is not None else None
            if kind is not None:
                yield Aside(block.line, block.end_line, *kind)
            elif block.kind == "list":
                yield from _below_items(block, own_base)
        before = block


def _other(label: str, own_base: bool) -> _Kind | None:
    kind = kind_of(label)
    return None if kind is not None and own_base and kind[0] == "base" else kind


def _lone(block: Block) -> str | None:
    """The label that a paragraph is, printed in bold and with nothing else."""
    text = block.text.strip()
    if (
        block.kind != "paragraph"
        or len(text) > _LONGEST
        or not text.startswith(("**", "__", "<b>", "<strong>"))
    ):
        return None
    opened = bold_opening(text)
    if opened is None or opened[1].strip(" :："):
        return None
    return visible(opened[0]).rstrip(":： ")


def _below_items(block: Block, own_base: bool) -> Iterator[Aside]:
    """Lists below an item whose label says what they are about."""
    last = 0
    for item in items(block):
        head = item_text(item)
        if head is None or len(item.children) < 2 or item.line <= last:
            continue
        label = visible(head.text.partition("\n")[0].replace("：", ":").partition(":")[0])
        kind = _other(label.strip(" *_`"), own_base)
        if kind is not None:
            last = item.end_line
            yield Aside(head.end_line + 1, last, *kind)
