"""Escapes of JSON, where a text shows them: damage that is written in them."""

from __future__ import annotations

import re

from modelcards.text.repair_stages.code_pages import NAMES
from modelcards.text.repair_stages.edits import Edit
from modelcards.text.repair_stages.fitting import common
from modelcards.text.repair_stages.layers import undone
from modelcards.text.repair_stages.proof import parse
from modelcards.text.repair_stages.quotations import about_damage
from modelcards.text.repair_stages.regions import Regions
from modelcards.text.repair_stages.runs import line_around

MARK = "\\u00"
"""What every run of escaped damage holds: its first byte is a letter of Latin-1."""
_ESCAPE = r"\\{1,2}u[0-9a-fA-F]{4}"
_ESCAPES = re.compile(f"{_ESCAPE}(?:{_ESCAPE})+")
_ONE = re.compile(r"\\{1,2}u([0-9a-fA-F]{4})")
_QUOTES = "\"'`"
_LONGEST = 400
_FAR = 2_000  # so far from a run what it means is looked for on its line
_LEADS = frozenset("ÃÂÄÅ")


def escapes(text: str) -> list[Edit]:
    r"""Escaped damage, certain where it proves itself or is in a word; in code it stays escaped.

    >>> [(edit.after, edit.certain) for edit in escapes(r"don\u00e2\u20ac\u2122t")]
    [('’', True)]
    """
    if MARK not in text:
        return []
    found = []
    for run in _ESCAPES.finditer(text):
        if run.end() - run.start() > _LONGEST:
            continue
        shown = _ONE.sub(lambda one: chr(int(one[1], 16)), run[0])
        meant = whole_meaning(shown, text[run.start() - 1 : run.start()])
        if meant is not None:
            found.append((run, *meant))
    if not found:
        return []
    regions = Regions(text, every=True)
    is_about_damage = about_damage(text)
    edits = []
    for run, after, pages, certain in found:
        start, end = run.span()
        if is_about_damage(start, end) or _has_twin(text, run, after):
            continue
        # A literal by itself is one that is looked for, or mapped to another.
        alone = text[start - 1 : start] in _QUOTES and text[end : end + 1] in _QUOTES
        if regions.holds(start):
            after = _escaped(after, run[0])
        edits.append(Edit(start, end, after, ("json", *pages), certain=certain and not alone))
    return edits


def whole_meaning(shown: str, before: str) -> tuple[str, tuple[str, ...], bool] | None:
    """What characters that were written one by one mean when they are damage; None if they are not.

    With the pages, and whether it is certain: a pair by itself may be meant, in a word it is not.
    """
    for name in NAMES:
        if shown.isascii() or not parse(name, shown).solid:
            continue
        parsed = parse(name, shown)
        if parsed.spans[-1][1] != len(shown):
            continue
        after, pages = undone(name, shown)
        if parsed.proof:
            return after, pages, True
        if set(shown[::2]) <= _LEADS and len(after) * 2 == len(shown) and all(map(common, after)):
            in_word = before.islower() and after.islower()
            if in_word or not shown[1].isalpha():
                return after, pages, in_word
    return None


def _has_twin(text: str, run: re.Match[str], after: str) -> bool:
    """True when what the run means stands on its line, too: a line that tells what it was."""
    start, end = line_around(text, *run.span(), _FAR)
    line = text[start : run.start()] + " " + text[run.end() : end]
    return after in line or _escaped(after, run[0]).lower() in line.lower()


def _escaped(after: str, like: str) -> str:
    """A text in the escapes of another one."""
    slashes = like[: like.index("u")]
    data = after.encode("utf-16-be")
    units = [data[at : at + 2].hex() for at in range(0, len(data), 2)]
    upper = any(char in "ABCDEF" for char in like)
    return "".join(f"{slashes}u{unit.upper() if upper else unit}" for unit in units)
