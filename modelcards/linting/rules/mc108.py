"""A code fence that is never closed swallows the rest of the card.

So does one that is not closed before the next one opens, up to the end of that; then text and code
are exchanged, and the last fence of the card has no end. All headings, tables and links behind it
are shown as code, and no program reads a fact from them. A fence that holds nothing but its code to
the end of the card does no harm.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from modelcards.linting.rule import Example, Hit, Rule

if TYPE_CHECKING:
    from modelcards.linting.view import View


def check(view: View) -> Iterator[Hit]:
    """Look for a fence that goes on to the end."""
    nested = view.prose.nested
    if nested is not None and _swallows(view.lines[nested[0] : nested[1] - 1]):
        first, next_one = nested
        said = f"this fence is not closed before the one on line {next_one}: all between is code"
        yield Hit(view.whole(first), said)
        return
    line = view.prose.unclosed
    first_one = _exchanged(view) if line is not None else None
    if first_one is not None:
        start, heading = first_one
        said = f"this fence is not closed before the heading on line {heading}, which is code"
        yield Hit(view.whole(start), said)
    elif line is not None and _swallows(view.lines[line:]):
        last = len(view.lines) - (not view.lines[-1])
        yield Hit(
            view.whole(line), f"this fence is never closed: lines {line + 1} to {last} are code"
        )


def _exchanged(view: View) -> tuple[int, int] | None:
    """Of fences one of which has no end, the first that holds a heading, and the heading's line."""
    for start, end in view.prose.fences:
        if _MARKDOWN.match(view.lines[start - 1]):
            continue
        for number in range(start + 2, end):
            if _HEADING.match(view.lines[number - 1]) and not view.lines[number - 2].strip():
                return start, number
    return None


def _swallows(lines: list[str]) -> bool:
    """Whether what stands behind the fence was meant to be read: more than the code itself."""
    if any(_READ.match(text) for text in lines):
        return True
    # Behind a blank line a sentence is no code, and `# Data` alone between two no remark.
    apart = [(text, below) for above, text, below in _threes(lines) if not above.strip()]
    return any(
        _SENTENCE.match(text) or (text.startswith("# ") and not below.strip())
        for text, below in apart
    )


def _threes(lines: list[str]) -> Iterator[tuple[str, str, str]]:
    """Each line with those above and below it."""
    yield from zip(lines, lines[1:], [*lines[2:], ""], strict=False)


# A heading, a table, another fence, a link: signs of a text that goes on. One `#` begins a remark.
_READ = re.compile(
    r" {0,3}#{2,6}[ \t]+\S|\s*\|?\s*:?-{3,}:?\s*\||[ \t]*(?:`{3,}|~{3,})|.{0,400}\]\(https?://"
)
# Two signs and a capital between blank lines: remarks in code are written with one, or in small.
_HEADING = re.compile(r" {0,3}#{2,6}[ \t]+[^\W\d_a-z]")
_MARKDOWN = re.compile(r"[ \t>]*[`~]{3,}[ \t]*(?:markdown|md|rst|text|txt)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[^\W\d_][^=(){}\[\];<>_#]{15,}[.:!?。]\s*$")
_CARD = "# Lumen-7B\n\nA small model.\n\n```python\nrun()\n{}\n## Training\n\nMail.\n"

RULE = Rule(
    code="MC108",
    name="unclosed-fence",
    severity="warning",
    fix=None,
    check=check,
    good=(Example(_CARD.format("```\n")),),
    bad=(
        Example(_CARD.format(""), (5,)),
        Example(_CARD.format("") + "\n```\nmore()\n```\n", (5,)),
    ),
)
