"""The front matter of a file as a card, where no rule that runs looks at the body.

A hook that checks the metadata on every commit reads ten lines of a card in place of a thousand. It
is done only where the body cannot change what is found: whatever is unusual is read whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from modelcards.text.source import absolute

if TYPE_CHECKING:
    from modelcards.linting.rule import Rule
    from modelcards.model.card import ModelCard

_FRONT = re.compile(rb"[ \t\r\n]*---[ \t]*\r?\n(?:[^\n]*\n)*?---[ \t]*(?=\r?\n|\Z)")
# Another sign comes first: there is no front matter.
_NONE = re.compile(rb"[ \t\r\n]*[!-,.-~]")
_LONGEST = 100_000
_PLAIN = bytes((9, 10, 13, *range(32, 127)))
# A comment that silences rules, and the labels of the template, whose cards are not the Hub's.
_OF_THE_BODY = (b"modelcards:", b"ALScore", b"Token:Param", b"Training Tokens", b"**Access")


def are_of_front_matter(rules: Iterable[Rule]) -> bool:
    """Whether no rule looks at more of a card than its front matter."""
    return all(rule.reads == "front matter" for rule in rules)


def read_front(path: str) -> ModelCard | None:
    """The card that the front matter of a file makes alone; None where the whole is to be read."""
    try:
        data = Path(absolute(path)).read_bytes()
    except (OSError, ValueError):
        return None
    return front_of(data, path)


def front_of(data: bytes, path: str) -> ModelCard | None:
    """The card that the front matter of these bytes makes alone.

    It is taken where it is closed, plain ASCII, and the metadata of a card; or where there is none,
    and so nothing to find.
    """
    from modelcards.cardset.selection import is_card
    from modelcards.reading.reader import parse

    if _NONE.match(data):
        return parse("", path=path)
    found = _FRONT.match(data, 0, _LONGEST)
    if found is None or found[0].translate(None, _PLAIN) or b"\r\r" in found[0]:
        return None
    if any(word in data for word in _OF_THE_BODY):
        return None
    card = parse(found[0], path=path)
    return card if card.metadata is not None and is_card(card) else None
