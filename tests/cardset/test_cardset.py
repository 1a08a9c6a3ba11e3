"""CardSet and load_dir: the cards of a directory as a sequence."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, cast

import pytest

import modelcards


@pytest.fixture
def models(tmp_path: Path) -> Path:
    root = tmp_path / "models"
    (root / "sub").mkdir(parents=True)
    (root / "b.md").write_text("# Beta\n")
    (root / "sub" / "a.md").write_text("# Alpha\n")
    (root / "CONTRIBUTING.md").write_text("# Contributing\n")
    (root / "gone.md").symlink_to(root / "nowhere")
    return root


def test_load_dir_gives_cards_skipped_and_failures(models: Path) -> None:
    cards = modelcards.load_dir(models)
    assert [card.name for card in cards] == ["Beta", "Alpha"]
    assert [card.source.path for card in cards] == [f"{models}/b.md", f"{models}/sub/a.md"]
    assert cards.skipped == [(f"{models}/CONTRIBUTING.md", "named CONTRIBUTING.md")]
    assert [failure.path for failure in cards.failures] == [f"{models}/gone.md"]
    assert repr(cards) == "<CardSet of 2 cards, 1 passed over, 1 failed>"


def test_all_files_takes_every_file(models: Path) -> None:
    cards = modelcards.load_dir(str(models), all_files=True)
    assert len(cards) == 3
    assert cards.skipped == []


def test_a_card_set_is_a_sequence(models: Path) -> None:
    cards = modelcards.load_dir(models)
    first, second = cards
    assert cards[0] is first
    assert cards[-1] is second
    assert list(cards[1:]) == [second]
    assert isinstance(cards[:1], modelcards.CardSet)
    assert first in cards
    assert list(reversed(cards)) == [second, first]
    with pytest.raises(IndexError):
        cards[2]


def test_a_file_that_vanishes_or_is_refused_is_a_failure(
    models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = os.open

    def refuse(path: str, flags: int) -> int:
        if path.endswith("b.md"):
            raise PermissionError(13, "Permission denied", path)
        return really(path, flags)

    monkeypatch.setattr("modelcards.text.source.os.open", refuse)
    cards = modelcards.load_dir(models)
    assert [card.name for card in cards] == ["Alpha"]
    assert cards.failures[0] == (f"{models}/b.md", f"cannot read {models}/b.md: Permission denied",
                                 None)  # fmt: skip


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the super-user reads everything"
)
def test_permissions_are_respected(models: Path) -> None:
    (models / "b.md").chmod(0)
    assert len(modelcards.load_dir(models).failures) == 2


def test_wrong_use_is_an_error(models: Path) -> None:
    with pytest.raises(modelcards.NotFoundError):
        modelcards.load_dir(models / "nothing")
    with pytest.raises(modelcards.NotAFileError):
        modelcards.load_dir(models / "b.md")
    with pytest.raises(modelcards.ArgumentError):
        modelcards.load_dir(cast(Any, 3))
