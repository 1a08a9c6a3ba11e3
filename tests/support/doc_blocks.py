"""Runs the code blocks of a page of documentation, in order, in a directory of their own.

What a block is run as:

- `python`: run in the names of the page; a `text` block right behind it is what it prints.
- `pycon`: a doctest in the names of the page.
- `console`: lines behind `$ ` are commands, which may go on in lines behind `> `; the lines below
  are what they print (`...` stands for anything). A command may exit with 1 (findings), with more
  only if `$ echo $?` comes next.
- `diff`: is applied to the files in the directory.
- `toml`: settings, which are read. `yaml`: is parsed; what a workflow runs is run.
- any block with `title="path"`: is written to that file.

What installs or needs another machine (`pip`, `make`, `git`) is not run: the names that it uses are
looked up in the project's own files.
"""

from __future__ import annotations

import ast
import doctest
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import redirect_stdout
from importlib.util import find_spec
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from modelcards.linting import settings
from tests.support.cards import ROOT

_FENCE = re.compile(r"^(`{3,})(\w*)([^\n]*)\n(.*?)^\1[ \t]*$", re.DOTALL | re.MULTILINE)
_TITLE = re.compile(r'title="([^"]+)"')
_MAKE = re.compile(r"^([\w-]+):", re.MULTILINE)
_EXTRA = re.compile(r"modelcards-scraper(?:\[([\w,-]+)\])?")
_NOT_RUN = (".venv/bin/python", "pip", "make", "git", "pre-commit", "jupyter", "cd", "sudo")
_SHELL = ("sed", "modelcards", "python", "echo", "head", "cat", "ls", "cp", "grep")
_FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
# Installed by nobody who works on the project: such a block is only compiled.
_NOT_HERE = ("pyspark", "duckdb")


class Block(NamedTuple):
    """A fenced block: its language, the file it is to be written to, its text and its 1-based line.

    `follows` is true when nothing but blank lines stand between it and the block before.
    """

    language: str
    title: str | None
    text: str
    line: int
    follows: bool


def blocks(page: str) -> Iterator[Block]:
    """The fenced blocks of a page."""
    end = 0
    for found in _FENCE.finditer(page):
        title = _TITLE.search(found[3])
        line = page.count("\n", 0, found.start()) + 1
        follows = not page[end : found.start()].strip()
        yield Block(found[2], title[1] if title else None, found[4], line, follows)
        end = found.end()


def same(want: str, got: str) -> bool:
    """Whether what was printed is what a page shows, up to white space and `...`."""
    return doctest.OutputChecker().check_output(want, got, _FLAGS)


