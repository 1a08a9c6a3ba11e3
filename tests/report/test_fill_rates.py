"""The page of fill rates is made from cards by one tool."""

from __future__ import annotations

import pytest

from modelcards import CardSet, parse
from modelcards.reading.section_words import roles
from tools import fill_rates

pytest.importorskip("altair")


def test_the_table_counts_each_role_once() -> None:
    filled = parse("# Tern\n\n## Uses and limitations\n\nChat.\n\n## Glossary\n\nTBD\n")
    page, picture = fill_rates.written(
        CardSet([filled, parse("# Gull\n")]), "# Rates\n\n<!-- rates -->\n<!-- /rates -->\n"
    )
    assert "2 cards. Of their 2 headings below the first one 100.0%" in page
    assert "| `uses` | 50.0% | 0.0% | 0.0% | 50.0% |" in page
    assert "| `limitations` | 50.0% | 0.0% | 0.0% | 50.0% |" in page
    assert "| `glossary` | 0.0% | 50.0% | 0.0% | 50.0% |" in page
    assert page.count("| `") == len(roles())
    assert "what sections are about" in picture.description


def test_the_page_has_a_row_for_every_role() -> None:
    page = fill_rates.PAGE.read_text(encoding="utf-8")
    assert {role for role in roles() if f"| `{role}` |" in page} == set(roles())
