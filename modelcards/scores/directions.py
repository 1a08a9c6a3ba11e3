"""Whether more or less is better: by an arrow, by the metric, by what a known benchmark counts."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal

from modelcards.scores.words import has_arrow, kept, normal
from modelcards.vocabulary import rows

Direction = Literal["higher", "lower"]
_PARTS = re.compile(r"[^\W_]+(?:@\d+)?")
_UP = re.compile(r"[↑⬆▲⇑]|higher(?: is)? better", re.IGNORECASE)


@cache
def _known() -> dict[str, dict[str, Direction]]:
    """By kind (`metric`, `benchmark`): name → direction."""
    found: dict[str, dict[str, Direction]] = {"metric": {}, "benchmark": {}}
    for kind, way, *names in rows("directions"):
        better: Direction = "lower" if way == "lower" else "higher"
        for name in names:
            found[kind][normal(name) if kind == "metric" else name.split("=")[0].strip()] = better
    return found


def direction(
    metric: str | None, benchmark: str | None, printed: tuple[str, ...]
) -> Direction | None:
    """`higher` or `lower` is better; None where nothing says so.

    `printed` is the label and the heads, whose arrows decide.

    >>> direction("WER", None, ()), direction("macro F1", None, ()), direction(None, "mmlu", ())
    ('lower', 'higher', 'higher')
    >>> direction("F1", None, ("F1 ↓",)), direction(None, None, ("Clarity",))
    ('lower', None)
    """
    for text in printed:
        marked = _marked(text)
        if marked is not None:
            return marked
    return _of_metric(metric, benchmark)


@kept(None)
def _marked(text: str) -> Direction | None:
    """What an arrow in a text says."""
    if not has_arrow(text):
        return None
    return "higher" if _UP.search(text) else "lower"


@lru_cache(maxsize=2048)
def _of_metric(metric: str | None, benchmark: str | None) -> Direction | None:
    """What a metric counts, or where none is named a known benchmark."""
    known = _known()
    if metric is not None:
        whole = known["metric"].get(normal(metric))
        if whole is not None:
            return whole
        parts = _PARTS.findall(metric.casefold())
        found = {known["metric"][part] for part in parts if part in known["metric"]}
        return found.pop() if len(found) == 1 else None
    return known["benchmark"].get(benchmark or "")
