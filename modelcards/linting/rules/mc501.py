"""A relative link leads to a file or a heading that does not exist.

Labs, architectures and rankings are found through such links; a reader of a broken one ends at a
"page not found". Headings are looked for in the card itself, as GitHub and the Hub make anchors of
them, beside HTML ids and footnotes. Files are looked for when a directory is given; there only what
lies in it is judged, and beside it only folders that are there: a link such as `../../issues` leads
out of the repository on purpose. A folder that holds nothing but its README.md was copied without
the files beside it, so that nothing is known of them.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from modelcards.linting.body_links import without_code
from modelcards.linting.examples import card
from modelcards.linting.link_targets import bare, split
from modelcards.linting.rule import Example, Hit, Rule

if TYPE_CHECKING:
    from modelcards.linting.collection import Collection, Page, PageLink
    from modelcards.linting.view import View

_PAGES = (".md", ".markdown", ".mdown", ".mkd")
_NOTE = re.compile(r" {0,3}\[\^([^\[\]\s]{1,60})\]:")
_MARK = re.compile(r"(?<!\\)\[\^([0-9A-Za-z_-]{1,60})\](?!:)")


def check(view: View) -> Iterator[Hit]:
    """Follow every link to a heading of the card itself, and every note."""
    for link in view.links:
        # `#` alone is no link to a heading, but no link at all.
        if link.url.startswith("#") and len(link.url) > 1 and " " not in link.url:
            fragment = split(link.url)[1]
            if link.form != "image" and not _leads(fragment, view.anchors):
                yield Hit(view.link(link), f"{link.url!r} leads to no heading of this card")
    yield from _notes(view)


def _notes(view: View) -> Iterator[Hit]:
    """Marks of footnotes that are not there, in a card that has footnotes."""
    if view.original is None or "[^" not in view.original.text:
        return
    lines = [(number, text) for number, text in view.shown if "[^" in text]
    known = {found[1] for _, text in lines if (found := _NOTE.match(text))}
    for number, text in lines if known else ():
        for mark in _MARK.finditer(without_code(text)):
            if mark[1] not in known:
                place = view.slice(number, mark.start(), mark.end())
                yield Hit(place, f"{mark[0]!r} leads to no footnote of this card")


def _leads(fragment: str, anchors: frozenset[str]) -> bool:
    # GitHub makes anchors lower case, and puts `user-content-` before them.
    wanted = bare(fragment).removeprefix("user-content-")
    return wanted in anchors or wanted.lower() in anchors or wanted.lower() in ("top", "readme")


def check_all(collection: Collection) -> Iterator[Hit]:
    """Follow every relative link of every page."""
    roots = [os.path.normpath(Path(root).absolute()) for root in collection.roots]
    exists: dict[str, bool] = {}
    for page in collection.pages:
        if not page.path.lower().endswith(_PAGES):
            continue
        for link in page.links:
            # `check` has judged what stands in a card.
            if link.target is None or (
                page.is_card and link.target == page.absolute and link.url.startswith("#")
            ):
                continue
            if not link.url.partition("#")[0].lower().endswith(_PAGES) and _is_alone(page):
                continue
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
    if _leads(link.fragment, page.view.anchors):
        return None
    return f"{link.url!r} leads to no heading of {page.path}"


def _is_alone(page: Page) -> bool:
    """Whether a page named README is the only file of its folder."""
    folder, name = os.path.split(page.absolute)
    if not name.lower().startswith("readme."):
        return False
    try:
        return [one.name for one in Path(folder).iterdir()] == [name]
    except OSError:
        return False


def _judged(target: str, roots: list[str]) -> bool:
    """True for a target below a root, or in a folder beside it that exists."""
    folder = str(Path(target).parent)
    for root in roots:
        if target == root or target.startswith(root + os.sep):
            return True
        if root != folder and not root.startswith(folder + os.sep) and os.path.isdir(folder):
            return True
    return False


_CONTENTS = (
    "# Lumen-7B\n\n[Use](#use) and [{0}](#{0}).\n\n## Use\n\nAsk.\n\n## 🧨 Diffusers\n\nRun.\n"
)
_LINKED = card(("../../labs/lumen-lab.md", "labs/lumen-lab.md"))

RULE = Rule(
    code="MC501",
    name="broken-link",
    severity="error",
    fix=None,
    check=check,
    check_all=check_all,
    good=(
        Example(_CONTENTS.format("🧨-diffusers")),
        Example(_CONTENTS.format("-diffusers")),
        Example(_LINKED, files=(("labs/lumen-lab.md", "# Lumen Lab\n"),)),
    ),
    bad=(
        Example(_CONTENTS.format("pipelines"), (3,)),
        Example(_LINKED, (5,), files=(("labs/other.md", "# Other\n"),)),
        Example(
            _LINKED.replace("lumen-lab.md)", "lumen-lab.md#team)"),
            (5,),
            files=(("labs/lumen-lab.md", "# Lumen Lab\n"),),
        ),
    ),
)
