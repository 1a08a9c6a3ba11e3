"""Inputs of `convert`: archives, rows of tables, URLs."""

from __future__ import annotations

import gzip
import io
import json
import os
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import pytest

import modelcards
from modelcards.cli.main import main
from modelcards.convert.containers import items
from modelcards.convert.inputs import resolve
from modelcards.convert.item import Columns
from modelcards.convert.remote import remote_items

MEMBERS = {
    "models/b.md": b"# Beta\n",
    "models/a.md": b"# Alpha\n",
    "models/CONTRIBUTING.md": b"# Contributing\n",
    "models/weights.bin": b"\x00",
    ".git/c.md": b"# Hidden\n",
    "models/.d.md": b"# Hidden\n",
    "node_modules/e.md": b"# Hidden\n",
}


def converted(source: object, *options: str, code: int = 0) -> list[Any]:
    out = Path(os.environ["OUT"])
    assert main(["convert", str(source), "-o", str(out), *options]) == code
    return [json.loads(line) for line in out.read_text("utf-8").splitlines()]


@pytest.fixture(autouse=True)
def _out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OUT", str(tmp_path / "out.jsonl"))


def zipped(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.mkdir("models")
        for name, data in MEMBERS.items():
            archive.writestr(name, data)
    return path


def tarred(path: Path, mode: Any) -> Path:
    with tarfile.open(path, mode) as archive:
        for name, data in MEMBERS.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        link = tarfile.TarInfo("models/link.md")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    return path


@pytest.mark.parametrize("name", ["c.zip", "c.tar", "c.tar.gz", "C.TGZ"])
def test_archives_are_read_like_directories(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    modes = {"c.tar": "w", "c.tar.gz": "w:gz", "C.TGZ": "w:gz"}
    zipped(path) if name == "c.zip" else tarred(path, modes[name])
    rows = converted(path)
    assert [(row["name"], row["source"]["path"]) for row in rows] == [
        ("Alpha", f"{path}/models/a.md"),
        ("Beta", f"{path}/models/b.md"),
    ]
    assert len(converted(path, "--all")) == 3


def test_archives_go_into_a_mirrored_directory(tmp_path: Path) -> None:
    path = zipped(tmp_path / "c.zip")
    assert main(["convert", str(path), "-o", str(tmp_path / "o")]) == 0
    assert sorted(p.name for p in (tmp_path / "o" / "models").iterdir()) == ["a.json", "b.json"]


def test_names_that_lead_out_of_the_output_do_not(tmp_path: Path) -> None:
    names = ("../../evil", "/abs", "a/../../../b", "x/./y", "..", "a\\..\\b")
    path = rows_file(tmp_path / "c.jsonl", [{"id": name, "card": "# Evil"} for name in names])
    out = tmp_path / "deep" / "o"
    out.parent.mkdir()
    assert main(["convert", str(path), "--id", "id", "-o", str(out)]) == 0
    written = list(tmp_path.rglob("*.json"))
    assert len(written) == len(names)
    assert all(out in p.parents for p in written)


@pytest.mark.parametrize("name", ["c.zip", "c.tar.gz", "c.tar"])
def test_a_damaged_archive_gives_what_can_be_read(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    zipped(path) if name == "c.zip" else tarred(path, "w:gz" if name.endswith("gz") else "w")
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 3])
    errors = tmp_path / "e.jsonl"
    converted(path, "--errors", str(errors), code=1)
    (error,) = [json.loads(line) for line in errors.read_text().splitlines()]
    assert error["path"] == str(path)
    assert "to its end" in error["error"]


def test_a_damaged_member_costs_only_itself(tmp_path: Path) -> None:
    path = zipped(tmp_path / "c.zip")
    data = path.read_bytes()
    path.write_bytes(data.replace(b"# Alpha", b"# Alphx"))
    assert [row["name"] for row in converted(path, code=1)] == ["Beta"]


def rows_file(path: Path, rows: list[Any]) -> Path:
    data = "".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows)
    if path.name.endswith(".gz"):
        path.write_bytes(gzip.compress(data.encode()))
    elif path.name.endswith(".zst"):
        zstandard = pytest.importorskip("zstandard")
        path.write_bytes(zstandard.ZstdCompressor().compress(data.encode()))
    else:
        path.write_text(data, "utf-8")
    return path


@pytest.mark.parametrize("name", ["c.jsonl", "c.ndjson", "c.jsonl.gz", "c.jsonl.zst"])
def test_json_lines_hold_cards(tmp_path: Path, name: str) -> None:
    rows = [{"modelId": "z/z", "card": "# Zed"}, {"modelId": "a/b", "card": "# Ab"}]
    path = rows_file(tmp_path / name, rows)
    assert [row["name"] for row in converted(path)] == ["Zed", "Ab"]
    assert [row["source"]["path"] for row in converted(path)] == [
        f"{path}/000000001", f"{path}/000000002",
    ]  # fmt: skip
    named = converted(path, "--id", "modelId")
    assert [row["source"]["path"] for row in named] == [f"{path}/a/b", f"{path}/z/z"]


def test_bad_rows_are_failures_with_their_line(tmp_path: Path) -> None:
    deep = "[" * 100_000
    rows = [{"id": 1, "text": "# One"}, "{broken", [1], {"id": 2, "text": None},
            {"text": "# No name"}, {"id": 5, "text": 3}, deep,
            {"id": 6, "text": "# Six"}]  # fmt: skip
    path = rows_file(tmp_path / "c.jsonl", rows)
    errors = tmp_path / "e.jsonl"
    options = ("--column", "text", "--id", "id", "--errors", str(errors))
    assert [row["name"] for row in converted(path, *options, code=1)] == ["One", "Six"]
    failed = [json.loads(line) for line in errors.read_text().splitlines()]
    assert sorted(error["line"] for error in failed) == [2, 3, 5, 6, 7]


