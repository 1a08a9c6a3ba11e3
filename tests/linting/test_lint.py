"""The lint engine: what it takes, which rules run, what comments silence, where findings stand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import modelcards
from modelcards import ArgumentError, NotFoundError, from_json, lint, parse, to_json
from modelcards.linting.examples import card
from modelcards.linting.rule_selection import Selection, prefixes
from tests.support.cards import SHARED, needs_shared_cards

WRONG = card(("500:1", "600:1"), ("(Lightweight)", "(Powerful)"))


def codes(found: list[modelcards.Finding]) -> list[str]:
    return [one.code for one in found]


def test_a_card_a_path_and_a_directory_are_taken(tmp_path: Path) -> None:
    file = tmp_path / "card.md"
    file.write_text(WRONG, encoding="utf-8")
    assert codes(lint(parse(WRONG))) == ["MC301", "MC304"]
    assert codes(lint(file)) == codes(lint(str(file))) == ["MC301", "MC304"]
    assert lint(file)[0].path == str(file)
    assert codes(lint(tmp_path)) == ["MC301", "MC304"]


@pytest.mark.parametrize("wrong", [None, 7, b"card.md", ["card.md"]])
def test_anything_else_is_refused(wrong: Any) -> None:
    with pytest.raises(ArgumentError):
        lint(wrong)
    if not isinstance(wrong, bytes):
        with pytest.raises(ArgumentError):
            modelcards.fix(wrong)


def test_no_such_file() -> None:
    with pytest.raises(NotFoundError):
        lint("no-such-card.md")


def test_a_card_from_json_is_judged_by_its_facts() -> None:
    read = from_json(to_json(parse(WRONG)))
    found = lint(read)
    assert codes(found) == ["MC301", "MC304"]
    assert [(one.line, one.column, one.fix) for one in found] == [(17, 1, None), (20, 1, None)]
    clean = from_json(to_json(parse(card())))
    assert lint(clean) == []


def test_a_card_without_its_text_is_not_mended() -> None:
    from modelcards.linting.fix import _source

    with pytest.raises(ArgumentError, match="text"):
        _source(from_json(to_json(parse(WRONG))))


def test_columns_are_those_of_the_file_as_it_is() -> None:
    damaged = WRONG.replace("600:1", "â‰ˆ 600:1").replace("✅", "âœ…")
    found = {one.code: one for one in lint(parse(damaged))}
    line = damaged.split("\n")[16]
    at = found["MC301"]
    assert line[at.column - 1 : at.end_column - 1] == "600"


def test_carriage_returns_do_not_shift_lines() -> None:
    for newline in ("\r\n", "\r"):
        found = lint(parse(WRONG.replace("\n", newline)))
        assert [(one.line, one.column) for one in found] == [
            (one.line, one.column) for one in lint(parse(WRONG))
        ]


@pytest.mark.parametrize(
    ("select", "ignore", "expected"),
    [
        ((), (), ["MC301", "MC304"]),
        (("MC3",), (), ["MC301", "MC304"]),
        (("MC301",), (), ["MC301"]),
        (("alscore-tier",), (), ["MC304"]),
        ((), ("MC30",), []),
        ((), ("ALL",), []),
        (("MC301,MC304",), ("mc304",), ["MC301"]),
        (("MC301",), ("MC3",), ["MC301"]),
        (("MC4",), (), []),
    ],
)
def test_selecting(select: tuple[str, ...], ignore: tuple[str, ...], expected: list[str]) -> None:
    assert codes(lint(parse(WRONG), select=select, ignore=ignore)) == expected


def test_extending_a_selection() -> None:
    chosen = Selection(select=("MC4",), extend_select=("MC301",), ignore=("MC3",))
    assert [rule.code for rule in chosen.rules()] == [
        "MC301", "MC401", "MC402", "MC403", "MC404", "MC405", "MC406",
    ]  # fmt: skip
    assert [rule.code for rule in chosen.card_rules()] == [rule.code for rule in chosen.rules()]


@pytest.mark.parametrize("wrong", ["MC9", "MCx", "E501", "no-such-rule"])
def test_an_unknown_rule_is_an_error(wrong: str) -> None:
    with pytest.raises(ArgumentError, match=wrong):
        prefixes([wrong], "--select")
    with pytest.raises(ArgumentError):
        lint(parse(WRONG), ignore=[wrong])


@pytest.mark.parametrize(
    ("comment", "silenced"),
    [
        ("<!-- modelcards: ignore MC301 -->", True),
        ("<!-- modelcards: ignore MC304, MC301 -->", True),
        ("<!-- modelcards:ignore mc3 -->", True),
        ("<!-- modelcards: ignore -->", True),
        ("<!-- modelcards: ignore MC304 -->", False),
        ("<!-- modelcards: ignores MC301 -->", False),
        ("<!-- somebody: ignore MC301 -->", False),
    ],
)
def test_comments_silence_a_line(comment: str, silenced: bool) -> None:
    line = "- **Token:Param Ratio:** 600:1 ✅ Compute-optimal"
    for text in (f"{line} {comment}", f"{comment}\n{line}"):
        found = lint(parse(WRONG.replace(line, text)))
        assert ("MC301" not in codes(found)) is silenced
        assert "MC304" in codes(found)


def test_a_comment_behind_text_does_not_reach_the_next_line() -> None:
    text = WRONG.replace("4000.0B", "4000.0B <!-- modelcards: ignore MC301 -->")
    assert "MC301" in codes(lint(parse(text)))


def test_a_comment_silences_the_file() -> None:
    everything = WRONG + "\n<!-- modelcards: ignore-file -->\n"
    assert lint(parse(everything)) == []
    some = WRONG + "\n<!-- modelcards: ignore-file MC301 -->\n"
    assert codes(lint(parse(some))) == ["MC304"]


def test_a_comment_in_a_code_fence_is_text() -> None:
    for fence in ("```", "~~~~"):
        text = f"{WRONG}\n{fence}markdown\n<!-- modelcards: ignore-file -->\n{fence}\n"
        assert codes(lint(parse(text))) == ["MC301", "MC304"]


def test_severities() -> None:
    found = {one.code: one.severity for one in lint(parse("- **Parameters:** 3 apples\n"))}
    assert found == {"MC101": "warning", "MC201": "warning"}


def test_an_inferred_repair_is_a_warning_and_needs_unsafe_fixes() -> None:
    from modelcards.linting.rules.mc001 import hit
    from modelcards.text.mojibake import Repair

    certain = Repair(3, 5, "â€¢", "•", "cp1252", "certain", True)
    guess = Repair(3, 5, "ğŸ“", "📝", "cp1254", "inferred", False, "9d", "📐")
    assert hit(certain, "said").severity is None
    found = hit(guess, "said")
    assert found.severity == "warning"
    assert found.fix is not None
    assert not found.fix.safe


def test_five_thousand_findings() -> None:
    # Shorter rows would reach the limit on growth.
    said = "which is one of very many tasks that stand in this table of them"
    rows = "".join(f"| Task {number % 50}, {said} | - |\n" for number in range(5_000))
    text = f"# Lumen-7B\n\n| Benchmark | Score | Note |\n|---|---|---|\n{rows}"
    found = lint(parse(text))
    assert codes(found) == ["MC404"] * 5_000
    assert [one.line for one in found] == list(range(5, 5_005))
    mended = modelcards.fix(text)
    assert len(mended.applied) == 5_000
    assert mended.remaining == ()
    assert mended.text.count("| - |  |\n") == 5_000


def test_five_megabytes() -> None:
    text = WRONG + "\n" + "A sentence of plain words about the model.\n\n" * 120_000
    # As many paragraphs are more than the limit of blocks takes, which is told.
    assert codes(lint(parse(text))) == ["MC301", "MC304", "MC004"]


@needs_shared_cards
def test_the_real_leaderboard_cards() -> None:
    """Two flattered values, one empty card, six remarks in the place of addresses; nothing else."""
    found = [
        (one.code, Path(path).name)
        for path in sorted((SHARED / "leaderboard" / "models").rglob("*.md"))
        for one in lint(path)
    ]
    assert [row for row in found if row[0] not in ("MC104", "MC502")] == [
        ("MC307", "palmyra-x.md"),
        ("MC307", "grok-1.md"),
    ]
    assert [name for code, name in found if code == "MC104"] == ["about-this-sheet.md"]
    assert sum(code == "MC502" for code, _ in found) == 6


@needs_shared_cards
def test_the_seeds() -> None:
    """Mojibake on the damaged lines, and nothing when it is mended."""
    for path in sorted((SHARED / "seeds").glob("*.txt")):
        data = path.read_bytes()
        found = lint(path)
        damaged = {n for n, line in enumerate(data.decode().split("\n"), 1) if not line.isascii()}
        assert {one.code for one in found} <= {"MC001", "MC002"}
        assert {one.line for one in found} == damaged
        result = modelcards.fix(data)
        assert result.remaining == ()
        assert lint(parse(result.text)) == []


@needs_shared_cards
def test_the_real_hub_cards() -> None:
    """Read one by one: each of these findings is true."""
    found = sorted(
        (path.stem, one.code)
        for path in (SHARED / "hf").glob("*.md")
        if path.name != "MANIFEST.md"
        for one in lint(path)
    )
    assert sorted(set(found)) == [
        ("bert-ancient-chinese", "MC204"),
        ("bloom", "MC404"),
        ("bloom", "MC501"),
        ("deepseek-v3", "MC502"),
        ("distil-large-v2", "MC105"),
        ("distil-large-v2", "MC502"),
        ("distilbert-squad-unclosed", "MC105"),
        ("distilbert-squad-unclosed", "MC106"),
        ("distilbert-squad-unclosed", "MC701"),
        ("falcon-mamba-7b", "MC107"),
        ("falcon-mamba-7b", "MC404"),
        ("falcon-mamba-7b", "MC406"),
        ("falcon-mamba-7b", "MC501"),
        ("koelectra-sts", "MC102"),
        ("koelectra-sts", "MC105"),
        ("koelectra-sts", "MC106"),
        ("koelectra-sts", "MC702"),
        ("llama4", "MC101"),
        ("llama4", "MC204"),
        ("mimo-7b", "MC101"),
        ("mimo-7b", "MC404"),
        ("minicpm3-zh", "MC502"),
        ("spacy-en-core-web-sm", "MC702"),
    ]
