"""The sections of a card: every heading with its own text, what it is about, and whether that is
filled in.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from modelcards.model.parts import Section, trusted
from modelcards.reading.dialects.common import Reading
from modelcards.reading.section_heads import Head, heads
from modelcards.reading.section_roles import in_context, role_of
from modelcards.reading.section_status import only_comments, status_of

_section = trusted(Section)

_HOLDS = {
    "bibtex": re.compile(r"@[A-Za-z]{4,20}\s*\{"),
    "code": re.compile(r"^\s*(?:`{3}|~{3})|^ {4,}(?:import|from|pip)\b|<pre|\bpip install\b", re.M),
    "media": re.compile(r"!\[|<(?:img|video|audio)\b", re.I),
    "gpu": re.compile(
        r"\b(?:V?RAM|GPU memory)\b|\b(?:A100|H100|V100|RTX ?\d{4}|T4)\b|\d ?Gi?B\b.*\bGPU"
    ),
    "scores": re.compile(r"^\s*\|.*\d[.,]\d.*\|\s*$", re.M),
}
_LOOKED_AT = 400  # lines of a section that are asked what they hold
_LINE = 1_000  # characters of each


class _Draft(NamedTuple):
    """A section before it is known what is filled in below it."""

    head: Head | None
    line: int
    end_line: int
    parent: int | None
    role: str | None
    also: tuple[str, ...]
    text: str


def read_sections(
    reading: Reading, body: str, titled: int | None, name: str | None
) -> list[Section]:
    """The sections of a card in order; `titled` is the line that gave the model's `name`."""
    lines = reading.lines
    found = heads(reading.sections, body, titled)
    drafts: list[_Draft] = []
    start = found[0].line if found else len(lines) + 1
    before = _own(lines, reading.front.body_line, start - 1)
    if before is not None:
        drafts.append(_Draft(None, before[1], before[2], None, None, (), before[0]))
    stack: list[int] = []
    ends = [head.line - 1 for head in found[1:]] + [len(lines)]
    for at, (head, end) in enumerate(zip(found, ends, strict=False)):
        while stack and _level(drafts[stack[-1]]) >= head.level:
            stack.pop()
        text, _, last = _own(lines, head.end_line + 1, end) or ("", 0, head.end_line)
        if head.beside:
            text = f"{head.beside}\n{text}" if text else head.beside
        # A card's title names the model, and only a known heading is one of a section instead.
        loose = head.line != titled and not (head is found[0] and head.level == 1)
        role, also = role_of(head.title, name or "", loose=loose)
        over = [drafts[index].role for index in stack]
        role = in_context(head.title, role, over, _Holding(lines, found, at), name or "")
        parent = stack[-1] if stack else None
        stack.append(len(drafts))
        drafts.append(_Draft(head, head.line, last, parent, role, also, text))
    return _built(drafts)


def _level(draft: _Draft) -> int:
    return draft.head.level if draft.head is not None else 0


def _own(lines: list[str], first: int, last: int) -> tuple[str, int, int] | None:
    """The text of some lines without blank ones around it, its first and its last line."""
    while first <= last and not lines[first - 1].strip():
        first += 1
    while last >= first and not lines[last - 1].strip():
        last -= 1
    return ("\n".join(lines[first - 1 : last]), first, last) if first <= last else None


class _Holding:
    """Tells what stands in a section and below it; few sections are ever asked."""

    def __init__(self, lines: list[str], found: list[Head], at: int) -> None:
        self._place = lines, found, at

    def __call__(self, what: str) -> bool:
        lines, found, at = self._place
        line = found[at].end_line
        stop = min(line + _LOOKED_AT, len(lines))
        for index in range(at + 1, len(found)):
            head = found[index]
            if head.level <= found[at].level or head.line > stop:
                stop = min(stop, head.line - 1)
                break
        return any(_HOLDS[what].search(one[:_LINE]) for one in lines[line:stop])


def _built(drafts: list[_Draft]) -> list[Section]:
    """The sections, each with its status: what is filled below a bare heading fills it."""
    statuses = [status_of(draft.text) for draft in drafts]
    for at in range(len(drafts) - 1, -1, -1):
        parent = drafts[at].parent
        if parent is None or statuses[at] != "filled" or statuses[parent] == "filled":
            continue
        if statuses[parent] == "empty" or only_comments(drafts[parent].text):
            statuses[parent] = "filled"
    return [
        _section(
            title=draft.head.title if draft.head is not None else "",
            level=_level(draft),
            kind=draft.head.kind if draft.head is not None else None,
            line=draft.line,
            end_line=draft.end_line,
            parent=draft.parent,
            role=draft.role,
            also=[one for one in draft.also if one != draft.role],
            text=draft.text,
            status=status,
        )
        for draft, status in zip(drafts, statuses, strict=True)
    ]
