"""The command line: exit codes, streams, help."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from modelcards import __version__, load, schema, to_json
from modelcards.cli import COMMANDS
from modelcards.cli.main import main
from modelcards.name_clash import ConflictError, refuse
from tests.support.cards import FIXTURES, ROOT

CARD = FIXTURES / "cards" / "kestrel-moe.md"


def test_parse_prints_the_card(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["parse", str(CARD)]) == 0
    out, err = capsys.readouterr()
    assert (json.loads(out)["name"], err) == ("Kestrel-ER 30B", "")


def test_parse_reads_stdin(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(CARD.read_bytes())))
    assert main(["parse", "-", "--dialect", "generic"]) == 0
    read = json.loads(capsys.readouterr().out)
    assert (read["name"], read["source"]["dialect"]) == ("Kestrel-ER 30B", "generic")
    assert read["source"]["path"] is None


def test_schema_describes_every_card(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed == schema()
    jsonschema.Draft202012Validator.check_schema(printed)
    for path in (FIXTURES / "cards").glob("*.md"):
        jsonschema.validate(json.loads(to_json(load(path))), printed)


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        (["parse", "no-such-file.md"], "no-such-file.md"),
        (["parse", str(FIXTURES)], "directory"),
        (["parse"], "FILE"),
        (["no-such-command"], "no-such-command"),
        (["parse", str(CARD), "--dialect", "x"], "invalid choice"),
        ([], "usage"),
    ],
)
def test_wrong_use_is_2(argv: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(argv) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert says in err
    assert "Traceback" not in err


@pytest.mark.parametrize("content", [b"", b"\x00\xff\xfe\x00", b"\n", b"# Only a title"])
def test_bad_content_is_content(
    content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "card.md"
    file.write_bytes(content)
    assert main(["parse", str(file)]) == 0
    assert json.loads(capsys.readouterr().out)["schema_version"] == "1"


def test_a_fault_of_the_program_is_2(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(card: object) -> str:
        raise ZeroDivisionError

    monkeypatch.setattr("modelcards.model.json.to_json", broken)
    assert main(["parse", str(CARD)]) == 2
    assert "this is a fault of modelcards" in capsys.readouterr().err


def test_version_and_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.strip() == f"modelcards {__version__}"
    assert main(["--help"]) == 0
    shown = capsys.readouterr().out
    assert all(name in shown for name in COMMANDS)


def test_python_m_modelcards_and_a_closed_pipe() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "modelcards", "parse", str(CARD)],
        capture_output=True, cwd=ROOT, check=True, env={"PYTHONIOENCODING": "ascii", "PATH": ""},
    )  # fmt: skip
    assert "🔴" in done.stdout.decode("utf-8")
    shell = f"'{sys.executable}' -m modelcards parse '{CARD}' | head -c 10"
    piped = subprocess.run(["/bin/sh", "-c", shell], capture_output=True, cwd=ROOT, check=False)
    assert piped.stderr == b""


def test_the_other_distribution_in_our_folder_is_refused(tmp_path: Path) -> None:
    refuse(str(tmp_path))
    (tmp_path / "card_data.py").touch()
    with pytest.raises(ConflictError, match="pip uninstall -y modelcards modelcards-scraper"):
        refuse(str(tmp_path))
