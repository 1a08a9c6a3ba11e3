"""Facts in bullets and lines, and what is none."""

from __future__ import annotations

import pytest

from modelcards import parse
from modelcards.markdown.labels import field_of
from modelcards.reading.facts import Fact, lead_lines


def facts(text: str, *, bullet: bool = False) -> list[tuple[str, str]]:
    return [(fact.key, fact.raw) for fact in lead_lines(text, 1, bullet)[0]]


@pytest.mark.parametrize(
    ("text", "key", "raw"),
    [
        ("**Parameters:** 7B", "Parameters", "7B"),
        ("**Odd key**: value", "Odd key", "value"),
        ("Parameters: 7B", "Parameters", "7B"),
        ("参数量：7B", "参数量", "7B"),
        ("Token:Param Ratio: 20:1", "Token:Param Ratio", "20:1"),
        ("**License:** [MIT](LICENSE)", "License", "MIT"),
        ("**Parameters:** 7B\\", "Parameters", "7B"),
    ],
)
def test_a_line_states_a_fact(text: str, key: str, raw: str) -> None:
    assert facts(text) == [(key, raw)]


@pytest.mark.parametrize(
    "text",
    [
        "Note that this is a sentence: with a colon.",
        "See https://example.org: it is there",
        "Warning: unknown keys in plain lines are prose",
        "no colon at all",
        "**" + "x" * 130 + ":** a bold sentence is no key",
    ],
)
def test_prose_states_none(text: str) -> None:
    assert facts(text) == []


def test_a_bullet_may_hold_an_unknown_key() -> None:
    assert facts("Loss: 0.0059", bullet=True) == [("Loss", "0.0059")]
    assert facts("Use it when you need one. Note: rarely", bullet=True) == []
    assert facts("Colour:", bullet=True) == []


def test_a_hard_wrap_goes_on_and_a_link_line_does_not() -> None:
    found, rest = lead_lines("**Released:** March\n2025\n[Back](x.md)", 5, False)
    assert [(fact.raw, fact.line) for fact in found] == [("March 2025", 5)]
    assert rest == [(7, "[Back](x.md)")]
    assert facts("**Organization:** [A\n[B] C](d.md)") == [("Organization", "A [B] C")]


def test_lines_before_the_first_fact_are_left() -> None:
    found, rest = lead_lines("Some text\n**Layers:** 32", 3, False)
    assert found == [Fact("Layers", "layers", None, "32", "32", 4, "line")]
    assert rest == [(3, "Some text")]


def test_keys_with_units() -> None:
    card = parse("# M\n\n- Params (M): 31.0\n- Vocabulary (BPE): 32000\n")
    assert card.parameters == 31_000_000
    assert [(s.key, s.unit) for s in card.specs] == [("Params", "M"), ("Vocabulary (BPE)", None)]


def test_labels_are_compared_without_case_marks_and_numbering() -> None:
    assert field_of("# Total Params") == "parameters"
    assert field_of("n_layers") == "layers"
    assert field_of("激活参数量") == "active_parameters"
    assert field_of("nothing known") is None


def test_the_first_statement_fills_the_field() -> None:
    card = parse("# M\n\n- Layers: 32\n- Layers: 48\n")
    assert card.layers == 32
    assert [spec.field for spec in card.specs] == ["layers", None]


def test_values_of_unknown_keys() -> None:
    card = parse(
        "# M\n\n- Learning rate: 5e-05\n- Batch size: 32\n- Optimizer: Adam\n- Dropout: -\n"
    )
    assert [spec.value for spec in card.specs] == [5e-05, 32, "Adam", None]
