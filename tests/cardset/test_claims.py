"""Claims: what several cards state of one model and benchmark, and nothing that is of two."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from modelcards import ArgumentError, CardSet, parse
from modelcards.cardset.claim_names import model_key
from modelcards.cli.main import main
from modelcards.formats.rows import write


def card(name: str, heads: str, *rows: str) -> str:
    rule = "|".join("---" for _ in heads.split("|"))
    table = "\n".join(f"| {row} |" for row in (heads, rule, *rows))
    return f"# {name}\n\n## Evaluation\n\n{table}\n"


def cards(*texts: str) -> CardSet:
    return CardSet([parse(text, path=f"{number}.md") for number, text in enumerate(texts, 1)])


OWN = card("Lumen-7B", "Benchmark | Score", "MMLU | 61.2", "GSM8K | 50.0")
_ROWS = ("acme/lumen-7b | 58.0 | 50.0", "Kestrel-8B | 66.1 | 71.3")
RIVAL = card("Kestrel-8B", "Model | MMLU | GSM8K", *_ROWS)


def test_two_cards_on_one_model_are_one_claim() -> None:
    first, second = cards(RIVAL, OWN).claims()
    assert (first["model"], first["benchmark"], first["cards"]) == ("Lumen-7B", "mmlu", 2)
    assert (first["own"], first["low"], first["high"], first["difference"]) == (
        61.2,
        58.0,
        61.2,
        3.2,
    )
    assert first["stated"] == ["2.md:7: 61.2 (own)", "1.md:7: 58"]
    assert (second["benchmark"], second["difference"]) == ("gsm8k", 0.0)


def test_fractions_and_percentages_come_to_one_scale() -> None:
    other = card("Kestrel-8B", "Model | MMLU", "Lumen-7B | 0.6", "Kestrel-8B | 0.7")
    [row] = cards(OWN, other).claims()
    assert (row["low"], row["high"]) == (60.0, 61.2)
    assert row["stated"][1].endswith(": 0.6")


def test_other_settings_stay_apart() -> None:
    shots = card("Kestrel-8B", "Model | MMLU (5-shot)", "Lumen-7B | 60.0", "Kestrel-8B | 70.0")
    assert not list(cards(OWN, shots).claims())


def test_a_title_that_several_cards_share_is_no_model() -> None:
    same = card("PPO-Agent-2 on Lander", "Benchmark | Score", "MMLU | 12.0")
    assert not list(cards(same, same.replace("12.0", "90.0")).claims())


def test_a_card_that_contradicts_itself_says_nothing() -> None:
    twice = OWN.replace("| GSM8K | 50.0 |", "| MMLU | 55.0 |")
    assert not [row for row in cards(twice, RIVAL).claims() if row["benchmark"] == "mmlu"]


@pytest.mark.parametrize("name", ["Base", "ours", "Large", "7B", "", "GPT"])
def test_names_that_many_models_could_have_are_none(name: str) -> None:
    assert model_key(name) == ""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "cards").mkdir()
    (tmp_path / "cards" / "a.md").write_text(OWN, encoding="utf-8")
    (tmp_path / "cards" / "b.md").write_text(RIVAL, encoding="utf-8")
    return tmp_path


def test_the_command_prints_the_widest_first(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["claims", str(folder / "cards")]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Lumen-7B on mmlu: 58 to 61.2"
    assert lines[1].endswith("a.md:7: 61.2 (own)")
    assert lines[-1] == "2 claims of more than one card"


@pytest.mark.parametrize("name", ["o.json", "o.jsonl", "o.csv", "o.parquet"])
def test_the_command_writes_every_format(name: str, folder: Path) -> None:
    paths = [str(folder / "cards" / one) for one in ("a.md", "b.md")]
    assert main(["claims", *paths, "-o", str(folder / name)]) == 0
    held = (folder / name).read_bytes()
    if name.endswith(".parquet"):
        parquet = pytest.importorskip("pyarrow.parquet")
        rows = parquet.read_table(folder / name).to_pylist()
        assert [row["benchmark"] for row in rows] == ["mmlu", "gsm8k"]
    elif name == "o.json":
        assert [row["own"] for row in json.loads(held)] == [61.2, 50.0]
    else:
        assert held.count(b"\n") == (2 if name == "o.jsonl" else 3)


def test_an_unknown_format_and_no_claims(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["claims", str(folder / "cards"), "-o", str(folder / "o.txt")]) == 2
    assert "unknown output format" in capsys.readouterr().err
    assert main(["claims", str(folder / "cards" / "a.md"), "-o", str(folder / "o.json")]) == 0
    assert (folder / "o.json").read_text(encoding="utf-8") == "[]\n"


def test_what_convert_wrote_is_read_too(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["convert", str(folder / "cards"), "-o", str(folder / "set.jsonl"), "-j", "1"]) == 0
    assert main(["claims", str(folder / "set.jsonl")]) == 0
    assert "2 claims" in capsys.readouterr().out


def test_names_of_roles_formats_and_splits_are_claims_of_nothing() -> None:
    quantised = "| Format | MMLU |\n|---|---|\n| FP32 | {} |\n| INT8 | 60.0 |\n"
    held = cards(
        "# Wren-1B\n\n## Evaluation\n\n" + quantised.format(61.0),
        "# Heron-2B\n\n## Evaluation\n\n" + quantised.format(62.0),
    )
    assert [row["model"] for row in held.claims()] == []
    splits = "| Model | Dev | Test |\n|---|---|---|\n| Lumen-large | {} | 90.0 |\n"
    held = cards("# Wren-1B\n\n" + splits.format(80), "# Heron-2B\n\n" + splits.format(85))
    assert [row["benchmark"] for row in held.claims()] == []


def test_a_metric_that_is_not_named_is_the_benchmarks_own() -> None:
    bare = card("Kestrel-8B", "Model | GSM8K", "Lumen-7B | 52.0", "Kestrel-8B | 70.0")
    named = card("Heron-2B", "Model | GSM8K (Acc.)", "Lumen-7B | 50.0", "Heron-2B | 40.0")
    [row] = cards(bare, named).claims()
    assert (row["model"], row["low"], row["high"]) == ("Lumen-7B", 50.0, 52.0)
    other = card("Heron-2B", "Model | GSM8K (F1)", "Lumen-7B | 50.0", "Heron-2B | 40.0")
    assert not list(cards(bare, other).claims())


def test_the_same_benchmark_in_another_language_is_another() -> None:
    table = "| Model | COPA |\n|---|---|\n| Lumen-7B | {} |\n| {} | 40.0 |\n"
    front = "---\nlanguage: {}\n---\n"
    danish = front.format("da") + "# Wren-1B\n\n" + table.format(50, "Wren-1B")
    turkish = front.format("tr") + "# Heron-2B\n\n" + table.format(60, "Heron-2B")
    english = front.format("en") + "# Kestrel-8B\n\n" + table.format(55, "Kestrel-8B")
    assert not list(cards(danish, turkish).claims())
    assert len(cards(english, turkish).claims()) == 1


def test_claims_are_written_in_the_formats_of_convert(tmp_path: Path) -> None:
    rows = cards(OWN, card("Kestrel-8B", "Model | MMLU", "Lumen-7B | 60.0", "Kestrel-8B | 70.0"))
    found = rows.claims()
    for name in ("a.json", "a.jsonl.gz", "a.ndjson", "a.csv", "a.sqlite", "a.db"):
        write(found.columns, list(found), str(tmp_path / name))
        assert (tmp_path / name).stat().st_size
    with closing(sqlite3.connect(tmp_path / "a.sqlite")) as base:
        [(model, low, stated)] = base.execute("SELECT model, low, stated FROM rows")
    assert (model, low, len(json.loads(stated))) == ("Lumen-7B", 60.0, 2)
    for name in ("a.xml", "a.sqlite.gz"):
        with pytest.raises(ArgumentError, match="unknown output format"):
            write(found.columns, list(found), str(tmp_path / name))
