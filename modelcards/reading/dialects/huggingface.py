"""A card of the Hugging Face Hub: YAML front matter, then a body of any shape."""

from __future__ import annotations

from modelcards.reading.dialects.hub import read_body, read_metadata
from modelcards.reading.draft import Draft
from modelcards.reading.statements.common import Reading

NAME = "huggingface"
REQUIRED: tuple[str, ...] = ("license",)


def matches(reading: Reading) -> bool:
    """Front matter is what the Hub's cards have and no other house style."""
    return reading.front.metadata is not None


def read(reading: Reading, draft: Draft) -> None:
    """Front matter first, since it states what the Hub goes by; then the body."""
    read_metadata(reading, draft)
    read_body(reading, draft)
