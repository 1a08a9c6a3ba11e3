"""A field that cards of this style must state is not there.

Leaderboard cards state organization, release date, access, architecture, parameters and training
tokens; a dash or `-B` in place of a value says that it is not known, which is a statement too. Hub
cards state a license in their front matter, which is where the Hub looks for it, and have a body.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from modelcards.front_matter.split import LED
from modelcards.linting.examples import card
from modelcards.linting.rule import Example, Hit, Rule

if TYPE_CHECKING:
    from modelcards.linting.view import View


def check(view: View) -> Iterator[Hit]:
    """Look for each field that the card's style requires, and for its label.

    What was not read, or stands in front matter that cannot be read, may hold them.
    """
    if view.problems("MC004"):
        return
    from modelcards.reading.dialects import required_fields

    if all(LED in problem.message for problem in view.problems("MC701")):
        hub = view.card.source.dialect == "huggingface" and view.card.metadata is not None
        for field in required_fields(view.card.source.dialect):
            if hub and field == "license":
                yield from _license(view)
            elif getattr(view.card, field) is None and not view.specs(field):
                yield Hit(
                    view.whole(None), f"the card does not state its {field.replace('_', ' ')}"
                )
    if view.original is not None and view.original.front_matter and not _body(view):
        yield Hit(view.whole(None), "the card has front matter, but no body")


def _license(view: View) -> Iterator[Hit]:
    """The Hub looks for a license in the front matter alone; one without a value is MC704's."""
    from modelcards.front_matter.hub_keys import meant_key
    from modelcards.reading.dialects.hub import METADATA_KEYS

    # A misspelt key is told under MC705, and is one fault and not two.
    keys = METADATA_KEYS["license"]
    if not any(key in keys or meant_key(key) in keys for key in view.card.metadata or {}):
        also = ", though the body does" if view.card.license else ""
        yield Hit(view.whole(None), f"the front matter does not state a license{also}")


def _body(view: View) -> bool:
    front = view.original.front_matter if view.original else None
    return any(line.strip() for line in view.lines[front[1] if front else 0 :])


_HUB = "---\nlicense: mit\ntags:\n- text-generation\n---\n\n# Lumen-7B\n\nA small model.\n"

RULE = Rule(
    code="MC102",
    name="missing-field",
    severity="warning",
    fix=None,
    check=check,
    good=(Example(card()), Example(card(("Mar/2025", "TBA"))), Example(_HUB)),
    bad=(
        Example(card(("**Released:** Mar/2025\n", "")), (1,)),
        Example(_HUB.replace("license: mit\n", ""), (1,)),
        Example(
            _HUB.split("# Lumen", maxsplit=1)[0].replace("tags:", "model_name: Lumen-7B\ntags:"),
            (1,),
        ),
    ),
)
