"""What tells the models of one family apart where it stands alone: "Base", "chat", "7B"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from modelcards import vocabulary
from modelcards.markdown.labels import column_field, field_of, split_unit
from modelcards.scores.metrics import is_metric, without_settings
from modelcards.scores.subject import SIZES, parts
from modelcards.scores.words import has_bracket, head_words, kept
from modelcards.tables.grid import Grid
from modelcards.values.read import amount

_ROUGHLY = 0.25  # a name rounds: "2B" for 2.5B
CLASSES = ("tuning", "stage", "role", "size", "precision")
"""Words of one class exclude each other; those of `size` may say a size of something else."""
_UNITS = {"b": 1e9, "m": 1e6}
_LAST_BRACKET = re.compile(r"^(.+?)\s*[(（\[]([^()（）\[\]]{1,60})[)）\]]$")
_TIMES = re.compile(r"\d\s?[x×]\s?\d", re.IGNORECASE)
_AND = re.compile(r"\s*[,;/+&]\s*|\s+and\s+")


_FORMATS = frozenset({"int", "fp", "bf", "nf", "f", "float", "bfloat", "exl"})


def _folded(theirs: Iterable[str]) -> list[str]:
    """The parts of a name, those of a numeric format in one: "int4"."""
    found: list[str] = []
    for part in theirs:
        if found and found[-1] in _FORMATS and part.isdecimal():
            found[-1] += part
        else:
            found.append(part)
    return found


class Kin(NamedTuple):
    """What a text says of a model within its family; `said` are pairs of class and word."""

    said: frozenset[tuple[str, str]]
    sizes: tuple[float, ...]


@cache
def _words(kind: str) -> dict[str, set[tuple[str, str]]]:
    """The words of the classes with what they say, or those of one kind."""
    found: dict[str, set[tuple[str, str]]] = {}
    for row in vocabulary.rows("kin_words"):
        named = row[0] in CLASSES
        if kind == "class" and named:
            for word in row[2:]:
                found.setdefault(word, set()).add((row[0], row[1]))
        elif row[0] == kind:
            found.update({word: set() for word in row[1:]})
    return found


@kept()
def kin(text: str) -> Kin | None:
    """What a text says that says nothing else; None for a name, and for any other text.

    >>> sorted(kin("Chat model").said), kin("7B").sizes, kin("Lumen-7B"), kin("Model")
    ([('tuning', 'chat')], (7000000000.0,), None, None)
    """
    theirs = parts(text)
    if not theirs or len(theirs) > 6:
        return None
    known, fillers = _words("class"), _words("filler")
    said: set[tuple[str, str]] = set()
    sizes = []
    for part in _folded(theirs) if "".join(theirs) not in known else ("".join(theirs),):
        if part in known:
            said |= known[part]
        elif SIZES.fullmatch(part) and "x" not in part:
            sizes.append(float(part[:-1]) * _UNITS[part[-1]])
        elif part not in fillers and part not in ("params", "parameters"):
            return None
    return Kin(frozenset(said), tuple(sizes)) if said or sizes else None


@lru_cache(maxsize=256)
def kin_of(names: tuple[str, ...]) -> Kin:
    """What the names of the card's own model say of it within its family."""
    known = _words("class")
    said: set[tuple[str, str]] = set()
    sizes: list[float] = []
    for name in names:
        times = _TIMES.search(name) is not None  # experts times their size are no size
        for at, part in enumerate(_folded(parts(name))):
            if at and part in known:
                said |= known[part]
            elif not times and SIZES.fullmatch(part) and "x" not in part:
                sizes.append(float(part[:-1]) * _UNITS[part[-1]])
    # "marlow-7b-base-chat", or a title and an id that differ, say nothing for sure.
    for kind in CLASSES:  # "GPTQ-Int4" says one thing by two words
        if kind != "precision" and len({word for one, word in said if one == kind}) > 1:
            said = {pair for pair in said if pair[0] != kind}
    return Kin(frozenset(said), tuple(sizes))


def differs(own: Kin, other: Kin) -> bool:
    """Whether a text speaks of another model of the family than the card's own."""
    for kind in CLASSES:
        mine = {word for one, word in own.said if one == kind}
        theirs = {word for one, word in other.said if one == kind}
        if mine and theirs and not mine & theirs:
            return True
    return other_size(own, other.sizes)


def other_size(own: Kin, sizes: Iterable[float]) -> bool:
    """Whether sizes are none of those that the card's own names state."""
    found = list(sizes)
    return bool(own.sizes and found) and not any(
        abs(mine - one) <= _ROUGHLY * max(mine, one) for mine in own.sizes for one in found
    )


def fits(own: Kin, other: Kin) -> bool:
    """Whether a text says nothing but what the own names say, too."""
    sized = not other.sizes or (bool(own.sizes) and not other_size(own, other.sizes))
    # "Base" is a size and a stage of training: either will do.
    return sized and (not other.said or bool(own.said & other.said))


def by_kin(models: list[str], names: tuple[str, ...]) -> dict[str, bool | None] | None:
    """For models printed by what tells them apart alone: the card's own by what its names say."""
    found = {model: kin(model) for model in models}
    if len(found) < 2 or any(one is None for one in found.values()):
        return None
    own = kin_of(names)
    fit = {model for model, one in found.items() if one is not None and fits(own, one)}
    said = [model for model in fit if (one := found[model]) is not None and one.said]
    fit = set(said) or fit
    if not fit and not any(kind == "tuning" for kind, _ in own.said):
        # Of a model before and after it was fine-tuned, the latter; own names rarely say that.
        fit = {model for model, one in found.items() if one and _TUNED in one.said}
    if not fit or len(fit) == len(found):
        return None
    return {model: model in fit for model in models}


