"""Mojibake: what was wrong, what it became, and how sure that is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from typing import Literal, NamedTuple

from modelcards.errors import demand
from modelcards.limits import DEFAULT_LIMITS, Limits
from modelcards.text.repair_stages.clean import Look
from modelcards.text.repair_stages.code_pages import Page
from modelcards.text.repair_stages.debris import readings
from modelcards.text.repair_stages.edits import Edit, apply, compose, packed, touched
from modelcards.text.repair_stages.entities import entities
from modelcards.text.repair_stages.escapes import escapes
from modelcards.text.repair_stages.half_undone import one_layer_of_two
from modelcards.text.repair_stages.layers import without_half_undone
from modelcards.text.repair_stages.passes import one_pass
from modelcards.text.repair_stages.rare_pages import may_be_whole, whole_text

_PASSES = 8
_ENDS = re.compile(r"\r\n|\r|\n")


class Repair(NamedTuple):
    """One run of text that was decoded with the wrong code page.

    `line` and `column` are 1-based and count code points of the text as it was given; `before`
    stands there and `after` is what it means. `code_page` is the page (`cp1252`; `cp1252, cp1252`
    when it was damaged twice; `html` for entities, `json` for escapes before it). `certainty` is
    `certain` when one candidate is possible or heading, label or pair leave one, `inferred` when
    only frequency decides; then
    `runner_up` is the next best reading. `lost` says what was lost, and is empty when no byte was.
    A repair that is not `applied` is a proposal.
    """

    line: int
    column: int
    before: str
    after: str
    code_page: str
    certainty: Literal["certain", "inferred"]
    applied: bool
    lost: str = ""
    runner_up: str | None = None

    @property
    def end_column(self) -> int:
        """The column just past `before`, which never spans lines."""
        return self.column + len(self.before)


@dataclass(frozen=True, slots=True)
class RepairResult:
    """The text after the applied repairs, and all repairs in the order of the text.

    `complete` is false when a limit was reached and damage may be left.
    """

    text: str
    repairs: tuple[Repair, ...]
    complete: bool = True


def repair(text: str, *, inferred: bool = False, limits: Limits = DEFAULT_LIMITS) -> RepairResult:
    """Undo mojibake: text that was decoded with the wrong code page, also where bytes were lost.

    Certain repairs are made, inferred ones are proposed, and made with `inferred`. Letters are not
    guessed, good text is not touched, lines stay lines, and repairing twice changes nothing more.
    At most `limits.repairs` runs are repaired.

    >>> result = repair("## ðŸ“ Additional Notes")
    >>> result.text
    '## 📝 Additional Notes'
    >>> [(one.column, one.after, one.certainty, one.lost) for one in result.repairs]
    [(4, '📝', 'certain', '1 byte')]
    """
    demand("text", text, str)
    demand("limits", limits, Limits)
    mended = mend(text, inferred=inferred, limits=limits)
    return RepairResult(mended.text, mended.repairs, mended.complete)


@dataclass(frozen=True)
class Mended:
    """What `repair` gives, with the places of the repairs counted only when they are asked."""

    text: str
    complete: bool = True
    _given: str = ""
    _edits: Sequence[Edit] = ()

    @property
    def applied(self) -> int:
        """How many repairs were made."""
        return sum(edit.applied for edit in self._edits)

    @cached_property
    def repairs(self) -> tuple[Repair, ...]:
        """All repairs, in the order of the text."""
        return tuple(_repairs(self._given, self._edits))


def mend(text: str, *, inferred: bool = False, limits: Limits = DEFAULT_LIMITS) -> Mended:
    """As `repair`, for those who ask of most texts no more than how many repairs were made."""
    look = Look(text)
    rare = not text.isascii() and may_be_whole(text)
    if (look.clean and not rare) or "\0" in text:
        # No text holds NUL, and what random bytes look like is nobody's damage.
        return Mended(text)
    if "\r" in text:
        return _with_own_ends(text, inferred, limits)
    if rare and (edits := whole_text(text, limits.repairs + 1)):
        chosen = _chosen(edits[: limits.repairs], inferred)
        complete = len(edits) <= limits.repairs
        return Mended(apply(text, chosen), complete, text, packed(chosen))
    found = _found(text, look, inferred, limits)
    kept = without_half_undone(text, found.edits) if found.edits else []
    current = found.made if kept == found.edits else apply(text, kept)
    half = one_layer_of_two(text, current, kept)
    if half:
        kept = [
            edit._replace(certain=False, applied=inferred) if edit in half else edit
            for edit in kept
        ]
        current = apply(text, kept)
    if kept == found.edits:
        return _with_readings(text, found, inferred, limits)
    if len(kept) < len(found.edits) and current != text:
        # What is left out must be so for one who sees it for the first time, without the others.
        more = _found(current, Look(current), inferred, limits).edits
        if any(edit.applied for edit in without_half_undone(current, more)):
            # Undone whole or left whole: then all of it is no more than proposed.
            kept = [edit._replace(certain=False, applied=inferred) for edit in found.edits]
            current = apply(text, kept)
    found = _Found(kept, found.complete, current, Look(current))
    return _with_readings(text, found, inferred, limits)


class _Found(NamedTuple):
    """Edits of a text, whether they are all within the limits, and what the text becomes."""

    edits: list[Edit]
    complete: bool
    made: str
    look: Look


def _with_readings(text: str, found: _Found, inferred: bool, limits: Limits) -> Mended:
    """Beside what is known of the usual pages, what the rare ones say of the rest."""
    edits, made = _merged(found.edits, limits.run), found.made
    # What is left has their marks, or they have nothing to say of it.
    complete = found.complete
    if found.look.marked:
        room = max(0, limits.repairs - len(edits))
        free = (one for one in readings(text) if not touched(edits, one))
        more = list(islice(free, room + 1))
        complete = complete and len(more) <= room
        more = _chosen(more[:room], inferred)
        if more:
            edits = sorted([*edits, *more])
            made = apply(text, edits)
    return Mended(made, complete, text, packed(edits))


def _found(text: str, look: Look, inferred: bool, limits: Limits) -> _Found:
    """All that can be undone, pass by pass."""
    edits = _chosen(_written(text), inferred)[: limits.repairs]
    current = text
    if edits:
        current = apply(text, edits)
        look = Look(current)
    pages: tuple[Page, ...] = ()
    complete = True
    for _ in range(_PASSES):
        if not look.suspicious:
            break
        fresh = not pages
        room = max(0, limits.repairs - len(edits))
        if not (room or complete):
            break
        found, pages = one_pass(current, pages, room + 1)
        complete = complete and len(found) <= room
        found = _chosen(found[:room], inferred)
        edits = compose(edits, found, text)
        if any(edit.applied for edit in found):
            current = apply(current, found)
            look = Look(current)
        elif fresh:
            break
        else:
            # What is left must hold for one who sees it for the first time, without these pages.
            pages = ()
    return _Found(edits, complete, current, look)


def _written(text: str) -> list[Edit]:
    """Damage that is written in entities or escapes."""
    found, escaped = entities(text), escapes(text)
    return sorted([*found, *escaped]) if escaped else found


def _with_own_ends(text: str, inferred: bool, limits: Limits) -> Mended:
    """Repair the lines with plain line feeds between them, and give each its own ending back."""
    ends = iter(_ENDS.findall(text))
    result = mend(_ENDS.sub("\n", text), inferred=inferred, limits=limits)
    return replace(result, text=re.sub("\n", lambda _: next(ends), result.text))


def _chosen(edits: list[Edit], inferred: bool) -> list[Edit]:
    return [one if one.certain or inferred else one._replace(applied=False) for one in edits]


def _repairs(text: str, edits: Sequence[Edit]) -> Iterator[Repair]:
    line, begin, at = 1, 0, 0
    for edit in edits:
        line += text.count("\n", at, edit.start)
        begin = max(begin, text.rfind("\n", at, edit.start) + 1)
        at = edit.start
        # By position: by name costs twice as much, and a card has many.
        yield Repair(
            line,
            edit.start - begin + 1,
            text[edit.start : edit.end],
            edit.after,
            ", ".join(edit.pages),
            "certain" if edit.certain else "inferred",
            edit.applied,
            _lost(edit) if edit.lost or edit.spaces else "",
            edit.runner_up,
        )


def _lost(edit: Edit) -> str:
    parts = []
    if edit.lost:
        parts.append("1 byte" if edit.lost == 1 else f"{edit.lost} bytes")
    if edit.spaces:
        parts.append("a no-break space" if edit.spaces == 1 else f"{edit.spaces} no-break spaces")
    return " and ".join(parts)


def _merged(edits: list[Edit], most: int) -> list[Edit]:
    """Edits that follow on each other as one, so that an emoji comes with its selector."""
    out = edits[:1]
    for edit in edits[1:]:
        last = out[-1]
        if (
            last.end != edit.start
            or (last.pages, last.certain, last.applied) != (edit.pages, edit.certain, edit.applied)
            or edit.end - last.start > most
        ):
            out.append(edit)
            continue
        out[-1] = Edit(
            start=last.start,
            end=edit.end,
            after=last.after + edit.after,
            pages=edit.pages,
            certain=edit.certain,
            lost=last.lost + edit.lost,
            spaces=last.spaces + edit.spaces,
            runner_up=last.runner_up or edit.runner_up,
            applied=edit.applied,
        )
    return out
