"""The system refuses at the first, second, ... call: nothing torn, lost or left, one line said."""

from __future__ import annotations

import errno
import io
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from modelcards.cli.main import main

CARD = (
    "\ufeff# Lumen-{n}\n\n- **Parameters:** {n}B\n\n|Benchmark|Lumen-{n}|\n|-|-|\n|MMLU|61.{n}|\n"
)
CALLS = (
    (Path, "write_bytes"), (Path, "replace"), (Path, "mkdir"), (Path, "chmod"), (Path, "open"),
    (os, "open"), (os, "fsync"), (os, "replace"), (os, "rename"),
)  # fmt: skip
MOST = 60


class Refuses:
    """Lets calls through, but for one that it refuses; only those that concern `below`."""

    def __init__(self, really: Callable[..., Any], at: int, code: int, below: Path) -> None:
        self.left = at
        self.hit = False
        self._really = really
        self._code = code
        self._below = str(below)

    def __call__(self, *given: Any, **named: Any) -> Any:
        place = given[0]
        if isinstance(place, int) or str(place).startswith(self._below):
            self.left -= 1
            if self.left == 0:
                self.hit = True
                raise OSError(self._code, os.strerror(self._code))
        return self._really(*given, **named)

    def __get__(self, held: Any, owner: Any = None) -> Any:
        return lambda *given, **named: self(held, *given, **named)


def filled(root: Path, number: int = 3) -> Path:
    root.mkdir(parents=True)
    for n in range(1, number + 1):
        (root / f"c{n}.md").write_text(CARD.format(n=n), "utf-8")
    return root


def held(root: Path) -> dict[str, bytes]:
    return {
        str(one.relative_to(root)): one.read_bytes() for one in root.rglob("*") if one.is_file()
    }


def leftovers(root: Path) -> list[Path]:
    return [one for one in root.rglob(".modelcards-*") if one.name.endswith(".tmp")]


def said_in_a_line(err: str) -> None:
    assert "Traceback" not in err
    assert "fault of modelcards" not in err


