"""Facts of several models: tables with models as rows or columns, lists, headings."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

import modelcards
from modelcards import ModelCard, parse
from modelcards.cli.main import main
from modelcards.model.parts import Variant

BILLION = 10**9
ROWS = """# {title}

| Model | # Total Params | # Activated Params | Layers | Context | Download |
|---|---|---|---|---|---|
| Plover-S | 16B | 2B | 27 | 32k | [files](https://example.org/s) |
| [Plover-L](https://example.org/l) | 236B | 21B | 60 | 32k | [more](https://example.org/m) |
"""
COLUMNS = """# {title}

| | Plover-S | Plover-L |
|---|---|---|
| Total params | 16B | 236B |
| Layers | 27 | 60 |
| Context length | 32k | 32k |
"""
HEADINGS = """# {title}

## Plover-S

- Total params: 16B
- Layers: 27
- Context length: 32k

## Plover-L

**Total params:** 236B

| Layers | 60 |
|---|---|
| Context length | 32k |
"""
LIST = """# {title}

- Plover-S
  - Total params: 16B
  - Layers: 27
  - Context length: 32k
- **Plover-L**
  - Total params: 236B
  - Layers: 60
  - Context length: 32k
"""
FLAT = """# {title}

- **Plover-S**: 16B parameters, 27 layers, a context length of 32000 tokens
- **Plover-L**: 236B parameters, 60 layers, a context length of 32000 tokens
"""
FORMS = {"rows": ROWS, "columns": COLUMNS, "headings": HEADINGS, "list": LIST, "flat": FLAT}


def brief(card: ModelCard) -> list[tuple[Any, ...]]:
    return [(m.name, m.own, m.parameters, m.layers, m.context_length) for m in card.models]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("title", "own"), [("Plover", (True, True)), ("Plover-S", (True, False))])
def test_each_model_has_its_facts(form: str, title: str, own: tuple[bool, bool]) -> None:
    card = parse(FORMS[form].format(title=title))
    assert brief(card) == [
        ("Plover-S", own[0], 16 * BILLION, 27, 32_000),
        ("Plover-L", own[1], 236 * BILLION, 60, 32_000),
    ]


@pytest.mark.parametrize("form", FORMS)
def test_of_a_family_only_what_all_share_is_the_cards(form: str) -> None:
    card = parse(FORMS[form].format(title="Plover"))
    assert (card.parameters, card.layers, card.context_length) == (None, None, 32_000)
    assert card.provenance["context_length"].line > 1


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("path", ["plover-l/README.md", "Plover-L.md"])
def test_the_folder_or_the_file_says_which_is_meant(form: str, path: str) -> None:
    card = parse(FORMS[form].format(title="Plover"), path=path)
    assert (card.parameters, card.layers) == (236 * BILLION, 60)
    assert [one.own for one in card.models] == [False, True]


@pytest.mark.parametrize("form", ["rows", "columns"])
def test_a_card_of_another_model_takes_nothing(form: str) -> None:
    card = parse(FORMS[form].format(title="Wagtail-9B"))
    assert (card.parameters, card.layers) == (None, None)
    assert True not in [one.own for one in card.models]


def test_rows_keep_their_links_and_lines() -> None:
    card = parse(ROWS.format(title="Plover"))
    assert [(m.url, m.line, m.active_parameters) for m in card.models] == [
        ("https://example.org/s", 5, 2 * BILLION),
        ("https://example.org/l", 6, 21 * BILLION),
    ]


def test_one_row_is_the_cards_own_model_and_no_family() -> None:
    head = "| | Params | Context length | Token count |\n|-|-|-|-|\n"
    card = parse(f"# Plover 3\n\n{head}| Plover 3 (text only) | 70B | 128k | 15T+ |\n")
    assert (card.parameters, card.context_length) == (70 * BILLION, 128_000)
    assert (card.training_tokens, card.models) == (15_000 * BILLION, [])


def test_a_row_of_a_corpus_is_no_model() -> None:
    card = parse("# Plover\n\n| Corpus | Tokens |\n|-|-|\n| Old books | 3B |\n| Web | 9B |\n")
    assert (card.training_tokens, card.models) == (None, [])


def test_rows_named_by_their_size_alone() -> None:
    head = "# Plover\n\n| Parameters | Hidden Size | Layers |\n|-|-|-|\n"
    text = f"{head}| 3B | 4096 | 16 |\n| 7B | 6144 | 32 |\n"
    assert parse(text, path="plover-7b/README.md").hidden_size == 6144
    card = parse(text)
    assert (card.hidden_size, [one.name for one in card.models]) == (None, ["3B", "7B"])


def test_one_row_named_by_its_size_alone() -> None:
    head = "| Model Size | Layers | Batch Size |\n|-|-|-|\n"
    card = parse(f"# Plover-7B\n\n{head}| 7B | 32 | 4M |\n")
    assert (card.parameters, card.layers) == (7 * BILLION, 32)


def test_dates_of_release_are_each_models_own() -> None:
    text = HEADINGS.replace("- Layers: 27", "- Released: 2025-03").format(title="Plover")
    card = parse(text.replace("**Total", "**Released:** 2025-04\n\n**Total"))
    assert [one.released for one in card.models] == ["2025-03", "2025-04"]
    assert card.released is None


def test_versions_of_one_model_that_agree() -> None:
    head = "| Version | Tokenizer | Vocabulary Size | WER |\n|-|-|-|-|\n"
    card = parse(f"# Plover CTC\n\n{head}| 1.0 | BPE | 1024 | 7.6 |\n| 1.1 | BPE | 1024 | 7.1 |\n")
    assert card.vocab_size == 1024


def test_a_label_with_a_footnote_is_left_out() -> None:
    head = "# Plover\n\n| | Plover | Wagtail-9B |\n|-|-|-|\n"
    card = parse(f"{head}| Params† | 7B | 9B |\n| Layers | 32 | 40 |\n")
    assert (card.parameters, card.layers) == (None, 32)


def test_cells_that_span_rows_hold_for_each_and_those_that_span_columns_for_none() -> None:
    card = parse(
        "# Plover\n\n<table><tr><th>Model</th><th>Params</th><th>Context</th></tr>"
        "<tr><td rowspan=2>Plover</td><td>8B</td><td rowspan=2>8k</td></tr>"
        "<tr><td>70B</td></tr><tr><td>Plover-X</td><td colspan=2>soon</td></tr></table>\n"
    )
    assert [(m.name, m.parameters, m.context_length) for m in card.models] == [
        ("Plover", 8 * BILLION, 8000),
        ("Plover", 70 * BILLION, 8000),
    ]
    assert (card.parameters, card.context_length) == (None, 8000)


def test_names_in_the_first_row_below_an_empty_head() -> None:
    text = "| | | |\n|-|-|-|\n| | **Plover-S** | Plover-L |\n| Params | 16B | 236B |\n"
    card = parse(f"# Plover-S\n\n{text}")
    assert (card.parameters, len(card.models)) == (16 * BILLION, 2)


def test_what_two_tables_state_of_a_model_comes_together() -> None:
    more = "\n| Model | Released |\n|-|-|\n| Plover-S | 2025-03 |\n| Plover-L | 2025-04 |\n"
    card = parse(ROWS.format(title="Plover") + more)
    assert [(m.name, m.layers, m.released) for m in card.models] == [
        ("Plover-S", 27, "2025-03"),
        ("Plover-L", 60, "2025-04"),
    ]


def test_headings_that_name_no_variant_open_no_scope() -> None:
    text = "# Plover-7B\n\n## Plover-7B training\n\n- Layers: 32\n\n## Plover-7B use\n\nRun it.\n"
    card = parse(text)
    assert (card.layers, card.models) == (32, [])


def test_a_sentence_below_another_variant_fills_nothing() -> None:
    text = HEADINGS.format(title="Plover-S") + "\nThe model has a vocabulary size of 64,000.\n"
    assert parse(text).vocab_size is None


def test_models_go_through_every_format(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(ROWS.format(title="Plover-S"), encoding="utf-8")
    cards = modelcards.load_dir(tmp_path)
    [card] = cards
    assert isinstance(card.models[0], Variant)
    assert modelcards.from_json(modelcards.to_json(card)) == card
    assert json.loads(modelcards.to_json(card))["models"][1]["parameters"] == 236 * BILLION
    for kind in ("json", "jsonl", "csv", "sqlite"):
        out = tmp_path / f"out.{kind}"
        assert main(["convert", str(tmp_path / "a.md"), "-o", str(out)]) == 0
        assert out.stat().st_size > 0
    with closing(sqlite3.connect(tmp_path / "out.sqlite")) as base:
        kept = base.execute("select name, own, parameters from models order by id").fetchall()
    assert kept == [("Plover-S", 1, 16 * BILLION), ("Plover-L", 0, 236 * BILLION)]
    table = tmp_path / "models.csv"
    assert main(["convert", str(tmp_path / "a.md"), "-o", str(table), "--table", "models"]) == 0
    with table.open(encoding="utf-8-sig", newline="") as lines:
        assert [row["model"] for row in csv.DictReader(lines)] == ["Plover-S", "Plover-L"]
    pytest.importorskip("pyarrow")
    from pyarrow import parquet

    assert main(["convert", str(tmp_path / "a.md"), "-o", str(tmp_path / "out.parquet")]) == 0
    read = parquet.read_table(io.BytesIO((tmp_path / "out.parquet").read_bytes())).to_pylist()
    assert [one["name"] for one in read[0]["models"]] == ["Plover-S", "Plover-L"]
    assert modelcards.load_set(tmp_path / "out.jsonl")[0].models == card.models


def rows(count: int) -> str:
    head = "# Plover\n\n| Model | Params | Layers |\n|-|-|-|\n"
    return head + "".join(f"| Plover-{n}B | {n}B | {n % 90} |\n" for n in range(1, count + 1))


def headings(count: int) -> str:
    return "# Plover\n\n" + "".join(f"## Plover-{n}B\n\n- Layers: {n}\n\n" for n in range(count))


def flat(count: int) -> str:
    return "# Plover\n\n" + "".join(f"- **Plover-{n}B**: {n}B parameters\n" for n in range(count))


@pytest.mark.parametrize("make", [rows, headings, flat])
def test_thousands_of_variants_take_time_in_proportion(make: Any) -> None:
    parse(make(100))
    taken = []
    for count in (1250, 5000):
        start = time.process_time()
        card = parse(make(count))
        taken.append(time.process_time() - start)
        assert count - 2 <= len(card.models) <= count
    assert taken[1] < 12 * taken[0] + 0.5


def test_the_model_that_another_was_made_from_is_not_that_one() -> None:
    head = "| Name | Base model | Parameters | Context length |\n|---|---|---|---|\n"
    card = parse(f"# Bar-3B\n\n{head}| Quill-adapter | Bar-3B | 4M | 2048 |\n")
    assert (card.parameters, card.context_length) == (None, None)
    card = parse(f"# Bar-3B\n\n{head}| A1 | Bar-3B | 4M | 2048 |\n| A2 | Bar-3B | 9M | 512 |\n")
    assert [one.own for one in card.models] == [False, False]
    row = "| Quill-7B | Bar-7B | 7.2B | 8192 |\n| Quill-1B | Bar-1B | 1.1B | 512 |\n"
    card = parse(f"# Quill-7B\n\n{head}{row}")
    assert (card.parameters, card.context_length) == (7_200_000_000, 8192)


def test_a_size_that_the_own_name_denies_is_told() -> None:
    rows = "| Bar-7B-LoRA | Bar-7B | 4M |\n| Bar-7B-QLoRA | Bar-7B | 2M |\n"
    card = parse(f"# Bar-7B-LoRA\n\n| Model | Parent | Parameters |\n|---|---|---|\n{rows}")
    assert card.parameters is None
    assert "MC204" in [problem.code for problem in card.problems]


def test_what_tuning_changes_is_not_taken_from_the_base() -> None:
    head = "| Model | Layers | Context length | Released |\n|---|---|---|---|\n"
    base = "| Bar-7B | 32 | 4096 | 2024-01-03 |\n"
    card = parse(f"# Bar-7B-Instruct\n\n{head}{base}| Corvid-8B | 30 | 8192 | 2024-02-03 |\n")
    assert (card.layers, card.context_length, card.released) == (32, None, None)
    card = parse(f"# Bar-7B-Instruct\n\n{head}{base}| Bar-7B-Instruct | 32 | 8192 | 2024-02 |\n")
    assert (card.layers, card.context_length, card.released) == (32, 8192, "2024-02")


def test_rows_of_one_name_are_told_apart_by_their_size() -> None:
    rows = "| Bar | 7B | 32 | 4096 |\n| Bar | 13B | 40 | 4096 |\n| Bar | 70B | 80 | 8192 |\n"
    head = "| Model | Params | Layers | Context length |\n|---|---|---|---|\n"
    card = parse(f"# Bar-7B\n\n{head}{rows}")
    assert (card.parameters, card.layers, card.context_length) == (7_000_000_000, 32, 4096)
    assert [one.own for one in card.models] == [True, False, False]


def test_suffixes_alone_name_the_models_of_a_family() -> None:
    rows = "| base | 7B | 4K |\n| chat | 8B | 16K |\n"
    head = "| Model | Parameters | Context length |\n|---|---|---|\n"
    card = parse(f"# Bar-Chat\n\n{head}{rows}")
    assert (card.parameters, card.context_length) == (8_000_000_000, 16_000)
    assert [(one.name, one.own) for one in card.models] == [("base", False), ("chat", True)]
    columns = "| | Base | Instruct |\n|---|---|---|\n"
    columns += "| Layers | 32 | 32 |\n| Context length | 4096 | 32768 |\n"
    card = parse(f"# Bar-7B-Instruct\n\n{columns}")
    assert (card.layers, card.context_length) == (32, 32_768)