def test_rows_of_one_name_are_all_kept(tmp_path: Path) -> None:
    path = rows_file(tmp_path / "c.jsonl", [{"id": "x", "card": f"# {n}"} for n in range(3)])
    assert [row["name"] for row in converted(path, "--id", "id")] == ["0", "1", "2"]
    assert main(["convert", str(path), "--id", "id", "-o", str(tmp_path / "o")]) == 0
    assert sorted(p.name for p in (tmp_path / "o").iterdir()) == [
        "x.json", "x~2.json", "x~3.json",
    ]  # fmt: skip


def test_an_unknown_column_is_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = rows_file(tmp_path / "c.jsonl", [{"text": "# One"}])
    assert main(["convert", str(path), "-o", str(tmp_path / "o.jsonl")]) == 2
    assert "--column and --id one of text" in capsys.readouterr().err
    assert main(["convert", str(path), "--column", "text", "--id", "no",
                 "-o", str(tmp_path / "o.jsonl")]) == 2  # fmt: skip


def test_a_damaged_row_file_gives_what_can_be_read(tmp_path: Path) -> None:
    path = rows_file(tmp_path / "c.jsonl.gz", [{"card": f"# {n} {'x' * n}"} for n in range(2000)])
    path.write_bytes(path.read_bytes()[:-200])
    assert 0 < len(converted(path, code=1)) < 2000


def test_parquet_holds_cards(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    path = tmp_path / "c.parquet"
    given = {"modelId": ["z/z", "a/b", "n/n"], "card": ["# Zed", "# Ab", None], "n": [1, 2, 3]}
    parquet.write_table(pa.table(given), path)
    assert [row["name"] for row in converted(path)] == ["Zed", "Ab"]
    assert [row["name"] for row in converted(path, "--id", "modelId")] == ["Ab", "Zed"]
    converted(path, "--column", "n", code=1)
    assert main(["convert", str(path), "--column", "x", "-o", str(tmp_path / "o.json")]) == 2
    path.write_bytes(b"PAR1 no parquet")
    converted(path, code=1)


def test_parquet_is_an_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    (tmp_path / "c.parquet").write_bytes(b"PAR1")
    with pytest.raises(modelcards.MissingExtraError, match="arrow"):
        list(items(str(tmp_path / "c.parquet"), Columns()))


def test_several_kinds_of_sources_are_merged_by_path(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "x.md").write_text("# In b\n")
    (tmp_path / "d.md").write_text("# Dee\n")
    sources = [
        tmp_path / "d.md",
        zipped(tmp_path / "c.zip"),
        tmp_path / "b",
        rows_file(tmp_path / "a.jsonl", [{"card": "# Row"}]),
    ]
    found = [item.path for item in resolve(map(str, sources), Columns())]
    assert found == sorted(found)
    assert len(found) == 6


@pytest.fixture
def memory() -> Any:
    fsspec = pytest.importorskip("fsspec")
    system = fsspec.filesystem("memory")
    for name, data in MEMBERS.items():
        system.pipe_file(f"/cards/{name}", data)
    yield system
    system.rm("/cards", recursive=True)


@pytest.mark.usefixtures("memory")
def test_urls_are_read_through_fsspec(tmp_path: Path) -> None:
    rows = converted("memory://cards/models")
    assert [(row["name"], row["source"]["path"]) for row in rows] == [
        ("Alpha", "memory:///cards/models/a.md"),
        ("Beta", "memory:///cards/models/b.md"),
    ]
    assert [row["name"] for row in converted("memory://cards")] == ["Alpha", "Beta"]
    assert [row["name"] for row in converted("memory://cards/*/[ab].md")] == ["Alpha", "Beta"]
    assert len(converted("memory://cards/models/CONTRIBUTING.md")) == 1
    assert main(["convert", "memory://cards/models", "-o", str(tmp_path / "o")]) == 0
    assert (tmp_path / "o" / "cards" / "models" / "a.json").exists()


def test_urls_that_cannot_be_read_are_errors(
    memory: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = str(tmp_path / "o.jsonl")
    assert main(["convert", "memory://cards/nothing.md", "-o", out]) == 2
    assert main(["convert", "nosuchprotocol://x", "-o", out]) == 2

    def refuse(*_: object, **__: object) -> None:
        raise OSError("the network is down")

    with monkeypatch.context() as patch:
        patch.setattr(type(memory), "open", refuse)
        assert converted("memory://cards/models", code=1) == []
    with monkeypatch.context() as patch:
        patch.setattr(type(memory), "isdir", refuse)
        assert main(["convert", "memory://cards/models", "-o", out]) == 2


def test_a_url_that_vanishes_is_a_failure(memory: Any) -> None:
    from modelcards.convert.work import Job

    (first, *_) = remote_items("memory://cards/models")
    memory.rm("/cards/models/CONTRIBUTING.md")
    (result,) = Job("jsonl")([first])
    assert (result.kind, result.reason) == ("failed", f"no such file: {first.path}")


def test_fsspec_is_an_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    with pytest.raises(modelcards.MissingExtraError, match="remote"):
        list(remote_items("memory://cards"))
