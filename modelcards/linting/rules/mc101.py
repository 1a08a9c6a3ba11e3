"""The card does not say which model it describes.

Neither a title, nor the front matter, nor a heading names the model. The Hub shows the name of the
repository instead; whoever finds the file by a search or gets it from a package cannot tell what it
is about.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from modelcards.linting.examples import card
from modelcards.linting.rule import Example, Hit, Rule, quoted

if TYPE_CHECKING:
    from modelcards.linting.view import View


def check(view: View) -> Iterator[Hit]:
    """Look for the name."""
    if view.card.name is None:
        used = used_instead(view.card.source.path)
        said = f"; {quoted(used)} is used instead, as the file lies" if used else ""
        yield Hit(view.whole(None), f"no model name{said}")


def used_instead(path: str | None) -> str | None:
    """What a card without a name is called: its folder, or the stem of its file.

    >>> used_instead("acme/lumen-7b/README.md"), used_instead("cards/lumen.md"), used_instead(None)
    ('lumen-7b', 'lumen', None)
    """
    if not path:
        return None
    place = PurePosixPath(path.replace("\\", "/"))
    if place.stem.casefold() in ("readme", "index"):
        return place.parent.name or None
    return place.stem


RULE = Rule(
    code="MC101",
    name="missing-title",
    severity="warning",
    fix=None,
    check=check,
    good=(Example(card()),),
    bad=(Example(card(("# Lumen-7B\n\n", "")), (1,)),),
)
