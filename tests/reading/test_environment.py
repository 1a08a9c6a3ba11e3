"""Training's footprint: from labels, sentences, tables and the front matter, with units."""

from __future__ import annotations

from typing import Any

import pytest

import modelcards


def read(body: str, front: str = "") -> dict[str, tuple[str, Any, str | None, int]]:
    card = modelcards.parse((f"---\n{front}\n---\n" if front else "") + f"# Lumen-7B\n\n{body}\n")
    found = {}
    for what in ("emissions", "hardware", "hours", "provider", "region"):
        one = getattr(card.environment, what)
        if one is not None:
            found[what] = (one.raw, one.value, one.unit, one.line)
    return found


def test_the_labels_of_the_template() -> None:
    body = (
        "## Environmental Impact\n\n- **Hardware Type:** B200 PCIe\n- **Hours used:** 72 (3 days)\n"
        "- **Cloud Provider:** Nimbus\n- **Compute Region:** north-4\n"
        "- **Carbon Emitted (Power consumption x Time):** 1,250 kg CO2 eq.\n"
    )
    assert read(body) == {
        "hardware": ("B200 PCIe", "B200 PCIe", None, 5),
        "hours": ("72 (3 days)", 72.0, "hours", 6),
        "provider": ("Nimbus", "Nimbus", None, 7),
        "region": ("north-4", "north-4", None, 8),
        "emissions": ("1,250 kg CO2 eq.", 1250.0, "kg", 9),
    }


@pytest.mark.parametrize(
    "value", ["[More Information Needed]", "Unknown", "N/A", "-", "{{ hours | default() }}", "TBD"]
)
def test_what_is_not_stated(value: str) -> None:
    assert read(f"## Environmental Impact\n\n- **Hours used:** {value}\n") == {}


@pytest.mark.parametrize(
    ("label", "value", "number", "unit"),
    [
        ("Carbon Emitted", "0.3 tCO2eq", 0.3, "t"),
        ("CO₂ Emissions (in grams)", "12.5", 12.5, "g"),
        ("Carbon emissions", "about 40 grams of CO2", 40.0, "g"),
        ("Carbon emissions", "between 4 and more", None, None),
        ("Carbon emissions", "10-20 kg", None, "kg"),
        ("Carbon emissions", "7", 7.0, None),
        ("Training time", "3 days", 3.0, "days"),
        ("GPU hours", "1.5k", 1500.0, "GPU-hours"),
        ("Training time", "20 GPU-hours on one chip", 20.0, "GPU-hours"),
        ("Hours trained", "Approx 1024 GPU hours (32 hours total)", 1024.0, "GPU-hours"),
    ],
)
def test_numbers_and_their_units(label: str, value: str, number: float, unit: str) -> None:
    (found,) = read(f"## Training\n\n- **{label}:** {value}\n").values()
    assert found[:3] == (value, number, unit)


def test_a_label_that_may_mean_anything_needs_its_heading() -> None:
    assert read("## Inference requirements\n\n- **Hardware:** one A100\n") == {}
    assert read("## Contact\n\n- **Region:** Europe\n") == {}
    assert read("## Training\n\n- **Hardware:** 4 x A100 GPUs\n")["hardware"][0] == "4 x A100 GPUs"


def test_a_plain_label_goes_before_one_that_is_less_plain() -> None:
    body = (
        "## Training\n\n- **Hardware:** 8 nodes\n\n"
        "## Environmental Impact\n\n- **Hardware Type:** H100\n"
    )
    assert read(body)["hardware"][0] == "H100"


def test_a_heading_that_is_a_label() -> None:
    assert read("## Hours used\n\n120\n") == {"hours": ("120", 120.0, "hours", 5)}


