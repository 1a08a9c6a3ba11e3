"""`modelcards convert`: what it writes, where messages go, and what the exit code says."""

from __future__ import annotations

import gzip
import io
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

import modelcards
from modelcards.cli.main import main
from modelcards.convert.convert import Options, convert
from modelcards.convert.progress import Terminal


@pytest.fixture
def models(tmp_path: Path) -> Path:
    """Three cards, a page that is none, and nothing else."""
    root = tmp_path / "models"
    (root / "a").mkdir(parents=True)
    (root / "a-b").mkdir()
    (root / "a" / "x.md").write_text("# Xenon\n\n- **Parameters:** 7.0B\n", encoding="utf-8")
    (root / "a-b" / "y.md").write_text("# Yttrium ✨\n", encoding="utf-8")
    (root / "z.markdown").write_text("# Zinc\n", encoding="utf-8")
    (root / "CONTRIBUTING.md").write_text("# Contributing\n", encoding="utf-8")
    return root


def lines(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def names(path: Path) -> list[Any]:
    return [card["name"] for card in lines(path)]


def run(*arguments: object) -> int:
    return main(["convert", *map(str, arguments)])


def test_json_lines_are_whole_cards_sorted_by_path(
    models: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "cards.jsonl"
    assert run(models, "-o", out) == 0
    cards = [modelcards.from_json(line) for line in out.read_text("utf-8").splitlines()]
    assert [card.name for card in cards] == ["Yttrium", "Xenon", "Zinc"]
    assert cards == list(modelcards.load_dir(models))
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith("modelcards: 3 cards, 1 passed over, 0 repaired, 0 failed, ")


def test_json_is_an_array(models: Path, tmp_path: Path) -> None:
    out = tmp_path / "cards.json"
    assert run(models, "-o", out) == 0
    assert [card["name"] for card in json.loads(out.read_text("utf-8"))] == [
        "Yttrium", "Xenon", "Zinc",
    ]  # fmt: skip


def test_no_cards_give_an_empty_array_and_no_lines(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    assert run(empty, "-o", tmp_path / "o.json") == 0
    assert json.loads((tmp_path / "o.json").read_text("utf-8")) == []
    assert run(empty, "-o", tmp_path / "o.jsonl") == 0
    assert (tmp_path / "o.jsonl").read_bytes() == b""


@pytest.mark.parametrize("name", ["o.json", "o.jsonl", "o.jsonl.gz", "o.jsonl.zst"])
def test_every_run_gives_the_same_bytes(models: Path, tmp_path: Path, name: str) -> None:
    if name.endswith(".zst"):
        pytest.importorskip("zstandard")
    outs = [tmp_path / "1" / name, tmp_path / "2" / name]
    for out in outs:
        out.parent.mkdir()
        assert run(models, "-o", out) == 0
    assert outs[0].read_bytes() == outs[1].read_bytes()


def test_compressed_lines_are_the_same_lines(models: Path, tmp_path: Path) -> None:
    zstandard = pytest.importorskip("zstandard")
    for name in ("o.jsonl", "o.jsonl.gz", "o.jsonl.zst"):
        assert run(models, "-o", tmp_path / name) == 0
    plain = (tmp_path / "o.jsonl").read_bytes()
    assert gzip.decompress((tmp_path / "o.jsonl.gz").read_bytes()) == plain
    with (tmp_path / "o.jsonl.zst").open("rb") as file:
        assert zstandard.ZstdDecompressor().stream_reader(file).read() == plain


def test_a_directory_mirrors_the_sources(models: Path, tmp_path: Path) -> None:
    out = tmp_path / "json"
    assert run(models, "-o", out) == 0
    written = sorted(str(path.relative_to(out)) for path in out.rglob("*") if path.is_file())
    assert written == ["a-b/y.json", "a/x.json", "z.markdown.json"]
    card = modelcards.load(models / "a" / "x.md")
    assert (out / "a" / "x.json").read_text("utf-8") == modelcards.to_json(card)


def test_a_directory_that_is_there_keeps_other_files(models: Path, tmp_path: Path) -> None:
    out = tmp_path / "json"
    (out / "a").mkdir(parents=True)
    (out / "mine.json").write_text("{}")
    (out / "a" / "x.json").write_text("old")
    assert run(models, "-o", out) == 0
    assert (out / "mine.json").read_text() == "{}"
    assert json.loads((out / "a" / "x.json").read_text("utf-8"))["name"] == "Xenon"
    assert not list(out.glob(".modelcards*"))


def test_files_of_one_name_go_to_two_places(models: Path, tmp_path: Path) -> None:
    (models / "a" / "x.json.md").write_text("# X2\n")
    assert run(models / "a" / "x.md", models / "a-b" / "y.md", "-o", tmp_path / "o") == 0
    assert (tmp_path / "o" / "a" / "x.json").exists()
    assert (tmp_path / "o" / "a-b" / "y.json").exists()


def test_a_single_file_goes_to_the_top(models: Path, tmp_path: Path) -> None:
    assert run(models / "a" / "x.md", "-o", f"{tmp_path}/o.d/") == 0
    assert (tmp_path / "o.d" / "x.json").exists()


def test_a_named_file_is_always_taken_and_only_once(models: Path, tmp_path: Path) -> None:
    page = models / "CONTRIBUTING.md"
    out = tmp_path / "o.jsonl"
    assert run(models, page, page, models / "a", "-o", out) == 0
    assert names(out) == ["Contributing", "Yttrium", "Xenon", "Zinc"]


def test_all_takes_every_file(models: Path, tmp_path: Path) -> None:
    (models / "LICENSE").write_text("MIT License\n")
    assert run(models, "--all", "-o", tmp_path / "o.jsonl") == 0
    assert len(lines(tmp_path / "o.jsonl")) == 5


def test_a_glob_the_shell_left_alone_is_expanded(
    models: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (models / ".hidden.md").write_text("# Hidden\n")
    assert run(models / "**" / "*.md", "-o", tmp_path / "o.jsonl") == 0
    assert names(tmp_path / "o.jsonl") == ["Contributing", "Yttrium", "Xenon"]
    monkeypatch.chdir(models)
    assert run("a*/[xy].md", "-o", tmp_path / "o.jsonl") == 0
    assert [card["source"]["path"] for card in lines(tmp_path / "o.jsonl")] == [
        "a-b/y.md", "a/x.md",
    ]  # fmt: skip
    assert run("b*/*.md", "-o", tmp_path / "o.jsonl") == 2


@pytest.mark.parametrize("separator", [b"\n", b"\r\n", b"\0"])
def test_a_list_of_paths_comes_from_stdin(
    models: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, separator: bytes
) -> None:
    listing = separator.join([os.fsencode(models / "z.markdown"), os.fsencode(models / "a"), b""])
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(listing)))
    assert run("-", "-o", tmp_path / "o.jsonl") == 0
    assert names(tmp_path / "o.jsonl") == ["Xenon", "Zinc"]


def test_failures_go_to_stderr_and_the_errors_file(
    models: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (models / "gone.md").symlink_to("nowhere")
    out, errors = tmp_path / "o.jsonl", tmp_path / "errors.jsonl"
    out.write_text("old")
    assert run(models, "-o", out, "--errors", errors) == 1
    assert len(lines(out)) == 3
    reason = "cannot read the file: the link leads nowhere"
    assert lines(errors) == [{"path": f"{models}/gone.md", "error": reason, "line": None}]
    shown = capsys.readouterr()
    assert f"modelcards: {models}/gone.md: {reason}\n" in shown.err
    assert "1 failed" in shown.err
    assert shown.out == ""


def test_a_fault_on_one_card_costs_that_card(
    models: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from modelcards.reading import reader

    really = reader.read_card

    def faulty(source: Any, *rest: Any) -> modelcards.ModelCard:
        if source.text.startswith("# Zinc"):
            raise RuntimeError("boom")
        return really(source, *rest)

    monkeypatch.setattr(reader, "read_card", faulty)
    errors = tmp_path / "errors.jsonl"
    assert run(models, "-o", tmp_path / "o.jsonl", "--errors", errors) == 1
    assert names(tmp_path / "o.jsonl") == ["Yttrium", "Xenon"]
    assert lines(errors)[0]["error"] == "internal error: RuntimeError: boom"


@pytest.mark.parametrize(
    "arguments",
    [
        ["nothing.md", "-o", "o.jsonl"],
        ["models", "nothing/", "-o", "o.jsonl"],
        ["models", "-o", "o.docx"],
        ["models", "-o", "-"],
        ["models", "-o", "o.parquet.gz"],
        ["models", "-o", "o.gz"],
        ["models", "-o", "o.jsonl", "--table", "specs"],
        ["models", "-o", "no/such/o.jsonl"],
        ["models", "-o", "o.jsonl", "--jobs", "0"],
        ["models", "-o", "o.jsonl", "--timeout", "-1"],
        ["models", "-o", "o.jsonl", "--scheduler", "tcp://127.0.0.1:1"],
        ["models", "-o", "o.jsonl", "--errors", "no/such/errors"],
        ["models"],
    ],
)
def test_wrong_use_is_2_and_the_old_output_stays(
    models: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "o.jsonl").write_text("old")
    assert run(*arguments) == 2
    assert (tmp_path / "o.jsonl").read_text() == "old"
    assert capsys.readouterr().err
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".modelcards")]


def test_the_function_gives_the_summary(models: Path, tmp_path: Path) -> None:
    options = Options(all_files=True, dialect="generic")
    summary = convert([str(models)], str(tmp_path / "o.jsonl"), options)
    assert (summary.cards, summary.passed_over, summary.failed) == (4, 0, 0)
    assert {card["source"]["dialect"] for card in lines(tmp_path / "o.jsonl")} == {"generic"}
    with pytest.raises(modelcards.ArgumentError, match="unknown engine"):
        convert([str(models)], str(tmp_path / "o.jsonl"), Options(engine="abacus"))
    with pytest.raises(modelcards.ArgumentError, match="unknown table"):
        convert([str(models)], str(tmp_path / "o.csv"), Options(table="chairs"))


def test_repaired_cards_are_counted(tmp_path: Path) -> None:
    damaged = "# Lumen\n\n## 📊 Overview\n\nA lamp.\n".encode().decode("cp1252")
    (tmp_path / "m.md").write_text(damaged, "utf-8")
    summary = convert([str(tmp_path / "m.md")], str(tmp_path / "o.jsonl"))
    assert summary.repaired == 1


class FakeTerminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_is_shown_on_a_terminal_only(
    models: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (models / "gone.md").symlink_to("nowhere")
    screen = FakeTerminal()
    monkeypatch.setattr(sys, "stderr", screen)
    terminal = Terminal()
    convert([str(models)], str(tmp_path / "o.jsonl"), watcher=terminal)
    terminal.end()
    assert "0/5" in screen.getvalue()
    assert "gone.md: cannot read" in screen.getvalue()
    pipe = io.StringIO()
    monkeypatch.setattr(sys, "stderr", pipe)
    quiet = Terminal()
    convert([str(models)], str(tmp_path / "o.jsonl"), watcher=quiet)
    quiet.end()
    assert "/5" not in pipe.getvalue()
