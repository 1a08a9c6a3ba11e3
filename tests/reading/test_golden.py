"""Every card in fixtures/cards against its golden JSON; `make golden` writes that anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from modelcards import from_json, load, to_json
from tests.support.cards import FIXTURES, ROOT

CARDS = sorted((FIXTURES / "cards").glob("*.*"))
GOLDEN = FIXTURES / "golden"


@pytest.mark.parametrize("card", CARDS, ids=lambda path: path.name)
def test_card_equals_its_golden_json(
    card: Path, update_golden: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    read = load(card.relative_to(ROOT))
    golden = GOLDEN / f"{card.name}.json"
    if update_golden:
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(to_json(read), encoding="utf-8", newline="\n")
    assert to_json(read) == golden.read_text(encoding="utf-8")
    assert from_json(golden.read_bytes()) == read


def test_every_golden_file_has_its_card() -> None:
    assert {path.name for path in GOLDEN.glob("*.json")} == {f"{card.name}.json" for card in CARDS}
