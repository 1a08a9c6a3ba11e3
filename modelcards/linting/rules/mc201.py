"""A known field has a value that cannot be read: `30 bananas`.

The field stays empty in the card's data, because a guess would be a silent wrong number. A dash,
`-B` or `N/A` says that a value is not stated, and is none of this rule's business; nor is an amount
in a form that is not read (`3**21`), or of another kind (a size in GB).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from modelcards.linting.examples import card
from modelcards.linting.rule import Example, Hit, Rule
from modelcards.vocabulary import rows

if TYPE_CHECKING:
    from modelcards.linting.view import View

_QUOTED = re.compile(r"(['\"])(.{1,400}?)\1 ")
_POWER = re.compile(r"\b[0-9]{1,4}\s{0,2}(?:\*\*|\^)\s{0,2}[0-9]{1,3}\b")
_NO_AMOUNT = "is no amount"
_REMARK = re.compile(
    r"[~<>≈]?\s?[0-9][0-9,.]{0,30}\s?([^\W\d_]{0,12})\s{0,3}(?:\([^\W\d_]{3,}[^()]{0,200}\)$"
    r"|[,;]\s[^\W\d_][^:;,]{0,40}:\s)"
)
# The whole value: a word behind the unit may be what makes no sense of it. "1.1.2" is no number.
_NUMBER = re.compile(
    r"^[~<>≈]?\s?[0-9]{1,20}(?:[.,][0-9]{3}){0,9}(?:[.,][0-9]{1,20})?\s?\+?\s?([^\W\d_]{1,20})[.)]?$"
)


def check(view: View) -> Iterator[Hit]:
    """Report what reading could not make a value of."""
    for problem in view.problems("MC201"):
        quoted = _QUOTED.search(problem.message)
        if quoted is None or not _is_amount(quoted[2], _NO_AMOUNT in problem.message):
            yield Hit(view.problem(problem), problem.message)


def _is_amount(text: str, remarks: bool) -> bool:
    """True for a number with a unit, or a power, whether or not a field takes it.

    With `remarks` so are a number with words in brackets behind it, and one that begins a line of
    several labelled values.
    """
    if _POWER.search(text):
        return True
    found = _REMARK.match(text) if remarks else None
    if found is not None:
        return not found[1] or found[1].casefold() in _units()
    found = _NUMBER.search(text)
    return found is not None and found[1].casefold() in _units()


@cache
def _units() -> frozenset[str]:
    """Words of amounts, and of sizes in bytes."""
    powers = (word for row in rows("units") if row[0] == "unit" for word in row[2:])
    return frozenset((*powers, *(f"{power}{byte}" for power in "kmgt" for byte in ("b", "ib"))))


RULE = Rule(
    code="MC201",
    name="unreadable-value",
    severity="warning",
    fix=None,
    check=check,
    good=(
        Example(card()),
        Example(
            card(("8.0B", "3**21"), ("500:1 ✅ Compute-optimal", "- -"), ("0.6 (Lightweight)", "-"))
        ),
        Example(
            card(("4000.0B", "-B"), ("500:1 ✅ Compute-optimal", "- -"), ("0.6 (Lightweight)", "-"))
        ),
    ),
    bad=(Example(card(("8.0B", "8 bananas")), (15,)),),
)
