"""A link target that is neither a URL nor a path: `[Try the Model](Abandoned)`.

A word or a remark was put where the address belongs. Programs that show the card draw a link to a
page that cannot exist, or print brackets; the remark itself is worth keeping, as text.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from modelcards.linting.examples import card
from modelcards.linting.rule import Example, Hit, Rule

if TYPE_CHECKING:
    from modelcards.linting.view import View


def check(view: View) -> Iterator[Hit]:
    """Look at the targets of resources, related models and the organization."""
    held = view.card
    # A list of resources of the leaderboard template holds web addresses only.
    found = [(one.url, one.line, one.label, view.leaderboard) for one in held.resources]
    found += [(one.url, one.line, one.label, False) for one in held.related]
    owner = held.organization
    where = view.where("organization.url") if owner is not None else None
    if where is not None and owner is not None and owner.url is not None:
        found.append((owner.url, where.line, owner.name, False))
    for url, line, label, strict in found:
        # The first test answers for nearly every link, at no cost.
        if (url.startswith("https://") and " " not in url and url != "https://") or url[
            :3
        ] == "../":
            continue
        from modelcards.linting.link_targets import kind

        if kind(url, strict=strict) == "malformed":
            yield Hit(view.span(line, url, after=label), f"{url!r} is neither a URL nor a path")


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
    bad=(Example(_with("Abandoned"), (34,)), Example(_with("AA playground"), (34,))),
)
