"""No word of a card is lost when its structure is damaged: see `tests.support.no_word_lost`."""

from __future__ import annotations

from tests.support import no_word_lost
from tests.support.cards import FIXTURES


def test_no_word_of_a_damaged_card_is_lost() -> None:
    assert no_word_lost.main(["--mutants", "150", "--cards", str(FIXTURES / "cards")]) == 0
