"""What a card says of its use, limits and ethics, under CycloneDX's names for it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from modelcards.reading.section_words import tidy, whole
from modelcards.vocabulary import rows

if TYPE_CHECKING:
    from modelcards.model.card import ModelCard

_LABEL = re.compile(r"(?:\*\*|__)([^*_\n]{1,80})(?:\*\*|__)")
_ITEM = re.compile(r"[-*+•][ \t]+")


def considerations(card: ModelCard) -> dict[str, Any]:
    r"""`considerations` of CycloneDX 1.6; empty where the card states none.

    >>> import modelcards
    >>> card = modelcards.parse("# Lumen\n\n## Limitations\n\nEnglish only.\n\n- No sums.\n")
    >>> considerations(card)
    {'technicalLimitations': ['English only.', 'No sums.']}
    """
    found: dict[str, list[Any]] = {}
    for section in card.sections:
        if section.role is None or section.status != "filled":
            continue
        for text in _texts(section.text):
            field = _fields().get(_role_of_label(text) or section.role)
            if field is None:
                continue
            item: Any = {"name": text} if field == "ethicalConsiderations" else text
            if item not in found.setdefault(field, []):
                found[field].append(item)
    order = list(dict.fromkeys(field for field, *_ in rows("considerations")))
    made: dict[str, Any] = {field: found[field] for field in order if field in found}
    impact = _emissions((card.metadata or {}).get("co2_eq_emissions"))
    return {**made, "environmentalConsiderations": {"properties": impact}} if impact else made


@cache
def _fields() -> dict[str, str]:
    return {role: field for field, *roles in rows("considerations") for role in roles}


def _role_of_label(text: str) -> str | None:
    """The role of a bold label that a paragraph begins with: "**Out-of-scope:** any law"."""
    found = _LABEL.match(text)
    if found is None:
        return None
    label = tidy(found[1])
    return whole(label) or whole(label.replace("-", " "))


def _texts(text: str) -> list[str]:
    """A paragraph is one consideration, each item of a list another."""
    items: list[str] = []
    begins = True
    for line in text.split("\n"):
        bare = line.strip()
        marked = _ITEM.match(bare)
        if marked is not None:
            items.append(bare[marked.end() :])
        elif bare and begins:
            items.append(bare)
        elif bare:
            items[-1] = f"{items[-1]}\n{bare}"
        begins = not bare
    return [item for item in items if item]


def _emissions(stated: Any) -> list[dict[str, str]]:
    """The Hub's `co2_eq_emissions`: grams, alone or with how they were found."""
    parts = stated if isinstance(stated, dict) else {"emissions": stated}
    return [
        {"name": f"co2_eq_emissions:{key}", "value": str(value)}
        for key, value in parts.items()
        if value is not None and not isinstance(value, list | dict)
    ]
