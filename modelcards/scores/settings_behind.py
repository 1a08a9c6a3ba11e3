"""A model's name with how it was used behind it: "Lumen-7B + CoT" is Lumen-7B."""

from __future__ import annotations

import re

from modelcards.scores.metrics import settings_of
from modelcards.scores.subject import EXACT, best

_ADDED = re.compile(r"(?P<name>.{2,80}?)\s?(?:\+|\bw/|\bwith\b)\s?(?P<how>[^+]{1,30})")


def is_used(names: tuple[str, ...], model: str) -> bool:
    """True for the card's own model by its full name, with a setting added and nothing else.

    >>> is_used(("Lumen-7B",), "Lumen-7B + CoT"), is_used(("Lumen-7B",), "Lumen-7B + DPO")
    (True, False)
    """
    added = _ADDED.fullmatch(model) if len(model) <= 120 else None
    if added is None or best(names, added["name"]) != EXACT:
        return False
    said = settings_of(added["how"])
    return bool(said) and sum(map(len, said)) >= len(added["how"].strip(" ()")) - 2
