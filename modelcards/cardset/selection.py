"""What in a directory is no model card, and how that is known.

A file is passed over only on positive evidence: it is a known page of a repository (licence,
contributing, changelog …) by name or title, or an index whose tables link to cards. Facts of a
card in its content win over any name; a Hub card is often named README.md.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from modelcards.vocabulary import rows

if TYPE_CHECKING:
    from modelcards.model.card import ModelCard

# A page that only asks for facts, such as a guide for contributors, names a few of them as well.
_ENOUGH_FACTS = 3
_MANY_FACTS = 5
_LINK_TO_PAGE = re.compile(
    r"\]\((?!\w+:)[^()\s]{0,300}\.(?:md|markdown)(?:#[^()\s]{0,200})?\)", re.I
)
_ROW = re.compile(r"\s{0,3}\|")
_RULE_ROW = re.compile(r"[\s|:-]+")
_ITEM = re.compile(r"\s*[-*+]\s")
_HEADING = re.compile(r"\s{0,3}#{1,6}\s+(.{1,200}?)[\s#]*$", re.M)
_SIGNS = re.compile(r"^[^\w]+|[^\w)]+$")


class Skipped(NamedTuple):
    """A file that was passed over, and why."""

    path: str
    reason: str


@cache
def _known(kind: str) -> frozenset[str]:
    return frozenset(row[1] for row in rows("pages") if row[0] == kind)


def is_page_name(path: str) -> bool:
    """Whether a file is named like a page of a repository that is no card.

    >>> is_page_name("docs/CODE-OF-CONDUCT.md"), is_page_name("LICENSE"), is_page_name("README.md")
    (True, True, False)
    """
    stem = PurePosixPath(path).name.split(".", 1)[0].lower()
    return stem.replace("-", "_").replace(" ", "_") in _known("name")


def why_not_a_card(card: ModelCard, path: str) -> str | None:
    r"""Why a file of a directory is passed over, or None when it is taken as a card.

    `card` is what was read from the file at `path`; the text it was read from decides as well.

    >>> import modelcards
    >>> why_not_a_card(modelcards.parse("# Contributing\n\nThank you!\n"), "docs/help.md")
    'titled "Contributing"'
    >>> why_not_a_card(modelcards.parse("# Lumen-7B\n"), "README.md") is None
    True
    """
    facts = _facts(card)
    if facts >= _MANY_FACTS or _has_card_front_matter(card):
        return None
    original = card._original
    text = original.text if original is not None else ""
    if is_page_name(path):
        return f"named {PurePosixPath(path).name}"
    reason = _titled(text)
    if reason is None and facts < _ENOUGH_FACTS:
        reason = _index(text) or _plain_text(path)
    return reason


def is_card(card: ModelCard) -> bool:
    """Whether the content says by itself that it is a card: its facts, or its front matter."""
    return _has_card_front_matter(card) or _facts(card) >= _ENOUGH_FACTS


def _has_card_front_matter(card: ModelCard) -> bool:
    return card.metadata is not None and not _known("key").isdisjoint(card.metadata)


def _facts(card: ModelCard) -> int:
    """How many of the fields that cards have are stated, with a value or without."""
    from modelcards.markdown.labels import field_of

    original = card._original
    lines = original.text.split("\n") if original is not None else []
    stated = {field_of(spec.key) for spec in card.specs if not _in_index(spec.line, lines)}
    return len(stated - {None})


def _in_index(line: int, lines: list[str]) -> bool:
    """Whether a fact stands in a table's row that leads to another page: it is that page's."""
    if line > len(lines):
        return False
    row = lines[line - 1]
    return _ROW.match(row) is not None and _LINK_TO_PAGE.search(row) is not None


def _titled(text: str) -> str | None:
    head = text[:2000]
    found = _HEADING.search(head)
    title = _SIGNS.sub("", found[1]) if found else ""
    lower = title.lower()
    if lower in _known("title") or lower.startswith(tuple(_known("start"))):
        return f'titled "{title}"'
    opening = " ".join(head.split())[:400]
    if any(sentence in opening for sentence in _known("text")):
        return "the text of a licence"
    return None


def _index(text: str) -> str | None:
    """An index: most rows of its tables, or most of its lines, are links to other pages."""
    table_rows = linked_rows = items = lines = 0
    for line in text.split("\n"):
        if not line.strip():
            continue
        lines += 1
        if _ROW.match(line):
            if not _RULE_ROW.fullmatch(line):
                table_rows += 1
                linked_rows += _LINK_TO_PAGE.search(line) is not None
        elif _ITEM.match(line):
            items += _LINK_TO_PAGE.search(line) is not None
    if linked_rows and 2 * linked_rows >= table_rows:
        return "an index: its table links to other pages"
    if items >= _ENOUGH_FACTS and 2 * items > lines:
        return "an index: a list of links to other pages"
    return None


def _plain_text(path: str) -> str | None:
    return "plain text without a card's facts" if path.lower().endswith(".txt") else None
