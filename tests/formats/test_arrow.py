"""The Arrow schema, tables and the kernel that reads cards batch by batch."""

from __future__ import annotations

import json
import pickle
import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import pytest

import modelcards
from modelcards.errors import ArgumentError
from modelcards.formats.arrow import schema, scrape_batches, scraped_schema, table

pa = pytest.importorskip("pyarrow")

TEXTS = ["# Lumen-7B\n\n- **Parameters:** 7.0B\n", "", None, "# Beta\x00\u2028 \U0001f4a1"]


def batch(kind: Any = None, texts: Sequence[str | bytes | None] = TEXTS) -> Any:
    ids = pa.array([f"org/{n}" for n in range(len(texts))], pa.string())
    return pa.record_batch({"id": ids, "card": pa.array(texts, kind or pa.string())})


def test_the_schema_follows_the_card() -> None:
    assert schema().names == list(modelcards.schema()["properties"])
    assert schema().metadata == {b"modelcards.schema_version": b"1"}
    specs = schema().field("specs").type.value_type
    assert specs.field("value").type == pa.struct([("number", pa.float64()), ("text", pa.string())])
    assert schema().field("metadata").type == pa.string()
    assert schema().field("provenance").type.value_type.field("field").type == pa.string()


def test_a_table_holds_what_the_json_holds() -> None:
    text = (
        "---\nlicense: mit\n---\n# Lumen\n\n- **Parameters:** 7.0B\n- **Training Tokens:** 140.0B\n"
        "- **Colour:** blue\n\n| Benchmark | Score |\n|-|-|\n| MMLU | 61.2 |\n"
    )
    card = modelcards.parse(text)
    (row,) = table([card]).to_pylist()
    plain = json.loads(modelcards.to_json(card))
    same = set(plain) - {"specs", "metadata", "provenance", "derived"}
    assert {key: row[key] for key in same} == {key: plain[key] for key in same}
    assert json.loads(row["metadata"]) == plain["metadata"]
    assert {one["field"]: one["line"] for one in row["provenance"]} == {
        key: value["line"] for key, value in plain["provenance"].items()
    }
    values = {spec["key"]: spec["value"] for spec in row["specs"]}
    assert values["Parameters"] == {"number": 7e9, "text": None}
    assert values["Colour"] == {"number": None, "text": "blue"}
    assert row["derived"]["training_flop"]["value"]["number"] == 5.88e21
    assert row["derived"]["above_1e25_flop"]["value"]["flag"] is False


def test_numbers_beyond_64_bits_are_null() -> None:
    card = modelcards.parse("# x\n\n- **Parameters:** 7B\n")
    (spec,) = card.specs
    specs = [replace(spec, value=2**70), replace(spec, value=10**400), replace(spec, value=None)]
    (row,) = table([replace(card, parameters=2**70, specs=specs)]).to_pylist()
    assert row["parameters"] is None
    numbers = [one["value"] and one["value"]["number"] for one in row["specs"]]
    assert numbers == [2.0**70, None, None]


def test_no_cards_give_an_empty_table() -> None:
    assert table([]).schema.equals(schema())
    assert table([]).num_rows == 0


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string(), pa.string_view()])
def test_the_kernel_takes_every_kind_of_string(kind: Any) -> None:
    (made,) = scrape_batches([batch(kind)], text="card", keep=["id"])
    assert made.schema.equals(scraped_schema(batch(kind).schema, keep=["id"]))
    rows = made.to_pylist()
    assert [row["id"] for row in rows] == ["org/0", "org/1", "org/2", "org/3"]
    assert rows[0]["model_card"]["parameters"] == 7000000000
    assert rows[1]["model_card"]["name"] is None
    assert rows[2]["model_card"] is None
    assert [row["error"] for row in rows] == [None] * 4


def test_the_kernel_takes_bytes() -> None:
    given = batch(pa.binary(), [b"# Caf\xe9", b"\xff\xfe#\x00 \x00x\x00"])
    (made,) = scrape_batches([given])
    assert [row["model_card"]["name"] for row in made.to_pylist()] == ["Café", "x"]


def test_an_empty_batch_keeps_the_schema() -> None:
    made = list(scrape_batches([batch(texts=[]), batch(), batch(texts=[None])], keep=["id"]))
    assert [one.num_rows for one in made] == [0, 4, 1]
    assert made[0].schema.equals(made[1].schema)
    assert made[2].schema.equals(made[1].schema)
    assert list(scrape_batches([])) == []


def test_a_fault_costs_its_row(monkeypatch: pytest.MonkeyPatch) -> None:
    from modelcards.reading import reader

    really = reader.parse

    def faulty(text: str) -> modelcards.ModelCard:
        if text == "boom":
            raise RecursionError("too deep")
        return really(text)

    monkeypatch.setattr(reader, "parse", faulty)
    (made,) = scrape_batches([batch(texts=["# a", "boom", "# c"])])
    rows = made.to_pylist()
    assert rows[1] == {"model_card": None, "error": "RecursionError: too deep"}
    assert [row["model_card"]["name"] for row in (rows[0], rows[2])] == ["a", "c"]


def test_the_kernel_can_be_pickled() -> None:
    kernel = pickle.loads(pickle.dumps(partial(scrape_batches, text="card", keep=("id",))))
    (made,) = kernel([batch()])
    assert made.num_rows == 4


@pytest.mark.parametrize(
    ("text", "keep"),
    [("nothing", ()), ("card", ("nothing",)), ("number", ()), ("card", ("error",))],
)
def test_wrong_columns_are_an_argument_error(text: str, keep: tuple[str, ...]) -> None:
    given = pa.record_batch({"card": ["# x"], "number": [1], "error": ["x"]})
    with pytest.raises(ArgumentError):
        list(scrape_batches([given], text=text, keep=keep))


@pytest.mark.filterwarnings("ignore")  # Spark warns of versions of its own dependencies
def test_spark_maps_the_kernel_over_a_frame(monkeypatch: pytest.MonkeyPatch) -> None:
    sql = pytest.importorskip("pyspark.sql", reason="pyspark is not installed")
    from shutil import which

    if which("java") is None:
        pytest.skip("Spark needs Java 17, which is not installed")
    from pyspark.sql.pandas.types import from_arrow_schema

    spark = sql.SparkSession.builder.master("local[1]").config("spark.ui.enabled", False)
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    session = spark.getOrCreate()
    try:
        frame = session.createDataFrame([("org/a", "# Alpha"), ("org/b", "# Beta")], ["id", "card"])
        given = pa.schema([("id", pa.string()), ("card", pa.string())])
        made = from_arrow_schema(scraped_schema(given, keep=["id"]))
        kernel = partial(scrape_batches, text="card", keep=["id"])
        rows = frame.mapInArrow(kernel, made).collect()
        assert sorted((row.id, row.model_card.name) for row in rows) == [
            ("org/a", "Alpha"), ("org/b", "Beta"),
        ]  # fmt: skip
    finally:
        session.stop()
