"""How a typed field of a card is printed: the kind of its value, and its labels."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Labels:
    """How a typed field is printed: its value's kind and the labels (lower case) before it.

    `kind` is one of `amount` (a number with a magnitude, in units of one), `text`, `list`, `date`,
    `access`, `organization`, `ratio` (tokens per parameter) or `alscore`. The first label is the
    one the leaderboard template prints.
    """

    kind: str
    labels: tuple[str, ...]


def labelled(kind: str, labels: str) -> Labels:
    """Declare the labels of a field, parted by bars; they are compared without case, markup or
    final colon.
    """
    return Labels(kind, tuple(labels.split(" | ")))
