"""One run of `modelcards lint`: files and directories in, findings and mended files out."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from modelcards.linting.clock import Clock
from modelcards.linting.engine import check, check_across
from modelcards.linting.files import EVERY, Choice, folders, listed
from modelcards.linting.work import Checked, Lint, Request, difference
from modelcards.model.finding import Finding, order

if TYPE_CHECKING:
    from modelcards.convert.convert import Watcher
    from modelcards.convert.item import Item
    from modelcards.linting.collection import Page

_PRELOAD = "modelcards.linting.preload"


@dataclass
class Outcome:
    """What came of a run.

    `unread` are messages on files of directories that could not be read or written, `wrong` those
    on files that were named. `pages` holds what has findings, by path, `files` the paths of all
    cards that were looked at.
    """

    findings: list[Finding] = field(default_factory=list)
    applied: list[Finding] = field(default_factory=list)
    diffs: list[str] = field(default_factory=list)
    skipped: int = 0
    files: list[str] = field(default_factory=list)
    unread: list[tuple[str, str]] = field(default_factory=list)
    wrong: list[tuple[str, str]] = field(default_factory=list)
    pages: dict[str | None, Page] = field(default_factory=dict)
    _lines: tuple[str | None, list[str]] = ("", [])

    @property
    def checked(self) -> int:
        """How many cards were looked at."""
        return len(self.files)

    def line(self, path: str | None, number: int) -> str:
        """A line of a card with findings, "" where it is not known."""
        if self._lines[0] != path:
            page = self.pages.get(path)
            original = page.card._original if page is not None else None
            self._lines = path, original.source.text.split("\n") if original else []
        lines = self._lines[1]
        return lines[number - 1] if 0 < number <= len(lines) else ""


def lint_paths(
    paths: Iterable[str],
    request: Request,
    choice: Choice = EVERY,
    *,
    jobs: int | None = 1,
    watcher: Watcher | None = None,
) -> Outcome:
    """Lint files and directories; what cannot be read is told, and the rest done.

    `jobs` is the number of worker processes; None takes all cores from a few hundred files on.

    Raises:
        ArgumentError: a number of jobs that makes no sense.
        SettingsError: settings that cannot be used.
    """
    from modelcards.convert.workers import start_early

    given = list(paths)
    outcome = Outcome()
    if (jobs or 1) > 1:
        # What workers are forked from makes itself ready while the files are listed.
        start_early(_PRELOAD)
    items = listed(given, request.configuration, choice)
    pages: list[Page] = []
    if watcher is not None:
        watcher.begin(lambda: len(items))
    failed = 0
    for item, checked in zip(items, _checked(items, request, jobs), strict=True):
        page = _take(item, checked, outcome)
        if page is not None:
            pages.append(page)
        failed += checked.error is not None
        if watcher is not None:
            watcher.advance(1, failed)
    if folders(given) and not (request.diff or request.listing):
        _across(given, pages, request, outcome)
    outcome.findings.sort(key=order)
    return outcome


def _checked(items: Sequence[Item], request: Request, jobs: int | None) -> Iterator[Checked]:
    """What comes of each file, in their order."""
    from modelcards.convert.workers import chunked, select

    job = Lint(request)
    # A worker that mends ends by itself, and must not be ended before.
    more = request.timeout if request.fix or request.diff else 0.0
    engine = select(jobs, None, len(items), preload=_PRELOAD, more=more)
    if not request.fix:
        for found in engine(job, chunked(items)):
            yield from found
        return
    # A file that has two names is mended by the first, and read again under the other.
    first: dict[str, str] = {}
    for item in items:
        first.setdefault(os.path.realpath(item.path), item.path)
    once = frozenset(first.values())
    chunks = chunked(item for item in items if item.path in once)
    results = (one for found in engine(job, chunks) for one in found)
    for item in items:
        yield next(results) if item.path in once else job([item])[0]


def _take(item: Item, checked: Checked, outcome: Outcome) -> Page | None:
    """Note what came of a file; gives its page where it lies in a directory."""
    if checked.error is not None:
        (outcome.wrong if item.chosen else outcome.unread).append((item.path, checked.error))
    if checked.reason is not None:
        outcome.skipped += 1
    page = checked.page
    if page is not None and page.is_card:
        outcome.files.append(item.path)
        outcome.findings += checked.findings
        outcome.applied += checked.applied
        outcome.diffs += checked.diffs
        if checked.findings:
            outcome.pages[item.path] = page
    return None if item.chosen else page


def _across(given: list[str], pages: list[Page], request: Request, outcome: Outcome) -> None:
    """The findings of rules that look beyond one file."""
    from modelcards.linting.collection import Collection
    from modelcards.linting.rules import all_rules

    collection = Collection(tuple(folders(given)), tuple(pages))
    configuration = request.configuration
    chosen = {id(one): one for one in (configuration.of(page.path) for page in pages)}.values()
    rules = [
        rule
        for rule in all_rules()
        if rule.check_all is not None and any(one.selection.allows(rule.code) for one in chosen)
    ]
    for one in check_across(collection, rules):
        if configuration.allows(one.code, one.path):
            outcome.findings.append(one)
            if one.path is not None:
                outcome.pages[one.path] = collection.by_name[one.path]


def lint_stdin(data: bytes, name: str | None, request: Request) -> tuple[Outcome, bytes]:
    """Lint one card that has no file; the bytes are the mended ones."""
    from modelcards.linting.collection import Page
    from modelcards.linting.fix import mend
    from modelcards.reading.reader import parse

    outcome = Outcome(files=[name or "-"])
    rules = request.rules(name)
    card = parse(data, path=name)
    if not (request.fix or request.diff):
        outcome.findings = check(card, rules)
        outcome.pages[name] = Page(name or "-", card, True)
        return outcome, data
    clock = Clock(request.timeout)
    mended = mend(data, rules, unsafe=request.unsafe, path=name, card=card, clock=clock)
    outcome.applied += mended.applied
    outcome.findings += mended.remaining
    outcome.pages[name] = Page(name or "-", mended.card, True)
    outcome.diffs += difference(card, mended, name or "-")
    return outcome, mended.data
