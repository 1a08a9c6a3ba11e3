"""Text that was damaged twice and lost bytes both times, of which a few pieces still look whole."""

from __future__ import annotations

import re
from itertools import pairwise

from modelcards.text.repair_stages.edits import Edit

_TWICE = re.compile("[ÃĂ][\u0080-\u00bf„‚…‹›]?[ÂÃĂ]")
"""What text that was damaged twice holds, in the pages of Western and Central Europe."""
_FIRST = "ÂÃĂÄ"
"""What a sign that was damaged twice begins with in these."""
_MANY = 3


def one_layer_of_two(text: str, made: str, edits: list[Edit]) -> set[Edit]:
    """The edits that undo one layer of two, where more that was damaged twice is left than undone.

    No sign is whole then: what still makes one is there by chance.

    >>> edits = [Edit(2, 4, "â", ("latin-1",))]
    >>> len(one_layer_of_two("l’Ã¢h rÃÂ©e ÃÂ« ÃÂ·", "l’âh rÃÂ©e ÃÂ« ÃÂ·", edits))
    1
    >>> one_layer_of_two("l’Ã¢h rée", "l’âh rée", edits)
    set()
    """
    if "Ã" not in made and "Ă" not in made:
        return set()
    alone = [edit for edit in edits if edit.applied and text[edit.start] in _FIRST]
    if not alone or any(len(edit.pages) > 1 for edit in alone):
        return set()
    pieces = 1 + sum(one.end != other.start for one, other in pairwise(alone))
    many = len(_TWICE.findall(made)) >= max(_MANY, pieces)
    return set(alone) if many else set()
