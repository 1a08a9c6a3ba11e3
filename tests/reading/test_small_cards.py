"""Small cards, each of one kind of trap, with what is right about them (`small_cards.jsonl`).

`card` holds typed keys, `subject` whose a score is by its value, `subject_not` what it must not be;
`score` holds keys of a score by its value, `no_score` numbers that are none; `lint` and `no_lint`
hold codes that have to be and must not be among the findings, `lint_at` codes with their lines;
`quiet` cards have none. `roles` are those of sections by title, `kinds` those of links by address,
`env` values of the environment (in a list with their units), `repaired` and `fixed` whole texts.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from modelcards import fix, lint, parse, repair, to_json
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
    _check_parts(case, card)
    if not {"lint", "no_lint", "lint_at", "quiet"}.isdisjoint(case):
        found = lint(parsed)
        codes = {finding.code for finding in found}
        assert set(case.get("lint", [])) <= codes
        assert not set(case.get("no_lint", [])) & codes
        places = [[finding.code, finding.line] for finding in found]
        assert [one for one in case.get("lint_at", []) if one not in places] == []
        assert not (case.get("quiet") and places)
    if "repaired" in case:
        assert repair(case["text"]).text == case["repaired"]
    if "fixed" in case:
        assert fix(case["text"]).text == case["fixed"]


def _check_parts(case: dict[str, Any], card: dict[str, Any]) -> None:
    roles = {one["title"]: one["role"] for one in card["sections"]}
    assert {title: roles[title] for title in case.get("roles", {})} == case.get("roles", {})
    kinds = {one["url"]: one["kind"] for one in card["related"] + card["resources"]}
    assert {url: kinds[url] for url in case.get("kinds", {})} == case.get("kinds", {})
    for key, value in case.get("env", {}).items():
        part = card["environment"][key]
        stated = None if part is None else part["value"]
        assert (key, [stated, part["unit"]] if isinstance(value, list) else stated) == (key, value)
