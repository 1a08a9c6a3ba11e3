"""Which files a run of lint looks at, and which settings each of them has."""

from __future__ import annotations

from pathlib import Path

import pytest

from modelcards.cli.main import main
from modelcards.linting.examples import card
from modelcards.linting.ignored_files import GitIgnored
from tests.support.cards import MARK, RATIO

ONE = ("Lumen-7B", "Heron-7B")
LAB = ("](../../labs/lumen-lab.md)", "](https://lab.example)")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory of six cards, no two of one model, without settings above it."""
    (tmp_path / "modelcards.toml").write_text("", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for number, path in enumerate(
        ("a.md", "drafts/b.md", "sub/c.md", "sub/drafts/d.md", "sub/old/e.md", "sub/f.tmp.md")
    ):
        put(path, card(("Lumen-7B", f"Lumen-{number}"), LAB))
    return tmp_path


def put(path: str, text: str) -> Path:
    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")
    return target


def shown(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    capsys.readouterr()
    assert main(["lint", "--show-files", *arguments]) == 0
    return capsys.readouterr().out.split()


ALL = ["./a.md", "./drafts/b.md", "./sub/c.md", "./sub/drafts/d.md", "./sub/f.tmp.md",
       "./sub/old/e.md"]  # fmt: skip


@pytest.mark.usefixtures("here")
def test_show_files_lists_cards_and_mends_none(capsys: pytest.CaptureFixture[str]) -> None:
    put("a.md", card(MARK, LAB))
    put("LICENSE", "MIT License\n")
    assert shown(capsys) == ALL
    assert shown(capsys, "--fix") == ALL
    assert "🔴" in Path("a.md").read_text("utf-8")
    assert shown(capsys, "--fix", "sub", "a.md")[-1] == "a.md"


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("patterns", "left"),
    [
        ("drafts", [0, 2, 4, 5]),
        ("drafts/\n*.tmp.md", [0, 2, 5]),
        ("/drafts", [0, 2, 3, 4, 5]),
        ("sub/*.md", [0, 1, 3, 5]),
        ("*.md\n!a.md", [0]),
        ("# drafts\n\n", [0, 1, 2, 3, 4, 5]),
        # What is no pattern, and what a name is compared with for minutes, leaves nothing out.
        ("\\\n!\n[\ndrafts", [0, 2, 4, 5]),
        (f"{'?*' * 40}b\n{'**/' * 40}x\n{'x' * 2000}\ndrafts", [0, 2, 4, 5]),
    ],
)
def test_gitignore(patterns: str, left: list[int], capsys: pytest.CaptureFixture[str]) -> None:
    put(".gitignore", patterns + "\n")
    assert shown(capsys) == [ALL[index] for index in left]
    assert shown(capsys, "--no-gitignore") == ALL


@pytest.mark.usefixtures("here")
def test_gitignore_of_several_directories(capsys: pytest.CaptureFixture[str]) -> None:
    put(".gitignore", "drafts\n")
    put("sub/.gitignore", "old/\n!drafts\n")
    assert shown(capsys) == ["./a.md", "./sub/c.md", "./sub/drafts/d.md", "./sub/f.tmp.md"]
    put("sub/.gitignore", "/c.md\n")
    # Above a directory that was named, files count up to the top of the repository.
    assert "sub/drafts/d.md" in shown(capsys, "sub")
    put(".git/info/exclude", "*.tmp.md\n")
    assert shown(capsys, "sub") == ["sub/old/e.md"]
    # One that was named is looked into, whatever is said of it above.
    assert shown(capsys, "drafts") == ["drafts/b.md"]
    assert shown(capsys, "drafts/b.md") == ["drafts/b.md"]


def test_a_gitignore_that_cannot_be_read_leaves_nothing_out(here: Path) -> None:
    (here / ".gitignore").mkdir()
    assert not GitIgnored(str(here)).leaves_out(str(here / "a.md"), False)


@pytest.mark.usefixtures("here")
def test_exclude(capsys: pytest.CaptureFixture[str]) -> None:
    assert shown(capsys, "--exclude", "drafts") == [ALL[index] for index in (0, 2, 4, 5)]
    put("modelcards.toml", 'exclude = ["/sub/old", "*.tmp.md"]\n')
    assert shown(capsys) == ALL[:4]
    assert shown(capsys, "--exclude", "sub", "--exclude", "a.md") == ["./drafts/b.md"]
    # What is named is taken, but where a hook names what it found.
    assert shown(capsys, "sub/old", "sub/f.tmp.md") == ["sub/old/e.md", "sub/f.tmp.md"]
    assert shown(capsys, "--force-exclude", "sub/f.tmp.md", "sub/old/e.md", "a.md") == ["a.md"]


@pytest.mark.usefixtures("here")
def test_each_file_has_the_nearest_settings(capsys: pytest.CaptureFixture[str]) -> None:
    put("a.md", card(RATIO, LAB))
    put("sub/c.md", card(RATIO, LAB, ("Lumen-7B", "Heron-7B")))
    put("sub/modelcards.toml", 'ignore = ["MC301"]\nexclude = ["old"]\n')
    put("sub/old/modelcards.toml", "")
    capsys.readouterr()
    assert main(["lint"]) == 1
    assert [line.split(":")[0] for line in capsys.readouterr().out.splitlines()[:-2]] == ["./a.md"]
    assert "./sub/old/e.md" not in shown(capsys)
    assert main(["lint", "sub/c.md"]) == 0
    assert main(["lint", "sub/c.md", "--ignore", "MC2"]) == 1
    assert main(["lint", "sub/c.md", "--config", "modelcards.toml"]) == 1
    put("sub/modelcards.toml", 'fail-on = "error"\nselect = ["MC203"]\n')
    put("sub/c.md", card(MARK, LAB, ("Lumen-7B", "Heron-7B")))
    assert main(["lint", "sub/c.md"]) == 0
    put("sub/modelcards.toml", "colour = 1\n")
    assert main(["lint"]) == 2
    assert main(["lint", "a.md"]) == 1
    assert "sub/modelcards.toml" in capsys.readouterr().err


@pytest.mark.usefixtures("here")
def test_settings_of_stdin_are_those_of_its_name(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import io
    import sys
    from types import SimpleNamespace

    put("sub/modelcards.toml", 'ignore = ["MC301"]\n')
    for name, code in (("sub/new.md", 0), ("new.md", 1)):
        stream = SimpleNamespace(buffer=io.BytesIO(card(RATIO).encode()))
        monkeypatch.setattr(sys, "stdin", stream)
        assert main(["lint", "-", "--stdin-filename", name]) == code
    capsys.readouterr()


@pytest.mark.usefixtures("here")
def test_rules_across_files_obey_the_settings_of_each(capsys: pytest.CaptureFixture[str]) -> None:
    put("sub/c.md", card(LAB, ONE))
    put("sub/drafts/d.md", card(LAB, ONE))
    assert main(["lint", "--select", "MC601"]) == 1
    assert "sub/drafts/d.md:1:1: MC601" in capsys.readouterr().out
    put("sub/modelcards.toml", 'ignore = ["MC601"]\n')
    assert main(["lint"]) == 0
    put("modelcards.toml", 'ignore = ["MC601"]\n')
    put("sub/modelcards.toml", "")
    assert main(["lint"]) == 1


@pytest.mark.usefixtures("here")
def test_baselines_of_each_file(capsys: pytest.CaptureFixture[str]) -> None:
    put("a.md", card(RATIO, LAB))
    put("sub/c.md", card(RATIO, LAB, ONE))
    put("modelcards.toml", 'baseline = "accepted.json"\n')
    put("sub/modelcards.toml", 'baseline = "own.json"\n')
    assert main(["lint", "--write-baseline"]) == 0
    assert "1 findings accepted" in capsys.readouterr().err
    assert '"c.md"' in Path("sub/own.json").read_text("utf-8")
    assert main(["lint"]) == 0
    put("sub/c.md", card(RATIO, LAB, ONE, ("0.6 (", "0.9 (")))
    assert main(["lint"]) == 1
