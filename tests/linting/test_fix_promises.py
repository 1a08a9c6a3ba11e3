"""What `--fix` promises, held by tools of their own: edits alone, once, and the same HTML."""

from __future__ import annotations

from pathlib import Path

import pytest

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
