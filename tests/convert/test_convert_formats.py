"""The formats of `convert`: CSV, SQLite and Parquet hold the same facts as the JSON."""

from __future__ import annotations

import argparse
import csv
import io
import sqlite3
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import modelcards
from modelcards.cli import convert as command
from modelcards.cli.main import main
from modelcards.convert.convert import convert
from modelcards.formats.csv import CsvSink, encoder_of, neutral
from modelcards.formats.flat import TABLES, columns_of
from modelcards.formats.sqlite import SqliteSink, encode

CARD = """---
license: mit
---
# Lumen-7B

- **Organization:** [Aurora Labs](../labs/aurora.md)
- **Parameters:** 7.0B
- **Colour:** =HYPERLINK("http://evil.example")

| Benchmark | Score |
|-----------|-------|
| MMLU | 61.2 |
| GPQA | - |

## Resources

- [Try it](https://example.org/try)
"""


@pytest.fixture
def models(tmp_path: Path) -> Path:
    root = tmp_path / "models"
    root.mkdir()
    (root / "a.md").write_text(CARD, "utf-8")
    (root / "b.md").write_text("# Beta\n\n- **Parameters:** 9.5B\n", "utf-8")
    return root


def table(models: Path, name: str) -> list[dict[str, str]]:
    out = models.parent / f"{name}.csv"
    assert main(["convert", str(models), "-o", str(out), "--table", name]) == 0
    return list(csv.DictReader(io.StringIO(out.read_text("utf-8"))))


def test_csv_has_a_row_a_card(models: Path) -> None:
    first, second = table(models, "cards")
    assert first["path"] == f"{models}/a.md"
    assert first["name"] == "Lumen-7B"
    assert first["organization_name"] == "Aurora Labs"
    assert first["parameters"] == "7000000000"
    assert first["metadata"] == '{"license": "mit"}'
    assert first["newline"] == "\\n"
    assert first["released"] == ""
    assert second["parameters"] == "9500000000"


def test_csv_of_scores_is_tidy(models: Path) -> None:
    rows = table(models, "benchmarks")
    assert [(row["name"], row["benchmark"], row["score"]) for row in rows] == [
        ("Lumen-7B", "MMLU", "61.2"),
        ("Lumen-7B", "GPQA", ""),
    ]
    assert rows[0]["aggregate"] == "false"


def test_csv_of_specs_neutralises_formulas(models: Path) -> None:
    rows = {row["key"]: row for row in table(models, "specs") if row["name"] == "Lumen-7B"}
    assert rows["Parameters"]["value"] == "7000000000"
    assert rows["Colour"]["raw"].startswith("'=HYPERLINK")


def test_csv_of_tables_has_a_row_a_cell(models: Path) -> None:
    rows = table(models, "tables")
    cells = [(row["part"], row["row"], row["column"], row["text"]) for row in rows]
    assert cells[:4] == [
        ("header", "0", "0", "Benchmark"),
        ("header", "0", "1", "Score"),
        ("body", "0", "0", "MMLU"),
        ("body", "0", "1", "61.2"),
    ]


def test_a_csv_of_nothing_has_its_header(tmp_path: Path) -> None:
    sink = CsvSink(tmp_path / "o.csv", "", "specs")
    sink.close(whole=True)
    assert (tmp_path / "o.csv").read_text().strip().split(",") == list(columns_of("specs"))


@pytest.mark.parametrize(
    "text", ["=1+1", "+1+1", "-1+1", "@SUM(1)", "\tx", "\rx", " =1", "＝1", "\n=1", "-cmd|'x'!A1"]
)
def test_formulas_are_neutralised(text: str) -> None:
    assert neutral(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "-", "-3.5", "+7%", "-1e5", "-.5", "MMLU", "a=b", "7-8"])
def test_what_is_no_formula_stays(text: str) -> None:
    assert neutral(text) == text


