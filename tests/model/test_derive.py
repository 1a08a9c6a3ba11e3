"""Recomputed values: exact, and compared as they are printed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from modelcards import ALScore, TokenParamRatio
from modelcards.model.derive import (
    RatioLabel,
    Tier,
    alscore,
    decimals_of,
    derive,
    printed_alscores,
    token_param_ratio,
)

B = 10**9


def ratio(value: float | None, label: RatioLabel | None = None) -> TokenParamRatio:
    return TokenParamRatio(value=value, label=label)


def score(value: float | None, tier: Tier | None = None) -> ALScore:
    return ALScore(value=value, tier=tier)


def test_the_two_seed_shapes() -> None:
    found = derive(30 * B, None, 30_000 * B, ratio(1000, "compute-optimal"), score(3.2, "mid-tier"))
    assert found.token_param_ratio.value == 1000.0
    assert found.alscore.value == pytest.approx(3.1622776601683795, abs=1e-15)
    statuses = {
        name: getattr(found, name).status
        for name in ("token_param_ratio", "ratio_label", "alscore", "alscore_tier")
    }
    assert set(statuses.values()) == {"agrees"}
    assert found.training_flop.value == 6 * 30 * B * 30_000 * B
    assert (found.above_1e25_flop.value, found.above_1e25_flop.status) == (False, "not_stated")


@pytest.mark.parametrize(
    ("stated", "status"),
    [
        (20, "agrees"),
        (19, "agrees"),
        (19.2, "agrees"),
        (19.3, "agrees"),
        (18, "differs"),
        (21, "differs"),
    ],
)
def test_ratio_agrees_rounded_up_or_to_the_nearest(stated: float, status: str) -> None:
    assert derive(52 * B, None, 1000 * B, ratio(stated), None).token_param_ratio.status == status


def test_either_label_agrees_when_rounding_decides() -> None:
    words: tuple[RatioLabel, ...] = ("compute-optimal", "under-trained")
    for word in words:
        assert derive(52 * B, None, 1000 * B, ratio(20, word), None).ratio_label.status == "agrees"
    found = derive(52 * B, None, 5000 * B, ratio(97, "under-trained"), None).ratio_label
    assert (found.value, found.stated, found.status) == (
        "compute-optimal",
        "under-trained",
        "differs",
    )


@pytest.mark.parametrize(
    ("stated", "status"), [(0.2, "agrees"), (0.3, "agrees"), (0.25, "agrees"), (0.4, "differs")]
)
def test_alscore_agrees_half_to_even_or_half_up(stated: float, status: str) -> None:
    # sqrt(75 x 75) / 300 is exactly 0.25.
    assert derive(75 * B, None, 75 * B, None, score(stated)).alscore.status == status


@pytest.mark.parametrize(
    ("billions", "tier"),
    [(299, "mid-tier"), (1500, "powerful"), (3000, "very powerful"), (6000, "extremely powerful"),
     (200, "lightweight")],
)  # fmt: skip
def test_tiers(billions: int, tier: str) -> None:
    assert derive(billions * B, None, billions * B, None, None).alscore_tier.value == tier


def test_statuses_without_inputs() -> None:
    found = derive(None, None, 10 * B, ratio(20, "compute-optimal"), score(1.0, None))
    assert found.token_param_ratio.status == "unsupported"
    assert found.ratio_label.status == "unsupported"
    assert found.alscore.status == "unsupported"
    assert found.alscore_tier.status == "unknown"
    assert found.training_flop.status == "unknown"
    nothing = derive(None, None, None, None, None)
    assert {v.status for v in vars(nothing).values()} == {"unknown"}


def test_a_printed_zero_needs_no_tier() -> None:
    found = derive(10**7, None, 10**9, None, score(0.0)).alscore_tier
    assert (found.value, found.stated, found.status) == ("lightweight", None, "not_stated")


def test_zero_parameters_derive_nothing() -> None:
    assert derive(0, None, 10 * B, None, None).token_param_ratio.value is None


def test_active_parameters_count_for_compute() -> None:
    found = derive(671 * B, 37 * B, 14_800 * B, None, None)
    assert found.training_flop.value == 6 * 37 * B * 14_800 * B
    assert derive(None, 500 * B, 40_000 * B, None, None).above_1e25_flop.value is True


def test_arithmetic_is_exact_where_floats_are_not() -> None:
    assert token_param_ratio(3, 10**18) * 3 == Decimal(10**18)
    assert alscore(10**18, 10**18) * 300 == Decimal(10**9)
    assert printed_alscores(Decimal("0.9499999999999999999999")) == [Decimal("0.9"), Decimal("0.9")]


@pytest.mark.parametrize(
    ("stated", "decimals"),
    [(3.0, 0), (0.5, 1), (12.25, 2), (1e22, 0), (1.5e16, 0), (1e-7, 7), (1.25e-7, 9)],
)
def test_decimals_of_a_float(stated: float, decimals: int) -> None:
    assert decimals_of(stated) == decimals
