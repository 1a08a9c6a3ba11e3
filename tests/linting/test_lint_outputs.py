"""JSON, GitHub and SARIF output of findings: shapes, escaping, the schema, fingerprints."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from modelcards.cli.main import main
from modelcards.linting.examples import card
from modelcards.linting.formats import github
from modelcards.linting.formats import json as lintjson
from modelcards.linting.rules import all_rules
from modelcards.model.finding import Edit, Finding, Fix
from tests.support.cards import MARK, RATIO


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "modelcards.toml").write_text("", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    main(["lint", *arguments])
    return capsys.readouterr().out


def log(capsys: pytest.CaptureFixture[str], *paths: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(printed(capsys, *paths, "--output-format", "sarif"))
    return read


@pytest.mark.usefixtures("here")
def test_json(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.md").write_text(card(MARK), encoding="utf-8")
    found = json.loads(printed(capsys, "a.md", "--output-format", "json"))
    assert found == [
        {
            "path": "a.md", "line": 7, "column": 13, "end_line": 7, "end_column": 14,
            "code": "MC203", "name": "unknown-access", "severity": "warning",
            "message": "the mark 🔴 contradicts the word 'Public', whose mark is 🟢",
            "fix": {
                "safe": True,
                "edits": [
                    {"start_line": 7, "start_column": 13, "end_line": 7, "end_column": 14,
                     "text": "🟢"},
                ],
            },
        },
    ]  # fmt: skip
    Path("a.md").write_text(card(), encoding="utf-8")
    assert printed(capsys, "a.md", "--output-format", "json") == "[]\n"


def test_json_keys_are_those_of_the_contract() -> None:
    one = Finding(None, 1, 1, 1, 1, "MC001", "mojibake", "error", "said", None)
    assert list(json.loads(lintjson.render([one]))[0]) == [
        "path", "line", "column", "end_line", "end_column", "code", "name", "severity", "message",
        "fix",
    ]  # fmt: skip


def test_github_escapes() -> None:
    fix = Fix(True, (Edit(1, 1, 1, 1, "x"),))
    one = Finding("a:b,c%.md", 1, 2, 1, 3, "MC001", "mojibake", "error", "one\r\ntwo::x", fix)
    assert github.render([one]) == (
        "::error file=a%3Ab%2Cc%25.md,line=1,endLine=1,col=2,endColumn=3,"
        "title=MC001 (mojibake)::one%0D%0Atwo::x\n"
    )


@pytest.mark.usefixtures("here")
def test_github(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.md").write_text(card(RATIO), encoding="utf-8")
    out = printed(capsys, "a.md", "--output-format", "github")
    assert out.startswith("::error file=a.md,line=17,")
    assert out.count("\n") == 1


def test_sarif_obeys_its_schema(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    schema = pytest.importorskip("pydantic_sarif.model", reason="needs the dev extra")
    wrong = card(MARK, RATIO, ("8.0B", "8 bananas"))
    Path("ä b.md").write_text(wrong, encoding="utf-8")
    Path("bom.md").write_text("\ufeff" + card(), encoding="utf-8")
    for paths in (["ä b.md", "bom.md"], ["."], [str(here)]):
        read = log(capsys, *paths)
        schema.StaticAnalysisResultsFormatSarifVersion210JsonSchema.model_validate(read)
    Path("ä b.md").unlink()
    Path("bom.md").write_text(card(), encoding="utf-8")
    clean = log(capsys, "bom.md")
    schema.StaticAnalysisResultsFormatSarifVersion210JsonSchema.model_validate(clean)
    assert clean["runs"][0]["results"] == []


def test_sarif_says_all_there_is(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("ä b.md").write_text(card(MARK, RATIO), encoding="utf-8")
    [run] = log(capsys, "ä b.md")["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert len(rules) == len(all_rules())
    assert all(rule["help"]["text"] and rule["shortDescription"]["text"] for rule in rules)
    first, second = run["results"]
    assert rules[first["ruleIndex"]]["id"] == first["ruleId"] == "MC203"
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "%C3%A4%20b.md"
    assert place["region"] == {"startLine": 7, "startColumn": 13, "endLine": 7, "endColumn": 14}
    assert first["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"] == {
        "text": "🟢"
    }
    assert second["fixes"][0]["description"]["text"] == "Unsafe fix"
    [absolute] = log(capsys, str(here / "ä b.md"))["runs"]
    assert absolute["results"][0]["locations"] == first["locations"]


@pytest.mark.usefixtures("here")
def test_fingerprints_survive_line_shifts(capsys: pytest.CaptureFixture[str]) -> None:
    def fingerprints(text: str) -> list[str]:
        Path("a.md").write_text(text, encoding="utf-8")
        [run] = log(capsys, "a.md")["runs"]
        return [one["partialFingerprints"]["modelcards/v1"] for one in run["results"]]

    row = "| **GPQA** | - |\n| **GPQA** | - |\n"
    wrong = card(MARK, RATIO, ("| **GPQA** | - | Graduate-level reasoning |\n", row))
    found = fingerprints(wrong)
    assert len(set(found)) == len(found) == 4
    assert fingerprints("<!-- a line -->\n\n" + wrong) == found
    assert fingerprints(wrong.replace("600:1", "700:1"))[1] != found[1]
