"""Closed streams, full devices and a working directory that is gone: one line, no traceback."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from modelcards.cli.main import main

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="has /dev/full and closes streams")

CARD = "\ufeff# Alder-7B\n\n- **Parameters:** 7 bananas\n\n|Benchmark|Score|\n|-|-|\n|MMLU|61.2|\n"
TO_STDOUT = [
    "parse a.md", "parse a.md --pretty", "lint a.md", "lint a.md --diff", "rules", "schema",
    "explain MC001", "claims a.md", "coverage a.md", "diff a.md b.md", "parse -", "lint -",
    "export a.md --to model-index --model-name acme/alder", "--help", "--version", "lint --help",
]  # fmt: skip
SILENT = ["convert d -o o.jsonl", "report d -o o.html", "convert d -o o -j 2"]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("streams")
    (root / "d").mkdir()
    for name in ("a.md", "d/x.md"):
        (root / name).write_text(CARD, "utf-8")
    (root / "b.md").write_text("# Birch-7B\n")
    return root


def run(place: Path, command: str, redirected: str = "", where: str = "") -> tuple[int, str]:
    """Run a command in a shell: the exit code, and what stands on stderr."""
    line = f"exec {sys.executable} -m modelcards {command} {redirected}"
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(
        ["sh", "-c", f"{where} {line}"], cwd=place, env=environment, timeout=120, check=False,
        input=CARD, capture_output=True, encoding="utf-8",
    )  # fmt: skip
    return done.returncode, done.stderr


def is_one_line(said: str) -> bool:
    return said.startswith("modelcards: ") and said.count("\n") == 1 and "fault" not in said


@pytest.mark.parametrize("command", TO_STDOUT)
@pytest.mark.parametrize("redirected", [">/dev/full", ">&-"])
def test_results_that_cannot_be_written_are_one_line(
    place: Path, command: str, redirected: str
) -> None:
    code, said = run(place, command, redirected)
    assert code in (1, 2), said
    if code == 2:
        last = said.rstrip().rpartition("\n")[2] + "\n"
        assert is_one_line(last), said
        assert "Traceback" not in said


@pytest.mark.parametrize(
    ("command", "answer"),
    [(["parse", "-"], 0), (["lint", "-"], 0), (["lint", "-", "--fix"], 2),
     (["lint", "-", "--diff"], 0), (["export", "-", "--to", "model-index"], 2)],
)  # fmt: skip
def test_stdin_without_an_end(
    command: list[str],
    answer: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    class Endless(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Any) -> int:
            buffer[:] = b"# A" + b"\n" * (len(buffer) - 3)
            return len(buffer)

    monkeypatch.setattr("modelcards.text.standard_input._MOST", 1_000)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BufferedReader(Endless())))
    assert main(command) == answer
    said = capsys.readouterr()
    assert answer == 0 or (is_one_line(said.err) and not said.out)


@pytest.mark.parametrize("command", SILENT)
@pytest.mark.parametrize("redirected", [">&-", ">&- <&-", ">&- <&- 2>&-"])
def test_what_writes_files_needs_no_streams(place: Path, command: str, redirected: str) -> None:
    code, said = run(place, command, redirected)
    assert code in (0, 1), said
    assert "Traceback" not in said


@pytest.mark.parametrize("command", ["parse -", "lint -", "convert - -o p.jsonl"])
def test_a_closed_stdin_is_one_line(place: Path, command: str) -> None:
    code, said = run(place, command, "<&-")
    assert code == 2
    assert is_one_line(said), said


@pytest.mark.parametrize("command", [*TO_STDOUT, *SILENT])
def test_a_full_stderr_ends_without_a_traceback(place: Path, command: str) -> None:
    assert run(place, command, "2>/dev/full >/dev/full")[0] in (0, 1, 2)


GONE = "mkdir -p gone && cd gone && rmdir ../gone &&"


@pytest.mark.parametrize("command", ["lint a.md", "lint", "convert d -o o.jsonl", "parse a.md",
                                     "report d -o o.html", "convert d -o {}/o"])  # fmt: skip
def test_a_relative_path_where_the_directory_is_gone_is_one_line(place: Path, command: str) -> None:
    code, said = run(place, command.replace("{}", str(place)), where=GONE)
    assert code == 2
    assert is_one_line(said), said


@pytest.mark.parametrize(
    "command", ["lint {}/a.md", "lint {}/d", "convert {}/d -o {}/o.jsonl", "parse {}/a.md",
                "convert {}/d -o {}/o -j 2", "report {}/d -o {}/o.html", "diff {}/a.md {}/b.md"]
)  # fmt: skip
def test_whole_paths_work_where_the_directory_is_gone(place: Path, command: str) -> None:
    code, said = run(place, command.replace("{}", str(place)), where=GONE)
    assert code in (0, 1), said
