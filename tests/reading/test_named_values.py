"""Who made a model, its licence, languages and design: names where cards state names."""

from __future__ import annotations

import time

import pytest

from modelcards import lint, parse
from modelcards.reading.asides import kind_of


def organization(value: str) -> tuple[str, str | None] | None:
    found = parse(f"# Heron-2B\n\n**Developed by:** {value}\n").organization
    return None if found is None else (found.name, found.url)


@pytest.mark.parametrize(
    ("value", "name", "url"),
    [
        ("Acme", "Acme", None),
        ("[Acme](https://acme.org)", "Acme", "https://acme.org"),
        ("[Acme](https://acme.org).", "Acme", "https://acme.org"),
        ("The team at [Acme](https://acme.org)", "Acme", "https://acme.org"),
        ("BigLab ([website](https://b.org))", "BigLab", "https://b.org"),
        ("BigLab ([associated paper](https://b.org))", "BigLab", None),
        ("BigLab, see [paper](https://b.org)", "BigLab", None),
        ("[Acme](https://a.org) and [website](https://w.org)", "Acme", "https://w.org"),
        ("[Acme](https://a.org), [BigLab](https://b.org)", "Acme, BigLab", None),
        ("Unit of Birds (UB) at Heron Institute (ub@heron.org)",
         "Unit of Birds (UB) at Heron Institute", None),
        ("Heron Labs Institute.", "Heron Labs Institute", None),
        ("Heron Inc.", "Heron Inc.", None),
        ("A. One, B. Two and C. Three", "A. One, B. Two and C. Three", None),
        ("Acme ()", "Acme", None),
    ],
)  # fmt: skip
def test_who_made_it(value: str, name: str, url: str | None) -> None:
    assert organization(value) == (name, url)


@pytest.mark.parametrize(
    "value",
    [
        "[website](https://b.org)", "[Associated Paper](https://b.org)", "https://b.org",
        "The model was trained by a team of friends.", "[here](https://b.org)", "a@b.org",
        "This model is by Acme and by others", "-", "x" * 1001,
    ],
)  # fmt: skip
def test_nobody_is_named(value: str) -> None:
    assert organization(value) is None


def test_long_values_are_read_in_proportion() -> None:
    start = time.process_time()
    for value in ("( " * 100_000, "[a](b) " * 20_000, "(,,,,,,, " * 50_000):
        organization(value)
    assert time.process_time() - start < 20


@pytest.mark.parametrize(
    ("line", "name", "key"),
    [
        ("**License:** MIT", "MIT", "mit"),
        ("**License:** [Apache 2.0](LICENSE)", "Apache 2.0", "apache-2.0"),
        ("**License:** Heron Community License", "Heron Community License", None),
        ("**License:** Creative Commons Attribution-NonCommercial-ShareAlike 4.0 International",
         "cc-by-nc-sa-4.0", "cc-by-nc-sa-4.0"),
        ("**License:** The weights are released under the MIT licence.", None, None),
        ("**License:** Users should refer to the terms", None, None),
    ],
)  # fmt: skip
def test_licences(line: str, name: str | None, key: str | None) -> None:
    card = parse(f"# Heron-2B\n\n{line}\n")
    assert (card.license, card.license_id) == (name, key)
    (spec,) = card.specs
    assert spec.field == (None if name is None else "license")
    assert ("license_id" in card.provenance) == (key is not None)


def test_front_matter_names_its_licences_and_languages() -> None:
    card = parse("---\nlicense: [mit, apache-2.0]\nlanguage: [no, English, zh_CN]\n---\n\n# H\n")
    assert (card.license, card.license_id) == ("mit, apache-2.0", None)
    assert card.languages == ["no", "English", "zh_CN"]
    assert card.language_codes == ["no", "en", "zh-CN"]
    assert card.provenance["language_codes"].line == 3


def test_languages_in_one_text_are_a_list() -> None:
    card = parse("---\nlanguage: en, German\n---\n\n# H\n")
    assert (card.languages, card.language_codes) == (["en", "German"], ["en", "de"])
    assert [one.code for one in card.problems] == ["MC704"]


def test_a_sentence_in_the_front_matter_is_no_value() -> None:
    front = "license: the model is under the terms of use below\nlanguage: it speaks all of them\n"
    card = parse(f"---\n{front}---\n\n# H\n")
    assert (card.license, card.languages, card.language_codes) == (None, [], [])
    assert [(one.code, one.line) for one in card.problems] == [("MC704", 2), ("MC704", 3)]
    assert card.metadata is not None
    assert list(card.metadata) == ["license", "language"]


@pytest.mark.parametrize(
    ("text", "names", "codes"),
    [
        ("**Language(s):** English, German and French", ["English", "German", "French"],
         ["en", "de", "fr"]),
        ("**Languages:** English is served best, others are not.", [], []),
        ("## Languages\n\nThe model speaks the following:\n\n- English\n- Toba Batak\n- German",
         ["English", "Toba Batak", "German"], ["en", "de"]),
        ("## Supported Languages\nIt reads these:\n\nArabic (ar) • Danish (da)",
         ["Arabic (ar)", "Danish (da)"], ["ar", "da"]),
        ("## Languages\n\nMainly those of the north.", [], []),
    ],
)  # fmt: skip
def test_languages(text: str, names: list[str], codes: list[str]) -> None:
    card = parse(f"# Heron-2B\n\n{text}\n")
    assert (card.languages, card.language_codes) == (names, codes)


@pytest.mark.parametrize(
    ("value", "design"),
    [
        ("Dense", "Dense"), ("Decoder-only transformer", "Decoder-only transformer"),
        ("The model is a transformer with two towers.", None), ("word " * 40, None),
        ("Heron 2B beside models of its size.", None), ("Heron-2B adopts two towers", None),
        ("Two towers joined by a bridge:", None),
    ],
)  # fmt: skip
def test_designs(value: str, design: str | None) -> None:
    assert parse(f"# Heron-2B\n\n**Architecture:** {value}\n").architecture == design


def test_a_leaderboard_card_is_told_of_a_sentence() -> None:
    from modelcards.linting.examples import card

    text = card(("Dense", "This is a dense model of ours"))
    found = [one.code for one in lint(parse(text))]
    assert "MC201" in found


@pytest.mark.parametrize(
    "title", ["Acknowledgments", "ACKNOWLEDGEMENTS:", "5. Credits", "Third-party licenses", "致谢"]
)
def test_who_is_thanked_did_not_make_the_model(title: str) -> None:
    facts = "- Authors: A. One\n- License: MIT\n\n- Authors: B.\n"
    card = parse(f"# Heron-2B\n\n## {title}\n\n### Crane\n\n{facts}")
    assert (card.organization, card.license) == (None, None)
    assert [spec.field for spec in card.specs] == [None, None, None]
    assert not [one for one in lint(card) if one.code == "MC103"]


def test_other_headings_speak_of_the_model() -> None:
    assert kind_of("Model Details") is None
    assert kind_of("") is None


@pytest.mark.parametrize(
    "value",
    [
        "not affiliated with Acme",
        "independent researchers, not affiliated with Crane Inc",
        "GPT-4 generated",
        "generated with GPT-4",
        "Unofficial, no relation to Acme",
        "me",
        "unknown",
    ],
)
def test_who_did_not_make_a_model_is_not_named(value: str) -> None:
    assert organization(value) is None


@pytest.mark.parametrize("value", ["Not Diamond", "Generated Photos", "Unofficialware", "Us Two"])
def test_names_that_hold_such_words_are_names(value: str) -> None:
    assert organization(value) == (value, None)
