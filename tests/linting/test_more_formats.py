"""The formats of findings for people and for machines, each read by a reader of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from modelcards.cli.main import main
from modelcards.linting.examples import card
from modelcards.linting.formats import full, junit
from modelcards.linting.rule_page import address
from modelcards.model.finding import Finding


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    main(["lint", *arguments])
    return capsys.readouterr().out


@pytest.mark.usefixtures("here")
def test_full(capsys: pytest.CaptureFixture[str]) -> None:
    out = printed(capsys, "a.md", "--output-format", "full")
    assert (
        "a.md:7:13: MC203 [*] the mark 🔴 contradicts the word 'Public', whose mark is 🟢\n"
        "  |\n"
        "7 | **Access:** 🔴 Public\n"
        "  |             ^^\n"
    ) in out
    assert "\nFound 1 error and 1 warning.\n[*] 1 fixable with the --fix option" in out


@pytest.mark.usefixtures("here")
def test_concise_and_grouped(capsys: pytest.CaptureFixture[str]) -> None:
    concise = printed(capsys, "a.md", "--output-format", "concise")
    assert concise == printed(capsys, "a.md")
    grouped = printed(capsys, "a.md", "--output-format", "grouped")
    assert grouped.startswith("a.md:\n  7:13  MC203 [*] the mark")


def test_a_long_line_is_cut_around_the_finding() -> None:
    one = Finding("a.md", 1, 501, 1, 504, "MC502", "malformed-url", "error", "no URL")
    line = "x" * 500 + "bad" + "y" * 500
    shown = full.render([one], lambda path, number: line).split("\n")
    assert shown[2] == f"1 | …{'x' * 30}bad{'y' * 67}…"
    assert shown[3] == f"  | {' ' * 31}^^^"


@pytest.mark.usefixtures("here")
def test_gitlab(capsys: pytest.CaptureFixture[str]) -> None:
    first, second = json.loads(printed(capsys, "a.md", "--output-format", "gitlab"))
    assert first["check_name"] == "unknown-access"
    assert (first["severity"], second["severity"]) == ("minor", "major")
    assert first["location"]["path"] == "a.md"
    assert first["location"]["positions"]["begin"] == {"line": 7, "column": 13}
    assert first["fingerprint"] != second["fingerprint"]


@pytest.mark.usefixtures("here")
def test_junit(capsys: pytest.CaptureFixture[str]) -> None:
    root = ET.fromstring(printed(capsys, "a.md", "--output-format", "junit"))
    assert (root.tag, root.get("failures")) == ("testsuites", "2")
    names = [case.get("name") for case in root.iter("testcase")]
    assert names == ["MC203 (unknown-access)", "MC301 (ratio-differs)"]
    Path("a.md").write_text(card(), encoding="utf-8")
    clean = ET.fromstring(printed(capsys, "a.md", "--output-format", "junit"))
    assert (clean.get("failures"), clean.get("tests")) == ("0", "1")


def test_junit_holds_no_character_that_xml_forbids() -> None:
    one = Finding("a\x01&.md", 1, 1, 1, 1, "MC003", "encoding", "error", "a \x1b <b> ]]> \ud800")
    [case] = ET.fromstring(junit.render([one])).iter("testcase")
    assert case.get("file") == "a\ufffd&.md"


@pytest.mark.usefixtures("here")
def test_rdjson_counts_bytes(capsys: pytest.CaptureFixture[str]) -> None:
    log = json.loads(printed(capsys, "a.md", "--output-format", "rdjson"))
    assert log["source"]["name"] == "modelcards"
    first = log["diagnostics"][0]
    assert first["location"]["range"] == {
        "start": {"line": 7, "column": 13}, "end": {"line": 7, "column": 17},
    }  # fmt: skip
    assert first["suggestions"] == [{"range": first["location"]["range"], "text": "🟢"}]
    assert first["code"]["value"] == "MC203"
    assert first["code"].get("url", "http").startswith("http")


@pytest.mark.usefixtures("here")
def test_pages_of_rules_are_linked_where_their_site_is_known(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def driver() -> dict[str, Any]:
        [run] = json.loads(printed(capsys, "a.md", "--output-format", "sarif"))["runs"]
        held: dict[str, Any] = run["tool"]["driver"]
        return held

    if not address().startswith("http"):
        assert not {"informationUri", "helpUri"} & {*driver(), *driver()["rules"][0]}
    page = driver()["rules"][0]["help"]["markdown"]
    assert page.startswith("# MC001 mojibake")
    assert "Found:" in page
    Path("modelcards.toml").write_text('site = "https://docs.example.org/cards"\n', "utf-8")
    assert driver()["informationUri"] == "https://docs.example.org/cards/reference/rules.html"
    assert driver()["rules"][0]["helpUri"] == (
        "https://docs.example.org/cards/reference/rules.html#mc001-mojibake"
    )
    held = json.loads(printed(capsys, "a.md", "--output-format", "rdjson"))
    assert held["source"]["url"] == driver()["informationUri"]
    assert held["diagnostics"][0]["code"]["url"].endswith("rules.html#mc203-unknown-access")
    for wrong in ('"docs"', "3", '"file:///a"', '"https://a b"'):
        Path("modelcards.toml").write_text(f"site = {wrong}\n", "utf-8")
        assert main(["lint", "a.md"]) == 2
        assert "site is no address" in capsys.readouterr().err


@pytest.mark.usefixtures("here")
def test_no_path_is_the_working_directory(capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys).count("MC203") == 1


@pytest.mark.usefixtures("here")
def test_colours_by_choice(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "\x1b[31m" in printed(capsys, "a.md", "--color", "always")
    assert "\x1b" not in printed(capsys, "a.md", "--color", "never")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[31m" in printed(capsys, "a.md")


def test_a_slip_in_a_command_is_answered(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lnit"]) == 2
    assert "'lint'" in capsys.readouterr().err.rsplit("(choose", 1)[-1]
