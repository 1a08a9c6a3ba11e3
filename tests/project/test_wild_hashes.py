"""The comparison of real cards from commit to commit, shown on the project's own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import modelcards
from tests.support import wild_hashes
from tests.support.cards import FIXTURES


def test_equal_code_gives_equal_hashes_and_a_change_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / "kept.json"
    command = [str(kept), "--cards", str(FIXTURES / "cards")]
    assert wild_hashes.main(command) == 0
    assert wild_hashes.main(command) == 0
    assert "0 new, 0 gone" in capsys.readouterr().out
    old = json.loads(kept.read_text())
    name = min(old)
    old[name]["specs"] = "other"
    kept.write_text(json.dumps(old))
    assert wild_hashes.main(command) == 1
    assert f"specs: 1 of {len(old)} cards, such as {name}" in capsys.readouterr().out

    def broken(path: Path) -> modelcards.ModelCard:
        raise RuntimeError("broken")

    monkeypatch.setattr(modelcards, "load", broken)
    assert wild_hashes.main([*command, "--write", "--sample", "2"]) == 1
    assert "fault: " in capsys.readouterr().out
