"""The formats of findings by name, and what of a run each of them is given."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from modelcards.display.colours import Paint, plain

if TYPE_CHECKING:
    from modelcards.model.finding import Finding

FOR_PEOPLE = ("text", "full", "concise", "grouped")
FOR_PROGRAMS = ("json", "github", "gitlab", "junit", "sarif", "rdjson")
FORMATS = (*FOR_PEOPLE, *FOR_PROGRAMS)
"""Every format; `text` is `full` on a terminal, else `concise`."""


@dataclass(frozen=True)
class Findings:
    """What a run found, `line` to ask for the text of a line, and where the pages of rules are."""

    found: Sequence[Finding]
    line: Callable[[str | None, int], str]
    site: str | None = None


def for_programs(name: str, findings: Findings, *, statistics: bool = False) -> str:
    """Findings in a format that programs read."""
    found, line, site = findings.found, findings.line, findings.site
    module = import_module(f"modelcards.linting.formats.{name}")
    if name == "json" and statistics:
        return str(module.statistics(found))
    if name == "sarif":
        from modelcards.linting.rules import all_rules

        return str(module.render(found, all_rules(), line, site))
    if name == "rdjson":
        return str(module.render(found, line, site))
    return str(module.render(found, line) if name == "gitlab" else module.render(found))


def for_people(
    name: str, findings: Findings, *, terminal: bool, paint: Paint = plain, linked: bool = False
) -> str:
    """Findings in a format for people; `linked` makes links of the codes, where pages are known."""
    from modelcards.linting.formats import full, text

    style = text.Style(paint, linked, findings.site)
    if name == "full" or (name == "text" and terminal):
        return full.render(findings.found, findings.line, style)
    if name == "grouped":
        return full.grouped(findings.found, style)
    return text.render(findings.found, style)
