"""House styles: a module each, with `NAME`, `REQUIRED`, `matches` and `read`.

The first that matches is chosen, so the most particular stands first. Adding one is a module here
and its name in `NAMES` and `_styles`; those of plug-ins (`modelcards.dialects`) come before ours.
"""

from __future__ import annotations

from modelcards.errors import ArgumentError

# As `typing.TYPE_CHECKING`, which type checkers know by its name: the command line asks for `NAMES`
# before anything is read, and `typing` is half of what it would load.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Protocol

    from modelcards.reading.draft import Draft
    from modelcards.reading.statements.common import Reading

    class Style(Protocol):
        """What a house style's module offers."""

        NAME: str
        REQUIRED: tuple[str, ...]

        def matches(self, reading: Reading) -> bool:
            """True when the card's content is of this style."""

        def read(self, reading: Reading, draft: Draft) -> None:
            """Fill the draft."""


NAMES: tuple[str, ...] = ("leaderboard", "huggingface", "generic")


def check(name: str | None) -> None:
    """Raise `ArgumentError` for the name of a house style that does not exist."""
    if name is None or name in NAMES:
        return
    known = (*NAMES, *(style.NAME for style in _added()))
    if name not in known:
        raise ArgumentError(f"unknown dialect {name!r}: choose one of {', '.join(known)}")


def choose(reading: Reading, forced: str | None) -> Style:
    """The house style of a card: the forced one, or the first that its content matches."""
    check(forced)
    for style in _styles():
        if forced == style.NAME or (forced is None and style.matches(reading)):
            break
    return style


def required_fields(name: str) -> tuple[str, ...]:
    """The fields that a card of this house style has to state; none for one that is not here.

    >>> required_fields("generic")
    ()
    """
    return next((style.REQUIRED for style in _styles() if name == style.NAME), ())


def _styles() -> tuple[Style, ...]:
    from modelcards.reading.dialects import generic, huggingface, leaderboard

    return *_added(), leaderboard, huggingface, generic


def _added() -> Iterable[Style]:
    from modelcards.model.plug_ins import added

    return added("dialects").values()
