"""Findings as SARIF 2.1.0, which code hosts show beside a change."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from modelcards import __version__
from modelcards.linting.formats.repository_path import repository_path
from modelcards.linting.rule_page import address, explain

if TYPE_CHECKING:
    from modelcards.linting.rule import Rule
    from modelcards.model.finding import Edit, Finding

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


def render(
    findings: Sequence[Finding],
    rules: Sequence[Rule],
    line_of: Callable[[str | None, int], str],
    site: str | None = None,
) -> str:
    """The findings as a SARIF log. `line_of` gives a line's text, which fingerprints are made of.

    The page of each rule is in its `help`; it is linked, too, where its address is known (`site`).
    URIs are relative to the working directory; a fingerprint survives shifted lines, since it is
    made of the rule, the text of the line, and the count of such findings above it.
    """
    index = {rule.code: number for number, rule in enumerate(rules)}
    seen: Counter[str] = Counter()
    results = []
    for one in findings:
        key = f"{one.path}\0{one.code}\0{' '.join(line_of(one.path, one.line).split())}"
        digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:32]
        seen[digest] += 1
        results.append(_result(one, index[one.code], f"{digest}:{seen[digest]}"))
    driver = {
        "name": "modelcards",
        "version": __version__,
        **_link("informationUri", address(site=site)),
        "rules": [_rule(rule, site) for rule in rules],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(rule: Rule, site: str | None) -> dict[str, Any]:
    from modelcards.linting.rules import page

    text = page(rule)
    first, _, rest = text.partition("\n\n")
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": " ".join(first.split())},
        "fullDescription": {"text": " ".join((rest or first).split())},
        "help": {"text": text, "markdown": explain(rule)},
        **_link("helpUri", address(rule.code, rule.name, site=site)),
        "defaultConfiguration": {"level": rule.severity},
    }


def _link(key: str, url: str) -> dict[str, str]:
    """A link, where the package knows its site: the schema wants an absolute address."""
    return {key: url} if url.startswith("http") else {}


def _uri(path: str | None) -> str:
    return quote(repository_path(path), safe="/", errors="surrogateescape")


def _region(line: int, column: int, end_line: int, end_column: int) -> dict[str, int]:
    return {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}


def _replacement(edit: Edit) -> dict[str, Any]:
    place = (edit.start_line, edit.start_column, edit.end_line, edit.end_column)
    return {"deletedRegion": _region(*place), "insertedContent": {"text": edit.text}}


def _result(one: Finding, index: int, fingerprint: str) -> dict[str, Any]:
    artifact = {"uri": _uri(one.path)}
    region = _region(one.line, one.column, one.end_line, one.end_column)
    result: dict[str, Any] = {
        "ruleId": one.code,
        "ruleIndex": index,
        "level": one.severity,
        "message": {"text": one.message},
        "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": region}}],
        "partialFingerprints": {"modelcards/v1": fingerprint},
    }
    if one.fix is not None and one.fix.edits:
        edits: Iterable[Edit] = one.fix.edits
        change = {"artifactLocation": artifact, "replacements": [_replacement(e) for e in edits]}
        result["fixes"] = [
            {
                "description": {"text": f"{'Safe' if one.fix.safe else 'Unsafe'} fix"},
                "artifactChanges": [change],
            }
        ]
    return result
