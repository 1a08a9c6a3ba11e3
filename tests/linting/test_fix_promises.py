"""What `--fix` promises, held by tools of their own: edits alone, once, and the same HTML."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import modelcards
from modelcards.linting.examples import card
from tests.support.cards import FIXTURES, SHARED, needs_shared_cards
from tests.support.score_fix import html, judge, run

CARDS = sorted(FIXTURES.rglob("*.md"))
_HUB = "---\nlicense: mit\n---\n\n# Teal-2B\n\nA model.\n"


@pytest.mark.parametrize(
    "text",
    [
        card(("🟢 Public", "🔴 Public")),
        card(("| - | Graduate-level reasoning |", "| - |")),
        card(("√(Parameters × Tokens) ÷ 300", "âˆš(Parameters Ã— Tokens) Ã· 300")),
        "\ufeff" + card(("General knowledge", "General\x00 knowledge")),
        _HUB + "\n<!-- Provide a quick summary of what the model is/does. -->\n\nWords.\n",
        "\n\n" + _HUB.replace("license:", "licence:").replace("\n", "\r\n"),
        _HUB.replace("mit\n---", "mit"),
        _HUB.replace("license: mit", "license: Apache 2.0\npipline_tag: text-generation"),
    ],
)
def test_promises_are_kept(text: str) -> None:
    done = judge("card.md", text)
    assert done.applied
    assert done.broken == ()


def test_promises_are_kept_in_the_fixtures() -> None:
    done = list(run(CARDS))
    assert len(done) > 5
    assert [(one.path, one.broken) for one in done if one.broken] == []


@needs_shared_cards
def test_promises_are_kept_in_real_cards() -> None:
    paths = sorted((SHARED / "wild").rglob("*.md"))[::25]
    assert [(one.path, one.broken) for one in run(map(Path, paths)) if one.broken] == []


def test_the_html_is_what_a_reader_sees() -> None:
    assert html("---\na: b\n---\n# A <!-- b -->\n\n\nc") == html("# A\n\nc\n")
    assert html("| a |\n|---|\n| b |\n") != html("| a |\n|---|\n| c |\n")


_STATED = """# Lumen-70B

**Parameters:** 70B

**Training Tokens:** 15T

**Token:Param Ratio:** 500:1 (under-trained)

**ALScore:** 3.2 (Mid-tier)

**Released:** 2025-03-14

**Access:** 🔴 Public

| Benchmark | Lumen-70B | Other-8B |
|---|---|---|
| MMLU | 61.2 | 55.1 |
| GSM8K (5-shot) | 1,234 | 46% |
| HumanEval | 7.5 |
"""
_SIGNS = (
    "\x00",
    "\x08",
    "\x1b",
    "\x7f",
    "\x0b",
    "\x85",
    "\u200b",
    "\ufeff",
    "â€™",
    "Ã—",
    "Â±",
    "â†’",
)
_TEXTS = ("name", "organization", "license", "category", "tags", "architecture")


def _typed(card: modelcards.ModelCard) -> dict[str, object]:
    """What a card states as numbers, dates and words of its own, by key."""
    kept = (
        "parameters", "training_tokens", "token_param_ratio", "alscore", "released", "access",
        "active_parameters", "context_length", "license_id",
    )  # fmt: skip
    return {
        **{key: getattr(card, key) for key in kept},
        "stated": {key: bool(getattr(card, key)) for key in _TEXTS},
        "scores": [(one.benchmark_id, one.score, one.unit, one.line) for one in card.benchmarks],
        "specs": [(one.field, one.value, one.unit, one.line) for one in card.specs],
    }


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, len(_STATED)), st.sampled_from(_SIGNS)), min_size=1, max_size=6
    )
)
def test_no_fix_that_is_safe_makes_or_changes_a_fact(places: list[tuple[int, str]]) -> None:
    text = _STATED
    for at, sign in sorted(places, reverse=True):
        text = text[:at] + sign + text[at:]
    mended = modelcards.fix(text)
    named = {key for one in mended.applied if one.fix for key in one.fix.changes}
    before, after = (_typed(modelcards.parse(one)) for one in (text, mended.text))
    assert {k: v for k, v in before.items() if k not in named} == {
        k: v for k, v in after.items() if k not in named
    }


@pytest.mark.parametrize(
    ("damaged", "kept"),
    [
        ("**ALScore:** 3.2 (\x1bMid-tier)", True), ("**ALScore:** 3.2 \x7f(Mid-tier)", True),
        ("**Token:Param Ratio:** 500:1 (\x1bunder-trained)", True),
        ("**Parameters:** 7\x000B", True), ("Words \x1bof prose.", False),
    ],
)  # fmt: skip
def test_a_control_character_stays_where_without_it_there_would_be_a_fact(
    damaged: str, kept: bool
) -> None:
    text = f"# Lumen-70B\n\n{damaged}\n\n**Training Tokens:** 15T\n"
    assert (modelcards.fix(text).text == text) == kept
