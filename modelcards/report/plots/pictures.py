r"""Pictures of many cards: sizes, ALScores, benchmarks, coverage, documentation (extra `plot`).

Each function takes cards and gives a `Picture`, which a notebook shows as it is, without a network.

>>> import modelcards
>>> from modelcards import pictures
>>> card = modelcards.parse("# A\n\n- **Parameters:** 7B\n- **Training Tokens:** 2T\n")
>>> pictures.scaling([card])
<Picture 'Parameters and training tokens', 1 of 1 cards>
"""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil, floor, log10
from typing import Any

from modelcards.cardset.coverage import template_of
from modelcards.cardset.parts import rates
from modelcards.errors import ArgumentError, demand_each
from modelcards.model.card import ModelCard
from modelcards.model.derive import COMPUTE_OPTIMAL_FROM, SYSTEMIC_RISK_FLOP, TIERS
from modelcards.report.plots import points
from modelcards.report.plots.drawing import WIDTH, altair, dots, line, styled
from modelcards.report.plots.picture import Picture

__all__ = ["Picture", "alscore_over_time", "benchmarks", "coverage", "documentation", "scaling"]

_BENCHMARKS = 20
_STATUS_COLOURS = {"filled": "#2e9e6b", "placeholder": "#e0a02a", "empty": "#b0a16b",
                   "missing": "#d5d8dd"}  # fmt: skip
_SHORT_NUMBER = "replace(replace(datum.label, 'G', 'B'), 'k', 'K')"


def scaling(cards: Iterable[ModelCard]) -> Picture:
    """Parameters against training tokens, with the lines of 20:1 and of 1e25 FLOP.

    On the dashed line a model has 20 tokens a parameter (Hoffmann et al. 2022), on the dotted one a
    dense model takes 1e25 floating point operations, 6 x parameters x tokens (Kaplan et al. 2020).

    Raises:
        MissingExtraError: altair is not installed (extra `plot`).
    """
    alt = altair()
    held = demand_each("cards", cards, ModelCard)
    rows = points.sizes(held)
    wide = _decades([row["parameters"] for row in rows] or [10**9])
    tall = _decades([row["tokens"] for row in rows] or [10**12])
    x = alt.X("parameters:Q", scale=_log(wide), axis=_decade_axis(wide), title="parameters")
    y = alt.Y("tokens:Q", scale=_log(tall), axis=_decade_axis(tall), title="training tokens")
    layers = [dots(rows, x, y)]
    ratio = COMPUTE_OPTIMAL_FROM
    ends = (max(wide[0], tall[0] / ratio), min(wide[1], tall[1] / ratio))
    if ends[0] < ends[1]:
        line_rows = [{"parameters": p, "tokens": ratio * p} for p in ends]
        layers.append(line(line_rows, "20:1", (6, 4), x, y))
    product = SYSTEMIC_RISK_FLOP / 6
    ends = (max(wide[0], product / tall[1]), min(wide[1], product / tall[0]))
    if ends[0] < ends[1]:
        line_rows = [{"parameters": p, "tokens": product / p} for p in ends]
        layers.append(line(line_rows, "1e25 FLOP", (2, 3), x, y, first=True))
    told = (
        f"{len(rows)} of {len(held)} cards state parameters and training tokens. The dashed line is"
        " 20 tokens a parameter, the dotted one 1e25 FLOP of a dense model."
    )
    chart = styled(alt.layer(*layers))
    return Picture(chart, "Parameters and training tokens", told, len(rows), len(held))


def _decades(values: Iterable[float]) -> tuple[float, float]:
    """The powers of ten around some positive numbers."""
    held = list(values)
    low, high = floor(log10(min(held))), ceil(log10(max(held)))
    return 10.0**low, 10.0 ** max(high, low + 1)


def _decade_axis(domain: tuple[float, float]) -> Any:
    """An axis with a tick at each power of ten, and B for a thousand millions."""
    powers = range(round(log10(domain[0])), round(log10(domain[1])) + 1)
    return altair().Axis(
        values=[10.0**power for power in powers], format="~s", labelExpr=_SHORT_NUMBER
    )


def _log(domain: tuple[float, float]) -> Any:
    return altair().Scale(type="log", domain=list(domain), nice=False)


def alscore_over_time(cards: Iterable[ModelCard]) -> Picture:
    """The recomputed ALScore by date of release, with the borders of the tiers.

    A date that states no day stands in the middle of its month or year.

    Raises:
        MissingExtraError: altair is not installed (extra `plot`).
    """
    alt = altair()
    held = demand_each("cards", cards, ModelCard)
    rows = points.alscores(held)
    most = max((row["alscore"] for row in rows), default=1.0)
    x = alt.X("released:T", title="released", axis=alt.Axis(format="%Y", tickCount="year"))
    y = alt.Y("alscore:Q", title="ALScore", scale=alt.Scale(type="sqrt"),
              axis=alt.Axis(tickCount=6))  # fmt: skip
    layers = [dots(rows, x, y)]
    if rows:
        ends = (min(row["released"] for row in rows), max(row["released"] for row in rows))
        for start, tier in TIERS:
            if start <= most:
                level = [{"released": end, "alscore": start} for end in ends]
                layers.append(line(level, tier, (2, 3), x, y, first=True))
    told = (
        f"{len(rows)} of {len(held)} cards state parameters, training tokens and a date. The dotted"
        " lines are where the tiers begin."
    )
    chart = styled(alt.layer(*layers))
    return Picture(chart, "ALScore over time", told, len(rows), len(held))


