"""The hooks as pre-commit runs them, on a scratch repository with good and bad cards."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from modelcards.linting.examples import card
from tests.support.cards import ROOT

pytest.importorskip("pre_commit", reason="needs the dev extra")
needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

HOOKS: list[dict[str, Any]] = yaml.safe_load(
    (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
)
WRONG = card(("500:1", "600:1"))
DASHED = card(("🟢 Public", "🔴 Public"))


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A git repository whose hooks are this project's, run by this interpreter."""
    hooks = []
    for hook in HOOKS:
        entry = hook["entry"].replace("modelcards", f'"{sys.executable}" -m modelcards', 1)
        hooks.append(hook | {"entry": entry, "language": "system"})
    target = tmp_path / ".pre-commit-config.yaml"
    config = yaml.safe_dump({"repos": [{"repo": "local", "hooks": hooks}]})
    target.write_text(config, encoding="utf-8")
    run(tmp_path, "git", "init", "--quiet", ".")
    return tmp_path


def run(where: Path, *command: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment |= {
        "PRE_COMMIT_HOME": str(where.parent / "pre-commit"),
        "PYTHONPATH": str(ROOT),
        "PYTHONIOENCODING": "utf-8",
    }
    return subprocess.run(
        command, cwd=where, env=environment, capture_output=True, encoding="utf-8", check=False
    )


def hook(where: Path, name: str, files: dict[str, str]) -> subprocess.CompletedProcess[str]:
    for path, text in files.items():
        (where / path).write_text(text, encoding="utf-8")
    run(where, "git", "add", ".")
    pre_commit = (sys.executable, "-m", "pre_commit")
    return run(where, *pre_commit, "run", name, "--all-files", "--verbose", "--color", "never")


def test_the_hooks_are_those_of_the_contract() -> None:
    assert [one["id"] for one in HOOKS] == [
        "modelcards-lint", "modelcards-fix", "modelcards-lint-collection", "modelcards-metadata",
    ]  # fmt: skip
    assert all(one["types"] == ["markdown"] and one["require_serial"] for one in HOOKS)
    assert all(one["language"] == "python" for one in HOOKS)
    assert HOOKS[2]["pass_filenames"] is False


def test_the_manifest_is_valid(tmp_path: Path) -> None:
    manifest = str(ROOT / ".pre-commit-hooks.yaml")
    done = run(tmp_path, sys.executable, "-m", "pre_commit", "validate-manifest", manifest)
    assert done.returncode == 0, done.stdout + done.stderr


@needs_git
def test_good_and_bad_cards(repository: Path) -> None:
    good = hook(repository, "modelcards-lint", {"good.md": card()})
    assert good.returncode == 0, good.stdout + good.stderr
    assert "All checks passed!" in good.stdout
    bad = hook(repository, "modelcards-lint", {"bad.md": WRONG})
    assert bad.returncode == 1
    assert "bad.md:17:26: MC301" in bad.stdout
    assert "good.md:" not in bad.stdout


@needs_git
def test_a_file_that_is_no_card_is_passed_over_in_silence(repository: Path) -> None:
    notes = "Notes of a meeting.\n\n| a | b |\n|---|---|\n| 1 |\n"
    done = hook(repository, "modelcards-lint", {"notes.md": notes, "CHANGELOG.md": "# Changelog\n"})
    assert done.returncode == 0, done.stdout + done.stderr
    assert "MC" not in done.stdout
    assert "passed" not in done.stdout.lower().replace("passed\n- hook id", "")


@needs_git
def test_mending(repository: Path) -> None:
    done = hook(repository, "modelcards-fix", {"card.md": DASHED})
    assert done.returncode == 1
    assert "(1 fixed, 0 remaining)" in done.stdout
    assert (repository / "card.md").read_text(encoding="utf-8") == card()
    again = hook(repository, "modelcards-fix", {})
    assert again.returncode == 0


@needs_git
def test_a_collection(repository: Path) -> None:
    linked = card(("../../labs/lumen-lab.md", "lab.md"))
    lab = "# Lumen Lab\n\n| Model | Params |\n|---|---|\n| [Lumen-7B](card.md) | 8.0B |\n"
    done = hook(repository, "modelcards-lint-collection", {"card.md": linked, "lab.md": lab})
    assert done.returncode == 0, done.stdout + done.stderr
    done = hook(repository, "modelcards-lint-collection", {"lab.md": lab.replace("8.0B", "9.0B")})
    assert done.returncode == 1
    assert "MC602" in done.stdout


@needs_git
def test_front_matter_alone(repository: Path) -> None:
    hub = "---\nlicense: mit\npipeline_tag: text-generation\n---\n# Heron\n\n[Paper]()\n\n## Uses\n"
    done = hook(repository, "modelcards-metadata", {"card.md": hub, "other.md": WRONG})
    assert done.returncode == 0, done.stdout + done.stderr
    for old, new, said in (
        ("license: mit", "license: [mit", "card.md:2:1: MC701"),
        ("license: mit", "license: no-such", "card.md:2:10: MC704"),
        ("pipeline_tag", "pipeline-tag", "card.md:3:1: MC705"),
        ("---\n# H", "model-index: 3\n---\n# H", "card.md:4:1: MC702"),
    ):
        done = hook(repository, "modelcards-metadata", {"card.md": hub.replace(old, new)})
        assert done.returncode == 1
        assert said in done.stdout
        assert "MC502" not in done.stdout
