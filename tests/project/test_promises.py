"""What SECURITY.md promises of every text: no other file is opened, nothing is run or asked."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

import modelcards
from modelcards.linting.rules import all_rules

HARMFUL = """---
license: !!python/object/apply:os.system ["touch {n}"]
base_model: !include /etc/passwd
name: !!python/name:os.system
datasets: [../../../../etc/passwd, "file:///etc/passwd"]
---
<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>
# Lumen-{n}B &x;

{{% include "/etc/passwd" %}} {{{{ open("/etc/passwd").read() }}}} $(touch {n}) `touch {n}`

- **Parameters:** __import__("os").system("touch {n}")
- **License:** [mit](file:///etc/passwd) ![a](http://127.0.0.1:{n}/a.png)
- **Paper:** https://127.0.0.1:{n}/a.pdf, hf://acme/lumen, s3://cards/a.md

<img src="http://127.0.0.1:{n}/b.png"><script src="http://127.0.0.1:{n}/c.js"></script>
<iframe src="/etc/passwd"></iframe><link rel="import" href="file:///etc/passwd">

| Benchmark | <object data="file:///etc/passwd">Score</object> |
|---|---|
| MMLU | =cmd|' /C calc'!A{n} |
| [GPQA](http://127.0.0.1:{n}/) | 61.2 |

[1]: file:///etc/passwd
"""
# What a program does that reaches beyond itself, as the interpreter tells of it.
_REACHES = (
    "open", "exec", "compile", "socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn",
    "os.fork", "ctypes.", "urllib.", "ftplib.", "http.", "smtplib.", "webbrowser.", "shutil.",
    "tempfile.", "os.remove", "os.rename", "os.mkdir", "sqlite3.",
)  # fmt: skip
_watching: list[list[tuple[str, Any]]] = []


def _hook(event: str, given: tuple[Any, ...]) -> None:
    if _watching and event.startswith(_REACHES):
        _watching[0].append((event, given[0] if given else None))


@contextmanager
def watched() -> Iterator[list[tuple[str, Any]]]:
    """What is done meanwhile that reaches beyond the process; a hook cannot be taken away again."""
    if not hasattr(sys, "_modelcards_watched"):
        sys.addaudithook(_hook)
        sys._modelcards_watched = True  # type: ignore[attr-defined]  # one hook a process
    _watching[:] = [[]]
    try:
        yield _watching[0]
    finally:
        _watching.clear()


def everything(text: str) -> None:
    """All that is done with the text of one card."""
    card = modelcards.parse(text)
    modelcards.parse(text.encode())
    modelcards.lint(card, select=[rule.code for rule in all_rules()])
    modelcards.fix(text, unsafe=True)
    modelcards.repair(text)
    modelcards.from_json(modelcards.to_json(card))
    modelcards.coverage(card)
    modelcards.diff(card, modelcards.parse(text + "x"))


def test_no_text_opens_a_file_or_a_connection_or_runs_anything() -> None:
    everything(HARMFUL.format(n=7))  # modules and word lists are read when they are first needed
    with watched() as seen:
        everything(HARMFUL.format(n=8))
    assert seen == []


@pytest.mark.parametrize("read", [modelcards.load_dir, modelcards.lint])
def test_of_a_directory_only_its_files_are_opened(
    read: Callable[[str], object], tmp_path: Path
) -> None:
    for name in ("a.md", "b/c.md", "b/README.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(HARMFUL.format(n=len(name)), "utf-8")
    read(str(tmp_path))
    with watched() as seen:
        read(str(tmp_path))
    opened = {os.path.realpath(str(given)) for event, given in seen if event == "open"}
    assert [event for event, _ in seen if event != "open"] == []
    assert opened
    assert all(one.startswith(str(tmp_path.resolve())) for one in opened), opened


def test_what_reaches_out_is_noticed(tmp_path: Path) -> None:
    with watched() as seen:
        Path(tmp_path, "a").write_bytes(b"")
    assert [event for event, _ in seen] == ["open"]


def test_no_bytes_in_a_directory_raise(tmp_path: Path) -> None:
    texts = (b"", b"\0" * 99, bytes(range(256)) * 9, b"\xff\xfe#\0", b"---\n", "\u2028# A".encode())
    for number, data in enumerate(texts):
        (tmp_path / f"c{number}.md").write_bytes(data)
    assert len(modelcards.load_dir(tmp_path, all_files=True)) == len(texts)
    modelcards.lint(str(tmp_path))
    for data in texts:
        modelcards.fix(data, unsafe=True)
