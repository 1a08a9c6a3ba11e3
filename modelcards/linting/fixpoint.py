"""Which fixes of a text can be made: those that change no fact but what they name.

Fixes are tried together, and where that changes another fact, in halves, for at most `TRIES`
readings a round and as long as a clock allows. What was not shown to be harmless by then is not
made. Rounds go on until one of them makes nothing, and each begins without knowing of those before
it. That is why fixing twice equals fixing once, but for want of time: the second time begins with
the round that made nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from modelcards.linting.clock import Clock
from modelcards.linting.edits import apart, edited, edits_of
from modelcards.linting.engine import check
from modelcards.model.finding import Finding

if TYPE_CHECKING:
    from modelcards.linting.rule import Rule
    from modelcards.model.card import ModelCard

TRIES = 24
"""Readings of one round; one is enough where no fix is refused, which nearly always is so."""
ROUNDS = 8


class Settled(NamedTuple):
    """A text to which no more fix can be made, what it reads as, and what was and was not made."""

    text: str
    card: ModelCard
    applied: tuple[Finding, ...]
    remaining: tuple[Finding, ...]


def settle(
    text: str,
    card: ModelCard,
    findings: Sequence[Finding],
    rules: Sequence[Rule],
    *,
    unsafe: bool,
    path: str | None,
    clock: Clock,
) -> Settled | None:
    """Make every fix that can be made; None where fixes make work for each other without an end.

    `card` is what `text` reads as, `findings` is what the rules find in it.
    """
    applied: list[Finding] = []
    for _ in range(ROUNDS):
        wanted = [one for one in findings if _is_safe(one) or (unsafe and _has_edits(one))]
        trial = _Trial(text, card, path, clock)
        trial.take_most(apart(wanted))
        if not trial.harmless:
            return Settled(text, card, tuple(applied), tuple(findings))
        text, card = trial.made, trial.read
        applied += trial.harmless
        findings = check(card, rules)
    return None


def _has_edits(one: Finding) -> bool:
    return one.fix is not None and bool(one.fix.edits)


def _is_safe(one: Finding) -> bool:
    return _has_edits(one) and one.fix is not None and one.fix.safe


class _Trial:
    """One round: the fixes found harmless, the text with them made, and what that reads as."""

    def __init__(self, text: str, card: ModelCard, path: str | None, clock: Clock) -> None:
        self.harmless: list[Finding] = []
        self.made = text
        self.read = card
        self._text = text
        self._card = card
        self._path = path
        self._clock = clock
        self._tries = TRIES

    def take_most(self, findings: list[Finding]) -> None:
        """Take all of these; else the safe ones, which belong together, and what goes with them.

        Repairs of half a text may read as what neither the damaged nor the mended text says.
        """
        safe = [one for one in findings if _is_safe(one)]
        if findings and not self._is_harmless(findings):
            taken = self._take(safe, fails=len(safe) == len(findings))
            self._take([one for one in findings if not _is_safe(one)], fails=taken)

    def _take(self, findings: list[Finding], *, fails: bool = False) -> bool:
        """Take what is harmless of these, as far as readings reach; True when all are.

        `fails` says that not all of them can be, as where the other half is.
        """
        if not findings or (not fails and self._is_harmless(findings)):
            return True
        if len(findings) > 1:
            half = len(findings) // 2
            first = self._take(findings[:half])
            self._take(findings[half:], fails=first)
        return False

    def _is_harmless(self, findings: list[Finding]) -> bool:
        from modelcards.linting.same_facts import same_facts

        if self._tries == 0 or not self._clock.allows():
            return False
        self._tries -= 1
        together = self.harmless + findings
        made = edited(self._text, [edit for one in together for edit in edits_of(one)])
        read = self._clock.read(made, self._path)
        if not same_facts(self._card, read, together):
            return False
        self.harmless, self.made, self.read = together, made, read
        return True
