"""Front matter that the Hub refuses or drops.

A license that is none of the Hub's ids, a language that is no code of ISO 639, a mapping where a
text is meant: the Hub shows nothing of it, or does not take the card at all. What is accepted are
the license ids and keys that the Hub's documentation listed on 2026-08-22. Where a name stands for
a license or language whose id is known, the fix writes that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from modelcards.linting.rule import Example, Hit, Rule
from modelcards.model.finding import Edit, Fix

if TYPE_CHECKING:
    from modelcards.linting.view import View
    from modelcards.model.parts import Problem


def check(view: View) -> Iterator[Hit]:
    """Report what reading the front matter met."""
    problems = view.problems("MC704")
    if not problems:
        return
    for problem in problems:
        place = view.problem(problem)
        said = _QUOTED.match(problem.message)
        yield Hit(place, problem.message, _fix(view, problem, said[1]) if said else None)


def _fix(view: View, problem: Problem, text: str) -> Fix | None:
    """The spelling that the Hub takes, where one is plainly meant."""
    from modelcards.values.languages import language_code
    from modelcards.values.licenses import is_hub_id, license_id

    language = problem.message.endswith("language code")
    meant = language_code(text) if language else license_id(text)
    place = view.find(problem.line, text, after=":" if not language else "")
    if meant is None or place is None or not (language or is_hub_id(meant)):
        return None
    edit = Edit(place.line, place.column, place.end_line, place.end_column, meant)
    stated = ("languages", "language_codes") if language else ("license", "license_id")
    return Fix(True, (edit,), ("metadata", *stated))


_QUOTED = re.compile(r"front matter: '([^']+)' is no (?:language code|licence id)")


_HUB = """\
---
license: mit
language:
- en
- multilingual
---

# Lumen-7B

A small model.
"""

RULE = Rule(
    code="MC704",
    name="hub-metadata",
    severity="error",
    fix="safe",
    check=check,
    good=(Example(_HUB),),
    bad=(
        Example(_HUB.replace("- multilingual", "- jp"), (5,)),
        Example(_HUB.replace("- en", "- English"), (4,), _HUB),
        Example(_HUB.replace("license: mit", "license: MIT License"), (2,), _HUB),
        Example(_HUB.replace("license: mit", "license: my own one"), (2,)),
        Example(_HUB.replace("license: mit", "license: {name: mit}"), (2,)),
    ),
)