_TUNED = ("tuning", "finetuned")


def are_kin(texts: Iterable[str]) -> bool:
    """True for several texts of which each only tells models of a family apart."""
    found = set(texts)
    return len(found) > 1 and all(kin(text) is not None for text in found)


def _bracketed(name: str) -> re.Match[str] | None:
    """A name and what stands in brackets behind it."""
    return _LAST_BRACKET.match(name) if has_bracket(name) else None


@kept("")
def without_measure(name: str) -> str:
    """A printed model without brackets behind it that say how it was measured.

    >>> without_measure("Bar-3B (5-shot)"), without_measure("Bar-3B (chat)")
    ('Bar-3B', 'Bar-3B (chat)')
    >>> without_measure("Bar-3B (maj@64)")
    'Bar-3B'
    """
    found = _bracketed(name)
    if found is None:
        return name
    said = [one.casefold().strip() for one in _AND.split(found[2]) if one.strip()]
    if said and all(
        one in _words("measured") or not without_settings(one) or ("@" in one and is_metric(one))
        for one in said
    ):
        return found[1].strip()
    return name


@kept()
def lacks_something(name: str) -> bool:
    """True for a model with something left out: "Lumen w/o reranking", "Ours without data".

    >>> lacks_something("Ours w/o data"), lacks_something("Lumen-7B")
    (True, False)
    """
    words = name.casefold().replace("(", " ").replace(")", " ").split()
    return any(word in _words("without") for word in words[1:])


def denies(name: str) -> bool:
    """True for a name with brackets behind it that say which model it is not.

    >>> denies("Lumen-7B (not this checkpoint)"), denies("Lumen-7B (not tuned)"), denies("Not-7B")
    (True, False, False)
    """
    found = _bracketed(name)
    return found is not None and _DENIED.match(found[2]) is not None


_DENIED = re.compile(r"not (?:this|the|our)\b|not ours$", re.IGNORECASE)


def says_origin(name: str) -> bool:
    """True for a name with "(base model)" behind it: what the own model was made from, perhaps.

    >>> says_origin("Lumen-7B (base model)"), says_origin("Lumen-7B (base)")
    (True, False)
    """
    found = _bracketed(name)
    return found is not None and tells_origin(found[2]) is not None


@kept()
def is_parent_head(head: str) -> bool:
    """True for the head of a column that says what each model was made from."""
    return head_words(head) in _words("parent")


_ORIGIN = re.compile(r"(?:^|[\s(])(?P<word>[a-z-]+) (?:model|llm|checkpoint|network)\b")
_SET_BESIDE = re.compile(r"^(?:for|by|in) (?:comparison|contrast|reference)\b|^baselines?\b")


@kept()
def tells_origin(text: str) -> str | None:
    """The word by which a text says that results are those of what the own model was made from.

    >>> tells_origin("Results of the base model (Lumen-7B)"), tells_origin("Better than the base")
    ('base', None)
    """
    low = text.casefold()
    found = _ORIGIN.search(low)
    if _SET_BESIDE.match(low):
        return "comparison"
    words = low.replace(",", " ").split()
    if found is None or found["word"] not in _words("origin"):
        return None
    return None if any(word in _words("against") for word in words) else found["word"]


def row_makings(grid: Grid) -> dict[int, tuple[str, ...]]:
    """What rows state in their first column of how each was made, by their line: ("rank", "64")."""
    heads = [cell.text for cell in grid.header[-1]] if grid.header else []
    if not heads or _first_of(heads[0]) not in _words("made"):
        return {}
    last = parts(_first_of(heads[0]))[-1:]
    found = {}
    for line, row in zip(grid.row_lines, grid.rows, strict=True):
        theirs = parts(row[0].text) if len(row[0].text) <= 40 else ()
        found[line] = (*last, *theirs) if len(theirs) == 1 and theirs[0].isdigit() else theirs
    return found


@kept()
def _first_of(head: str) -> str:
    """What a head says first: "Train" of "Train / Test"."""
    return _CROSSED.split(head_words(head), 1)[0].strip()


_CROSSED = re.compile(r"\s*(?:[/\\|→]|->)\s*")


def states_making(names: Iterable[str], made: tuple[str, ...]) -> bool:
    """Whether a name holds what a row was made with: "r64" of the rank 64, or a data set."""
    ways = [made, (made[0][0], *made[1:])] if made[1:] and made[-1].isdigit() else [made]
    return any(
        mine[at : at + len(way)] == way
        for mine in map(parts, names)
        for way in ways
        for at in range(len(mine) - len(way) + 1)
    )


def row_sizes(grid: Grid) -> dict[tuple[int, str], set[float]]:
    """The sizes that rows state in a column for it, by the row's line and "".

    Where rows share a line, as HTML may have them, they go by the line and each of their cells.
    """
    heads = [cell.text for cell in grid.header[-1]] if grid.header else []
    at = next((at for at, head in enumerate(heads) if _is_of_sizes(head)), None)
    if at is None:
        return {}
    unit = split_unit(heads[at])[1]
    apart = len(set(grid.row_lines)) == len(grid.row_lines)
    found: dict[tuple[int, str], set[float]] = {}
    for line, row in zip(grid.row_lines, grid.rows, strict=True):
        read = amount(row[at].text, unit=unit) if len(row[at].text) <= 20 else None
        # A bare number counts something else, or millions of them.
        if read is not None and read.value and read.value >= 1e6:
            for text in ("",) if apart else {one for cell in row for one in (cell.text, cell.bare)}:
                found.setdefault((line, text), set()).add(float(read.value))
    return found


@kept()
def _is_of_sizes(head: str) -> bool:
    label = split_unit(head)[0]
    return "parameters" in (field_of(label), column_field(label))
