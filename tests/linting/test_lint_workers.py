"""Lint in several processes says what lint in one says, and a bar tells how far it is."""

from __future__ import annotations

import json
import pickle
import sys
from io import StringIO
from pathlib import Path

import pytest

from modelcards.cli.main import main
from modelcards.convert.item import Item
from modelcards.linting.collection import Page
from modelcards.linting.examples import card
from modelcards.linting.work import Lint, Request
from modelcards.reading.reader import parse
from tests.support.cards import MARK, RATIO


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Cards with faults of their own and between them, and an index."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "modelcards.toml").write_text("", encoding="utf-8")
    rows = []
    for number in range(40):
        name = ("Lumen-7B", f"Lumen-{number}")
        text = card(name, RATIO if number % 3 else MARK, ("lumen-lab.md", "index.md"))
        (tmp_path / f"c{number:02}.md").write_text(text, encoding="utf-8")
        rows.append(f"| [Lumen-{number}](c{number:02}.md) | {'8.0B' if number % 5 else '9.0B'} |\n")
    text = card(("Lumen-7B", "Lumen-3"), ("lumen-lab.md", "index.md"))
    (tmp_path / "twin.md").write_text(text, encoding="utf-8")
    index = "# Lumen Lab\n\n| Model | Params |\n|---|---|\n" + "".join(rows)
    (tmp_path / "index.md").write_text(index, encoding="utf-8")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "modelcards.toml").write_text('ignore = ["MC3"]\n', encoding="utf-8")
    (tmp_path / "sub" / "quiet.md").write_text(card(RATIO, ("Lumen-7B", "Q")), encoding="utf-8")
    (tmp_path / "gone.md").symlink_to("no-such-file.md")
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(["lint", *arguments])
    return code, *capsys.readouterr()


@pytest.mark.usefixtures("site")
def test_workers_say_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("concise", "full", "json"):
        one = run(capsys, "-j", "1", "--output-format", name)
        two = run(capsys, "-j", "2", "--output-format", name)
        assert one == two
    codes = {row["code"] for row in json.loads(two[1])}
    assert {"MC203", "MC301", "MC601", "MC602"} <= codes
    assert "gone.md" in two[2]
    assert run(capsys, "-j", "2", "c01.md", "c03.md", "no-such.md")[0] == 2


def test_workers_mend_the_same(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "z-link.md").symlink_to("c00.md")
    before = {path.name: path.read_bytes() for path in site.glob("*.md") if path.exists()}
    one = run(capsys, "-j", "1", "--fix")
    mended = {path.name: path.read_bytes() for path in site.glob("*.md") if path.exists()}
    for name, data in before.items():
        (site / name).write_bytes(data) if name != "z-link.md" else None
    two = run(capsys, "-j", "2", "--fix")
    assert one == two
    assert "(14 fixed" in two[1]
    assert {path.name: path.read_bytes() for path in site.glob("*.md") if path.exists()} == mended
    assert mended["c00.md"] != before["c00.md"]


@pytest.mark.usefixtures("site")
def test_a_wrong_number_of_workers(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "-j", "0")[0] == 2


def test_an_item_that_fails_is_told(site: Path) -> None:
    job: Lint = pickle.loads(pickle.dumps(Lint(Request())))
    failed = job.failed(Item("a.md"), "it died")
    assert (failed.path, failed.error, failed.findings) == ("a.md", "it died", [])
    [named] = job([Item("c00.md", chosen=True)])
    assert [one.code for one in named.findings] == ["MC203"]
    [wrong] = job([Item("c00.md", error="a pipe")])
    assert wrong.error == "a pipe"
    assert site.is_dir()


def test_a_page_travels_with_its_card_packed() -> None:
    text = card(("lumen-lab.md", "lab.md"))
    page = Page("a.md", parse(text, path="a.md"), True)
    other: Page = pickle.loads(pickle.dumps(page))
    assert other._card is None
    assert (other.links, other.identity) == (page.links, page.identity)
    assert other.card == page.card
    assert other.view.lines == page.view.lines


class Terminal(StringIO):
    def isatty(self) -> bool:
        """It is one."""
        return True


@pytest.mark.usefixtures("site")
def test_a_bar_on_long_runs_only(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from modelcards.convert import progress

    shown = Terminal()
    monkeypatch.setattr(sys, "stderr", shown)
    main(["lint", "c00.md", "c01.md"])
    assert "%|" not in shown.getvalue()
    begun = progress.Terminal.__init__
    monkeypatch.setattr(progress.Terminal, "__init__", lambda self, delay=0: begun(self))
    main(["lint", "--quiet"])
    assert "%|" not in shown.getvalue()
    main(["lint"])
    assert "%|" in shown.getvalue()
    capsys.readouterr()
