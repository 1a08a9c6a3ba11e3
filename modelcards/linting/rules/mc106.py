"""A comment of the template or of a training script was left in.

"You should probably proofread and complete it, then remove this comment": it says that nobody did.
Such a comment does not show, but every program that reads the card gets it as text. The fix takes
it out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from modelcards.linting.rule import Example, Hit, Rule, quoted
from modelcards.linting.span import Span
from modelcards.model.finding import Edit, Fix
from modelcards.vocabulary import rows

if TYPE_CHECKING:
    from modelcards.linting.prose import Comment
    from modelcards.linting.view import View

_SIGN = re.compile(r"[^a-z0-9 ]")


def check(view: View) -> Iterator[Hit]:
    """Compare every comment with the beginnings of those that templates hold."""
    for comment in view.prose.comments:
        said = " ".join(_SIGN.sub("", comment.text[:400].lower()).split())
        if said.startswith(_beginnings()):
            span = Span(
                comment.line,
                view.column(comment.line, comment.start),
                comment.end_line,
                view.column(comment.end_line, comment.end),
            )
            message = f"a comment of a template was left in: {quoted(comment.text)}"
            yield Hit(span, message, _fix(view, comment, span))


@cache
def _beginnings() -> tuple[str, ...]:
    return tuple(word for row in rows("template_words") if row[0] == "comment" for word in row[1:])


def _fix(view: View, comment: Comment, span: Span) -> Fix:
    """Take the comment out; where it stands alone on its lines, these and a blank line below."""
    lines = view.lines
    before = lines[comment.line - 1][: comment.start]
    behind = lines[comment.end_line - 1][comment.end :]
    if before.strip() or behind.strip() or comment.end_line >= len(lines):
        start = comment.start if behind.strip() else len(before.rstrip())
        column = view.column(comment.line, start)
        return Fix(
            True, (Edit(comment.line, column, span.end_line, span.end_column, ""),), (_TEXT,)
        )
    end = comment.end_line + 1
    blank = comment.line == 1 or not lines[comment.line - 2].strip()
    if blank and end < len(lines) and not lines[end - 1].strip():
        end += 1
    return Fix(True, (Edit(comment.line, 1, end, 1, ""),), (_TEXT,))


_TEXT = "<!--"
"""What a fix changes that takes comments out of texts."""

_CARD = "# Lumen-7B\n\n{}A small model.\n\n## Uses\n\nAnswer mail.\n"
_LEFT = "<!-- Provide a quick summary of what the model is/does. -->\n\n"

RULE = Rule(
    code="MC106",
    name="template-comment",
    severity="warning",
    fix="safe",
    check=check,
    good=(Example(_CARD.format("")), Example(_CARD.format("<!-- Numbers are of March. -->\n\n"))),
    bad=(Example(_CARD.format(_LEFT), (3,), _CARD.format("")),),
)
