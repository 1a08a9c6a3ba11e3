"""What the tests of exports share: small cards, and what came of them in few words."""

from __future__ import annotations

from typing import Any

import modelcards

RESULT = """\
  - task:
      type: text-generation
    dataset:
      name: {name}
      type: {type}
    metrics:
    - type: {metric}
      value: {value}
"""


def card(rows: str, front: str = "", title: str = "Lumen-7B", path: str | None = None) -> Any:
    """A card with one table of two models; `rows` are `benchmark | ours | other` lines."""
    lines = "".join(f"| {row.strip()} |\n" for row in rows.strip().split("\n") if row.strip())
    head = f"---\n{front}---\n" if front else ""
    text = f"{head}# {title}\n\n| Benchmark | Lumen-7B | Corvid-8B |\n|---|---|---|\n{lines}"
    return modelcards.parse(text, path=path)


def index(*results: tuple[str, str, str, Any], name: str = "Lumen-7B", more: str = "") -> str:
    """A model-index; each result is its data set's name and id, metric and value."""
    keys = ("name", "type", "metric", "value")
    shown = "".join(RESULT.format(**dict(zip(keys, one, strict=True))) for one in results)
    return f"model-index:\n- name: {name}\n  results:\n{shown}{more}"


def sent(made: modelcards.Export) -> list[tuple[str, str]]:
    """What goes out: label and change."""
    return [(one.score.label, one.change) for one in made.sent]


def held(made: modelcards.Export) -> list[tuple[str, str]]:
    """What does not: label and kind, without the scores of other models."""
    return [(one.score.label, one.kind) for one in made.held if _ours(one)]


def reason(made: modelcards.Export, label: str) -> str:
    """Why a score of ours is held back."""
    return next(one.reason for one in made.held if one.score.label == label and _ours(one))


def _ours(one: modelcards.Held) -> bool:
    return not (one.score.model or "").startswith("Corvid")
