"""A section or a labelled value that is nothing but a placeholder.

`[More Information Needed]`, `TBD`, `{{ … }}`, or the sentence that the template prints by itself: a
reader who looks for the training data finds a promise. What is not known is better left out, or
said in words. `TBA` and a dash behind a label are statements, and are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from modelcards.linting.body_sections import is_placeholder
from modelcards.linting.examples import card
from modelcards.linting.rule import Example, Hit, Rule, quoted

if TYPE_CHECKING:
    from modelcards.linting.view import View

_LABELLED = re.compile(
    r"\s{0,12}(?:[-*+]\s{1,3})?(?:\*\*|__)?([^:：*_|<>]{2,60})(?:(?:\*\*|__)\s?)?[:：]\s?"
    r"(?:\*\*|__)?\s{0,3}(\S.*)$"
)


def check(view: View) -> Iterator[Hit]:
    """Look at every section's own text, and at every line that begins with a label."""
    told: set[int] = set()
    for section in view.sections:
        heading = section.heading
        if is_placeholder(heading.text, "title"):
            yield Hit(
                view.whole(heading.line), f"the title {quoted(heading.text)} is a placeholder"
            )
        lines = section.lines
        if not lines or lines[0].code or len(lines) > _MOST:
            continue
        text = " ".join(line.text.strip() for line in lines)
        if is_placeholder(text, "value", "section", "sentence"):
            told.update(line.number for line in lines)
            said = f"the section {quoted(heading.text)} holds nothing but a placeholder"
            yield Hit(view.whole(lines[0].number), said)
    for number, text in view.prose.shown:
        if number in told or (":" not in text and "：" not in text):
            continue
        found = _LABELLED.match(text)
        if found and is_placeholder(found[2], "value"):
            said = f"the value of {quoted(found[1].strip())} is a placeholder"
            yield Hit(view.span(number, found[2].strip(), after=found[1]), said)


_MOST = 4
_USES = "# Lumen-7B\n\nA model.\n\n## Uses\n\n{}\n\n## Training\n\n- **Data:** {}\n"

RULE = Rule(
    code="MC105",
    name="placeholder",
    severity="warning",
    fix=None,
    check=check,
    good=(
        Example(card(("Mar/2025", "TBA"))),
        Example(_USES.format("More information needed is in the paper.", "not stated")),
    ),
    bad=(
        Example(_USES.format("[More Information Needed]", "Wikipedia"), (7,)),
        Example(_USES.format("Answer mail.", "{{ training_data }}"), (11,)),
        Example(_USES.format("TBD", "[More Information Needed]"), (7, 11)),
    ),
)
