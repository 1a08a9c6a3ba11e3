"""The sections of a card: every heading with its own text, what it is about, and whether that is
filled in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from modelcards.model.frozen import EMPTY
from modelcards.model.parts import Section
from modelcards.model.unchecked import trusted
from modelcards.reading.section_heads import Head, heads
from modelcards.reading.section_roles import name_words, role_in_context, words_of
from modelcards.reading.section_status import only_comments, status_of
from modelcards.reading.statements.common import Reading
from modelcards.text.lines import joined

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


def read_sections(
    reading: Reading, body: str, titled: int | None, name: str | None
) -> list[Section]:
    """The sections of a card in order; `titled` is the line that gave the model's `name`."""
    lines = reading.lines
    found = heads(reading.sections, body, titled)
    out: list[Section] = []
    before = _own(lines, reading.front.body_line, found[0].line - 1 if found else len(lines))
    if before is not None:
        out.append(_lead(*before))
    named = name_words(name)
    stack: list[tuple[int, int, str | None]] = []
    for at, head in enumerate(found):
        line, end_line, level, kind, title, beside = head
        while stack and stack[-1][0] >= level:
            stack.pop()
        end = found[at + 1].line - 1 if at + 1 < len(found) else len(lines)
        text, _, last = _own(lines, end_line + 1, end) or ("", 0, end_line)
        if beside:
            text = f"{beside}\n{text}" if text else beside
        # A card's title names the model, and only a known heading is one of a section instead.
        loose = line != titled and (at > 0 or level > 1)
        known = words_of(title, loose)
        role = known.role
        if known.rules or (role is None and loose):
            over = [one[2] for one in stack]
            holds = _Holding(lines, found, at)
            role = role_in_context(known, over, holds, named)
        parent = stack[-1][1] if stack else None
        stack.append((level, len(out), role))
        also = [one for one in known.also if one != role] if known.also else EMPTY
        out.append(
            _section(
                title=title,
                level=level,
                kind=kind,
                line=line,
                end_line=last,
                parent=parent,
                role=role,
                also=also,
                text=text,
                status=status_of(text),
            )
        )
    _fill_parents(out)
    return out


def _lead(text: str, line: int, last: int) -> Section:
    """What stands before the first heading."""
    return _section(
        title="",
        level=0,
        kind=None,
        line=line,
        end_line=last,
        parent=None,
        role=None,
        also=EMPTY,
        text=text,
        status=status_of(text),
    )


def _own(lines: Sequence[str], first: int, last: int) -> tuple[str, int, int] | None:
    """The text of some lines without blank ones around it, its first and its last line."""
    text = joined(lines, first - 1, last)
    length = len(text.rstrip())
    if not length:
        return None
    blank = len(text) - len(text.lstrip())
    start, end = text.rfind("\n", 0, blank) + 1, text.find("\n", length)
    if end < 0:
        end = len(text)
    first += text.count("\n", 0, start)
    last -= text.count("\n", end)
    return text[start:end], first, last


class _Holding:
    """Tells what stands in a section and below it; few sections are ever asked."""

    def __init__(self, lines: Sequence[str], found: list[Head], at: int) -> None:
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
        holds = _HOLDS[what].search
        return any(holds(one[:_LINE]) for one in lines[line:stop])


def _fill_parents(sections: list[Section]) -> None:
    """What is filled below a heading fills it, when nothing of its own is there."""
    for at in range(len(sections) - 1, -1, -1):
        section = sections[at]
        if section.parent is None or section.status != "filled":
            continue
        parent = sections[section.parent]
        if parent.status == "empty" or (
            parent.status == "placeholder" and only_comments(parent.text)
        ):
            sections[section.parent] = _section(**{**vars(parent), "status": "filled"})
