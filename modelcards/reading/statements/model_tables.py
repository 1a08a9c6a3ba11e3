"""Tables with a model a row, or a model a column, and facts of each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from modelcards import vocabulary
from modelcards.markdown.labels import column_field, field_of, halves, split_unit
from modelcards.markdown.outline import normal
from modelcards.reading.facts import Fact, make
from modelcards.reading.variants import FACTS, Stated, is_sibling, owners, url_of
from modelcards.scores.kin import are_kin, is_parent_head, kin_of, other_size
from modelcards.scores.kinds import head_kinds, model_likeness
from modelcards.scores.subject import NONE, SIZES, best, parts
from modelcards.tables.grid import Cell, Grid
from modelcards.values.read import amount, is_missing

Rows = list[tuple[int, tuple[Cell, ...]]]

# Facts that tables of corpora or of news state, too: they need a sign that the rows are models.
_ELSEWHERE = frozenset({"training_tokens", "vocab_size", "released", "context_length"})
_SIZED = re.compile(r"~?[0-9]{1,4}(?:\.[0-9]{1,3})?\s?(?:[BMT]|billion|million)", re.IGNORECASE)
_LEAST_LENGTH = 256
_MODELS = frozenset({"model", "models", "模型"})
_MARKED = ("†", "‡", "§", "*", "^")


@lru_cache(maxsize=1)
def _heads() -> tuple[frozenset[str], frozenset[str]]:
    _, _, _, models, versions = vocabulary.rows("attribute_heads")
    return frozenset(models), frozenset(versions)


def _field(cell: Cell) -> str | None:
    """The fact that a label names; none where a footnote says something more about it."""
    text = cell.text
    if not text or text[0] in "0123456789-" or text.endswith(_MARKED):
        return None
    return _fact(text)


@lru_cache(maxsize=4096)
def _fact(label: str) -> str | None:
    field = field_of(split_unit(label)[0])
    return field if field in FACTS else None


def _name(cell: Cell) -> str:
    """The name in a cell; of several that stand one a line the first."""
    if len(cell.lines) > 1 and not any(" " in line.strip() for line in cell.lines):
        return next((line for line in cell.lines if line), "")
    return cell.bare or cell.text


def _across(cell: Cell) -> bool:
    """True where a cell repeats one that spans several columns: it belongs to none of them."""
    return cell.colspan > 1


def from_rows(grid: Grid, names: Sequence[str]) -> list[Stated]:
    """What a table with a model a row states of each."""
    header = grid.header[-1]
    if not any(cell.text and (_field(cell) or column_field(cell.text)) for cell in header):
        return []
    rows: Rows = [
        (line, row)
        for line, row in zip(grid.row_lines, grid.rows, strict=True)
        if not all(_across(cell) for cell in row)
    ]
    fields = _columns(header, rows)
    if not fields or not rows:
        return []
    at = _name_column(header, rows, fields, names)
    if at is None:
        return []
    called = _filled_down([_name(row[at]) for _, row in rows])
    if not _are_models(header[at], called, fields, names):
        return []
    bold = frozenset(name for name, (_, row) in zip(called, rows, strict=True) if row[at].bold)
    own = owners(called, bold, names)
    sized = fields.get("parameters")
    for place, (name, (_, row)) in enumerate(zip(called, rows, strict=True)):
        if own[place]:
            if sized not in (None, at) and _other_size(name, row, header, sized, names):
                own[place] = False
        elif _made_from_own(row, header, names):
            own[place] = False
    found = []
    for name, mine, (line, row) in zip(called, own, rows, strict=True):
        facts = [
            make(header[place].source, row[place].source, line, "table")._replace(field=field)
            for field, place in fields.items()
            if row[place].text and not _across(row[place])
        ]
        if facts and (name or len(rows) == 1):
            found.append(Stated(name, mine, line, facts, _url(row, at, fields), grid.line))
    if len(rows) == 1 or not any(own):
        found = _of_one(found, header[at], names)
    return found


def _other_size(
    name: str, row: tuple[Cell, ...], header: tuple[Cell, ...], at: int, names: Sequence[str]
) -> bool:
    """True where a row of the own family states a size that the own name does not."""
    if any(SIZES.fullmatch(part) for part in parts(name)):
        return False
    read = amount(row[at].text, unit=split_unit(header[at].text)[1])
    value = read.value if read is not None else None
    return bool(value) and other_size(kin_of(tuple(names)), [float(value or 0)])


def _made_from_own(row: tuple[Cell, ...], header: tuple[Cell, ...], names: Sequence[str]) -> bool:
    """True where a row says that its model was made from the card's own."""
    return any(
        is_parent_head(head.text) and best(names, _name(cell)) > NONE
        for head, cell in zip(header, row, strict=True)
    )


def _filled_down(names: list[str]) -> list[str]:
    """A row without a name goes on with the model above it: sizes of one family stand so."""
    last = ""
    out = []
    for name in names:
        last = name or last
        out.append(last)
    return out


def _columns(header: tuple[Cell, ...], rows: Rows) -> dict[str, int]:
    """The column of each fact; of two that state the same the first.

    The first column tells rows apart, unless there is but one.
    """
    fields: dict[str, int] = {}
    for at, cell in enumerate(header):
        field = None if _across(cell) else _field(cell)
        if field is not None:
            fields.setdefault(field, at)
    for at, cell in enumerate(header):
        weak = column_field(cell.text) if (at or len(rows) == 1) and cell.text else None
        values = [row[at].text for _, row in rows if not is_missing(row[at].text)] if weak else []
        if weak and weak not in fields and values and all(_fits(weak, text) for text in values):
            fields[weak] = at
    return fields


