"""A date that is none: `Foo/2025`, `2025-13`.

Rankings by date leave the model out. `TBA` and a dash say that the date is not known, which is
fine. `6/8/2024` is a date, but one that half of the world reads otherwise. A plain decimal below a
label that reads "date" is the score of that label.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from modelcards.linting.examples import card
from modelcards.linting.rule import Example, Hit, Rule

if TYPE_CHECKING:
    from modelcards.linting.view import View

_QUOTED = re.compile(r"(['\"])(.{1,400}?)\1 ")
_SCORE = re.compile(r"[0-9]{0,3}\.[0-9]{1,20}%?|[0-9]{1,3}%")
_YEAR = re.compile(r"\b(?:19|20)[0-9]{2}\b")
_WORDS = 4
_NUMERIC = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4}|[0-9]{2})")


def check(view: View) -> Iterator[Hit]:
    """Report what reading could not make a date of."""
    for problem in view.problems("MC202"):
        found = _QUOTED.search(problem.message)
        said = found[2].strip() if found else ""
        if _SCORE.fullmatch(said) or _tells(said):
            continue
        parts = _NUMERIC.fullmatch(said)
        message = problem.message
        if parts and _is_date(int(parts[1]), int(parts[2])):
            order = f"{parts[3]}-{parts[1]:0>2}-{parts[2]:0>2}"
            message = (
                f"{said!r} can be read in two orders of day and month; write {order} or the like"
            )
        yield Hit(view.problem(problem), message)


def _tells(said: str) -> bool:
    """A sentence with a year in it tells a date, or several, in words."""
    return len(said.split()) > _WORDS and _YEAR.search(said) is not None


def _is_date(first: int, second: int) -> bool:
    return 0 < first <= 31 and 0 < second <= 31 and min(first, second) <= 12


RULE = Rule(
    code="MC202",
    name="unreadable-date",
    severity="warning",
    fix=None,
    check=check,
    good=(Example(card()), Example(card(("Mar/2025", "TBA")))),
    bad=(Example(card(("Mar/2025", "Mrz/2025/7")), (6,)),),
)
