"""Findings as JSON: a list of objects in the contract's shape."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from modelcards.model.finding import Finding


def render(findings: Iterable[Finding]) -> str:
    r"""The findings as an indented JSON list.

    >>> render([])
    '[]\n'
    """
    return json.dumps([one.to_dict() for one in findings], ensure_ascii=False, indent=2) + "\n"


def statistics(findings: Iterable[Finding]) -> str:
    """The count of each rule, the most frequent first."""
    found = list(findings)
    counts = Counter((one.code, one.name) for one in found)
    fixable = {one.code for one in found if one.fix is not None}
    rows = [
        {"code": code, "name": name, "count": count, "fixable": code in fixable}
        for (code, name), count in sorted(counts.items(), key=lambda row: (-row[1], row[0]))
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"
