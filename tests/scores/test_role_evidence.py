"""What speaks for a table being one of scores or of facts: each sign, as its module promises it."""

from __future__ import annotations

import pytest

from modelcards.scores.layout import layout
from modelcards.scores.readings import weigh, weights
from modelcards.scores.subtable import sheets
from modelcards.scores.table_role import Says, role_of, roles, says, scored_names
from modelcards.tables.pipe import pipe_grid


def signs(text: str, announced: Says = None, above: bool = False) -> dict[str, float]:
    """The signs of a table; those of its scores are there where it may hold some."""
    head, *rows = text.split("\n")
    rule = "|" + "-|" * (head.count("|") + 1)
    grid = pipe_grid("\n".join([f"| {head} |", rule, *[f"| {row} |" for row in rows]]), 1)
    assert grid is not None
    [sheet] = sheets(grid)
    found = layout(sheet, lambda name: name == "Lumen-7B", above)
    weighed = roles(sheet, found, announced, above)
    may_be = ["spec", "other"] if found is None else ["benchmark", "spec", "other"]
    assert [one.reading for one in weighed] == may_be
    assert weighed[-1].evidence == {}
    said = [
        {name.removeprefix(f"role {one.reading}: "): x for name, x in one.evidence.items()}
        for one in weighed[:-1]
    ]
    assert all(one == said[0] for one in said)  # each weighs the same signs
    likeliest = weigh(weighed, weights())[0].reading
    assert role_of(sheet, found, announced, above) == likeliest
    return said[0]


SCORES = "Task | Lumen-7B\nMMLU | 61.5\nGSM8K | 50.5"
FACTS = "Property | Value\nParameters | 7B\nLayers | 32 of them"


def test_every_sign_of_a_plain_table_of_scores() -> None:
    assert signs(SCORES, "results") == {
        "says results": 1, "columns: 2": 1, "scored": 1, "known": 1, "models of results": 1,
        "benchmark head": 1, "rows": 1, "plain numbers": 1, "models with decimals": 0.25,
    }  # fmt: skip


def test_every_sign_of_a_plain_table_of_facts() -> None:
    assert signs(FACTS) == {
        "says None": 1, "columns: 2": 1, "attributes": 1, "several facts": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "sign", "value"),
    [
        ("Model | Zorbs | Fnords\nQuill | 1.5 | 2.5", "columns: 3", 1),
        ("Model | Zorbs | Fnords | Quux\nQuill | 1.5 | 2.5 | 3.5", "columns: 4", None),
        ("Step | Loss\n1 | 0.5", "steps first", 1),
        ("Step | MMLU\n1 | 0.5", "steps first", None),
        ("Step | MMLU | Loss\n1 | 0.5 | 0.2", "steps first", 1),
        ("Step | Loss\n1 | 0.5", "losses", 0.5),
        ("Step | Loss\n1 | 0.5", "steps and losses", 1),
        ("Zorb | Train Loss\n1 | 0.5", "steps and losses", 1),
        ("Zorb | Loss\n1 | 0.5", "steps and losses", None),
        (" | Quill-7B\npeak LR | 0.5\nwarmup steps | 2", "of training", 1),
        ("Zorb | LR | Steps\nquux | 0.5 | 20", "of training", 1),
        ("Zorb | LR\nquux | 0.5", "of training", None),
        ("Step | Train loss | Test loss\n1 | 0.5 | 0.2", "losses", 1),
        ("Step | Loss A | Loss B | Loss C\n1 | 0.5 | 0.2 | 0.1", "losses", 1),
        ("Hyperparameter | Zorb\nalpha | 0.5", "settings head", 1),
        ("Zorb | Min | Max\nfnord | 1.5 | 2.5", "range", 1),
        ("Zorb | Min | Quux\nfnord | 1.5 | 2.5", "range", None),
        ("Zorb | Quux\nMin | 1.5\nMax | 2.5", "range", 1),
        ("Feature | Zorb\nfnord | yes", "attributes", 1),
        ("Feature | Zorb | Quux\nfnord | yes | no", "attributes", None),
        ("Zorb | Quux\nParameters | 7B", "several facts", None),
        ("Zorb | A | B\nParameters | 7B | 8B\nLayers | 3 | 4", "several facts", 1),
        ("Zorb | A | B | C\nParameters | 7B | 8B | 9B\nLayers | 3 | 4 | 5", "several facts", None),
        ("Model | Params\nQuill | 7B", "fact head", 1),
        ("Model | Active params\nQuill | 7B", "fact head", 1),
        ("Params | Zorb\n7B | quill", "fact head", None),
        ("Model | Zorbs\nQuill | 1.5", "models first", 1),
        ("Zorbs | Quux\nOrca-13B | 1.5\nquill | 2.5", "models first", 1),
        ("Zorbs | Quux\nfnord | 1.5", "models first", None),
    ],
)
def test_signs_of_heads_and_keys(text: str, sign: str, value: float | None) -> None:
    assert signs(text).get(sign) == value


