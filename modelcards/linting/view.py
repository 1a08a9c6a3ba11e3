"""What rules see of one card: its facts, and where in the file they stand.

A card from JSON has facts and lines but no text: there a place is the beginning of its line.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from modelcards.linting.span import Span

if TYPE_CHECKING:
    from modelcards.linting.body_links import BodyLink
    from modelcards.linting.headings import Heading
    from modelcards.linting.prose import Prose
    from modelcards.model.card import ModelCard
    from modelcards.model.parts import Problem, Provenance, Spec

_QUOTED = re.compile(r"'([^']{1,400})'|\"([^\"]{1,400})\"")


_REACH = 10_000


class _Repaired(NamedTuple):
    """A repaired run of a line: where it stands there, and in the file.

    `start` and `end` are 0-based in the repaired line, `column` is 1-based in the file. What stands
    behind the run is `shift` further right in the file.
    """

    start: int
    end: int
    column: int
    shift: int


def _start(run: _Repaired) -> int:
    return run.start


class View:
    """One card for the rules. Everything that costs is computed when it is first asked for."""

    def __init__(self, card: ModelCard) -> None:
        """`card` as parsed, or from JSON."""
        self.card = card
        self.original = card._original
        self.leaderboard = card.source.dialect == "leaderboard"
        self._wholes: dict[int, Span] = {}

    @cached_property
    def lines(self) -> list[str]:
        """The lines after repair, which facts were read from; empty without a text."""
        return self.original.text.split("\n") if self.original else []

    @cached_property
    def file_lines(self) -> list[str]:
        """The lines of the file as it is, without their endings."""
        return self.original.source.text.split("\n") if self.original else []

    @cached_property
    def scored_lines(self) -> frozenset[int]:
        """The lines that scores stand on."""
        return frozenset(one.line for one in self.card.benchmarks if one.score is not None)

    @cached_property
    def prose(self) -> Prose:
        """The lines of the body: which are code, and what comments stand in it."""
        from modelcards.linting.prose import read

        front = self.original.front_matter if self.original else None
        return read(self.lines, front[1] if front else 0)

    @cached_property
    def shown(self) -> list[tuple[int, str]]:
        """The numbered lines of the body that are no code."""
        return self.prose.shown

    @cached_property
    def headings(self) -> list[Heading]:
        """The headings of the body."""
        from modelcards.linting.headings import headings

        return headings(self.prose)

    @cached_property
    def links(self) -> list[BodyLink]:
        """Every link and image of the body, with the target as printed."""
        from modelcards.linting.body_links import body_links

        return list(body_links(self.shown))

    def link(self, link: BodyLink) -> Span:
        """The place of a link's target; of what stands there, where the target is empty."""
        return self.slice(link.line, link.start, link.start + max(1, len(link.url)))

    @cached_property
    def anchors(self) -> frozenset[str]:
        """What a link may name within the page."""
        from modelcards.linting.link_targets import anchors

        return anchors((h.text for h in self.headings), (text for _, text in self.shown))

    @cached_property
    def _repairs(self) -> dict[int, list[_Repaired]]:
        found: dict[int, list[_Repaired]] = {}
        line = shift = 0
        for repair in self.original.repairs if self.original else ():
            if not repair.applied:
                continue
            line, shift = repair.line, shift if repair.line == line else 0
            start = repair.column - 1 - shift
            shift += len(repair.before) - len(repair.after)
            end = start + len(repair.after)
            found.setdefault(line, []).append(_Repaired(start, end, repair.column, shift))
        return found

    @cached_property
    def _problems(self) -> dict[str, list[Problem]]:
        found: dict[str, list[Problem]] = {}
        for problem in self.card.problems:
            found.setdefault(problem.code, []).append(problem)
        return found

    def problems(self, code: str) -> list[Problem]:
        """What reading met under this code."""
        return self._problems.get(code, []) if self.card.problems else []

    @cached_property
    def labelled(self) -> list[tuple[Spec, str]]:
        """Every fact whose key names a field, and that field, whether the fact filled it or not."""
        from modelcards.markdown.labels import field_of

        named = ((spec, spec.field or field_of(spec.key)) for spec in self.card.specs)
        return [(spec, field) for spec, field in named if field is not None]

    @cached_property
    def _specs(self) -> dict[str, list[Spec]]:
        found: dict[str, list[Spec]] = {}
        for spec, field in self.labelled:
            found.setdefault(field, []).append(spec)
        return found

    def specs(self, field: str) -> list[Spec]:
        """Every fact whose key names this field, whether it filled it or not."""
        return self._specs.get(field, [])

    def where(self, path: str) -> Provenance | None:
        """Where a typed value stands."""
        return self.card.provenance.get(path)

    def column(self, line: int, index: int) -> int:
        """The column in the file for a 0-based index into the repaired line."""
        repairs = self._repairs.get(line)
        place = bisect_right(repairs, index, key=_start) if repairs else 0
        if not repairs or not place:
            return index + 1
        before = repairs[place - 1]
        return before.column if index < before.end else index + before.shift + 1

    def slice(self, line: int, start: int, end: int) -> Span:
        """The place of `lines[line - 1][start:end]`."""
        return Span(line, self.column(line, start), line, self.column(line, end))

    def whole(self, line: int | None) -> Span:
        """The place of a line without its outer white space; line 1 for None."""
        line = line or 1
        span = self._wholes.get(line)
        if span is None:
            text = self.lines[line - 1] if line <= len(self.lines) else ""
            start = len(text) - len(text.lstrip())
            span = self._wholes[line] = self.slice(line, start, max(start, len(text.rstrip())))
        return span

    def find(self, line: int | None, text: str, after: str = "") -> Span | None:
        """The place of `text` on a line, behind `after` if that stands there; None without it.

        In a very long line only the first 10,000 characters are searched: there may be as many
        findings on it as it has words.
        """
        if line is None or not text or not 0 < line <= len(self.lines):
            return None
        shown = self.lines[line - 1]
        behind = shown.find(after, 0, _REACH) if after else -1
        start = shown.find(text, behind + len(after) if behind >= 0 else 0, _REACH)
        return None if start < 0 else self.slice(line, start, start + len(text))

    def span(self, line: int | None, text: str, after: str = "") -> Span:
        """The place of `text` on a line as `find` gives it, else the line."""
        return self.find(line, text, after) or self.whole(line)

    def inside(self, where: Provenance, start: int, end: int) -> Span | None:
        """The place of `where.raw[start:end]`; None where markup keeps it from being told."""
        if not 0 < where.line <= len(self.lines):
            return None
        shown = self.lines[where.line - 1]
        at = shown.rfind(where.raw)
        if at >= 0:
            return self.slice(where.line, at + start, at + end)
        part = where.raw[start:end]
        return self.find(where.line, part) if shown.count(part) == 1 else None

    def fact(self, path: str) -> Span:
        """The place of a typed value, line 1 where that is not known."""
        found = self.where(path)
        return self.whole(None) if found is None else self.span(found.line, found.raw)

    def problem(self, problem: Problem) -> Span:
        """The place of a problem: what its message quotes where that stands on the line."""
        for one, other in _QUOTED.findall(problem.message):
            found = self.find(problem.line, one or other)
            if found is not None:
                return found
        return self.whole(problem.line)
