"""The facts of two cards or two directories side by side: added, removed, changed.

What is computed from the facts (`derived`), and where they stand, is no fact.
"""

from __future__ import annotations

import json
import os
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from modelcards.errors import ArgumentError, NotFoundError

if TYPE_CHECKING:
    from modelcards.model.card import ModelCard
    from modelcards.model.parts import Benchmark, Section

Facts = dict[tuple[str, str], str]

# Fields without a label; the others are known from their declarations.
_TEXTS = ("name", "overview", "notes")
_LISTS = ("category", "tags", "analysis")
_INDEX = "model-index"
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Change:
    """One fact that differs. `path` is None for two cards without a file.

    `field` is a key of the card's JSON, `key` tells its items apart (the label of a score, the key
    of a spec). `old` is None for what was added, `new` for what was removed. A whole card that is
    only on one side has the field `card`.
    """

    path: str | None
    change: Literal["added", "removed", "changed"]
    field: str
    key: str
    old: str | None
    new: str | None

    def to_dict(self) -> dict[str, str | None]:
        """The change as `modelcards diff --output-format json` prints it."""
        return asdict(self)


def diff(
    old: ModelCard | str | os.PathLike[str], new: ModelCard | str | os.PathLike[str]
) -> list[Change]:
    r"""What the facts of two cards, two files or two directories differ in.

    Files of directories are paired by their path below the directory.

    Raises:
        ArgumentError: a directory and a file, or neither card nor path.
        NotFoundError: a path does not exist.

    >>> import modelcards
    >>> old = modelcards.parse("# Lumen-7B\n\n|Task|Score|\n|-|-|\n| MMLU | 61.2 |\n")
    >>> new = modelcards.parse("# Lumen-7B\n\n|Task|Score|\n|-|-|\n| MMLU | 62.0 |\n")
    >>> [(one.change, one.field, one.key, one.old, one.new) for one in modelcards.diff(old, new)]
    [('changed', 'benchmarks', 'MMLU', '61.2', '62.0')]
    """
    sides = [_side(one) for one in (old, new)]
    if sides[0].is_directory != sides[1].is_directory:
        raise ArgumentError("a card is compared with a card, a directory with a directory")
    found: list[Change] = []
    for path in sorted({*sides[0].cards, *sides[1].cards}):
        one, other = (side.cards.get(path) for side in sides)
        shown = path if sides[0].is_directory else sides[1].shown or sides[0].shown
        if one is None or other is None:
            present = one or other
            name = (present.name if present else None) or ""
            kind: Literal["added", "removed"] = "added" if one is None else "removed"
            sent = (None, name) if one is None else (name, None)
            found.append(Change(shown, kind, "card", "", *sent))
        else:
            found += changes(one, other, shown)
    return found


@dataclass(frozen=True, slots=True)
class _Side:
    is_directory: bool
    shown: str | None
    cards: dict[str, ModelCard]


def _side(given: ModelCard | str | os.PathLike[str]) -> _Side:
    from modelcards.cardset.load_dir import load_dir
    from modelcards.model.card import ModelCard
    from modelcards.reading.reader import load
    from modelcards.text.hub import hub_id

    if isinstance(given, ModelCard):
        return _Side(False, given.source.path, {"": given})
    if not isinstance(given, str | os.PathLike):
        raise ArgumentError(f"diff takes a ModelCard or a path, not {type(given).__name__}")
    if isinstance(given, str) and hub_id(given) is not None:
        card = load(given)
        return _Side(False, card.source.path, {"": card})
    path = Path(given)
    if not os.path.exists(path):
        raise NotFoundError(f"no such file or directory: {path}")
    if not os.path.isdir(path):
        card = load(path)
        return _Side(False, card.source.path, {"": card})
    root = path.as_posix()
    found = load_dir(path)
    below = {os.path.relpath(card.source.path or "", root).replace(os.sep, "/"): card
             for card in found}  # fmt: skip
    return _Side(True, root, below)


def changes(old: ModelCard, new: ModelCard, path: str | None = None) -> list[Change]:
    """What two cards differ in, in the order of the card's fields."""
    before, after = facts(old), facts(new)
    found: list[Change] = []
    for field, key in [*before, *(place for place in after if place not in before)]:
        one, other = before.get((field, key)), after.get((field, key))
        if one is None:
            found.append(Change(path, "added", field, key, None, other))
        elif other is None:
            found.append(Change(path, "removed", field, key, one, None))
        elif one != other:
            found.append(Change(path, "changed", field, key, one, other))
    order = {field: at for at, (field, _) in enumerate(reversed([*before, *after]))}
    return sorted(found, key=lambda change: -order[change.field])


def facts(card: ModelCard, *, index: bool = True) -> Facts:
    r"""Every fact of a card as text, by field and by what tells the items of a field apart.

    Without `index` what stands in `model-index` is left out.

    >>> import modelcards
    >>> facts(modelcards.parse("# Lumen-7B\n\n- **License:** MIT\n"))["license", ""]
    'MIT'
    """
    found: Facts = {}
    seen: dict[tuple[str, str], int] = {}
    for place, text in _facts(card, index):
        number = seen[place] = seen.get(place, 0) + 1
        found[place if number == 1 else (place[0], f"{place[1]} #{number}")] = text
    return found


