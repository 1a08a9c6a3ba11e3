"""The JSON of a card is in proportion to its text, whatever the text lets it repeat."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

import modelcards
from modelcards import Limits
from modelcards.reading import proportion
from tests.support import stalls
from tests.support.stalls import HUB, SCORES, Stall, each, front, runs

LONG = "w" * 4000
REPEATING: dict[str, Stall] = {
    "facts below a long heading": runs("- **K:** v\n", f"# A\n\n## {LONG}\n\n"),
    "paragraphs below a long heading": runs("a\n\n", f"# A\n\n## {LONG}\n\n"),
    "items below a long heading": runs("- a\n", f"# A\n\n**Access:** 🔴\n\n## {LONG}\n\n"),
    "tables below a long heading": runs(f"{SCORES}|MMLU|2|\n\nb\n\n", f"# {LONG}\n\n"),
    "words in tables below a long heading": runs("<table>a<tr><td>b</table>\n\n", f"# {LONG}\n\n"),
    "scores under a long head": runs("|MMLU|2|\n", f"|Benchmark|{LONG}|\n|-|-|\n"),
    "scores below a long group": runs("|MMLU|2|\n", f"{SCORES}|**{LONG}**||\n"),
    "scores of a long model": lambda n: (
        f"|Model|{'MMLU|' * 900}\n|-|{'-|' * 900}\n" + f"|{LONG}|{'1|' * 900}\n" * (n // 900 + 1)
    ),
    "a long head of HTML": runs(
        "<tr><td>MMLU<td>1", f"<table><tr><th>Benchmark<th>{LONG}</tr>", "</table>"
    ),
    "heads over heads": lambda n: (
        f"<table><tr><th colspan=300>{'h' * 300}</tr><tr>{'<th>a' * 300}</tr>"
        + f"<tr><td>MMLU{'<td>1' * 299}" * (n // 300 + 1)
        + "</table>"
    ),
    "wide tables of short rows": lambda n: (
        f"|{'a|' * 380}\n|{'-|' * 380}\n" + "|1\n" * 500 + "\n"
    ) * (n // 500 + 1),
    "a model-index of a long data set": front(
        runs(
            "{type: acc, value: 1.0}, ",
            "model-index:\n- name: x\n  results:\n  - task: {type: t}\n    dataset: {name: "
            + LONG + ", type: d}\n    metrics: [", "]",
        )
    ),
    "a model-index of a long name": front(
        runs(
            "  - task: {type: t}\n    dataset: {name: d, type: d}\n"
            "    metrics: [{type: acc, value: 1.0}]\n",
            f"model-index:\n- name: {LONG}\n  results:\n",
        )
    ),
    "a long word behind aliases": front(each("k{i}: *a\n", f"a: &a {LONG}\n")),
    "short headings": runs("# a\n"),
    "rows of scores": stalls.TABLES["a long table"],
    "rows with a cell too many": stalls.TABLES["ragged rows"],
    "keys given twice": stalls.YAML["YAML of one key"],
    "links of a Hub card": runs("- [a](http://b)\n", HUB),
}  # fmt: skip
SIZE, MOST = 110_000, Limits().growth


def of_size(make: Stall, size: int) -> str:
    n = size // max(1, (len(make(2000)) - len(make(1000))) // 1000)
    return make(n)


@pytest.mark.parametrize("name", REPEATING)
def test_json_is_at_most_as_many_times_a_card_as_the_limit_says(name: str) -> None:
    text = of_size(REPEATING[name], SIZE)
    card = modelcards.parse(text)
    size = len(text.encode())
    assert size > 100_000
    written = len(modelcards.to_json(card).encode())
    assert written <= MOST * size
    told = [one for one in card.problems if "`growth`" in one.message]
    assert {one.code for one in told} <= {"MC004"}
    again = modelcards.from_json(modelcards.to_json(card))
    assert again == card


def test_what_is_left_out_is_told_and_what_stands_is_whole() -> None:
    card = modelcards.parse(of_size(REPEATING["scores under a long head"], SIZE))
    (told,) = [one for one in card.problems if "`growth`" in one.message]
    assert "of `benchmarks` were left out" in told.message
    assert card.benchmarks[-1].score == 2.0
    assert len(card.tables[0].rows) > len(card.benchmarks)


def test_tables_that_are_left_out_take_their_scores_along() -> None:
    tight = replace(Limits(), growth=1)
    card = modelcards.parse(of_size(REPEATING["wide tables of short rows"], 20_000), limits=tight)
    assert all(one.table is None or one.table < len(card.tables) for one in card.benchmarks)


def test_the_limit_can_be_set() -> None:
    text = of_size(REPEATING["short headings"], 200_000)
    few = modelcards.parse(text, limits=Limits(growth=10, blocks=200_000))
    many = modelcards.parse(text, limits=Limits(growth=100, blocks=200_000))
    assert len(few.sections) < len(many.sections) == text.count("#")


@pytest.mark.parametrize(
    "text",
    [
        "---\nmodel-index:\n- name: Lumen\n  results: [{a: [1, [2, [é]]]}, {}]\n---\n# Lumen-7B\n",
        "# Lumen\n\n- **Size:** \x01\x02\n\n|Task|\U0001f600 |\n|-|-|\n|MMLU|61.2|\n|é|\x03 |\n",
        "# Lumen\n\n" + "- [a](https://example.org/é) and more\n" * 20,
    ],
)
def test_what_lengths_tell_is_never_less_than_what_is_counted(text: str) -> None:
    card = modelcards.parse(text)
    values = {key: getattr(card, key) for key in (*proportion._FIXED, "metadata")}
    known: dict[str, int] = {}
    exact = sum(
        fixed + proportion._length(one, known)
        for key, fixed in proportion._FIXED.items()
        for one in values[key]
    )
    exact += len(json.dumps(values["metadata"], indent=2))
    assert proportion._at_most(values, []) >= exact
