"""Findings as JUnit XML, which most servers for continuous integration show as tests."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from modelcards.model.finding import Finding

# Characters that no XML 1.0 file may hold, not even escaped.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(findings: Sequence[Finding]) -> str:
    """A suite a file with a failed case a finding; one passed case where there is none."""
    files: dict[str, list[Finding]] = {}
    for one in findings:
        files.setdefault(one.path or "-", []).append(one)
    count = len(findings)
    parts = ['<?xml version="1.0" encoding="utf-8"?>\n']
    parts.append(
        f'<testsuites name="modelcards" tests="{max(1, count)}" failures="{count}" errors="0">\n'
    )
    if not files:
        parts.append(
            '  <testsuite name="modelcards" tests="1" failures="0" errors="0">\n'
            '    <testcase name="no findings" classname="modelcards" />\n  </testsuite>\n'
        )
    for path, found in files.items():
        name, number = _attribute(path), len(found)
        parts.append(f'  <testsuite name={name} tests="{number}" failures="{number}" errors="0">\n')
        parts += (_case(one, name) for one in found)
        parts.append("  </testsuite>\n")
    parts.append("</testsuites>\n")
    return "".join(parts)


def _case(one: Finding, path: str) -> str:
    place = f"line {one.line}, column {one.column}"
    return (
        f"    <testcase name={_attribute(f'{one.code} ({one.name})')} classname={path}"
        f' file={path} line="{one.line}">\n'
        f'      <failure type="{one.severity}" message={_attribute(one.message)}>'
        f"{escape(_allowed(f'{place}: {one.message}'))}</failure>\n    </testcase>\n"
    )


def _attribute(text: str) -> str:
    return quoteattr(_allowed(text))


def _allowed(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)
