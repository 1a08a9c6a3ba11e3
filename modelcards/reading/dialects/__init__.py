"""House styles: a module each, with `NAME`, `REQUIRED`, `matches` and `read`.

The first that matches is chosen, so the most particular stands first. Adding one is a module here
and its name in `NAMES` and `_styles`.
"""

from __future__ import annotations

from modelcards.errors import ArgumentError

# As `typing.TYPE_CHECKING`, which type checkers know by its name: the command line asks for `NAMES`
# before anything is read, and `typing` is half of what it would load.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Literal, Protocol

    from modelcards.reading.dialects.common import Reading
    from modelcards.reading.draft import Draft

    Name = Literal["leaderboard", "huggingface", "generic"]

    class Style(Protocol):
        """What a house style's module offers."""

        NAME: Name
        REQUIRED: tuple[str, ...]

        def matches(self, reading: Reading) -> bool:
            """True when the card's content is of this style."""

        def read(self, reading: Reading, draft: Draft) -> None:
            """Fill the draft."""


NAMES: tuple[Name, ...] = ("leaderboard", "huggingface", "generic")


def check(name: str | None) -> None:
    """Raise `ArgumentError` for the name of a house style that does not exist."""
    if name is not None and name not in NAMES:
        raise ArgumentError(f"unknown dialect {name!r}: choose one of {', '.join(NAMES)}")


def choose(reading: Reading, forced: str | None) -> Style:
    """The house style of a card: the forced one, or the first that its content matches."""
    check(forced)
    for style in _styles():
        if forced == style.NAME or (forced is None and style.matches(reading)):
            break
    return style


def required_fields(name: Name) -> tuple[str, ...]:
    """The fields that a card of this house style has to state.

    >>> required_fields("generic")
    ()
    """
    return next(style.REQUIRED for style in _styles() if name == style.NAME)


def _styles() -> tuple[Style, ...]:
    from modelcards.reading.dialects import generic, huggingface, leaderboard

    return leaderboard, huggingface, generic
