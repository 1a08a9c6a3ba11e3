"""A letter with an accent at the end of a word is no half of a sign, whatever stands behind it."""

from __future__ import annotations

import pytest

from modelcards.text.mojibake import repair

_SIGNS = "”’»›«‹®™©·±§†‡•¹²³°½¿¡£¥…–—"


@pytest.mark.parametrize("letter", "âåæéèêï")
def test_the_letter_and_the_sign_come_back(letter: str) -> None:
    for sign in _SIGNS:
        good = f"The caf{letter}{sign} was trænet på søndag."
        data = good.encode("utf-8")
        damaged = data.decode("cp1252", "ignore")
        if damaged.encode("cp1252") == data:  # else the page does not have all its bytes
            assert repair(damaged).text == good
