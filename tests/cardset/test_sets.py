"""A CardSet chooses, orders, groups and names cards, and lays them out as rows."""

from __future__ import annotations

import copy
import pickle
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

import modelcards
from modelcards import ArgumentError, CardNotFoundError, CardSet


def card(name: str, *facts: str, path: str | None = None, rows: str = "") -> modelcards.ModelCard:
    """A card of some facts, and of a table of scores."""
    body = "\n".join(f"- **{fact.replace(': ', ':** ', 1)}" for fact in facts)
    table = f"\n\n| Benchmark | Score |\n| --- | --- |\n{rows}\n" if rows else ""
    return modelcards.parse(f"# {name}\n\n{body}{table}\n", path=path)


@pytest.fixture
def cards() -> CardSet:
    return CardSet(
        [
            card("Lumen 7B", "Type: Dense", "Parameters: 7B", "Training Tokens: 2T",
                 "Released: Mar/2025", "Organization: Northwind", "License: MIT",
                 rows="| MMLU | 61.2 |\n| GPQA | - |", path="a/lumen.md"),
            card("Kestrel", "Type: MoE", "Parameters: 30B", "Released: 2024",
                 rows="| MMLU | 80 |\n| MMLU | 82 |\n| HLE | 3.5 |", path="a/kestrel.md"),
            card("Wren", "Type: MoE", "Languages: English, German", "Released: Jan/2025",
                 path="b/wren.md"),
            card("Wren", "Parameters: 1B", path="c/wren.md"),
        ]
    )  # fmt: skip


def names(found: CardSet) -> list[str | None]:
    """The names of some cards."""
    return [one.name for one in found]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"architecture": "moe"}, ["Kestrel", "Wren"]),
        ({"architecture": "MoE", "released_after": "2025"}, ["Wren"]),
        ({"architecture": ["MoE", "Dense"]}, ["Lumen 7B", "Kestrel", "Wren"]),
        ({"architecture": None}, ["Wren"]),
        ({"architecture": ["Dense", None]}, ["Lumen 7B", "Wren"]),
        ({"languages": "german"}, ["Wren"]),
        ({"languages": None}, ["Lumen 7B", "Kestrel", "Wren"]),
        ({"languages": ["german", None]}, ["Lumen 7B", "Kestrel", "Wren", "Wren"]),
        ({"organization": "northwind"}, ["Lumen 7B"]),
        ({"organization_name": "Northwind"}, ["Lumen 7B"]),
        ({"parameters": 7_000_000_000}, ["Lumen 7B"]),
        ({"parameters_min": 7e9}, ["Lumen 7B", "Kestrel"]),
        ({"parameters_max": 7e9}, ["Lumen 7B", "Wren"]),
        ({"parameters": lambda value: value == 30 * 10**9}, ["Kestrel"]),
        ({"released_after": "2024"}, ["Lumen 7B", "Kestrel", "Wren"]),
        ({"released_after": "2024-06"}, ["Lumen 7B", "Wren"]),
        ({"released_after": date(2025, 2, 1)}, ["Lumen 7B"]),
        ({"released_before": "2025-03"}, ["Kestrel", "Wren"]),
        ({"released_before": "2024-12"}, []),
        ({"name_contains": "es"}, ["Kestrel"]),
        ({"languages_contains": "GERM"}, ["Wren"]),
        ({"alscore_tier": "lightweight"}, ["Lumen 7B"]),
        ({"above_1e25_flop": False}, ["Lumen 7B"]),
        ({"training_flop_min": 1e22}, ["Lumen 7B"]),
        ({"specs": 3}, []),
        ({"derived": {"a": 1}}, []),
        ({"derived": [{"a": 1}]}, []),
    ],
)
def test_where(cards: CardSet, wanted: dict[str, Any], found: list[str]) -> None:
    assert names(cards.where(**wanted)) == found


