"""Mojibake whose bytes were lost on the way, so that undoing the code page is not enough.

The code page has no character for some bytes; what decoded the text dropped them or put a sign in
their place. The reading is found from what stands beside it: the heading, the label, a pair of
quotes, the same sign elsewhere in the file. Where these leave one reading it is certain; where only
frequency decides it is inferred, named with the next best reading, and mended only by choice.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from modelcards.linting.examples import card
from modelcards.linting.rule import Example, Hit, Rule
from modelcards.linting.rules.mc001 import hit

if TYPE_CHECKING:
    from modelcards.linting.view import View


def check(view: View) -> Iterator[Hit]:
    """Report every run of which something was lost."""
    for repair in view.original.repairs if view.original else ():
        if repair.lost:
            said = f"{repair.before!r} is {repair.after!r} with lost characters ({repair.lost})"
            other = f"; it could also be {repair.runner_up!r}" if repair.runner_up else ""
            yield hit(repair, f"{said}, {repair.certainty}{other}")


_NOTES = "\n## 📝 Additional Notes\n\nMade for tests.\n"
RULE = Rule(
    code="MC002",
    name="lost-characters",
    severity="error",
    fix="safe or unsafe",
    check=check,
    good=(Example(card()),),
    bad=(Example(card() + _NOTES.replace("📝", "ğŸ“"), (32,), card() + _NOTES),),
)
