"""Export of real cards: the peers accept all, it reads back the same, twice changes nothing."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml

import modelcards
from modelcards.errors import RefusedError
from modelcards.exporting.validators import check_cyclonedx

hub = pytest.importorskip("huggingface_hub")
pytest.importorskip("cyclonedx")

CARDS = Path(__file__).parents[2] / ".." / "shared" / "cards"
FOLDERS = ("hf", "leaderboard")


@pytest.fixture(scope="module", params=FOLDERS)
def cards(request: pytest.FixtureRequest) -> modelcards.CardSet:
    folder = CARDS / str(request.param)
    if not folder.is_dir():
        pytest.skip(f"the real cards are not here: {folder}")
    return modelcards.load_dir(folder)


def accounted(card: modelcards.ModelCard, made: modelcards.Export, *, tables_only: bool) -> bool:
    """True when every score either goes out or is held back."""
    stated = [
        one
        for one in card.benchmarks
        if one.score is not None and (one.table is not None or not tables_only)
    ]
    return len(stated) == len(made.sent) + len(made.held)


def test_model_index(cards: modelcards.CardSet) -> None:
    changes: Counter[str] = Counter()
    for card in cards:
        try:
            made = modelcards.export(card, to="model-index")
        except RefusedError:
            continue
        assert accounted(card, made, tables_only=True)
        changes.update(one.change for one in made.sent)
        if not made.files[0].changed:
            continue
        data = made.files[0].after
        again = modelcards.parse(data, path=card.source.path)
        second = modelcards.export(again, to="model-index")
        assert not second.files[0].changed
        assert {one.change for one in second.sent} == {"there"}
        assert len(second.sent) == len(made.sent)
        old, new = (
            [
                (one.label, one.raw, one.model, one.subject)
                for one in read.benchmarks
                if one.table is not None
            ]
            for read in (card, again)
        )
        assert old == new
        stated = Counter(one.score for one in again.benchmarks if one.table is None)
        assert all(stated[one.score.score] for one in made.sent if one.change == "added")
        read = hub.ModelCard(data.decode("utf-8-sig")).data.eval_results
        assert len(read) == sum(stated.values())
    assert changes["added"] > 50


def test_eval_results(cards: modelcards.CardSet, tmp_path: Path) -> None:
    count = 0
    for number, card in enumerate(cards):
        made = modelcards.export(card, to="eval-results", repository=tmp_path / str(number))
        assert accounted(card, made, tables_only=False)
        for file in made.files:
            [entry] = hub.parse_eval_result_entries(yaml.safe_load(file.after))
            assert hub.eval_result_entries_to_yaml([entry]) == yaml.safe_load(file.after)
            count += 1
        made.write(tmp_path / str(number))
        again = modelcards.export(card, to="eval-results", repository=tmp_path / str(number))
        assert again.files == ()
    assert count > 0


def test_cyclonedx(cards: modelcards.CardSet) -> None:
    for card in cards:
        made = modelcards.export(card, to="cyclonedx")
        assert accounted(card, made, tables_only=False)
        check_cyclonedx(made.text())


def test_diff_of_a_card_with_itself(cards: modelcards.CardSet) -> None:
    for card in cards:
        assert modelcards.diff(card, card) == []
