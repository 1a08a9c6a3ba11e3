"""A directory as the rules across files see it: every file once, and what links to what."""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from modelcards.linting import link_targets as targets
from modelcards.linting.identity import Identity, identity
from modelcards.linting.ignore_comments import Ignored, ignored
from modelcards.linting.view import View
from modelcards.text.source import absolute

if TYPE_CHECKING:
    from modelcards.cardset.cardset import CardSet, Failure
    from modelcards.cardset.selection import Skipped
    from modelcards.limits import Limits
    from modelcards.linting.span import Span
    from modelcards.model.card import ModelCard
    from modelcards.model.parts import Table


class PageLink(NamedTuple):
    """A link of a page; `target` is the absolute path it leads to, None for an address."""

    label: str
    url: str
    span: Span
    target: str | None
    fragment: str
    form: str = "inline"


class Row(NamedTuple):
    """A row of an index table: the card that it links, the link's label, the cells by column."""

    page: Page
    line: int
    label: str
    card: ModelCard
    cells: tuple[str, ...]


class Page:
    """One file: `is_card` is false for an index, a licence and the like.

    A page that comes from another process holds its card packed until somebody asks for it; what
    is asked of every page (its links, its identity) was found there.
    """

    def __init__(self, path: str, card: ModelCard, is_card: bool) -> None:
        """A page of a card that was read from `path`."""
        self.path = path
        self.is_card = is_card
        self._card: ModelCard | None = card
        self._packed = b""

    def __getstate__(self) -> dict[str, Any]:
        """The page with what is asked of every page, and its card packed."""
        return {
            "path": self.path, "is_card": self.is_card, "_card": None,
            "links": self.links, "identity": self.identity, "_packed": pickle.dumps(self.card, 5),
        }  # fmt: skip

    @property
    def card(self) -> ModelCard:
        """The card."""
        if self._card is None:
            card: ModelCard = pickle.loads(self._packed)
            self._card, self._packed = card, b""
        return self._card

    @cached_property
    def absolute(self) -> str:
        """The normalised absolute path, by which links find the page."""
        return absolute(self.path)

    @cached_property
    def identity(self) -> Identity:
        """By what it is known to describe the same model as another card."""
        return identity(self.card)

    @cached_property
    def view(self) -> View:
        """The page's lines, and where things stand in the file."""
        return View(self.card)

    @cached_property
    def links(self) -> tuple[PageLink, ...]:
        """Every link in running text and tables; none of code, comments and front matter."""
        return tuple(self._links())

    def _links(self) -> Iterator[PageLink]:
        from modelcards.markdown.inline import visible

        base = Path(self.absolute).parent
        for link in self.view.links:
            # `[1]: text` is a definition to CommonMark, and a list of notes to its author.
            if link.form == "definition" and not any(c in link.url for c in "/.#"):
                continue
            what = targets.kind(link.url, strict=self.view.leaderboard)
            path, fragment = targets.split(link.url)
            target = None
            if what == "anchor":
                target = self.absolute
            elif what == "path" and path and not path.startswith("/"):
                target = os.path.normpath(base / path)
            span = self.view.link(link)
            yield PageLink(visible(link.label), link.url, span, target, fragment, link.form)


@dataclass(eq=False)
class Collection:
    """The files of the directories that were given, in the order of their paths."""

    roots: tuple[str, ...]
    pages: tuple[Page, ...]
    skipped: tuple[Skipped, ...] = ()
    failures: tuple[Failure, ...] = ()
    _ignored: dict[str | None, Ignored] = field(default_factory=dict)

    @cached_property
    def cards(self) -> tuple[ModelCard, ...]:
        """The model cards."""
        return tuple(page.card for page in self.pages if page.is_card)

    @cached_property
    def by_path(self) -> dict[str, Page]:
        """The pages by absolute path."""
        return {page.absolute: page for page in self.pages}

    @cached_property
    def by_name(self) -> dict[str | None, Page]:
        """The pages by the path that findings name."""
        return {page.path: page for page in self.pages}

    def ignored(self, path: str | None) -> Ignored:
        """What the comments of a file silence."""
        if path not in self._ignored:
            page = self.by_name.get(path)
            original = page.view.original if page else None
            self._ignored[path] = ignored(original.source.text if original else "")
        return self._ignored[path]

    @cached_property
    def tables(self) -> tuple[tuple[Page, Table, tuple[Row, ...]], ...]:
        """The pipe tables of index pages with the rows that link a card which is there."""
        return tuple(
            (page, table, tuple(self._rows(page, table)))
            for page in self.pages
            if not page.is_card
            for table in page.card.tables
            if table.kind == "pipe"
        )

    def _rows(self, page: Page, table: Table) -> Iterator[Row]:
        by_line: dict[int, list[PageLink]] = {}
        for link in page.links:
            by_line.setdefault(link.span.line, []).append(link)
        for line, cells in enumerate(table.rows, table.line + len(table.header) + 1):
            for link in by_line.get(line, ()):
                found = self.by_path.get(link.target or "")
                if found is not None and found.is_card:
                    yield Row(page, line, link.label, found.card, tuple(cells))
                    break


def read_collection(
    roots: Iterable[str], *, all_files: bool = False, limits: Limits | None = None
) -> Collection:
    """Read every file below the directories once; what cannot be read is in `failures`."""
    from modelcards.cardset.cardset import Failure
    from modelcards.cardset.directory import walk
    from modelcards.cardset.selection import Skipped, why_not_a_card
    from modelcards.errors import ModelCardsError
    from modelcards.limits import DEFAULT_LIMITS
    from modelcards.linting.stable_read import read_steadily

    bounds = limits or DEFAULT_LIMITS
    given = tuple(roots)
    pages: dict[str, Page] = {}
    skipped: list[Skipped] = []
    failures: list[Failure] = []
    for entry in (entry for root in given for entry in walk(root)):
        if entry.error is not None:
            failures.append(Failure(entry.path, entry.error))
            continue
        try:
            card = read_steadily(entry.path, bounds)
        except ModelCardsError as error:
            failures.append(Failure(entry.path, str(error)))
            continue
        reason = None if all_files else why_not_a_card(card, entry.path)
        page = Page(entry.path, card, reason is None)
        if reason is not None and page.absolute not in pages:
            skipped.append(Skipped(entry.path, reason))
        pages.setdefault(page.absolute, page)
    return Collection(given, tuple(pages.values()), tuple(skipped), tuple(failures))


def collected(cards: CardSet) -> Collection:
    """A set of cards as a collection; the index pages are those that were passed over with it.

    Cards without a path are left out: nothing can link them. What is no file any more, or never was
    one, takes part with what its card holds.
    """
    from modelcards.errors import ModelCardsError
    from modelcards.limits import DEFAULT_LIMITS
    from modelcards.linting.stable_read import read_steadily

    pages = [Page(card.source.path, card, True) for card in cards if card.source.path is not None]
    for one in cards.skipped:
        if Path(one.path).is_file():
            try:
                pages.append(Page(one.path, read_steadily(one.path, DEFAULT_LIMITS), False))
            except ModelCardsError:
                continue  # it is no card, and has gone meanwhile
    unique = {page.absolute: page for page in sorted(pages, key=lambda page: page.path)}
    files = [Path(one).parent.as_posix() for one in unique if Path(one).is_file()]
    roots = (os.path.commonpath(files),) if files else ()
    return Collection(roots, tuple(unique.values()), tuple(cards.skipped), tuple(cards.failures))
