"""The comfort of the command line: a sheet, colours, first steps, completion, safe messages."""

from __future__ import annotations

import shutil
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest

import modelcards
from modelcards.cli import COMMANDS
from modelcards.cli.main import main
from modelcards.display.colours import are_wanted, painted, painter, plain
from modelcards.report.card_text import render
from tests.support.cards import FIXTURES
from tests.support.hostile import controls, hostile_card, hostile_text

CARD = FIXTURES / "cards" / "kestrel-moe.md"


class Terminal(StringIO):
    """A stream that is a terminal."""

    def isatty(self) -> bool:
        """It is."""
        return True


def test_a_sheet_shows_what_the_card_states(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["parse", str(CARD), "--pretty"]) == 0
    out, err = capsys.readouterr()
    lines = [" ".join(line.split()) for line in out.splitlines()]
    assert err == ""
    assert lines[0] == "Kestrel-ER 30B"
    for line in (
        "parameters 30B line 19",
        "ALScore 3.162 agrees with the card",
        "MMLU-Pro 76.4 line 35",
        "HLE not stated line 37",
        "Technical Documentation documentation https://kestrel.example/docs/kestrel_report.pdf",
    ):
        assert line in lines
    assert "\x1b" not in out


def test_a_sheet_of_little() -> None:
    assert render(modelcards.parse("")) == "A card without a name\nread as generic\n"


def test_a_sheet_tells_problems_and_cuts_long_tables() -> None:
    rows = "".join(f"| Task {n} | {n} |\n" for n in range(80))
    card = modelcards.parse(
        f"# 模型\n\n- **Parameters:** 30 bananas\n\n| Benchmark | Score |\n| - | - |\n{rows}"
    )
    text = render(card)
    assert "MC201" in text
    assert "and 20 more, in the JSON" in text


def test_wide_letters_and_marks_keep_the_columns_straight() -> None:
    rows = "| 中文 | 1 |\n| ab\u0301cd\u0301 | 2 |\n"
    text = render(modelcards.parse(f"# A\n\n| Benchmark | Score |\n| - | - |\n{rows}"))
    assert "  中文  1" in text
    assert "  ab\u0301cd\u0301  2" in text


def test_a_sheet_has_colours_where_they_are_asked_for() -> None:
    text = render(modelcards.load(CARD), paint=painted)
    assert "\x1b[1mKestrel-ER 30B\x1b[0m" in text
    assert "\x1b[32magrees with the card\x1b[0m" in text


def test_colours_are_for_terminals_that_nobody_forbade(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert are_wanted(Terminal())
    assert painter(Terminal()) is painted
    assert not are_wanted(StringIO())
    monkeypatch.setenv("NO_COLOR", "1")
    assert painter(Terminal()) is plain
    monkeypatch.setenv("NO_COLOR", "")
    assert are_wanted(Terminal())
    monkeypatch.setenv("TERM", "dumb")
    assert not are_wanted(Terminal())


def test_lint_colours_its_codes_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    screen = Terminal()
    monkeypatch.setattr(sys, "stdout", screen)
    assert main(["lint", str(FIXTURES / "cards" / "kestrel-cp1252.md")]) == 1
    assert "\x1b[31mMC00" in screen.getvalue()


def test_a_hostile_card_is_harmless_in_a_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = render(hostile_card())
    assert controls(text) == set()
    assert max(map(len, text.splitlines())) < 1_000
    file = tmp_path / "a\x1b[2Jb\u202e.md"
    file.write_text(hostile_text(), encoding="utf-8")
    assert main(["parse", str(file), "--pretty"]) == 0
    assert main(["lint", str(file)]) == 1
    assert main(["parse", f"{file}\x07"]) == 2
    assert main(["lint", f"{file}\x07"]) == 2
    assert main(["convert", f"{file}\x07", "-o", str(tmp_path / "x.csv")]) == 2
    assert main(["convert", str(tmp_path), "-o", str(tmp_path / "x\x1b.bad")]) == 2
    assert main(["parse", str(CARD), "--pre\x1btty"]) == 2
    assert main(["par\x1bse"]) == 2
    (tmp_path / "gone\x1b.md").symlink_to(tmp_path / "nowhere")
    assert main(["convert", str(tmp_path), "-o", str(tmp_path / "x.csv")]) == 1
    assert main(["lint", str(tmp_path)]) == 1
    out, err = capsys.readouterr()
    assert controls(out) == set()
    assert controls(err) == set()


def test_a_hostile_card_is_no_formula_in_csv(tmp_path: Path) -> None:
    import csv

    file = tmp_path / "card.md"
    file.write_text(hostile_text(), encoding="utf-8")
    for table in ("cards", "benchmarks", "specs", "tables"):
        out = tmp_path / f"{table}.csv"
        assert main(["convert", str(file), "-o", str(out), "--table", table]) == 0
        with out.open(encoding="utf-8", newline="") as rows:
            for row in csv.reader(rows):
                assert not [cell for cell in row if cell.lstrip().startswith("=")]


def test_alone_it_says_what_to_do_next(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    for shown in ("parse CARD.md --pretty", "report CARDS -o report.html", "modelcards --help"):
        assert shown in err
    named = [line.split()[1] for line in err.splitlines() if line.startswith("  modelcards ")]
    assert set(named) <= set(COMMANDS)


def test_completion_knows_commands_options_and_files(capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("shtab", reason="shtab is not installed (extra completion)")
    for shell in ("bash", "zsh", "tcsh"):
        assert main(["completion", shell]) == 0
        assert "report" in capsys.readouterr().out
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("no bash")
    main(["completion", "bash"])
    script = capsys.readouterr().out
    ask = (
        'COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _shtab_modelcards; printf "%s\\n" "${COMPREPLY[@]}"'
    )

    def completed(*words: str) -> list[str]:
        given = " ".join(f"'{word}'" for word in words)
        command = f"{script}\nCOMP_WORDS=({given})\n{ask}"
        done = subprocess.run(
            [bash, "--norc", "-c", command], capture_output=True, text=True, check=False,
            cwd=FIXTURES.parent,
        )  # fmt: skip
        return done.stdout.split()

    assert completed("modelcards", "rep") == ["report"]
    assert "--pretty" in completed("modelcards", "parse", "--pr")
    assert completed("modelcards", "parse", "READ") == ["README.md"]


def test_completion_names_its_extra(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "shtab", None)
    assert main(["completion", "bash"]) == 2
    assert "modelcards-scraper[completion]" in capsys.readouterr().err


def test_import_and_help_stay_light() -> None:
    heavy = ("altair", "vl_convert", "jinja2", "pandas", "polars", "pyarrow", "rich", "bs4", "ftfy",
             "mistune", "pydantic", "shtab", "selenium")  # fmt: skip
    code = (
        "import sys, modelcards; from modelcards.cli.main import main; main(['--help']);"
        f"print([m for m in {heavy!r} if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
