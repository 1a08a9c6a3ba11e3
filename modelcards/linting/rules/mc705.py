"""A key of the front matter is one slip away from one that the Hub reads.

The Hub passes over keys that it does not know, so what stands under `model_index` or `licence` is
shown nowhere. The fix spells the key as it is meant, unless that key is there already, or the Hub
would refuse what stands under it: a list where it takes a text.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from modelcards.linting.rule import Example, Hit, Rule
from modelcards.model.finding import Edit, Fix

if TYPE_CHECKING:
    from modelcards.linting.view import View

# What a card states besides its metadata once a key is read.
_STATED = {
    "license": ("license", "license_id"),
    "language": ("languages", "language_codes"),
    "tags": ("tags",),
    "base_model": ("base_model",),
    "model-index": ("benchmarks", "name"),
    "model_name": ("benchmarks", "name"),
}


def check(view: View) -> Iterator[Hit]:
    """Report the keys that reading took for misspelt ones."""
    problems = view.problems("MC705")
    if not problems:
        return
    from modelcards.front_matter.hub_keys import meant_key
    from modelcards.linting.hub_values import takes

    metadata = view.card.metadata or {}
    named = {repr(key): key for key in metadata}
    for problem in problems:
        shown = problem.message.removeprefix("front matter: ").split(" is no key of the Hub")[0]
        key = named.get(shown, "")
        place, meant = view.find(problem.line, key), meant_key(key)
        fix = None
        sound = meant is not None and meant not in metadata and takes(meant, metadata.get(key))
        if place is not None and meant is not None and sound:
            edit = Edit(place.line, place.column, place.end_line, place.end_column, meant)
            fix = Fix(True, (edit,), ("metadata", *_STATED.get(meant, ())))
        yield Hit(place or view.whole(problem.line), problem.message, fix)


_HUB = "---\nlicense: mit\ntags:\n- text-generation\n---\n\n# Lumen-7B\n\nA small model.\n"

RULE = Rule(
    code="MC705",
    name="misspelt-key",
    severity="error",
    fix="safe",
    check=check,
    reads="front matter",
    good=(Example(_HUB), Example(_HUB.replace("tags:", "colour: blue\ntags:"))),
    bad=(
        Example(_HUB.replace("license", "licence"), (2,), _HUB),
        Example(_HUB.replace("tags:", "licence: mit\ntags:"), (3,)),
        Example(_HUB.replace("tags:", "pipeline-tags:"), (3,)),
    ),
)