@given(st.text())
def test_no_cell_begins_like_a_formula(text: str) -> None:
    cell = neutral(text)
    assert cell in (text, f"'{text}")
    if cell[:1] in ("=", "+", "-", "@", "\t", "\r"):
        assert len(cell) == 1 or float(cell.rstrip("%")) is not None


def test_csv_survives_any_text() -> None:
    hostile = 'na"me,\nwith; "all"\r\nof it'
    card = modelcards.parse(f"# x\n\n- **Key:** {hostile}\n")
    read = list(csv.reader(io.StringIO(encoder_of("specs")(card).decode("utf-8"), newline="")))
    assert {len(row) for row in read} == {len(columns_of("specs"))}


def test_sqlite_has_keys_and_indexes(models: Path) -> None:
    out = models.parent / "o.sqlite"
    assert main(["convert", str(models), "-o", str(out)]) == 0
    base = sqlite3.connect(out)
    scores = base.execute(
        "select c.name, b.benchmark_id, b.score from benchmarks b join cards c using (card)"
    ).fetchall()
    assert scores == [("Lumen-7B", "mmlu", 61.2), ("Lumen-7B", "gpqa", None)]
    specs = base.execute("select key, value from specs where card = 1").fetchall()
    assert ("Parameters", 7000000000) in specs
    links = base.execute("select kind, url from resources where kind = 'try'").fetchall()
    assert links == [("try", "https://example.org/try")]
    assert base.execute("pragma foreign_key_check").fetchall() == []
    assert base.execute("pragma integrity_check").fetchone() == ("ok",)
    indexes = {row[0] for row in base.execute("select name from sqlite_master where type='index'")}
    assert {"cards_path", "benchmarks_benchmark_id", "specs_card", "links_card"} <= indexes
    base.close()


WHOLE = """\
---
co2_eq_emissions: 12.5
---
# Tern-1

Introduced in [this paper](https://arxiv.org/abs/2401.01234).

## Uses and limitations

Chat.

### Out-of-scope use

[More Information Needed]

## Citation

```bibtex
@misc{tern, title={Tern}, eprint={2401.01234}, archivePrefix={arXiv}}
```
"""


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    path = tmp_path / "tern.md"
    path.write_text(WHOLE, encoding="utf-8")
    return path


def test_csv_has_sections_links_entries_and_code(whole: Path) -> None:
    rows = table(whole, "sections")
    assert [(row["section"], row["parent"], row["role"], row["status"]) for row in rows] == [
        ("0", "", "", "filled"),
        ("1", "0", "uses", "filled"),
        ("2", "1", "out-of-scope-use", "placeholder"),
        ("3", "0", "citation", "filled"),
    ]
    assert (rows[1]["also"], rows[1]["text"], rows[1]["path"]) == (
        "limitations",
        "Chat.",
        str(whole),
    )
    (link,) = table(whole, "links")
    assert (link["list"], link["kind"], link["url"]) == (
        "resources",
        "paper",
        "https://arxiv.org/abs/2401.01234",
    )
    (entry,) = table(whole, "citation")
    assert (entry["key"], entry["title"], entry["arxiv"]) == ("tern", "Tern", "2401.01234")
    assert [row["language"] for row in table(whole, "code")] == ["bibtex"]
    (card,) = table(whole, "cards")
    assert (card["environment_emissions_value"], card["environment_emissions_unit"]) == (
        "12.5",
        "g",
    )


