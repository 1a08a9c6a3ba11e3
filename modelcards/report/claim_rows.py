"""What several cards state of one model, as the report shows it: the disagreements first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from modelcards.cardset.claims import claims

if TYPE_CHECKING:
    from modelcards.model.card import ModelCard

_MOST = 200


class Claim(NamedTuple):
    """A row of the page: what is claimed, how far apart, and who says what."""

    model: str
    what: str
    range: str
    difference: str
    stated: list[str]


def told(cards: Iterable[ModelCard]) -> tuple[list[Claim], int]:
    """The claims that differ, widest first, and how many more there are that agree."""
    rows = list(claims(cards))
    differ = [row for row in rows if row["difference"]]
    shown = [
        Claim(
            row["model"],
            ", ".join(part for part in _what(row) if part),
            f"{row['low']:g} to {row['high']:g}",
            f"{row['difference']:g}",
            row["stated"],
        )
        for row in differ[:_MOST]
    ]
    return shown, len(rows) - len(shown)


def _what(row: dict[str, str]) -> Iterable[str]:
    return (row[key] for key in ("benchmark", "variant", "metric", "setting"))
