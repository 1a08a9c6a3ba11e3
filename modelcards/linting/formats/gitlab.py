"""Findings as a GitLab code quality report (docs.gitlab.com/ci/testing/code_quality)."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from modelcards.linting.formats.repository_path import repository_path

if TYPE_CHECKING:
    from modelcards.model.finding import Finding

_SEVERITIES = {"error": "major", "warning": "minor"}


def render(findings: Iterable[Finding], line_of: Callable[[str | None, int], str]) -> str:
    """An entry a finding; its fingerprint is made of the rule and the text of the line."""
    seen: Counter[str] = Counter()
    entries: list[dict[str, Any]] = []
    for one in findings:
        key = f"{one.path}\0{one.code}\0{' '.join(line_of(one.path, one.line).split())}"
        seen[key] += 1
        given = f"{key}\0{seen[key]}".encode("utf-8", "surrogatepass")
        entries.append(
            {
                "description": f"{one.code}: {one.message}",
                "check_name": one.name,
                "fingerprint": hashlib.sha256(given).hexdigest(),
                "severity": _SEVERITIES[one.severity],
                "location": {
                    "path": repository_path(one.path),
                    "positions": {
                        "begin": {"line": one.line, "column": one.column},
                        "end": {"line": one.end_line, "column": one.end_column},
                    },
                },
            }
        )
    return json.dumps(entries, ensure_ascii=False, indent=2) + "\n"