def test_where_takes_functions(cards: CardSet) -> None:
    assert names(cards.where(lambda one: len(one.benchmarks) > 2, architecture="MoE")) == [
        "Kestrel"
    ]


@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        ({"parametres": 3}, "did you mean 'parameters'"),
        ({"parametres_min": 3}, "did you mean 'parameters'"),
        ({"zzzz": 3}, "no key 'zzzz' of a card$"),
        ({"parameters_min": "7B"}, "takes a number, not str"),
        ({"parameters_min": True}, "takes a number, not bool"),
        ({"released_after": "soon"}, "takes a date such as"),
        ({"parameters_after": "2025"}, "last_updated and released are dates"),
        ({"name_contains": 3}, "takes a text, not int"),
    ],
)
def test_where_says_what_is_wrong(cards: CardSet, wanted: dict[str, Any], says: str) -> None:
    with pytest.raises(ArgumentError, match=says):
        cards.where(**wanted)


def test_sort_keeps_what_is_not_stated_last(cards: CardSet) -> None:
    assert names(cards.sort("parameters")) == ["Wren", "Lumen 7B", "Kestrel", "Wren"]
    assert names(cards.sort("parameters", reverse=True)) == ["Kestrel", "Lumen 7B", "Wren", "Wren"]
    assert names(cards.sort("name"))[:2] == ["Kestrel", "Lumen 7B"]
    assert names(cards.sort(lambda one: len(one.benchmarks), reverse=True))[0] == "Kestrel"
    with pytest.raises(ArgumentError, match="have no order"):
        cards.sort("derived")


def test_group(cards: CardSet) -> None:
    groups = cards.group("architecture")
    assert {key: names(found) for key, found in groups.items()} == {
        "Dense": ["Lumen 7B"], "MoE": ["Kestrel", "Wren"], None: ["Wren"]}  # fmt: skip
    assert list(groups) == ["Dense", "MoE", None]
    assert list(cards.group("parameters")) == [10**9, 7 * 10**9, 30 * 10**9, None]
    assert names(cards.group("languages")["German"]) == ["Wren"]
    with pytest.raises(ArgumentError, match="no names"):
        cards.group(lambda one: {"a": one})


def test_by_name(cards: CardSet) -> None:
    assert cards["lumen 7b"].name == "Lumen 7B"
    assert cards["b/wren.md"].languages == ["English", "German"]
    with pytest.raises(CardNotFoundError, match=r"ask by path: b/wren\.md, c/wren\.md"):
        cards["Wren"]
    with pytest.raises(CardNotFoundError, match=r"no card is called 'Kestral'; close: 'Kestrel'$"):
        cards["Kestral"]
    with pytest.raises(KeyError, match="close: 'Lumen 7B'"):
        cards["lumen 8b"]
    with pytest.raises(CardNotFoundError, match=r"no card is called 'zzzz'$"):
        cards["zzzz"]
    assert cards._ipython_key_completions_() == [
        "lumen",
        "Lumen 7B",
        "kestrel",
        "Kestrel",
        "wren",
        "Wren",
    ]
    with pytest.raises(CardNotFoundError) as raised:
        cards["x" * 9_999]
    assert len(str(raised.value)) < 200


def test_by_id_or_stem() -> None:
    text = "---\nlicense: mit\n---\n# Lumen 7B\n\nA model.\n"
    one = modelcards.parse(text, path="models/lumen-7b/README.md")
    other = modelcards.parse("# Wren\n", path="cards/wren-1b.md")
    unnamed = [modelcards.parse("# Twin\n"), modelcards.parse("# Twin\n")]
    found = CardSet([one, other, *unnamed])
    assert one.id == "lumen-7b"
    assert found["Lumen-7B"] is found["lumen 7b"] is found["models/lumen-7b/README.md"] is one
    assert found["wren-1b"] is found["WREN-1B.md"] is other
    owned = replace(one, id="acme/lumen-7b", name=None)
    assert CardSet([owned])["acme/Lumen-7B"] == CardSet([owned])["lumen-7b"] == owned
    with pytest.raises(
        CardNotFoundError, match=r"^\W*2 cards are called 'twin'; ask by path: 2, 3"
    ):
        found["twin"]


