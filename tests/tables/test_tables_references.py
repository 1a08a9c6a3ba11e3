"""Reference links in cells show their text, by the definitions of the card that they stand in."""

from __future__ import annotations

import modelcards

TABLE = "| | MMLU |\n|---|---|\n| **[Wren-7B]** | 54.2 |\n| [Wren-13B][1] | 59.2 |\n| [x] | 1.5 |\n"
LINKS = "\n[Wren-7B]: https://example.org/a\n[1]: https://example.org/b\n"


def names(text: str) -> list[str]:
    [table] = modelcards.parse(text).tables
    return [row[0] for row in table.rows]


def test_a_link_is_its_text_where_it_is_defined() -> None:
    assert names(f"# Wren\n\n## Results\n\n{TABLE}{LINKS}") == ["Wren-7B", "Wren-13B", "[x]"]
    card = modelcards.parse(f"# Wren\n\n## Results\n\n{TABLE}{LINKS}")
    assert {score.model for score in card.benchmarks} >= {"Wren-7B", "Wren-13B"}


def test_a_footnote_mark_is_no_digit_of_the_number() -> None:
    rows = "| MMLU | 61.2<sup>1</sup> |\n| ARC | 41 |\n"
    text = f"# Wren-7B\n\n| Benchmark | Wren-7B |\n|---|---|\n{rows}"
    card = modelcards.parse(text)
    assert [row[1] for row in card.tables[0].rows] == ["61.2 1", "41"]
    assert [score.score for score in card.benchmarks] == [61.2, 41]


def test_the_same_table_without_definitions_stays_as_it_is() -> None:
    assert names(f"# Wren\n\n## Results\n\n{TABLE}") == ["[Wren-7B]", "[Wren-13B][1]", "[x]"]
