"""Tables → scores: which tables hold benchmarks, and every number in them with what it is of.

The face of this room; what each of its modules does stands in the room's own docstring.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from modelcards.cache import forget
from modelcards.model.parts import Benchmark, Problem
from modelcards.model.unchecked import changed, trusted
from modelcards.scores.above import Above, above, measured
from modelcards.scores.around import Around
from modelcards.scores.benchmark_names import benchmark_id, is_aggregate
from modelcards.scores.cells import Part, read_scores
from modelcards.scores.kin import without_measure
from modelcards.scores.kinds import model_likeness
from modelcards.scores.layout import Layout
from modelcards.scores.means import with_means
from modelcards.scores.own_models import may_be_own, own_models
from modelcards.scores.plan import Plan, plan
from modelcards.scores.rows import Named, row_names
from modelcards.scores.subject import (
    EXACT,
    EXTENDED,
    NONE,
    Subject,
    best,
    is_ours,
    loaded_name,
    own_names,
)
from modelcards.scores.subtable import Row, Sheet, shown
from modelcards.scores.table_role import says
from modelcards.scores.words import is_list_word
from modelcards.tables.grid import Grid

__all__ = [
    "Place",
    "Reading",
    "Subject",
    "benchmark_id",
    "is_aggregate",
    "loaded_name",
    "may_be_own",
    "read_tables",
]

_problem = trusted(Problem)
Role = Literal["benchmark", "spec", "other"]
Orientation = Literal["benchmarks-as-rows", "benchmarks-as-columns"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a table stands: its visible headings, outermost first, and the text right before it."""

    section: tuple[str, ...] = ()
    caption: str | None = None
    before: tuple[str, ...] = ()
    """More texts above the table, the nearest first."""


class Reading(NamedTuple):
    """What a table is, which way its benchmarks run, its scores, and the cells that are none."""

    role: Role
    orientation: Orientation | None
    scores: list[Benchmark]
    problems: list[Problem]
    confidence: float | None = None


def read_tables(items: Sequence[tuple[Grid, Place]], subject: Subject) -> list[Reading]:
    r"""Read all tables of one card, in its order; `Benchmark.table` is the place in `items`.

    >>> from modelcards.tables.pipe import pipe_grid
    >>> grid = pipe_grid("| Task | Lumen | Corvid |\n|-|-|-|\n| MMLU (5-shot) | 61.2 | - |", 1)
    >>> [read] = read_tables([(grid, Place(("Results",)))], Subject(("Lumen",)))
    >>> read.role, read.orientation
    ('benchmark', 'benchmarks-as-rows')
    >>> [(s.benchmark, s.setting, s.model, s.subject, s.score) for s in read.scores]
    [('MMLU', '5-shot', 'Lumen', True, 61.2), ('MMLU', '5-shot', 'Corvid', False, None)]
    """
    forget()
    names = own_names(subject.names)

    def own(text: str) -> bool:
        return is_own(names, text)

    read = [named(_plan(grid, place, own)) for grid, place in items]
    fits = {best(names, without_measure(model)) for one in read for model in one.models}
    found_own = max(fits, default=0)
    return [
        reading_of(item, one, names, found_own, index)
        for index, (item, one) in enumerate(zip(items, read, strict=True))
    ]


def is_own(names: tuple[str, ...], text: str) -> bool:
    """True for a name of the card's own model."""
    if is_ours(text) or best(names, text) >= EXTENDED:
        return True
    # "Fine-tuned (lumen-7b)"
    return text.endswith(")") and best(names, text[:-1].partition("(")[2]) == EXACT


def names_benchmark(place: Place) -> bool:
    """True where the text or the heading above a table names a known benchmark."""
    found = _above(place, None)
    return found is not None and found.name is not None


def _above(place: Place, title: str | None) -> Above | None:
    return above(_nearest(title, place.caption, *place.before), place.section)


def _nearest(*texts: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys([text for text in texts if text]))


def _plan(grid: Grid, place: Place, own: Callable[[str], bool]) -> Plan:
    return plan(grid, says(place.section, place.caption), own, names_benchmark(place))


class Read(NamedTuple):
    """The plan of a table, what the rows of each part name, and its models as they stand."""

    plan: Plan
    rows: list[list[tuple[Row, Named]]]
    models: list[str]