def test_what_a_card_holds_cannot_be_changed() -> None:
    text = (
        "---\ntags: [a, b]\nextra: {deep: [1]}\n---\n# Lumen\n\n"
        "| Benchmark | Score |\n|-|-|\n| MMLU | 61 |\n"
    )
    read = modelcards.parse(text)
    again = modelcards.from_json(modelcards.to_json(read))
    for one in (read, again, replace(read, name="Wren"), pickle.loads(pickle.dumps(read))):
        changes: tuple[Callable[[Any], object], ...] = (
            lambda one: one.metadata.update(tags=[]),
            lambda one: one.metadata["extra"]["deep"].append(2),
            lambda one: one.tags.append("c"),
            lambda one: one.benchmarks.clear(),
            lambda one: one.tables[0].rows[0].__setitem__(0, "GPQA"),
            lambda one: one.provenance.pop("name", None),
            lambda one: one.sections[0].also.append("uses"),
        )
        for change in changes:
            with pytest.raises(TypeError, match="a card does not change"):
                change(one)
    assert read == again
    assert read == copy.deepcopy(read)
    assert (dict(read.metadata or {}), list(read.tags)) == (read.metadata, ["a", "b"])


def test_scores_carry_columns_of_the_card(cards: CardSet) -> None:
    rows = cards.scores(with_=["parameters", "license_id", "organization", "alscore", "id"])
    assert list(rows.columns)[-4:] == ["parameters", "license_id", "alscore", "id"]
    assert (rows[0]["parameters"], rows[0]["license_id"]) == (7 * 10**9, "mit")
    assert rows[0]["organization"] == "Northwind"
    with pytest.raises(ArgumentError, match="did you mean 'parameters'"):
        cards.scores(with_=["parametres"])
    with pytest.raises(ArgumentError, match="'specs' of a card holds parts"):
        cards.scores(with_=["specs"])
    with pytest.raises(ArgumentError, match="takes a list of keys"):
        cards.scores(with_="parameters")


def test_fractions_come_to_the_scale_of_the_column() -> None:
    percent = card("Lumen 7B", rows="| MMLU | 61.2 |\n| GPQA | 0.9 |", path="a.md")
    fraction = card("Wren", rows="| MMLU | 0.585 |\n| HLE | 0.03 |", path="b.md")
    marked = card("Heron", rows="| MMLU | 0.5% |", path="c.md")
    rows = CardSet([percent, fraction, marked]).pivot()
    assert [row["mmlu"] for row in rows] == [61.2, 58.5, 0.5]
    assert rows.column("gpqa") == [0.9, None, None]  # it stands beside a percentage
    assert rows.column("hle") == [None, 0.03, None]  # nothing to compare it with
    assert rows.notes == ["b.md: mmlu is printed as 0.585: 58.5 here"]


def test_polars_takes_cards_as_they_are(cards: CardSet) -> None:
    polars = pytest.importorskip("polars")
    pytest.importorskip("pyarrow")
    frame = polars.DataFrame(cards)
    assert frame.height == 4
    assert frame["parameters"].to_list()[:2] == [7 * 10**9, 30 * 10**9]
    assert polars.DataFrame(list(cards)).equals(frame)
    assert polars.from_arrow(cards).struct.unnest().equals(frame)
    assert polars.from_arrow(cards.to_arrow()).height == 4


