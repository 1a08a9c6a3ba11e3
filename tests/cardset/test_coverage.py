"""Coverage: what of a documentation template a card fills in."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

import modelcards
from modelcards.cardset.coverage import templates
from modelcards.cardset.parts import rates
from modelcards.cli.main import main

CARD = """\
---
license: mit
datasets: [acme/books]
---
# Tern-1

## Uses

Chat.

### Out-of-scope use

[More Information Needed]

## Glossary

## Evaluation

| Benchmark | Score |
|---|---|
| MMLU | 61.2 |
"""


def statuses(template: str, text: str = CARD) -> dict[str, tuple[str, str | None, int | None]]:
    found = modelcards.coverage(modelcards.parse(text), template)
    return {item.name: (item.status, item.where, item.line) for item in found.items}


def test_sections_and_typed_keys_fill_items() -> None:
    found = statuses("hub")
    assert found["Uses"] == ("filled", "Uses", 7)
    assert found["Out-of-Scope Use"] == ("placeholder", "Out-of-scope use", 11)
    assert found["Glossary"] == ("empty", "Glossary", 15)
    assert found["Factors"] == ("missing", None, None)
    assert found["License"] == ("filled", "license", 2)
    assert found["Training Data"] == ("filled", "metadata.datasets", None)
    assert found["Results"] == ("filled", "benchmarks", 21)


def test_the_score_is_the_share_of_filled_items() -> None:
    found = modelcards.coverage(modelcards.parse(CARD), "mitchell2019")
    assert len(found.items) == 9
    assert found.score == sum(item.status == "filled" for item in found.items) / 9
    assert modelcards.coverage(modelcards.parse("")).score == 0


@pytest.mark.parametrize("name", templates())
def test_every_template_can_be_used_and_names_its_source(name: str) -> None:
    assert set(statuses(name, "").values()) == {("missing", None, None)}
    source = Path(modelcards.__file__).parent / "data" / "coverage" / f"{name}.toml"
    assert source.read_text(encoding="utf-8").startswith("#")


def test_citations_and_the_environment_fill_items() -> None:
    text = (
        "---\nco2_eq_emissions: 12\n---\n# Tern-1\n\nIt was trained on 8 A100 for 120 hours.\n\n"
        "```bibtex\n@misc{tern, title={Terns}}\n```\n"
    )
    found = statuses("hub", text)
    assert found["Citation"] == ("filled", "citation", 9)
    assert found["Environmental Impact"] == ("filled", "environment.emissions", 2)
    assert found["Hardware"] == ("filled", "environment.hardware", 6)
    found = statuses("eu-gpai", text)
    times = "Computational resources: Training time [XI 1(2)(d)]"
    assert found[times] == ("filled", "environment.hours", 6)


def test_an_environment_without_anything_fills_nothing(tmp_path: Path) -> None:
    file = tmp_path / "house.toml"
    file.write_text('[[items]]\nname = "A"\nfields = ["environment"]\n', encoding="utf-8")
    assert statuses(str(file)) == {"A": ("missing", None, None)}
    assert statuses(str(file), "---\nco2_eq_emissions: 1\n---\n# A\n")["A"][0] == "filled"


def test_the_items_of_the_eu_name_their_points() -> None:
    points = [
        point for name in statuses("eu-gpai", "") for point in re.findall(r"XI+ [\d()a-h]+", name)
    ]
    annex = {"XI 1(1)": "abcdef", "XI 1(2)": "abcde", "XII 1": "abcdefgh", "XII 2": "abc"}
    stated = {f"{head}({letter})" for head, letters in annex.items() for letter in letters}
    assert {*points} - {"XI 2"} == stated | {"XI 2(1)"}


def test_a_template_of_ones_own(tmp_path: Path) -> None:
    file = tmp_path / "house.toml"
    file.write_text('[[items]]\nname = "Use"\nroles = ["uses"]\n', encoding="utf-8")
    assert statuses(str(file)) == {"Use": ("filled", "Uses", 7)}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[[items", "no TOML"),
        ("[" * 5_000, "no TOML"),
        ("a = 1", "holds 1 to"),
        ("items = []", "holds 1 to"),
        ("[[items]]\nroles = ['uses']", "has no name"),
        ("[[items]]\nname = 'A'", "neither roles nor fields"),
        ("[[items]]\nname = 'A'\nroles = ['nonsense']", "is no role"),
        ("[[items]]\nname = 'A'\nfields = ['nonsense']", "is no key"),
        ("[[items]]\nname = 'A'\nfields = ['source.path']", "is no key"),
        ("[[items]]\nname = 'A'\nfields = ['environment.water']", "is no key"),
        ("[[items]]\nname = 'A'\nroles = 'uses'", "a list of texts"),
        ("[[items]]\nname = 'A'\nroles = ['uses']\nodd = 1", "unknown key"),
        ("[[items]]\nname = 'A'\nroles = ['uses']\n" * 1_001, "holds 1 to"),
        ("title = 7\n[[items]]\nname = 'A'\nroles = ['uses']", "the title is a text"),
        ("\x00", "no TOML"),
        ("#" * 1_000_001, "too long"),
    ],
)
def test_a_file_that_is_no_template_is_told(text: str, reason: str, tmp_path: Path) -> None:
    file = tmp_path / "house.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(modelcards.SettingsError, match=reason):
        modelcards.coverage(modelcards.parse(CARD), str(file))


def test_wrong_arguments_are_told(tmp_path: Path) -> None:
    card = modelcards.parse(CARD)
    with pytest.raises(modelcards.NotFoundError, match="no such template"):
        modelcards.coverage(card, "house")
    with pytest.raises(modelcards.NotFoundError):
        modelcards.coverage(card, str(tmp_path))
    with pytest.raises(modelcards.ArgumentError):
        modelcards.coverage(card, 1)  # type: ignore[arg-type]  # what a caller may do
    with pytest.raises(modelcards.ArgumentError):
        modelcards.coverage("card.md")  # type: ignore[arg-type]  # what a caller may do


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "tern.md"
    path.write_text(CARD, encoding="utf-8")
    assert main(["coverage", str(path)]) == 0
    text = capsys.readouterr().out
    assert "  + Uses " in text
    assert "not whether it is true" in text
    assert main(["coverage", str(tmp_path), "--output-format", "json"]) == 0
    (one,) = json.loads(capsys.readouterr().out)
    assert one["template"] == "hub"
    assert one["items"][0].keys() == {"name", "status", "where", "line"}
    assert main(["coverage", str(path), "--output-format", "csv", "--template", "eu-gpai"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert len(rows) == len(statuses("eu-gpai"))
    assert main(["coverage", str(path), "--fail-under", "90"]) == 1
    assert main(["coverage", str(path), "--fail-under", "5"]) == 0
    assert main(["coverage", str(path), "--template", "nowhere.toml"]) == 2
    assert main(["coverage", str(tmp_path / "none.md")]) == 2


def test_the_command_counts_items_and_reads_sets(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, text in (("tern", CARD), ("gull", "# Gull-1\n\n## = Uses\n\nChat.\n")):
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
    cards = str(tmp_path / "cards.jsonl")
    assert main(["convert", str(tmp_path), "-o", cards, "-j", "1"]) == 0
    capsys.readouterr()
    asked = ["coverage", cards, "--template", "mitchell2019", "--statistics"]
    assert main([*asked, "--output-format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert rows[1] == {
        "item": "Intended Use", "filled": 2, "placeholder": 0, "empty": 0, "missing": 0
    }  # fmt: skip
    assert main(asked) == 0
    out = capsys.readouterr().out
    assert "Intended Use                      2 100.0%       0   0.0%" in out
    assert out.endswith("2 cards. This measures what is there, not whether it is true or enough.\n")
    assert main([*asked, "--output-format", "csv", "--fail-under", "50"]) == 1
    assert capsys.readouterr().out.startswith("item,filled,placeholder,empty,missing\n")
    assert main(["coverage", cards, "--output-format", "csv"]) == 0
    assert "'= Uses" in capsys.readouterr().out


def test_no_cards_have_rates() -> None:
    assert rates([], "hub")[0] == {
        "item": "Model Description", "filled": 0, "placeholder": 0, "empty": 0, "missing": 0
    }  # fmt: skip


def test_workers_give_what_one_process_gives(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for at in range(3):
        (tmp_path / f"tern-{at}.md").write_text(
            CARD.replace("Tern", f"Tern {at}"), encoding="utf-8"
        )
    (tmp_path / "LICENSE").write_text(
        "MIT License\n\nPermission is hereby granted", encoding="utf-8"
    )
    (tmp_path / "lost.md").symlink_to(tmp_path / "nowhere.md")
    told = []
    for jobs in ("1", "2"):
        assert main(["coverage", str(tmp_path), "-j", jobs]) == 1
        told.append(capsys.readouterr())
    assert told[0] == told[1]
    assert told[0].out.count("items filled") == 3
    assert told[0].err.count("lost.md") == 1
