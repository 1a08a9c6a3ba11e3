"""A card ↔ JSON, and the JSON Schema of a card."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from modelcards.errors import ArgumentError, DataError, demand
from modelcards.model.card import SCHEMA_VERSION, ModelCard

_WIDEST = 100


@cache
def adapter() -> TypeAdapter[ModelCard]:
    """The validator and serialiser of a card; built once, when first needed."""
    return TypeAdapter(ModelCard)


def to_json(card: ModelCard, *, indent: int | None = 2) -> str:
    """The JSON of a card: every key of the contract, UTF-8 text with a final line end.

    `indent=None` gives one line. Raises `ArgumentError` for anything that is no `ModelCard`.

    >>> import modelcards
    >>> modelcards.to_json(modelcards.parse("# Lumen-7B"), indent=None)[:40]
    '{"schema_version":"1","source":{"path":n'
    """
    if not isinstance(card, ModelCard):
        raise ArgumentError(f"to_json takes a ModelCard, not {type(card).__name__}")
    demand("indent", indent, int, none=True)
    if indent is not None and not 0 <= indent <= _WIDEST:
        raise ArgumentError(f"indent is 0 to {_WIDEST}, not {indent}")
    return (adapter().serializer.to_json(card, indent=indent) + b"\n").decode("utf-8")


def from_json(text: str | bytes) -> ModelCard:
    """The card that `to_json` gave; `DataError` when it is none, or of another schema version.

    >>> import modelcards
    >>> card = modelcards.parse("# Lumen-7B")
    >>> modelcards.from_json(modelcards.to_json(card)) == card
    True
    """
    if not isinstance(text, (str, bytes, bytearray)):
        raise ArgumentError(f"from_json takes str or bytes, not {type(text).__name__}")
    try:
        card = adapter().validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or "the document"
        raise DataError(f"this JSON is no model card: {where}: {first['msg']}") from None
    if card.schema_version != SCHEMA_VERSION:
        raise DataError(
            f"schema_version is {card.schema_version!r}; this release reads {SCHEMA_VERSION!r}"
        )
    return card


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a card as `to_json` prints it.

    >>> schema()["title"]
    'ModelCard'
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **adapter().json_schema(mode="serialization"),
    }


def schema_json() -> str:
    """`schema()` as indented JSON text with a final line end."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"
