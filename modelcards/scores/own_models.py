"""Which models of a table are the card's own, and which scores of such a model are of another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from modelcards.model.parts import Benchmark
from modelcards.model.unchecked import changed
from modelcards.scores.kin import (
    Kin,
    by_kin,
    differs,
    fits,
    kin,
    kin_of,
    lacks_something,
    other_size,
    row_makings,
    row_sizes,
    states_making,
    tells_origin,
    without_measure,
)
from modelcards.scores.kinds import model_likeness
from modelcards.scores.settings_behind import is_used
from modelcards.scores.subject import (
    EXACT,
    EXTENDED,
    NONE,
    RIVAL,
    SHORTER,
    SIZES,
    best,
    is_ours,
    is_rival,
    lacks_tail,
    likeness,
    parts,
    without_ours,
)
from modelcards.tables.grid import Grid


def own_models(
    models: list[str],
    bold: frozenset[str],
    names: tuple[str, ...],
    exact: bool = False,
    linked: Mapping[str, str] | None = None,
) -> dict[str, bool | None]:
    """For each model of a table: whether it is the card's own, None when that is not sure.

    `bold` are the models printed strong, `exact` tells that the card names its own in full,
    `linked` are the ids on the Hub that models link to. The
    best likeness in a table wins; without any, the words "ours", a size or a word that the names
    state, or the one bold name among plain ones decide.

    >>> own_models(["Lumen-7B", "Corvid-8B"], frozenset(), ("Lumen-7B",))
    {'Lumen-7B': True, 'Corvid-8B': False}
    >>> own_models(["2B Params", "7B Params"], frozenset(), ("Lumen", "lumen-7b"))
    {'2B Params': False, '7B Params': True}
    >>> own_models(["Base", "Chat"], frozenset(), ("Lumen-7B-Chat",))
    {'Base': False, 'Chat': True}
    >>> own_models(["Corvid-8B"], frozenset(), ("Lumen-7B",))
    {'Corvid-8B': None}
    """
    likely = {model: _of_own(names, without_measure(model)) for model in models}
    for model, id_ in (linked or {}).items():
        if model not in likely:
            continue
        if best(names, id_) == EXACT:
            likely[model] = EXACT
        elif likely[model] in {EXTENDED, SHORTER}:
            likely[model] = RIVAL
    for model, fit in likely.items():
        untold = exact and fit == SHORTER and lacks_tail(names, model)
        if fit in {EXTENDED, SHORTER} and (
            untold or lacks_something(model) or is_rival(names, model)
        ):
            likely[model] = RIVAL
    top = max(likely.values(), default=NONE)
    if top <= SHORTER and any(map(is_ours, models)):
        return _ours(models, names)
    if top > NONE:
        open_ = _versions([model for model, fit in likely.items() if fit == top], names)
        return {
            model: None if model in open_ else fit == top or is_used(names, model)
            for model, fit in likely.items()
        }
    if RIVAL in likely.values():
        return {model: False if fit == RIVAL else None for model, fit in likely.items()}
    by_words = by_kin(models, names) or _by_size(models, names)
    if by_words is not None:
        return by_words
    ends = [model for model in models if _ends(names, model)]
    if len(ends) == 1 and len(models) > 1:
        return {model: model == ends[0] for model in models}
    strong = [model for model in models if model in bold]
    if len(strong) == 1 and len(models) > 1:
        return {model: model == strong[0] for model in models}
    return dict.fromkeys(models, None)


def may_be_own(names: tuple[str, ...], model: str) -> bool | None:
    """Whether a lone model of an index can be the card's own; many keep a training run's name.

    >>> may_be_own(("Lumen-7B-Chat",), "Lumen-7B-Base"), may_be_own(("Lumen-7B",), "Corvid-8B")
    (False, None)
    >>> may_be_own(("Lumen-7B",), "lumen_7b"), may_be_own(("Lumen-7B",), "results")
    (True, True)
    """
    if is_rival(names, model):
        return False
    theirs = set(parts(model))
    akin = any(len(theirs & (mine := set(parts(one)))) * 2 > len(mine) for one in names)
    # One word is a method ("PPO") or a family; a size makes a name of one model.
    told = (
        len(theirs) > 1
        and model_likeness(model) >= 2
        and any(model_likeness(one) >= 2 for one in names)
    )
    return None if told and not akin and best(names, model) == NONE else True


def _of_own(names: tuple[str, ...], model: str) -> int:
    """How a model fits the own names; one that goes on with the name of a family as no longer one
    of them does is another of it.
    """
    fit = best(names, model)
    if fit != EXTENDED:
        return fit
    theirs = parts(model)
    families = [name for name in names if likeness(name, model) == EXTENDED]
    # A title in words says more of a family; what goes on with its name is an id.
    ids = [one for one in names if " " not in one]
    longer = [parts(one) for one in ids if any(likeness(f, one) == EXTENDED for f in families)]
    if len(families) == len(names) or not longer:
        return fit
    return fit if any(set(theirs) <= set(one) for one in longer) else RIVAL


def _ends(names: tuple[str, ...], model: str) -> bool:
    """True for words that one of the names begins or ends with, and that name no other model.

    "ft-EMA" is the card's own in the card of `sd-vae-ft-ema`, beside "ft-MSE".
    """
    theirs = parts(model)
    count = len(theirs)
    if sum(map(len, theirs)) < 3 or model_likeness(model) >= 2:
        return False
    return any(
        len(mine) > count and theirs in (mine[:count], mine[-count:]) for mine in map(parts, names)
    )


def _ours(models: list[str], names: tuple[str, ...]) -> dict[str, bool | None]:
    """Where the authors call models theirs: those that are the card's own.

    Beside a plain "Ours", what says more ("Ours (base)", "Ours + search") may be another one.
    """
    own = kin_of(names)
    found: dict[str, bool | None] = {}
    plain = False
    for model in models:
        rest = without_ours(model)
        said = kin(rest)
        if not is_ours(model) or lacks_something(model) or (said and differs(own, said)):
            found[model] = False
        elif not rest or (said and (own.said or own.sizes) and fits(own, said)):
            found[model] = plain = True
        else:
            found[model] = None
    return {model: True if one is None and not plain else one for model, one in found.items()}


def _versions(models: Sequence[str], names: tuple[str, ...]) -> set[str]:
    """Models that go on with the own name by a version each ("Lumen-7B-v1" and "-v2")."""
    found: dict[str, str] = {}
    for model in models:
        theirs = parts(model)
        for name in names:
            mine = parts(name)
            if mine and theirs[:-1] == mine and theirs[-1].isdigit():
                found[model] = theirs[-1]
    return set(found) if len(set(found.values())) > 1 else set()


def _by_size(models: list[str], names: tuple[str, ...]) -> dict[str, bool | None] | None:
    """For models printed as sizes alone ("7B"): those of the card's own family."""
    if not models or not all(_is_size(model) for model in models):
        return None
    stated = {part for name in names for part in parts(name) if SIZES.fullmatch(part)}
    if not stated:
        return dict.fromkeys(models, True)
    own = {model: bool(stated & set(parts(model))) for model in models}
    # Numbers of which none is the own size may be of examples, or of another family.
    return {model: one if any(own.values()) else None for model, one in own.items()}


