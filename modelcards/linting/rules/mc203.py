"""An access word or mark that is not known, or a mark that contradicts its word.

🟢 stands for public, 🟡 for limited, 🔴 for private, ❓ for unknown. People see the mark, programs
read the word; where the two disagree, the word decides, and the fix puts the mark that belongs to
it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from modelcards.linting.examples import card
from modelcards.linting.rule import Example, Hit, Rule
from modelcards.model.finding import Edit, Fix

if TYPE_CHECKING:
    from modelcards.linting.view import View

_MARKS = {"public": "🟢", "limited": "🟡", "private": "🔴", "unknown": "❓"}

_WORDS = 8


def check(view: View) -> Iterator[Hit]:
    """Report unknown words and marks, then compare mark and word."""
    problems = view.problems("MC203")
    stated = {one.line: one for one in reversed(view.specs("access"))} if problems else {}
    for problem in problems:
        spec = stated.get(problem.line or 0)
        # "Status: This is a static model …" tells of something else.
        if spec is not None and len(spec.raw.split()) > _WORDS:
            continue
        found = _marked(view, spec.raw, spec.line) if spec is not None else None
        yield found or Hit(view.problem(problem), problem.message)
    where = view.where("access") if view.card.access is not None else None
    # A letter first is a word without a mark; most cards end at the second test.
    if where is None or where.raw[:1].isalpha() or where.raw[0] == _MARKS[view.card.access or ""]:
        return
    hit = _marked(view, where.raw, where.line)
    if hit is not None:
        yield hit


def _marked(view: View, raw: str, line: int) -> Hit | None:
    """A hit where a known word stands behind a mark that is not its own."""
    from modelcards.values.read import access

    found = re.match(r"[^\w\s(\[`*]{1,4}", raw)
    word = access(raw[found.end() :].strip()).word if found else None
    if found is None or word is None or found[0].strip("\ufe0f") == _MARKS[word]:
        return None
    mark = found[0]
    place = view.find(line, mark)
    fix = Fix(True, (Edit(*place, _MARKS[word]),), ("access",)) if place else None
    known = "contradicts" if mark in _MARKS.values() else "is no known mark beside"
    said = f"the mark {mark} {known} the word {raw[found.end() :].strip()!r}"
    return Hit(place or view.whole(line), f"{said}, whose mark is {_MARKS[word]}", fix)


RULE = Rule(
    code="MC203",
    name="unknown-access",
    severity="warning",
    fix="safe",
    check=check,
    good=(Example(card()),),
    bad=(
        Example(card(("🟢 Public", "🔴 Public")), (7,), card()),
        Example(card(("🟢 Public", "🟢 Pulbic")), (7,)),
    ),
)
