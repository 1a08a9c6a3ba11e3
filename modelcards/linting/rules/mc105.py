"""A section or a labelled value that is nothing but a placeholder.

`[More Information Needed]`, `TBD`, `{{ … }}`, or the sentence that the template prints by itself: a
reader who looks for the training data finds a promise. What is not known is better left out, or
said in words. `TBA` and a dash behind a label are statements, and are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from modelcards.linting.examples import card
from modelcards.linting.placeholders import is_placeholder
from modelcards.linting.rule import Example, Hit, Rule, quoted
from modelcards.reading.section_status import only_comments, status_of

if TYPE_CHECKING:
    from modelcards.linting.view import View

_LONG = 200
_SLOTS = frozenset("{[<")
_LABELLED = re.compile(
    r"\s{0,12}(?:[-*+]\s{1,3})?(?:\*\*|__)?([^:：*_|<>]{2,60})(?:(?:\*\*|__)\s?)?[:：]\s?"
    r"(?:\*\*|__)?\s{0,3}(\S.*)$"
)


def check(view: View) -> Iterator[Hit]:
    """Look at every section's own text, and at every line that begins with a label."""
    labelled = dict(_labelled(view))
    for section in view.card.sections:
        if section.level and is_placeholder(section.title, "title"):
            said = f"the title {quoted(section.title)} is a placeholder"
            yield Hit(view.whole(section.line), said)
        # What shows nothing at all is MC107's.
        if section.status == "placeholder" and not only_comments(section.text):
            lines = range(section.line, section.end_line + 1)
            # Values behind labels are judged one by one: "TBA" is a statement there.
            if labelled.keys().isdisjoint(lines) and not _all_labelled(section.text):
                what = f"section {quoted(section.title)}" if section.level else "beginning"
                said = f"the {what} holds nothing but a placeholder"
                yield Hit(view.whole(_line(view, lines, section.level)), said)
    yield from labelled.values()


def _labelled(view: View) -> Iterator[tuple[int, Hit]]:
    for number, text in view.shown:
        if ":" not in text and "：" not in text:
            continue
        # Neither a slot nor one of the phrases, which are short and hold no digit.
        if text[-1:].isdigit() or (len(text) > _LONG and not _SLOTS.intersection(text)):
            continue
        found = _LABELLED.match(text)
        if found and is_placeholder(found[2], "value"):
            said = f"the value of {quoted(found[1].strip())} is a placeholder"
            yield number, Hit(view.span(number, found[2].strip(), after=found[1]), said)


def _all_labelled(text: str) -> bool:
    return all(_LABELLED.match(line) for line in text.split("\n") if line.strip())


def _line(view: View, lines: range, level: int) -> int:
    """The first line of a section that is a placeholder by itself; else its first one."""
    own = lines[1:] if level and len(lines) > 1 else lines
    shown = {line.number: line.text for line in view.prose.lines}
    told = (line for line in own if status_of(shown.get(line, "")) == "placeholder")
    return next(told, lines[0])


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
