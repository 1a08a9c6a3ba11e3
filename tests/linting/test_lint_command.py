"""`modelcards lint`, `rules` and `explain` on the command line: streams, exit codes, files."""

from __future__ import annotations

import io
import json
import os
import stat
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import SimpleNamespace

import pytest

from modelcards import Finding, ModelCard, ReadError
from modelcards.cli.main import main
from modelcards.linting import stable_read as steadily
from modelcards.linting.engine import check
from modelcards.linting.examples import card
from modelcards.linting.fix import Mended, mend
from modelcards.linting.rule import Rule
from modelcards.linting.rules import all_rules
from tests.support.cards import MARK, RATIO, SHARED, needs_shared_cards


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working directory without settings above it."""
    (tmp_path / "modelcards.toml").write_text("", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(path: str, text: str) -> Path:
    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(text.encode("utf-8"))
    return target


def stdin(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(text.encode())))


@pytest.mark.usefixtures("here")
def test_text_in_the_manner_of_ruff(capsys: pytest.CaptureFixture[str]) -> None:
    put("a.md", card(MARK, RATIO))
    assert main(["lint", "a.md"]) == 1
    out, err = capsys.readouterr()
    assert out == (
        "a.md:7:13: MC203 [*] the mark 🔴 contradicts the word 'Public', whose mark is 🟢\n"
        "a.md:17:26: MC301 the ratio is stated as 600, the amounts give 500\n"
        "Found 1 error and 1 warning.\n"
        "[*] 1 fixable with the --fix option (1 more with --unsafe-fixes).\n"
    )
    assert err == ""


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("text", "options", "summary"),
    [
        (card(), [], "All checks passed!\n"),
        (card(RATIO), [], "Found 1 error.\nNo safe fixes (1 with --unsafe-fixes).\n"),
        (card(RATIO), ["--unsafe-fixes"], "Found 1 error.\n1 fixable with the --fix option.\n"),
        (card(("Mar/2025", "Mer/2025")), [], "Found 1 warning.\n"),
    ],
)
def test_summaries(
    text: str, options: list[str], summary: str, capsys: pytest.CaptureFixture[str]
) -> None:
    put("a.md", text)
    main(["lint", "a.md", *options])
    assert capsys.readouterr().out.endswith(summary)


@pytest.mark.usefixtures("here")
def test_fix_writes_and_counts(capsys: pytest.CaptureFixture[str]) -> None:
    file = put("a.md", card(MARK, RATIO, ("Mar/2025", "Mer/2025")))
    assert main(["lint", "a.md", "--fix"]) == 1
    assert capsys.readouterr().out.endswith(
        "Found 1 error and 2 warnings (1 fixed, 2 remaining).\n"
    )
    assert file.read_text("utf-8") == card(RATIO, ("Mar/2025", "Mer/2025"))
    assert main(["lint", "a.md", "--fix", "--unsafe-fixes", "--ignore", "MC202"]) == 0
    out = capsys.readouterr().out
    assert out == (
        "Found 1 error (1 fixed, 0 remaining).\n1 stated fact changed by --unsafe-fixes.\n"
    )
    assert main(["lint", "a.md", "--fix", "--ignore", "MC202"]) == 0
    assert capsys.readouterr().out == "All checks passed!\n"


@pytest.mark.usefixtures("here")
def test_exit_codes(capsys: pytest.CaptureFixture[str]) -> None:
    put("warning.md", card(("Mar/2025", "Mer/2025")))
    put("error.md", card(RATIO))
    put("mark.md", card(MARK))
    assert main(["lint", "warning.md"]) == 1
    assert main(["lint", "warning.md", "--fail-on", "error"]) == 0
    assert main(["lint", "error.md", "--fail-on", "error"]) == 1
    assert main(["lint", "error.md", "--exit-zero"]) == 0
    assert main(["lint", "mark.md", "--fix", "--exit-non-zero-on-fix"]) == 1
    assert main(["lint", "mark.md", "--fix", "--exit-non-zero-on-fix"]) == 0
    assert main(["lint", "no-such.md", "error.md"]) == 2
    assert "error.md:17" in capsys.readouterr().out
    assert main(["lint", "error.md", "--select", "MC9"]) == 2
    assert main(["lint"]) == 1
    assert main(["lint", "error.md", "--output-format", "xml"]) == 2
    assert main(["lint", "error.md", "--write-baseline"]) == 2
    assert main(["lint", "-", "error.md"]) == 2


@pytest.mark.usefixtures("here")
def test_diff(capsys: pytest.CaptureFixture[str]) -> None:
    file = put("a.md", card(MARK).rstrip("\n"))
    before = file.read_bytes()
    assert main(["lint", "a.md", "--diff"]) == 1
    out, err = capsys.readouterr()
    assert out.startswith("--- a.md\n+++ a.md\n@@ -4,7 +4,7 @@\n")
    assert "\n-**Access:** 🔴 Public\n+**Access:** 🟢 Public\n" in out
    assert err == "Would fix 1 warning.\n"
    assert file.read_bytes() == before
    put("a.md", card(RATIO))
    assert main(["lint", "a.md", "--diff"]) == 0
    assert capsys.readouterr() == ("", "")
    put("a.md", card(RATIO).rstrip("\n"))
    assert main(["lint", "a.md", "--diff", "--unsafe-fixes", "--exit-zero"]) == 0
    put("a.md", card().replace("\n\n**Analysis", "\n**Analysis").rstrip("\n").replace("🟢", "🔴"))
    assert main(["lint", "a.md", "--diff", "--fix"]) == 1


@pytest.mark.usefixtures("here")
def test_a_diff_says_where_no_newline_ends_the_file(capsys: pytest.CaptureFixture[str]) -> None:
    put("a.md", "# Lumen-7B\n\n**ALScore:** 3.2\n\n**Access:** 🔴 Public")
    assert main(["lint", "a.md", "--diff"]) == 1
    assert capsys.readouterr().out.count("\\ No newline at end of file\n") == 2


@pytest.mark.usefixtures("here")
def test_stdin(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    stdin(monkeypatch, card(RATIO))
    assert main(["lint", "-"]) == 1
    assert capsys.readouterr().out.startswith("-:17:26: MC301 ")
    stdin(monkeypatch, card(RATIO))
    assert main(["lint", "-", "--stdin-filename", "cards/a.md"]) == 1
    assert capsys.readouterr().out.startswith("cards/a.md:17:26: MC301 ")
    stdin(monkeypatch, card(MARK, RATIO))
    assert main(["lint", "-", "--fix"]) == 1
    out, err = capsys.readouterr()
    assert out == card(RATIO)
    assert err.startswith("-:17:26: MC301 ")
    assert err.endswith("Found 1 error and 1 warning (1 fixed, 1 remaining).\n")
    stdin(monkeypatch, card(MARK))
    assert main(["lint", "-", "--diff"]) == 1
    assert capsys.readouterr().out.startswith("--- -\n")


@pytest.mark.usefixtures("here")
def test_statistics(capsys: pytest.CaptureFixture[str]) -> None:
    put("a.md", card(MARK, RATIO))
    put("b.md", card(MARK))
    assert main(["lint", "a.md", "b.md", "--statistics"]) == 1
    assert capsys.readouterr().out.startswith(
        "2\tMC203\t[*] unknown-access\n1\tMC301\t[ ] ratio-differs\nFound 1 error and 2 warnings.\n"
    )
    assert main(["lint", "a.md", "--statistics", "--output-format", "json"]) == 1
    assert json.loads(capsys.readouterr().out)[0] == {
        "code": "MC203", "name": "unknown-access", "count": 1, "fixable": True,
    }  # fmt: skip


@pytest.mark.usefixtures("here")
def test_baseline(capsys: pytest.CaptureFixture[str]) -> None:
    put("cards/a.md", card(RATIO))
    accept = ["--baseline", "accepted.json"]
    assert main(["lint", "cards/a.md", *accept]) == 2
    assert "accepted.json" in capsys.readouterr().err
    assert main(["lint", "cards/a.md", *accept, "--write-baseline"]) == 0
    held = json.loads(Path("accepted.json").read_text())
    assert held == {"version": 1, "files": {"cards/a.md": {"MC301": 1}}}
    put("cards/a.md", "<!-- a line more -->\n" + card(RATIO))
    assert main(["lint", "cards/a.md", *accept]) == 0
    put("cards/a.md", card(RATIO, MARK))
    capsys.readouterr()
    assert main(["lint", str(Path("cards/a.md").absolute()), *accept]) == 1
    out = capsys.readouterr().out
    assert "MC203" in out
    assert "MC301" not in out
    for wrong in ("{", "[]", '{"files": {"a": 3}}'):
        put("accepted.json", wrong)
        assert main(["lint", "cards/a.md", *accept]) == 2


@pytest.mark.usefixtures("here")
def test_a_baseline_that_is_exceeded_hides_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    row = "| **GPQA** | - | Graduate-level reasoning |\n"
    rows = [row.replace(" - ", f" {score} ") for score in (41, 42, 43)]
    put("a.md", card((row, "".join(rows[:2]))))
    assert main(["lint", "a.md", "--baseline", "b.json", "--write-baseline"]) == 0
    put("a.md", card((row, "".join(rows))))
    capsys.readouterr()
    assert main(["lint", "a.md", "--baseline", "b.json"]) == 1
    assert capsys.readouterr().out.count("MC403") == 2


def test_settings(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put("labs/a.md", card(MARK, RATIO))
    put("modelcards.toml", 'select = ["MC3"]\nextend-select = ["MC203"]\nfail-on = "error"\n')
    assert main(["lint", "labs/a.md"]) == 1
    assert capsys.readouterr().out.count(": MC") == 2
    put("modelcards.toml", 'ignore = ["MC301"]\nfail-on = "error"\n')
    assert main(["lint", "labs/a.md"]) == 0
    assert main(["lint", "labs/a.md", "--ignore", "MC2"]) == 1
    for pattern in ("labs/*.md", "a.md", "*.md"):
        put("modelcards.toml", f'[per-file-ignores]\n"{pattern}" = ["MC"]\n')
        assert main(["lint", "labs/a.md"]) == 0
        assert main(["lint", str(here / "labs" / "a.md")]) == 0
        assert main(["lint", "labs"]) == 0
    put("modelcards.toml", '[per-file-ignores]\n"b*/*.md" = ["MC"]\n"b.md" = ["MC"]\n')
    assert main(["lint", "labs/a.md"]) == 1
    put("modelcards.toml", 'baseline = "b.json"\n')
    assert main(["lint", "labs/a.md", "--write-baseline"]) == 0
    assert main(["lint", "labs/a.md"]) == 0
    put("own.toml", "")
    assert main(["lint", "labs/a.md", "--config", "own.toml"]) == 1
    assert main(["lint", "labs/a.md", "--config", "no-such.toml"]) == 2


def test_settings_of_a_project(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    put("project/pyproject.toml", '[project]\nname = "x"\n[ tool.modelcards ]\nignore = ["MC3"]\n')
    put("project/cards/a.md", card(RATIO))
    monkeypatch.chdir(here / "project" / "cards")
    assert main(["lint", "a.md"]) == 0
    put("../pyproject.toml", '[project]\nname = "x"\n')
    assert main(["lint", "a.md"]) == 1
    put("../pyproject.toml", "[tool.modelcards]\n[")
    assert main(["lint", "a.md"]) == 2
    put("../pyproject.toml", "tool.modelcards = 3\n")
    assert main(["lint", "a.md"]) == 2
    assert "no table" in capsys.readouterr().err


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    "settings",
    [
        'colour = "red"',
        'select = "MC301"',
        'select = ["MC9"]',
        "ignore = [3]",
        'fail-on = "always"',
        "baseline = 3",
        'per-file-ignores = ["MC3"]',
        '[per-file-ignores]\n"a.md" = "MC3"',
        "select = [",
    ],
)
def test_bad_settings_are_wrong_use(settings: str, capsys: pytest.CaptureFixture[str]) -> None:
    put("a.md", card())
    put("modelcards.toml", settings)
    assert main(["lint", "a.md"]) == 2
    assert "modelcards.toml" in capsys.readouterr().err


@pytest.mark.usefixtures("here")
def test_directories(capsys: pytest.CaptureFixture[str]) -> None:
    put("cards/a.md", card(MARK, ("](../../labs/lumen-lab.md)", "](lab.md)")))
    put("cards/lab.md", "# Lumen Lab\n\n| Model |\n|---|\n| [Lumen-7B](a.md) |\n")
    put("cards/LICENSE", "MIT License\n")
    put("other.md", card(RATIO))
    assert main(["lint", "cards", "cards/a.md", "other.md"]) == 1
    out, err = capsys.readouterr()
    assert out.count(": MC203 ") == 1
    assert out.count("other.md:17:26: MC301") == 1
    assert err == "modelcards: 2 files are no model cards; passed over (--all takes every file)\n"
    assert main(["lint", "cards", "--fix"]) == 0
    assert "🟢" in Path("cards/a.md").read_text("utf-8")
    assert main(["lint", "cards", "--diff"]) == 0
    capsys.readouterr()
    main(["lint", "cards", "--all"])
    assert "passed over" not in capsys.readouterr().err


@pytest.mark.usefixtures("here")
def test_one_page_that_is_passed_over(capsys: pytest.CaptureFixture[str]) -> None:
    put("cards/LICENSE", "MIT License\n")
    assert main(["lint", "cards"]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("modelcards: 1 file is no model card;")


@pytest.mark.usefixtures("here")
def test_cards_only(capsys: pytest.CaptureFixture[str]) -> None:
    put("notes.md", "Some notes of the meeting.\n\n| a | b |\n|---|---|\n| 1 |\n")
    put("CHANGELOG.md", "# Changelog\n\n- **Released:** some day\n")
    assert main(["lint", "--cards-only", "notes.md", "CHANGELOG.md"]) == 0
    assert capsys.readouterr() == ("", "")
    put("card.md", card(RATIO))
    assert main(["lint", "--cards-only", "notes.md", "card.md"]) == 1
    assert main(["lint", "notes.md"]) == 1


@pytest.mark.usefixtures("here")
def test_files_that_cannot_be_read(capsys: pytest.CaptureFixture[str]) -> None:
    put("cards/a.md", card(RATIO, ("](../../labs/lumen-lab.md)", "](a.md)")))
    Path("cards/broken.md").symlink_to("no-such-file.md")
    assert main(["lint", "cards", "--errors", "errors.jsonl"]) == 1
    out, err = capsys.readouterr()
    assert "cards/a.md:17:26: MC301" in out
    assert "cards/broken.md" in err
    [row] = [json.loads(line) for line in Path("errors.jsonl").read_text().splitlines()]
    assert row["path"] == "cards/broken.md"
    assert main(["lint", "cards", "--exit-zero"]) == 1
    assert main(["lint", "cards/broken.md", "cards/a.md"]) == 2
    out, err = capsys.readouterr()
    assert "MC301" in out
    assert "cards/broken.md" in err


@pytest.mark.usefixtures("here")
@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_without_permission(capsys: pytest.CaptureFixture[str]) -> None:
    put("cards/a.md", card())
    put("cards/b.md", card()).chmod(0)
    assert main(["lint", "cards"]) == 1
    assert "cards/b.md" in capsys.readouterr().err


@pytest.mark.usefixtures("here")
def test_a_file_that_the_system_refuses(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    put("cards/a.md", card(RATIO))
    put("cards/b.md", card())

    def refuse(path: str, *rest: object) -> object:
        if path.endswith("b.md"):
            raise ReadError(f"cannot read {path}: Input/output error")
        return steadily.read_steadily(path)

    monkeypatch.setattr("modelcards.linting.collection.read_steadily", refuse, raising=False)
    monkeypatch.setattr("modelcards.linting.work.read_steadily", refuse)
    assert main(["lint", "cards/a.md", "cards/b.md"]) == 2
    out, err = capsys.readouterr()
    assert "MC301" in out
    assert err == "modelcards: cannot read cards/b.md: Input/output error\n"


@pytest.mark.usefixtures("here")
def test_a_file_that_changes_while_it_is_read(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    put("cards/a.md", card(RATIO))
    put("cards/b.md", card())
    from modelcards.reading import reader

    load = reader.load

    def slow(path: str, **options: object) -> object:
        read = load(path)
        if path.endswith("b.md"):
            put(path, card(MARK) + "more\n")
        return read

    monkeypatch.setattr(reader, "load", slow)
    assert main(["lint", "cards"]) == 1
    out, err = capsys.readouterr()
    assert "cards/a.md:17" in out
    assert "cards/b.md changed while it was read" in err


@pytest.mark.usefixtures("here")
def test_a_file_that_changes_before_it_is_mended(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = put("cards/a.md", card(MARK))

    def slow(card: ModelCard, rules: Iterable[Rule], *_: object) -> list[Finding]:
        file.write_text("# Another\n", encoding="utf-8")
        return check(card, rules)

    monkeypatch.setattr("modelcards.linting.work.check", slow)
    assert main(["lint", "cards", "--fix"]) == 1
    assert "changed while it was read; it is not mended" in capsys.readouterr().err
    assert file.read_text() == "# Another\n"


@pytest.mark.usefixtures("here")
def test_a_file_that_changes_while_it_is_mended(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = put("a.md", card(MARK))

    def slow(data: bytes, rules: Sequence[Rule], **_: object) -> Mended:
        mended = mend(data, rules)
        file.write_text("# Another\n", encoding="utf-8")
        return mended

    monkeypatch.setattr("modelcards.linting.fix.mend", slow)
    assert main(["lint", "a.md", "--fix"]) == 2
    assert "changed while it was mended" in capsys.readouterr().err
    assert file.read_text() == "# Another\n"
    assert [path.name for path in Path().iterdir() if "tmp" in path.name] == []


@pytest.mark.usefixtures("here")
def test_a_file_that_vanishes_before_it_is_mended(monkeypatch: pytest.MonkeyPatch) -> None:
    file = put("a.md", card(MARK))

    def slow(card: ModelCard, rules: Iterable[Rule], *_: object) -> list[Finding]:
        file.unlink()
        return check(card, rules)

    monkeypatch.setattr("modelcards.linting.work.check", slow)
    assert main(["lint", "a.md", "--fix"]) == 2


@pytest.mark.usefixtures("here")
def test_mode_and_link_stay() -> None:
    file = put("real/a.md", card(MARK))
    file.chmod(0o640)
    link = Path("a.md")
    link.symlink_to("real/a.md")
    assert main(["lint", "a.md", "--fix"]) == 0
    assert link.is_symlink()
    assert file.read_text("utf-8") == card()
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


@pytest.mark.usefixtures("here")
def test_names_and_texts_cannot_drive_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    put("a\x1b[2J.md", card(("8.0B", "8\x9b\u202e bananas"), ("Lumen-7B", "Lumen-7B")))
    main(["lint", "a\x1b[2J.md"])
    out = capsys.readouterr().out
    assert "MC201" in out
    assert not {"\x1b", "\x9b", "\u202e"} & set(out)


@pytest.mark.usefixtures("here")
def test_a_diff_cannot_drive_a_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    put("a.md", card(MARK).replace("# Lumen", "# Lu\x1b[2Jmen"))
    assert main(["lint", "a.md", "--diff", "--select", "MC003"]) == 1
    assert "\x1b" in capsys.readouterr().out
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert main(["lint", "a.md", "--diff", "--select", "MC003"]) == 1
    assert "\n-# Lu\\x1b[2Jmen-7B\n+# Lu[2Jmen-7B\n" in capsys.readouterr().out


@pytest.mark.usefixtures("here")
def test_a_diff_of_other_line_ends(capsys: pytest.CaptureFixture[str]) -> None:
    put("a.md", "# Lumen-7B\r\r**ALScore:** 3.2 \x0c \u2028\r\r**Access:** 🔴 Public\r")
    assert main(["lint", "a.md", "--diff"]) == 1
    out = capsys.readouterr().out
    assert "\\ No newline" not in out
    assert "\n-**Access:** 🔴 Public\r\n+**Access:** 🟢 Public\r\n" in out


@pytest.mark.usefixtures("here")
def test_a_file_and_a_link_to_it_are_mended_once(capsys: pytest.CaptureFixture[str]) -> None:
    file = put("cards/a.md", card(MARK))
    Path("cards/b.md").symlink_to("a.md")
    assert main(["lint", "cards", "--fix"]) == 0
    assert capsys.readouterr().out == "Found 1 warning (1 fixed, 0 remaining).\n"
    assert file.read_text("utf-8") == card()


def test_rules_lists_every_rule(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(all_rules())
    [ratio] = [line for line in lines if line.startswith("MC301")]
    assert ratio.split()[:4] == ["MC301", "ratio-differs", "error", "unsafe"]
    assert main(["rules", "--output-format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["code"] == "MC001"


def test_explain_prints_a_page(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "mc301"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("# MC301 ratio-differs\n")
    assert "+- **Token:Param Ratio:** 500:1 ✅ Compute-optimal" in out
    assert main(["explain", "index-differs"]) == 0
    assert "when a directory is given" in capsys.readouterr().out
    assert main(["explain", "MC999"]) == 2


@needs_shared_cards
def test_a_real_directory(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lint", str(SHARED / "leaderboard"), "--ignore", "MC501,MC502"]) == 1
    out, err = capsys.readouterr()
    assert [line.split(": ")[1].split()[0] for line in out.splitlines()[:-1]] == [
        "MC104", "MC307", "MC307",
    ]  # fmt: skip
    assert err == "modelcards: 14 files are no model cards; passed over (--all takes every file)\n"
