"""Real leaderboard cards against their truth, field by field."""

from __future__ import annotations

import json
import sys
from typing import Any

from modelcards import ModelCard, load
from tests.support.cards import SHARED

FIELDS = (
    "name", "organization.name", "organization.url", "released", "access", "overview",
    "architecture", "parameters", "training_tokens", "token_param_ratio.value",
    "token_param_ratio.label", "alscore.value", "alscore.tier", "dataset_types", "scores",
    "descriptions", "tags", "notes", "resources", "last_updated",
)  # fmt: skip


def facts(card: ModelCard) -> dict[str, Any]:
    """A card in the shape of the truth file."""
    ratio, alscore, made_by = card.token_param_ratio, card.alscore, card.organization
    return {
        "name": card.name,
        "organization.name": made_by and made_by.name,
        "organization.url": made_by and made_by.url,
        "released": card.released,
        "access": card.access,
        "overview": card.overview,
        "architecture": card.architecture,
        "parameters": card.parameters,
        "training_tokens": card.training_tokens,
        "token_param_ratio.value": ratio and ratio.value,
        "token_param_ratio.label": ratio and ratio.label,
        "alscore.value": alscore and alscore.value,
        "alscore.tier": alscore and alscore.tier,
        "dataset_types": card.dataset_types,
        "scores": [[score.benchmark, score.score] for score in card.benchmarks],
        "descriptions": [score.description for score in card.benchmarks],
        "tags": card.tags,
        "notes": card.notes,
        "resources": [[link.label, link.url] for link in card.resources],
        "last_updated": card.last_updated,
    }


def same(read: Any, truth: Any) -> bool:
    """Equal up to white space in texts."""
    if isinstance(read, str) and isinstance(truth, str):
        return read.split() == truth.split()
    if isinstance(read, list) and isinstance(truth, list):
        return len(read) == len(truth) and all(map(same, read, truth))
    return bool(read == truth)


def truths() -> list[dict[str, Any]]:
    """The lines of the truth file."""
    text = (SHARED / "leaderboard.truth.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def differences(truth: dict[str, Any]) -> list[tuple[str, Any, Any]]:
    """Field, what was read and what is true, for each field of one card that differs."""
    read = facts(load(SHARED / "leaderboard" / truth["path"]))
    return [(f, read[f], truth[f]) for f in FIELDS if not same(read[f], truth[f])]


def main() -> int:
    """Print how many cards equal their truth, and each difference."""
    cards = truths()
    wrong = {truth["path"]: differences(truth) for truth in cards}
    right = sum(not found for found in wrong.values())
    print(f"leaderboard cards equal to their truth in every field: {right} of {len(cards)}")
    for path, found in wrong.items():
        for field, read, truth in found:
            print(f"  {path}: {field}: read {read!r}, true {truth!r}")
    return 0 if right == len(cards) else 1


if __name__ == "__main__":
    sys.exit(main())
