"""Front matter that does not parse, is not closed, does not begin the file, or holds a key twice.

The Hub reads license, tags and scores from it; where it cannot be read, the card has none of them,
and an unclosed block swallows the body. Blank lines before it are passed over by the Hub, but hide
it from many other tools. As much of it as can be read is used all the same. Where only the closing
line is missing, the fix adds it; white space before the first line is taken out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from modelcards.front_matter.split import LED
from modelcards.linting.examples import card
from modelcards.linting.rule import Example, Hit, Rule
from modelcards.model.finding import Edit, Fix

if TYPE_CHECKING:
    from modelcards.linting.view import View
    from modelcards.model.finding import Severity

_MISSING_END = "a line --- is missing"


def check(view: View) -> Iterator[Hit]:
    """Report what reading the front matter met."""
    problems = view.problems("MC701")
    inside = sum(LED not in problem.message for problem in problems)
    for problem in problems:
        fix = None
        severity: Severity | None = None
        place = view.problem(problem)
        if LED in problem.message:
            fix = Fix(True, (Edit(1, 1, place.line, place.column, ""),))
            # The Hub reads it all the same.
            severity = "warning"
        elif inside == 1 and problem.line and _MISSING_END in problem.message:
            below = problem.line + 1
            fix = Fix(True, (Edit(below, 1, below, 1, "---\n"),))
        yield Hit(place, problem.message, fix, severity)


_HUB = "---\nlicense: mit\ntags:\n- text-generation\n---\n\n# Lumen-7B\n\nA small model.\n"

RULE = Rule(
    code="MC701",
    name="front-matter",
    severity="error",
    fix="safe",
    check=check,
    reads="front matter",
    good=(Example(_HUB), Example(card())),
    bad=(
        Example(_HUB.replace("generation\n---", "generation"), (4,), _HUB),
        Example(_HUB.replace("tags:", "license: apache-2.0\ntags:"), (3,)),
        Example(_HUB.replace("tags:\n", "tags: [\n"), (4,)),
        Example(f"\n{_HUB}", (2,), _HUB),
    ),
)
