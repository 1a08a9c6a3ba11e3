"""What stands around the scores of a table, and which of them it says are of another model."""

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
    kin,
    kin_of,
    other_size,
    row_makings,
    row_sizes,
    states_making,
    tells_origin,
)
from modelcards.scores.kinds import model_likeness
from modelcards.scores.subject import (
    NONE,
    SHORTER,
    SIZES,
    best,
    is_rival,
    parts,
)
from modelcards.tables.grid import Grid


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
