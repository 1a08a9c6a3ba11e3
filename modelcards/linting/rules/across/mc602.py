"""A table in an index page contradicts the card that it links.

Lab pages, rankings and the front page repeat parameters, scores and dates. When a card is corrected
and the index is not made again, the two disagree, and readers see the index first. Numbers are
compared at the decimals that both print, dates at the precision that both give; a dash on either
side contradicts nothing, nor does 🟡 in an index whose card says unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from modelcards.linting.examples import card
from modelcards.linting.identity import same
from modelcards.linting.rule import Example, Hit, Rule

if TYPE_CHECKING:
    from modelcards.linting.collection import Collection, Row
    from modelcards.model.card import ModelCard

_AMOUNTS = ("parameters", "active_parameters", "training_tokens", "context_length")
_ALSO = {"ratio": "token_param_ratio"}


def check(collection: Collection) -> Iterator[Hit]:
    """Compare each row that links a card, cell by cell."""
    for page, table, rows in collection.tables:
        if not rows:
            continue
        header = [" ".join(cells).strip() for cells in zip(*table.header, strict=True)]
        for row in rows:
            differs = [
                (label, cell, stated)
                for label, cell in zip(header, row.cells, strict=True)
                if (stated := _stated(row.card, label, cell)) is not None
            ]
            if not differs:
                continue
            name = row.card.name or ""
            if name and same(row.label) != same(name):
                said = f"{row.label!r} links the card of {name!r}, which states other facts"
                yield Hit(page.view.span(row.line, row.label), said, path=page.path)
                continue
            for label, cell, stated in differs:
                yield _hit(row, label, cell, stated)


def _hit(row: Row, label: str, cell: str, stated: str) -> Hit:
    said = f"{label} of {row.label} is {cell} here, {stated} in {row.card.source.path}"
    return Hit(row.page.view.span(row.line, f" {cell} "), said, path=row.page.path)


def _stated(held: ModelCard, label: str, cell: str) -> str | None:
    """What the card states against a cell; None where the two agree or nothing is certain."""
    from modelcards.markdown.labels import field_of
    from modelcards.markdown.outline import normal
    from modelcards.values import read as values

    if values.is_missing(cell):
        return None
    field = _ALSO.get(normal(label)) or field_of(label)
    if field in _AMOUNTS:
        read = values.amount(cell)
        return _number(held, field, read.typed if read else None, cell, getattr(held, field))
    if field == "alscore":
        rated = held.alscore.value if held.alscore else None
        return _number(held, "alscore.value", values.alscore(cell).value, cell, rated)
    if field == "token_param_ratio":
        ratio = held.token_param_ratio.value if held.token_param_ratio else None
        return _number(held, "token_param_ratio.value", values.ratio(cell).value, cell, ratio)
    if field == "released":
        said, known = values.date(cell), held.released
        if said is None or known is None or said.startswith(known) or known.startswith(said):
            return None
        return known
    if field == "access":
        shown = values.access(cell).value
        if shown is None or held.access in (None, shown):
            return None
        return None if (shown, held.access) == ("limited", "unknown") else held.access
    if field == "architecture":
        known = held.architecture
        return known if known is not None and same(known) != same(cell) else None
    if field == "organization":
        known = held.organization.name if held.organization else None
        return known if known is not None and same(known) != same(cell) else None
    return None if field else _score(held, normal(label), cell)


def _score(held: ModelCard, label: str, cell: str) -> str | None:
    """The score of the one benchmark that a column names."""
    from modelcards.markdown.outline import normal
    from modelcards.values import read as values

    read = values.score(cell)
    named = [
        one
        for one in held.benchmarks
        if one.subject is not False and normal(one.label) == label and one.score is not None
    ]
    if read is None or read.value is None or len({one.score for one in named}) != 1:
        return None
    score = named[0].score
    if score is None or _close(cell, read.value, named[0].raw, score):
        return None
    return named[0].raw


def _number(
    held: ModelCard, path: str, said: float | None, cell: str, known: float | None
) -> str | None:
    if said is None or known is None:
        return None
    where = held.provenance.get(path)
    raw = where.raw if where else str(known)
    return None if _close(cell, said, raw, known) else raw


def _close(one_text: str, one: float, other_text: str, other: float) -> bool:
    """True if two numbers may be the same one, rounded as each is printed."""
    step = max(_step(one_text, one), _step(other_text, other))
    return abs(Decimal(str(one)) - Decimal(str(other))) <= step / 2


def _step(text: str, value: float) -> Decimal:
    """What one in the last printed digit is worth: a tenth of a billion in "30.0B"."""
    found = re.search(r"[0-9][0-9,]*(?:\.([0-9]+))?", text)
    if found is None:
        return Decimal(1)
    number = Decimal(found[0].replace(",", ""))
    scale = abs(Decimal(str(value)) / number) if number and value else Decimal(1)
    return scale.scaleb(-len(found[1] or ""))


_INDEX = """\
# Lumen Lab

| Model | Params | ALScore | MMLU | Released | Status |
|-------|--------|---------|------|----------|--------|
| [Lumen-7B](card.md) | 8.0B | 0.6 | 81.5 | Mar/2025 | 🟢 |
"""

RULE = Rule(
    code="MC602",
    name="index-differs",
    severity="error",
    fix=None,
    check_all=check,
    good=(
        Example(_INDEX, path="lab.md", files=(("card.md", card()),)),
        Example(_INDEX.replace("81.5", "-"), path="lab.md", files=(("card.md", card()),)),
    ),
    bad=(
        Example(_INDEX.replace("8.0B", "7.0B"), (5,), path="lab.md", files=(("card.md", card()),)),
        Example(_INDEX.replace("🟢", "🔴"), (5,), path="lab.md", files=(("card.md", card()),)),
    ),
)