def test_sqlite_has_sections_links_entries_and_code(whole: Path) -> None:
    out = whole.parent / "o.sqlite"
    assert main(["convert", str(whole), "-o", str(out)]) == 0
    base = sqlite3.connect(out)
    found = base.execute(
        "select b.title from sections a join sections b"
        " on b.card = a.card and b.parent = a.section where a.role = 'uses'"
    ).fetchall()
    assert found == [("Out-of-scope use",)]
    assert base.execute("select kind, list from links").fetchall() == [("paper", "resources")]
    assert base.execute("select kind from resources").fetchall() == [("paper",)]
    assert base.execute("select count(*) from related").fetchone() == (0,)
    assert base.execute("select arxiv from citation").fetchone() == ("2401.01234",)
    assert base.execute("select language from code").fetchone() == ("bibtex",)
    assert base.execute("select environment_emissions_value from cards").fetchone() == (12.5,)
    assert base.execute("pragma foreign_key_check").fetchall() == []
    base.close()


def test_every_table_of_a_csv_is_on_the_command_line() -> None:
    parser = argparse.ArgumentParser()
    command.configure(parser)
    (option,) = (one for one in parser._actions if one.dest == "table")
    assert option.choices == TABLES


def test_numbers_beyond_64_bits_are_floats(tmp_path: Path) -> None:
    sink = SqliteSink(tmp_path / "o.db")
    card = modelcards.parse("# x")
    sink.add("x", encode(replace(card, parameters=2**70, layers=10**400)))
    sink.close(whole=True)
    base = sqlite3.connect(tmp_path / "o.db")
    assert base.execute("select parameters, layers from cards").fetchone() == (2.0**70, None)
    base.close()


@pytest.mark.parametrize("suffix", ["sqlite", "db", "csv", "parquet"])
def test_every_run_gives_the_same_bytes(models: Path, suffix: str) -> None:
    if suffix == "parquet":
        pytest.importorskip("pyarrow")
    outs = [models.parent / f"{number}.{suffix}" for number in (1, 2)]
    for out in outs:
        assert main(["convert", str(models), "-o", str(out)]) == 0
    assert outs[0].read_bytes() == outs[1].read_bytes()


def test_parquet_has_nested_columns(models: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    from modelcards.formats.arrow import schema

    out = models.parent / "o.parquet"
    assert main(["convert", str(models), "-o", str(out)]) == 0
    read = parquet.read_table(out)
    assert read.schema.equals(schema())
    assert read.schema.metadata == schema().metadata
    first, second = read.to_pylist()
    assert first["parameters"] == 7000000000
    assert first["benchmarks"][0]["score"] == 61.2
    assert first["metadata"] == '{"license": "mit"}'
    assert second["organization"] is None
    assert second["name"] == "Beta"


def test_parquet_row_groups_do_not_depend_on_chunks(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    from modelcards.formats.parquet import ParquetSink, encode

    payload = encode(modelcards.parse("# x"))
    sink = ParquetSink(tmp_path / "o.parquet")
    for _ in range(2500):
        sink.add("x", payload)
    sink.close(whole=True)
    read = parquet.ParquetFile(tmp_path / "o.parquet")
    assert [read.metadata.row_group(n).num_rows for n in range(3)] == [1000, 1000, 500]


@pytest.mark.parametrize(
    ("module", "name", "extra"),
    [("pyarrow", "o.parquet", "arrow"), ("zstandard", "o.jsonl.zst", "zst")],
)
def test_a_missing_extra_is_named(
    models: Path, monkeypatch: pytest.MonkeyPatch, module: str, name: str, extra: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(modelcards.MissingExtraError, match=f"scraper.{extra}."):
        convert([str(models)], str(models.parent / name))
    assert not (models.parent / name).exists()


class Full:
    """A connection to a disk without room."""

    def __init__(self, base: sqlite3.Connection) -> None:
        self.base = base

    def execute(self, *_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    executemany = execute

    def close(self) -> None:
        self.base.close()


def test_a_full_disk_is_a_write_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sink = SqliteSink(tmp_path / "o.sqlite")
    monkeypatch.setattr(sink, "_base", Full(sink._base))
    with pytest.raises(modelcards.WriteError, match="full"):
        sink.add("x", encode(modelcards.parse("# x")))
    with pytest.raises(modelcards.WriteError, match="full"):
        sink.close(whole=True)
