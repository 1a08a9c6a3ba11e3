"""What stands on stdin, no more of it than one card may be."""

from __future__ import annotations

import sys

from modelcards.errors import ReadError
from modelcards.limits import DEFAULT_LIMITS

_MOST = 4 * DEFAULT_LIMITS.characters + 4


def standard_input(*, whole: bool = False) -> bytes:
    """The bytes of a card on stdin; of more than one may be, which may have no end, the first.

    Raises:
        ReadError: it is longer, and `whole` asks for all of it, as to write it again.
    """
    data = sys.stdin.buffer.read(_MOST + 1)
    if len(data) > _MOST and whole:
        raise ReadError(f"cannot read -: stdin holds more than {_MOST:,} bytes; name a file")
    return data[:_MOST]
