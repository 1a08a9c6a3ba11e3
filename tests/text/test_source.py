"""Bytes to text: encodings, byte-order marks, line endings, limits, and what is no file."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelcards.errors import ArgumentError, NotAFileError, NotFoundError, ReadError
from modelcards.limits import Limits
from modelcards.text.source import decode, read


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        (b"", "", "utf-8"),
        (b"# Lumen\n", "# Lumen\n", "utf-8"),
        ("é → 📊".encode(), "é → 📊", "utf-8"),
        (b"\xef\xbb\xbf# A", "# A", "utf-8-sig"),
        ("# é".encode("utf-16"), "# é", "utf-16-le"),
        (b"\xfe\xff" + "# é".encode("utf-16-be"), "# é", "utf-16-be"),
        (b"\xff\xfe\0\0" + "# é".encode("utf-32-le"), "# é", "utf-32-le"),
        (b"\0\0\xfe\xff" + "# é".encode("utf-32-be"), "# é", "utf-32-be"),
        (b"caf\xe9", "café", "cp1252"),
        (b"\x93caf\xe9\x94 \x80 5", "“café” € 5", "cp1252"),
        (b"Stra\xdf\xe9 \xab n\xe9\xbb x", "Straßé « né» x", "cp1252"),
        ("é à".encode() + b" caf\xe9 x", "é à café x", "cp1252"),
        ("é 📊".encode()[:-1], "é \N{REPLACEMENT CHARACTER}", "utf-8"),
        ("é é".encode() + b" \xe2\x80 x", "é é \N{REPLACEMENT CHARACTER} x", "utf-8"),
        ("é é".encode() + b" \x81 x", "é é \N{REPLACEMENT CHARACTER} x", "utf-8"),
        ("\ufeff# A", "# A", "utf-8-sig"),
        ("# A", "# A", "utf-8"),
    ],
)
def test_the_encoding_is_found(data: bytes | str, text: str, encoding: str) -> None:
    source = decode(data)
    assert source.text == source.original == text
    assert source.encoding == encoding


@pytest.mark.parametrize(
    ("text", "newline", "lines"),
    [
        ("", "\n", [""]),
        ("a\nb", "\n", ["a", "b"]),
        ("a\r\nb\r\n", "\r\n", ["a", "b", ""]),
        ("a\rb", "\r", ["a", "b"]),
        ("a\r\nb\nc\rd", "mixed", ["a", "b", "c", "d"]),
        ("a\r\nb\rc", "mixed", ["a", "b", "c"]),
        ("a\rb\nc", "mixed", ["a", "b", "c"]),
        ("a\x85b\u2028c\x0bd\x0ce", "\n", ["a\x85b\u2028c\x0bd\x0ce"]),
    ],
)
def test_only_three_line_endings_end_a_line(text: str, newline: str, lines: list[str]) -> None:
    source = decode(text)
    assert source.newline == newline
    assert source.text.split("\n") == lines
    assert source.original == text


def test_the_digest_is_of_the_bytes() -> None:
    assert decode(b"\xef\xbb\xbfa").data_sha256 == hashlib.sha256(b"\xef\xbb\xbfa").hexdigest()
    assert decode("é").data_sha256 == hashlib.sha256("é".encode()).hexdigest()


@pytest.mark.parametrize(
    ("data", "said", "line"),
    [
        (b"caf\xe9", "cp1252", None),
        (b"\xff\xfea\0b", "U+FFFD", None),
        (b"a\nb\0c", "U+0000", 2),
        ("a\r\nb\rc\x1b", "U+001B", 3),
        ("a\ud800", "surrogate", 1),
    ],
)
def test_what_is_no_text_is_said(data: bytes | str, said: str, line: int | None) -> None:
    (problem,) = decode(data).problems
    assert problem.code == "MC003"
    assert said in problem.message
    assert problem.line == line


def test_a_lone_surrogate_is_replaced_so_that_the_text_can_be_written() -> None:
    assert decode("a\ud800b").original == "a\N{REPLACEMENT CHARACTER}b"


@pytest.mark.parametrize(
    ("text", "kept"),
    [("ab\ncd\nef", "ab\ncd\n"), ("abcdefghij", "abcdefg"), ("abcdef\r\nx", "abcdef\r\n")],
)
def test_a_long_text_is_cut_at_a_line_and_that_is_said(text: str, kept: str) -> None:
    source = decode(text.encode(), limits=Limits(characters=7))
    assert source.original == kept
    assert [problem.code for problem in source.problems] == ["MC004"]


@pytest.mark.parametrize("data", [None, 3, ["a"], bytearray(b"a")])
def test_a_wrong_type_is_the_callers_mistake(data: Any) -> None:
    with pytest.raises(ArgumentError):
        decode(data)


def test_a_file_is_read_with_its_path_and_digest(tmp_path: Path) -> None:
    path = tmp_path / "card.md"
    path.write_bytes(b"# A\r\n")
    source = read(path)
    assert source.path == path.as_posix()
    assert source.text == "# A\n"
    assert source.data_sha256 == hashlib.sha256(b"# A\r\n").hexdigest()


def test_the_digest_is_of_the_whole_file_when_only_its_beginning_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "card.md"
    path.write_bytes(b"0123456789\n" * 200_000)
    source = read(path, limits=Limits(characters=11))
    assert source.text == "0123456789\n"
    assert source.data_sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert [problem.code for problem in source.problems] == ["MC004"]


def test_what_is_no_file_is_said_and_never_waited_for(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        read(tmp_path / "none.md")
    with pytest.raises(NotFoundError):
        read("a\0b")
    with pytest.raises(NotAFileError):
        read(tmp_path)
    with pytest.raises(NotAFileError):
        read(os.devnull)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(NotAFileError):
        read(tmp_path / "pipe")


def test_what_the_system_refuses_is_a_read_error(tmp_path: Path) -> None:
    path = tmp_path / "loop.md"
    path.symlink_to(path)
    with pytest.raises(ReadError):
        read(path)


@pytest.mark.parametrize("path", [5, b"card.md", None])
def test_a_path_is_text(path: Any) -> None:
    with pytest.raises(ArgumentError):
        read(path)


@given(st.binary(max_size=200))
def test_no_bytes_raise_and_lines_stay_lines(data: bytes) -> None:
    source = decode(data)
    source.original.encode("utf-8")
    ends = source.original.replace("\r\n", "\n").replace("\r", "\n")
    assert source.text == ends


@given(st.text(max_size=100))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    source = decode(text.encode("utf-8", "surrogatepass"))
    if not text.startswith("\ufeff") and not any("\ud800" <= char <= "\udfff" for char in text):
        assert source.original == text


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "text", ["# Lumen-7B\n", "# Лампа-7B\r\n\r\n- 模型 🔥\r\n", "# a\n" + "é" * 9000]
)
def test_utf16_without_a_mark_is_read_by_its_nuls(text: str, codec: str) -> None:
    read = decode(text.encode(codec))
    assert (read.original, read.encoding) == (text, codec)
    assert read.problems == ()


@pytest.mark.parametrize(
    "data",
    [b"a\0", b"# A\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", b"a\0b\0c\0d\0e\0f\0g\0h\0i", b"\0\xd8" * 20],
)
def test_other_nuls_are_control_characters(data: bytes) -> None:
    assert decode(data).encoding != "utf-16-le"
