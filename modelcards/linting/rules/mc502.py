"""A link target that is neither a URL nor a path: `[Try the Model](Abandoned)`.

A word or a remark was put where the address belongs, nothing was, or the address has a slip in its
beginning (`htp://`, `https:/`, `https://https://`). Programs that show the card draw a link to a
page that cannot exist, or print brackets; the remark itself is worth keeping, as text. Every link
and image of the body is looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from modelcards.linting.examples import card
from modelcards.linting.link_targets import says_none, why_malformed
from modelcards.linting.rule import Example, Hit, Rule

if TYPE_CHECKING:
    from modelcards.linting.view import View


def check(view: View) -> Iterator[Hit]:
    """Look at the target of every link and image; of a card from JSON at those it holds."""
    if view.original is None:
        yield from _held(view)
        return
    # A list of resources of the leaderboard template holds web addresses only.
    strict = {one.line for one in view.card.resources} if view.leaderboard else frozenset[int]()
    for link in view.links:
        # `[n/a]()` says that there is none.
        if link.form == "definition" or (not link.url and says_none(link.label)):
            continue
        if link.url == "#":
            why = "it leads nowhere" if link.form == "inline" else None
        elif link.url.startswith("#") and " " not in link.url:
            continue
        else:
            why = why_malformed(link.url, strict=link.line in strict, html=link.form == "html")
        if why is not None:
            yield Hit(view.link(link), f"{link.url!r} is neither a URL nor a path: {why}")


def _held(view: View) -> Iterator[Hit]:
    held = view.card
    found = [(one.url, one.line, view.leaderboard) for one in held.resources]
    found += [(one.url, one.line, False) for one in held.related]
    owner, where = held.organization, view.where("organization.url")
    if where is not None and owner is not None and owner.url is not None:
        found.append((owner.url, where.line, False))
    for url, line, strict in found:
        if not url.startswith("#") and (why := why_malformed(url, strict=strict)) is not None:
            yield Hit(view.whole(line), f"{url!r} is neither a URL nor a path: {why}")


_RESOURCES = "\n## 🔗 Resources\n\n- 🎮 [Try the Model]({})\n"


def _with(url: str) -> str:
    return card() + _RESOURCES.format(url)


RULE = Rule(
    code="MC502",
    name="malformed-url",
    severity="error",
    fix=None,
    check=check,
    good=(Example(_with("https://example.org/lumen")), Example(_with("../../LICENSE"))),
    bad=(
        Example(_with("Abandoned"), (34,)),
        Example(_with("AA playground"), (34,)),
        Example(_with("htp://example.org/lumen"), (34,)),
        Example(_with(""), (34,)),
    ),
)
