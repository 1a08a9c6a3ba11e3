"""Cards in notebooks and terminals: readable, and harmless whatever a card says."""

from __future__ import annotations

import io
import json

import pytest

import modelcards
from modelcards import CardSet
from modelcards.display.escape import harmless, web_address
from modelcards.display.html import grid
from modelcards.display.said import sections
from modelcards.display.values import amount, in_words, score_text
from modelcards.report.gather import Gathered
from modelcards.report.page import render
from modelcards.report.plots import points
from tests.support.cards import FIXTURES
from tests.support.hostile import controls, hostile_card, runs

CARD = modelcards.load(FIXTURES / "cards" / "kestrel-moe.md")


def test_repr_is_one_line() -> None:
    assert repr(CARD).startswith(
        "<ModelCard 'Kestrel-ER 30B': Northwind Labs, 2025-03, 30B parameters, 4 scores, "
    )
    assert repr(modelcards.parse("")) == "<ModelCard without a name>"
    assert "1 score>" in repr(modelcards.parse("# A\n\n|Task|Score|\n|-|-|\n|MMLU|61.2|\n"))


def test_a_notebook_shows_facts_with_their_lines_and_scores() -> None:
    html = CARD._repr_html_()
    for shown in ("Kestrel-ER 30B", "30B", "line 19", "1,000:1, compute-optimal", "MMLU", "76.4",
                  "agrees with the card", "not stated"):  # fmt: skip
        assert shown in html
    assert 'href="' not in html
    linked = modelcards.parse("# A\n\n- **Organization:** [Northwind](https://example.org/)\n")
    assert '<a href="https://example.org/" rel="noopener' in linked._repr_html_()
    assert "without a name" in modelcards.parse("")._repr_html_()


WHOLE = """\
---
co2_eq_emissions: 12.5
---
Read this first.

# Tern-1

Introduced in [this paper](https://arxiv.org/abs/2401.01234).

## Uses

[More Information Needed]

## Citation

```bibtex
@misc{tern, title={Terns <b>abroad</b>}, eprint={2401.01234}, archivePrefix={arXiv}}
```
"""


def test_a_notebook_shows_what_a_card_says() -> None:
    html = modelcards.parse(WHOLE)._repr_html_()
    for shown in ("(before the first heading)", "Uses", "placeholder", "citation", "12.5 g",
                  "this paper", "arXiv:2401.01234", "Terns &lt;b&gt;abroad"):  # fmt: skip
        assert shown in html, shown
    many = modelcards.parse("".join(f"# Part {n}\n\nx\n\n" for n in range(90)))._repr_html_()
    assert "40 of 90 rows" in many


def test_parts_of_a_card_from_json_may_name_any_parent() -> None:
    card = json.loads(modelcards.to_json(modelcards.parse(WHOLE)))
    for section, parent in zip(card["sections"], (3, 1, -5, 99), strict=True):
        section["parent"] = parent
    found = sections(modelcards.from_json(json.dumps(card)))
    assert [one.depth for one in found] == [0, 0, 0, 0]


def test_a_notebook_shows_what_reading_met() -> None:
    html = modelcards.parse("# A\n\n- **Parameters:** 30 bananas\n")._repr_html_()
    assert "MC201" in html


def test_a_notebook_shows_the_first_cards_of_a_set() -> None:
    html = CardSet([CARD] * 30)._repr_html_()
    assert html.count("Kestrel-ER 30B") == 20
    assert "20 of 30 rows" in html
    assert "&lt;CardSet of 30 cards&gt;" in html


def test_values_in_cells() -> None:
    table = grid(["a"], [[None], [["x", "y"]], [1.5], [True]], total=4)
    assert [cell in table for cell in ("x, y", "1.5", "yes")] == [True] * 3


def test_a_hostile_card_is_text_in_a_notebook() -> None:
    card = hostile_card()
    for html in (card._repr_html_(), CardSet([card])._repr_html_(),
                 CardSet([card]).scores()._repr_html_()):  # fmt: skip
        assert "<script" not in html
        assert "&lt;script&gt;" in html
        assert runs(html) == []
        assert controls(html) == set()
        assert len(html) < 200_000
        html.encode("utf-8")
    assert controls(repr(card)) == set()
    assert len(repr(card)) < 1_000


def test_rich_prints_cards_and_sets() -> None:
    console = pytest.importorskip("rich.console")
    out = io.StringIO()
    shown = console.Console(file=out, width=200, color_system=None)
    shown.print(CARD)
    shown.print(CardSet([CARD] * 50))
    shown.print(CardSet([hostile_card(), modelcards.parse("# [bold red]A[/]")]))
    text = out.getvalue()
    assert "name='Kestrel-ER 30B'" in text
    assert "30B" in text
    assert "40 of 50 cards" in text
    assert "[bold red]A[/]" in text
    assert controls(text) == set()


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("a\tb\n\n c", "a b c"),
        ("\x00\x1b\x7f\x9b", r"\x00\x1b\x7f\x9b"),
        ("\u202e\u2069\ufeff\ud800", r"\u202e\u2069\ufeff\ud800"),
        ("👩‍💻 ação 中文", "👩‍💻 ação 中文"),
    ],
)
def test_harmless(given: str, shown: str) -> None:
    assert harmless(given) == shown


def test_harmless_may_keep_lines() -> None:
    assert harmless("a\r\n\tb", lines=True) == "a\\x0d\n\tb"


@pytest.mark.parametrize(
    "target",
    ["javascript:alert(1)", "JAVASCRIPT:alert(1)", " https://a.example", "java\nscript:x",
     "//a.example", "data:text/html,x", "vbscript:x", "", None, "https://", "mailto:x",
     "https://[", "x.md", "https://a.example/\u202e", f"https://a.example/{'a' * 3_000}",
     "\x01javascript:alert(1)"],
)  # fmt: skip
def test_what_is_no_web_address_is_no_link(target: str | None) -> None:
    assert web_address(target) is None


@pytest.mark.parametrize("target", ["http://a.example", "HTTPS://a.example/x?q=<>", "mailto:a@b.c"])
def test_web_addresses(target: str) -> None:
    assert web_address(target) == target


def test_numbers_in_words() -> None:
    assert [amount(n) for n in (None, 0, 999, 12_345, 7 * 10**9, 1.5e15)] == [
        "", "0", "999", "12.35K", "7B", "1,500T"]  # fmt: skip
    assert [in_words(n) for n in (None, False, 12_345.6, 1234.5678, 10**25)] == [
        "", "no", "12,346", "1,235", "1e25"]  # fmt: skip


def test_absurd_numbers_of_a_card_from_json_are_shown() -> None:
    text = modelcards.to_json(CARD).replace('"parameters": 30000000000', f'"parameters": {10**400}')
    card = modelcards.from_json(text.replace('"layers": null', f'"layers": {10**400}'))
    assert "more than 1e60 parameters" in repr(card)
    assert "more than 1e60" in card._repr_html_()
    cards = CardSet([card])
    assert cards.scores()
    assert cards.sort("parameters")[0] is card
    assert list(points.sizes(cards)) == list(points.alscores(cards)) == []
    for module in ("altair", "vl_convert", "jinja2"):
        pytest.importorskip(module, reason=f"{module} is not installed (extra report)")
    assert "more than 1e60" in render(Gathered(list(cards)))


def test_scores_with_a_unit() -> None:
    table = (
        "# A\n\n| Benchmark | Metric | Value |\n| - | - | - |\n| WikiText | perplexity | 12.5 |\n"
    )
    [score] = modelcards.parse(table).benchmarks
    assert score_text(score).startswith("12.5")
