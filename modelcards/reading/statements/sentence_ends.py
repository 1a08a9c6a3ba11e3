"""Where sentences end, and the clauses of Chinese ones."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SENTENCE_END = re.compile(
    # The sign comes first: to look back at every place takes many times as long.
    r"[.!?](?<!\bvs.)(?<!\bca.)(?<!\bcf.)(?<!\be\.g.)(?<!\bi\.e.)(?<!\betc.)(?<!\bapprox.)\s+"
    r"|[。！？]"
)
_CLAUSE_END = re.compile(r"(?<![0-9KMBkmb亿万])[，；](?![0-9])")


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text; an abbreviation ends none.

    >>> list(sentences("It has 7B parameters, vs. 13B before. It is small."))
    ['It has 7B parameters, vs. 13B before.', 'It is small.']
    """
    return _split(_SENTENCE_END, text)


def clauses(sentence: str) -> Iterator[str]:
    """The parts of a Chinese sentence, which goes on over commas where others would end."""
    return _split(_CLAUSE_END, sentence)


def _split(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    start = 0
    for end in pattern.finditer(text):
        yield text[start : end.start() + 1]
        start = end.end()
    yield text[start:]
