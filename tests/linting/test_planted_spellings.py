"""Each fault that lint tells, in five spellings, put into the project's own cards."""

from __future__ import annotations

import pytest

from modelcards.linting.rules import all_rules
from tests.support.cards import FIXTURES, needs_shared_cards
from tests.support.planted_collections import BETWEEN, Between
from tests.support.planted_faults import Fault
from tests.support.score_planted import EVERY, plant, plant_between, real_cards, run

# What a fault needs that one card of the template cannot have at once.
_HUB = """\
---
license: mit
tags:
- text-generation
---

# Teal-2B

A small model for answers to mail.

## Uses

It answers mail in English.

## Data

Mail of ten years was read.
"""


def cards(fault: Fault) -> list[tuple[str, str]]:
    template = (FIXTURES / "lint" / "leaderboard.md").read_text(encoding="utf-8")
    small = template.replace("12.0B", "8.0B").replace("15000.0B", "120.0B")
    small = small.replace("1,250:1 ✅ Compute-optimal", "15:1 ⚠️ Under-trained")
    small = small.replace("1.4 (Mid-tier)", "0.1 (Lightweight)")
    held = {"leaderboard": [("template", template), ("small", small)], "hub": [("mit", _HUB)]}
    held["hub"].append(("apache", _HUB.replace("license: mit", "license: apache-2.0")))
    held["hub"].append(("none", _HUB.replace("license: mit\n", "")))
    held["any"] = held["leaderboard"] + held["hub"]
    return held[fault.base]


def test_the_faults_are_those_of_rules() -> None:
    faults: tuple[Fault | Between, ...] = (*EVERY, *BETWEEN)
    assert {fault.code for fault in faults} == {rule.code for rule in all_rules()}
    assert all(len(fault.spellings) == 5 for fault in faults)


@pytest.mark.parametrize("fault", EVERY, ids=[fault.name for fault in EVERY])
def test_every_spelling_is_found(fault: Fault) -> None:
    done = list(plant(fault, cards(fault), 3))
    assert len({one.spelling for one in done}) > 2, "no card has a place for it"
    assert [one for one in done if one.found != "found"] == []


@pytest.mark.parametrize("fault", BETWEEN, ids=[fault.name for fault in BETWEEN])
def test_every_spelling_between_files_is_found(fault: Between) -> None:
    template = (FIXTURES / "lint" / "leaderboard.md").read_text(encoding="utf-8")
    named = [
        (name, template.replace("Osprey-12B", name)) for name in ("Teal", "Wren", "Crow", "Heron")
    ]
    done = list(plant_between(fault, named, 1))
    assert [one.found for one in done] == ["found"] * 5


@needs_shared_cards
def test_real_cards_at_random() -> None:
    done = run((*EVERY, *BETWEEN), real_cards(), 1)
    found = sum(one.found == "found" for one in done)
    assert found >= 0.97 * len(done)
    assert len(done) > 200
