"""Mend a text, or the bytes of a file, by the fixes of its findings."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from modelcards.convert.item import TIMEOUT, checked_timeout
from modelcards.errors import ArgumentError, demand
from modelcards.linting.clock import Clock
from modelcards.linting.engine import check, finding
from modelcards.linting.fixpoint import settle
from modelcards.linting.ignore_comments import ignored
from modelcards.linting.rule import Hit
from modelcards.linting.rule_selection import Selection, prefixes
from modelcards.linting.view import View
from modelcards.model.finding import Finding, order

if TYPE_CHECKING:
    from modelcards.linting.rule import Rule
    from modelcards.model.card import ModelCard
    from modelcards.text.source import Source

_MARKS = {
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
}


@dataclass(frozen=True, slots=True)
class FixResult:
    """The mended text, the findings that were mended, and those that were not.

    `text` begins with a byte-order mark where the given one did and that was not mended. Places of
    applied findings are those of the text as it was when each was mended. Bytes that cannot be read
    are U+FFFD in `text`; then nothing is mended.
    """

    text: str
    applied: tuple[Finding, ...]
    remaining: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Mended:
    """`FixResult` for bytes: what to write, and the card that it reads as."""

    data: bytes
    card: ModelCard
    applied: tuple[Finding, ...]
    remaining: tuple[Finding, ...]


def fix(
    text: str | bytes,
    *,
    unsafe: bool = False,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    timeout: float | None = TIMEOUT,
) -> FixResult:
    r"""Mend what needs no judgement; with `unsafe` also stated values that contradict others.

    Fixing twice equals fixing once. A fix that would change a fact it does not name is refused, and
    where fixes make work for each other without an end, all of them are. When `timeout` seconds are
    over, what is mended by then stays, the rest is left, and MC004 says so; None is without an end.

    Raises:
        ArgumentError: neither `str` nor `bytes`, a rule that is not known, or a time that is none.

    >>> result = fix("# Lumen-7B\n\n**Access:** 🔴 Public\n\n**ALScore:** 3.2 (Mid-tier)\n")
    >>> result.text.split("\n")[2], [finding.code for finding in result.applied]
    ('**Access:** 🟢 Public', ['MC203'])
    """
    selection = Selection(select=prefixes(select, "select"), ignore=prefixes(ignore, "ignore"))
    if not isinstance(text, (str, bytes)):
        raise ArgumentError(f"fix takes str or bytes, not {type(text).__name__}")
    demand("timeout", timeout, int, float, none=True)
    seconds = None if timeout is None else checked_timeout(timeout)
    mended = mend(text, selection.card_rules(), unsafe=unsafe, clock=Clock(seconds))
    encoding = mended.card.source.encoding
    codec = encoding if encoding in _MARKS else "utf-8"
    return FixResult(mended.data.decode(codec, "replace"), mended.applied, mended.remaining)


def mend(
    data: str | bytes,
    rules: Sequence[Rule],
    *,
    unsafe: bool = False,
    path: str | None = None,
    card: ModelCard | None = None,
    clock: Clock | None = None,
) -> Mended:
    """Apply every fix that may be applied until none is left; the encoding stays unless mended.

    `card` is what `data` reads as, where that is known already, `clock` says how long it may take.
    """
    clock = clock or Clock()
    mended = _mend(data, rules, unsafe=unsafe, path=path, card=card, clock=clock)
    return _told(mended, rules, clock, unsafe=unsafe) if clock.over else mended


def _mend(
    data: str | bytes,
    rules: Sequence[Rule],
    *,
    unsafe: bool,
    path: str | None,
    card: ModelCard | None,
    clock: Clock,
) -> Mended:
    from modelcards.reading.reader import parse
    from modelcards.text.source import decode

    card = card or parse(data, path=path)
    findings = check(card, rules)
    clock.count()
    source = _source(card)
    given = data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass")
    recoded = [one for one in findings if one.fix is not None and not one.fix.edits]
    encoding = "utf-8" if recoded else source.encoding
    whole = not any(problem.code == "MC004" for problem in source.problems)
    untouched = Mended(given, card, (), tuple(findings))
    # Where the bytes cannot be written back as they were, every edit would touch others.
    if not whole or not (recoded or _encode(source.original, encoding) == given):
        return untouched
    # What a new encoding gives rise to is read at the end.
    clock.spare = int(bool(recoded) or encoding != "utf-8")
    if recoded and not clock.allows():
        return untouched
    done = settle(source.original, card, findings, rules, unsafe=unsafe, path=path, clock=clock)
    if done is None:
        return untouched
    text, card, applied, remaining = done
    # Repair makes a byte-order mark of a damaged one, and behind a mark there may be another.
    marked = text.startswith("\ufeff") and (recoded or not source.original.startswith("\ufeff"))
    text = text.lstrip("\ufeff") if marked else text
    written = _encode(text, encoding)
    if written == given:
        return replace(untouched, remaining=remaining)
    # NULs that are now an even number of bytes apart look like UTF-16.
    if decode(written).original != text:
        return untouched
    # The rounds read text; only its bytes tell what the encoding gives rise to.
    if recoded or marked or encoding != "utf-8":
        card = parse(written, path=path)
        remaining = tuple(check(card, rules))
    return Mended(written, card, (*recoded, *applied), remaining)


def _told(mended: Mended, rules: Iterable[Rule], clock: Clock, *, unsafe: bool) -> Mended:
    """With a finding that says what was left for want of time."""
    rule = next((one for one in rules if one.code == "MC004"), None)
    left = sum(one.fix is not None and (one.fix.safe or unsafe) for one in mended.remaining)
    if rule is None or not left:
        return mended
    said = f"the limit of {clock.seconds:g} seconds is reached: {left} findings are not mended"
    made = finding(rule, Hit(View(mended.card).whole(None), said), mended.card.source.path)
    if ignored(_source(mended.card).text).covers(made.code, made.line, made.end_line):
        return mended
    return replace(mended, remaining=tuple(sorted((*mended.remaining, made), key=order)))


def _source(card: ModelCard) -> Source:
    if card._original is None:
        raise ArgumentError("a card without its text cannot be mended")
    return card._original.source


def _encode(text: str, encoding: str) -> bytes:
    if encoding in _MARKS:
        return _MARKS[encoding] + text.encode(encoding, "surrogatepass")
    return text.encode("utf-8-sig" if encoding == "utf-8-sig" else "utf-8", "surrogatepass")
