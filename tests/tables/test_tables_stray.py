"""Words inside a table and outside its cells are kept: a browser shows them, too."""

from __future__ import annotations

import pytest

import modelcards


@pytest.mark.parametrize(
    ("table", "texts"),
    [
        ("<table><tr>stray &amp; free<td>1</td></tr></table>", ["stray & free"]),
        ("<table><tr><td>1</td></tr>\n\nwords between\n\n</table>", ["words between"]),
        ("<table>only words</table>", ["only words"]),
        ("<table><tr><td>1</td></tr></table>", []),
    ],
)
def test_stray_words_stand_in_extras(table: str, texts: list[str]) -> None:
    card = modelcards.parse(f"# Alder-7B\n\n{table}\n")
    assert [extra.text for extra in card.extras] == texts
    assert {extra.line for extra in card.extras} <= {3}
