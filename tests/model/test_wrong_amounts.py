"""Wrong types, and amounts that no card has, for what is derived, drawn and made into tables."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

import modelcards
from modelcards import ALScore, ArgumentError, TokenParamRatio, arrow, derive, pictures

CARD = modelcards.parse("# Alder-7B\n\n|Task|Alder-7B|\n|-|-|\n|MMLU|61.2|\n")
WRONG: tuple[Any, ...] = (None, 2.5, "7", b"x", [], [None], {}, object(), True, float("nan"))
DERIVE: dict[str, tuple[Any, ...]] = {
    "alscore": (7, 7), "token_param_ratio": (7, 7), "training_flop": (7, 7),
    "printed_ratios": (Decimal(7), 1), "printed_alscores": (Decimal(7), 1),
}  # fmt: skip


@pytest.mark.parametrize("name", DERIVE)
def test_formulas_refuse_what_is_no_amount(name: str) -> None:
    function, good = getattr(derive, name), DERIVE[name]
    function(*good)
    for at in range(len(good)):
        for value in (*WRONG, -1, 10**400):
            if not (isinstance(good[at], Decimal) and isinstance(value, int)):
                with pytest.raises(ArgumentError):
                    function(*good[:at], value, *good[at + 1 :])
    with pytest.raises(ArgumentError, match="1 or more"):
        derive.token_param_ratio(0, 7)


def test_words_refuse_what_is_no_number() -> None:
    functions: tuple[Callable[[Any], object], ...] = (
        derive.ratio_label, derive.alscore_tier, derive.decimals_of,
    )  # fmt: skip
    for function in functions:
        wrong: tuple[Any, ...] = (None, "7", [], True)
        for value in wrong:
            with pytest.raises(ArgumentError):
                function(value)


def test_all_derived_values_refuse_other_types() -> None:
    for at in range(5):
        wrong: tuple[Any, ...] = ("7", 2.5, [])
        for value in wrong:
            given: list[Any] = [None] * 5
            given[at] = value
            with pytest.raises(ArgumentError):
                derive.derive(*given)


@pytest.mark.parametrize("stated", [1e-300, 1.2345678901234567e-05, 3.0])
@pytest.mark.parametrize(("parameters", "tokens"), [(7, 2), (1, 10**18), (0, 5)])
def test_numbers_of_any_size_are_compared(stated: float, parameters: int, tokens: int) -> None:
    found = derive.derive(
        parameters, None, tokens, TokenParamRatio(value=stated, label=None),
        ALScore(value=stated, tier=None),
    )  # fmt: skip
    assert found.alscore.stated == stated


@pytest.mark.parametrize("name", pictures.__all__)
def test_pictures_and_tables_take_cards_alone(name: str) -> None:
    function = getattr(pictures, name)
    if inspect.isclass(function):
        return
    function([CARD])
    for value in (*WRONG[:2], "x", b"x", [None], [1], 5):
        for made in (function, arrow.table):
            with pytest.raises(ArgumentError):
                made(value)


def test_batches_and_schemas_refuse_other_types() -> None:
    calls: tuple[Callable[[Any], object], ...] = (
        arrow.scraped_schema, lambda one: list(arrow.scrape_batches(one)),
        lambda one: list(arrow.scrape_batches([one])),
    )  # fmt: skip
    for call in calls:
        for value in (1, "x", None, CARD):
            with pytest.raises(ArgumentError):
                call(value)
