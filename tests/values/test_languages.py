"""Languages: their names and codes, lists of them, and sentences that are none."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelcards.values.languages import (
    is_language_code,
    language_code,
    language_codes,
    language_names,
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("en", "en"), ("EN", "en"), ("eng", "en"), ("ger", "de"), ("deu", "de"), ("yue", "yue"),
        ("English", "en"), ("english", "en"), ("Deutsch", "de"), ("français", "fr"), ("中文", "zh"),
        ("英语", "en"), ("Farsi", "fa"), ("Mandarin", "zh"), ("Norwegian Bokmål", "nb"),
        ("no", "no"), ("Brazilian Portuguese", "pt-BR"),
        ("zh_CN", "zh-CN"), ("en-US", "en-US"), ("pt-br", "pt-BR"), ("zho_Hans", "zh-Hans"),
        ("sr-Latn", "sr-Latn"), ("Chinese (Simplified)", "zh-Hans"),
        ("Arabic (ar)", "ar"), ("German language", "de"), ("de-en", None), ("en-lv", None),
        ("jp", None), ("cn", None), ("multilingual", None), ("code", None), ("unk", None),
        ("protein", None), ("", None), ("e" * 1000, None), ("()", None), ("en-", None),
    ],
)  # fmt: skip
def test_codes(text: str, code: str | None) -> None:
    assert language_code(text) == code


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("English", ["English"]), ("en, de", ["en", "de"]),
        ("English and German", ["English", "German"]),
        ("English, German and French", ["English", "German", "French"]),
        ("English, German, and Thai", ["English", "German", "Thai"]),
        ("Arabic (ar) • Danish (da)", ["Arabic (ar)", "Danish (da)"]),
        ("中文、英文", ["中文", "英文"]), ("English/French", ["English", "French"]),
        ("English, French, and more", ["English", "French"]),
        ("Deutsch und Englisch", ["Deutsch", "Englisch"]),
        ("English, Toba Batak", ["English", "Toba Batak"]), ("Multilingual", ["Multilingual"]),
        ("Mainly English", []), ("Python, Java", []), ("140 languages", []), ("These:", []),
        ("English is spoken, German too.", []), ("it speaks English, German and Thai", []),
        ("English. Other languages were not tested here.", []), ("", []), ("x, " * 9000, []),
    ],
)  # fmt: skip
def test_lists(text: str, names: list[str]) -> None:
    assert (language_names(text) or []) == names


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("en", True), ("eng", True), ("zh-TW", True), ("code", True), ("multilingual", True),
        ("unk", True), ("jp", False), ("english", False), ("e", False), ("", False),
        ("en de", False),
    ],
)  # fmt: skip
def test_what_the_hub_takes(text: str, known: bool) -> None:
    assert is_language_code(text) is known


def test_each_code_once() -> None:
    assert language_codes(["English", "en", "eng", "klingonese", "German"]) == ["en", "de"]


@given(st.text(max_size=100))
def test_any_text_is_read(text: str) -> None:
    for name in language_names(text) or ():
        assert len(name) <= 80
    code = language_code(text)
    assert code is None or is_language_code(code)


def test_long_lists_are_read_in_proportion() -> None:
    start = time.process_time()
    language_names("English, " * 2000)
    language_names("a and " * 3000)
    language_names("(" * 19_000)
    assert time.process_time() - start < 2
