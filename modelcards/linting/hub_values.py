"""What the Hub accepts in front matter, and which accepted value another spelling means.

Licences are told by `values.licenses`, as they are where a card is read.
"""

from __future__ import annotations

import re
from functools import cache

from modelcards.vocabulary import rows

_BLANK = re.compile(r"[\s_-]+")


@cache
def accepted(kind: str) -> frozenset[str]:
    """The values of a kind: `language`, `language-also`, `pipeline`, `pipeline-old`."""
    if kind in ("language-also", "pipeline-old"):
        return frozenset(word for row in rows("hub_metadata") if row[0] == kind for word in row[1:])
    return frozenset(row[1] for row in rows("hub_metadata") if row[0] == kind)


@cache
def keys() -> dict[str, str]:
    """The keys of the specification, and what their values are."""
    return {row[1]: row[2] for row in rows("hub_metadata") if row[0] == "key"}


def takes(key: str, value: object) -> bool:
    """Whether the Hub takes a value of this type under a key; of unknown keys it takes any.

    >>> takes("pipeline_tag", "fill-mask"), takes("pipeline_tag", ["fill-mask"])
    (True, False)
    """
    kind = keys().get(key)
    if kind is None:
        return True
    return isinstance(value, str | list) and ("list" if isinstance(value, list) else "text") in kind


def meant(kind: str, text: str) -> str | None:
    """The accepted value that another spelling means; None where none or several may be.

    >>> meant("language", "English"), meant("pipeline", "ASR"), meant("language", "none")
    ('en', 'automatic-speech-recognition', None)
    """
    found = _spellings(kind).get(_spelt(text))
    return found or None


def _spelt(text: str) -> str:
    return _BLANK.sub(" ", text).strip().casefold()


@cache
def _spellings(kind: str) -> dict[str, str]:
    """Spellings of the accepted values; "" where two values have one."""
    found: dict[str, str] = {}
    for row in rows("hub_metadata"):
        if row[0] == kind:
            for name in row[1:]:
                spelt = _spelt(name)
                found[spelt] = row[1] if found.get(spelt, row[1]) == row[1] else ""
    return found
