"""One run of `modelcards lint`: files and directories in, findings and mended files out."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from modelcards.errors import ModelCardsError, NotFoundError, ReadError
from modelcards.linting.engine import check, check_across
from modelcards.linting.rule_selection import Selection
from modelcards.linting.stable_read import read_steadily
from modelcards.model.finding import Finding, order

if TYPE_CHECKING:
    from modelcards.linting.collection import Collection
    from modelcards.linting.fix import Mended
    from modelcards.linting.rule import Rule
    from modelcards.linting.settings import Settings
    from modelcards.model.card import ModelCard


_LINE = r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+"


@dataclass(frozen=True)
class Request:
    """What to do: which rules, whether to mend (`fix`), to show what would be mended (`diff`)."""

    selection: Selection
    settings: Settings
    fix: bool = False
    diff: bool = False
    unsafe: bool = False
    all_files: bool = False
    cards_only: bool = False

    def rules(self, path: str | None) -> tuple[Rule, ...]:
        """The rules that run on a file by itself."""
        ignored = self.settings.ignored_in(path)
        rules = self.selection.card_rules()
        return tuple(r for r in rules if not r.code.startswith(ignored)) if ignored else rules


@dataclass
class Outcome:
    """What came of a run.

    `unread` are messages on files of directories that could not be read or written, `wrong` those
    on files that were named. `cards` holds the cards that have findings, by path, `mended` the real
    paths of the files that were written.
    """

    findings: list[Finding] = field(default_factory=list)
    applied: list[Finding] = field(default_factory=list)
    diffs: list[str] = field(default_factory=list)
    skipped: int = 0
    checked: int = 0
    unread: list[tuple[str, str]] = field(default_factory=list)
    wrong: list[tuple[str, str]] = field(default_factory=list)
    cards: dict[str | None, ModelCard] = field(default_factory=dict)
    mended: set[str] = field(default_factory=set)

    def line(self, path: str | None, number: int) -> str:
        """A line of a card with findings, "" where it is not known."""
        card = self.cards.get(path)
        original = card._original if card is not None else None
        lines = original.source.text.split("\n") if original else []
        return lines[number - 1] if 0 < number <= len(lines) else ""


def lint_paths(paths: Iterable[str], request: Request) -> Outcome:
    """Lint files and directories; what cannot be read is told, and the rest done."""
    outcome = Outcome()
    given = list(dict.fromkeys(paths))
    folders = [path for path in given if os.path.isdir(path)]
    seen: set[str] = set()
    if folders:
        from modelcards.linting.collection import read_collection

        collection = read_collection(folders, all_files=request.all_files)
        seen = set(collection.by_path)
        _lint_collection(collection, request, outcome)
    for path in given:
        if path in folders or str(Path(path).absolute()) in seen:
            continue
        try:
            card = read_steadily(path)
            if not (request.cards_only and not _is_card(card, path)):
                _lint_card(card, request, outcome)
        except (NotFoundError, ModelCardsError) as error:
            outcome.wrong.append((path, str(error)))
    outcome.findings.sort(key=order)
    return outcome


def lint_stdin(data: bytes, name: str | None, request: Request) -> tuple[Outcome, bytes]:
    """Lint one card that has no file; the bytes are the mended ones."""
    from modelcards.linting.fix import mend
    from modelcards.reading.reader import parse

    outcome = Outcome(checked=1)
    rules = request.rules(name)
    card = parse(data, path=name)
    if not (request.fix or request.diff):
        _keep(outcome, card, check(card, rules))
        return outcome, data
    mended = mend(data, rules, unsafe=request.unsafe, path=name, card=card)
    outcome.applied += mended.applied
    _keep(outcome, mended.card, list(mended.remaining))
    outcome.diffs += _diff(card, mended, name or "-")
    return outcome, mended.data


def _keep(outcome: Outcome, card: ModelCard, findings: list[Finding]) -> None:
    outcome.findings += findings
    if findings:
        outcome.cards[card.source.path] = card


def _is_card(card: ModelCard, path: str) -> bool:
    """True where the content says by itself that a named file is a card."""
    from modelcards.cardset.selection import is_card, why_not_a_card

    return why_not_a_card(card, path) is None and is_card(card)


def _lint_card(card: ModelCard, request: Request, outcome: Outcome) -> ModelCard:
    """Lint one card that was read from a file, and mend it; gives the card as it is afterwards."""
    outcome.checked += 1
    path = card.source.path or ""
    real = os.path.realpath(path)
    if real in outcome.mended:  # by another name, through a link
        card = read_steadily(path)
    rules = request.rules(path)
    findings = check(card, rules)
    wanted = request.fix or request.diff
    if not wanted or not any(f.fix and (f.fix.safe or request.unsafe) for f in findings):
        _keep(outcome, card, findings)
        return card
    from modelcards.linting.fix import mend

    data = _bytes(path, card)
    mended = mend(data, rules, unsafe=request.unsafe, path=path, card=card)
    if request.fix and mended.data != data:
        _write(path, data, mended.data)
        outcome.mended.add(real)
    outcome.applied += mended.applied
    outcome.diffs += _diff(card, mended, path) if request.diff else []
    _keep(outcome, mended.card, list(mended.remaining))
    return mended.card


def _lint_collection(collection: Collection, request: Request, outcome: Outcome) -> None:
    outcome.skipped += len(collection.skipped)
    outcome.unread += [(failure.path, failure.error) for failure in collection.failures]
    for page in collection.pages:
        if not page.is_card:
            continue
        try:
            page.card = _lint_card(page.card, request, outcome)
        except ModelCardsError as error:
            outcome.unread.append((page.path, str(error)))
            _keep(outcome, page.card, check(page.card, request.rules(page.path)))
    if request.diff:
        return
    for one in check_across(collection, request.selection.rules()):
        if not one.code.startswith(request.settings.ignored_in(one.path) or ("-",)):
            outcome.findings.append(one)
            outcome.cards[one.path] = collection.by_name[one.path].card


def _bytes(path: str, card: ModelCard) -> bytes:
    """The bytes that a card was read from."""
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise ReadError(f"cannot read {path}: {error.strerror or error}") from None
    if hashlib.sha256(data).hexdigest() != card.source.sha256:
        raise ReadError(f"{path} changed while it was read; it is not mended")
    return data


def _write(path: str, before: bytes, after: bytes) -> None:
    """Replace a file in one step; its mode, and a link to it, stay."""
    from modelcards.formats.atomic import Staged, write_errors

    target = Path(path)
    with write_errors(path), Staged(target) as staged:
        staged.path.write_bytes(after)
        if target.read_bytes() != before:
            raise ReadError(f"{path} changed while it was mended; it is left as it is")
        staged.commit()


def _diff(card: ModelCard, mended: Mended, path: str) -> Iterator[str]:
    """The lines of a unified diff."""
    from difflib import unified_diff

    before, after = _text(card), _text(mended.card)
    for line in unified_diff(before, after, path, path):
        ended = line.endswith(("\n", "\r"))
        yield line.rstrip("\n") + ("\n" if ended else "\n\\ No newline at end of file\n")


def _text(card: ModelCard) -> list[str]:
    original = card._original
    if original is None:
        return []
    mark = "\ufeff" if card.source.encoding not in ("utf-8", "cp1252") else ""
    return re.findall(_LINE, mark + original.source.original)
