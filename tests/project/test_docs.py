"""The documentation is true: its blocks run, its site builds, and nothing public is left out."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import modelcards
from docs import build, draw
from modelcards.cli import COMMANDS
from modelcards.linting.rules import all_rules, page
from tests.support.browser import chromium, console
from tests.support.cards import FIXTURES, ROOT
from tests.support.doc_blocks import Runner, blocks, same

DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]
NAMES = [path.relative_to(ROOT).as_posix() for path in PAGES]
_DIRECTIVE = re.compile(r"^::: ([\w.]+)$", re.MULTILINE)
_LOADED = re.compile(r"<(?:script|img|link|iframe)[^>]*(?:src|href)=\"?(https?:[^\">]*)")
_IMAGE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)\)")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_every_block_runs(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Runner(name, tmp_path).run(read(name))


@pytest.mark.parametrize("name", NAMES)
def test_images_are_there_and_described(name: str) -> None:
    for text, target in _IMAGE.findall(read(name)):
        assert text, target
        assert ((ROOT / name).parent / target).is_file(), target


def test_the_picture_of_a_run_is_what_the_program_prints() -> None:
    drawn = (draw.IMAGES / "lint.svg").read_text(encoding="utf-8")
    assert draw.lint_picture() == drawn, "run: python docs/draw.py"


def test_blocks_are_told_apart() -> None:
    found = list(blocks('```python title="a.py"\nx\n```\n\n```text\ny\n```\nz\n````\n```\n````\n'))
    assert [(one.language, one.title, one.text, one.follows) for one in found] == [
        ("python", "a.py", "x\n", True),
        ("text", None, "y\n", True),
        ("", None, "```\n", False),
    ]
    assert same("Found ... errors.\n", "Found 3 errors.\n")
    assert not same("Found 2 errors.\n", "Found 3 errors.\n")


@pytest.mark.parametrize(
    "text",
    [
        "```python\nprint(1)\n```\n\n```text\n2\n```\n",
        "```python\nraise ValueError\n```\n",
        "```pycon\n>>> 1 + 1\n3\n```\n",
        "```console\n$ echo a\nb\n```\n",
        "```console\n$ modelcards parse no-such-file.md\n```\n",
        "```console\n$ make no-such-target\n```\n",
        "```console\n$ pip install 'modelcards-scraper[no-such-extra]'\n```\n",
        "```yaml\nrepos: [{hooks: [{id: no-such-hook}]}]\n```\n",
        '```toml title="modelcards.toml"\nno-such-setting = 1\n```\n',
        "```diff\n--- a/modelcards/model/card.py\n+++ b/modelcards/model/card.py\n"
        "@@ -1 +1 @@\n-no\n+x\n```\n",
    ],
)
def test_a_false_block_is_found(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises((AssertionError, ValueError, modelcards.SettingsError)):
        Runner("page.md", tmp_path).run(text)


def test_every_public_name_is_in_the_reference() -> None:
    shown = set(_DIRECTIVE.findall(read("docs/reference/python.md")))
    public = {f"modelcards.{name}" for name in modelcards.__all__} - {"modelcards.__version__"}
    assert public - shown == set()


def test_every_command_is_in_the_reference_and_used_on_a_page() -> None:
    printed = build.commands()
    used = "\n".join(one.text for name in NAMES for one in blocks(read(name)))
    for command in COMMANDS:
        assert f"## modelcards {command}\n" in printed
        assert re.search(rf"^\$ modelcards {command}\b", used, re.MULTILINE), command


def test_every_rule_is_in_the_reference_with_its_reason_and_examples() -> None:
    printed = build.rules()
    for rule in all_rules():
        assert f"\n## {rule.code} {rule.name}\n" in printed
        assert len(page(rule).split("\n\n")) > 1, f"{rule.code} gives no reason"
        assert rule.bad or rule.good, f"{rule.code} shows no example"


def test_every_key_of_a_card_is_in_the_reference() -> None:
    printed = build.json_keys()
    for name in modelcards.schema()["properties"]:
        assert f"| `{name}` |" in printed


def test_the_site_builds_strictly_and_asks_no_network(tmp_path: Path) -> None:
    pytest.importorskip("zensical", reason="the extra docs is not installed")
    done = subprocess.run(
        [sys.executable, str(DOCS / "build.py")],
        cwd=ROOT, capture_output=True, encoding="utf-8", check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    pages = list(build.SITE.rglob("*.html"))
    assert len(pages) > len(list(DOCS.rglob("*.md")))
    for one in pages:
        text = one.read_text(encoding="utf-8")
        loaded = re.findall(
            r"<(?:script|img|link|iframe)[^>]*(?:src|href)=\"?(https?:[^\">]*)", text
        )
        assert loaded == [], one
    _searches_from_the_disk(tmp_path)


def _waited(look: Callable[[], Any]) -> Any:
    """What there is to see, at the latest after ten seconds."""
    for _ in range(200):
        found = look()
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError("nothing came")


def _searches_from_the_disk(folder: Path) -> None:
    """Where there is a browser: a page opened as a file finds what is looked for."""
    with chromium(folder / "profile") as driver:
        driver.get((build.SITE / "index.html").as_uri())
        driver.find_element("css selector", "button.md-search__button").click()
        inside = (
            "const found = [...document.querySelectorAll('*')].map(e => e.shadowRoot)"
            ".find(e => e && e.querySelector('input')); return found && "
        )
        field = inside + "found.querySelector('input')"
        driver.execute_script("arguments[0].focus()", _waited(lambda: driver.execute_script(field)))
        driver.execute_cdp_cmd("Input.insertText", {"text": "ftfy"})
        text = inside + "found.textContent"
        assert _waited(lambda: re.search(r"\d results?.*ftfy", driver.execute_script(text) or ""))
        assert console(driver) == []
        names = "return performance.getEntriesByType('resource').map(e => e.name)"
        assert [one for one in driver.execute_script(names) if one.startswith("http")] == []


def test_the_tour_shows_what_it_prints(tmp_path: Path) -> None:
    for module in ("nbformat", "nbclient", "ipykernel", "pandas", "altair", "vl_convert"):
        pytest.importorskip(module, reason=f"{module} is not installed")
    import shutil

    from docs import execute

    shutil.copytree(FIXTURES, tmp_path / "fixtures")
    (tmp_path / "docs").mkdir()
    run = execute.executed(tmp_path / "docs")
    outputs = [out for cell in run.cells for out in cell.get("outputs", [])]
    assert not [out for out in outputs if out.output_type == "error" or out.get("name") == "stderr"]
    for before, after in zip(execute.kept().cells, run.cells, strict=True):
        assert _texts(before) == _texts(after), f"{after.source}\nrun: python docs/execute.py"
    questions = [cell for cell in run.cells if cell.source.startswith("**")]
    answers = [run.cells[run.cells.index(cell) + 1] for cell in questions]
    assert len(questions) == 10
    assert all(len(cell.source.splitlines()) <= 3 for cell in answers)


def _texts(cell: Any) -> list[str]:
    """What a cell prints, pictures and tables as text."""
    return [out.get("text") or out["data"]["text/plain"] for out in cell.get("outputs", [])]
