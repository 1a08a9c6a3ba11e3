"""Mojibake whose bytes were lost on the way, so that undoing the code page is not enough.

The code page has no character for some bytes; what decoded the text dropped them or put a sign in
their place. The reading is found from what stands beside it: the heading, the label, a pair of
quotes, the same sign elsewhere in the file. Where these leave one reading it is certain; where only
frequency decides it is inferred, named with the next best reading, and mended only by choice. Where
nothing tells what it was, the rule says that damage stands there, and there is no fix.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from modelcards.linting.examples import card
from modelcards.linting.rule import Example, Hit, Rule, quoted
from modelcards.linting.rules.mc001 import LOST, hit
from modelcards.linting.span import Span
from modelcards.text.repair_stages.debris import holds_debris, unread

if TYPE_CHECKING:
    from modelcards.linting.view import View


def check(view: View) -> Iterator[Hit]:
    """Report every run of which something was lost."""
    for repair in view.original.repairs if view.original else ():
        if LOST in repair.after:
            # What was lost before is damaged again: to undo that brings nothing back.
            span = Span(repair.line, repair.column, repair.line, repair.end_column)
            yield Hit(span, f"{quoted(repair.before)} stands for characters that were lost")
        elif repair.lost:
            said = f"{repair.before!r} is {repair.after!r} with lost characters ({repair.lost})"
            other = f"; it could also be {repair.runner_up!r}" if repair.runner_up else ""
            yield hit(repair, f"{said}, {repair.certainty}{other}")
    yield from _unread(view)


def _unread(view: View) -> Iterator[Hit]:
    """Report the lines on which damage stands that no reading accounts for, once each."""
    if not view.original or not holds_debris(view.original.source.text):
        return
    lines = view.file_lines
    told = {repair.line for repair in view.original.repairs}
    # Bytes that could not be read are told by their own rule.
    replaced = any("U+FFFD" in problem.message for problem in view.problems("MC003"))
    for number, line in enumerate(lines, 1):
        if line.isascii() or number in told:
            continue
        for start, end in unread(line)[:1]:
            if replaced and line[start] == "\N{REPLACEMENT CHARACTER}":
                continue
            if end - start == 1 and _is_named(line, start):
                continue
            said = f"{quoted(line[start:end])} is what is left of damaged text"
            yield Hit(Span(number, start + 1, number, end + 1), said)


def _is_named(line: str, at: int) -> bool:
    """A sign that is spoken of: it stands between quotes, or alone on its line, as in a list."""
    before, behind = line[:at].rstrip(), line[at + 1 :].lstrip()
    if line[at - 1 : at] in _QUOTES and line[at + 1 : at + 2] in _QUOTES:
        return at > 0 and at + 1 < len(line)
    return not behind and not before.strip("-*+#0123456789.) \t")


_QUOTES = "\"'`“”‘’«»"
_NOTES = "\n## 📝 Additional Notes\n\nMade for tests.\n"
RULE = Rule(
    code="MC002",
    name="lost-characters",
    severity="error",
    fix="safe or unsafe",
    check=check,
    good=(Example(card()),),
    bad=(
        Example(card() + _NOTES.replace("📝", "ğŸ“"), (32,), card() + _NOTES),
        Example(card() + "\nSmall 鈥? and fast.\n", (32,)),
    ),
)
