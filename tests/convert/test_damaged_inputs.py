"""One bad item costs one item: names and texts that no encoding holds, streams that are none."""

from __future__ import annotations

import io
import json
import tarfile
from pathlib import Path

import pytest

from modelcards import load_set
from modelcards.cli.main import main

HALF = "\\ud83d"


def convert(source: Path, *options: str) -> tuple[int, list[str]]:
    out = source.parent / "out.jsonl"
    code = main(["convert", str(source), "-o", str(out), "-j", "1", *options])
    names = [str(card.name) for card in load_set(out)] if out.exists() else []
    return code, names


@pytest.mark.parametrize("options", [(), ("--id", "id")])
def test_halves_of_surrogate_pairs_in_ids_and_texts(
    options: tuple[str, ...], tmp_path: Path
) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text(
        f'{{"id": "a{HALF}", "card": "# Alder"}}\n{{"id": "b", "card": "# Birch {HALF}"}}\n',
        encoding="utf-8",
    )
    assert convert(rows, *options) == (0, ["Alder", "Birch \ufffd"])
    problems = json.loads((tmp_path / "out.jsonl").read_text("utf-8").splitlines()[1])["problems"]
    assert [one["code"] for one in problems] == ["MC003"]


def test_a_name_in_an_archive_that_is_no_utf8(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "cards.tar", "w", format=tarfile.GNU_FORMAT) as archive:
        for name in ("caf\udce9.md", "plain.md"):
            data = f"# {name[:3].title()}".encode()
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    assert convert(tmp_path / "cards.tar") == (0, ["Caf", "Pla"])


def test_what_is_no_zst_is_one_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("zstandard")
    (tmp_path / "rows.jsonl.zst").write_bytes(b"not zstandard at all")
    code, names = convert(tmp_path / "rows.jsonl.zst")
    assert (code, names) == (1, [])
    said = capsys.readouterr().err
    assert "damaged .zst" in said
    assert "Traceback" not in said


@pytest.mark.parametrize("first", ["{}", "[1]", '{"id": "x"}', "garbage", '{"card": null}'])
def test_first_rows_without_the_column_cost_themselves(
    first: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "r.jsonl").write_text(f'{first}\n{first}\n{{"id": "a", "card": "# Alder"}}\n')
    assert convert(tmp_path / "r.jsonl")[1] == ["Alder"]
    capsys.readouterr()
    rows = (f'{{"text": "", "{"x" * 900}": 1}}\n', "{}\n", "[]\n" + "{}\n")
    for row, said in zip(rows, ("one of text, …", "it has none", "it has none"), strict=True):
        (tmp_path / "r.jsonl").write_text(row * 300)
        assert convert(tmp_path / "r.jsonl")[0] == 2
        assert capsys.readouterr().err.endswith(f"{said}\n")


def test_a_column_that_is_nested_costs_its_rows(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    for column in ([["# Alder"], None], [{"a": "# Alder"}, None]):
        parquet.write_table(pa.table({"card": column}), tmp_path / "r.parquet")
        assert convert(tmp_path / "r.parquet") == (1, [])


@pytest.mark.parametrize("pattern", ["**x", "x**/*", "*\0", "[", "[!"])
def test_a_pattern_that_is_none_is_one_line(
    pattern: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["convert", f"{tmp_path}/{pattern}", "-o", str(tmp_path / "o.jsonl")]
    assert main(command) == 2
    said = capsys.readouterr().err
    assert said.startswith("modelcards: ")
    assert (said.count("\n"), "fault" in said) == (1, False)


def test_diff_lets_no_escape_through(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, text in (("a.md", "# A\x1b[31m\n"), ("b.md", "# B\x1b]0;owned\x07\u202e\n")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert main(["diff", str(tmp_path / "a.md"), str(tmp_path / "b.md")]) == 1
    said = capsys.readouterr().out
    assert not {"\x1b", "\x07", "\u202e"} & set(said)
    assert "\\x1b[31m" in said
