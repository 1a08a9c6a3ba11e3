"""Cards from servers that mean harm: bounded in bytes, time and redirects, each fault one line."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import modelcards
from modelcards.cli.main import main
from modelcards.convert import http, remote
from tests.support.bad_server import ANSWERS, ENDLESS, bad_server

GOOD = ("/card.md", "/no-length.md", "/chunked.md", "/moved.md", "/hop5.md")
FOLDER = tuple(
    path for path in ANSWERS if path.startswith(("/folder", "/hop")) and path != "/hop6.md"
)


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[str, list[int]]]:
    with bad_server() as running:
        yield running


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("path", GOOD)
def test_a_card_is_read(server: tuple[str, list[int]], path: str, tmp_path: Path) -> None:
    out = tmp_path / "o.jsonl"
    assert main(["convert", server[0] + path, "-o", str(out)]) == 0
    card = json.loads(out.read_text("utf-8"))
    assert (card["name"], card["source"]["path"]) == ("Alder-7B", server[0] + path)


@pytest.mark.parametrize("path", sorted(set(ANSWERS) - set(GOOD) - set(FOLDER)))
def test_a_fault_of_a_server_is_one_line(
    server: tuple[str, list[int]],
    path: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = tmp_path / "o.jsonl"
    assert main(["convert", server[0] + path, "-o", str(out)]) == 2
    assert not out.exists()
    said = capsys.readouterr().err
    assert said.startswith("modelcards: ")
    assert said.count("\n") == 1
    assert "\x1b" not in said
    assert len(said) < 700


@pytest.mark.parametrize("path", sorted(set(ENDLESS) - {"/flood.md", "/flood-moved.md"}))
def test_what_has_no_end_ends_in_time(server: tuple[str, list[int]], path: str) -> None:
    started = time.monotonic()
    with pytest.raises(modelcards.ReadError, match="longer than"):
        http.read_web(server[0] + path, timeout=0.7)
    assert time.monotonic() - started < 5


def test_a_body_is_bounded_while_it_comes(server: tuple[str, list[int]]) -> None:
    server[1][0] = 0
    assert len(http.read_web(f"{server[0]}/flood.md", timeout=30, most=100_000)) == 100_000
    assert len(http.read_web(f"{server[0]}/flood-moved.md", timeout=30)) == 11
    # What lies in the buffers of the system was sent as well.
    assert server[1][0] < 50_000_000


def test_the_timeout_of_a_run_holds_for_reading(
    server: tuple[str, list[int]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.md").write_text("# Alder-7B\n")
    out = tmp_path / "o.jsonl"
    sources = [f"{server[0]}/trickle-body.md", str(tmp_path / "a.md")]
    for options in ([], ["-j", "2"]):
        assert main(["convert", *sources, "-o", str(out), "--timeout", "2", *options]) == 1
        assert len(out.read_text().splitlines()) == 1
        assert "longer than 2 seconds" in capsys.readouterr().err


def test_one_that_cannot_be_reached_costs_itself(
    server: tuple[str, list[int]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "o.jsonl"
    sources = [f"{server[0]}/{name}" for name in ("card.md", "gone.md", "folder-gone/")]
    assert main(["convert", *sources, "-o", str(out)]) == 1
    assert len(out.read_text().splitlines()) == 1
    assert capsys.readouterr().err.count("\n") == 3


def test_a_report_reads_addresses_in_the_same_way(
    server: tuple[str, list[int]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("modelcards.report.page.render", lambda found, **_: str(len(found.cards)))
    out = tmp_path / "o.html"
    assert main(["report", f"{server[0]}/card.md", "-o", str(out)]) == 0
    assert out.read_text() == "1"
    for wrong in (f"{server[0]}/circle.md", "zip://a.md::file:///x.zip"):
        assert main(["report", wrong, "-o", str(out)]) in (1, 2)


def test_a_page_that_lists_files_is_walked(server: tuple[str, list[int]], tmp_path: Path) -> None:
    out = tmp_path / "o.jsonl"
    for url, names in (
        ("/folder/", ["Alder-7B", "Birch-7B", "Cedar-7B"]),
        ("/folder/[ab].md", ["Alder-7B", "Birch-7B"]),
    ):
        assert main(["convert", server[0] + url, "-o", str(out)]) == 0
        assert [json.loads(line)["name"] for line in out.read_text().splitlines()] == names


def test_a_page_without_an_end_of_pages_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote, "listed", lambda page, timeout: [f"{page}a/", f"{page}b/"])
    with pytest.raises(modelcards.ReadError, match="pages"):
        list(remote.remote_items("https://example.invalid/"))


def test_pages_are_listed_within_the_time_of_one_card(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    left: list[float] = []

    def slow(page: str, timeout: float) -> list[str]:
        left.append(timeout)
        now[0] += 4
        return [f"{page}a/"]

    monkeypatch.setattr(remote, "listed", slow)
    monkeypatch.setattr(remote, "monotonic", lambda: now[0])
    with pytest.raises(modelcards.ReadError, match="longer than 10 seconds"):
        list(remote.remote_items("https://example.invalid/", 10))
    assert left == [10, 6, 2]


def test_a_page_of_many_folders_takes_work_in_proportion(monkeypatch: pytest.MonkeyPatch) -> None:
    class Counted(str):
        compared = 0

        def __eq__(self, other: object) -> bool:
            Counted.compared += 1
            return str.__eq__(self, other)

        __hash__ = str.__hash__

    many = [Counted(f"https://example.invalid/{n}/") for n in range(3_000)]
    monkeypatch.setattr(remote, "listed", lambda page, timeout: many)
    with pytest.raises(modelcards.ReadError, match="pages"):
        list(remote.remote_items("https://example.invalid/"))
    assert Counted.compared < 30_000


def test_a_file_url_is_a_path_like_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a b.md").write_text("# Alder-7B\n")
    out = tmp_path / "o.jsonl"
    assert main(["convert", f"file://{tmp_path}/a%20b.md", "-o", str(out)]) == 0
    assert json.loads(out.read_text())["source"]["path"] == f"{tmp_path}/a b.md"
    for url, code in (
        (f"file://{tmp_path}/nothing.md", 2),
        (f"file://far{tmp_path}/a.md", 2),
        ("file:///dev/zero", 1),
        ("file://[::1/a.md", 2),
    ):
        assert main(["convert", url, "-o", str(out)]) == code, url
        assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize(
    "url",
    [
        "simplecache::file:///etc/passwd", "zip://a.md::file:///x.zip", "local:///etc/passwd",
        "memory://x::file:///etc/passwd", "reference://x", "filecache://x", "a b://x", "://x",
        "dir://x", "git://x", "nosuchprotocol://x",
    ],
)  # fmt: skip
def test_chained_urls_and_ways_to_files_are_refused(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["convert", url, "-o", str(tmp_path / "o.jsonl")]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_other_systems_are_bounded_in_time_and_their_faults_are_one_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fsspec = pytest.importorskip("fsspec")
    system = fsspec.filesystem("memory")
    system.pipe_file("/slow/a.md", b"# A")
    really = type(system).open

    def slow(self: Any, *given: Any, **more: Any) -> Any:
        time.sleep(3)
        return really(self, *given, **more)

    def broken(*_: Any, **__: Any) -> Any:
        raise RuntimeError("two\nlines \x1b[31m")

    command = ["convert", "memory://slow/a.md", "-o", str(tmp_path / "o.jsonl")]
    with monkeypatch.context() as patch:
        patch.setattr(type(system), "open", slow)
        assert main([*command, "--timeout", "0.5", "-j", "1"]) in (1, 2)
    with monkeypatch.context() as patch:
        patch.setattr(type(system), "open", broken)
        assert main(command) == 1
    system.rm("/slow", recursive=True)
    for line in capsys.readouterr().err.splitlines():
        assert line.startswith("modelcards: ")
        assert "\x1b" not in line


@pytest.mark.parametrize("seconds", ["0", "-1", "nan", "inf", "1e300"])
def test_a_timeout_that_makes_no_sense_is_wrong_use(tmp_path: Path, seconds: str) -> None:
    (tmp_path / "a.md").write_text("# A")
    out = str(tmp_path / "o.jsonl")
    assert main(["convert", str(tmp_path / "a.md"), "-o", out, f"--timeout={seconds}"]) == 2


def test_the_web_needs_no_extra(
    server: tuple[str, list[int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "fsspec", None)
    assert remote.read_url(f"{server[0]}/card.md") == b"# Alder-7B\n"
