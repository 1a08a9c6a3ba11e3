"""Every rule does what its own page says: examples, fixes, explanations, and the table of rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from modelcards.errors import ArgumentError
from modelcards.linting.engine import check, lint
from modelcards.linting.fix import fix
from modelcards.linting.rule import Example, Rule
from modelcards.linting.rule_page import explain
from modelcards.linting.rules import all_rules, card_rules, page, rule_of
from modelcards.model.finding import Finding
from modelcards.reading.reader import parse

CONTRACT = """
MC001 mojibake error safe
MC002 lost-characters error safe or unsafe
MC003 encoding error safe
MC004 not-read warning -
MC101 missing-title warning -
MC102 missing-field warning -
MC103 duplicate-field warning -
MC104 placeholder-card warning -
MC105 placeholder warning -
MC106 template-comment warning safe
MC107 empty-section warning -
MC108 unclosed-fence warning -
MC201 unreadable-value warning -
MC202 unreadable-date warning -
MC203 unknown-access warning safe
MC204 ambiguous-value warning -
MC301 ratio-differs error unsafe
MC302 ratio-label error unsafe
MC303 alscore-differs error unsafe
MC304 alscore-tier error unsafe
MC305 derived-missing error unsafe
MC306 derived-unsupported error -
MC307 rounding-flatters warning -
MC308 analysis-contradicts warning -
MC401 unreadable-score error -
MC402 score-out-of-range error -
MC403 duplicate-benchmark error -
MC404 ragged-table error safe
MC405 unsure-table warning -
MC406 average-differs warning -
MC501 broken-link error -
MC502 malformed-url error -
MC601 duplicate-card error -
MC602 index-differs error -
MC603 index-count error -
MC701 front-matter error safe
MC702 model-index error -
MC703 model-index-differs error -
MC704 hub-metadata error safe
MC705 misspelt-key error safe
"""


def _examples(kind: str) -> list[tuple[Rule, Example]]:
    return [(rule, one) for rule in all_rules() for one in getattr(rule, kind)]


def _id(value: object) -> str:
    return value.code if isinstance(value, Rule) else ""


def _findings(rule: Rule, example: Example, directory: Path) -> list[Finding]:
    if rule.check is not None and not example.files:
        return check(parse(example.text), all_rules())
    for name, text in ((example.path, example.text), *example.files):
        target = directory / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    found = lint(directory)
    inside = str(directory).replace("\\", "/") + "/"
    return [one for one in found if one.path == inside + example.path]


def test_the_rules_are_those_of_the_contract() -> None:
    rules = [f"{r.code} {r.name} {r.severity} {r.fix or '-'}" for r in all_rules()]
    assert rules == CONTRACT.strip().split("\n")


def test_only_rules_of_directories_need_one() -> None:
    beyond = [rule.code for rule in all_rules() if rule not in card_rules()]
    assert beyond == ["MC601", "MC602", "MC603"]


@pytest.mark.parametrize("rule", all_rules(), ids=_id)
def test_every_rule_explains_itself(rule: Rule) -> None:
    text = page(rule)
    assert len(text.split("\n\n")) >= 2, "a line that says what is found, and why it matters"
    assert rule.good
    assert rule.bad or rule.code == "MC004"
    shown = explain(rule)
    assert shown.startswith(f"# {rule.code} {rule.name}\n")
    assert text.split("\n", 1)[0] in shown


@pytest.mark.parametrize(("rule", "example"), _examples("good"), ids=_id)
def test_good_examples_are_clean(rule: Rule, example: Example, tmp_path: Path) -> None:
    found = _findings(rule, example, tmp_path)
    # The cards of a directory's examples link labs that are not beside them.
    assert [one for one in found if rule.check or one.code == rule.code] == []


@pytest.mark.parametrize(("rule", "example"), _examples("bad"), ids=_id)
def test_bad_examples_are_found(rule: Rule, example: Example, tmp_path: Path) -> None:
    found = _findings(rule, example, tmp_path)
    assert [one.line for one in found if one.code == rule.code] == list(example.lines)
    if rule.check is not None:
        assert {one.code for one in found} == {rule.code}
    for one in found:
        assert one.message
        assert one.message[-1] not in ".!"


@pytest.mark.parametrize(("rule", "example"), _examples("bad"), ids=_id)
def test_fixes_give_what_the_examples_say(rule: Rule, example: Example) -> None:
    if rule.check is None:
        assert example.fixed is None
        return
    result = fix(example.text, unsafe=rule.fix != "safe")
    assert result.text == (example.text if example.fixed is None else example.fixed)
    assert fix(result.text, unsafe=True).text == result.text


def test_a_rule_is_found_by_code_or_name() -> None:
    assert rule_of("mc404") is rule_of("ragged-table")
    with pytest.raises(ArgumentError, match="MC999"):
        rule_of("MC999")


def test_a_reached_limit_is_a_warning() -> None:
    from modelcards.limits import Limits

    card = parse("# Lumen-7B\n\n" + "word " * 50, limits=Limits(characters=60))
    [found] = lint(card)
    assert (found.code, found.severity, found.fix) == ("MC004", "warning", None)
    assert "60 characters" in found.message
