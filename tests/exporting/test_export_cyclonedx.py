"""Export to CycloneDX: what a card states, where the ML-BOM holds it."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

import modelcards
from modelcards.cli.main import main
from modelcards.errors import RefusedError
from modelcards.exporting.validators import check_cyclonedx
from tests.support.exports import card

pytest.importorskip("cyclonedx")

FULL = """---
license: apache-2.0
pipeline_tag: text-generation
model_type: llama
base_model: [lumen-ai/Lumen-base]
datasets: [lumen-ai/web, lumen-ai/books]
tags: [chat, chat, small]
language: [en, de]
co2_eq_emissions:
  emissions: 7540
  source: our own meter
---
# Lumen-7B

## Model Details

- **Developed by:** Lumen AI
- **Parameters:** 7.0B
- **Context length:** 32K

## Uses

For drafts of letters.

### Out-of-Scope Use

- Medical advice
- Legal advice
  of any kind

## Ethical Considerations

It repeats what it read.

## Evaluation

| Benchmark | Lumen-7B |
|---|---|
| MMLU (5-shot) | 61.2% |
| GSM8K | 50.0 ± 1.4 |

## 🔗 Resources

- [Weights](https://huggingface.co/lumen-ai/Lumen-7B)
- [Weights](https://huggingface.co/lumen-ai/Lumen-7B)
- [Broken](not a url)
"""


def component(text: str, **options: Any) -> dict[str, Any]:
    made = modelcards.export(
        modelcards.parse(text, path="cards/lumen.md"), to="cyclonedx", **options
    )
    assert made.files[0].path == "lumen.cdx.json"
    bom = json.loads(made.text())
    assert (bom["bomFormat"], bom["specVersion"]) == ("CycloneDX", "1.6")
    found: dict[str, Any] = bom["components"][0]
    return found


def test_everything_has_its_place() -> None:
    made = component(FULL)
    assert made["type"] == "machine-learning-model"
    assert made["name"] == "Lumen-7B"
    assert made["manufacturer"] == {"name": "Lumen AI"}
    assert made["licenses"] == [{"license": {"id": "Apache-2.0"}}]
    assert made["tags"] == ["chat", "small"]
    assert made["pedigree"]["ancestors"][0]["name"] == "lumen-ai/Lumen-base"
    assert [one["url"] for one in made["externalReferences"]] == [
        "https://huggingface.co/lumen-ai/Lumen-7B"
    ]
    parameters = made["modelCard"]["modelParameters"]
    assert (parameters["task"], parameters["architectureFamily"]) == ("text-generation", "llama")
    assert [one["name"] for one in parameters["datasets"]] == ["lumen-ai/web", "lumen-ai/books"]
    assert made["modelCard"]["quantitativeAnalysis"]["performanceMetrics"] == [
        {"type": "accuracy", "value": "61.2%", "slice": "MMLU (5-shot)"},
        {"type": "accuracy", "value": "50.0 ± 1.4", "slice": "GSM8K"},
    ]
    stated = {one["name"]: one["value"] for one in made["modelCard"]["properties"]}
    assert stated["modelcards:parameters"] == "7000000000"
    assert stated["modelcards:context_length"] == "32000"


def test_considerations_are_those_that_the_card_states() -> None:
    made = component(FULL)["modelCard"]["considerations"]
    assert made["useCases"] == ["For drafts of letters."]
    assert made["technicalLimitations"] == ["Medical advice", "Legal advice\nof any kind"]
    assert made["ethicalConsiderations"] == [{"name": "It repeats what it read."}]
    assert made["environmentalConsiderations"]["properties"] == [
        {"name": "co2_eq_emissions:emissions", "value": "7540"},
        {"name": "co2_eq_emissions:source", "value": "our own meter"},
    ]


def test_what_it_is_not_for_is_no_use() -> None:
    made = component(
        "# Lumen-7B\n\n## Intended Use\n\n**Intended use cases** Letters.\n\n**Out-of-scope**\n"
        "Use in court.\n\n## Prohibited Uses\n\n- Weapons\n"
    )["modelCard"]["considerations"]
    assert made["useCases"] == ["**Intended use cases** Letters."]
    assert made["technicalLimitations"] == ["**Out-of-scope**\nUse in court.", "Weapons"]


def test_without_its_library_it_is_one_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "card.md").write_text(FULL, encoding="utf-8")
    monkeypatch.setitem(sys.modules, "cyclonedx.spdx", None)
    assert main(["export", str(tmp_path / "card.md"), "--to", "cyclonedx"]) == 2
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 1
    assert "pip install" in said[0]


def test_what_is_not_stated_is_left_out() -> None:
    made = component("# Lumen-7B\n")
    assert set(made) == {"type", "bom-ref", "name", "modelCard"}
    assert set(made["modelCard"]) == {"bom-ref"}


def test_names_and_licences_of_every_kind() -> None:
    assert component("Words alone.\n")["name"] == "lumen"
    assert component("# Lumen\n", model_name="org/Lumen-7B")["name"] == "org/Lumen-7B"
    nameless = modelcards.export(modelcards.parse("Words alone.\n"), to="cyclonedx")
    assert json.loads(nameless.text())["components"][0]["name"] == "model"
    other = "---\nlicense: other\nlicense_name: lumen-licence\nlicense_link: https://x.org/l\n---\n"
    assert component(other + "# Lumen\n")["licenses"] == [
        {"license": {"name": "lumen-licence", "url": "https://x.org/l"}}
    ]
    several = component("---\nlicense: [mit, mit, gemma]\n---\n# Lumen\n")["licenses"]
    assert several == [{"license": {"id": "MIT"}}, {"license": {"name": "gemma"}}]


def test_an_organization_has_its_page() -> None:
    text = "# Lumen-7B\n\n**Organization:** [Lumen AI](https://lumen.example/)\n"
    assert component(text)["manufacturer"]["url"] == ["https://lumen.example/"]
    text = "# Lumen-7B\n\n**Organization:** [Lumen AI](../labs/lumen ai.md)\n"
    assert component(text)["manufacturer"] == {"name": "Lumen AI"}


def test_the_same_card_gives_the_same_bytes() -> None:
    made = [modelcards.export(modelcards.parse(FULL), to="cyclonedx").text() for _ in range(2)]
    assert made[0] == made[1]


def test_a_score_without_metric_is_just_a_score() -> None:
    made = modelcards.export(card("Our Own Quiz | 17.5% | 1"), to="cyclonedx")
    metrics = json.loads(made.text())["components"][0]["modelCard"]["quantitativeAnalysis"]
    assert metrics["performanceMetrics"] == [
        {"type": "score", "value": "17.5%", "slice": "Our Own Quiz"}
    ]


def test_a_broken_bom_is_refused() -> None:
    with pytest.raises(RefusedError, match="breaks CycloneDX"):
        check_cyclonedx('{"bomFormat": "CycloneDX", "specVersion": "1.6", "unknown": 1}')
