"""Sets of cards come back from what `convert` wrote as they were."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from modelcards import (
    ArgumentError,
    CardSet,
    DataError,
    NotAFileError,
    NotFoundError,
    ReadError,
    load,
    load_dir,
    load_set,
    parse,
    to_json,
)
from modelcards.cli.main import main
from tests.support.cards import FIXTURES, SHARED, needs_shared_cards

CARDS = FIXTURES / "cards"


@pytest.mark.parametrize("name", ["c.json", "c.json.gz", "c.jsonl", "c.jsonl.zst", "c.parquet"])
def test_what_was_converted_comes_back_equal(name: str, tmp_path: Path) -> None:
    assert main(["convert", str(CARDS), "-o", str(tmp_path / name), "-j", "1"]) == 0
    assert load_set(tmp_path / name) == load_dir(CARDS)


WHOLE = """\
---
co2_eq_emissions: 12.5
---
Read this first.

# Tern-1

Introduced in [this paper](https://arxiv.org/abs/2401.01234), like
[its data](https://huggingface.co/datasets/acme/terns).

## Uses and limitations

Chat.

### Out-of-scope use

[More Information Needed]

## Environmental impact

- **Hardware Type:** A100
- **Hours used:** 120
- **Cloud Provider:** Nimbus
- **Compute Region:** north

## Citation

```bibtex
@misc{tern, title={Tern}, eprint={2401.01234}, archivePrefix={arXiv}}
```
"""


@pytest.mark.parametrize("name", ["c.json", "c.jsonl.gz", "c.parquet"])
def test_what_a_card_says_comes_back(name: str, tmp_path: Path) -> None:
    (tmp_path / "tern.md").write_text(WHOLE, encoding="utf-8")
    assert main(["convert", str(tmp_path / "tern.md"), "-o", str(tmp_path / name)]) == 0
    (card,) = load_set(tmp_path / name)
    read = load(tmp_path / "tern.md")
    assert card == read
    for key in ("sections", "resources", "citation", "code"):
        assert getattr(card, key) == getattr(read, key) != []
    assert None not in vars(card.environment).values()
    assert card.sections[2].also == ["limitations"]


@needs_shared_cards
@pytest.mark.parametrize("suffix", ["json", "parquet"])
def test_real_cards_come_back_equal(suffix: str, tmp_path: Path) -> None:
    out = tmp_path / f"cards.{suffix}"
    folder = SHARED / "hf"
    assert main(["convert", str(folder), "-o", str(out), "--all", "-j", "1"]) == 0
    assert load_set(out) == load_dir(folder, all_files=True)


def test_an_array_on_one_line_and_none_at_all(tmp_path: Path) -> None:
    card = parse("# Lumen-7B")
    line = to_json(card, indent=None).strip()
    (tmp_path / "one.json").write_text(f"[{line}]\n", encoding="utf-8")
    (tmp_path / "none.json").write_text("[]\n", encoding="utf-8")
    (tmp_path / "empty.jsonl").write_text("", encoding="utf-8")
    assert load_set(tmp_path / "one.json") == CardSet([card])
    assert load_set(tmp_path / "none.json") == CardSet([]) == load_set(tmp_path / "empty.jsonl")


def test_a_line_that_is_no_card_is_named(tmp_path: Path) -> None:
    line = to_json(parse("# Lumen-7B"), indent=None)
    (tmp_path / "c.jsonl").write_text(f'{line}{{"a": 1}}\n', encoding="utf-8")
    with pytest.raises(DataError, match=r"c\.jsonl:2: this JSON is no model card"):
        load_set(tmp_path / "c.jsonl")


def test_files_that_hold_something_else(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    parquet.write_table(arrow.table({"a": [1]}), tmp_path / "a.parquet")
    (tmp_path / "b.parquet").write_bytes(b"PAR1 not at all")
    for name in ("a.parquet", "b.parquet"):
        with pytest.raises(DataError, match="holds no cards"):
            load_set(tmp_path / name)
    (tmp_path / "c.jsonl.gz").write_bytes(gzip.compress(b"{}" * 100)[:-9])
    with pytest.raises((ReadError, DataError)):
        load_set(tmp_path / "c.jsonl.gz")


def test_wrong_calls(tmp_path: Path) -> None:
    with pytest.raises(ArgumentError, match=r"not 'cards\.csv'"):
        load_set(tmp_path / "cards.csv")
    with pytest.raises(ArgumentError, match="not int"):
        load_set(3)  # type: ignore[arg-type]  # what a caller without types does
    with pytest.raises(NotFoundError):
        load_set(tmp_path / "no.json")
    (tmp_path / "d.json").mkdir()
    with pytest.raises(NotAFileError):
        load_set(tmp_path / "d.json")


def test_sets_compare_by_their_cards() -> None:
    card = load(CARDS / "kestrel-moe.md")
    assert CardSet([card]) != CardSet([])
    assert CardSet([card]) != [card]
    with pytest.raises(TypeError):
        hash(CardSet([]))


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        ({"context_length": ">100k"}, ["B"]),
        ({"context_length": "<= 32,768"}, ["A"]),
        ({"parameters": ">=7B"}, ["A", "B"]),
        ({"parameters": "<7B"}, []),
        ({"released": ">2024"}, ["B"]),
        ({"released": ">=2024-03"}, ["A", "B"]),
        ({"released": "<=2024"}, ["A"]),
        ({"released": "<2024-03"}, []),
    ],
)
def test_a_text_with_a_sign_compares(wanted: dict[str, str], names: list[str]) -> None:
    text = "# {}\n\n- **Parameters:** {}\n- **Context Length:** {}\n- **Released:** {}\n"
    cards = CardSet(
        [
            parse(text.format("A", "7B", "32768", "2024-03")),
            parse(text.format("B", "30B", "131072", "2025-01-02")),
            parse("# C"),
        ]
    )
    assert [card.name for card in cards.where(**wanted)] == names


def test_a_sign_before_no_number_is_told() -> None:
    with pytest.raises(ArgumentError, match="is no number; write '>100k'"):
        CardSet([]).where(context_length=">bananas")
    with pytest.raises(ArgumentError, match="takes a date"):
        CardSet([]).where(released=">soon")