def _is_size(text: str) -> bool:
    found = parts(text)
    return (
        bool(found)
        and SIZES.fullmatch(found[0]) is not None
        and set(found[1:]) <= {"params", "parameters"}
    )


class Around:
    """What stands around the scores of a table: headings, and the size in each row."""

    def __init__(self, names: tuple[str, ...], headings: Iterable[str], grid: Grid) -> None:
        """`headings` are the texts above the table, the nearest first."""
        self._names = names
        self._own = kin_of(names)
        self._headings = headings
        self._grid = grid

    @cached_property
    def _heading(self) -> Kin | None:
        return next((one for text in self._headings if (one := _tuning(text))), None)

    @cached_property
    def _sizes(self) -> dict[tuple[int, str], set[float]]:
        return row_sizes(self._grid) if self._own.sizes else {}

    def refine(self, scores: list[Benchmark]) -> list[Benchmark]:
        """The scores, with `subject` false where something around tells of another model.

        "Lumen 7B" below "Base models" is not the card's own where that is a chat model, and "Lumen"
        in a row of 13B is not where it is a 7B.
        """
        scores = self._unmade(scores)
        keys = {(score.model, score.variant, score.group) for score in scores if score.subject}
        if not keys:
            return scores
        beside = {
            (variant, group): _pieces(variant, group)
            for variant, group in {(score.variant, score.group) for score in scores}
        }
        pieces = {piece for found in beside.values() for piece in found}
        told = {piece: said for piece in pieces if (said := _tuning(piece)) is not None}
        if len({one for said in told.values() for one in said.said}) < 2:
            told = {piece: said for piece, said in told.items() if "model" in piece.casefold()}
        others = {key for key in keys if self._is_other(key[0] or "", beside[key[1:]], told)}
        rows = {piece for key in keys if key[0] is None for piece in beside[key[1:]]}
        # Two letters may be a language.
        plain = all(len(one) > 2 or one[:1].isdigit() for one in rows)
        apart = (by_kin(sorted(rows), self._names) if plain else None) or {}
        others |= {
            key
            for key in keys
            if key[0] is None and any(apart.get(one) is False for one in beside[key[1:]])
        }
        short = {key for key in keys if kin(key[0] or "") is not None}
        if short and (own := {one for one in pieces if best(self._names, one) >= SHORTER}):
            others |= {key for key in short if own.isdisjoint(beside[key[1:]])}
        if any(key[0] is None for key in keys) and self._is_of_another():
            others |= {key for key in keys if key[0] is None}
        if not others and not self._sizes:
            return scores
        found = []
        for score in scores:
            subject = score.subject
            if subject and (score.model, score.variant, score.group) in others:
                subject = False
            elif subject and self._sizes:
                subject = self._of_size(score)
            same = subject is score.subject
            found.append(score if same else changed(score, subject=subject))
        return found

    def _unmade(self, scores: list[Benchmark]) -> list[Benchmark]:
        """The scores, those of rows made in another way than the own names state not own; of
        several none of which they state, each may be.
        """
        made = row_makings(self._grid)
        told = {line: states_making(self._names, way) for line, way in made.items() if way}
        if len({way for way in made.values() if way}) < 2:
            return scores
        others = False if any(told.values()) else None
        return [
            changed(one, subject=others)
            if one.subject and one.model is None and told.get(one.line) is False
            else one
            for one in scores
        ]

    def _is_of_another(self) -> bool:
        """Whether the nearest text above that tells of a model tells of another than the own."""
        own = {word for kind, word in self._own.said}
        for text in self._headings:
            origin = tells_origin(text)
            if origin is not None:
                return origin not in own and not (origin in _AS_BASE and "base" in own)
            name = _AROUND_NAME.sub(" ", text).strip(" :：*") if len(text) <= 60 else ""
            if best(self._names, name) > NONE and not is_rival(self._names, name):
                return False
            if model_likeness(name) >= 2 and " " not in name and _has_size(name):
                return any(model_likeness(one) >= 2 for one in self._names)
        return False

    def _is_other(self, model: str, pieces: Sequence[str], told: Mapping[str, Kin]) -> bool:
        """Whether what stands beside a model, or above it, is of another of the family."""
        if not any(kind != "size" for kind, _ in kin_of((f"x {model}",)).said):
            around = [told[piece] for piece in pieces if piece in told]
            if not around and self._heading is not None:
                around = [self._heading]
            if any(differs(self._own, said) for said in around):
                return True
        sizes = [size for piece in pieces for size in _billions(piece)]
        return bool(sizes) and not _has_size(model) and other_size(self._own, sizes)

    def _of_size(self, score: Benchmark) -> bool | None:
        """Whether a score is of the own size by its row; None where rows of a line differ."""
        sizes = self._sizes.get((score.line, "")) or self._sizes.get((score.line, score.raw))
        beside = _pieces(score.variant, score.group)
        if not sizes or _has_size(score.model or "") or any(map(_billions, beside)):
            return True
        fit = {other_size(self._own, [size]) for size in sizes}
        return None if len(fit) > 1 else fit == {False}


_AS_BASE = frozenset({"pretrained", "pre-trained", "foundation"})
_AROUND_NAME = re.compile(
    r"\b(?:results?|scores?|evaluations?|performance|benchmarks?|metrics|of|for|the|model)\b|\(.*\)",
    re.IGNORECASE,
)


def _has_size(model: str) -> bool:
    return any(SIZES.fullmatch(part) for part in parts(model))


def _pieces(variant: str | None, group: str | None) -> list[str]:
    """The texts that tell a score apart besides its benchmark and its model."""
    variants = variant.split(" / ") if variant else []
    return [*variants, group] if group else variants


def _tuning(text: str) -> Kin | None:
    """What a text says of how a model was tuned; two letters may be a language."""
    said = kin(text) if 2 < len(text) <= 80 else None
    told = frozenset(pair for pair in said.said if pair[0] != "size") if said else None
    return Kin(told, ()) if told else None


def _billions(text: str) -> tuple[float, ...]:
    """The sizes that a text is made of; what counts millions may be data."""
    said = kin(text)
    return tuple(one for one in said.sizes if one >= 5e8) if said is not None else ()
