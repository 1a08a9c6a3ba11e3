"""How much of a documentation template a card fills in: `coverage`.

A template is a TOML file of items; each is filled by a section with one of its roles, or by a typed
key. It measures that something is there, not that it is true, enough, or compliant with anything.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, cast

from modelcards.errors import ArgumentError, NotFoundError, SettingsError
from modelcards.model.card import ModelCard
from modelcards.model.parts import Environment, Section
from modelcards.reading.section_words import roles
from modelcards.text.regular import open_regular

_DATA = Path(__file__).parent.parent / "data" / "coverage"
_LARGEST = 1_000_000  # bytes of a template
_MOST = 1_000  # items of a template

Status = Literal["filled", "placeholder", "empty", "missing"]


@dataclass(frozen=True, kw_only=True)
class CoverageItem:
    """One item of a template: its status, what decided that (`role` and title of a section, or
    the key of the card), and the line where that stands.
    """

    name: str
    status: Status
    where: str | None
    line: int | None


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """What of a template a card fills in. `score` is the share of items that are filled, 0 to 1.

    It tells that something is there, not that it is true or enough.
    """

    template: str
    score: float
    items: list[CoverageItem]


@dataclass(frozen=True)
class Item:
    """An item of a template as its file states it."""

    name: str
    roles: frozenset[str]
    keys: tuple[str, ...]


@dataclass(frozen=True)
class Template:
    """What a template asks for; `title` is its name where the file states none."""

    title: str
    items: tuple[Item, ...]


def templates() -> tuple[str, ...]:
    """The names of the templates that come with the program, and with plug-ins.

    >>> templates()
    ('eu-gpai', 'hub', 'mitchell2019')
    """
    return tuple(sorted(_files()))


def _files() -> dict[str, Path]:
    """The file of each template; those of plug-ins (`modelcards.coverage`) name theirs."""
    from modelcards.model.plug_ins import added

    theirs = {name: Path(path) for name, path in added("coverage").items()}
    return {**theirs, **_ours()}


@lru_cache(maxsize=1)
def _ours() -> dict[str, Path]:
    return {path.stem: path for path in _DATA.glob("*.toml")}


def coverage(card: ModelCard, template: str = "hub") -> Coverage:
    r"""How much of a documentation template a card fills in.

    `template` is `hub` (the Hub's model card template), `mitchell2019` (the nine sections of the
    paper), `eu-gpai` (the EU's Model Documentation Form, with the points of Annexes XI and XII of
    the AI Act) or the path of a TOML file. Presence is measured, not truth: a filled item may say
    anything.

    Raises:
        ArgumentError: `card` is no model card.
        NotFoundError: there is no such template and no such file.
        SettingsError: the file is no template.

    >>> import modelcards
    >>> card = modelcards.parse("# Lumen\n\n## Uses\n\nChat.\n\n## Factors\n\nTBD\n")
    >>> found = modelcards.coverage(card, "mitchell2019")
    >>> [(item.name, item.status) for item in found.items if item.status != "missing"]
    [('Intended Use', 'filled'), ('Factors', 'placeholder')]
    """
    if not isinstance(card, ModelCard):
        raise ArgumentError(f"a ModelCard is wanted, not {type(card).__name__}")
    asked = template_of(template).items
    by_role: dict[str, list[Section]] = {}
    for section in card.sections:
        for role in (section.role, *section.also):
            if role is not None:
                by_role.setdefault(role, []).append(section)
    items = [_item(one, card, by_role) for one in asked]
    filled = sum(item.status == "filled" for item in items)
    return Coverage(template=template, score=filled / len(items), items=items)


def _item(item: Item, card: ModelCard, by_role: dict[str, list[Section]]) -> CoverageItem:
    """What a card has of one item: a filled section first, then a key, then what is left open."""
    sections = [section for role in sorted(item.roles) for section in by_role.get(role, ())]
    sections.sort(key=lambda section: section.line)
    best = min(sections, key=lambda section: _ORDER[section.status], default=None)
    if best is not None and best.status == "filled":
        return _found(item, best)
    for key in item.keys:
        if _value(card, key) not in (None, "", [], {}):
            return CoverageItem(name=item.name, status="filled", where=key, line=_line(card, key))
    if best is not None:
        return _found(item, best)
    return CoverageItem(name=item.name, status="missing", where=None, line=None)


_ORDER = {"filled": 0, "placeholder": 1, "empty": 2}


def _found(item: Item, section: Section) -> CoverageItem:
    return CoverageItem(
        name=item.name, status=section.status, where=section.title, line=section.line
    )


def _value(card: ModelCard, key: str) -> Any:
    """The value of a typed key (`license`, `environment.hours`) or of one in the front matter
    (`metadata.datasets`).
    """
    name, _, rest = key.partition(".")
    value = getattr(card, name)
    if not rest:
        return None if value == Environment() else value
    return (value or {}).get(rest) if name == "metadata" else getattr(value, rest)


def _line(card: ModelCard, key: str) -> int | None:
    """Where the value of a key stands, if that is known."""
    found = card.provenance.get(key) or card.provenance.get(f"{key}.name")
    if found is not None:
        return found.line
    held = _value(card, key)
    first = held[0] if isinstance(held, list) and held else held
    line = getattr(first, "line", None)
    return line if isinstance(line, int) else None


@lru_cache(maxsize=16)
def _shipped(name: str) -> Template:
    return _read(_files()[name].read_bytes(), name)


def template_of(template: str) -> Template:
    """A template by its name or its file.

    Raises:
        ArgumentError: neither a name nor a path.
        NotFoundError: there is no such template and no such file.
        SettingsError: the file is no template.
    """
    if not isinstance(template, str):
        raise ArgumentError(f"a template is a name or a path, not {type(template).__name__}")
    if template in templates():
        return _shipped(template)
    path = Path(template)
    try:
        with open_regular(path) as file:
            data = file.read(_LARGEST + 1)
    except (OSError, ValueError):
        names = ", ".join(templates())
        raise NotFoundError(f"{template}: no such template ({names}) and no such file") from None
    if len(data) > _LARGEST:
        raise SettingsError(f"{template}: too long for a template")
    return _kept(data, template)


@lru_cache(maxsize=4)
def _kept(data: bytes, name: str) -> Template:
    return _read(data, name)


def _read(data: bytes, name: str) -> Template:
    """The template in a file."""
    try:
        stated = tomllib.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise SettingsError(f"{name}: no TOML: {error}") from None
    items = stated.get("items")
    if not isinstance(items, list) or not 0 < len(items) <= _MOST:
        raise SettingsError(f"{name}: a template holds 1 to {_MOST:,} [[items]]")
    title = stated.get("title", name)
    if not isinstance(title, str):
        raise SettingsError(f"{name}: the title is a text")
    return Template(title, tuple(_checked(items, name)))


def _checked(items: Iterable[Any], name: str) -> Iterator[Item]:
    """The items, when each has a name, and roles or keys that there are."""
    known = frozenset(roles())
    keys = frozenset(field.name for field in fields(cast(Any, ModelCard)))
    settings = frozenset(field.name for field in fields(cast(Any, Environment)))
    for number, item in enumerate(items, 1):
        place = f"{name}: item {number}"
        if not isinstance(item, dict) or not isinstance(item.get("name"), str):
            raise SettingsError(f"{place} has no name")
        for key in item.keys() - {"name", "roles", "fields"}:
            raise SettingsError(f"{place}: unknown key {key!r}")
        asked, typed = _texts(item, "roles", place), _texts(item, "fields", place)
        if not asked and not typed:
            raise SettingsError(f"{place} names neither roles nor fields")
        for role in asked:
            if role not in known:
                raise SettingsError(f"{place}: {role!r} is no role")
        for key in typed:
            first, _, rest = key.partition(".")
            inside = first == "metadata" or (first == "environment" and rest in settings)
            if first not in keys or (rest and not inside):
                raise SettingsError(f"{place}: {key!r} is no key of a card")
        yield Item(item["name"], frozenset(asked), tuple(typed))


def _texts(item: dict[str, Any], key: str, place: str) -> list[str]:
    held = item.get(key, [])
    if not isinstance(held, list) or not all(isinstance(one, str) for one in held):
        raise SettingsError(f"{place}: {key} is a list of texts")
    return held
