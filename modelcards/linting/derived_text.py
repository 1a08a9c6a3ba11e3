"""How cards print derived values: the number in its text, and texts in the template's form."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from modelcards.model.derive import alscore, printed_alscores, printed_ratios, token_param_ratio

if TYPE_CHECKING:
    from modelcards.linting.span import Span
    from modelcards.linting.view import View

LABELS = {"compute-optimal": ("✅", "Compute-optimal"), "under-trained": ("⚠️", "Under-trained")}
"""The mark and the word that the leaderboard template prints for a ratio's label."""

_NUMBER = re.compile(
    r"(?<![0-9.,])([0-9]{1,3}(?:,[0-9]{3}){1,6}|[0-9]{1,20})(?:\.([0-9]{1,12}))?(?![0-9])"
)
_INPUTS = ("parameters", "training_tokens")


class Number(NamedTuple):
    """A number as printed; `place` is None where it cannot be told on its line."""

    value: Decimal
    decimals: int
    text: str
    span: Span
    place: Span | None


class Stated(NamedTuple):
    """A stated derived value (`token_param_ratio` or `alscore`) beside the recomputed one."""

    number: Number
    exact: Decimal
    allowed: tuple[Decimal, ...]

    @property
    def agrees(self) -> bool:
        """True when the number is the recomputed one at the decimals printed."""
        return self.number.value in self.allowed


def number(view: View, field: str) -> Number | None:
    """The number of a stated ratio or ALScore where it stands; None where it cannot be found."""
    where = view.where(f"{field}.value")
    held = getattr(view.card, field)
    if where is None or held is None or held.value is None:
        return None
    found = _NUMBER.search(where.raw)
    if found is None:
        return None
    value = Decimal(found[0].replace(",", ""))
    if float(value) != held.value:
        return None
    place = view.inside(where, found.start(), found.end())
    return Number(value, len(found[2] or ""), found[0], place or view.whole(where.line), place)


def inputs(view: View) -> tuple[int, int] | None:
    """Parameters and training tokens where both are stated as such, without `~` or `+`.

    What is recomputed from an approximate input contradicts nothing.
    """
    card = view.card
    if not card.parameters or card.training_tokens is None:
        return None
    for spec in card.specs:
        if spec.field in _INPUTS and spec.qualifier is not None:
            return None
    return card.parameters, card.training_tokens


def ratio(view: View) -> Stated | None:
    """The stated ratio beside the recomputed one; None unless both are certain."""
    return _beside(view, "token_param_ratio", token_param_ratio, printed_ratios)


def score(view: View) -> Stated | None:
    """The stated ALScore beside the recomputed one; None unless both are certain."""
    return _beside(view, "alscore", alscore, printed_alscores)


def _beside(
    view: View,
    field: str,
    recomputed: Callable[[int, int], Decimal],
    printed: Callable[[Decimal, int], list[Decimal]],
) -> Stated | None:
    known = inputs(view) if getattr(view.card, field) is not None else None
    shown = number(view, field) if known else None
    if known is None or shown is None:
        return None
    exact = recomputed(*known)
    return Stated(shown, exact, tuple(printed(exact, shown.decimals)))


def is_stated(view: View, field: str) -> bool:
    """True when the card prints something for a field, readable or not; a dash is nothing."""
    from modelcards.values.read import is_missing

    if getattr(view.card, field) is not None:
        return True
    return any(not is_missing(spec.raw) for spec in view.specs(field))


def ratio_text(parameters: int, tokens: int) -> str:
    """A ratio as the template prints it.

    >>> ratio_text(30 * 10**9, 30 * 10**12)
    '1,000:1 ✅ Compute-optimal'
    """
    from modelcards.model.derive import ratio_label

    shown = printed_ratios(token_param_ratio(parameters, tokens))[0]
    return f"{shown:,}:1 {' '.join(LABELS[ratio_label(shown)])}"


def alscore_text(parameters: int, tokens: int) -> str:
    """An ALScore as the template prints it; 0.0 has no tier.

    >>> alscore_text(30 * 10**9, 30 * 10**12), alscore_text(10**6, 10**9)
    ('3.2 (Mid-tier)', '0.0')
    """
    from modelcards.model.derive import alscore_tier

    shown = printed_alscores(alscore(parameters, tokens))[0]
    return f"{shown} ({alscore_tier(shown).capitalize()})" if shown else f"{shown}"
