"""The GitHub Action of this repository: its file is read, and its command run as a runner does."""

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

ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS: list[dict[str, Any]] = ACTION["runs"]["steps"]
BASH = shutil.which("bash")


def test_the_file_is_a_composite_action() -> None:
    assert ACTION["runs"]["using"] == "composite"
    assert ACTION["name"]
    assert ACTION["description"]
    assert all(one["description"] for one in ACTION["inputs"].values())
    # A composite step needs its shell named; an input that is pasted into one could be a command.
    for step in STEPS:
        assert "uses" in step or step["shell"] == "bash"
        assert "${{" not in step.get("run", "")
    used = "".join(str(step) for step in STEPS)
    assert all(f"inputs.{name}" in used for name in ACTION["inputs"])


@pytest.fixture
def runner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A directory with a wrong card and a good one, and `modelcards` on the path."""
    tools = tmp_path / "tools"
    tools.mkdir()
    program = tools / "modelcards"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m modelcards "$@"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tools}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    work = tmp_path / "work"
    (work / "my cards").mkdir(parents=True)
    (work / "modelcards.toml").write_text("")
    text = card(
        ("500:1", "600:1"), ("🟢 Public", "🔴 Public"), ("](../../labs", "](https://x.example")
    )
    (work / "my cards" / "wrong.md").write_text(text, encoding="utf-8")
    (work / "good.md").write_text(card(), encoding="utf-8")
    return work


def run(work: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """Run the last step with these inputs, and the default of the others."""
    given = {name: one.get("default", "") for name, one in ACTION["inputs"].items()} | inputs
    step = STEPS[-1]
    environment = dict(os.environ)
    for name, value in step["env"].items():
        key = value.removeprefix("${{ inputs.").removesuffix(" }}")
        environment[name] = given[key]
    # This is how a runner calls bash.
    command = [BASH or "bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
    return subprocess.run(
        command, cwd=work, env=environment, capture_output=True, encoding="utf-8", check=False
    )


@pytest.mark.skipif(BASH is None, reason="no bash")
def test_it_annotates_what_is_wrong(runner: Path) -> None:
    done = run(runner, paths="my cards")
    assert done.returncode == 1, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0].startswith("::warning file=my cards/wrong.md,line=7,")
    assert lines[1].startswith("::error file=my cards/wrong.md,line=17,")
    assert len(lines) == 2
    assert run(runner, paths="good.md").returncode == 0
    assert "::error file=my cards/wrong.md,line=17," in run(runner).stdout


@pytest.mark.skipif(BASH is None, reason="no bash")
def test_options_and_paths_are_lines_and_no_commands(runner: Path) -> None:
    done = run(runner, paths="my cards\ngood.md", options="--ignore=MC301\n--fail-on=error")
    assert (done.returncode, done.stdout.count("::")) == (0, 2)
    for evil in ("$(touch harmed)", "`touch harmed`", "; touch harmed", "*"):
        assert run(runner, paths=evil).returncode == 2
    assert not (runner / "harmed").exists()
