"""What stands around a link in its text: the label before it, and the words close to it."""

from __future__ import annotations

import re

from modelcards.markdown.outline import Section
from modelcards.reading.link_evidence import Evidence
from modelcards.reading.link_finder import Found
from modelcards.reading.link_names import Names, strange_words
from modelcards.reading.link_words import said_in

# A label before a link: `**Repository:** `, `- Paper: `, `| Demo | `.
_KEY = re.compile(
    r"^[\s>*+\-•#|\d.]{0,20}((?:[^\n:：|\[\]()<>]|\([^()\n]{0,60}\)){2,80}?)"
    r"[*_\s]{0,6}(?:[:：][*_\s]|[:：]$|[:：](?=\[|<)|\|)"
)
_BOLD_KEY = re.compile(
    r"^[\s>*+\-]{0,10}(?:\*\*|__|<b>|<strong>)([^*_\n<>:]{2,60})(?:\*\*|__|</b>|</strong>)"
)
_ITEM = re.compile(
    r"^\s{0,8}(?:[-*+•]\s+)?[*_]{0,2}([^\W_][\w-]{1,30}(?: [\w-]{1,30}){0,2})[*_]{0,2}\s+(?=!?\[)"
)
_TARGETS = re.compile(r"\]\([^()\s]{0,500}\)?|<[^<>]{0,500}>|https?://\S{1,500}")
_BRACKETED = re.compile(r"!?\[[^\[\]]*\]")
_NOBODY = Names(())
_LONGEST_ITEM, _LONGEST_LINE, _LONGEST_ROW = 600, 400, 20_000
_WORD = re.compile(r"\w+")
_FEW = 3
# Bars of a header of two columns.
_PAIR = 4
_BEFORE, _AFTER = 160, 60


def evidence_of(
    text: str, found: Found, head: list[str], section: Section, *, lead: bool
) -> Evidence:
    """What stands around a link in its text."""
    # A line may be as long as the card: only so much of it is looked at for each link.
    low = max(0, found.start - _LONGEST_LINE)
    start = max(text.rfind("\n", low, found.start) + 1, low)
    line = text[start : found.start]
    key = _cell_key(text, found, head, line) if head else _line_key(line)
    before = text[max(0, found.start - _BEFORE) : found.start]
    after = text[found.end : found.end + _AFTER]
    if "\n" in after and (head or _is_labelled(after)):
        after = after.partition("\n")[0]  # what follows is another row, or another label's
    label = f"{found.label} {found.badge}" if found.badge else found.label
    row = (
        line.strip(" |").split("|")[0] if len(head) > _PAIR else "" if head else _item(text, start)
    )
    return Evidence(found.url, label, key, before, after, section.path, lead, row)


def _is_labelled(after: str) -> bool:
    """Whether the line behind a link opens with a label of its own."""
    below = after.partition("\n")[2]
    return (_KEY.match(below) or _BOLD_KEY.match(below)) is not None


def _item(text: str, start: int) -> str:
    """What a line names before its links: "Fledge corpus [page](…), [paper](…)"."""
    line = text[start : start + _LONGEST_ITEM].split("\n", 1)[0]
    opened = _ITEM.match(line)
    if opened is None or line.count("](") < 2:
        return ""
    between = _TARGETS.sub("", _BRACKETED.sub("", line[opened.end() :]))
    told = {*said_in("key", opened[1])[0], *said_in("label", opened[1])[0]} - {"dataset"}
    strange = strange_words("key", opened[1], _NOBODY)
    return "" if told or not strange or between.strip(" ,|/()[") else opened[1]


def _cell_key(text: str, found: Found, head: list[str], line: str) -> str:
    """The head of the column that a link stands in; of two columns, the first cell, too."""
    low = max(0, found.start - _LONGEST_ROW)
    cells = text.count("|", max(text.rfind("\n", low, found.start) + 1, low), found.start)
    key = head[cells] if cells < len(head) else ""
    if len([one for one in head if one.strip()]) == 2:
        key = f"{key} {line.strip(' |').split('|')[0]}"
    return key.strip(" *_")[:80]


def _line_key(line: str) -> str:
    """The label that a line opens with, where only links stand between it and this link."""
    labelled = None
    if ":" in line or "|" in line or "：" in line:
        labelled = _KEY.match(line)
    if labelled is None and ("**" in line or "__" in line or "<" in line):
        labelled = _BOLD_KEY.match(line)
    if labelled is None:
        return ""
    between = _TARGETS.sub("", _BRACKETED.sub("", line[labelled.end() :]))
    return labelled[1].strip(" *_")[:80] if len(_WORD.findall(between)) <= _FEW else ""
