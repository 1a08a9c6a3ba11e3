"""Formats of findings against what their readers demand, over cards with every kind of finding.

The schemas say in JSON Schema what the readers' own pages say in words: GitLab's code quality
reports, reviewdog's `rdf` messages, GitHub's workflow commands, the usual JUnit XML.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from modelcards.cli.main import main
from modelcards.linting import rule_page
from modelcards.linting.rules import all_rules
from tests.support.cards import FIXTURES

jsonschema = pytest.importorskip("jsonschema", reason="needs the dev extra")

_NUMBER = {"type": "integer", "minimum": 1}
_POSITION = {
    "type": "object", "required": ["line"], "additionalProperties": False,
    "properties": {"line": _NUMBER, "column": _NUMBER},
}  # fmt: skip
GITLAB = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object", "required": ["path", "positions"],
                "properties": {
                    "path": {"type": "string", "pattern": r"^(?!\./|/)"},
                    "positions": {
                        "type": "object", "required": ["begin", "end"],
                        "properties": {"begin": _POSITION, "end": _POSITION},
                    },
                },
            },
        },
    },
}  # fmt: skip
_RANGE = {
    "type": "object", "required": ["start"], "additionalProperties": False,
    "properties": {"start": _POSITION, "end": _POSITION},
}  # fmt: skip
_URL = {"type": "string", "pattern": "^https?://"}
RDJSON = {
    "type": "object", "required": ["diagnostics"], "additionalProperties": False,
    "properties": {
        "source": {"type": "object", "properties": {"name": {"type": "string"}, "url": _URL}},
        "severity": {"enum": ["ERROR", "WARNING", "INFO"]},
        "diagnostics": {
            "type": "array",
            "items": {
                "type": "object", "required": ["message", "location"],
                "additionalProperties": False,
                "properties": {
                    "message": {"type": "string", "minLength": 1},
                    "location": {
                        "type": "object", "required": ["path", "range"],
                        "properties": {"path": {"type": "string"}, "range": _RANGE},
                    },
                    "severity": {"enum": ["ERROR", "WARNING", "INFO"]},
                    "code": {
                        "type": "object", "required": ["value"],
                        "properties": {"value": {"type": "string"}, "url": _URL},
                    },
                    "suggestions": {
                        "type": "array",
                        "items": {
                            "type": "object", "required": ["range", "text"],
                            "properties": {"range": _RANGE, "text": {"type": "string"}},
                        },
                    },
                },
            },
        },
    },
}  # fmt: skip
_COMMAND = re.compile(r"::(error|warning) ((?:[a-zA-Z]+=[^,:\n]*)(?:,[a-zA-Z]+=[^,:\n]*)*)::(.+)")


@pytest.fixture
def cards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The bad examples of every rule, each a file, with signs in names that need escaping."""
    (tmp_path / "modelcards.toml").write_text("", encoding="utf-8")
    for rule in all_rules():
        for number, example in enumerate(rule.bad):
            folder = tmp_path / f"{rule.code}, ä%{number}"
            for name, text in ((example.path, example.text), *example.files):
                target = folder / name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(text, encoding="utf-8", newline="")
    (tmp_path / "latin.md").write_bytes("# Lumen-7B\n\nA café.\n".encode("cp1252"))
    for path in FIXTURES.rglob("*.md"):
        (tmp_path / f"fixture-{path.name}").write_bytes(path.read_bytes())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def printed(capsys: pytest.CaptureFixture[str], name: str) -> str:
    main(["lint", "--output-format", name, "-j", "1"])
    return capsys.readouterr().out


@pytest.mark.usefixtures("cards")
def test_gitlab(capsys: pytest.CaptureFixture[str]) -> None:
    entries = json.loads(printed(capsys, "gitlab"))
    jsonschema.validate(entries, GITLAB)
    assert len({entry["fingerprint"] for entry in entries}) == len(entries) > 80


@pytest.mark.usefixtures("cards")
@pytest.mark.parametrize("site", ["", "https://docs.example/"])
def test_rdjson(
    site: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(rule_page, "_site", lambda: site)
    log = json.loads(printed(capsys, "rdjson"))
    jsonschema.validate(log, RDJSON)
    assert len(log["diagnostics"]) > 80
    assert ("url" in log["source"]) is bool(site)


@pytest.mark.usefixtures("cards")
def test_rdjson_places_are_bytes_of_the_file(capsys: pytest.CaptureFixture[str]) -> None:
    seen = 0
    for one in json.loads(printed(capsys, "rdjson"))["diagnostics"]:
        data = Path(one["location"]["path"]).read_bytes()
        if b"\r" in data or data[:2] in (b"\xff\xfe", b"\xef\xbb") or not _is_utf8(data):
            continue
        lines = data.split(b"\n")
        for end in one["location"]["range"].values():
            assert end["column"] - 1 <= len(lines[end["line"] - 1])
            lines[end["line"] - 1][: end["column"] - 1].decode("utf-8")
            seen += 1
    assert seen > 100


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


@pytest.mark.usefixtures("cards")
def test_github(capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(capsys, "github").splitlines()
    assert len(lines) > 80
    for line in lines:
        found = _COMMAND.fullmatch(line)
        assert found, line
        held: dict[str, str] = dict(part.split("=", 1) for part in found[2].split(","))
        assert set(held) <= {"file", "line", "endLine", "col", "endColumn", "title"}
        name = held["file"].replace("%2C", ",").replace("%3A", ":").replace("%25", "%")
        assert Path(name).is_file()
        assert not name.startswith("./")


@pytest.mark.usefixtures("cards")
def test_junit(capsys: pytest.CaptureFixture[str]) -> None:
    root = ET.fromstring(printed(capsys, "junit"))
    suites = list(root)
    assert {suite.tag for suite in suites} == {"testsuite"}
    assert int(root.get("tests", 0)) == sum(int(suite.get("tests", 0)) for suite in suites) > 80
    for suite in suites:
        cases = list(suite)
        assert int(suite.get("failures", 0)) == len(cases) == int(suite.get("tests", 0))
        for case in cases:
            assert case.get("name")
            assert case.get("classname")
            assert [child.tag for child in case] == ["failure"]


@pytest.mark.usefixtures("cards")
@pytest.mark.parametrize("site", ["", "https://docs.example"])
def test_sarif(
    site: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    schema = pytest.importorskip("pydantic_sarif.model", reason="needs the dev extra")
    monkeypatch.setattr(rule_page, "_site", lambda: site and f"{site}/")
    log: dict[str, Any] = json.loads(printed(capsys, "sarif"))
    schema.StaticAnalysisResultsFormatSarifVersion210JsonSchema.model_validate(log)
    [run] = log["runs"]
    assert len(run["results"]) > 80
    driver = run["tool"]["driver"]
    if site:
        assert driver["informationUri"].startswith(site)
        assert all(rule["helpUri"].startswith(f"{site}/") for rule in driver["rules"])