def _fits(field: str, text: str) -> bool:
    """Whether a value under a head of several meanings can only be one of this field."""
    if field == "parameters":
        return _SIZED.fullmatch(text) is not None
    read = amount(text, ceiling=True)
    return read is not None and read.value is not None and read.value >= _LEAST_LENGTH


def _name_column(
    header: tuple[Cell, ...], rows: Rows, fields: dict[str, int], names: Sequence[str]
) -> int | None:
    """The column that tells the models apart: one headed so, else the first that holds no fact."""
    taken = set(fields.values())
    free = [at for at in range(len(header)) if at not in taken]
    # What a model was made from names no row, unless it stands first.
    free = [*free[:1], *(at for at in free[1:] if not is_parent_head(header[at].text))]
    ranked = []
    for at in free:
        called = {_name(row[at]) for _, row in rows} - {""}
        own = any(best(names, name) > NONE for name in called)
        said = _says(header[at].text)
        if called and (own or said):
            ranked.append((own, len(called), said, -at))
    if ranked:
        return -max(ranked)[3]
    if free and free[0] == 0:
        return 0
    return fields.get("parameters", free[0] if free and len(rows) == 1 else None)


def _are_models(
    head: Cell, called: list[str], fields: dict[str, int], names: Sequence[str]
) -> bool:
    """Whether the rows are models, and not corpora, tasks or steps of training."""
    if _says(head.text):
        return True
    if fields.get("parameters") is not None and _field(head) == "parameters":
        return True
    if any(best(names, name) > NONE for name in called):
        return True
    if sum(_is_model(name, ()) for name in called) * 2 > len(called):
        return True
    sure = fields.keys() - _ELSEWHERE
    return bool(sure) and (not head.text or len(fields) > 1)


def _of_one(found: list[Stated], head: Cell, names: Sequence[str]) -> list[Stated]:
    """Rows without an own one among them: a lone row, and versions of one model, are the card's
    unless they bear the name of another model.
    """
    if any(one.own is False for one in found):
        return found
    alike = len(found) == 1 or normal(head.text) in _heads()[1]
    foreign = any(
        names and (_is_other(one.name, names) or is_sibling(one.name, names)) for one in found
    )
    named = not head.text or _says(head.text) > 0
    if not alike or foreign or not (named or _field(head) is not None):
        return found if len(found) > 1 else [one for one in found if one.own]
    return [one._replace(own=True) for one in found]


def _is_other(name: str, names: Sequence[str]) -> bool:
    """True for the name of a model that none of the card's own names holds."""
    if model_likeness(name) < 2 or best(names, name) > NONE:
        return False
    said = set(parts(name))
    return not any(said <= set(parts(one)) for one in names)


def _says(head: str) -> int:
    """How plainly a head says that it is over models: 2 in the word, 1 by what tells them apart."""
    spelled = (head, *(halves(head) or ()))
    if any("model" in head_kinds(one) or normal(one) in _MODELS for one in spelled):
        return 2
    return int(any(normal(one) in _heads()[0] for one in spelled))


def _url(row: tuple[Cell, ...], at: int, fields: dict[str, int]) -> str | None:
    """The link of a row's name, or the first one beside it."""
    rest = (cell for place, cell in enumerate(row) if place not in fields.values())
    return url_of(row[at].source) or next(
        filter(None, (url_of(cell.source) for cell in rest)), None
    )


def from_columns(grid: Grid, names: Sequence[str]) -> list[Stated]:
    """What a table with a model a column states of each."""
    body: Rows = list(zip(grid.row_lines, grid.rows, strict=True))
    heads, line = grid.header[-1], grid.header_lines[-1]
    width = len(heads)
    known = [[row for row in body if _field(row[1][at])] for at in range(min(3, width - 1))]
    label = max(range(len(known)), key=lambda at: len(known[at]), default=0)
    if not known or not known[label]:
        return []
    if not any(cell.text for cell in heads) and body and not body[0][1][label].text:
        line, heads = body[0]
    columns = [at for at in range(label + 1, width) if _may_name(heads[at])]
    facts: dict[int, list[Fact]] = {at: [] for at in columns}
    seen: set[str] = set()
    for where, row in known[label]:
        field = _field(row[label])
        if field is None or field in seen:
            continue
        seen.add(field)
        for at in columns:
            if row[at].text and not _across(row[at]):
                facts[at].append(make(row[label].source, row[at].source, where, "table"))
    columns = [at for at in columns if any(_read(fact) for fact in facts[at])]
    called = [_name(heads[at]) for at in columns]
    if not any(_is_model(name, names) for name in called) and not are_kin(called):
        return []
    bold = [at for at in columns if heads[at].bold]
    strong = frozenset(_name(heads[at]) for at in bold) if len(bold) < len(columns) else frozenset()
    own = owners(called, strong, names)
    found = [
        Stated(_name(heads[at]), mine, line, facts[at], url_of(heads[at].source), grid.line)
        for at, mine in zip(columns, own, strict=True)
    ]
    return found if len(found) > 1 else [one for one in found if one.own]


def _is_model(name: str, names: Sequence[str]) -> bool:
    return best(names, name) > NONE or model_likeness(name) >= 2


def _may_name(head: Cell) -> bool:
    """False for a column without a head, and for one that is headed as something else."""
    return bool(head.text) and head_kinds(head.text) <= {"model"} and not is_missing(head.text)


def _read(fact: Fact) -> bool:
    return fact.field == "released" or amount(fact.raw, fact.unit) is not None
