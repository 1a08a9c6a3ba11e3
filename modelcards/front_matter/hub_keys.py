"""Front-matter keys that the Hub reads: values of another shape, and keys one slip away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from modelcards.model.parts import Problem
from modelcards.model.unchecked import trusted
from modelcards.vocabulary import rows

_problem = trusted(Problem)
_LONGEST_KEY = 40
_SHORTEST_TYPO = 4
_SIGNS = str.maketrans("", "", "-_ .")
_TEXT, _TEXTS = "text", "texts"
_KINDS = {list: "a list", dict: "a mapping", bool: "true or false"}
_NO_TEXT = (*_KINDS, type(None))


def is_hub_key(key: str) -> bool:
    """True for a key that the Hub reads from a card.

    >>> is_hub_key("model-index"), is_hub_key("model_index")
    (True, False)
    """
    return key in _shapes()


def meant_key(key: str) -> str | None:
    """The Hub's key that a misspelt one stands for; None for one of its own and for all others.

    A slip is a sign or letter too much, too little, wrong, or two in the wrong order.

    >>> [meant_key(key) for key in ("model_index", "licence", "pipline_tag", "license", "colour")]
    ['model-index', 'license', 'pipeline_tag', None, None]
    """
    if key in _shapes() or len(key) > _LONGEST_KEY or key in _others():
        return None
    bare = _bare(key)
    if bare in _meant():
        return _meant()[bare]
    if len(bare) < _SHORTEST_TYPO:
        return None
    near = {
        known
        for form in _without_one(bare)
        for known in _near().get(form, ())
        if _one_slip(bare, _bare(known))
    }
    return near.pop() if len(near) == 1 else None


def key_problems(metadata: Mapping[str, Any], lines: Mapping[str, int]) -> Iterator[Problem]:
    """MC704 for values of a shape that the Hub does not take, MC705 for misspelt keys with data."""
    for key, value in metadata.items():
        if value in (None, "", [], {}):
            continue
        shape = _shapes().get(key)
        found = None
        if shape is None:
            meant = meant_key(key)
            if meant is not None:
                code, found = "MC705", f"{key!r} is no key of the Hub's, which reads {meant!r}"
        elif shape != "any":
            code, found = "MC704", _misshapen(key, value, shape)
        if found is not None:
            yield _problem(code=code, message=f"front matter: {found}", line=lines.get(key))


def texts_of(value: Any) -> list[str]:
    """The texts in the value of a key that takes one or a list of them; nothing of other shapes.

    >>> texts_of("mit"), texts_of(["en", 7, None, ""]), texts_of({"name": "mit"}), texts_of(True)
    (['mit'], ['en', '7'], [], [])
    """
    items = value if isinstance(value, list) else [value]
    plain = [str(item) for item in items if not isinstance(item, _NO_TEXT)]
    return [text.strip() for text in plain if text.strip()]


def _misshapen(key: str, value: Any, shape: str) -> str | None:
    several = isinstance(value, list) and shape == _TEXTS
    for item in value if several else [value]:
        kind = _KINDS.get(type(item))
        if kind is not None:
            entry = "an entry of " if several else ""
            return f"{entry}{key!r} is {kind} and no text; nothing is made of it"
    return None


@cache
def _shapes() -> dict[str, str]:
    shapes = (_TEXT, _TEXTS, "any")
    return {key: row[0] for row in rows("hub_keys") if row[0] in shapes for key in row[1:]}


@cache
def _others() -> frozenset[str]:
    return frozenset(key for row in rows("hub_keys") if row[0] == "own" for key in row[1:])


@cache
def _meant() -> dict[str, str]:
    """Keys without case and signs, and spellings that are listed: what each stands for."""
    found = {_bare(key): key for key in _shapes()}
    for kind, key, *spellings in rows("hub_keys"):
        if kind == "meant":
            found.update({_bare(spelling): key for spelling in spellings})
    return found


@cache
def _near() -> dict[str, list[str]]:
    """Every known key with at most one letter left out: two keys one slip apart meet here."""
    found: dict[str, list[str]] = {}
    for key in _shapes():
        if len(_bare(key)) >= _SHORTEST_TYPO:
            for form in _without_one(_bare(key)):
                found.setdefault(form, []).append(key)
    return found


def _bare(key: str) -> str:
    return key.casefold().translate(_SIGNS)


def _without_one(bare: str) -> set[str]:
    return {bare, *(bare[:at] + bare[at + 1 :] for at in range(len(bare)))}


def _one_slip(one: str, other: str) -> bool:
    """One letter added, left out, changed, or two neighbours swapped."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    rest, against = one[start:], other[start:]
    if len(rest) == len(against):
        return rest[1:] == against[1:] or (rest[1::-1] == against[:2] and rest[2:] == against[2:])
    longer, shorter = sorted((rest, against), key=len, reverse=True)
    return longer[1:] == shorter