@pytest.mark.parametrize(
    ("call", "code"),
    [
        *((call, code) for call in CALLS for code in (errno.ENOSPC, errno.EIO)),
        ((Path, "replace"), errno.EXDEV),
    ],
)
@pytest.mark.parametrize("target", ["o.jsonl", "o.json.gz", "o.sqlite", "o.csv", "tree"])
def test_convert_leaves_the_old_output_or_the_new(
    target: str, call: tuple[Any, str], code: int, tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    where, name = call
    source = filled(tmp_path / "cards")
    out = tmp_path / "out"
    out.mkdir()
    command = ["convert", str(source), "-o", str(out / target), "--jobs", "1"]
    assert main(command) == 0
    (source / "c3.md").unlink()
    before = held(out)
    other = tmp_path / "other"
    other.mkdir()
    assert main(["convert", str(source), "-o", str(other / target), "--jobs", "1"]) == 0
    capsys.readouterr()
    after = held(other)
    for at in range(1, MOST):
        with pytest.MonkeyPatch.context() as patch:
            refuses = Refuses(getattr(where, name), at, code, out)
            patch.setattr(where, name, refuses)
            said = main(command)
        err = capsys.readouterr().err
        said_in_a_line(err)
        assert said != 2 or err.count("\n") == 1
        assert leftovers(out) == []
        if not refuses.hit:
            break
        assert held(out) in (before, after)
        assert said != 0 or held(out) == after
    assert not refuses.hit
    assert held(out) == after


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
@pytest.mark.parametrize(("where", "name"), CALLS)
def test_a_card_is_mended_or_as_it_was(
    where: Any, name: str, code: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for at in range(1, MOST):
        root = filled(tmp_path / f"{name}{at}")
        before = held(root)
        with pytest.MonkeyPatch.context() as patch:
            refuses = Refuses(getattr(where, name), at, code, root)
            patch.setattr(where, name, refuses)
            said = main(["lint", "--fix", str(root)])
        said_in_a_line(capsys.readouterr().err)
        now = held(root)
        mended = {path: data.removeprefix(b"\xef\xbb\xbf") for path, data in before.items()}
        assert now.keys() == before.keys()
        assert all(data in (before[path], mended[path]) for path, data in now.items())
        if not refuses.hit:
            assert now == mended
            break
        assert said != 0 or now == mended
    assert not refuses.hit


# Every way to an output that no test above takes.
COMMANDS = (
    "convert cards -o out/o.csv --errors out/e", "convert cards -o out/o.jsonl --resume",
    "convert cards -o out/mixed", "report cards -o out/r.html", "claims cards -o out/c.jsonl",
    "export cards/c1.md --to eval-results --in-place", "export cards --to model-index --in-place",
    "export cards --to model-index -o out/index", "lint cards --add-ignore",
    "lint cards --errors out/e",
    "lint cards --baseline out/b --write-baseline",
)  # fmt: skip
WRITES = ("open", "fsync", "replace", "mkdir", "chmod", "unlink", "rmdir")


class Counts:
    """Refuses one call of many functions that write below a directory: the one that is due."""

    def __init__(self, due: int, below: Path) -> None:
        self.due = due
        self._below = str(below)

    def over(self, really: Callable[..., Any]) -> Callable[..., Any]:
        opens = really in (os.open, io.open)

        def call(place: Any, *given: Any, **named: Any) -> Any:
            how = given[0] if given else named.get("mode", "r")
            reads = opens and (
                how in ("r", "rb") or (isinstance(how, int) and not how & os.O_CREAT)
            )
            inside = str(place).startswith(self._below) or not Path(str(place)).is_absolute()
            if inside and not reads and not (opens and isinstance(place, int)):
                self.due -= 1
                if self.due == 0:
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return really(place, *given, **named)

        return call


def prepared(root: Path, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for file in filled(root / "cards", 2).iterdir():
        file.write_text(
            file.read_text("utf-8").replace("|MMLU|61.", "|MMLU|61%|\n|GSM8K|7"), "utf-8"
        )
    (root / "out" / "mixed").mkdir(parents=True)
    (root / "out" / "mixed" / "notes.txt").write_text("of the user")
    monkeypatch.chdir(root)
    if "-o out/" in command and "export" not in command:
        third = root / "cards" / "c9.md"
        third.write_text(CARD.format(n=9), "utf-8")
        assert main(command.split()) in (0, 1)
        third.unlink()


@pytest.mark.parametrize("command", COMMANDS)
def test_whatever_call_is_refused(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.setattr("modelcards.report.page.render", lambda found, **_: str(len(found.cards)))
    prepared(tmp_path / "good", command, monkeypatch)
    before = written(tmp_path / "good")
    expected = main(command.split())
    after = written(tmp_path / "good")
    for at in range(1, MOST):
        root = tmp_path / str(at)
        prepared(root, command, monkeypatch)
        capsys.readouterr()
        counts = Counts(at, root)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(io, "open", counts.over(io.open))
            for name in WRITES:
                patch.setattr(os, name, counts.over(getattr(os, name)))
            code = main(command.split())
        err = capsys.readouterr().err
        said_in_a_line(err)
        now = written(root)
        assert leftovers(root) == [], at
        assert all(data in (before.get(name), after.get(name)) for name, data in now.items()), at
        assert before.keys() & after.keys() <= now.keys(), at
        assert now == after if code == expected else code == 2 or err, at
        if counts.due > 0:
            assert code == expected
            break
    assert counts.due > 0
    assert at > 3


def written(root: Path) -> dict[str, bytes]:
    return {name: data for name, data in held(root).items() if ".manifest" not in name}


class Base(sqlite3.Connection):
    """A database whose disk is full at one of its statements."""

    left = 0

    def _count(self) -> None:
        Base.left -= 1
        if Base.left == 0:
            raise sqlite3.OperationalError("database or disk is full")

    def execute(self, *given: Any) -> Any:
        self._count()
        return super().execute(*given)

    def executemany(self, *given: Any) -> Any:
        self._count()
        return super().executemany(*given)


def test_a_database_on_a_full_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    source = filled(tmp_path / "cards")
    out = tmp_path / "out"
    out.mkdir()
    command = ["convert", str(source), "-o", str(out / "o.sqlite"), "--jobs", "1"]
    assert main(command) == 0
    before = held(out)
    capsys.readouterr()
    really = sqlite3.connect
    monkeypatch.setattr(
        sqlite3, "connect", lambda path, **named: really(path, factory=Base, **named)
    )
    for at in range(1, 200):
        Base.left = at
        said = main(command)
        if Base.left > 0:
            break
        err = capsys.readouterr().err
        assert (said, err.count("disk is full"), held(out)) == (2, 1, before)
        said_in_a_line(err)
    assert said == 0
    assert at > 30
