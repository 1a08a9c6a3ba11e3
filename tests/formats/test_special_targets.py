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
