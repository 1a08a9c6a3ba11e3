"""`--resume` and safe output: what a killed run leaves, and what the next one reads."""

from __future__ import annotations

import errno
import json
import os
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

import modelcards
from modelcards.cli.main import main
from modelcards.convert import manifest
from modelcards.convert.convert import Options, Summary, convert
from modelcards.convert.manifest import Manifest
from modelcards.convert.work import Job
from modelcards.formats.atomic import Staged
from modelcards.reading import reader


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Cards and a page; their times of change are trusted as if they were old."""
    monkeypatch.setattr(manifest, "_TOO_FRESH_NS", -(10**18))
    root = tmp_path / "models"
    root.mkdir()
    for number in range(40):
        (root / f"c{number:02}.md").write_text(f"# Card {number}\n")
    (root / "CONTRIBUTING.md").write_text("# Contributing\n")
    return root


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the cards that are really read."""
    seen: list[str] = []
    really = reader.read_card

    def read_card(source: Any, *rest: Any) -> modelcards.ModelCard:
        seen.append(Path(source.path).name)
        return really(source, *rest)

    monkeypatch.setattr(reader, "read_card", read_card)
    return seen


def resume(models: Path, name: str = "o.jsonl", **options: Any) -> Summary:
    return convert([str(models)], str(models.parent / name), Options(resume=True, **options))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def cards(path: Path) -> list[str]:
    return [json.loads(line)["name"] for line in path.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("name", ["o.jsonl", "o.csv", "o.sqlite", "out"])
def test_nothing_changed_reads_nothing(models: Path, reads: list[str], name: str) -> None:
    first = resume(models, name)
    assert (first.cards, first.passed_over) == (40, 1)
    reads.clear()
    again = resume(models, name)
    assert reads == []
    assert (again.cards, again.passed_over, again.failed) == (40, 1, 0)


def test_only_what_changed_is_read(models: Path, reads: list[str]) -> None:
    resume(models)
    reads.clear()
    (models / "c03.md").write_text("# New name\n")
    (models / "c00a.md").write_text("# Added\n")
    (models / "c39.md").unlink()
    summary = resume(models)
    assert sorted(reads) == ["c00a.md", "c03.md"]
    assert (summary.cards, summary.passed_over) == (40, 1)
    fresh = models.parent / "fresh.jsonl"
    convert([str(models)], str(fresh))
    assert fresh.read_bytes() == (models.parent / "o.jsonl").read_bytes()


def test_workers_are_given_only_what_changed(models: Path) -> None:
    resume(models, jobs=2)
    (models / "c20.md").write_text("# Changed\n")
    assert resume(models, jobs=2).cards == 40
    assert cards(models.parent / "o.jsonl")[20] == "Changed"


def test_a_time_of_change_set_back_by_hand_is_seen(models: Path) -> None:
    path = models / "c07.md"
    resume(models)
    status = path.stat()
    path.write_text("# Card B\n")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    resume(models)
    assert cards(models.parent / "o.jsonl")[7] == "Card B"


def test_a_touched_file_is_compared_by_its_bytes(models: Path, reads: list[str]) -> None:
    resume(models)
    reads.clear()
    (models / "c05.md").touch()
    os.utime(models / "CONTRIBUTING.md", (1_600_000_000, 1_600_000_000))
    assert resume(models).passed_over == 1
    assert reads == []


def test_a_file_written_in_the_same_moment_is_not_trusted(
    models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(manifest, "_TOO_FRESH_NS", 10**10)
    monkeypatch.setattr("modelcards.cardset.directory.changed_ns", lambda status: time.time_ns())
    path = models / "c07.md"
    path.write_text("# Card A\n")
    resume(models)
    path.write_text("# Card B\n")
    resume(models)
    assert cards(models.parent / "o.jsonl")[7] == "Card B"


def test_an_output_that_was_touched_is_written_again(models: Path, reads: list[str]) -> None:
    resume(models)
    out = models.parent / "o.jsonl"
    whole = out.read_bytes()
    out.write_text("mine")
    reads.clear()
    resume(models)
    assert out.read_bytes() == whole
    out.unlink()
    resume(models)
    assert out.read_bytes() == whole
    assert reads == []


def test_other_options_start_anew(models: Path, reads: list[str]) -> None:
    resume(models)
    reads.clear()
    assert resume(models, all_files=True).cards == 41
    assert len(reads) == 41


def test_failures_are_tried_again(models: Path) -> None:
    (models / "gone.md").symlink_to("later.txt")
    assert resume(models).failed == 1
    assert resume(models).failed == 1
    (models / "later.txt").write_text("not a card\n")
    summary = resume(models)
    assert (summary.cards, summary.failed) == (41, 0)


def test_rows_of_a_file_are_compared_by_their_text(tmp_path: Path, reads: list[str]) -> None:
    source = tmp_path / "in.jsonl"

    def rows(*texts: str) -> None:
        source.write_text("".join(json.dumps({"id": "x", "card": t}) + "\n" for t in texts))

    def run() -> list[str]:
        reads.clear()
        convert([str(source)], str(tmp_path / "o.jsonl"), Options(resume=True))
        return cards(tmp_path / "o.jsonl")

    rows("# a", "# b", "# b", "")
    run()
    assert len(reads) == 4
    assert len(run()) == 4
    assert reads == []
    rows("# a", "# c", "# b", "")
    assert run()[:3] == ["a", "c", "b"]
    assert len(reads) == 1


def test_a_manifest_that_is_none_is_made_anew(models: Path, reads: list[str]) -> None:
    resume(models)
    (broken,) = models.parent.glob(".modelcards-*.manifest")
    broken.write_bytes(b"not a database, but long enough to look at" * 100)
    reads.clear()
    assert resume(models).cards == 40
    assert len(reads) == 41


@pytest.mark.parametrize("cut", [5_000, 20_000, -4_096])
def test_a_manifest_that_is_damaged_costs_no_output(models: Path, cut: int) -> None:
    resume(models)
    out = models.parent / "o.jsonl"
    whole = out.read_bytes()
    (broken,) = models.parent.glob(".modelcards-*.manifest")
    data = broken.read_bytes()
    broken.write_bytes(data[:cut] + b"\xff" * 3_000 + data[cut:][3_000:])
    for one in models.rglob("*.md"):
        os.utime(one)
    try:
        resume(models)
    except modelcards.WriteError as error:
        assert "damaged, and is removed" in str(error)  # noqa: PT017  # it may be whole enough
        assert not broken.exists()
        assert out.read_bytes() == whole
        resume(models)
    assert out.read_bytes() == whole


def test_two_runs_cannot_share_a_manifest(models: Path) -> None:
    refused = pytest.raises(modelcards.WriteError, match="another run")
    with Manifest(models.parent / "o.jsonl", Job("jsonl")), refused:
        resume(models)


def test_a_manifest_on_a_full_disk_is_an_error(
    models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full:
        def execute(self, *_: object) -> None:
            raise sqlite3.OperationalError("database or disk is full")

    with Manifest(models.parent / "o.jsonl", Job("jsonl")) as kept:
        base = kept._base
        monkeypatch.setattr(kept, "_base", Full())
        with pytest.raises(modelcards.WriteError, match="full"):
            kept.record([])
        with pytest.raises(modelcards.WriteError, match="full"):
            kept.finish(0)
        monkeypatch.setattr(kept, "_base", base)


KILL = """
import os, signal, sys
import modelcards.convert.convert as convert, modelcards.formats.atomic as replace

moment = int(sys.argv[1])
take, commit, count = convert._take, replace.Staged.commit, 0

def counted(*given):
    global count
    count += 1
    if count == moment:
        os.kill(os.getpid(), signal.SIGKILL)
    take(*given)

def before(self):
    if moment == 1000:
        os.kill(os.getpid(), signal.SIGKILL)
    commit(self)
    if moment == 1001:
        os.kill(os.getpid(), signal.SIGKILL)

convert._take = counted
replace.Staged.commit = before
from modelcards.cli.main import main
sys.exit(main(["convert", *sys.argv[2:]]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kills with a signal")
@pytest.mark.parametrize("name", ["o.jsonl", "o.sqlite", "out"])
@pytest.mark.parametrize("moment", [1, 23, 40, 1000, 1001])
def test_a_killed_run_leaves_the_old_or_the_new(models: Path, name: str, moment: int) -> None:
    out, expected = models.parent / name, models.parent / "expected" / name
    expected.parent.mkdir()
    convert([str(models)], str(expected))
    (out / "x").mkdir(parents=True) if name == "out" else out.write_text("old")
    command = [sys.executable, "-c", KILL, str(moment), str(models), "-o", str(out), "--resume"]
    killed = subprocess.run(command, check=False, timeout=300)
    assert killed.returncode == -9
    if moment != 1001:
        assert not list(out.glob("*.json")) if name == "out" else out.read_text() == "old"
    summary = resume(models, name)
    assert (summary.cards, summary.passed_over, summary.failed) == (40, 1, 0)
    left = sorted(path.name for path in models.parent.iterdir() if path.suffix == ".tmp")
    assert left == []
    if name == "out":
        for path in expected.iterdir():
            assert (out / path.name).read_bytes() == path.read_bytes()
        assert names(out) == sorted([*names(expected), "x"])
    else:
        assert out.read_bytes() == expected.read_bytes()


def test_a_resumed_run_does_not_read_again_what_was_read(models: Path, reads: list[str]) -> None:
    out = models.parent / "o.jsonl"
    command = [sys.executable, "-c", KILL, "39", str(models), "-o", str(out), "--resume"]
    subprocess.run(command, check=False, timeout=300)
    resume(models)
    assert 0 < len(reads) < 20


def test_stale_files_are_swept_and_live_ones_are_not(tmp_path: Path) -> None:
    target = tmp_path / "o.jsonl"
    with Staged(target) as live:
        stale = live.path.with_name(live.path.name.replace(live.path.name[-12:], "00000000.tmp"))
        stale.write_text("left by a killed run")
        with Staged(target) as second:
            assert not stale.exists()
            assert live.path.exists()
            assert second.path != live.path
    assert list(tmp_path.iterdir()) == []


def test_the_mode_of_the_old_file_and_a_link_are_kept(models: Path, tmp_path: Path) -> None:
    real = tmp_path / "real.jsonl"
    real.write_text("old")
    real.chmod(0o640)
    link = tmp_path / "link.jsonl"
    link.symlink_to(real)
    convert([str(models)], str(link))
    assert link.is_symlink()
    assert len(cards(real)) == 40
    assert real.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("name", ["o.json", "o.jsonl.gz", "out"])
def test_a_full_disk_leaves_the_old_output(
    models: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
) -> None:
    out = models.parent / name
    (out / "x").mkdir(parents=True) if name == "out" else out.write_text("old")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("modelcards.formats.json_lines.LineSink.add", full)
    monkeypatch.setattr("modelcards.formats.mirror.MirrorSink.add", full)
    assert main(["convert", str(models), "-o", str(out)]) == 2
    assert "cannot write" in (err := capsys.readouterr().err)
    assert "No space left on device" in err
    assert names(out) == ["x"] if name == "out" else out.read_text() == "old"
    assert not list(models.parent.rglob(".modelcards*"))


def test_a_target_that_cannot_be_written_is_an_error(
    models: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    really = os.open

    def refuse(path: Any, flags: int, *mode: int) -> int:
        if flags & os.O_CREAT:
            raise OSError(errno.EROFS, "Read-only file system", str(path))
        return really(path, flags, *mode)

    monkeypatch.setattr(os, "open", refuse)
    assert main(["convert", str(models), "-o", str(models.parent / "o.jsonl")]) == 2
    assert "Read-only file system" in capsys.readouterr().err


def test_stopping_leaves_the_old_output(models: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = models.parent / "o.json"
    out.write_text("old")

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("modelcards.convert.convert._take", stop)
    assert main(["convert", str(models), "-o", str(out)]) == 130
    assert out.read_text() == "old"
    assert not list(models.parent.glob(".modelcards*"))


def test_the_manifest_is_a_fraction_of_the_output(models: Path) -> None:
    for path in models.glob("c*.md"):
        rows = "".join(f"| Task {n} | {n}.5 |\n" for n in range(40))
        path.write_text(f"# {path.stem}\n\n## Results\n\n| Task | Score |\n|-|-|\n{rows}")
    resume(models)
    output = models.parent / "o.jsonl"
    (kept,) = models.parent.glob(".modelcards-*.manifest")
    assert kept.stat().st_size * 2 < output.stat().st_size
    before = output.read_bytes()
    (models / "c00.md").write_text("# Other\n")
    assert resume(models).cards == 40
    assert output.read_bytes().split(b"\n")[1:] == before.split(b"\n")[1:]
