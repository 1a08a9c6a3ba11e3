"""What several tests of lint start from."""

from __future__ import annotations

from pathlib import Path

import pytest

from modelcards.linting.examples import card
from tests.support.cards import MARK, RATIO


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory with one card that has two faults: MC203, which is mended, and MC301."""
    (tmp_path / "modelcards.toml").write_text("", encoding="utf-8")
    (tmp_path / "a.md").write_text(card(MARK, RATIO), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path
