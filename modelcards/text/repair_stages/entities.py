"""HTML entities, where Markdown shows them as text: damage in entities, or escaped twice."""

from __future__ import annotations

import re

from modelcards.text.repair_stages.edits import Edit
from modelcards.text.repair_stages.escapes import whole_meaning
from modelcards.text.repair_stages.regions import Regions

_ENTITY = r"&(?:amp;)?(?:#[0-9]{2,7}|#[xX][0-9a-fA-F]{2,6}|[A-Za-z][A-Za-z0-9]{1,31});"
_ONE = re.compile(_ENTITY)
_ENTITIES = re.compile(f"{_ENTITY}(?:{_ENTITY})*")
_RUN = re.compile(f"[^\x00-\x7f]{{0,8}}{_ENTITY}(?:{_ENTITY}|[^\x00-\x7f])*")
_MOST = 400


def beside_a_sign(text: str) -> bool:
    """True when an entity stands beside a sign that is not ASCII."""
    return any(
        text[one.start() - 1 : one.start()] > "~" or text[one.end() : one.end() + 1] > "~"
        for one in _ONE.finditer(text)
    )


def entities(text: str) -> list[Edit]:
    """Entities that are damage are certain; those escaped twice may be meant, so only proposed.

    An entity by itself is Markdown's own way of writing a sign, and is left alone, as is code.

    >>> [(edit.after, edit.certain) for edit in entities("don&acirc;&euro;&trade;t")]
    [('’', True)]
    """
    if "&" not in text:
        return []
    if not ("&amp;" in text or ";&" in text or (not text.isascii() and beside_a_sign(text))):
        return []
    edits: list[Edit] = []
    for match in _RUN.finditer(text):
        edit = None if "&amp;" in match[0] else _edit(match)
        # Where no damage is made of both, the entities are looked at by themselves.
        found = [edit] if edit else map(_edit, _ENTITIES.finditer(text, *match.span()))
        edits += [one for one in found if one is not None]
    if not edits:
        return []
    outside = Regions(text, every=True)
    return [edit for edit in edits if not outside.holds(edit.start)]


def _edit(match: re.Match[str]) -> Edit | None:
    if (match[0].isascii() and match[0].count("&") < 2 and "&amp;" not in match[0]) or (
        match.end() - match.start() > _MOST
    ):
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
    told = whole_meaning(shown, match.string[start - 1 : start])
    if told is None:
        return None
    after, pages, certain = told
    return Edit(
        start, end, after, ("html", *pages), certain=certain, runner_up=None if certain else shown
    )
