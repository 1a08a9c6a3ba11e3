"""A card of no particular house style: a README, a page of a model zoo, an old research card."""

from __future__ import annotations

from modelcards.reading.dialects.hub import read_body
from modelcards.reading.draft import Draft
from modelcards.reading.statements.common import Reading

NAME = "generic"
REQUIRED: tuple[str, ...] = ()


def matches(reading: Reading) -> bool:
    """Every card can be read this way."""
    return True


def read(reading: Reading, draft: Draft) -> None:
    """Fill the draft from the body."""
    read_body(reading, draft)
