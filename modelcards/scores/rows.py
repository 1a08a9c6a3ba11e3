"""Rows of a read table → what each says about all of its scores: its label, model, settings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from modelcards.scores.benchmark_names import benchmark_id
from modelcards.scores.kin import kin
from modelcards.scores.kinds import is_no_score, model_likeness
from modelcards.scores.labels import Name, split_qualifier, take_apart
from modelcards.scores.layout import Layout
from modelcards.scores.metrics import is_metric
from modelcards.scores.subtable import Row, Sheet
from modelcards.scores.words import is_list_word, strip_notes
from modelcards.values.read import score as read_score

_NUMBERED = re.compile(r"[A-Za-z]+[\s_=-]*\d+")


class Named(NamedTuple):
    """What a row says about all of its scores."""

    label: str | None
    name: Name | None
    model: str | None
    metric: str | None
    setting: str | None
    group: str | None
    variants: tuple[str, ...]
    stderr: float | None
    description: str | None


def row_names(sheet: Sheet, layout: Layout) -> Iterator[tuple[Row, Named]]:
    """Each row that holds scores with what it names; a blank cell repeats the one above it."""
    label = model = group = ""
    section: str | None = None
    places = [heads.at for heads in layout.scores]
    as_rows = layout.orientation == "benchmarks-as-rows"
    classes = _of_classes(sheet, layout)
    by_metric = 0 in layout.variants and any(is_metric(row.cells[0]) for row in sheet.rows)
    for row in sheet.rows:
        if row.section != section:
            section, group = row.section, ""
        here = _cell(row, layout.benchmark)
        if layout.group is not None and row.cells[layout.group]:
            group = row.cells[layout.group]
            # "Average" in the category column, with nothing in the next one, names the row itself.
            if as_rows and not here and layout.benchmark is not None:
                here, group = group, ""
        if here and layout.benchmark is not None and here == sheet.head(layout.benchmark):
            continue  # the head, carried down by its rowspan
        label = here.lstrip("-–• ") or label
        model = _cell(row, layout.model) or model
        held = {row.kinds[place] for place in places}
        # Words in the place of every score of a known benchmark are scores that cannot be read.
        words = as_rows and held <= {"t", "q"} and benchmark_id(label) is not None
        if not (held & set("nsme") or words) or (held <= {"e"} and len(places) > 1):
            continue
        if "k" in held and not held & set("ns"):
            continue  # whether a model can do a thing
        if not as_rows and _is_counted(model or label or (row.cells[0] if by_metric else "")):
            continue
        if as_rows and layout.benchmark is not None and not words:
            counted = not benchmark_id(label) and is_no_score(label)
            if (counted and label not in classes) or is_list_word("attribute", label):
                continue
            if not held & set("ns") and held & set("tq"):
                continue
        metric, setting = _metric_cell(row, layout)
        if not as_rows and metric is not None and is_no_score(metric):
            continue  # "support" below precision and recall
        above = group or section
        own_model = model or None
        if as_rows and layout.model is None and section and _names_model(section):
            own_model, above = section, group or None
        yield (
            row,
            Named(
                label or None,
                Name(label) if label in sheet.lowered else take_apart(label) if label else None,
                own_model,
                metric,
                ", ".join(filter(None, [setting, *_settings(row, layout)])) or None,
                strip_notes(above) if above and above != label else None,
                tuple(
                    [
                        _variant(sheet, row, at)
                        for at in layout.variants
                        if row.kinds[at] != "e" and (row.kinds[at] != "m" or at == 0)
                    ]
                ),
                _number(row, layout.stderr),
                _cell(row, layout.description) or None,
            ),
        )


def _of_classes(sheet: Sheet, layout: Layout) -> frozenset[str]:
    """The names of classes in the naming column, where others stand among them: "Time" is one.

    So is "Loss", among wins and ties.
    """
    if layout.benchmark is None:
        return frozenset()
    names = {row.cells[layout.benchmark] for row in sheet.rows}
    if any(is_list_word("of games", name) for name in names):
        return frozenset([name for name in names if name.casefold() in ("loss", "losses")])
    found = frozenset([name for name in names if is_list_word("class", name)])
    return found if len(found) > 2 else frozenset()


def _is_counted(name: str) -> bool:
    """True for a row of differences, or of how many examples there are, below rows of scores."""
    if not name or not is_no_score(name) or _NUMBERED.fullmatch(name):
        return False  # "Epoch 3" is a checkpoint
    return model_likeness(name) < 2 and kin(name) is None


def _names_model(section: str) -> bool:
    return model_likeness(section) >= 2 and not section.casefold().endswith(("models", "model"))


def _cell(row: Row, at: int | None) -> str:
    if at is None or row.kinds[at] == "m":
        return ""
    return row.cells[at]


def _variant(sheet: Sheet, row: Row, at: int) -> str:
    """A further key cell; a check mark says nothing without its head."""
    text = row.cells[at]
    return f"{sheet.head(at)}: {text}" if row.kinds[at] == "k" else strip_notes(text)


def _number(row: Row, at: int | None) -> float | None:
    found = read_score(row.cells[at]) if at is not None else None
    return found.value if found is not None else None


def _metric_cell(row: Row, layout: Layout) -> tuple[str | None, str | None]:
    """The metric and the setting in a row's metric cell."""
    if layout.metric is None or layout.metric == layout.benchmark:
        return None, None
    text = strip_notes(_cell(row, layout.metric))
    if not text:
        return None, None
    parted = split_qualifier(text)
    return parted if parted is not None else (text, None)


def _settings(row: Row, layout: Layout) -> list[str]:
    """The shots of a row, written out, and its other settings."""
    out: list[str] = []
    if layout.shots is not None and row.kinds[layout.shots] not in "em":
        text = row.cells[layout.shots]
        out.append(f"{text}-shot" if text.isdecimal() and len(text) <= 3 else text)
    out += [
        row.cells[at]
        for at in layout.settings
        if row.kinds[at] not in "em" and row.cells[at] != "none"
    ]
    return out
