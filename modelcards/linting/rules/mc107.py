"""A heading with nothing below it, not even a filled section.

The table of contents promises what is not there. Headings that are whole sentences or slogans are
left alone, as is the title of the card.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from modelcards.linting.rule import Example, Hit, Rule, quoted

if TYPE_CHECKING:
    from modelcards.linting.headings import Heading
    from modelcards.linting.view import View

# A picture, a link, or a sentence says something by itself.
_SAYS = re.compile(r"!\[|\]\(|<(?:img|a)\b|https?://|[.!。！]\s*$|[,;]\s|:\s\S", re.IGNORECASE)
_CENTRED = re.compile(r"\s*<h[1-6]\b[^>]*\b(?:align|style|class)\b", re.IGNORECASE)
_WORDS = 8


def check(view: View) -> Iterator[Hit]:
    """Look for sections of which nothing shows."""
    sections = view.sections
    for at, section in enumerate(sections):
        heading = section.heading
        if section.filled or at == 0 or _is_subtitle(view, at) or _says(heading):
            continue
        if _CENTRED.match(view.lines[heading.line - 1]):
            continue  # a banner
        below = sections[at + 1].heading if at + 1 < len(sections) else None
        # Text right above a rule is an underlined heading to Markdown, and was not meant as one.
        if below and below.line == heading.end_line + 1 and below.end_line > below.line:
            continue
        yield Hit(view.whole(heading.line), f"nothing stands below {quoted(heading.text)}")


def _says(heading: Heading) -> bool:
    text = heading.text
    return not text or _SAYS.search(text) is not None or len(text.split()) > _WORDS


def _is_subtitle(view: View, at: int) -> bool:
    """A heading right below the title says what the model is."""
    return at == 1 and not view.sections[0].lines


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
