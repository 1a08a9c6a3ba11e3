"""Export to Every Eval Ever: one record a score, each valid by that project's own schema."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

import modelcards
from modelcards.cli.main import main
from tests.support.exports import card, held, sent

SCHEMA = Path(__file__).parent / "schemas" / "eval.schema.json"
WILD = Path(__file__).parents[2] / ".." / "shared" / "cards" / "hf"

FULL = """# Lumen-7B

- **Developed by:** [Acme](https://acme.example/)
- **Parameters:** 7.0B
- [Weights](https://huggingface.co/acme/Lumen-7B)

| Benchmark | Lumen-7B | Corvid-8B |
|---|---|---|
| MMLU (5-shot) | 61.2% | sixty |
| MMLU (0-shot) | 58.0% | 57 |
| GSM8K | 50.0 ± 1.4 | 3 |
| LibriSpeech (WER) | 4.1 | 5 |
| Our Own Quiz | 17.5% | 1 |
"""


@cache
def validator() -> Draft7Validator:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    Draft7Validator.check_schema(schema)
    return Draft7Validator(schema)


def records(made: modelcards.Export) -> list[dict[str, Any]]:
    """The records, each of which the schema takes."""
    found = [json.loads(file.after) for file in made.files]
    for one in found:
        assert [error.message for error in validator().iter_errors(one)] == []
    return found


def test_a_record_a_score(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1760000000")
    read = modelcards.parse(FULL, path="models/acme/lumen-7b/README.md")
    made = modelcards.export(read, to="every-eval-ever", date="2025-01-15")
    found = {one["evaluation_results"][0]["evaluation_name"]: one for one in records(made)}
    assert sorted(found) == ["GSM8K", "LibriSpeech", "MMLU (0-shot)", "MMLU (5-shot)"]
    mmlu = found["MMLU (5-shot)"]
    assert mmlu["evaluation_id"] == "mmlu/acme/Lumen-7B/1760000000"
    assert mmlu["evaluation_timestamp"] == "2025-01-15"
    assert mmlu["model_info"]["developer"] == "Acme"
    assert mmlu["model_info"]["additional_details"]["parameters"] == "7000000000"
    assert mmlu["source_metadata"]["source_organization_url"] == "https://acme.example/"
    [result] = mmlu["evaluation_results"]
    assert result["source_data"]["hf_repo"] == "cais/mmlu"
    assert result["metric_config"]["lower_is_better"] is False
    assert result["metric_config"]["max_score"] == 100
    assert result["score_details"]["score"] == 61.2
    assert result["generation_config"]["additional_details"]["num_few_shot"] == "5"
    [spread] = found["GSM8K"]["evaluation_results"]
    assert spread["score_details"]["uncertainty"] == {"standard_error": {"value": 1.4}}
    [speech] = found["LibriSpeech"]["evaluation_results"]
    assert speech["metric_config"]["lower_is_better"] is True
    assert ("Our Own Quiz", "direction") in held(made)
    assert len({file.path for file in made.files}) == 4
    assert all(file.path.startswith("data/") for file in made.files)


def test_the_makers_own_card_is_told_from_others() -> None:
    text = FULL.replace("](https://acme.example/)", "]").replace("[Acme]", "Acme")
    for identifier, relation in (("acme/lumen-7b", "first_party"), ("other/lumen-7b", "other")):
        read = modelcards.parse(text, path=f"hf://{identifier}")
        made = modelcards.export(read, to="every-eval-ever")
        assert {one["source_metadata"]["evaluator_relationship"] for one in records(made)} <= {
            relation, "other",
        }  # fmt: skip


def test_a_second_run_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "card.md"
    path.write_text(FULL, encoding="utf-8")
    first = modelcards.export(path, to="every-eval-ever", repository=tmp_path)
    assert {change for _, change in sent(first)} == {"added"}
    assert len(first.write(tmp_path)) == 4
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    second = modelcards.export(path, to="every-eval-ever", repository=tmp_path)
    assert {change for _, change in sent(second)} == {"there"}
    assert second.write(tmp_path) == []
    path.write_text(FULL.replace("61.2%", "62.2%"), encoding="utf-8")
    third = modelcards.export(path, to="every-eval-ever", repository=tmp_path)
    assert sorted(change for _, change in sent(third))[-1] == "updated"
    (tmp_path / first.files[0].path).write_text("{", encoding="utf-8")
    again = modelcards.export(path, to="every-eval-ever", repository=tmp_path)
    assert len(records(again)) == 4


def test_one_stream_is_json_lines(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    path = tmp_path / "card.md"
    path.write_text(FULL, encoding="utf-8")
    assert main(["export", str(path), "--to", "every-eval-ever"]) == 0
    lines = capsysbinary.readouterr().out.splitlines()
    assert len(lines) == 4
    assert all(json.loads(line)["schema_version"] == "0.3.0" for line in lines)
    assert (
        main(["export", str(tmp_path), "--to", "every-eval-ever", "-o", str(tmp_path / "o")]) == 0
    )
    assert len(list((tmp_path / "o" / "data").rglob("*.json"))) == 4


def test_tools_and_shots_are_entries_of_their_own() -> None:
    read = card("""
        MMLU (5-shot) | 61 | 60
        MMLU (0-shot) | 58 | 60
        GSM8K (python tool) | 90 | 60
        GSM8K (no tools) | 80 | 60
        HLE (one agent) | 40 | 3
        HLE (OpenHands) | 45 | 3
    """)
    made = modelcards.export(read, to="every-eval-ever")
    assert [label for label, _ in sent(made)] == [
        "MMLU (5-shot)", "MMLU (0-shot)", "GSM8K (python tool)", "GSM8K (no tools)",
        "HLE (one agent)", "HLE (OpenHands)",
    ]  # fmt: skip
    assert held(made) == []


def test_another_models_cell_holds_nothing_of_ours_back() -> None:
    read = card("MMLU | 61.2 | 61.2/60\nGSM8K | 50 | fifty\nARC-Challenge | 44/45 | 44")
    made = modelcards.export(read, to="every-eval-ever")
    assert [label for label, _ in sent(made)] == ["MMLU", "GSM8K"]


@pytest.mark.skipif(not WILD.is_dir(), reason="the real cards are not here")
def test_records_of_real_cards_are_valid() -> None:
    count = 0
    for read in modelcards.load_dir(WILD):
        made = modelcards.export(read, to="every-eval-ever")
        count += len(records(made))
        assert len(made.files) == len(made.sent)
    assert count > 100
