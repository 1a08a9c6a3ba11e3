"""What a rule is: its code, its examples, and the check that yields hits.

A rule is a module in `modelcards/linting/rules` named for its code. Its docstring is its manual
page (the first line says what is found, the rest why), and its `RULE` is one of these.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from modelcards.linting.span import Span

if TYPE_CHECKING:
    from modelcards.linting.collection import Collection
    from modelcards.linting.view import View
    from modelcards.model.finding import Fix, Severity


_SHOWN = 100


class Hit(NamedTuple):
    """What a check yields: a place, what is wrong there, and how it can be mended."""

    span: Span
    message: str
    fix: Fix | None = None
    severity: Severity | None = None
    path: str | None = None


def quoted(text: str) -> str:
    """A text of the card for a message: its beginning, where it is long."""
    return repr(text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…")


@dataclass(frozen=True)
class Example:
    """A card, the lines on which the rule speaks (none for a good one), and the mended card.

    `fixed` is what `--fix` makes of it (with `--unsafe-fixes` where the rule's fix is unsafe), None
    where there is no fix. A rule that looks at several files takes them in `files`, by path;
    `text` is then the file named `path`, the one that the findings stand in.
    """

    text: str
    lines: tuple[int, ...] = ()
    fixed: str | None = None
    path: str = "card.md"
    files: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Rule:
    """A rule. `check` looks at one card, `check_all` at a directory; one of them is given, or both.

    `fix` says what the rule can mend, and whether that needs judgement, `reads` how much of a card
    the rule looks at.
    """

    code: str
    name: str
    severity: Severity
    fix: Literal["safe", "unsafe", "safe or unsafe"] | None
    good: tuple[Example, ...] = ()
    bad: tuple[Example, ...] = ()
    check: Callable[[View], Iterator[Hit]] | None = None
    check_all: Callable[[Collection], Iterator[Hit]] | None = None
    reads: Literal["card", "front matter"] = "card"
