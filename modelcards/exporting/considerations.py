"""What a card says of its use, limits and ethics, under CycloneDX's names for it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from modelcards.markdown.outline import normal
from modelcards.vocabulary import rows

if TYPE_CHECKING:
    from modelcards.model.card import ModelCard

_ITEM = re.compile(r"[-*+•][ \t]+")


def considerations(card: ModelCard) -> dict[str, Any]:
    r"""`considerations` of CycloneDX 1.6; empty where the card states none.

    >>> import modelcards
    >>> card = modelcards.parse("# Lumen\n\n## Limitations\n\nEnglish only.\n\n- No sums.\n")
    >>> considerations(card)
    {'technicalLimitations': ['English only.', 'No sums.']}
    """
    found: dict[str, list[Any]] = {}
    for extra in card.extras:
        field = _fields().get(normal(extra.section or ""))
        if field is None:
            continue
        for text in _texts(extra.text):
            item: Any = {"name": text} if field == "ethicalConsiderations" else text
            if item not in found.setdefault(field, []):
                found[field].append(item)
    order = list(dict.fromkeys(field for field, *_ in rows("considerations")))
    made: dict[str, Any] = {field: found[field] for field in order if field in found}
    impact = _emissions((card.metadata or {}).get("co2_eq_emissions"))
    return {**made, "environmentalConsiderations": {"properties": impact}} if impact else made


@cache
def _fields() -> dict[str, str]:
    return {normal(heading): field for field, *headings in rows("considerations")
            for heading in headings}  # fmt: skip


def _texts(text: str) -> list[str]:
    """A paragraph is one consideration, each item of a list another."""
    items: list[str] = []
    for line in text.split("\n"):
        bare = line.strip()
        marked = _ITEM.match(bare)
        if marked is not None:
            items.append(bare[marked.end() :])
        elif bare:
            items[-1:] = [f"{items[-1]}\n{bare}"] if items else [bare]
    return [item for item in items if item]


def _emissions(stated: Any) -> list[dict[str, str]]:
    """The Hub's `co2_eq_emissions`: grams, alone or with how they were found."""
    parts = stated if isinstance(stated, dict) else {"emissions": stated}
    return [
        {"name": f"co2_eq_emissions:{key}", "value": str(value)}
        for key, value in parts.items()
        if value is not None and not isinstance(value, list | dict)
    ]
