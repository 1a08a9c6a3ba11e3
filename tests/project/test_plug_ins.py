"""Plug-ins: the packages of docs/howto/plug-ins.md are installed, and do what the page says."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

import modelcards
from modelcards.linting import rules
from modelcards.model import plug_ins
from tests.support.cards import ROOT
from tests.support.doc_blocks import blocks

PAGE = ROOT / "docs" / "howto" / "plug-ins.md"
ZOO = "# Otter-3B\n\n## Zoo entry\n\n- Parameters: 3B\n- Keywords: vision, small\n"


def wheel(folder: Path, into: Path) -> Path:
    """The package of a folder as a wheel: its modules, and the entry points of its pyproject.toml.

    Written by hand, for the tests ask no network and no builder need be here.
    """
    project = tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    name = f"{project['name'].replace('-', '_')}-{project['version']}"
    told = {
        "METADATA": f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: 1.0\n",
        "WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        "entry_points.txt": "".join(
            f"[{group}]\n" + "".join(f"{key} = {value}\n" for key, value in points.items())
            for group, points in project["entry-points"].items()
        ),
    }
    modules = [path for path in sorted(folder.iterdir()) if path.name != "pyproject.toml"]
    files = {path.name: path.read_text(encoding="utf-8") for path in modules}
    files |= {f"{name}.dist-info/{key}": text for key, text in told.items()}
    record = f"{name}.dist-info/RECORD"
    files[record] = "".join(f"{one},,\n" for one in [*files, record])
    target = into / f"{name}-py3-none-any.whl"
    with zipfile.ZipFile(target, "w") as packed:
        for one, text in files.items():
            packed.writestr(one, text)
    return target


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds the packages of the page, installed by pip, and a card of the zoo."""
    home = tmp_path_factory.mktemp("plug-ins")
    for block in blocks(PAGE.read_text(encoding="utf-8")):
        if block.title is not None:
            target = home / block.title
            target.parent.mkdir(exist_ok=True)
            target.write_text(block.text, encoding="utf-8")
    folders = sorted(path.parent for path in home.glob("*/pyproject.toml"))
    assert len(folders) == 4
    for folder in folders:
        text = next(folder.glob("*.py")).read_text(encoding="utf-8")
        assert sum(bool(line.strip()) for line in text.splitlines()) <= 12, folder
    wheels = [str(wheel(folder, home)) for folder in folders]
    done = subprocess.run(
        [sys.executable, "-m", "pip", "install", "--no-deps", "--no-index", "--quiet",
         "--target", str(home / "site"), *wheels],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    (home / "otter.md").write_text(ZOO, encoding="utf-8")
    return home


def run(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The program, where the packages are installed."""
    paths = os.pathsep.join([str(ROOT), str(home / "site")])
    return subprocess.run(
        [sys.executable, "-m", "modelcards", *arguments],
        cwd=home, env={**os.environ, "PYTHONPATH": paths, "NO_COLOR": "1"},
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip


def test_a_dialect(installed: Path) -> None:
    card = json.loads(run(installed, "parse", "otter.md").stdout)
    assert (card["source"]["dialect"], card["tags"]) == ("zoo", ["vision", "small"])
    forced = json.loads(run(installed, "parse", "otter.md", "--dialect", "generic").stdout)
    assert forced["source"]["dialect"] == "generic"
    assert run(installed, "parse", "otter.md", "--dialect", "zoo").returncode == 0
    assert run(installed, "parse", "otter.md", "--dialect", "zoos").returncode == 2
    again = modelcards.from_json(json.dumps(card))
    assert again.source.dialect == "zoo"
    assert modelcards.lint(again) == []  # where its package is not installed


def test_a_rule(installed: Path) -> None:
    assert "ACME001 no-contact" in " ".join(run(installed, "rules").stdout.split())
    assert "A card that names no contact." in run(installed, "explain", "ACME001").stdout
    found = json.loads(run(installed, "lint", "otter.md", "--output-format", "json").stdout)
    assert "ACME001" in {one["code"] for one in found}
    chosen = run(installed, "lint", "otter.md", "--select", "ACME", "--output-format", "concise")
    assert "ACME001" in chosen.stdout
    assert "ACME001" not in run(installed, "lint", "otter.md", "--ignore", "ACME001").stdout
    silent = installed / "silent.md"
    silent.write_text(f"<!-- modelcards: ignore-file ACME001 -->\n{ZOO}", encoding="utf-8")
    assert "ACME001" not in run(installed, "lint", "silent.md").stdout


def test_a_format(installed: Path) -> None:
    done = run(installed, "convert", "otter.md", "-o", "cards.names")
    assert done.returncode == 0, done.stderr
    assert (installed / "cards.names").read_text(encoding="utf-8") == "# names\notter\tOtter-3B\n"
    assert run(installed, "convert", "otter.md", "-o", "cards.names.gz").returncode == 0


def test_a_coverage_template(installed: Path) -> None:
    done = run(installed, "coverage", "otter.md", "--template", "acme", "--output-format", "json")
    assert done.returncode == 0, done.stderr
    assert '"Contact"' in done.stdout


def test_a_broken_plug_in_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = EntryPoint("gone", "no_such_module_at_all", "modelcards.formats")
    monkeypatch.setattr(plug_ins, "_points", lambda kind: {"gone": broken})
    plug_ins.forget()
    try:
        with pytest.raises(modelcards.SettingsError, match=r"'gone' of modelcards\.formats"):
            plug_ins.added("formats")
    finally:
        monkeypatch.undo()
        plug_ins.forget()


def test_a_plug_in_cannot_take_our_codes(monkeypatch: pytest.MonkeyPatch) -> None:
    ours = rules.rule_of("MC101")
    holder = type("Module", (), {"RULE": ours})
    monkeypatch.setattr(plug_ins, "added", lambda kind: {"taken": holder})
    rules._added.cache_clear()
    try:
        with pytest.raises(modelcards.SettingsError, match="has the rule 'MC101'"):
            rules._added()
    finally:
        rules._added.cache_clear()
