"""The links of a text: what each leads to, and whether words stand around them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from modelcards import vocabulary
from modelcards.markdown.inline import links, visible
from modelcards.markdown.outline import plain
from modelcards.markdown.scan import around_links, one_line
from modelcards.model.parts import Link
from modelcards.model.unchecked import trusted

_link = trusted(Link)
_WORD = re.compile(r"[^\W_]")
_WORDS = re.compile(r"[^\W_]+")
_SIMPLE_LINK = re.compile(r"\[[^\[\]]*+\]\([^\s()]*+\)")
# How far behind a link the next one is looked for.
_NEAR = 1000
# The kinds that a card tells apart; navigation, an organization and the like are other links to it.
_TOLD = {kind: kind for kind in ("paper", "code", "try", "dataset", "license", "documentation")} | {
    "weights": "model"
}
_REMEMBERED = 160


@lru_cache(maxsize=1)
def _kinds() -> tuple[dict[str, tuple[int, str]], dict[str, list[tuple[int, str, str]]]]:
    """Single words with the rank of their row and its kind; phrases by their first word.

    Words of scripts without blanks are phrases under the empty word.
    """
    words: dict[str, tuple[int, str]] = {}
    phrases: dict[str, list[tuple[int, str, str]]] = {}
    for rank, (kind, *labels) in enumerate(vocabulary.rows("link_kinds")):
        for label in labels:
            if " " in label:
                first = label.split(" ")[0]
                phrases.setdefault(first, []).append((rank, f" {label} ", kind))
            elif label.isascii():
                words.setdefault(label, (rank, kind))
            else:
                phrases.setdefault("", []).append((rank, label, kind))
    return words, phrases


@lru_cache(maxsize=4096)
def link_kind(label: str) -> str:
    """What a link leads to, by its label; `other` when the label does not tell.

    >>> link_kind("Technical Documentation"), link_kind("Try the Model"), link_kind("Foo")
    ('documentation', 'try', 'other')
    """
    words, phrases = _kinds()
    said = _WORDS.findall(label[:200].casefold())
    rank, kind = min((words[word] for word in said if word in words), default=(len(words), "other"))
    line = f" {' '.join(said)} "
    for first in (*said, "") if not label.isascii() else said:
        for other, phrase, meant in phrases.get(first, ()):
            if other < rank and phrase in line:
                rank, kind = other, meant
    return kind


def make_link(label: str, url: str, line: int, kind_from: str | None = None) -> Link:
    """A resource or related link; its kind follows `kind_from` (default: the label)."""
    label = plain(label)
    return _link(label=label, url=url, kind=_kind(kind_from or label, url), line=line)


def _kind(label: str, url: str) -> str:
    kind = link_kind(label)
    if kind == "other" and "://" not in url:
        kind = link_kind(url)
    return _TOLD.get(kind, "other")


def linked(text: str, first_line: int, references: Mapping[str, Any]) -> tuple[list[Link], bool]:
    """The links of a piece of inline Markdown, each with its own line, and whether words stand
    around them.
    """
    found = (_plainly_linked if len(text) <= _REMEMBERED else _plain_links)(text)
    if found is not None:
        plain_ones, more = found
        return [
            _link(label=label, url=url, kind=kind, line=first_line + down)
            for label, url, kind, down in plain_ones
        ], more
    line, counted = first_line, 0
    stated = []
    for one in links(text, references):
        if not one.image:
            line += text.count("\n", counted, one.offset)
            counted = one.offset
            stated.append(make_link(one.label, one.url, line))
    return stated, _says_more(text, stated)


_Linked = tuple[list[tuple[str, str, str, int]], bool]


def _plain_links(text: str) -> _Linked | None:
    """Label, target, kind and line (from 0 on) of the links in a text that has only plain ones, and
    whether words stand around them.
    """
    parts = around_links(text)
    if parts is None:
        return None
    found, down = [], 0
    for at in range(1, len(parts), 3):
        down += parts[at - 1].count("\n")
        label, url = plain(one_line(parts[at])), parts[at + 1]
        found.append((label, url, _kind(label, url), down))
        down += parts[at].count("\n")
    return found, any(_WORD.search(part) for part in parts[::3])


# Cards of one lab, or of one architecture, share most of their links.
_plainly_linked = lru_cache(maxsize=8192)(_plain_links)


def _says_more(text: str, found: list[Link]) -> bool:
    around = _SIMPLE_LINK.sub("", text)
    if not ("<" in around or "[" in around):
        return _WORD.search(around) is not None
    shown = plain(visible(text))
    at = 0
    for link in found:
        # Links stand in the order of the text, so what is before a label is around the links.
        start = shown.find(link.label, at, at + _NEAR + len(link.label))
        if start >= 0:
            if _WORD.search(shown, at, start):
                return True
            at = start + len(link.label)
    return _WORD.search(shown, at) is not None
