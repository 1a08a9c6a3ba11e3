"""Which models of a table are the card's own."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from modelcards.scores.kin import (
    by_kin,
    denies,
    differs,
    fits,
    kin,
    kin_of,
    lacks_something,
    says_origin,
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

_THIS = re.compile(
    r"\s?\(this (?:repo|repository|model|work|card|checkpoint)\)$|\s?\(this\)$", re.IGNORECASE
)
"""What stands behind a name that the authors call their own; it is no part of the name."""


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
    for model in [one for one in models if one.endswith(")") and _THIS.search(one)]:
        if best(names, _THIS.sub("", model)) == EXACT:
            likely[model] = EXACT
    for model in [one for one in models if one.endswith(")") and "(" in one]:
        outer, _, inner = model[:-1].partition("(")
        if best(names, inner) == EXACT and model_likeness(outer) < 2:
            likely[model] = EXACT  # "Fine-tuned (lumen-7b)"
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
            untold or lacks_something(model) or denies(model) or is_rival(names, model)
        ):
            likely[model] = RIVAL
    top = max(likely.values(), default=NONE)
    if top <= SHORTER and any(map(is_ours, models)):
        return _ours(models, names)
    if top > NONE:
        fitting = [model for model, fit in likely.items() if fit == top]
        open_ = _versions(fitting, names) | {
            one for one in fitting if top < EXACT and says_origin(one)
        }
        if exact and top == EXTENDED:
            # Elsewhere the card names its own in full: "Lumen-7B-Base" is another stage of it.
            open_ |= {one for one in fitting if _is_of_stage(one, names)}
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
    denied = {parts(model)[1:] for model in ends if parts(model)[0] in _NOT}
    ends = [model for model in ends if parts(model) not in denied]
    for told in (ends, [model for model in models if model in bold]):
        if len(told) == 1 < len(models):
            return {model: model == told[0] for model in models}
    return dict.fromkeys(models, None)


def _is_of_stage(model: str, names: tuple[str, ...]) -> bool:
    """Whether a model says a stage of training that the card's own names do not."""
    said = kin_of((model,)).said - kin_of(names).said
    return any(kind in ("tuning", "stage") for kind, _ in said)


_NOT = frozenset({"no", "non", "not"})
"""Of "Shuffled" and "Non-shuffled" a name ends with both, and says the latter."""


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
    least = 2 if model.isupper() else 3  # "CA" beside "MSA"
    if sum(map(len, theirs)) < least or model_likeness(model) >= 2:
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
    if not all(map(_is_size, models)):
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
