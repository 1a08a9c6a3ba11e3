"""What a caller did wrong. Bad content is never an error: it is a finding.

    ModelCardsError
    ├── NotFoundError        a named file or directory does not exist   (also a FileNotFoundError)
    ├── NotAFileError        a directory where a file is meant, or the other way round
    ├── ReadError            the system could not read a file           (also an OSError)
    ├── WriteError           the system could not write an output       (also an OSError)
    ├── ArgumentError        a value of the wrong type or kind          (also a TypeError)
    ├── SettingsError        a settings file that cannot be used
    ├── CardNotFoundError    no card of a set has this name             (also a KeyError)
    ├── DataError            JSON that is no model card                 (also a ValueError)
    ├── RefusedError         a file that cannot be changed safely: nothing was written
    └── MissingExtraError    an optional dependency is not installed    (also an ImportError)

Catching the root catches them all.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import TypeVar

T = TypeVar("T")
_HALF = re.compile("[\ud800-\udfff]")


class ModelCardsError(Exception):
    """The root of everything that modelcards raises on purpose."""


class NotFoundError(ModelCardsError, FileNotFoundError):
    """A file or directory that the caller named does not exist."""


class NotAFileError(ModelCardsError, OSError):
    """A directory was named where a file is meant, or a file where a directory is."""


class ReadError(ModelCardsError, OSError):
    """The system refused to read a file: permissions, a broken link, a device."""


class WriteError(ModelCardsError, OSError):
    """The system refused to write an output; what was there before is untouched."""


class ArgumentError(ModelCardsError, TypeError, ValueError):
    """A value of the wrong type, or one that the option does not know."""


class SettingsError(ModelCardsError):
    """`pyproject.toml` or `modelcards.toml` holds settings that cannot be used."""


class CardNotFoundError(ModelCardsError, KeyError):
    """No card of a `CardSet` has the name, or several have; the message names close ones."""

    # A KeyError shows its message as a quoted text.
    __str__ = Exception.__str__


class DataError(ModelCardsError, ValueError):
    """JSON given to `from_json` that is no model card of a known schema version."""


class RefusedError(ModelCardsError):
    """A file cannot be changed without touching more than was asked for; nothing was written."""


def demand(what: str, value: object, *kinds: type, none: bool = False) -> None:
    """Refuse an argument of a wrong type; `none` says that None stands for "not given".

    Raises:
        ArgumentError: `value` is none of the kinds; True and False are no numbers.

    >>> demand("a name", "Lumen-7B", str)
    """
    if (none and value is None) or (isinstance(value, kinds) and not isinstance(value, bool)):
        return
    wanted = " or ".join(kind.__name__ for kind in kinds)
    raise ArgumentError(f"{what} is {wanted}, not {type(value).__name__}")


def demand_unicode(what: str, text: str | None) -> None:
    r"""Refuse a text that no encoding can hold: one with half of a surrogate pair.

    Raises:
        ArgumentError: such a text.

    >>> demand_unicode("a name", "Lumen-7B \U0001f525")
    """
    if text is not None and _HALF.search(text):
        raise ArgumentError(f"{what} holds half of a surrogate pair: {text[:100]!a}")


def demand_each(what: str, values: Iterable[T], kind: type[T]) -> list[T]:
    """The values as a list; refuse what is no collection, and other things in it.

    Raises:
        ArgumentError: another type.

    >>> demand_each("names", ("Lumen-7B",), str)
    ['Lumen-7B']
    """
    if isinstance(values, str | bytes) or not isinstance(values, Iterable):
        raise ArgumentError(f"{what} are a collection, not {type(values).__name__}")
    held = list(values)
    for one in held:
        demand(f"one of {what}", one, kind)
    return held


def demand_texts(what: str, values: object) -> None:
    """Refuse what is no list of texts; one text alone is none either.

    Raises:
        ArgumentError: another type, or something else in it.

    >>> demand_texts("select", ["MC301"])
    """
    if isinstance(values, str | bytes) or not isinstance(values, Collection):
        raise ArgumentError(f"{what} is a list of texts, not {type(values).__name__}")
    for one in values:
        demand(f"a text in {what}", one, str)


class MissingExtraError(ModelCardsError, ImportError):
    """An optional dependency is needed: the message names the extra to install."""

    def __init__(self, feature: str, extra: str) -> None:
        """`feature` is what was asked for, `extra` the name in `modelcards-scraper[extra]`."""
        super().__init__(
            f"{feature} needs an optional dependency: pip install 'modelcards-scraper[{extra}]'"
        )
        self.extra = extra
