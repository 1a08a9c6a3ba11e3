"""A directory as output is replaced as a whole, and what is not the program's own stays."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

import modelcards
from modelcards.cli.main import main
from modelcards.formats import tree
from modelcards.formats.mirror import target


@pytest.fixture
def models(tmp_path: Path) -> Path:
    root = tmp_path / "models"
    (root / "b").mkdir(parents=True)
    (root / "a.md").write_text("# Alder-7B\n")
    (root / "b" / "x.md").write_text("# Birch-7B\n")
    return root


def written(out: Path) -> list[str]:
    return sorted(path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file())


def convert(models: Path, out: Path, code: int = 0) -> None:
    assert main(["convert", str(models), "-o", str(out)]) == code


@pytest.fixture(params=["exchanged", "moved", "beside others"])
def out(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An output that is exchanged, one that cannot be, and one that holds a file of somebody's."""
    if request.param == "moved":
        monkeypatch.setattr(tree, "_exchanged", lambda *_: False)
    out = tmp_path / "json"
    if request.param == "beside others":
        out.mkdir()
        (out / "notes.txt").write_text("mine")
    return out


def cards(out: Path) -> list[str]:
    return [name for name in written(out) if name != "notes.txt"]


def test_the_json_of_a_deleted_card_goes(models: Path, out: Path) -> None:
    convert(models, out)
    assert cards(out) == ["a.json", "b/x.json"]
    (models / "b" / "x.md").unlink()
    convert(models, out)
    assert cards(out) == ["a.json"]
    assert not (out / "b").exists()
    assert not list(out.parent.rglob(".modelcards*"))


def test_a_folder_becomes_a_file_and_a_file_a_folder(models: Path, out: Path) -> None:
    folder = models / "c.json.md"
    folder.mkdir()
    (folder / "x.md").write_text("# Cedar-7B\n")
    (models / "d.md").write_text("# Date-7B\n")
    convert(models, out)
    assert "c.json.md/x.json" in cards(out)
    (folder / "x.md").unlink()
    folder.rmdir()
    (models / "c.json.md.md").write_text("# Cedar-8B\n")  # goes to where the folder was
    (models / "d.md").unlink()
    (models / "d.json").mkdir()
    (models / "d.json" / "x.md").write_text("# Date-8B\n")
    convert(models, out)
    assert cards(out) == ["a.json", "b/x.json", "c.json.md.json", "d.json/x.json"]


def test_numbered_cards_of_one_name_go_as_well(tmp_path: Path, out: Path) -> None:
    rows = tmp_path / "r.jsonl"
    rows.write_text("".join(json.dumps({"id": "x", "card": f"# {n}"}) + "\n" for n in range(3)))
    assert main(["convert", str(rows), "--id", "id", "-o", str(out)]) == 0
    assert cards(out) == ["x.json", "x~2.json", "x~3.json"]
    rows.write_text(json.dumps({"id": "x", "card": "# 0"}) + "\n")
    assert main(["convert", str(rows), "--id", "id", "-o", str(out)]) == 0
    assert cards(out) == ["x.json"]


def test_what_is_not_from_these_sources_stays(models: Path, tmp_path: Path) -> None:
    out = tmp_path / "json"
    out.mkdir()
    (out / "notes.txt").write_text("mine")
    (out / "list.json").write_text("[1]")
    elsewhere = out / "kept" / "far.json"
    elsewhere.parent.mkdir()
    elsewhere.write_text(modelcards.to_json(modelcards.parse("# Far-7B", path="else/far.md")))
    (out / "bad.json").write_bytes(b'{"schema_version": "1", "source": {"path": "\\x"')
    (out / "link.json").symlink_to("notes.txt")
    (out / "empty").mkdir()
    convert(models, out)
    assert written(out) == [
        "a.json", "b/x.json", "bad.json", "kept/far.json", "link.json", "list.json", "notes.txt",
    ]  # fmt: skip
    assert (out / "empty").is_dir()
    assert (out / "notes.txt").read_text() == "mine"


@pytest.mark.parametrize("obstacle", ["b", "a.json/mine.txt", "a.json/", "b@"])
def test_what_stands_in_the_way_is_told_and_nothing_is_moved(
    models: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], obstacle: str
) -> None:
    out = tmp_path / "json"
    place = out / obstacle.rstrip("@")
    if obstacle.endswith("/"):
        place.mkdir(parents=True)
    elif obstacle.endswith("@"):
        out.mkdir()
        place.symlink_to(models, target_is_directory=True)
    else:
        place.parent.mkdir(parents=True)
        place.write_text("mine")
    before = sorted(out.rglob("*"))
    convert(models, out, code=2)
    assert sorted(out.rglob("*")) == before
    said = capsys.readouterr().err
    assert said.startswith("modelcards: cannot write ")
    assert said.count("\n") == 1


def test_a_file_system_mounted_inside_is_told_and_nothing_is_moved(
    models: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "json"
    (out / "b").mkdir(parents=True)
    (out / "notes.txt").write_text("mine")
    monkeypatch.setattr(tree, "_device", lambda place: place == out / "b")
    convert(models, out, code=2)
    assert written(out) == ["notes.txt"]


def test_a_file_or_device_is_no_directory(models: Path, capsys: pytest.CaptureFixture[str]) -> None:
    if sys.platform == "win32":
        pytest.skip("has no such device")
    convert(models, Path("/dev/null"), code=2)
    assert "it is a file or device" in capsys.readouterr().err


def test_names_that_no_file_may_have_cost_no_card(tmp_path: Path) -> None:
    long = "lumen-" + "é" * 200
    ids = [f"{long}1", f"{long}2", f"{long}/x", "a\0b", "a", "a.json/b", "a.json"]
    rows = tmp_path / "r.jsonl"
    rows.write_text("".join(json.dumps({"id": one, "card": f"# {one[-6:]}"}) + "\n" for one in ids))
    out = tmp_path / "o"
    assert main(["convert", str(rows), "--id", "id", "-o", str(out)]) == 0
    assert len(written(out)) == len(ids)
    assert main(["convert", str(rows), "--id", "id", "-o", str(out)]) == 0
    assert len(written(out)) == len(ids)
    assert target(f"/c/{long}", "/c") != target(f"/c/{long}é", "/c")


def test_a_path_too_long_for_the_system_costs_one_card(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = tmp_path / "r.jsonl"
    ids = ["/".join(["f" * 240] * 20), "b"]
    rows.write_text("".join(json.dumps({"id": one, "card": "# A"}) + "\n" for one in ids))
    out = tmp_path / "o"
    assert main(["convert", str(rows), "--id", "id", "-o", str(out)]) == 1
    assert written(out) == ["b.json"]
    assert "cannot write" in capsys.readouterr().err