def test_scores_are_tidy(cards: CardSet) -> None:
    rows = cards.scores()
    assert len(rows) == 5
    assert rows[0]["name"] == "Lumen 7B"
    assert (rows[0]["organization"], rows[0]["released"]) == ("Northwind", "2025-03")
    assert (rows[0]["benchmark_id"], rows[0]["score"], rows[1]["score"]) == ("mmlu", 61.2, None)
    assert rows.to_dicts() == list(rows)
    assert rows[:1].to_dicts() == [rows[0]]
    assert repr(rows).startswith("<Rows: 5 of 'path', 'name'")
    assert "61.2" in rows._repr_html_()


def test_scores_of_other_models_can_be_left_out() -> None:
    table = "| Benchmark | Kestrel | Heron |\n| --- | --- | --- |\n| MMLU | 80 | 70 |\n"
    found = CardSet([modelcards.parse(f"# Kestrel\n\n{table}")])
    assert [row["model"] for row in found.scores()] == ["Kestrel", "Heron"]
    assert [row["model"] for row in found.scores(own=True)] == ["Kestrel"]


def test_pivot(cards: CardSet) -> None:
    rows = cards.pivot("benchmark_id")
    assert list(rows.columns) == ["path", "name", "organization", "released", "hle", "mmlu"]
    assert [row["mmlu"] for row in rows] == [61.2, None, None, None]
    assert rows.notes == ["a/kestrel.md: mmlu has 2 own scores: 80, 82"]
    picks = ("first", "last", "min", "max", "mean")
    picked = {pick: cards.pivot(pick=pick) for pick in picks}
    assert [rows[1]["mmlu"] for rows in picked.values()] == [80, 82, 80, 82, 81]
    assert not any(rows.notes for rows in picked.values())
    with pytest.raises(ArgumentError, match="did you mean 'benchmark_id'"):
        cards.pivot("benchmark_ids")
    with pytest.raises(ArgumentError, match="to pivot by"):
        cards.pivot("score")
    with pytest.raises(ArgumentError, match="pick is one of only, first"):
        cards.pivot(pick="best")


def test_pivot_takes_the_first_setting_that_there_is() -> None:
    rows = "| MMLU (5-shot) | 61.2 |\n| MMLU (0-shot) | 58.0 |\n| GPQA | 30.0 |"
    found = CardSet([card("Lumen 7B", rows=rows, path="a.md")])
    [note] = found.pivot().notes
    assert note == "a.md: mmlu has 2 own scores: 61.2 (5-shot), 58 (0-shot)"
    [row] = found.pivot(settings=["25-shot", "0-shot"])
    assert (row["mmlu"], row.get("gpqa")) == (58.0, None)
    [row] = found.pivot(settings=["5-shot", ""])
    assert (row["mmlu"], row["gpqa"]) == (61.2, 30.0)


SAID = """\
# Tern-1

Introduced in [this paper](https://arxiv.org/abs/2401.01234).

## Uses and limitations

Chat.

### Out-of-scope use

[More Information Needed]

## Citation

```bibtex
@misc{tern, title={Tern}, eprint={2401.01234}, archivePrefix={arXiv}}
```
"""


@pytest.fixture
def said() -> CardSet:
    return CardSet([modelcards.parse("# Empty\n"), modelcards.parse(SAID, path="tern.md")])


def test_sections_are_rows(said: CardSet) -> None:
    rows = said.sections()
    assert list(rows.columns)[:7] == [
        "path", "name", "organization", "released", "section", "title", "level"
    ]  # fmt: skip
    assert [(row["name"], row["section"], row["parent"], row["status"]) for row in rows] == [
        ("Empty", 0, None, "empty"),
        ("Tern-1", 0, None, "filled"),
        ("Tern-1", 1, 0, "filled"),
        ("Tern-1", 2, 1, "placeholder"),
        ("Tern-1", 3, 0, "filled"),
    ]
    (limits,) = said.sections(role="limitations")
    assert (limits["title"], limits["also"]) == ("Uses and limitations", ["limitations"])
    with pytest.raises(ArgumentError, match="did you mean 'limitations'"):
        said.sections(role="limitation")


