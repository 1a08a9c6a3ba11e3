"""Keys of the Hub: shapes that it does not take, and keys that are one slip away."""

from __future__ import annotations

from typing import Any

import pytest

from modelcards import fix, lint, parse
from modelcards.front_matter.hub_keys import is_hub_key, key_problems, meant_key

FRONT = "---\nlicense: mit\n{}---\n\n# Heron-2B\n\nA small model.\n"


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("model_index", "model-index"), ("modelindex", "model-index"),
        ("Model-Index", "model-index"), ("datasest", "datasets"), ("lisence", "license"),
        ("licence", "license"), ("licesne", "license"), ("licens", "license"),
        ("pipline_tag", "pipeline_tag"), ("pipeline-tags", "pipeline_tag"),
        ("lang", "language"), ("languages", "language"), ("tag", "tags"), ("metric", "metrics"),
        ("base-model", "base_model"), ("libary_name", "library_name"),
        ("license", None), ("colour", None), ("task", None), ("name", None), ("model", None),
        ("ta", None), ("", None), ("l" * 1000, None), ("model_type", None), ("task_ids", None),
    ],
)  # fmt: skip
def test_one_slip(key: str, meant: str | None) -> None:
    assert meant_key(key) == meant


@pytest.mark.parametrize(
    ("metadata", "said"),
    [
        ({"license": {"name": "x"}}, ["MC704 'license' is a mapping"]),
        ({"license": True}, ["MC704 'license' is true or false"]),
        ({"tags": ["a", {"b": 1}, ["c"]]}, ["MC704 an entry of 'tags' is a mapping"]),
        ({"pipeline_tag": ["a"]}, ["MC704 'pipeline_tag' is a list"]),
        ({"licence": "mit"}, ["MC705 'licence' is no key of the Hub's, which reads 'license'"]),
        ({"licence": None, "model_index": []}, []),
        ({"widget": [{"text": "a"}], "co2_eq_emissions": {"emissions": 1}, "license": "mit"}, []),
        ({"license": ["mit", "other"], "datasets": "acme/birds", "my_own": {"a": 1}}, []),
    ],
)
def test_what_is_told(metadata: dict[str, Any], said: list[str]) -> None:
    told = [f"{one.code} {one.message}" for one in key_problems(metadata, {})]
    assert [line.replace("front matter: ", "").split(" and no text")[0] for line in told] == said


def test_nothing_is_made_of_a_value_of_another_shape() -> None:
    card = parse(
        "---\nlicense: {id: mit}\nlanguage: [en, {de: 1}]\ntags: {a: b}\n---\n\n# H\n\nText.\n"
    )
    assert (card.license, card.license_id) == (None, None)
    assert (card.languages, card.language_codes, card.tags) == (["en"], ["en"], [])
    assert [one.line for one in card.problems] == [2, 3, 4]
    assert {one.code for one in card.problems} == {"MC704"}


def test_a_misspelt_key_is_mended_where_the_right_one_is_missing() -> None:
    text = FRONT.format("langauge: en\nlicence: apache-2.0\n")
    mended = fix(text)
    assert mended.text == FRONT.format("language: en\nlicence: apache-2.0\n")
    assert [one.code for one in mended.remaining] == ["MC705"]


def test_a_misspelt_model_index_is_read_once_it_is_mended() -> None:
    index = (
        "model_index:\n- name: heron\n  results:\n  - task: {type: vqa}\n"
        "    dataset: {type: acme/birds, name: Birds}\n    metrics: [{type: acc, value: 7.5}]\n"
    )
    mended = fix(FRONT.format(index))
    assert mended.remaining == ()
    assert [one.score for one in parse(mended.text).benchmarks] == [7.5]


def test_names_of_languages_and_licences_become_their_ids() -> None:
    text = FRONT.replace("mit", "Apache License 2.0").format("language: [German, en]\n")
    assert fix(text).text == FRONT.replace("mit", "apache-2.0").format("language: [de, en]\n")


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        ("language: jp\n", ["MC704"]), ("language: [en, zh-CN, yue, code, multilingual]\n", []),
        ("language: we speak many\n", ["MC704"]), ("languages: english\n", ["MC705"]),
    ],
)  # fmt: skip
def test_languages_that_are_none(line: str, codes: list[str]) -> None:
    assert [one.code for one in lint(parse(FRONT.format(line)))] == codes


def test_a_licence_that_is_misspelt_is_not_missed_twice() -> None:
    text = "---\nlicence: mit\n---\n\n# Heron-2B\n\nA small model.\n"
    assert [one.code for one in lint(parse(text))] == ["MC705"]


def test_the_licence_of_the_body_is_read_but_the_hub_does_not_see_it() -> None:
    card = parse("---\ntags: [a]\n---\n\n# Heron-2B\n\n- **License:** MIT\n")
    assert (card.license, card.license_id) == ("MIT", "mit")
    assert [one.message for one in lint(card)] == [
        "the front matter does not state a license, though the body does"
    ]


def test_every_field_of_the_front_matter_is_a_key_of_the_hub() -> None:
    from modelcards.reading.dialects.hub import METADATA_KEYS

    assert all(is_hub_key(keys[0]) for keys in METADATA_KEYS.values())


@pytest.mark.parametrize("value", ["{acc: 0.9}", "[0.5, 0.6]"])
def test_a_mapping_or_list_is_no_score(value: str) -> None:
    index = (
        "model-index:\n- name: heron\n  results:\n  - task: {type: vqa}\n"
        "    dataset: {type: acme/birds, name: Birds}\n    metrics:\n"
        f"    - type: acc\n      value: {value}\n    - {{type: f1, value: 0.7}}\n"
    )
    card = parse(FRONT.format(index))
    assert [one.score for one in card.benchmarks] == [0.7]
    assert [(one.code, one.line) for one in card.problems] == [("MC702", 9)]
