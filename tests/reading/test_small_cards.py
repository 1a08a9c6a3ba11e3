"""Small cards, each of one kind of trap, with what is right about them (`small_cards.jsonl`).

`card` holds typed keys, `subject` whose a score is by its value, `subject_not` what it must not be;
`score` holds keys of a score by its value, `no_score` numbers that are none; `lint` and `no_lint`
hold codes that have to be and must not be among the findings.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from modelcards import lint, parse, to_json
from tests.support.cards import FIXTURES

LINES = (FIXTURES / "small_cards.jsonl").read_text(encoding="utf-8").split("\n")
CASES: list[dict[str, Any]] = [json.loads(line) for line in LINES if line]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_small_card(case: dict[str, Any]) -> None:
    parsed = parse(case["text"], path=case["path"])
    card = json.loads(to_json(parsed))
    for key, value in case.get("card", {}).items():
        found = card[key]
        if isinstance(value, dict):
            found = {part: found[part] for part in value} if found else None
        assert (key, found) == (key, value)
    subjects = {str(one["score"]): one["subject"] for one in card["benchmarks"]}
    for score, subject in case.get("subject", {}).items():
        assert (score, subjects[score]) == (score, subject)
    for score, subject in case.get("subject_not", {}).items():
        assert (score, subjects[score]) != (score, subject)
    scores = {str(one["score"]): one for one in reversed(card["benchmarks"])}
    for value, keys in case.get("score", {}).items():
        assert (value, {key: scores[value][key] for key in keys}) == (value, keys)
    assert not {str(one) for one in case.get("no_score", [])} & scores.keys()
    if "lint" in case or "no_lint" in case:
        codes = {finding.code for finding in lint(parsed)}
        assert set(case.get("lint", [])) <= codes
        assert not set(case.get("no_lint", [])) & codes
