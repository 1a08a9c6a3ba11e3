"""Importing this reads a card and puts it out: what workers are forked from has then all loaded.

Patterns, vocabulary and the serialiser are made once for all workers, and before the first of them
starts. They are put out of the collector's sight, which would touch, and so copy, shared pages.
"""

from __future__ import annotations

import gc
import sys
from types import TracebackType

from modelcards.cardset.selection import why_not_a_card
from modelcards.model.json import to_json
from modelcards.reading.reader import parse

CARD = """\
---
license: mit
---
# Lumen-7B ✅

**Released:** Mar/2025

- **Parameters:** 7.0B
- **Training Tokens:** 2.0T

| Benchmark | Score |
|---|---|
| MMLU | 61.2 |

<table><tr><th>Task</th><th>Score</th></tr><tr><td>GPQA</td><td>31.0</td></tr></table>

## ðŸ”— Resources

- [Report](https://example.org/report.pdf)
"""


def told(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
    """Tell of a fault in what workers are forked from, unless the run has ended meanwhile.

    A worker that just starts finds then that its queues are gone.
    """
    if not isinstance(fault, OSError | EOFError):
        sys.__excepthook__(kind, fault, trace)


if any("forkserver" in one for one in sys.orig_argv):
    sys.excepthook = told

_read = parse(CARD)
why_not_a_card(_read, "lumen.md")
to_json(_read)
gc.freeze()
