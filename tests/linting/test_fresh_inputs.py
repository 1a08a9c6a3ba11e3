"""Sixty small cards, their truth written down before they were linted: half of them are sound."""

from __future__ import annotations

import pytest

from modelcards import lint, parse
from tests.support.fresh_lint_cards import FAULTS, WOLF, Small


@pytest.mark.parametrize("one", WOLF, ids=[one.name for one in WOLF])
def test_no_wolf_is_cried(one: Small) -> None:
    found = lint(parse(one.text))
    assert [finding for finding in found if finding.code == one.code] == []
    assert [finding for finding in found if finding.severity == "error"] == []


@pytest.mark.parametrize("one", FAULTS, ids=[one.name for one in FAULTS])
def test_each_fault_is_told(one: Small) -> None:
    assert (one.code, one.line) in [(f.code, f.line) for f in lint(parse(one.text))]


def test_they_go_over_the_rules() -> None:
    assert len(WOLF) == len(FAULTS) == 30
    assert len({one.code for one in WOLF + FAULTS}) > 25
