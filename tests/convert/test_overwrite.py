"""No output takes the place of what it is made from; tables are no cards."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import modelcards
from modelcards.cli.main import main


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "a.md").write_text("# Alder-7B\n")
    (tmp_path / "r.jsonl").write_text('{"card": "# Birch-7B"}\n')
    (tmp_path / "out.jsonl").symlink_to("d/a.md")
    os.link("r.jsonl", "twin.jsonl")
    (tmp_path / "up").symlink_to("d")
    return tmp_path


@pytest.mark.parametrize(
    "command",
    [
        "convert r.jsonl -o r.jsonl",
        "convert r.jsonl -o d/../r.jsonl",
        "convert r.jsonl -o twin.jsonl",
        "convert d/a.md -o out.jsonl",
        "convert d -o out.jsonl",
        "convert d -o d",
        "convert d -o up",
        "convert up -o d",
        "convert d/a.md -o d",
        "convert d -o .",
        "convert d -o o.jsonl --errors d/a.md",
        "convert d -o o.jsonl --errors o.jsonl",
        "report d/a.md -o d/a.md",
        "report d -o d/a.md",
        "claims r.jsonl -o r.jsonl",
        "lint d --errors d/a.md",
        "lint d --baseline d/a.md --write-baseline",
    ],
)
def test_an_output_that_leads_to_an_input_is_refused(
    place: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    held = {path: path.read_bytes() for path in place.rglob("*") if path.is_file()}
    assert main(command.split()) == 2
    assert {path: path.read_bytes() for path in place.rglob("*") if path.is_file()} == held
    said = capsys.readouterr().err
    assert said.startswith("modelcards: ")
    assert said.count("\n") == 1


def test_an_output_inside_a_directory_of_cards_is_none_of_them(place: Path) -> None:
    assert main(["convert", "d", "-o", "d/cards.jsonl"]) == 0
    assert main(["convert", "d", "-o", "d/json"]) == 0
    assert main(["report", "d", "-o", "d/report.html"]) == 0
    assert (place / "d" / "a.md").read_text() == "# Alder-7B\n"


@pytest.mark.parametrize("name", ["c.csv", "c.csv.gz", "c.sqlite", "C.DB", "c.sqlite3"])
@pytest.mark.parametrize(
    "command",
    ["convert {} -o o.jsonl", "parse {}", "lint {}", "report {} -o o.html", "diff {} {}"],
)
def test_tables_say_that_they_are_no_cards(
    place: Path, capsys: pytest.CaptureFixture[str], name: str, command: str
) -> None:
    (place / name).write_bytes(b"name\nLumen-7B\n")
    assert main(command.replace("{}", name).split()) == 2
    said = capsys.readouterr().err
    assert ("a table (.csv)" in said) == ("csv" in name)
    assert "no model card" in said
    assert said.count("\n") == 1


def test_a_parquet_file_is_many_cards(place: Path) -> None:
    (place / "c.parquet").write_bytes(b"PAR1")
    with pytest.raises(modelcards.ArgumentError, match="many cards"):
        modelcards.load("c.parquet")
