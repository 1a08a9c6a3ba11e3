"""The work on one card, as a value that can be sent to another process."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from modelcards.convert.item import TIMEOUT, Item
from modelcards.errors import ModelCardsError, ReadError
from modelcards.limits import DEFAULT_LIMITS

if TYPE_CHECKING:
    from modelcards.model.card import ModelCard
    from modelcards.text.source import Source


class Result(NamedTuple):
    """What became of an item.

    `payload` is the encoded card, `reason` why it was passed over or failed. A `same` item has the
    digest that is known already and was not read further. `stamp` is the item's size and time.
    """

    path: str
    kind: Literal["card", "passed", "failed", "same"]
    payload: bytes = b""
    digest: str = ""
    repaired: int = 0
    reason: str = ""
    line: int | None = None
    stamp: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Job:
    """How every item of a run is read and encoded; picklable, without state."""

    format: str
    table: str = "cards"
    dialect: str | None = None
    all_files: bool = False
    timeout: float = TIMEOUT

    def __call__(self, items: Sequence[Item]) -> list[Result]:
        """Read each item; none of them raises."""
        from modelcards.formats.registry import encoder

        encode = encoder(self.format, self.table)
        return [self._one(item, encode) for item in items]

    def failed(self, item: Item, reason: str) -> Result:
        """What became of an item whose worker died, or took too long."""
        return Result(item.path, "failed", reason=reason, line=item.line)

    def _one(self, item: Item, encode: Callable[[ModelCard], bytes]) -> Result:
        stamp = (item.size, item.changed_ns)
        try:
            if item.same:
                return Result(item.path, "same", digest=item.known, stamp=stamp)
            return self._read(item, encode)._replace(line=item.line, stamp=stamp)
        except ModelCardsError as error:
            reason = str(error)
        except Exception as fault:
            # A fault of this program on one card of a million: it is named, the others are done.
            reason = f"internal error: {type(fault).__name__}: {fault}"
        return Result(item.path, "failed", reason=reason, line=item.line)

    def _read(self, item: Item, encode: Callable[[ModelCard], bytes]) -> Result:
        from modelcards.cardset.selection import why_not_a_card
        from modelcards.reading.reader import read_card

        if item.error is not None:
            raise ReadError(item.error)
        if item.absent is not None:
            return Result(item.path, "passed", reason=item.absent)
        source = source_of(item, self.timeout)
        digest = source.data_sha256
        if digest == item.known:
            return Result(item.path, "same", digest=digest)
        card = read_card(source, self.dialect, DEFAULT_LIMITS)
        reason = None if item.chosen or self.all_files else why_not_a_card(card, item.path)
        if reason is not None:
            return Result(item.path, "passed", digest=digest, reason=reason)
        return Result(item.path, "card", encode(card), digest, card.source.repaired)


def source_of(item: Item, timeout: float = TIMEOUT) -> Source:
    """The text of an item, wherever it is: at hand, on the Hub, at a URL, in a file."""
    from modelcards.text.hub import hub_id
    from modelcards.text.source import decode, read

    if item.data is not None:
        source = decode(item.data, item.path)
        return _told(source) if item.cut else source
    if "://" in item.path and hub_id(item.path) is None:
        from modelcards.convert.remote import read_url

        return decode(read_url(item.path, timeout), item.path)
    return read(item.path)


def _told(source: Source) -> Source:
    """The source of an item of which its container gave only the beginning."""
    from dataclasses import replace

    from modelcards.model.parts import Problem

    said = "the row is longer than the limit `characters` allows: the rest is not read"
    line = source.text.count("\n") + 1
    problem = Problem(code="MC004", message=said, line=line)
    return replace(source, problems=(*source.problems, problem))