class Runner:
    """Runs the blocks of one page below `home`, which holds the fixtures."""

    def __init__(self, name: str, home: Path) -> None:
        self.name = name
        self.home = home
        self.names: dict[str, Any] = {"__name__": "__main__"}
        self.printed: str | None = None
        self.changed = False
        self.needs: list[str] = []
        shutil.copytree(ROOT / "fixtures", home / "fixtures")

    def run(self, page: str) -> None:
        """Run every block."""
        for block in blocks(page):
            printed, self.printed = self.printed, None
            if block.title is not None and (block.language != "toml" or "/" in block.title):
                self._write(block)
            elif block.language == "text":
                if block.follows and printed is not None:
                    assert same(block.text, printed), self._differs(block, printed)
            else:
                run = getattr(self, f"_{block.language}", None)
                assert run is not None, f"{self._where(block)}: a block in {block.language!r}"
                run(block)
        if self.needs:
            pytest.skip("; ".join(self.needs))

    def _where(self, block: Block) -> str:
        return f"{self.name}:{block.line}"

    def _differs(self, block: Block, got: str) -> str:
        return f"{self._where(block)}: the page shows\n{block.text}\nbut this is printed\n{got}"

    def _checkout(self) -> None:
        """Give the page a copy of the package, which it may change."""
        if not self.changed:
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / "modelcards", self.home / "modelcards", ignore=ignored)
            self.changed = True

    def _write(self, block: Block) -> None:
        assert block.title is not None
        target = self.home / block.title
        if block.title.startswith("modelcards/"):
            self._checkout()
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(block.text, encoding="utf-8", newline="\n")
        if target.suffix in (".yml", ".yaml"):
            self._yaml(block)

    def _python(self, block: Block) -> None:
        code = compile("\n" * block.line + block.text, self.name, "exec")
        missing = [name for name in _imported(block.text) if find_spec(name) is None]
        if missing:
            if not set(missing) <= set(_NOT_HERE):
                pytest.skip(f"{self._where(block)} needs {', '.join(missing)}, not installed")
            return
        out = StringIO()
        with redirect_stdout(out):
            exec(code, self.names)
        self.printed = out.getvalue()

    def _pycon(self, block: Block) -> None:
        parser = doctest.DocTestParser()
        test = parser.get_doctest(block.text, self.names, self.name, self.name, block.line)
        said = StringIO()
        runner = doctest.DocTestRunner(optionflags=_FLAGS, verbose=False)
        runner.run(test, out=said.write, clear_globs=False)
        self.names.update(test.globs)
        assert not runner.failures, said.getvalue()

    def _console(self, block: Block) -> None:
        code = 0
        for command, want in _commands(block.text):
            first = shlex.split(command, comments=True)[0] if command else ""
            if first in _NOT_RUN:
                _check_names(command)
                continue
            assert first in _SHELL, f"{self._where(block)}: {first} is not run"
            previous, (code, got) = code, self._shell(f"(exit {code}); {command}")
            asked = command == "echo $?"
            if "needs an optional dependency" in got:
                self.needs.append(f"{self._where(block)}: {got.strip()}")
                code = 0
                continue
            assert asked or previous <= 1, f"{self._where(block)}: exit code {previous}"
            if want.strip() or asked:
                assert same(want, got), self._differs(block._replace(text=want), got)
        assert code <= 1, f"{self._where(block)}: exit code {code}"

    def _shell(self, command: str) -> tuple[int, str]:
        tools = str(Path(sys.executable).parent)
        found = str(self.home) if self.changed else str(ROOT)
        environment = {
            "PATH": os.pathsep.join([tools, os.environ.get("PATH", "")]),
            "PYTHONPATH": found,
            "HOME": str(self.home),
            "LC_ALL": "C.UTF-8",
            "COLUMNS": "100",
            "NO_COLOR": "1",
            "PYTHONUNBUFFERED": "1",
        }
        done = subprocess.run(
            ["/bin/bash", "-c", command],
            cwd=self.home, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, encoding="utf-8", timeout=300, check=False,
        )  # fmt: skip
        return done.returncode, done.stdout

    def _diff(self, block: Block) -> None:
        """Replace the old lines of each hunk, which stand in the file exactly once."""
        self._checkout()
        for part in re.split(r"^--- a/", block.text, flags=re.MULTILINE)[1:]:
            name, *hunks = re.split(r"^@@.*\n", part, flags=re.MULTILINE)
            file = self.home / name.split("\n", 1)[0]
            for hunk in hunks:
                lines = hunk.splitlines(keepends=True)
                old = "".join(line[1:] for line in lines if line[0] != "+")
                new = "".join(line[1:] for line in lines if line[0] != "-")
                text = file.read_text(encoding="utf-8")
                assert text.count(old) == 1, f"{self._where(block)}: not found once:\n{old}"
                file.write_text(text.replace(old, new), encoding="utf-8", newline="\n")

    def _toml(self, block: Block) -> None:
        if block.title is None:
            tomllib.loads(block.text)
            return
        folder = self.home / ".settings"
        folder.mkdir(exist_ok=True)
        file = folder / block.title
        file.write_text(block.text, encoding="utf-8")
        assert settings.read(file) != settings.Settings(root=folder)

    def _yaml(self, block: Block) -> None:
        read = yaml.safe_load(block.text)
        for hook in _hooks(read):
            assert hook in _our_hooks(), f"{self._where(block)}: no hook {hook}"
        for step in _steps(read):
            for line in step.splitlines():
                if line.startswith("modelcards "):
                    code, got = self._shell(line)
                    assert code <= 1, f"{self._where(block)}: {got}"
                else:
                    _check_names(line)


def _imported(text: str) -> list[str]:
    """The packages that a block imports."""
    names = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            names += [one.name.partition(".")[0] for one in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.append(node.module.partition(".")[0])
    return names


def _commands(text: str) -> Iterator[tuple[str, str]]:
    """The commands of a console block, and what each prints."""
    if "$ " not in text:
        for line in text.splitlines():
            yield line, ""
        return
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, _, want = part.partition("\n")
        while want.startswith("> "):
            more, _, want = want.partition("\n")
            command += "\n" + more.removeprefix("> ")
        yield command, want


def _check_names(command: str) -> None:
    """The make targets and extras that a command names must exist."""
    if command.startswith("make "):
        known = _MAKE.findall((ROOT / "Makefile").read_text(encoding="utf-8"))
        words = shlex.split(command, comments=True)[1:]
        assert {word for word in words if "=" not in word} <= set(known), command
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for found in _EXTRA.finditer(command):
        assert project["name"] == "modelcards-scraper"
        asked = set((found[1] or "").split(",")) - {""}
        assert asked <= set(project["optional-dependencies"]), command


def _our_hooks() -> set[str]:
    return {hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())}


def _hooks(read: Any) -> list[str]:
    repos = read.get("repos", []) if isinstance(read, dict) else []
    return [hook["id"] for repo in repos for hook in repo["hooks"]]


def _steps(read: Any) -> list[str]:
    """What the steps of a workflow run."""
    jobs = read.get("jobs", {}) if isinstance(read, dict) else {}
    return [step["run"] for job in jobs.values() for step in job["steps"] if "run" in step]
