"""What in a directory is a card, and what is passed over."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

import modelcards
from modelcards.cardset.directory import walk
from modelcards.cardset.selection import why_not_a_card

CARD = """# Lumen-7B

> Reasoning

**Organization:** [Aurora Labs](../../labs/aurora-labs.md)
**Released:** Mar/2025
**Access:** 🟢 Public

## 🔧 Technical Specifications

- **Type:** Dense
- **Parameters:** 7.0B
- **Training Tokens:** 140.0B
"""
INDEX = """# Aurora Labs

**Total Models:** 2

| Model | Params |
|-------|--------|
| [Lumen-7B](../models/aurora/lumen-7b.md) | 7.0B |
| [Lumen-70B](../models/aurora/lumen-70b.md) | 70.0B |
"""


def reason(text: str, path: str) -> str | None:
    return why_not_a_card(modelcards.parse(text, path=path), path)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("CONTRIBUTING.md", "# Help us\n\nSend patches.\n"),
        ("docs/Code-of-Conduct.markdown", "Be kind.\n"),
        ("CHANGELOG.md", "## 1.0\n\n- first\n"),
        ("LICENSE", "Any text\n"),
        ("help.md", "# 🤝 Contributing to the lamp catalogue\n\nThank you.\n"),
        ("terms.md", "MIT\n\nPermission is hereby granted, free of charge, to any\nperson obtaining"
                     " a copy of this software\n"),
        ("labs/aurora.md", INDEX),
        ("README.md", "# Cards\n\n- [A](a.md)\n- [B](b.md)\n- [C](sub/c.md#top)\n"),
        ("notes.txt", "Remember the milk.\n"),
        ("notes.txt", INDEX),
        ("labs/lumen-7b.md", INDEX.replace("Aurora Labs", "Lumen-7B")),
        ("CONTRIBUTING.md", "# Help\n\n- **License:** MIT\n- **Type:** Dense\n- **Access:** ?\n"),
    ],
)  # fmt: skip
def test_positive_evidence_passes_a_file_over(path: str, text: str) -> None:
    assert reason(text, path)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("README.md", CARD),
        ("security.md", CARD),
        ("card.txt", CARD),
        ("LICENSE.md", "---\nlicense: mit\npipeline_tag: text-generation\n---\n# Lumen\n"),
        ("README.md", "# Lumen\n\nA model.\n"),
        ("empty.md", ""),
        ("zoo.md", "# Zoo\n\n| Model | Score |\n|-|-|\n| [A](https://example.org/a.md) | 3 |\n"),
        ("scores.md", "# X\n\n| Task | Score |\n|-|-|\n| [A](a.md) | 3 |\n| B | 4 |\n| C | 5 |\n"),
        ("licensed.md", "# Lumen\n\nUnder the MIT License.\n"),
    ],
)
def test_without_evidence_a_file_is_a_card(path: str, text: str) -> None:
    assert reason(text, path) is None


def test_a_card_from_json_is_judged_by_its_name() -> None:
    card = modelcards.from_json(modelcards.to_json(modelcards.parse("# Lumen")))
    assert why_not_a_card(card, "lumen.md") is None
    assert why_not_a_card(card, "CONTRIBUTING.md") == "named CONTRIBUTING.md"


def write(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("# x\n")


def found(root: Path, without: frozenset[str] = frozenset()) -> list[str]:
    prefix = f"{root}/"
    return [entry.path.removeprefix(prefix) for entry in walk(str(root), without=without)]


def test_the_walk_is_sorted_by_whole_paths(tmp_path: Path) -> None:
    write(tmp_path, "b.md", "a/z.md", "a-b/c.md", "a.md", "a/b/c.md", "Z.MD", "a0/x.mkd")
    paths = found(tmp_path)
    assert paths == sorted(paths)
    assert len(paths) == 7


def test_only_candidates_are_found(tmp_path: Path) -> None:
    write(tmp_path, "a.md", "b.markdown", "c.mdown", "d.mkd", "e.txt", "LICENSE", "f.json", "g",
          ".h.md", ".git/i.md", "node_modules/j.md", "env/pyvenv.cfg", "env/k.md")  # fmt: skip
    assert found(tmp_path) == ["LICENSE", "a.md", "b.markdown", "c.mdown", "d.mkd", "e.txt"]


def test_what_is_named_elsewhere_is_left_out(tmp_path: Path) -> None:
    write(tmp_path, "a.md", "b/c.md", "d/e.md")
    without = frozenset({str(tmp_path / "a.md"), str(tmp_path / "d")})
    assert found(tmp_path, without=without) == ["b/c.md"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_links_are_followed_once_and_loops_end(tmp_path: Path) -> None:
    root, outside = tmp_path / "root", tmp_path / "outside"
    write(root, "a.md", "sub/b.md")
    write(outside, "c.md")
    (root / "sub" / "up").symlink_to(root)
    (root / "again").symlink_to(root / "sub")
    (root / "out").symlink_to(outside)
    (root / "out2").symlink_to(outside)
    (outside / "self").symlink_to(outside)
    (root / "file.md").symlink_to(outside / "c.md")
    assert found(root) == ["a.md", "file.md", "out/c.md", "sub/b.md"]


@pytest.mark.skipif(sys.platform == "win32", reason="needs a file system of bytes")
def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "broken.md").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / os.fsdecode(b"caf\xe9.md")).touch()
    errors = {Path(entry.path).name: entry.error for entry in walk(str(tmp_path))}
    assert errors == {
        "broken.md": "cannot read the file: the link leads nowhere",
        "caf\\xe9.md": "the file's name is no UTF-8",
        "pipe.md": "a pipe or device, not a file",
    }


def test_a_directory_that_cannot_be_listed_is_said(tmp_path: Path) -> None:
    (entry,) = walk(str(tmp_path / "gone"))
    assert entry.error == "cannot list the directory: No such file or directory"


def test_a_very_deep_tree_is_walked(tmp_path: Path) -> None:
    here = tmp_path
    for _ in range(300):
        here = here / "d"
    here.mkdir(parents=True)
    (here / "deep.md").write_text("# x\n")
    assert len(found(tmp_path)) == 1


def test_shared_leaderboard_pages_are_passed_over() -> None:
    root = Path("../shared/cards/leaderboard")
    if not root.is_dir():
        pytest.skip("the shared cards are not here")
    cards = modelcards.load_dir(root)
    assert {Path(one.path).parts[-2] for one in cards.skipped} == {
        "leaderboard", "labs", "rankings", "architectures", "insights",
    }  # fmt: skip
    assert not cards.failures
    assert all("/models/" in (card.source.path or "") for card in cards)
    assert any((card.source.path or "").endswith("about-this-sheet.md") for card in cards)
