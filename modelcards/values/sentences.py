"""Whether a text is a sentence: what stands behind a label may be one, and is no value then."""

from __future__ import annotations

import re
from functools import cache

from modelcards.vocabulary import rows

_FEWEST_WORDS = 4
_LONGEST = 2000
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
# What ends a sentence and is followed by another; "v. 2" and "St. Olaf" end none.
_TWO = re.compile(r"[^\W\d_]{3,}[.!?]\s+[A-ZÀ-Þ]")


def is_sentence(text: str) -> bool:
    """True for running text, however short; False for a name, a term or a list of them.

    >>> is_sentence("The model is under the MIT licence."), is_sentence("See the LICENSE file here")
    (True, True)
    >>> is_sentence("Decoder-only transformer"), is_sentence("Team of St. Olaf at Lumen Labs")
    (False, False)
    """
    shown = text.strip()
    if len(shown) > _LONGEST or "\n\n" in shown:
        return True
    if "。" in shown:
        return True
    words = _WORD.findall(shown.lower())
    if len(words) < _FEWEST_WORDS:
        return False
    return _TWO.search(shown) is not None or not _words().isdisjoint(words)


@cache
def _words() -> frozenset[str]:
    return frozenset(word for row in rows("prose_words") for word in row)