def named(found: Plan) -> Read:
    """A plan with the names that its rows and heads hold."""
    rows = [list(row_names(sheet, one)) for sheet, one in found.parts]
    models: dict[str, None] = {}
    for (_, one), named in zip(found.parts, rows, strict=True):
        models.update(dict.fromkeys([heads.model for heads in one.scores if heads.model]))
        models.update(dict.fromkeys([name.model for _, name in named if name.model]))
    return Read(found, rows, list(models))


def reading_of(
    item: tuple[Grid, Place], one: Read, names: tuple[str, ...], found_own: int, index: int
) -> Reading:
    """The scores of a table as planned; `index` is its place in the card."""
    grid, place = item
    parts = one.plan.parts
    if not parts:
        sure = SPEC_SURE if one.plan.role == "spec" else None
        return Reading(one.plan.role, None, [], [], sure)
    owns: dict[str, bool | None] = {}
    if one.models:
        owns = own_models(
            one.models, _bold(grid, one.models), names, found_own == EXACT, _linked(grid)
        )
        if found_own >= EXTENDED:
            owns = {model: _settled(model, own, names) for model, own in owns.items()}
    scores: list[Benchmark] = []
    problems: list[Problem] = []
    for (sheet, found), rows in zip(parts, one.rows, strict=True):
        how = measured(_nearest(sheet.title, place.caption), place.section)
        near = _nearest(sheet.title, place.caption, *place.section[-1:])
        part = Part(grid, sheet, found, owns, index, _above(place, sheet.title), how, near)
        more, unread = read_scores(part, rows)
        scores += more
        problems += unread
    headings = [text for text in (place.caption, *reversed(place.section)) if text]
    scores = with_means(Around(names, headings, grid).refine(scores))
    sure = round(min(found.share for _, found in parts), 2)
    if sure < UNSURE:
        scores, unsure = _left_open(grid, parts, scores)
        problems.append(unsure)
    return Reading("benchmark", parts[0][1].orientation, scores, problems, sure)


UNSURE = 0.5
"""Below this share a reading is wrong too often; what its rivals differ in is left out."""
SPEC_SURE = 0.98
"""Of the labelled tables that are called ones of facts, this share are."""


def _left_open(
    grid: Grid, parts: Sequence[tuple[Sheet, Layout]], scores: list[Benchmark]
) -> tuple[list[Benchmark], Problem]:
    """The scores of an unsure table without what is open, and the problem that says so."""
    open_ = sorted({one for _, found in parts if found.share < UNSURE for one in found.unsure})
    model, known = "model" not in open_, "benchmark" not in open_
    what = " and ".join(open_) or "way"
    message = f"the reading of this table is unsure: which names the {what} is open"
    problem = _problem(code="MC405", message=message, line=grid.line)
    left = [
        changed(
            one,
            subject=None,
            model=one.model if model else None,
            variant=one.variant if model else _joined(one.variant, one.model),
            benchmark=one.benchmark if known else None,
            benchmark_id=one.benchmark_id if known else None,
        )
        for one in scores
    ]
    return left, problem


def _joined(*texts: str | None) -> str | None:
    return " / ".join(filter(None, texts)) or None


def _settled(model: str, own: bool | None, names: tuple[str, ...]) -> bool | None:
    """Where the card names its own model elsewhere, what looks like another one is another."""
    if own is None and model_likeness(model) >= 2 and best(names, model) == NONE:
        return None if is_list_word("precision", model.casefold()) else False
    return own


_LINKED = re.compile(r"(?:huggingface\.co|hf\.co)/([\w.-]+/[\w.-]+)[)\"'>\s]")


def _linked(grid: Grid) -> dict[str, str]:
    """The ids on the Hub that cells link to, by their text."""
    found: dict[str, str] = {}
    for row in (*grid.header, *grid.rows):
        for cell in row:
            if "hf.co/" in cell.source or "huggingface.co/" in cell.source:
                ids = _LINKED.findall(cell.source)
                if len(ids) == 1:
                    found[shown(cell)] = ids[0]
    return found


def _bold(grid: Grid, models: list[str]) -> frozenset[str]:
    """The models that are printed strong."""
    wanted = set(models)
    rows = (*grid.header, *grid.rows)
    return frozenset([c.text for row in rows for c in row if c.bold and c.text in wanted])
