"""A code fence that is never closed swallows the rest of the card.

All headings, tables and links behind it are shown as code, and no program reads a fact from them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from modelcards.linting.rule import Example, Hit, Rule

if TYPE_CHECKING:
    from modelcards.linting.view import View


def check(view: View) -> Iterator[Hit]:
    """Look for a fence that goes on to the end."""
    line = view.prose.unclosed
    if line is not None and any(text.strip() for text in view.lines[line:]):
        last = len(view.lines) - (not view.lines[-1])
        yield Hit(
            view.whole(line), f"this fence is never closed: lines {line + 1} to {last} are code"
        )


_CARD = "# Lumen-7B\n\nA small model.\n\n```python\nrun()\n{}\n## Training\n\nMail.\n"

RULE = Rule(
    code="MC108",
    name="unclosed-fence",
    severity="warning",
    fix=None,
    check=check,
    good=(Example(_CARD.format("```\n")),),
    bad=(Example(_CARD.format(""), (5,)),),
)
