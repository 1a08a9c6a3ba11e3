"""The parts that all pictures share: their style, dots coloured by architecture, and lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from modelcards.errors import MissingExtraError
from modelcards.report.plots.points import Point
from modelcards.report.plots.svg import GRID, INK, PAPER

WIDTH = 520
HEIGHT = 340
# Told apart by people who see few colours, and readable on white and on black.
_COLOURS = ("#2f7ed8", "#e0702a", "#2e9e6b", "#a55cc4", "#8a8f98", "#b0a16b")


def altair() -> Any:
    """The module; `MissingExtraError` where it is not installed."""
    try:
        import altair as alt
    except ImportError:
        raise MissingExtraError("a picture", "plot") from None
    return alt


def styled(chart: Any) -> Any:
    """The chart in the colours and sizes of all pictures."""
    axis = {"labelColor": INK, "titleColor": INK, "gridColor": GRID, "domainColor": GRID,
            "tickColor": GRID, "labelFontSize": 11, "titleFontSize": 12,
            "titleFontWeight": "normal", "labelLimit": 220}  # fmt: skip
    return (
        chart.configure(background=PAPER, font="sans-serif", padding=8)
        .configure_view(stroke=None)
        .configure_axis(**axis)
        .configure_legend(labelColor=INK, orient="top", title=None, labelFontSize=12)
        .configure_title(color=INK, fontSize=13, anchor="start")
    )


def dots(rows: Sequence[Point], x: Any, y: Any) -> Any:
    """A dot for each row; the colour is its architecture, the most frequent one first."""
    alt = altair()
    names = list(dict.fromkeys(row["architecture"] for row in rows))
    names.sort(key=lambda name: (name == "not stated", name == "other", name))
    colours = alt.Scale(domain=names, range=list(_COLOURS[: len(names)]))
    return (
        alt.Chart(alt.InlineData(values=list(rows)))
        .mark_circle(size=70, opacity=0.75)
        .encode(x=x, y=y, color=alt.Color("architecture:N", scale=colours), description="label:N")
        .properties(width=WIDTH, height=HEIGHT)
    )


def line(
    ends: Sequence[Point], name: str, dash: Sequence[int], x: Any, y: Any, *, first: bool = False
) -> Any:
    """A dashed line between two points, with its name at the second, or at the `first`."""
    alt = altair()
    drawn = alt.Chart(alt.InlineData(values=list(ends))).mark_line(
        color=INK, strokeDash=list(dash), strokeWidth=1
    )
    place = alt.InlineData(values=[{**ends[0 if first else -1], "name": name}])
    text = alt.Chart(place).mark_text(
        color=INK,
        align="left" if first else "right",
        baseline="bottom",
        dx=10 if first else -6,
        dy=-3 if first else 0,
        fontSize=11,
    )
    return drawn.encode(x=x, y=y) + text.encode(x=x, y=y, text="name:N")
