"""Comparing the facts of two cards, files or directories."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import modelcards
from modelcards.cli.main import main
from modelcards.errors import ArgumentError, NotFoundError

OLD = """---
license: mit
tags: [small, chat]
co2:
  emissions: 5
---
# Lumen-7B

Some words about it.

## Specifications

- **Parameters:** 7.0B
- **Context Length:** 8K

## Benchmarks

| Benchmark | Score |
|---|---|
| MMLU | 61.2 |
| GSM8K | 50.0 |

| File | Size |
|---|---|
| a.bin | 3 GB |

## 🔗 Resources

- [Paper](https://example.org/paper)
"""


def changed(new: str, old: str = OLD) -> list[tuple[Any, ...]]:
    found = modelcards.diff(modelcards.parse(old), modelcards.parse(new))
    return [(one.change, one.field, one.key, one.old, one.new) for one in found]


def test_the_same_facts_in_other_places_are_the_same() -> None:
    assert changed(OLD) == []
    assert changed(OLD.replace("# Lumen-7B\n", "\n\n# Lumen-7B\n")) == []
    assert changed(OLD.replace("\n", "\r\n")) == []


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("| 61.2 |", "| 62.0 |", ("changed", "benchmarks", "MMLU", "61.2", "62.0")),
        ("| GSM8K | 50.0 |\n", "", ("removed", "benchmarks", "GSM8K", "50.0", None)),
        ("tags: [small, chat]", "tags: [small]", ("removed", "tags", "chat", "chat", None)),
        ("emissions: 5", "emissions: 6", ("changed", "metadata", "co2.emissions", "5", "6")),
        ("org/paper", "org/v2", ("changed", "resources", "Paper", "https://example.org/paper",
                                 "https://example.org/v2")),
        ("7.0B", "8.0B", ("changed", "parameters", "", "7000000000", "8000000000")),
        ("license: mit", "license: gpl", ("changed", "license", "", "mit", "gpl")),
    ],
)  # fmt: skip
def test_one_fact_is_one_change(before: str, after: str, expected: tuple[Any, ...]) -> None:
    assert expected in changed(OLD.replace(before, after))


def test_text_and_tables_count_as_well() -> None:
    assert changed(OLD.replace("Some words", "Other words")) == [
        ("changed", "sections", "", "Some words about it.", "Other words about it.")
    ]
    assert [one[1] for one in changed(OLD.replace("3 GB", "4 GB"))] == ["tables"]


SECTIONS = """# Tern-1

## Uses

Chat.

### Out of scope

[More Information Needed]

## Training

- **Hardware Type:** 8 A100
- **Hours used:** 120

## Citation

```bibtex
@misc{tern, title={Tern}, eprint={2401.01234}, archivePrefix={arXiv}}
```
"""


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("Chat.", "Talk.", ("changed", "sections", "Uses", "Chat.", "Talk.")),
        ("[More Information Needed]", "War.",
         ("changed", "sections", "Uses / Out of scope",
          "placeholder: [More Information Needed]", "War.")),
        ("[More Information Needed]", "",
         ("changed", "sections", "Uses / Out of scope",
          "placeholder: [More Information Needed]", "empty")),
        ("## Uses\n\nChat.\n\n", "", ("removed", "sections", "Uses", "Chat.", None)),
        ("title={Tern}", "title={Terns}",
         ("changed", "citation", "tern", "Tern, 2401.01234", "Terns, 2401.01234")),
        ("8 A100", "9 A100", ("changed", "environment", "hardware", "8 A100", "9 A100")),
        ("- **Hours used:** 120\n", "", ("removed", "environment", "hours", "120", None)),
    ],
)  # fmt: skip
def test_sections_citations_and_the_environment_are_told(
    before: str, after: str, expected: tuple[Any, ...]
) -> None:
    assert expected in changed(SECTIONS.replace(before, after), SECTIONS)


def test_a_renamed_model_keeps_its_sections() -> None:
    fields = {one[1] for one in changed(SECTIONS.replace("# Tern-1", "# Tern-2"), SECTIONS)}
    assert fields == {"name"}


def test_sections_of_a_card_from_json_may_name_any_parent() -> None:
    card = json.loads(modelcards.to_json(modelcards.parse(SECTIONS)))
    for section, parent in zip(card["sections"], (1, 0, -5, 99, 3), strict=False):
        section["parent"] = parent
    assert modelcards.diff(modelcards.from_json(json.dumps(card)), modelcards.parse(SECTIONS))


def test_what_stands_twice_is_compared_one_by_one() -> None:
    twice = OLD.replace("| GSM8K | 50.0 |\n", "| GSM8K | 50.0 |\n| GSM8K | 51.0 |\n")
    assert changed(twice) == [("added", "benchmarks", "GSM8K #2", None, "51.0")]


def test_the_model_index_is_compared_by_its_scores() -> None:
    front = (
        "---\nmodel-index:\n- name: Lumen-7B\n  results:\n  - task: {type: a}\n"
        "    dataset: {name: MMLU, type: cais/mmlu}\n    metrics: [{type: acc, value: 61.2}]\n---\n"
    )
    key = "MMLU, acc of Lumen-7B (model-index)"
    assert changed(front.replace("61.2", "62"), front) == [
        ("changed", "benchmarks", key, "61.2", "62")
    ]
    assert [one[1:3] for one in changed(front.replace("cais/mmlu", "x/y"), front)] == [
        ("metadata", "model-index")
    ]


def test_parts_of_a_value_are_printed_on_one_line() -> None:
    old = "# Lumen\n\n**ALScore:** 3.2 (Mid-tier)\n"
    found = changed(old.replace("3.2 (Mid-tier)", "-"), old)
    assert ("removed", "alscore", "", "3.2 (mid-tier)", None) in found


def directories(tmp_path: Path) -> tuple[Path, Path]:
    for name, cards in (("old", {"a": OLD, "b": OLD}), ("new", {"a": OLD, "c/d": OLD})):
        for stem, text in cards.items():
            path = tmp_path / name / f"{stem}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return tmp_path / "old", tmp_path / "new"


def test_directories_are_paired_by_path(tmp_path: Path) -> None:
    found = modelcards.diff(*directories(tmp_path))
    assert [(one.path, one.change, one.field) for one in found] == [
        ("b.md", "removed", "card"),
        ("c/d.md", "added", "card"),
    ]


def test_wrong_use(tmp_path: Path) -> None:
    old, _ = directories(tmp_path)
    with pytest.raises(ArgumentError, match="a directory with a directory"):
        modelcards.diff(old, old / "a.md")
    with pytest.raises(NotFoundError):
        modelcards.diff(old, tmp_path / "none")
    seven: Any = 7
    with pytest.raises(ArgumentError, match="not int"):
        modelcards.diff(old, seven)


def test_exit_codes_and_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, new = directories(tmp_path)
    assert main(["diff", str(old), str(old)]) == 0
    assert capsys.readouterr().out == ""
    assert main(["diff", str(old), str(new)]) == 1
    assert capsys.readouterr().out == "b.md\n  - card: Lumen-7B\nc/d.md\n  + card: Lumen-7B\n"
    assert main(["diff", str(old), str(old / "a.md")]) == 2
    assert main(["diff", str(old), str(tmp_path / "none")]) == 2
    assert main(["diff", str(old)]) == 2
    long = OLD.replace("Some words", "Many words " * 40).replace("tags: [small", "tags: [large")
    (new / "a.md").write_text(long, encoding="utf-8")
    capsys.readouterr()
    assert main(["diff", str(old / "a.md"), str(new / "a.md")]) == 1
    out = capsys.readouterr().out
    assert "  + tags large\n" in out
    assert max(map(len, out.split("\n"))) < 300


def test_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, new = directories(tmp_path)
    assert main(["diff", "--output-format", "json", str(old), str(new)]) == 1
    assert json.loads(capsys.readouterr().out)[0] == {
        "path": "b.md", "change": "removed", "field": "card", "key": "",
        "old": "Lumen-7B", "new": None,
    }  # fmt: skip