def benchmarks(
    cards: Iterable[ModelCard],
    x: str | None = None,
    y: str | None = None,
    *,
    settings: Iterable[str] | None = None,
) -> Picture:
    """One benchmark against another, of the cards' own models.

    `x` and `y` are `benchmark_id`s; without them the two that most cards state together. A card
    with several different scores of one is left out, and counted; `settings=["5-shot", ""]` takes
    those of the first setting that there is ("" is none). Fractions come to the scale of
    percentages where other cards print these.

    Raises:
        ArgumentError: only one of the two is given.
        MissingExtraError: altair is not installed (extra `plot`).
    """
    alt = altair()
    held = demand_each("cards", cards, ModelCard)
    if (x is None) != (y is None):
        raise ArgumentError("name two benchmarks, or none")
    order = None if settings is None else demand_each("settings", settings, str)
    names = (x, y) if x is not None and y is not None else points.most_shared(held, order)
    across, up = names or ("benchmark", "benchmark")
    rows, left_out = points.scores(held, across, up, order)
    any_zero = alt.Scale(zero=False)
    chart = dots(
        rows,
        alt.X("x:Q", title=points.short(across), scale=any_zero),
        alt.Y("y:Q", title=points.short(up), scale=any_zero),
    )
    told = f"{len(rows)} of {len(held)} cards state both {across} and {up} of their own model."
    if left_out:
        told += f" {left_out} more state several different scores of one, and are left out."
    return Picture(styled(chart), f"{up} against {across}", told, len(rows), len(held))


def coverage(cards: Iterable[ModelCard]) -> Picture:
    """Which fields, and which of the most frequent benchmarks, how many of the cards state.

    Raises:
        MissingExtraError: altair is not installed (extra `plot`).
    """
    alt = altair()
    held = demand_each("cards", cards, ModelCard)
    rows = points.coverage(held, _BENCHMARKS)
    panels = []
    for kind in ("fields", "benchmarks"):
        some = [row for row in rows if row["kind"] == kind]
        order = [row["name"] for row in some]
        # Browsers have wider letters than the renderer that makes room for them.
        share = alt.X("share:Q", title="share of the cards",
                      axis=alt.Axis(format="%", values=[0, 0.25, 0.5, 0.75, 1]),
                      scale=alt.Scale(domain=[0, 1]))  # fmt: skip
        name = alt.Y("name:N", title=None, sort=order, axis=alt.Axis(minExtent=150))
        bars = alt.Chart(alt.InlineData(values=some)).mark_bar(color="#2f7ed8", height=9)
        bars = bars.encode(x=share, y=name, description="label:N")
        panels.append(bars.properties(width=WIDTH // 2 - 60, height=alt.Step(15), title=kind))
    chart = styled(alt.hconcat(*panels))
    told = f"How many of {len(held)} cards state a field, and a benchmark of their own model."
    return Picture(chart, "Coverage", told, len(held), len(held))


def documentation(cards: Iterable[ModelCard], template: str = "hub") -> Picture:
    """How many of the cards fill each item of a documentation template, or left it as it was.

    `template` is as for `modelcards.coverage`.

    Raises:
        MissingExtraError: altair is not installed (extra `plot`).
        NotFoundError: there is no such template and no such file.
        SettingsError: the file is no template.
    """
    alt = altair()
    held = demand_each("cards", cards, ModelCard)
    rows = points.documentation(rates(held, template))
    order = list(dict.fromkeys(row["item"] for row in rows))
    share = alt.X("sum(share):Q", title="share of the cards",
                  axis=alt.Axis(format="%", values=[0, 0.25, 0.5, 0.75, 1]),
                  scale=alt.Scale(domain=[0, 1]))  # fmt: skip
    name = alt.Y("item:N", title=None, sort=order, axis=alt.Axis(minExtent=220, labelLimit=320))
    colour = alt.Scale(domain=list(_STATUS_COLOURS), range=list(_STATUS_COLOURS.values()))
    bars = alt.Chart(alt.InlineData(values=rows)).mark_bar(height=9)
    bars = bars.encode(
        x=share,
        y=name,
        color=alt.Color("status:N", scale=colour),
        order=alt.Order("order:Q"),
        description="label:N",
    )
    chart = styled(bars.properties(width=WIDTH - 100, height=alt.Step(15)))
    told = (
        f"How many of {len(held)} cards fill each item of {template_of(template).title}: that"
        " something is there, not that it is true or enough."
    )
    return Picture(chart, "Documentation", told, len(held), len(held))
