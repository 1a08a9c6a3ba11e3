"""Edits of a text: which of them can be made together, and the text that they make."""

from __future__ import annotations

from collections.abc import Iterable

from modelcards.model.finding import Edit, Finding


def apart(findings: Iterable[Finding]) -> list[Finding]:
    """As many findings as have edits that do not touch each other, in the order of the text."""
    chosen: list[Finding] = []
    end = (0, 0)
    for one in sorted(findings, key=lambda one: edits_of(one)[0].place):
        edits = edits_of(one)
        # Two insertions at one place have no order; the second waits for the next round.
        if (edits[0].start_line, edits[0].start_column) < end:
            continue
        chosen.append(one)
        end = (edits[-1].end_line, edits[-1].end_column)
        if (edits[-1].start_line, edits[-1].start_column) == end:
            end = (end[0], end[1] + 1)
    return chosen


def edits_of(one: Finding) -> list[Edit]:
    """The edits of a finding in the order of the text."""
    return sorted(one.fix.edits, key=_place) if one.fix else []


def _place(edit: Edit) -> tuple[int, int, int, int]:
    return edit.place


def edited(text: str, edits: Iterable[Edit]) -> str:
    r"""A text with edits applied that do not overlap; line endings in them become the text's own.

    >>> edited("a\r\nb\r\n", [Edit(2, 1, 2, 2, "c\nd")])
    'a\r\nc\r\nd\r\n'
    """
    starts = [0]
    lines = text.replace("\r\n", "\n\n").replace("\r", "\n")
    # "\r\n" counts once: the position of its first half is kept, the second half ends the line.
    at = lines.find("\n")
    while at >= 0:
        at += 2 if text[at : at + 2] == "\r\n" else 1
        starts.append(at)
        at = lines.find("\n", at)
    newline = "\r\n" if "\r\n" in text else "\r" if "\r" in text and "\n" not in text else "\n"
    pieces: list[str] = []
    done = 0
    for edit in sorted(edits, key=_place):
        first, last = (
            _offset(starts, text, edit.start_line, edit.start_column),
            _offset(starts, text, edit.end_line, edit.end_column),
        )
        new = edit.text.replace("\n", newline)
        if edit.start_line > len(starts):
            new = newline + new.removesuffix(newline)
        pieces += (text[done:first], new)
        done = last
    return "".join((*pieces, text[done:]))


def _offset(starts: list[int], text: str, line: int, column: int) -> int:
    return starts[line - 1] + column - 1 if line <= len(starts) else len(text)
