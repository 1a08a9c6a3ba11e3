"""HTML entities, where Markdown shows them as text: damage in entities, or escaped twice."""

from __future__ import annotations

import re

from modelcards.text.repair_stages.code_pages import NAMES
from modelcards.text.repair_stages.edits import Edit
from modelcards.text.repair_stages.layers import undone
from modelcards.text.repair_stages.proof import parse
from modelcards.text.repair_stages.regions import Regions

_ENTITY = r"&(?:amp;)?(?:#[0-9]{2,7}|#[xX][0-9a-fA-F]{2,6}|[A-Za-z][A-Za-z0-9]{1,31});"
_ENTITIES = re.compile(f"{_ENTITY}(?:{_ENTITY})*")


def entities(text: str) -> list[Edit]:
    """Entities that are damage are certain; those escaped twice may be meant, so only proposed.

    An entity by itself is Markdown's own way of writing a sign, and is left alone, as is code.

    >>> [(edit.after, edit.certain) for edit in entities("don&acirc;&euro;&trade;t")]
    [('’', True)]
    """
    if "&amp;" not in text and ";&" not in text:
        return []
    found = (_edit(match) for match in _ENTITIES.finditer(text))
    edits = [edit for edit in found if edit is not None]
    if not edits:
        return []
    outside = Regions(text, every=True)
    return [edit for edit in edits if not outside.holds(edit.start)]


def _edit(match: re.Match[str]) -> Edit | None:
    if match[0].count("&") < 2 and "&amp;" not in match[0]:
        return None
    from html import unescape  # its table of names is large, and few texts need it

    shown = unescape(match[0])
    start, end = match.span()
    if "&amp;" in match[0]:
        meant = unescape(shown)
        # A number that is no character of HTML stands for nothing at all.
        if meant in (shown, "") or not meant.isprintable() or min(meant) < "\xa0":
            return None
        return Edit(start, end, meant, ("html",), certain=False, runner_up=shown)
    for name in NAMES:
        parsed = parse(name, shown)
        if parsed.solid and parsed.proof and parsed.spans[-1][1] == len(shown):
            after, pages = undone(name, shown)
            return Edit(start, end, after, ("html", *pages))
        if parsed.solid and shown[0] in "ÃÂ" and not shown[1].isalpha() and len(shown) == 2:
            # A pair may be meant; written as two entities it hardly is.
            after, pages = undone(name, shown)
            return Edit(start, end, after, ("html", *pages), certain=False, runner_up=shown)
    return None
