"""A heading with nothing below it, not even a filled section.

The table of contents promises what is not there. Headings that are whole sentences or slogans are
left alone, as is the title of the card.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from modelcards.linting.rule import Example, Hit, Rule, quoted
from modelcards.reading.section_status import only_comments

if TYPE_CHECKING:
    from modelcards.linting.view import View
    from modelcards.model.parts import Section

# A picture, a link, or a sentence says something by itself.
_SAYS = re.compile(r"!\[|\]\(|<(?:img|a)\b|https?://|[.!。！]\s*$|[,;]\s|:\s\S", re.IGNORECASE)
_CENTRED = re.compile(r"\s*<h[1-6]\b[^>]*\b(?:align|style|class)\b", re.IGNORECASE)
_WORDS = 8


def check(view: View) -> Iterator[Hit]:
    """Look for sections of which nothing shows."""
    found = [one for one in view.card.sections if one.level]
    sections = [one for one in found if one.kind != "bold"]
    # A bold line that heads a text is text to the heading above it.
    shown = {one.line for one, below in pairwise(found) if below.kind == "bold"}
    # From the end, so that what stands deeper is known.
    promised: list[int] = []
    for at in range(len(sections) - 1, 0, -1):
        section = sections[at]
        if section.status == "placeholder" and not only_comments(section.text):
            promised.append(at)
            continue
        if section.status == "filled" or section.line in shown or not _is_told(view, sections, at):
            continue
        # A placeholder below it is told as one.
        ends = (n for n in range(at + 1, len(sections)) if sections[n].level <= section.level)
        end = next(ends, len(sections))
        if not any(at < one < end for one in promised):
            yield Hit(view.whole(section.line), f"nothing stands below {quoted(section.title)}")


def _is_told(view: View, sections: list[Section], at: int) -> bool:
    """False for a heading that says something by itself, or was not meant as one."""
    section = sections[at]
    line = view.lines[section.line - 1] if section.line <= len(view.lines) else section.title
    title = line.strip(" \t#") if section.kind == "atx" else line
    # A heading right below the title says what the model is, unless it is that of a known section;
    # one in the middle is a banner.
    subtitle = at == 1 and not sections[0].text and section.role is None
    if subtitle or _SAYS.search(title) or len(section.title.split()) > _WORDS:
        return False
    if not section.title or _CENTRED.match(line):
        return False
    below = sections[at + 1] if at + 1 < len(sections) else None
    if below and not below.title:
        return False  # `##` alone heads nothing: what stands below it belongs here
    # Text right above a rule is an underlined heading to Markdown, and was not meant as one.
    return not (below and below.line == section.line + 1 and below.kind == "setext")


_CARD = "# Lumen-7B\n\nA small model.\n\n## Uses\n\n{}## Training\n\n### Data\n\n{}\n"

RULE = Rule(
    code="MC107",
    name="empty-section",
    severity="warning",
    fix=None,
    check=check,
    good=(Example(_CARD.format("Answer mail.\n\n", "Mail.")),),
    bad=(
        Example(_CARD.format("", "Mail."), (5,)),
        Example(_CARD.format("Answer mail.\n\n", "---"), (9, 11)),
    ),
)