def test_links_and_citations_are_rows(said: CardSet) -> None:
    (link,) = said.links()
    assert (link["path"], link["list"], link["kind"]) == ("tern.md", "resources", "paper")
    (entry,) = said.citations()
    assert (entry["key"], entry["arxiv"]) == ("tern", "2401.01234")


def test_coverage_is_rows(said: CardSet) -> None:
    rows = said.coverage("mitchell2019")
    assert len(rows) == 18
    assert [
        (row["item"], row["where"], row["line"]) for row in rows if row["status"] == "filled"
    ] == [
        ("Model Details", "citation", 16),
        ("Intended Use", "Uses and limitations", 5),
        ("Caveats and Recommendations", "Uses and limitations", 5),
    ]
    with pytest.raises(modelcards.NotFoundError):
        CardSet([]).coverage("none")


def test_what_cards_say_makes_frames(said: CardSet) -> None:
    pytest.importorskip("pandas")
    pytest.importorskip("polars")
    pytest.importorskip("pyarrow")
    for rows in (said.sections(), said.links(), said.citations(), said.coverage()):
        assert len(rows.to_pandas()) == len(rows.to_polars()) == rows.to_arrow().num_rows
    assert said.sections().to_arrow().column("also").to_pylist()[2] == ["limitations"]


def test_to_dicts_are_the_json(cards: CardSet) -> None:
    assert cards.to_dicts()[0]["organization"] == {"name": "Northwind", "url": None}
    assert len(cards.to_dicts()) == 4


def test_data_frames(cards: CardSet) -> None:
    pytest.importorskip("pandas")
    frame = cards.to_pandas()
    assert list(frame["parameters"].astype(object))[:2] == [7 * 10**9, 30 * 10**9]
    assert str(frame["parameters"].dtype) == "Int64"
    assert frame["languages"][2] == ["English", "German"]
    assert str(frame["derived_above_1e25_flop_value"].dtype) == "boolean"
    assert frame["derived_training_flop_value"][0] == 6 * 7e9 * 2e12
    assert cards.pivot(pick="first").to_pandas()["mmlu"].max() == 80
    assert CardSet([]).to_pandas().shape == (0, frame.shape[1])


def test_polars(cards: CardSet) -> None:
    polars = pytest.importorskip("polars")
    frame = cards.to_polars()
    assert frame.schema["parameters"] == polars.Int64
    assert frame.schema["languages"] == polars.List(polars.String)
    assert CardSet([]).to_polars().schema == frame.schema
    assert cards.scores().to_polars()["score"].sum() == 61.2 + 80 + 82 + 3.5


def test_arrow(cards: CardSet) -> None:
    arrow = pytest.importorskip("pyarrow")
    assert arrow.table(cards).schema.names == cards.to_arrow().schema.names
    assert arrow.table(cards.scores()).num_rows == 5
    assert cards.scores().to_arrow().schema.field("score").type == arrow.float64()


def test_front_matter_and_large_integers_fit_in_rows() -> None:
    pytest.importorskip("polars")
    card = modelcards.parse("---\nlicense: mit\n---\n# A\n")
    frame = CardSet([card]).to_polars()
    assert frame["metadata"][0] == '{"license": "mit"}'
    flop = replace(card.derived.training_flop, value=10**400)
    huge = replace(card, parameters=10**30, derived=replace(card.derived, training_flop=flop))
    assert CardSet([huge]).to_polars()["derived_training_flop_value"][0] is None
    assert CardSet([huge]).to_polars()["parameters"][0] is None


@pytest.mark.parametrize(
    ("module", "extra", "method"),
    [("pandas", "pandas", "to_pandas"), ("polars", "polars", "to_polars"),
     ("pyarrow", "arrow", "to_arrow")],
)  # fmt: skip
def test_a_missing_extra_is_named(
    module: str, extra: str, method: str, cards: CardSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(modelcards.MissingExtraError, match=rf"\[{extra}\]"):
        getattr(cards.scores(), method)()
