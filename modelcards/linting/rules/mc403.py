"""One benchmark of one model is stated twice with different scores.

Two rows, or two columns, say the same thing with two numbers; one is wrong, or something that tells
them apart (shots, a language, a metric) is missing. Scores are compared only where all that names
them is the same: within one table (a card may hold several for several settings), with the same
words in every other cell of the two rows. Where labels repeat all over a table, they do not name
its rows, and nothing is stated twice. Rows that differ in several scores are told once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from modelcards.linting.examples import card
from modelcards.linting.rule import Example, Hit, Rule
from modelcards.linting.score_places import Placed, by_table, placed

if TYPE_CHECKING:
    from modelcards.linting.view import View
    from modelcards.model.parts import Benchmark, Table

_LETTER = re.compile(r"[^\W\d_]")
# A row that goes on from the one above it ("+ Chat", "w/o CoT") is named by both.
_CONTINUES = re.compile(r"\s*(?:[+↳└├→>–—]|-\s|w/|with\b|without\b)", re.IGNORECASE)


def check(view: View) -> Iterator[Hit]:
    """Compare the scores whose every key is the same."""
    found: dict[tuple[int, int, int], list[tuple[Benchmark, Benchmark]]] = {}
    suspects = list(_suspects(view))
    if not suspects:
        return
    places: dict[int, _Places] = {}
    tables = by_table(view.card)
    for one, first in suspects:
        if one.table is None or one.table != first.table:
            found[len(found), 0, 0] = [(one, first)]
            continue
        if one.table not in places:
            table = view.card.tables[one.table]
            places[one.table] = _Places(table, placed(table, tables[one.table]), view.leaderboard)
        cause = places[one.table].cause(one, first)
        if cause is not None:
            found.setdefault((-1 - one.table, *cause), []).append((one, first))
    for pairs in found.values():
        one, first = pairs[0]
        said = f"{one.label} is {one.raw} here, {first.raw} in line {first.line}"
        if len(pairs) > 1:
            said += f", and {len(pairs) - 1} more scores of these two differ"
        yield Hit(view.span(one.line, one.raw), said)


def _suspects(view: View) -> Iterator[tuple[Benchmark, Benchmark]]:
    """Scores that the card's data cannot tell apart, each with the first of its kind."""
    seen: dict[tuple[Any, ...], Benchmark] = {}
    for one in view.card.benchmarks:
        # Each group of a table may have an average of its own.
        if one.score is None or one.aggregate or one.benchmark is None:
            continue
        first = seen.setdefault(_key(view, one), one)
        if first.score != one.score:
            yield one, first


def _key(view: View, one: Benchmark) -> tuple[Any, ...]:
    table = None if view.leaderboard and one.table is not None else (one.table, one.table is None)
    # An entry of model-index has no row, so nothing tells two of them apart but their metric's own
    # settings, which are not all read.
    alone = one.line if one.table is None else None
    return (
        " ".join((one.benchmark or "").split()).casefold(), one.metric, one.setting, one.group,
        one.variant, one.description, one.model, one.subject, one.unit or "%", table, alone,
    )  # fmt: skip


class _Places:
    """The places of a table's scores, and which of its rows and columns have one name."""

    def __init__(self, table: Table, scores: list[Placed], template: bool) -> None:
        self._table = table
        self._at = {id(one.score): (one.row, one.column) for one in scores}
        self._columns = {one.column for one in scores}
        self._heads = [" ".join(cells).casefold() for cells in zip(*table.header, strict=True)]
        rows = [self._named(index) for index in range(len(table.rows))]
        again = len(rows) - len(set(rows))
        # One slip repeats one label; labels that repeat all over lack what tells rows apart. The
        # leaderboard template has no more keys than its label.
        self._named_by_labels = template or again == 1 or 4 * again < len(rows)

    def _named(self, row: int) -> tuple[str, ...]:
        """What names a row: its cells outside the columns of scores."""
        cells = enumerate(self._table.rows[row])
        return tuple(" ".join(c.split()).casefold() for at, c in cells if at not in self._columns)

    def cause(self, one: Benchmark, first: Benchmark) -> tuple[int, int] | None:
        """Two rows (by the second) or two columns that contradict each other; None if unsure."""
        here, there = self._at.get(id(one)), self._at.get(id(first))
        if here is None or there is None or here == there:
            return None
        if here[0] == there[0]:
            return (-1, here[1]) if self._same_columns(here[1], there[1]) else None
        if here[1] != there[1] or not self._same_rows(here[0], there[0]):
            return None
        return here[0], -1

    def _same_rows(self, row: int, other: int) -> bool:
        names = self._named(row)
        named = [name for name in names if _LETTER.search(name)]
        if names != self._named(other) or not named or _CONTINUES.match(named[0]):
            return False
        return self._named_by_labels

    def _same_columns(self, column: int, other: int) -> bool:
        heads = self._heads
        if heads[column] != heads[other] or not _LETTER.search(heads[column]):
            return False
        if any(
            row[column] != row[other] and _LETTER.search(row[column]) for row in self._table.rows
        ):
            return False  # a row of the body that says what each column is ("(PPL)", "(ACC)")
        # A table printed side by side, or under a head that is lost, repeats several heads.
        return sum(heads.count(head) > 1 for head in set(heads) if head) == 1


_ROW = "| **MMLU** | 81.5 | General knowledge across 57 subjects |\n"
_TABLE = "# Lumen-7B\n\n| Model | GSM8K |\n|---|---|\n| Lumen-7B | 61.2 |\n| {} | 70.1 |\n{}"

RULE = Rule(
    code="MC403",
    name="duplicate-benchmark",
    severity="error",
    fix=None,
    check=check,
    good=(
        Example(card()),
        Example(card((_ROW, _ROW + _ROW))),
        Example(_TABLE.format("+ Chat", "| Teal-3B | 50.0 |\n| + Chat | 55.0 |\n")),
    ),
    bad=(Example(card((_ROW, _ROW + _ROW.replace("81.5", "84.0"))), (28,)),),
)
