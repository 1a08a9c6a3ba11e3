"""Names of models, benchmarks and metrics as claims of several cards are compared.

The words are `data/claim_words.txt`; metrics are those of `data/hub_metrics.txt`, and where a card
names none the one that `data/datasets.txt` has for the benchmark.
"""

from __future__ import annotations

import re
from functools import cache

from modelcards import vocabulary
from modelcards.scores.words import normal

_OWNER = re.compile(r"[\w.-]{1,96}/(?=[\w.-]+$)")
_WORD = re.compile(r"[^\W_]+")
_LONGEST = 200


@cache
def usual_metrics() -> dict[str, str]:
    """The metric of a benchmark whose card names none."""
    return {row[0]: row[3] for row in vocabulary.rows("datasets") if len(row) > 3}


@cache
def metric_names() -> dict[str, str]:
    """The one name of a metric that is printed in several ways."""
    return {
        normal(text): name
        for _, name, *printed in vocabulary.rows("hub_metrics")
        for text in (name, *printed)
    }


def benchmark_key(benchmark: str) -> str:
    """A benchmark that is not listed, as it is compared; "" for a part of nothing or a metric."""
    key = folded(benchmark)
    return "" if key in _words("split") or normal(benchmark) in metric_names() else key


def folded(text: str | None) -> str:
    """The words of a text as they are compared: without case and signs."""
    return " ".join(_WORD.findall((text or "")[:_LONGEST].casefold()))


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(
        word for row in vocabulary.rows("claim_words") if row[0] == kind for word in row[1:]
    )


def model_key(name: str, heading: str = "") -> str:
    """A model's name as claims compare it; "" for a name that many models could have.

    Below a heading that speaks of tuned models a bare name is that of the tuned one.

    >>> model_key("acme/Lumen-7B-Chat"), model_key("Lumen 7b chat (ours)"), model_key("Baseline")
    ('lumen7bchat', 'lumen7bchat', '')
    >>> model_key("Lumen-large"), model_key("Lumen"), model_key("INT8")
    ('lumenlarge', '', '')
    >>> model_key("Lumen-7B", "Instruction tuned models")
    'lumen7binstruct'
    """
    bare = _OWNER.sub("", name[:_LONGEST].strip().casefold())
    words = [word for word in _WORD.findall(bare) if word not in _words("empty")]
    named = [word for word in words if word not in _words("number") and word not in _words("size")]
    tuned = not _words("tuned").isdisjoint(folded(heading).split())
    if tuned and _words("tuned-name").isdisjoint(words):
        words.append("instruct")
    key = "".join(words)
    # A name without a number or a size, or of a few letters, is a family or a role, not one model.
    sized = any(sign.isdigit() for sign in "".join(named)) or not _words("size").isdisjoint(words)
    tells = sized and any(sign.isalpha() for sign in "".join(named))
    return key if tells and len(key) >= 4 else ""
