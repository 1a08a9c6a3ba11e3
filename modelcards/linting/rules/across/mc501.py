"""A relative link leads to a file or a heading that does not exist.

Labs, architectures and rankings are found through such links; a reader of a broken one ends at a
"page not found". Only what lies in the directories that were given is judged, and beside them only
folders that are there: a link such as `../../issues` leads out of the repository on purpose.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from modelcards.linting.examples import card
from modelcards.linting.link_targets import bare
from modelcards.linting.rule import Example, Hit, Rule

if TYPE_CHECKING:
    from modelcards.linting.collection import Collection, PageLink


def check(collection: Collection) -> Iterator[Hit]:
    """Follow every relative link of every page."""
    roots = [os.path.normpath(Path(root).absolute()) for root in collection.roots]
    exists: dict[str, bool] = {}
    for page in collection.pages:
        if not page.path.lower().endswith((".md", ".markdown", ".mdown", ".mkd")):
            continue
        for link in page.links:
            said = _broken(collection, roots, exists, link)
            if said is not None:
                yield Hit(link.span, said, path=page.path)


def _broken(
    collection: Collection, roots: list[str], exists: dict[str, bool], link: PageLink
) -> str | None:
    target = link.target
    if target is None:
        return None
    if target not in exists:
        exists[target] = os.path.exists(target)
    if not exists[target]:
        return f"{link.url!r} leads to no file" if _judged(target, roots) else None
    page = collection.by_path.get(target)
    if page is None or not link.fragment:
        return None
    # GitHub makes anchors lower case, and puts `user-content-` before them.
    wanted = bare(link.fragment).removeprefix("user-content-")
    if wanted in page.anchors or wanted.lower() in page.anchors or wanted in ("top", "readme"):
        return None
    return f"{link.url!r} leads to no heading of {page.path}"


def _judged(target: str, roots: list[str]) -> bool:
    """True for a target below a root, or in a folder beside it that exists."""
    folder = str(Path(target).parent)
    for root in roots:
        if target == root or target.startswith(root + os.sep):
            return True
        if root != folder and not root.startswith(folder + os.sep) and os.path.isdir(folder):
            return True
    return False


_LINKED = card(("../../labs/lumen-lab.md", "labs/lumen-lab.md"))

RULE = Rule(
    code="MC501",
    name="broken-link",
    severity="error",
    fix=None,
    check_all=check,
    good=(Example(_LINKED, files=(("labs/lumen-lab.md", "# Lumen Lab\n"),)),),
    bad=(
        Example(_LINKED, (5,), files=(("labs/other.md", "# Other\n"),)),
        Example(
            _LINKED.replace("lumen-lab.md)", "lumen-lab.md#team)"),
            (5,),
            files=(("labs/lumen-lab.md", "# Lumen Lab\n"),),
        ),
    ),
)
