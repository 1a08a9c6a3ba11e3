"""Many cards read at once: the cards, what was passed over, and what could not be read."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, SupportsIndex, overload

from modelcards.cardset.selection import Skipped
from modelcards.errors import ArgumentError, demand
from modelcards.model.card import ModelCard

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

    from modelcards.cardset.rows import Rows


class Failure(NamedTuple):
    """A file that could not be read: why, and the 1-based line where one is to blame."""

    path: str
    error: str
    line: int | None = None


class CardSet(Sequence[ModelCard]):
    """The cards of a directory, sorted by path.

    `skipped` lists the files passed over with the reason, `failures` those that could not be read.

    >>> len(CardSet([])), CardSet([]).skipped
    (0, [])
    """

    def __init__(
        self,
        cards: Iterable[ModelCard],
        *,
        skipped: Iterable[Skipped] = (),
        failures: Iterable[Failure] = (),
    ) -> None:
        """A set of the given cards, in the order given."""
        for given in (cards, skipped, failures):
            if not isinstance(given, Iterable):
                raise ArgumentError(f"a set is made of lists, not of {type(given).__name__}")
        self._cards = list(cards)
        for card in self._cards:
            demand("what is in a set", card, ModelCard)
        self.skipped = list(skipped)
        self.failures = list(failures)

    @overload
    def __getitem__(self, index: int | str) -> ModelCard: ...

    @overload
    def __getitem__(self, index: slice) -> CardSet: ...

    def __getitem__(self, index: int | str | slice) -> ModelCard | CardSet:
        """One card by place, path, id, name or stem, or a `CardSet` of some.

        Case matters only in a path. `skipped` and `failures` stay with the whole.

        Raises:
            CardNotFoundError: no card is called so, or several are; the message names them.
        """
        if isinstance(index, slice):
            return CardSet(self._cards[index])
        if isinstance(index, str):
            from modelcards.cardset.lookup import find

            return find(self._cards, index)
        demand("a place in a set", index, SupportsIndex)
        return self._cards[index]

    def _ipython_key_completions_(self) -> list[str]:
        from modelcards.cardset.lookup import completions

        return completions(self._cards)

    def where(self, *tests: Callable[[ModelCard], bool], **values: Any) -> CardSet:
        r"""The cards that pass every test.

        A keyword is a key of a card and what it must be: a value (text without case), several (any
        of a list), a function, or None (not stated); of a list such as `tags` one item must be so.
        Keys are the fields, derived values (`training_flop`, `alscore_tier`) and flat columns.
        Endings set bounds: `parameters_min=1e9`, `parameters_max`, `name_contains="code"`,
        `released_after="2025"` (from the first day of 2025 on), `released_before` (until then).
        A text that begins with a sign compares: `context_length=">100k"`, `released="<=2024"`. A
        card that does not state the value, or too vaguely, is not in a bound.

        Raises:
            ArgumentError: no such key (the message names close ones), or a bound of a wrong kind.

        >>> import modelcards
        >>> cards = modelcards.CardSet([modelcards.parse("# A\n\n- **Parameters:** 7B\n")])
        >>> len(cards.where(parameters_min=1e9)), len(cards.where(access="public"))
        (1, 0)
        """
        from modelcards.cardset.filters import conditions

        for test in tests:
            if not callable(test):
                raise ArgumentError(f"a test is a function, not {type(test).__name__}")
        wanted = [*tests, *conditions(values)]
        return CardSet(card for card in self._cards if all(test(card) for test in wanted))

    def sort(self, key: str | Callable[[ModelCard], Any], *, reverse: bool = False) -> CardSet:
        """The cards by a key as in `where`, or a function; those that do not state it come last.

        Raises:
            ArgumentError: no such key, or its values have no order.
        """
        from modelcards.cardset.filters import ordered

        return CardSet(ordered(self._cards, key, reverse=reverse))

    def group(self, key: str | Callable[[ModelCard], Any]) -> dict[Any, CardSet]:
        """The cards by each value of a key, sorted, None (not stated) last.

        Raises:
            ArgumentError: no such key, or its values are no names.
        """
        from modelcards.cardset.filters import grouped

        return {value: CardSet(cards) for value, cards in grouped(self._cards, key).items()}

    def scores(self, *, own: bool = False, with_: Iterable[str] = ()) -> Rows:
        """Every score as a row: path, name, organization, released, then the fields of the score.

        `own` leaves out scores of models that are not the card's own, or that may not be. `with_`
        names keys of the card to carry along, such as `["parameters", "license_id"]`.

        Raises:
            ArgumentError: no such key, or one that no column can hold.
        """
        from modelcards.cardset.tidy import scores

        return scores(self._cards, own=own, carried=with_)

    def pivot(
        self,
        columns: str = "benchmark_id",
        *,
        pick: str = "only",
        settings: Iterable[str] | None = None,
    ) -> Rows:
        """A row a card, a column for each value of a field of its own scores.

        A cell of several different scores stays empty, and `.notes` of the rows tells them. Where
        a column has percentages, fractions come to their scale; `.notes` has what was printed.
        `settings=["5-shot", ""]` takes those of the first setting that there is ("" is none);
        `pick` the `first` stated, `last`, `min`, `max` or `mean`.

        Raises:
            ArgumentError: no such field of a score, or no such `pick`.
        """
        from modelcards.cardset.tidy import pivot

        return pivot(self._cards, columns, pick, settings)

    def claims(self) -> Rows:
        """A row a model, benchmark and setting of which at least two cards state a score.

        The widest disagreement comes first; `stated` holds what each card says, own card first.
        """
        from modelcards.cardset.claims import claims

        return claims(self._cards)

    def sections(self, *, role: str | None = None) -> Rows:
        """Every section as a row: path, name, organization, released, its number in the card
        (which `parent` refers to), then its fields; with `role` those that are about it.

        Raises:
            ArgumentError: no such role.
        """
        from modelcards.cardset.parts import sections

        return sections(self._cards, role)

    def links(self) -> Rows:
        """Every link as a row: path, name, organization, released, the list that it stands in
        (`resources` or `related`), then its fields.
        """
        from modelcards.cardset.parts import parts

        return parts(self._cards, "links")

    def citations(self) -> Rows:
        """Every BibTeX entry as a row: path, name, organization, released, then its fields."""
        from modelcards.cardset.parts import parts

        return parts(self._cards, "citation")

    def coverage(self, template: str = "hub") -> Rows:
        """A row a card and item of a documentation template; see `modelcards.coverage`.

        Raises:
            NotFoundError: there is no such template and no such file.
            SettingsError: the file is no template.
        """
        from modelcards.cardset.parts import coverage

        return coverage(self._cards, template)

    def to_dicts(self) -> list[dict[str, Any]]:
        """The cards as plain data, with the keys of their JSON."""
        from modelcards.model.json import adapter

        return [adapter().dump_python(card, mode="json") for card in self._cards]

    def to_pandas(self) -> pd.DataFrame:
        """A row a card, flat as in the CSV; lists stay lists (extra `pandas`)."""
        from modelcards.cardset.tidy import flat

        return flat(self._cards).to_pandas()

    def to_polars(self) -> pl.DataFrame:
        """A row a card, flat as in the CSV; lists stay lists (extra `polars`)."""
        from modelcards.cardset.tidy import flat

        return flat(self._cards).to_polars()

    def to_arrow(self) -> pa.Table:
        """A row a card with all its parts, nested as in Parquet (extra `arrow`)."""
        from modelcards.formats.arrow import table

        return table(self._cards)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """The nested table for any library that takes Arrow data (extra `arrow`)."""
        stream: object = self.to_arrow().__arrow_c_stream__(requested_schema)
        return stream

    def __eq__(self, other: object) -> bool:
        """Sets are equal when they hold equal cards in one order, whatever was passed over."""
        return self._cards == other._cards if isinstance(other, CardSet) else NotImplemented

    __hash__ = None  # type: ignore[assignment]  # as for a list: it is compared by what it holds

    def __len__(self) -> int:
        if "polars" in sys.modules:
            from modelcards.cardset.frames import teach_polars

            # Before `pl.DataFrame(cards)` asks for anything else, it asks whether there is any.
            teach_polars()
        return len(self._cards)

    def __iter__(self) -> Iterator[ModelCard]:
        return iter(self._cards)

    def __repr__(self) -> str:
        more = [
            f"{len(listed)} {word}"
            for listed, word in ((self.skipped, "passed over"), (self.failures, "failed"))
            if listed
        ]
        return f"<CardSet of {', '.join([f'{len(self)} cards', *more])}>"

    def _repr_html_(self) -> str:
        from modelcards.display.notebook import cards_html

        return cards_html(self)

    def __rich__(self) -> Any:
        from modelcards.display.terminal import rich_table

        return rich_table(self)
