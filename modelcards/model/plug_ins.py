"""What other packages add: dialects, rules, formats and coverage templates, by their entry points.

A package names what it adds in its `pyproject.toml`, in one of the groups `modelcards.dialects`,
`modelcards.rules`, `modelcards.formats` and `modelcards.coverage`. It is imported when it is first
needed, and runs with the rights of the program.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Literal

from modelcards.errors import SettingsError

Kind = Literal["dialects", "rules", "formats", "coverage"]


@cache
def names(kind: Kind) -> tuple[str, ...]:
    """The names that installed packages give to what they add of a kind, sorted."""
    return tuple(sorted(_points(kind)))


@cache
def added(kind: Kind) -> dict[str, Any]:
    """What installed packages add of a kind, by name.

    Raises:
        SettingsError: one cannot be imported; the message names it.
    """
    found = {}
    for name, point in sorted(_points(kind).items()):
        try:
            found[name] = point.load()
        except Exception as error:  # whatever the package raises, the user has to know which one
            where = f"{name!r} of modelcards.{kind} ({point.value})"
            raise SettingsError(f"the plug-in {where} cannot be loaded: {error}") from error
    return found


def _points(kind: Kind) -> dict[str, Any]:
    # `importlib.metadata` is a fifth of what starting the program costs.
    from importlib.metadata import entry_points

    return {point.name: point for point in entry_points(group=f"modelcards.{kind}")}


def forget() -> None:
    """Look again: packages were installed or removed while the program runs."""
    names.cache_clear()
    added.cache_clear()