@pytest.mark.parametrize(
    ("text", "sign", "value"),
    [
        ("Task | Lumen-7B\nZorb | 1.5", "known", None),
        ("Task | Lumen-7B\nAverage | 1.5", "average", 1),
        ("Task | Accuracy\nZorb | 1.5", "metric", 1),
        ("Task | Hamming Loss\nZorb | 1.5", "metric", 1),
        (" | KLM | QRS\nrecall | 0.5 | 0.6\nprecision | 0.7 | 0.8", "metric", 1),
        ("Opponent | Win | Loss\nQuill-7B | 61.5 | 38.5", "metrics", 1),
        ("Metric | Lumen-7B\nF1 | 1.5\nZorb | 2.5", "metrics", 0.5),
        ("Task | Metric | Lumen-7B\nZorb | F1 | 1.5", "metric column", 1),
        ("Task | Lumen-7B ↑\nZorb | 1.5", "arrow", 1),
        ("Task | Score\nZorb | 1.5", "value", 1),
        ("Task | Lumen-7B\nZorb | 1.5", "benchmark head", 1),
        ("Fnord | Lumen-7B\nZorb | 1.5", "benchmark head", None),
        ("Train / Test | Zorb\nQuill | 1.5", "crossed data", 1),
        ("Fnord | Quux\nzorb | 1.5", "nothing speaks", 1),
        ("Task | Lumen-7B\nMMLU | 1.5", "nothing speaks", None),
        ("Task | Lumen-7B\nZorb | 1.5", "formats", None),
        ("Zorb | Quux\nQ4_K_M | 1.5\nQ5_K_M | 2.5", "formats", 1),
        ("Quant | PPL | Size\nQ4_K_M | 5.5 | 4 GB\nQ5_K_M | 5.4 | 5 GB", "of files", 1),
        ("Quant | MMLU | Size\nQ4_K_M | 5.5 | 4 GB\nQ5_K_M | 5.4 | 5 GB", "of files", None),
        ("Task | Lumen-7B\nZorb | 1.5", "rows", 1),
        ("Model | MMLU | GSM8K\nLumen-7B | 1.5 | 2.5", "rows", None),
        # What the cells hold.
        ("Task | Lumen-7B\nZorb | 1.5 / 2.5\nQuill | 1.5", "several", 0.5),
        ("Task | Lumen-7B\nZorb | 15 / 25\nQuill | 1.5", "several", None),
        ("Task | Lumen-7B\nZorb | 1.5 ± 0.5\nQuill | 1.5", "errors", 1),
        ("Task | Lumen-7B\nZorb | <1.5\nQuill | 1.5", "plain numbers", 0.5),
        ("Task | Lumen-7B\nZorb | -\nQuill | 1.5", "plain numbers", 1),
        ("Fnord | Quux\nzorb | 12,345\nquill | 1234", "whole", 1),
        ("Fnord | Quux\nzorb | 12,345\nquill | 1234", "thousands", 1),
        ("Fnord | Quux\nzorb | 123\nquill | 1234", "thousands", 1),
        ("Fnord | Quux\nzorb | 123\nquill | 234\nx | 1234", "thousands", None),
        ("Fnord | Quux\nzorb | 12,5\nquill | 1234", "whole", None),
        ("Fnord | Quux\nzorb | 0,125\nquill | 1234", "whole", None),
        ("Fnord | Quux\nzorb | 12.5\nquill | 1234", "whole", None),
        # Per cents may be whole where there are scores; ratings are no counts.
        ("Task | Lumen-7B\nMMLU | 61\nGSM8K | 100", "whole", None),
        ("Task | Lumen-7B\nMMLU | 61\nGSM8K | 101", "whole", 1),
        ("Fnord | Quux\nzorb | 61\nquill | 50", "whole", 1),
        ("Task | Lumen-7B\nZorb Elo | 1200\nQuill | 1300", "whole", None),
        # Decimals beside models.
        ("Model | A1 | A2 | A3 | A4 | A5\nQuill | 1.5 | 2.5 | 3.5 | 4.5 | 5.5",
         "models with decimals", 1),
        ("Model | A1 | A2\nQuill | 1.5 | 0,5", "models with decimals", 0.5),
        ("Model | A1 | A2\nQuill | 1.5 | 200", "models with decimals", 0.25),
        ("Fnord | A1 | A2\nzorb | 1.5 | 2.5", "models with decimals", None),
    ],
)  # fmt: skip
def test_signs_of_what_is_scored(text: str, sign: str, value: float | None) -> None:
    found = signs(text)
    assert found["scored"] == 1
    assert found.get(sign) == value


