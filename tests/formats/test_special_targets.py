"""Outputs that are no files: what is written goes into them, and they stay what they are."""

from __future__ import annotations

import os
import stat
import sys
import threading
from pathlib import Path

import pytest

from modelcards.cli.main import main
from modelcards.formats.atomic import Staged

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="named pipes are of POSIX")


def _reads(pipe: Path, found: list[bytes]) -> threading.Thread:
    thread = threading.Thread(target=lambda: found.append(pipe.read_bytes()), daemon=True)
    thread.start()
    return thread


def test_a_pipe_is_written_into_and_stays_one(tmp_path: Path) -> None:
    pipe, found = tmp_path / "out", list[bytes]()
    os.mkfifo(pipe)
    reader = _reads(pipe, found)
    with Staged(pipe) as staged:
        staged.path.write_bytes(b"whole")
        staged.commit()
    reader.join(timeout=30)
    assert found == [b"whole"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert [one.name for one in tmp_path.iterdir()] == ["out"]


def test_errors_go_into_a_pipe(tmp_path: Path) -> None:
    pipe, found = tmp_path / "errors", list[bytes]()
    os.mkfifo(pipe)
    card = tmp_path / "card.md"
    card.write_text("# Lumen-7B\n\n- **License:** mit\n", encoding="utf-8")
    reader = _reads(pipe, found)
    out = tmp_path / "out.jsonl"
    assert main(["convert", str(card), "-o", str(out), "--errors", str(pipe)]) == 0
    reader.join(timeout=30)
    assert len(found) == 1
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert out.exists()


def test_a_pipe_that_nobody_reads_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("modelcards.formats.atomic._PATIENCE", 0)
    monkeypatch.chdir(tmp_path)
    for name in ("pipe", "pipe.jsonl", "pipe.zip", "pipe.parquet", "pipe.json.gz", "tree/a.json"):
        Path(name).parent.mkdir(exist_ok=True)
        os.mkfifo(name)
    Path("a.md").write_text("# Lumen-7B\n", encoding="utf-8")
    wrong = (
        "convert a.md -o pipe", "report a.md -o pipe", "claims a.md -o pipe.jsonl",
        "convert a.md -o tree", "lint a.md --errors pipe", "convert a.md -o o.csv --errors pipe",
        "lint a.md --baseline pipe --write-baseline", "lint a.md --baseline pipe",
        "lint a.md --config pipe", "coverage a.md --template pipe", "parse pipe",
        "coverage pipe.jsonl", "claims pipe.parquet", "coverage pipe.json.gz", "lint pipe",
    )  # fmt: skip
    for command in wrong:
        assert main(command.split()) == 2, command
        said = capsys.readouterr().err
        assert said.count("\n") == 1, command
        assert "pipe" in said, command
    for name in ("pipe", "pipe.jsonl", "pipe.zip", "pipe.parquet"):
        assert main(["convert", name, "-o", "o.jsonl"]) in (1, 2), name
    for name in ("pipe", "pipe.jsonl", "tree/a.json"):
        assert stat.S_ISFIFO(Path(name).stat().st_mode)


def test_files_of_settings_that_are_pipes_are_not_waited_for(tmp_path: Path) -> None:
    for name in (".gitignore", "modelcards.toml", "pyproject.toml"):
        os.mkfifo(tmp_path / name)
    (tmp_path / "a.md").write_text("---\nlicense: mit\n---\n# Lumen-7B\n\nWords.\n")
    assert main(["lint", str(tmp_path)]) == 0
