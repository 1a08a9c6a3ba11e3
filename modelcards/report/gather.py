"""What a report is about: cards from anywhere, and the findings of lint on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO

from modelcards.cardset.cardset import Failure
from modelcards.cardset.selection import Skipped, why_not_a_card
from modelcards.convert.inputs import Inputs, resolve
from modelcards.convert.item import Columns
from modelcards.errors import ModelCardsError, ReadError
from modelcards.model.finding import Finding, order
from modelcards.text.source import absolute

if TYPE_CHECKING:
    from modelcards.convert.item import Item
    from modelcards.linting.work import Request
    from modelcards.model.card import ModelCard


@dataclass(slots=True)
class Gathered:
    """The cards sorted by path, the findings, and what was passed over or could not be read."""

    cards: list[ModelCard] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)


def gather(
    sources: Iterable[str],
    request: Request,
    *,
    listed: BinaryIO | None = None,
    jobs: int | None = None,
) -> Gathered:
    """Read and lint what `sources` name, with the rules and settings of a lint request.

    A source is what `convert` takes too: a file, a directory, a glob, an archive, a `.parquet` or
    `.jsonl` file of cards, a URL, or `-` for a list of paths. Rules that look beyond one file see
    the directories. `jobs` is the number of worker processes for those; None takes all cores from a
    few hundred cards on.

    Raises:
        NotFoundError: a named source does not exist.
        ReadError: a named file cannot be read; a damaged row or member is in `failures`.
    """
    inputs = resolve(sources, Columns(), listed)
    out = Gathered()
    seen = _directories(inputs, request, out, jobs) if inputs.directories else frozenset()
    others = Inputs(
        inputs.columns,
        files=inputs.files,
        containers=inputs.containers,
        remote=inputs.remote,
        hub=inputs.hub,
    )
    for item in others:
        if item.data is not None or absolute(item.path) not in seen:
            _take(item, request, out)
    out.cards.sort(key=lambda card: card.source.path or "")
    out.findings.sort(key=order)
    return out


def _directories(
    inputs: Inputs, request: Request, out: Gathered, jobs: int | None
) -> frozenset[str]:
    """Read directories as lint does; the absolute paths of their cards."""
    from modelcards.convert.workers import chunked, select
    from modelcards.linting.collection import Collection, Page
    from modelcards.linting.engine import check_across
    from modelcards.linting.rules import all_rules
    from modelcards.linting.work import Lint

    roots = inputs.directories
    items = list({absolute(one.path): one for one in Inputs(directories=roots)}.values())
    engine = select(jobs, None, len(items), preload="modelcards.linting.preload")
    pages: list[Page] = []
    for results in engine(Lint(request), chunked(items)):
        for checked in results:
            if checked.error is not None:
                out.failures.append(Failure(checked.path, checked.error))
            if checked.reason is not None:
                out.skipped.append(Skipped(checked.path, checked.reason))
            if checked.page is not None:
                pages.append(checked.page)
                out.findings += checked.findings
    out.cards += [page.card for page in pages if page.is_card]
    allowed = request.configuration.allows
    found = check_across(Collection(tuple(roots), tuple(pages)), all_rules())
    out.findings += (one for one in found if allowed(one.code, one.path))
    return frozenset(page.absolute for page in pages if page.is_card)


def _add(card: ModelCard, request: Request, out: Gathered) -> None:
    from modelcards.linting.engine import check

    out.cards.append(card)
    out.findings += check(card, request.rules(card.source.path))


def _take(item: Item, request: Request, out: Gathered) -> None:
    """Read one card that no directory holds."""
    if item.absent is not None:
        out.skipped.append(Skipped(item.path, item.absent))
        return
    try:
        card = _read(item)
    except ModelCardsError as error:
        if item.chosen and item.data is None and item.error is None:
            raise
        out.failures.append(Failure(item.path, str(error), item.line))
        return
    reason = None if item.chosen or request.all_files else why_not_a_card(card, item.path)
    if reason is None:
        _add(card, request, out)
    else:
        out.skipped.append(Skipped(item.path, reason))


def _read(item: Item) -> ModelCard:
    from modelcards.convert.work import source_of
    from modelcards.limits import DEFAULT_LIMITS
    from modelcards.reading.reader import read_card

    if item.error is not None:
        raise ReadError(item.error)
    return read_card(source_of(item), None, DEFAULT_LIMITS)


def by_path(findings: Iterable[Finding]) -> dict[str | None, list[Finding]]:
    """The findings of each file."""
    out: dict[str | None, list[Finding]] = {}
    for one in findings:
        out.setdefault(one.path, []).append(one)
    return out


def by_rule(findings: Iterable[Finding]) -> Iterator[tuple[str, list[Finding]]]:
    """The findings of each rule, by code."""
    out: dict[str, list[Finding]] = {}
    for one in sorted(findings, key=lambda one: one.code):
        out.setdefault(one.code, []).append(one)
    yield from out.items()
