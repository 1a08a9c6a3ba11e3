"""Stated values → recomputed ones, exactly, and whether the card's own statement agrees.

The formulas:

- token:param ratio = training tokens / parameters. Printed rounded up. A model is called
  compute-optimal from 20 tokens a parameter on (Hoffmann et al. 2022, "Training Compute-Optimal
  Large Language Models", table 3: about 20 at every size).
- ALScore = sqrt(parameters x training tokens) / 300, both in billions (Alan D. Thompson,
  LifeArchitect.ai, 2023). Printed with one decimal, half to even; the tiers start at 1, 5, 10, 20.
- training FLOP = 6 x parameters x training tokens (Kaplan et al. 2020, "Scaling Laws for Neural
  Language Models", section 2.1); of a mixture of experts the active parameters count.
- above 1e25 FLOP a general-purpose model is presumed to have systemic risk (Regulation (EU)
  2024/1689, article 51(2)).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from decimal import ROUND_CEILING, ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from typing import Literal

from modelcards.errors import ArgumentError, demand
from modelcards.model.parts import ALScore, Derived, DerivedValue, TokenParamRatio
from modelcards.model.unchecked import trusted

Status = Literal["agrees", "differs", "not_stated", "unsupported", "unknown"]
RatioLabel = Literal["compute-optimal", "under-trained"]
Tier = Literal["lightweight", "mid-tier", "powerful", "very powerful", "extremely powerful"]

COMPUTE_OPTIMAL_FROM = 20
TIERS: tuple[tuple[int, Tier], ...] = (
    (20, "extremely powerful"),
    (10, "very powerful"),
    (5, "powerful"),
    (1, "mid-tier"),
)
SYSTEMIC_RISK_FLOP = 10**25

# Stated amounts reach 1e18; their product has 36 digits, so 60 keep every comparison exact enough
# to tell which side of a rounding boundary a value lies on.
_EXACT = Context(prec=60)
_BILLION = 10**9
_MOST_AMOUNT = 10**36
_MOST_DECIMALS = 20  # a float that says more is compared by these
_STEPS = (Decimal("1"), Decimal("0.1"))

_value = trusted(DerivedValue)
_derived = trusted(Derived)


def _demand_amounts(*amounts: int) -> None:
    for amount in amounts:
        demand("an amount", amount, int)
        if not 0 <= amount <= _MOST_AMOUNT:
            raise ArgumentError("an amount is 0 to 10^36")


def token_param_ratio(parameters: int, training_tokens: int) -> Decimal:
    """Training tokens per parameter; both in units of one, `parameters` positive.

    >>> token_param_ratio(30_000_000_000, 30_000_000_000_000)
    Decimal('1000')
    """
    _demand_amounts(parameters, training_tokens)
    if parameters < 1:
        raise ArgumentError(f"parameters are 1 or more, not {parameters}")
    return _EXACT.divide(Decimal(training_tokens), Decimal(parameters))


def alscore(parameters: int, training_tokens: int) -> Decimal:
    """The ALScore; both in units of one.

    >>> round(alscore(30_000_000_000, 30_000_000_000_000), 2)
    Decimal('3.16')
    """
    _demand_amounts(parameters, training_tokens)
    product = _EXACT.multiply(Decimal(parameters), Decimal(training_tokens))
    return _EXACT.divide(_EXACT.sqrt(product), Decimal(300 * _BILLION))


def training_flop(parameters: int, training_tokens: int) -> int:
    """Training compute in floating point operations; both in units of one.

    >>> training_flop(7_000_000_000, 2_000_000_000_000)
    84000000000000000000000
    """
    _demand_amounts(parameters, training_tokens)
    return 6 * parameters * training_tokens


def ratio_label(printed: Decimal | float) -> RatioLabel:
    """The label of a ratio as printed.

    >>> ratio_label(19), ratio_label(20)
    ('under-trained', 'compute-optimal')
    """
    demand("a ratio", printed, Decimal, float, int)
    return "compute-optimal" if printed >= COMPUTE_OPTIMAL_FROM else "under-trained"


def alscore_tier(printed: Decimal | float) -> Tier:
    """The tier of an ALScore as printed.

    >>> alscore_tier(0.9), alscore_tier(1.0), alscore_tier(20)
    ('lightweight', 'mid-tier', 'extremely powerful')
    """
    demand("an ALScore", printed, Decimal, float, int)
    for start, tier in TIERS:
        if printed >= start:
            return tier
    return "lightweight"


def _rounded(value: Decimal, decimals: int, *modes: str) -> list[Decimal]:
    demand("a value", value, Decimal)
    demand("decimals", decimals, int)
    if not 0 <= decimals <= _MOST_DECIMALS:
        raise ArgumentError(f"decimals are 0 to {_MOST_DECIMALS}, not {decimals}")
    step = _STEPS[decimals] if decimals < len(_STEPS) else Decimal(1).scaleb(-decimals)
    return [value.quantize(step, rounding=mode, context=_EXACT) for mode in modes]


def printed_ratios(exact: Decimal, decimals: int = 0) -> list[Decimal]:
    """How a ratio may be printed with so many decimals: rounded up, or to the nearest.

    >>> printed_ratios(Decimal("154.2"))
    [Decimal('155'), Decimal('154')]
    """
    return _rounded(exact, decimals, ROUND_CEILING, ROUND_HALF_UP)


def printed_alscores(exact: Decimal, decimals: int = 1) -> list[Decimal]:
    """How an ALScore may be printed with so many decimals: half to even, or half up.

    >>> printed_alscores(Decimal("0.25"))
    [Decimal('0.2'), Decimal('0.3')]
    """
    return _rounded(exact, decimals, ROUND_HALF_EVEN, ROUND_HALF_UP)


def decimals_of(stated: float) -> int:
    """How many decimals a stated number shows, as far as a float remembers.

    >>> decimals_of(3.0), decimals_of(3.16)
    (0, 2)
    """
    demand("a number", stated, float, int)
    digits, _, exponent = repr(stated).partition("e")
    shown = len(digits.partition(".")[2].rstrip("0"))
    return max(0, shown - int(exponent)) if exponent else shown


def _status(computed: object, stated: object, agrees: bool) -> Status:
    if computed is None:
        return "unknown" if stated is None else "unsupported"
    if stated is None:
        return "not_stated"
    return "agrees" if agrees else "differs"


def _compared(
    exact: Decimal | None,
    stated: tuple[float | None, str | None],
    decimals: int,
    printed: Callable[[Decimal, int], list[Decimal]],
    named: Callable[[float], str],
) -> tuple[DerivedValue, DerivedValue]:
    """A number and the word behind it beside what is stated of both.

    The number is printed with `decimals`; a card may show more, never fewer: of a float, "3.0" and
    "3" are the same.
    """
    said, word = stated
    if exact is None:
        return (
            _value(value=None, stated=said, status=_status(None, said, False)),
            _value(value=None, stated=word, status=_status(None, word, False)),
        )
    usual = printed(exact, decimals)
    shown = decimals if said is None else min(_MOST_DECIMALS, max(decimals, decimals_of(said)))
    allowed = usual if shown == decimals else printed(exact, shown)
    right = said is not None and Decimal(repr(said)) in allowed
    # The words begin at whole numbers, which floats tell apart as decimals do, and faster.
    words = [named(float(one)) for one in usual]
    return (
        _value(value=float(exact), stated=said, status=_status(exact, said, right)),
        _value(value=words[0], stated=word, status=_status(words, word, word in words)),
    )


def derive(
    parameters: int | None,
    active_parameters: int | None,
    training_tokens: int | None,
    ratio: TokenParamRatio | None,
    stated_alscore: ALScore | None,
) -> Derived:
    """All six derived values of a card; amounts in units of one, None where not stated.

    Raises:
        ArgumentError: another type.

    >>> derived = derive(30 * 10**9, None, 30 * 10**12, None, None)
    >>> derived.token_param_ratio.value, derived.token_param_ratio.status
    (1000.0, 'not_stated')
    >>> derived.training_flop.value, derived.above_1e25_flop.value
    (5400000000000000000000000, False)
    """
    if (parameters, active_parameters, training_tokens, ratio, stated_alscore) == (None,) * 5:
        return _of_nothing()
    for amount in (parameters, active_parameters, training_tokens):
        demand("an amount", amount, int, none=True)
    demand("ratio", ratio, TokenParamRatio, none=True)
    demand("stated_alscore", stated_alscore, ALScore, none=True)
    known = bool(parameters) and training_tokens is not None
    exact_ratio = token_param_ratio(parameters or 1, training_tokens or 0) if known else None
    exact_score = alscore(parameters or 0, training_tokens or 0) if known else None
    said = (ratio.value, ratio.label) if ratio else (None, None)
    ratio_value, label = _compared(exact_ratio, said, 0, printed_ratios, ratio_label)
    scored = (stated_alscore.value, stated_alscore.tier) if stated_alscore else (None, None)
    score_value, tier = _compared(exact_score, scored, 1, printed_alscores, alscore_tier)
    computing = active_parameters or parameters
    flop = training_flop(computing, training_tokens) if computing and training_tokens else None
    above = None if flop is None else flop > SYSTEMIC_RISK_FLOP
    return _derived(
        token_param_ratio=ratio_value,
        ratio_label=label,
        alscore=score_value,
        alscore_tier=tier,
        training_flop=_value(value=flop, stated=None, status=_status(flop, None, False)),
        above_1e25_flop=_value(value=above, stated=None, status=_status(above, None, False)),
    )


@lru_cache(maxsize=1)
def _of_nothing() -> Derived:
    """What is derived of most cards, which state none of the amounts."""
    unknown = _value(value=None, stated=None, status="unknown")
    return _derived(**dict.fromkeys((one.name for one in fields(Derived)), unknown))
