"""A grid → sheets: header levels, rows with their section, cells told apart by what they hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from modelcards.scores.benchmark_names import benchmark_id
from modelcards.scores.kinds import head_kinds, is_no_score
from modelcards.scores.metrics import is_metric, may_be_metric, settings_of
from modelcards.scores.words import MARKS, has_bracket, kept, without_brackets
from modelcards.tables.grid import Cell, Grid
from modelcards.values.read import is_missing, plain_score, score, without_latex

_DASHES = re.compile(r"[\s:|=*_-]{3,}")
_CHECK = re.compile(
    r"(?:[✓✔✅☑✗✘✖❌☒❎×○●◯⭕🟢🔴🟡↑↓⬆⬇±]\ufe0f?|\+/-|:(?:x|white_check_mark|heavy_check_mark|cross_mark):|yes|no|true|false|是|否)",
    re.IGNORECASE,
)
_QUANTITY = re.compile(
    r"[~≈<>]?\s?[$€¥£]?\s?\d[\d.,]*\s?(?:[kmbtg]i?b?|[kmbtg]|ms|s|h|hrs?|hours?|min|gib|mib|tokens?|bits?|gflops|x|×|px|hz|khz|w|°c)\+?(?:/\w+)?"
    r"|\d{1,3}\s?[x×]\s?\d{1,3}(?:\.\d{1,2})?[bm]|\d{2,5}\s?[x×]\s?\d{2,5}(?:\s?[x×]\s?\d{1,5})?|[$€¥£]\s?\d[\d.,]*.{0,12}",
    re.IGNORECASE,
)


_DIGIT = re.compile(r"\d")
_FOOTNOTE = re.compile(r"(?!\d{3})[\d*†‡§¶#,;+^\s]{0,6}|[\[(]?\w[\])]?|\[\d{1,3}\]")
_APART = re.compile(r"[(\[]?(?:[^\W\d_]{3}|\w{1,3}[ /]|\d{4})")
# The icon of a further link behind a name ("[Lumen](…) [📄](…)").
_ICONS = re.compile(r"(?<=\w)\s+[\u2600-\u27bf\U0001f300-\U0001faff\ufe0f\s]+$")
_BEHIND_MISSING = f"{MARKS} "
_MOST_LEVELS = 6
_MOST_STACKED = 40
_BARS = frozenset({"|", "\\|", "¦", "‖"})


class Row(NamedTuple):
    """One data row: `kinds` has a letter a cell (see `kind_of`), `at` is its place in the grid.

    `section` is the text of the section row above it.
    """

    cells: tuple[str, ...]
    kinds: str
    at: int
    section: str | None


class Sheet(NamedTuple):
    """A part of a table under one header: `levels` are header rows, the last is the nearest.

    `columns` are the places of the columns in the grid; a column without any content is left out.
    """

    levels: tuple[tuple[str, ...], ...]
    rows: tuple[Row, ...]
    columns: tuple[int, ...]
    title: str | None = None
    lowered: Mapping[str, tuple[str, str]] = {}
    """For a text with a lowered word ("MMMU<sub>val</sub>") the name, and that word."""

    def head(self, column: int) -> str:
        """The nearest head of a column that says anything."""
        for level in reversed(self.levels):
            if level[column]:
                return level[column]
        return ""


@kept("x")
def kind_of(text: str) -> str:
    """What a cell holds, as one letter.

    `n` one number, `s` several, `m` a mark for missing, `e` nothing, `h` shots or another setting,
    `k` a check mark, `q` an amount with its unit, `t` text.

    >>> [kind_of(text) for text in ("61.2%", "42.2/36.6", "-", "", "5-shot", "✓", "671B", "MMLU")]
    ['n', 's', 'm', 'e', 'h', 'k', 'q', 't']
    """
    if not text:
        return "e"
    found = score(text)
    if found is not None:
        return "n" if found.value is not None else "s"
    if is_missing(text) or (len(text) <= 24 and _is_marked_missing(text)):
        return "m"
    if len(text) <= 24:
        if _CHECK.fullmatch(text):
            return "k"
        if _DIGIT.search(text) and _QUANTITY.fullmatch(text):
            return "q"
        if (named := settings_of(text)) and sum(map(len, named)) >= len(text) - 4:
            return "h"
    return "t"


def _is_marked_missing(text: str) -> bool:
    """True for a mark for missing with a footnote or a reason behind it: "-*", "N/A (OOM)"."""
    if text[-1] not in _BEHIND_MISSING and not has_bracket(text):
        return False
    bare = without_brackets(text).rstrip(_BEHIND_MISSING)
    return bool(bare) and bare != text and is_missing(bare)


def shown(cell: Cell) -> str:
    """The text of a cell without raised footnote marks, unless it holds nothing else.

    A raised or lowered word ("MMMU<sub>val</sub>", "±0.3") is no footnote mark and stays.
    """
    text = cell.text
    if cell.notes and cell.bare:
        if all(map(_FOOTNOTE.fullmatch, cell.notes)):
            lowered = "<sub" in cell.source  # AP₅₀ is no AP with a footnote
            bracketed = all(note[0] == "[" for note in cell.notes)
            text = cell.text if bracketed or lowered else cell.bare
    if not text.isascii() and "](" in cell.source:
        text = _ICONS.sub("", text)
    # A column of bars parts the halves of a table.
    if text in _BARS:
        return ""
    return without_latex(text) if "$" in text or "\\" in text else text


def sheets(grid: Grid) -> list[Sheet]:
    """The parts of a table: one, or one for each header row that is repeated inside it."""
    levels = [tuple([shown(cell) for cell in row]) for row in grid.header]
    lowered = {
        shown(cell): (cell.bare, cell.notes[0].strip("()[]"))
        for row in (*grid.header, *grid.rows)
        for cell in row
        if cell.bare
        and cell.notes
        and _APART.match(cell.notes[0])
        and cell.text == cell.bare + cell.notes[0]
        and not is_metric(cell.text)
    }
    width = len(next(iter((*grid.header, *grid.rows)), ()))
    spread = [part for at, row in enumerate(grid.rows) for part in _unstacked(at, row)]
    texts = [row for _, row in spread]
    # What kind a plain number is need not be kept.
    kinds = [
        "".join(["n" if plain_score(text) else kind_of(text) for text in row]) for row in texts
    ]
    section: str | None = None
    parts: list[tuple[list[tuple[str, ...]], list[Row]]] = [(levels, [])]
    corner = next((level[0] for level in reversed(levels) if level and level[0]), "")
    for place, (row, kind) in enumerate(zip(texts, kinds, strict=True)):
        at = spread[place][0]
        numeric = "n" in kind
        if not numeric and (not kind.replace("e", "") or _is_rule(row)):
            continue
        levels, rows = parts[-1]
        if not rows and _is_header(levels, row, kind, kinds[place + 1 : place + 5]):
            if grid.kind == "pipe" and levels:
                levels[-1] = _spread(levels[-1])
            levels.append(_as_level(row, kind))
            continue
        if _repeats(levels, corner, row, kind):
            if row != levels[-1]:
                parts.append(([row], []))
            section = None
            continue
        if not numeric and _is_section(grid, at, row, kind):
            section = next(filter(None, row))
            continue
        rows.append(Row(row, kind, at, section))
    found = [_sheet(levels, rows, width) for levels, rows in parts if rows]
    return [sheet._replace(lowered=lowered) for sheet in found] if lowered else found


def _unstacked(at: int, row: tuple[Cell, ...]) -> list[tuple[int, tuple[str, ...]]]:
    """A row as it is, or one for each line of its cells where all of them stack as many values."""
    tall = [cell for cell in row if len(cell.lines) > 1]
    count = len(tall[0].lines) if tall else 1
    numbers = sum(all(kind_of(line) in "nm" for line in cell.lines) for cell in tall)
    if (
        count < 2
        or count > _MOST_STACKED
        or not numbers
        or numbers == len(tall)
        or any(len(cell.lines) != count for cell in tall)
    ):
        return [(at, tuple([shown(cell) for cell in row]))]
    return [
        (at, tuple([c.lines[line] if len(c.lines) > 1 else shown(c) for c in row]))
        for line in range(count)
    ]


def _is_rule(row: tuple[str, ...]) -> bool:
    """A row of dashes drawn by hand; one dash a cell says that scores are missing."""
    return all(not text or _DASHES.fullmatch(text) for text in row) and any(row)


def _is_header(
    levels: list[tuple[str, ...]], row: tuple[str, ...], kind: str, below: list[str]
) -> bool:
    """True for a first body row that goes on with the header: shots, metrics or names alone."""
    first = row[0]
    others = [text for text, one in zip(row[1:], kind[1:], strict=True) if one not in "em"]
    if (
        not others
        or len(levels) > _MOST_LEVELS
        or not any("n" in one or "s" in one for one in below)
    ):
        return False
    says = head_kinds(first.strip("()[] ")) if first else frozenset()
    if says & {"shots"} and set(kind[1:]) <= set("nhme"):
        return True
    if says == {"metric"} and set(kind[1:]) <= set("tem"):
        return True
    if not first and set(kind[1:]) == {"n"} and len(set(levels[-1][1:] if levels else ())) == 1:
        return len(kind) > 2 and is_no_score(levels[-1][1])  # the lengths below "Input length"
    if set(kind[1:]) & set("nsqk") or any(map(is_no_score, filter(None, row[:2]))):
        return False
    if all(settings_of(text) or may_be_metric(text) for text in others):
        return not first or bool(
            says & {"shots", "metric", "setting", "model", "benchmark", "value"}
        )
    if not any(any(level) for level in levels):
        return True
    if len(others) > 1 and (not first or first == levels[-1][0]):
        return True
    # Names under a header with gaps: an upper level that a pipe table cannot span.
    return bool(says) and all(row) and not levels[-1][0] and not all(levels[-1][1:])


def _spread(level: tuple[str, ...]) -> tuple[str, ...]:
    """An upper header row of a pipe table with its gaps filled from the left, as a span would."""
    out = list(level[:2])
    for text in level[2:]:
        out.append(text or out[-1])
    return tuple(out)


def _as_level(row: tuple[str, ...], kind: str) -> tuple[str, ...]:
    """A row as header cells: a dash says nothing, and bare counts of shots are written out."""
    row = tuple(["" if one == "m" else text for text, one in zip(row, kind, strict=True)])
    if row[0] and head_kinds(row[0]) & {"shots"}:
        return ("", *(f"{text}-shot" if text.isdecimal() else text for text in row[1:]))
    return row


def _repeats(levels: list[tuple[str, ...]], corner: str, row: tuple[str, ...], kind: str) -> bool:
    """True where the header stands again inside the table, with the same or with new columns."""
    if levels and row == levels[-1]:
        return True
    if levels and not corner and not row[0] and "n" not in kind and len(row) > 2:
        # New names in place of the old ones, beside a head that stays.
        same = [text == head for text, head in zip(row[1:], levels[-1][1:], strict=True)]
        return all(row[1:]) and any(same) and set(kind[1:]) <= set("th")
    return bool(corner) and row[0] == corner and set(kind[1:]) <= set("teh") and "t" in kind[1:]


def _is_section(grid: Grid, at: int, row: tuple[str, ...], kind: str) -> bool:
    """True for a row that holds one text and nothing else: a heading over the rows below it."""
    if len(row) < 2:
        return False
    filled = [place for place, text in enumerate(row) if text]
    first = grid.rows[at][filled[0]]
    if kind[filled[0]] not in "th" or filled[0] > 1:
        return False
    if any(
        row[place] != row[filled[0]] or not grid.rows[at][place].spanned for place in filled[1:]
    ):
        return False
    if len(filled) > 1 or len(row) > 3:
        return True
    # In a narrow table an empty score may also say that it is missing: a known benchmark is a row.
    return first.bold or benchmark_id(row[filled[0]]) is None


def _sheet(levels: list[tuple[str, ...]], rows: list[Row], width: int) -> Sheet:
    """The sheet without empty columns, and without a header row that is one title over all."""
    kept = [
        column
        for column in range(width)
        if any(level[column] for level in levels) or any(row.cells[column] for row in rows)
    ]
    titles = []
    cut: list[tuple[str, ...]] = []
    for level in levels:
        cells = tuple([level[column] for column in kept])
        if len(levels) > 1 and len(kept) > 1 and len(set(cells)) == 1 and cells[0]:
            titles.append(cells[0])
        else:
            cut.append(cells)
    if len(kept) < width:
        rows = [
            row._replace(
                cells=tuple([row.cells[column] for column in kept]),
                kinds="".join([row.kinds[column] for column in kept]),
            )
            for row in rows
        ]
    return Sheet(tuple(cut), tuple(rows), tuple(kept), " ".join(titles) or None)
