"""A card as a sheet to read in a terminal; control characters of the card do not pass."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import TYPE_CHECKING

from modelcards.display import said
from modelcards.display.colours import Paint, plain
from modelcards.display.escape import harmless, shortened
from modelcards.display.values import facts, recomputed, score_details, score_text

if TYPE_CHECKING:
    from modelcards.model.card import ModelCard

_MOST_SCORES = 60
_MOST_PARTS = 60
_MOST_TEXT = 600
_LONGEST = 200
_WIDEST = 32
_STATUS_STYLE = {"agrees": "green", "differs": "red", "unsupported": "red", "not_stated": "dim"}

Row = tuple[tuple[str, str], ...]
"""The cells of a row: a text and its style each, "" for none."""


def render(card: ModelCard, *, width: int = 80, paint: Paint = plain) -> str:
    r"""The sheet of a card, at most `width` columns wide where the card's words allow it.

    >>> import modelcards
    >>> print(render(modelcards.parse("# Lumen-7B\n\n- **Parameters:** 7.0B\n")))
    Lumen-7B
    read as generic
    <BLANKLINE>
    Facts
      parameters  7B  line 3
    <BLANKLINE>
    Sections
      Lumen-7B  filled  line 1
    <BLANKLINE>
    """
    return "".join(f"{line.rstrip()}\n" for line in _lines(card, width, paint))


def _lines(card: ModelCard, width: int, paint: Paint) -> Iterator[str]:
    yield paint(_shown(card.name or "A card without a name"), "bold")
    where = f"{_shown(card.source.path)}, " if card.source.path else ""
    yield paint(f"{where}read as {card.source.dialect}", "dim")
    if card.overview:
        yield ""
        yield from wrap(_shown(card.overview, _MOST_TEXT), width)
    tables = (("Facts", _facts(card)), ("Recomputed", _recomputed(card)), ("Scores", _scores(card)))
    for title, rows in tables:
        if rows:
            yield ""
            yield paint(title, "bold")
            yield from _table(rows, paint)
    if len(card.benchmarks) > _MOST_SCORES:
        yield f"  and {len(card.benchmarks) - _MOST_SCORES} more, in the JSON"
    yield from _said(card, paint)
    if card.problems:
        yield ""
        yield paint("Problems", "bold")
        yield from _table(
            [_problem(one.code, one.message, one.line) for one in card.problems], paint
        )


def _said(card: ModelCard, paint: Paint) -> Iterator[str]:
    """What the card says beside its facts and scores."""
    parts: list[Row] = [
        (
            _plain("  " * one.depth + (one.title or "(before the first heading)")),
            _plain(one.about),
            (one.status, "" if one.status == "filled" else "yellow"),
            _place(one.line),
        )
        for one in said.sections(card)
    ]
    ran: list[Row] = [
        (_plain(name), _plain(value), _place(line)) for name, value, line in said.environment(card)
    ]
    linked: list[Row] = [
        (_plain(label), _plain(kind), _plain(url)) for label, kind, url, _ in said.links(card)
    ]
    cited: list[Row] = [
        (_plain(key), _plain(title), _plain(where)) for key, title, where, _ in said.citations(card)
    ]
    tables = (("Sections", parts), ("Environment", ran), ("Links", linked), ("Citations", cited))
    for title, rows in tables:
        if rows:
            yield ""
            yield paint(title, "bold")
            yield from _table(rows[:_MOST_PARTS], paint)
        if len(rows) > _MOST_PARTS:
            yield f"  and {len(rows) - _MOST_PARTS} more, in the JSON"


def _shown(text: str | None, most: int = _LONGEST) -> str:
    return shortened(harmless(text or ""), most)


def _plain(text: str) -> tuple[str, str]:
    return (_shown(text), "")


def _place(line: int | None) -> tuple[str, str]:
    return (f"line {line}" if line else "", "dim")


def _facts(card: ModelCard) -> list[Row]:
    return [(_plain(one.label), _plain(one.text), _place(one.line)) for one in facts(card)]


def _recomputed(card: ModelCard) -> list[Row]:
    return [
        (_plain(one.label), _plain(one.text), (_shown(one.note), _STATUS_STYLE[one.status]))
        for one in recomputed(card)
    ]


def _scores(card: ModelCard) -> list[Row]:
    """The first scores, those of the card's own model before the others."""
    scores = sorted(card.benchmarks, key=lambda score: not score.subject)[:_MOST_SCORES]
    rows: list[Row] = []
    for one in scores:
        details = ", ".join(
            part for part in (score_details(one), "" if one.subject else one.model or "") if part
        )
        rows.append(
            (
                _plain(one.benchmark or one.label),
                _plain(score_text(one)),
                _plain(details),
                _place(one.line),
            )
        )
    return rows


def _problem(code: str, message: str, line: int | None) -> Row:
    return ((code, "yellow"), _plain(message), _place(line))


def _table(rows: Sequence[Row], paint: Paint) -> Iterator[str]:
    """The rows with their cells below each other; an overlong cell pushes only its own row."""
    widths = [
        max(min(_columns(row[index][0]), _WIDEST) for row in rows) for index in range(len(rows[0]))
    ]
    for row in rows:
        line = ""
        for (text, style), width in zip(row, widths, strict=True):
            if width:
                padding = " " * max(0, width - _columns(text))
                line += f"  {paint(text, style) if style and text else text}{padding}"
        yield line


def _columns(text: str) -> int:
    """The columns of a terminal that a text takes."""
    if text.isascii():
        return len(text)
    return sum(_width(character) for character in text)


def _width(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