@pytest.mark.parametrize(
    ("sentence", "want"),
    [
        ("We trained it on 4x8 NVIDIA A100 80GB for 3 days.",
         {"hardware": "4x8 NVIDIA A100 80GB", "hours": "3 days"}),
        ("The model was fine-tuned on a single TPU v3-8 in Google Cloud.",
         {"hardware": "a single TPU v3-8", "provider": "Google Cloud"}),
        ("Training took about 20 hours.", {"hours": "20 hours"}),
        ("Training lasted 48 hours on 16 computing nodes, each one with 4 NVIDIA V100 GPUs.",
         {"hardware": "16 computing nodes, each one with 4 NVIDIA V100 GPUs", "hours": "48 hours"}),
        ("It was trained on 32 nodes with 8 H100s per node.",
         {"hardware": "32 nodes with 8 H100s per node"}),
        ("It was trained on one TPU Pod V3-8 for 250K steps (batch size 4096).",
         {"hardware": "one TPU Pod V3-8"}),
        ("Fine-tuned on 4xA5000 GPUs, batch size 8.", {"hardware": "4xA5000 GPUs"}),
        ("It was finetuned on GeForce GTX 960M for 5 hours.",
         {"hardware": "GeForce GTX 960M", "hours": "5 hours"}),
        ("A batch size of 8 fits in training on an A100.", {}),
        ("It was trained on either A100 or V100 chips.", {}),
        ("Inference requires an A100 80GB GPU.", {}),
        ("You can train with a batch size of 64 per GPU.", {}),
        ("The larger model was trained on 256 H100 GPUs.", {}),
        ("本模型在 64 张 A100 GPU 上训练。", {"hardware": "A100 GPU"}),
    ],
)  # fmt: skip
def test_sentences(sentence: str, want: dict[str, str]) -> None:
    assert {what: one[0] for what, one in read(sentence).items()} == want


def test_the_line_of_a_sentence() -> None:
    assert read("Some words.\nIt was trained\non 8 H100 GPUs.")["hardware"][3] == 5


def test_emissions_in_a_sentence_below_their_heading() -> None:
    found = read("## Carbon footprint\n\nAll in all it emitted 12.5 kg of CO2eq.\n")
    assert found["emissions"][1:3] == (12.5, "kg")


def test_a_table_with_the_unit_in_its_head() -> None:
    table = (
        "## Environmental Impact\n\nEither A100 or V100 chips did it.\n\n"
        "| | GPU Type | Carbon Emissions (tCO₂eq) |\n|-|-|-|\n"
        "| Lumen 1B | V100 | 3 |\n"
        "| Lumen 7B | A100-40GB ([CoreWeave](https://c.example)) | 75.05 |\n"
    )
    assert read(table) == {
        "emissions": ("75.05 tCO2eq", 75.05, "t", 10),
        "hardware": ("A100-40GB", "A100-40GB", None, 10),
        "provider": ("CoreWeave", "CoreWeave", None, 10),
    }
    assert read(table.replace("7B", "9B")) == {}


def test_a_table_of_labels() -> None:
    found = read("| Hardware Type | 8 x L40S |\n|-|-|\n| Hours used | 40 |\n")
    assert {what: one[0] for what, one in found.items()} == {"hardware": "8 x L40S", "hours": "40"}


def test_the_front_matter_comes_last() -> None:
    front = (
        "co2_eq_emissions:\n  emissions: 7540\n  hardware_used: TPU v4\n"
        "  geographical_location: Far East"
    )
    assert read("Words.", front) == {
        "emissions": ("7540", 7540.0, "g", 3),
        "hardware": ("TPU v4", "TPU v4", None, 4),
        "region": ("Far East", "Far East", None, 5),
    }
    assert read("- **Hardware Type:** H100", front)["hardware"][0] == "H100"
    assert read("Words.", "co2_eq_emissions: 5.5")["emissions"][:3] == ("5.5", 5.5, "g")
    assert read("Words.", "co2_eq_emissions:\n  emissions: {a: b}") == {}


def test_a_long_sentence_takes_no_long_time() -> None:
    assert read("trained on " + "a " * 300_000 + "A100 " * 50_000) == {}
