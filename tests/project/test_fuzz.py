"""The fuzz targets hold on their seeds, on what once broke one, and on some mutations."""

from __future__ import annotations

from pathlib import Path

import pytest

from fuzz import run
from fuzz.seeds import seeds
from fuzz.targets import TARGETS
from tests.support.cards import FIXTURES

CRASHES = sorted((FIXTURES / "crashes").iterdir())


@pytest.mark.parametrize("crash", CRASHES, ids=lambda path: path.name)
def test_what_broke_a_stage_breaks_it_no_more(crash: Path) -> None:
    data = crash.read_bytes()
    TARGETS[crash.name.partition("-")[0]](data)
    TARGETS["card"](data)


@pytest.mark.parametrize("name", TARGETS)
def test_every_target_holds_on_its_seeds(name: str) -> None:
    for data in seeds(name):
        TARGETS[name](data)


@pytest.mark.parametrize("name", TARGETS)
def test_blind_mutations(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run, "OUT", tmp_path)
    assert run.plain(name, seconds=600, runs=100, seed=9) == 0, capsys.readouterr().out


def test_a_failing_input_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(data: bytes) -> None:
        raise ValueError("broken")

    monkeypatch.setattr(run, "OUT", tmp_path)
    monkeypatch.setitem(TARGETS, "values", broken)
    assert run.main(["values", "--plain", "--runs", "2"]) == 1
    assert len(list((tmp_path / "values").iterdir())) == 2


def test_cards_changed_in_their_structure(capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(["blocks", "fix", "--runs", "40", "--cards", str(FIXTURES / "cards")]) == 0
    assert "fix: 40 inputs, 0 failed" in capsys.readouterr().out
