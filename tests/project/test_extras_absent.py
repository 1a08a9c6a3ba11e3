"""Without an extra, everything that needs it says which, in a line, and nothing else stops."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import modelcards
from modelcards.cli.main import main
from modelcards.formats import arrow_schema

CARD = (
    "---\nlicense: mit\n---\n# Lumen-7B\n\n- **Parameters:** 7B\n\n"
    "|Benchmark|Lumen-7B|\n|-|-|\n|MMLU|61.2%|\n"
)
MODULES = (
    "pyarrow", "zstandard", "fsspec", "dask", "distributed", "pandas", "polars", "altair",
    "vl_convert", "jinja2", "shtab", "huggingface_hub", "cyclonedx",
)  # fmt: skip
COMMANDS = {
    "arrow": (
        "convert a.md -o o.parquet", "convert a.parquet -o o.jsonl", "claims a.md -o c.parquet",
        "coverage a.parquet", "claims a.parquet", "report a.parquet -o r.html",
    ),
    "zst": (
        "convert a.md -o o.jsonl.zst", "convert a.jsonl.zst -o o.jsonl", "claims a.jsonl.zst",
        "claims a.md -o c.jsonl.zst",
    ),
    "remote": ("convert s3://x/a.md -o o.jsonl", "report gs://x/a.md -o r.html"),
    "dask": ("convert a.md -o o.jsonl --engine dask",),
    "report": ("report a.md -o r.html",),
    "completion": ("completion bash",),
    "hub": (
        "export a.md --to model-index", "export a.md --to cyclonedx", "parse hf://a/b",
        "lint hf://a/b", "convert hf://a/b -o o.jsonl", "diff hf://a/b a.md", "claims hf://a/b",
        "coverage hf://a/b", "report hf://a/b -o r.html", "export hf://a/b --to model-index",
    ),
}  # fmt: skip
NEED_NONE = (
    "parse a.md", "parse a.md --pretty", "convert a.md -o o.sqlite", "convert a.md -o o.json.gz",
    "lint a.md --exit-zero", "diff a.md a.md", "coverage a.md", "claims a.md", "rules", "schema",
    "export a.md --to every-eval-ever", "explain MC001",
)  # fmt: skip


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A directory with a card, in an installation without extras."""
    monkeypatch.chdir(tmp_path)
    for name, data in (("a.md", CARD), ("a.parquet", "PAR1"), ("a.jsonl.zst", "x")):
        Path(name).write_text(data, "utf-8")
    for name in [*sys.modules, *MODULES]:
        if name.partition(".")[0] in MODULES:
            monkeypatch.setitem(sys.modules, name, None)
    arrow_schema.schema.cache_clear()  # another test may have asked for it
    return tmp_path


@pytest.mark.parametrize("extra", COMMANDS)
def test_a_command_names_the_extra(
    extra: str, bare: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for command in COMMANDS[extra]:
        assert main(command.split()) == 2, command
        said = capsys.readouterr().err
        assert f"modelcards-scraper[{extra}]" in said, command
        assert said.count("\n") == 1, command
    assert sorted(one.name for one in bare.iterdir()) == ["a.jsonl.zst", "a.md", "a.parquet"]


def test_a_function_names_the_extra(bare: Path) -> None:
    cards = modelcards.CardSet([modelcards.load("a.md")])
    calls: dict[str, tuple[Callable[[], Any], ...]] = {
        "pandas": (cards.to_pandas, cards.scores().to_pandas),
        "polars": (cards.to_polars, cards.scores().to_polars),
        "arrow": (
            cards.to_arrow,
            modelcards.arrow.schema,
            lambda: modelcards.load_set("a.parquet"),
        ),
        "plot": (lambda: modelcards.pictures.benchmarks(cards).svg(),),
        "hub": (lambda: modelcards.load("hf://a/b"),),
    }
    for extra, functions in calls.items():
        for function in functions:
            with pytest.raises(modelcards.MissingExtraError) as caught:
                function()
            assert caught.value.extra == extra


def test_the_rest_works(bare: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert {main(command.split()) for command in NEED_NONE} == {0}
