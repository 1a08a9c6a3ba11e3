"""What holds of every card that was read, whatever was read: for properties and fuzzing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator

import modelcards
from modelcards import ModelCard


@cache
def validator() -> Draft202012Validator:
    """Of the published schema, built once."""
    return Draft202012Validator(modelcards.schema())


def lines_of(card: ModelCard) -> Iterator[tuple[str, int]]:
    """Every line number that a card states, and what states it."""
    for path, place in card.provenance.items():
        yield f"provenance {path}", place.line
    for kind, items in (
        ("specs", card.specs),
        ("tables", card.tables),
        ("benchmarks", card.benchmarks),
        ("resources", card.resources),
        ("related", card.related),
        ("sections", card.sections),
        ("problems", card.problems),
        ("extras", card.extras),
    ):
        for item in items:
            if item.line is not None:
                yield kind, item.line


def check_card(card: ModelCard) -> dict[str, Any]:
    """Assert what holds of every card that was read; gives back its JSON as it was read again."""
    text = modelcards.to_json(card)
    text.encode("utf-8")
    assert modelcards.from_json(text) == card
    data: dict[str, Any] = json.loads(text, parse_constant=_no_constant)
    error = next(validator().iter_errors(data), None)
    assert error is None, f"{error.json_path}: {error.message}" if error else ""
    original = card._original
    assert original is not None
    last = original.source.text.count("\n") + 1
    beyond = [(what, line) for what, line in lines_of(card) if not 1 <= line <= last]
    assert not beyond, f"lines outside of 1 to {last}: {beyond[:5]}"
    for table in card.tables:
        widths = {len(row) for row in (*table.header, *table.rows)}
        assert len(widths) <= 1, f"line {table.line}: rows of {sorted(widths)} cells"
    for score in card.benchmarks:
        assert score.table is None or 0 <= score.table < len(card.tables)
    return data


def _no_constant(name: str) -> float:
    raise AssertionError(f"{name} is no JSON")
