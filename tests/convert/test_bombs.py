"""Small files that become large: rows, members, headers and columns are bounded while they come."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile
from pathlib import Path

import pytest

import modelcards
from modelcards.cardset import load_set as loading
from modelcards.cli.main import main
from modelcards.convert import rows as reading_rows
from modelcards.convert.containers import items
from modelcards.convert.item import Columns
from modelcards.formats.compressed import bounded_lines


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> int:
    """A limit that a test can reach."""
    monkeypatch.setattr(reading_rows, "MOST_LINE", 5_000)
    return 5_000


def converted(path: Path, *options: str, code: int = 0) -> list[dict[str, object]]:
    out = path.with_name("o.jsonl")
    assert main(["convert", str(path), "-o", str(out), *options]) == code
    return [json.loads(line) for line in out.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("filler", ["a", "é", "\\", '"', "\n", "🔥"])
@pytest.mark.parametrize("ascii_only", [True, False])
def test_a_row_that_is_too_long_is_read_in_part(
    tmp_path: Path, short: int, filler: str, ascii_only: bool
) -> None:
    for extra in range(13):  # the cut falls on every place of an escape
        text = "# Alder-7B\n\n" + "x" * extra + filler * 9_000
        row = json.dumps({"id": "a", "card": text}, ensure_ascii=ascii_only)
        path = tmp_path / "r.jsonl.gz"
        lines = f'{row}\n{{"id": "b", "card": "# Birch-7B"}}\n'
        path.write_bytes(gzip.compress(lines.encode("utf-8", "surrogatepass")))
        first, second = items(str(path), Columns("card", "id"))
        assert first.cut
        assert isinstance(first.data, str)
        assert text.startswith(first.data.rstrip("\ud83d"))  # half of a pair may be left
        assert len(first.data) > short // 13
        assert not second.cut
        assert second.data == "# Birch-7B"


def test_what_was_cut_is_told_as_mc004(tmp_path: Path, short: int) -> None:
    path = tmp_path / "r.jsonl"
    lines = [{"card": "# Alder-7B\n" + "a" * 2 * short}, {"card": "# Birch-7B"}]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    for options in ((), ("--id", "card")):
        cut, whole = converted(path, *options)
        assert cut["name"] == "Alder-7B"
        problems = cut["problems"]
        assert isinstance(problems, list)
        assert [one["code"] for one in problems] == ["MC004"]
        assert whole["problems"] == []


def test_a_row_cut_elsewhere_costs_itself(
    tmp_path: Path, short: int, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "r.jsonl"
    path.write_text(f'{{"card": "# A", "n": [{"1," * short}1]}}\n{{"card": "# Birch-7B"}}\n')
    assert [card["name"] for card in converted(path, code=1)] == ["Birch-7B"]
    assert "MC004" in capsys.readouterr().err


def test_lines_are_cut_where_they_are_too_long() -> None:
    file = io.BytesIO(b"aaaa\n" + b"b" * 3_000_000 + b"\nc\n" + b"d" * 9)
    assert list(bounded_lines(file, 4)) == [b"aaaa\n", b"bbbbb", b"c\n", b"ddddd"]


def test_a_bomb_of_lines_takes_no_more_than_a_line(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl.gz"
    with gzip.open(path, "wb", compresslevel=1) as file:
        file.write(b'{"card":"# Alder-7B\\n')
        for _ in range(100):
            file.write(b"a" * 1_000_000)
        file.write(b'"}\n')
    (only,) = items(str(path), Columns())
    assert only.cut
    assert only.data is not None
    assert len(only.data) <= reading_rows.MOST_LINE


def test_a_set_with_a_line_that_is_too_long_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "_MOST_LINE", 500)
    path = tmp_path / "s.jsonl"
    path.write_text(modelcards.to_json(modelcards.parse("# A"), indent=None) + "\n")
    with pytest.raises(modelcards.DataError, match=":1: a line longer"):
        modelcards.load_set(path)


@pytest.mark.parametrize("kind", [tarfile.XHDTYPE, tarfile.GNUTYPE_LONGNAME])
def test_a_member_with_a_large_header_ends_the_archive(tmp_path: Path, kind: bytes) -> None:
    path = tmp_path / "c.tar.gz"
    with tarfile.open(path, "w:gz", format=tarfile.GNU_FORMAT) as archive:
        good = tarfile.TarInfo("a.md")
        good.size = 4
        archive.addfile(good, io.BytesIO(b"# A\n"))
        bad = tarfile.TarInfo("b.md")
        bad.type, bad.size = kind, 50_000_000
        archive.addfile(bad, io.BytesIO(bytes(50_000_000)))
    first, damage = items(str(path), Columns())
    assert first.data == b"# A\n"
    assert damage.error is not None
    assert "too large" in damage.error


def test_members_are_read_up_to_the_limit_of_a_card(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("modelcards.convert.containers._MOST_BYTES", 1_000)
    with zipfile.ZipFile(tmp_path / "c.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.md", b"a" * 10_000_000)
    (only,) = items(str(tmp_path / "c.zip"), Columns())
    assert only.data is not None
    assert len(only.data) == 1_000


def test_a_text_of_many_rows_is_held_once(tmp_path: Path, short: int) -> None:
    pa = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    text = "# Alder-7B\n" + "a" * 100_000
    path = tmp_path / "c.parquet"
    parquet.write_table(pa.table({"card": [text] * 40 + [None, "# B"]}), path)
    *cut, absent, whole = items(str(path), Columns())
    assert {len(one.data or "") for one in cut} == {short}
    assert absent.absent is not None
    assert whole.data == "# B"
    for column in (pa.array([b"# A"]), pa.array(["# A"]).dictionary_encode(), pa.array([1])):
        parquet.write_table(pa.table({"card": column}), path)
        (one,) = items(str(path), Columns())
        assert (one.data in (b"# A", "# A")) != (one.error is not None)