def test_splits_alone_are_parts_of_what_is_above() -> None:
    text = "Split | Lumen-7B\ntest | 1.5\ndev | 2.5"
    assert {"parts", "parts of what is above", "named above"} <= signs(text, above=True).keys()
    assert "parts" in signs(text)
    assert signs(text).keys().isdisjoint({"parts of what is above", "named above"})
    assert "parts" not in signs("Split | Lumen-7B\ntest | 1.5\nzorb | 2.5")


def test_models_of_results_make_whole_numbers_no_per_cents_where_nothing_names_them() -> None:
    heads = "Fnord | Lumen-7B | Orca-13B\nzorb | 61 | 50"
    rows = "Model | Zorb | Fnord\nLumen-7B | 61 | 50"
    assert signs(rows, "results").get("whole") is None
    assert signs(rows).get("whole") == 1
    assert signs(heads, "results").get("whole") == 1


@pytest.mark.parametrize(
    ("section", "caption", "found"),
    [
        (("Training", "Results"), None, "results"),
        (("Results", "Training"), None, "others"),
        (("Results", "Zorb", "Fnord"), None, "results"),
        (("Results", "Zorb", "Fnord", "Quux"), None, None),
        (("Results",), "Memory used", "others"),
        (("Results",), "Memory " + "x" * 153, "others"),
        (("Results",), "Memory " + "x" * 154, "results"),
        (("Results",), "", "results"),
        ((), None, None),
    ],
)
def test_what_is_announced_above(
    section: tuple[str, ...], caption: str | None, found: Says
) -> None:
    assert says(section, caption) == found


def test_the_names_that_are_scored() -> None:
    def names(text: str) -> list[str]:
        head, *rows = text.split("\n")
        rule = "|" + "-|" * (head.count("|") + 1)
        grid = pipe_grid("\n".join([f"| {head} |", rule, *[f"| {row} |" for row in rows]]), 1)
        assert grid is not None
        [sheet] = sheets(grid)
        found = layout(sheet, lambda name: name == "Lumen-7B")
        assert found is not None
        return scored_names(sheet, found)

    rows = "Task | Lumen-7B\nMMLU | 1.5\nMMLU | 2.5\nGSM8K | -\nSongs | of birds\n | 3.5"
    assert names(rows) == ["MMLU", "GSM8K"]
    assert names("Model | MMLU | GSM8K\nLumen-7B | 1.5 | 2.5") == ["MMLU", "GSM8K"]
