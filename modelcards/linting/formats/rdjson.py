"""Findings as rdjson, the format of reviewdog (github.com/reviewdog/reviewdog, proto/rdf)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from modelcards.linting.formats.repository_path import repository_path
from modelcards.linting.rule_page import address

if TYPE_CHECKING:
    from modelcards.model.finding import Finding


def render(
    findings: Iterable[Finding],
    line_of: Callable[[str | None, int], str],
    site: str | None = None,
) -> str:
    """One diagnostic a finding; columns are counted in bytes there."""
    found = [_diagnostic(one, line_of, site) for one in findings]
    source = {"name": "modelcards", **_link(address(site=site))}
    log = {"source": source, "severity": "WARNING", "diagnostics": found}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _diagnostic(
    one: Finding, line_of: Callable[[str | None, int], str], site: str | None
) -> dict[str, Any]:
    def place(line: int, column: int) -> dict[str, int]:
        before = line_of(one.path, line)[: column - 1]
        return {"line": line, "column": len(before.encode("utf-8", "surrogatepass")) + 1}

    def span(line: int, column: int, end_line: int, end_column: int) -> dict[str, dict[str, int]]:
        return {"start": place(line, column), "end": place(end_line, end_column)}

    held: dict[str, Any] = {
        "message": one.message,
        "location": {"path": repository_path(one.path), "range": span(*_place(one))},
        "severity": one.severity.upper(),
        "code": {"value": one.code, **_link(address(one.code, one.name, site=site))},
    }
    if one.fix is not None and one.fix.safe and one.fix.edits:
        held["suggestions"] = [
            {"range": span(*one_edit.place), "text": one_edit.text} for one_edit in one.fix.edits
        ]
    return held


def _link(url: str) -> dict[str, str]:
    """A link, where the package knows its site."""
    return {"url": url} if url.startswith("http") else {}


def _place(one: Finding) -> tuple[int, int, int, int]:
    return one.line, one.column, one.end_line, one.end_column
