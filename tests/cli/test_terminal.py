"""Every command on a terminal, with a card and file names that would steer it: all is shown."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="has no pseudo-terminals")

SIGNS = "\x1b[31mred\x1b]0;owned\x07\u202e\u2066\x9b2J\u200f"
CARD = f"""\
# A{SIGNS}

- **License:** {SIGNS}
- **Parameters:** 7{SIGNS} bananas
- **Access:** {SIGNS} Public

## {SIGNS}Uses

|Benchmark{SIGNS}|Score{SIGNS}|A{SIGNS}|
|-|-|-|
|MMLU{SIGNS}|61..2{SIGNS}|x|
|GPQA|61.2|2|

[x{SIGNS}](bad {SIGNS} y) [y](nofile{SIGNS}.md)

## Resources

- [Try{SIGNS}](AA {SIGNS})
"""
COMMANDS = [
    "parse a.md", "parse a.md --pretty", "lint a.md", "lint d", "lint a.md --diff",
    "lint d --output-format concise", "lint d --output-format grouped",
    "lint d --output-format json", "lint d --output-format github", "lint d --output-format sarif",
    "lint d --output-format gitlab", "lint d --output-format junit",
    "lint d --output-format rdjson", "lint d --statistics", "claims d", "coverage d",
    "coverage a.md --output-format csv", "coverage a.md --output-format json", "diff a.md b.md",
    "diff d e", "diff a.md b.md --output-format json", "export a.md --to cyclonedx",
    "export a.md --to model-index", "export d --to model-index --diff", "convert d -o o.jsonl",
    "report d -o r.html", "parse no\x1b[31m\u202e.md", "nosuch\x1b[31m", "explain \x1b[31m\u202e",
    "lint d --select \x1b[31m",
]  # fmt: skip
OWN = re.compile(r"\x1b\[(?:0|1|2|31|32|33)m|\x1b\[[AK]")
STEERS = re.compile(
    "[\x00-\x07\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]"
)


SCORES = {"a": "61", "b": "62", "d/x": "62", "d/z\x1b[31m\u202e": "64", "e/x": "1"}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("terminal")
    for name, score in SCORES.items():
        path = root / f"{name}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(CARD.replace("61.2|2", f"{score}|2"), "utf-8")
    return root


def on_a_terminal(place: Path, command: str) -> str:
    import pty

    line = [sys.executable, "-m", "modelcards", *command.split(" ")]
    environment = {**os.environ, "TERM": "xterm", "PYTHONPATH": str(Path(__file__).parents[2])}
    environment.pop("NO_COLOR", None)
    child, handle = pty.fork()
    if child == 0:
        os.chdir(place)
        os.execve(line[0], line, environment)
    shown = b""
    while True:
        try:
            part = os.read(handle, 1 << 16)
        except OSError:  # the other side is closed
            break
        if not part:
            break
        shown += part
    os.close(handle)
    os.waitpid(child, 0)
    return shown.decode("utf-8", "replace")


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
@pytest.mark.parametrize("command", COMMANDS)
def test_nothing_steers_the_terminal(place: Path, command: str) -> None:
    shown = on_a_terminal(place, command)
    assert shown
    assert STEERS.findall(OWN.sub("", shown)) == []
    assert "Traceback" not in shown
    # The colours of the card are not among our own, which end where they begin.
    assert "red" not in shown or "\x1b[31mred" not in shown


@pytest.mark.parametrize(
    "command", ["lint . --diff", "export . --to model-index --dry-run", "lint . --show-fixes --fix"]
)
def test_no_name_of_a_file_writes_a_line_of_its_own(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    from modelcards.cli.main import main

    Path(tmp_path, "a\nall good\x1b[2J.md").write_text("# A\n\n**Access:** 🔴 Public\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    main(command.split())
    shown = capsys.readouterr().out
    assert "a all good" in shown
    assert not any(line.startswith("all good") or "\x1b" in line for line in shown.split("\n"))


def test_annotations_of_github_show_what_steers(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from modelcards.cli.main import main

    monkeypatch.chdir(place)
    assert main(["lint", "d", "--output-format", "github"]) == 1
    shown = capsys.readouterr().out
    assert shown.startswith("::")
    assert STEERS.findall(shown) == []
