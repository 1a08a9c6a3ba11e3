"""What was read from the tables of a card, as lines to compare with those written by hand.

One line a table (`= line role orientation`) and one a score: model, benchmark and value between
bars, then what else is known, in the order of the fields; `+` marks the card's own model, `-`
another one, `?` one that may be either.
"""

from __future__ import annotations

from modelcards.model.card import ModelCard
from modelcards.model.parts import Benchmark

_OWN = {True: "+", False: "-", None: "?"}
_FIELDS = ("metric", "setting", "group", "variant", "stderr", "unit", "description")


def lines(card: ModelCard) -> list[str]:
    """Every table of a card with its scores."""
    out = []
    for index, table in enumerate(card.tables):
        way = {"benchmarks-as-rows": "rows", "benchmarks-as-columns": "columns"}.get(
            table.orientation or "", "-"
        )
        out.append(f"= {table.line} {table.role} {way}")
        out += [line(score) for score in card.benchmarks if score.table == index]
    return out


def line(score: Benchmark) -> str:
    """One score as a line."""
    value = "none" if score.score is None else f"{score.score:g}"
    head = f"{_OWN[score.subject]} {score.model or ''} | {score.benchmark} | {value}"
    more = [
        f"{name}={getattr(score, name)}" for name in _FIELDS if getattr(score, name) is not None
    ]
    more += ["average"] if score.aggregate else []
    more += [f"label={score.label}"] if score.label != score.benchmark else []
    more += [f"id={score.benchmark_id}"] if score.benchmark_id else []
    return " | ".join([head, *more])
