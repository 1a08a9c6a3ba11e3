"""The card does not say which model it describes.

Neither a title, nor the front matter, nor a heading names the model. Whoever finds the file by a
search or gets it from a package cannot tell what it is about.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from modelcards.linting.examples import card
from modelcards.linting.rule import Example, Hit, Rule

if TYPE_CHECKING:
    from modelcards.linting.view import View


def check(view: View) -> Iterator[Hit]:
    """Look for the name."""
    if view.card.name is None:
        yield Hit(view.whole(None), "no model name")


RULE = Rule(
    code="MC101",
    name="missing-title",
    severity="warning",
    fix=None,
    check=check,
    good=(Example(card()),),
    bad=(Example(card(("# Lumen-7B\n\n", "")), (1,)),),
)
