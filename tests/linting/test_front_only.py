"""A run of rules of the front matter reads no body, and finds what it finds in the whole card."""

from __future__ import annotations

from pathlib import Path

import pytest

from modelcards import load
from modelcards.cli.main import main
from modelcards.linting.engine import check
from modelcards.linting.front_only import are_of_front_matter, read_front
from modelcards.linting.rule_selection import Selection
from modelcards.linting.rules import card_rules
from tests.support.cards import SHARED, needs_shared_cards

RULES = Selection(select=("MC701", "MC702", "MC704", "MC705")).card_rules()
BODY = "\n# Heron\n\nA model.\n\n[Paper]()\n"


def written(folder: Path, front: str, body: str = BODY) -> str:
    path = folder / "card.md"
    path.write_bytes(f"{front}{body}".encode())
    return str(path)


@pytest.mark.parametrize(
    "front",
    [
        "---\nlicense: mit\n---\n",
        "---\nlicense: no-such\nlanguage: Klingonish\n---\n",
        "\n \n---\nlicense: [mit\ntags:\n- a\n---\n",
        "---\nlicence: mit\ntags: a\nmodel-index: 3\n---\n",
        "---\nlicense: mit\nlicense: mit\n---",
        "---\r\nlicense: Apache 2.0\r\n---\r\n",
    ],
)
def test_the_findings_are_those_of_the_whole(tmp_path: Path, front: str) -> None:
    path = written(tmp_path, front, BODY if front[-1] == "\n" else "")
    card = read_front(path)
    assert card is not None
    assert check(card, RULES) == check(load(path), RULES)
    assert not card.sections[1:]


@pytest.mark.parametrize(
    ("front", "body"),
    [
        ("---\nlicense: mit\n", BODY),
        ("---\nlicense: mit\nauthor: Zoë\n---\n", BODY),
        ("\ufeff---\nlicense: mit\n---\n", BODY),
        ("---\ncolour: blue\n---\n", BODY),
        ("---\nJust words.\n---\n", BODY),
        ("---\nlicense: no-such\n---\n", BODY + "<!-- modelcards: ignore-file MC704 -->\n"),
        ("---\nlicense: no-such\n---\n", "\n- **Training Tokens:** 12B\n- **ALScore:** 0.1\n"),
        ("---\nnotes: " + "words " * 20_000 + "\n---\n", BODY),
    ],
)
def test_what_is_unusual_is_read_whole(tmp_path: Path, front: str, body: str) -> None:
    assert read_front(written(tmp_path, front, body)) is None


def test_what_cannot_be_read_is_left_to_the_reader(tmp_path: Path) -> None:
    assert read_front(str(tmp_path)) is None
    assert read_front(str(tmp_path / "none.md")) is None
    assert read_front("a\0b") is None


def test_rules_of_front_matter_alone() -> None:
    assert are_of_front_matter(RULES)
    assert not are_of_front_matter(card_rules())
    assert not are_of_front_matter(Selection(select=("MC701", "MC703")).card_rules())


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path, "---\nlicense: no-such\nlicence: mit\n---\n")
    chosen = ["lint", path, "--select", "MC704,MC705", "--output-format", "full"]
    assert main(chosen) == 1
    said = capsys.readouterr().out
    assert "MC704" in said
    assert "license: no-such" in said
    # Fixes and other rules see the whole card.
    assert main([*chosen, "--diff"]) == 0
    assert main(["lint", path, "--select", "MC704,MC502", "-q"]) == 1
    assert "MC502" in capsys.readouterr().out


@needs_shared_cards
def test_real_cards() -> None:
    paths = [str(path) for path in sorted((SHARED / "wild").rglob("*.md"))[::40]]
    fronts = [(path, card) for path in paths if (card := read_front(path)) is not None]
    assert len(fronts) > 0.7 * len(paths)
    for path, card in fronts:
        assert check(card, RULES) == check(load(path), RULES)


def test_without_front_matter_there_is_nothing_to_find(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path, "", "\n# Heron\n\n---\nlicense: no-such\n---\n")
    card = read_front(path)
    assert card is not None
    assert check(card, RULES) == check(load(path), RULES) == []
    chosen = ["lint", path, "--select", "MC704", "--output-format", "concise"]
    assert main(chosen) == 0
    assert capsys.readouterr().out == "All checks passed!\n"
    assert main([*chosen, "--cards-only"]) == 0
    assert capsys.readouterr().out == ""
