"""The work of lint on one file, as a value that can be sent to another process."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from modelcards.convert.item import TIMEOUT
from modelcards.errors import ModelCardsError, ReadError
from modelcards.linting.clock import Clock
from modelcards.linting.collection import Page
from modelcards.linting.configuration import Configuration
from modelcards.linting.engine import check
from modelcards.linting.front_only import are_of_front_matter, read_front
from modelcards.linting.stable_read import read_steadily
from modelcards.model.finding import Finding

if TYPE_CHECKING:
    from modelcards.convert.item import Item
    from modelcards.linting.fix import Mended
    from modelcards.linting.rule import Rule
    from modelcards.model.card import ModelCard

_LINE = r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+"


@dataclass(frozen=True)
class Request:
    """What to do: which rules, whether to mend (`fix`), to show what would be mended (`diff`).

    `all_files` takes every file of a directory as a card, `cards_only` passes over named files too
    that are none. `listing` only finds out which files are cards. `timeout` is what mending one
    card may take, in seconds.
    """

    configuration: Configuration = field(default_factory=Configuration)
    fix: bool = False
    diff: bool = False
    unsafe: bool = False
    all_files: bool = False
    cards_only: bool = False
    listing: bool = False
    timeout: float = TIMEOUT

    @property
    def only_looks(self) -> bool:
        """Whether nothing is mended, and cards are not just listed."""
        return not (self.fix or self.diff or self.listing)

    def rules(self, path: str | None) -> tuple[Rule, ...]:
        """The rules that run on a file by itself."""
        return () if self.listing else self.configuration.of(path).rules(path)


class Checked(NamedTuple):
    """What came of a file. `reason` says why it was passed over, `error` why it was not read.

    `page` is what other files are compared with, as the file is afterwards.
    """

    path: str
    findings: list[Finding]
    applied: list[Finding]
    diffs: list[str]
    page: Page | None = None
    reason: str | None = None
    error: str | None = None


def without(item: Item, *, error: str | None = None, page: Page | None = None) -> Checked:
    """What came of a file in which nothing was looked for."""
    return Checked(item.path, [], [], [], page, error=error)


@dataclass(frozen=True)
class Lint:
    """Lint items; picklable, without state."""

    request: Request

    def __call__(self, items: Sequence[Item]) -> list[Checked]:
        """Lint each item; none of them raises what is wrong with a file."""
        return [self._one(item) for item in items]

    def failed(self, item: Item, reason: str) -> Checked:
        """What came of an item whose worker died or took too long."""
        return without(item, error=reason)

    def _one(self, item: Item) -> Checked:
        from modelcards.cardset.selection import why_not_a_card

        if item.error is not None:
            return without(item, error=item.error)
        if item.chosen and self.request.only_looks and (card := self._front(item.path)):
            if card.metadata is None and self.request.cards_only:
                return without(item)  # what is found in a card without front matter is nothing
            return lint_card(card, self.request)
        try:
            card = read_steadily(item.path)
        except ModelCardsError as error:
            return without(item, error=str(error))
        if item.chosen:
            if self.request.cards_only and not _is_card(card, item.path):
                return without(item)
        elif not self.request.all_files and (reason := why_not_a_card(card, item.path)):
            return without(item, page=Page(item.path, card, False))._replace(reason=reason)
        try:
            return lint_card(card, self.request)
        except ModelCardsError as error:
            rules = self.request.rules(item.path)
            page = Page(item.path, card, True)
            return Checked(item.path, check(card, rules), [], [], page, error=str(error))

    def _front(self, path: str) -> ModelCard | None:
        """The front matter of a file, where nothing else of it is asked for."""
        rules = self.request.rules(path)
        return read_front(path) if are_of_front_matter(rules) else None


def _is_card(card: ModelCard, path: str) -> bool:
    """True where the content says by itself that a named file is a card."""
    from modelcards.cardset.selection import is_card, why_not_a_card

    return why_not_a_card(card, path) is None and is_card(card)


def lint_card(card: ModelCard, request: Request) -> Checked:
    """Lint one card that was read from a file, and mend it.

    Raises:
        ReadError, WriteError: the file changed meanwhile, or cannot be written.
    """
    path = card.source.path or ""
    rules = request.rules(path)
    page = Page(path, card, True)
    findings = check(card, rules, page.view)
    wanted = request.fix or request.diff
    if not wanted or not any(f.fix and (f.fix.safe or request.unsafe) for f in findings):
        return Checked(path, findings, [], [], page)
    from modelcards.linting.fix import mend

    data = _bytes(path, card)
    clock = Clock(request.timeout)
    mended = mend(data, rules, unsafe=request.unsafe, path=path, card=card, clock=clock)
    if request.fix and mended.data != data:
        write(path, data, mended.data)
    diffs = list(difference(card, mended, path)) if request.diff else []
    # What is only shown is not there for the other files.
    page = page if request.diff else Page(path, mended.card, True)
    return Checked(path, list(mended.remaining), list(mended.applied), diffs, page)


def _bytes(path: str, card: ModelCard) -> bytes:
    """The bytes that a card was read from."""
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise ReadError(f"cannot read {path}: {error.strerror or error}") from None
    if hashlib.sha256(data).hexdigest() != card.source.sha256:
        raise ReadError(f"{path} changed while it was read; it is not mended")
    return data


def write(path: str, before: bytes, after: bytes) -> None:
    """Replace a file in one step; its mode, and a link to it, stay."""
    from modelcards.formats.atomic import Staged, write_errors

    target = Path(path)
    with write_errors(path), Staged(target) as staged:
        staged.path.write_bytes(after)
        if target.read_bytes() != before:
            raise ReadError(f"{path} changed while it was mended; it is left as it is")
        staged.commit()


def difference(card: ModelCard, mended: Mended, path: str) -> Iterator[str]:
    """The lines of a unified diff."""
    from difflib import unified_diff

    from modelcards.display.escape import harmless

    before, after = _text(card), _text(mended.card)
    shown = harmless(path)
    for line in unified_diff(before, after, shown, shown):
        ended = line.endswith(("\n", "\r"))
        yield line.rstrip("\n") + ("\n" if ended else "\n\\ No newline at end of file\n")


def _text(card: ModelCard) -> list[str]:
    original = card._original
    if original is None:
        return []
    mark = "\ufeff" if card.source.encoding not in ("utf-8", "cp1252") else ""
    return re.findall(_LINE, mark + original.source.original)