def _facts(card: ModelCard, index: bool) -> Iterator[tuple[tuple[str, str], str]]:
    from modelcards.model.card import field_labels

    labelled = field_labels()
    lists = [name for name, one in labelled.items() if one.kind == "list"]
    for field in (*_TEXTS, *(name for name in labelled if name not in lists)):
        held = getattr(card, field)
        if held is not None:
            parts = held if isinstance(held, str | int) else _parts(held)
            yield (field, ""), str(parts)
    for field in (*_LISTS, *lists):
        for item in getattr(card, field):
            yield (field, item), item
    for spec in card.specs:
        yield ("specs", " / ".join(part for part in (spec.section, spec.key) if part)), spec.raw
    for score in card.benchmarks:
        if index or score.table is not None:
            yield ("benchmarks", _label(score)), score.raw
    for field in ("resources", "related"):
        for link in getattr(card, field):
            yield (field, link.label), link.url
    for key, value in (card.metadata or {}).items():
        if key != _INDEX:
            yield from _flat(key, value)
        elif index:
            yield ("metadata", _INDEX), _json(_without_values(value))
    for table in card.tables:
        if table.role != "benchmark":
            head = " | ".join(" ".join(cell.split()) for row in table.header for cell in row)
            yield ("tables", f"{table.section or ''}: {head}"), _json(table.rows)
    yield from _prose(card)
    for entry in card.citation:
        where = (entry.title, entry.arxiv, entry.doi, entry.url)
        yield ("citation", entry.key or entry.type), ", ".join(part for part in where if part)
    for name, value in vars(card.environment).items():
        if value is not None:
            yield ("environment", name), value.raw


def _prose(card: ModelCard) -> Iterator[tuple[tuple[str, str], str]]:
    """Each section by the path of its title, with what it says beside facts and tables, which are
    told by themselves; then what stands in no section.
    """
    texts: list[list[str]] = [[] for _ in card.sections]
    others = []
    starts = [section.line for section in card.sections]
    for extra in card.extras:
        at = bisect_right(starts, extra.line) - 1
        if at >= 0 and extra.line <= card.sections[at].end_line:
            # A heading with nothing below it is kept as a text, too.
            if extra.text != card.sections[at].title:
                texts[at].append(extra.text)
        else:
            others.append(extra)
    outer = [at for at, one in enumerate(card.sections) if one.level and one.parent is None]
    # A heading around all others is the model's name, which is a fact of its own.
    title = outer[0] if len(outer) == 1 else None
    for at, section in enumerate(card.sections):
        said = "\n\n".join(texts[at])
        if section.status != "filled":
            said = f"{section.status}: {said}".rstrip(": ")
        yield ("sections", " / ".join(_path(card.sections, at, title))), said
    for extra in others:
        yield ("extras", extra.section or ""), extra.text


def _path(sections: Sequence[Section], at: int, title: int | None) -> list[str]:
    """The titles of a section and of those around it, the outermost first, without the card's."""
    titles: list[str] = []
    here: int | None = at
    # Six levels of headings and bold lines below them; cards from JSON may name any parent.
    while here is not None and here != title and len(titles) < _DEEPEST:
        titles.append(sections[here].title)
        parent = sections[here].parent
        here = parent if parent is not None and 0 <= parent < len(sections) else None
    return titles[::-1]


def _label(score: Benchmark) -> str:
    """What tells a score from the others of its card."""
    more = (score.metric, score.setting, score.variant, score.group)
    parts = [score.label, *(part for part in more if part and part not in score.label)]
    whose = f" of {score.model}" if score.model else ""
    return ", ".join(parts) + whose + (" (model-index)" if score.table is None else "")


def _parts(held: Any) -> str:
    """An organization, a ratio or an ALScore on one line."""
    values = [str(value) for value in vars(held).values() if value is not None]
    return values[0] + (f" ({', '.join(values[1:])})" if values[1:] else "") if values else ""


def _flat(key: str, value: Any) -> Iterator[tuple[tuple[str, str], str]]:
    """Front matter value by value (`co2_eq_emissions.source`), a list of plain values by item."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield from _flat(f"{key}.{name}", item)
    elif isinstance(value, list) and not any(isinstance(item, dict | list) for item in value):
        for item in value:
            yield ("metadata", f"{key}: {item}"), str(item)
    else:
        yield ("metadata", key), value if isinstance(value, str) else _json(value)


def _without_values(index: Any) -> Any:
    """A model-index without the values of its metrics, which are compared as scores."""
    if isinstance(index, dict):
        return {key: _without_values(item) for key, item in index.items() if key != "value"}
    return [_without_values(item) for item in index] if isinstance(index, list) else index


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
