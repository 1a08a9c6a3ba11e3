"""`model-index`: every metric of every model, whatever shape the list has."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelcards.front_matter.hub_keys import texts_of
from modelcards.front_matter.model_index import read_model_index
from modelcards.front_matter.split import split
from modelcards.model.parts import Benchmark
from tests.support.cards import SHARED, needs_shared_cards


def result(**parts: Any) -> dict[str, Any]:
    base: dict[str, Any] = {
        "task": {"type": "text-generation"},
        "dataset": {"name": "MMLU", "type": "cais/mmlu"},
        "metrics": [{"type": "acc", "value": 61.2}],
    }
    return base | parts


def index(*results: Any, name: Any = "Lumen-7B") -> dict[str, Any]:
    return {"model-index": [{"name": name, "results": list(results)}]}


def scores(metadata: dict[str, Any]) -> list[Benchmark]:
    return read_model_index(metadata, 1)[0]


def messages(metadata: dict[str, Any]) -> list[str]:
    found = read_model_index(metadata, 7)[1]
    assert all(problem.code == "MC702" and problem.line == 7 for problem in found)
    return [problem.message.removeprefix("model-index: ") for problem in found]


def test_a_result_of_the_specification() -> None:
    found, problems = read_model_index(index(result()), 4, benchmark_id=str.lower)
    assert problems == []
    (one,) = found
    assert (one.benchmark, one.label, one.benchmark_id) == ("MMLU", "MMLU", "mmlu")
    assert (one.metric, one.score, one.unit, one.raw) == ("acc", 61.2, None, "61.2")
    assert (one.model, one.subject, one.table, one.line) == ("Lumen-7B", True, None, 4)
    assert (one.setting, one.variant, one.stderr, one.aggregate) == (None, None, None, False)


def test_no_model_index_is_no_problem() -> None:
    assert read_model_index({"license": "mit"}, 1) == ([], [])
    assert read_model_index(index(), 1) == ([], [])


def test_every_metric_is_read_with_its_line() -> None:
    text = (
        "---\nmodel-index:\n- name: a\n  results:\n  - task: {type: t}\n"
        "    dataset: {name: D, type: d}\n    metrics:\n    - type: acc\n      value: 1\n"
        "    - type: f1\n      name: F1 score\n      value: 2\n---\n"
    )
    front = split(text)
    assert front.metadata is not None
    found, _ = read_model_index(front.metadata, 2, lines=front.key_lines)
    assert [(one.metric, one.score, one.line) for one in found] == [
        ("acc", 1.0, 8),
        ("F1 score", 2.0, 10),
    ]


@pytest.mark.parametrize(
    ("dataset", "benchmark", "setting"),
    [
        ({"name": "IFEval (0-Shot)", "type": "x"}, "IFEval", "0-Shot"),
        ({"name": "GSM8K [5-shot]", "type": "x"}, "GSM8K", "5-shot"),
        ({"name": "GLUE (mrpc)", "type": "x"}, "GLUE (mrpc)", None),
        ({"type": "squad"}, "squad", None),
        ({"name": "ARC", "type": "x", "args": {"num_few_shot": 25}}, "ARC", "25-shot"),
        ({"name": "ARC", "type": "x", "args": "mrpc"}, "ARC", None),
    ],
)
def test_the_name_is_taken_apart(
    dataset: dict[str, Any], benchmark: str, setting: str | None
) -> None:
    (one,) = scores(index(result(dataset=dataset)))
    assert (one.benchmark, one.setting) == (benchmark, setting)
    assert one.label == (dataset.get("name") or dataset["type"])


def test_without_a_dataset_the_task_names_the_benchmark() -> None:
    metric = {"type": "f_score", "name": "NER F Score", "value": 0.8455}
    (one,) = scores(index({"task": {"type": "t", "name": "NER"}, "metrics": [metric]}))
    assert (one.benchmark, one.metric) == ("NER", "NER F Score")
    (bare,) = scores(index({"metrics": [metric]}))
    assert bare.benchmark == "NER F Score"
    (empty,) = scores(index({"metrics": [{"value": 1}]}))
    assert (empty.benchmark, empty.metric) == ("", None)


@pytest.mark.parametrize(
    ("value", "score", "unit", "raw"),
    [
        (61, 61.0, None, "61"), (0.5, 0.5, None, "0.5"), ("85.3", 85.3, None, "85.3"),
        ("85.3%", 85.3, "%", "85.3%"), ("N/A", None, None, "N/A"), ("", None, None, ""),
        (None, None, None, ""),
    ],
)  # fmt: skip
def test_values(value: object, score: float | None, unit: str | None, raw: str) -> None:
    (one,) = scores(index(result(metrics=[{"type": "acc", "value": value}])))
    assert (one.score, one.unit, one.raw) == (score, unit, raw)


@pytest.mark.parametrize("value", [[1, 2], {"a": 1}, True, "good", "1/2", 10**400])
def test_values_that_are_no_number_give_no_score(value: object) -> None:
    assert scores(index(result(metrics=[{"type": "acc", "value": value}]))) == []


def test_configuration_and_split_are_the_variant() -> None:
    def variant(*datasets: dict[str, Any]) -> list[str | None]:
        rows = [result(dataset={"name": "D", "type": "d"} | one) for one in datasets]
        return [one.variant for one in scores(index(*rows))]

    assert variant({"config": "clean", "split": "test"}) == ["clean"]
    assert variant({"config": "default"}) == [None]
    assert variant({"config": "D", "split": "test"}) == [None]
    assert variant({"split": "test"}, {"split": "dev"}) == ["test", "dev"]
    assert variant({"config": "c", "split": "a"}, {"config": "c", "split": "b"}) == [
        "c / a",
        "c / b",
    ]


def test_of_several_models_the_named_one_is_the_subject() -> None:
    metadata = {
        "model-index": [
            {"name": "Lumen-7B", "results": [result()]},
            {"name": "org/Lumen_70B", "results": [result()]},
            {"name": "empty", "results": []},
        ]
    }
    found, _ = read_model_index(metadata, 1, names=["Lumen 70b", ""])
    assert [(one.model, one.subject) for one in found] == [
        ("Lumen-7B", False),
        ("org/Lumen_70B", True),
    ]
    assert [one.subject for one in scores(metadata)] == [None, None]


@pytest.mark.parametrize(
    ("metadata", "message", "count"),
    [
        ({"model-index": "x"}, "it is no list", 0),
        ({"model-index": {"name": "a", "results": [result()]}}, "it is no list", 1),
        ({"model-index": ["x"]}, "an entry of it is no mapping", 0),
        ({"model-index": [{"results": [result()]}]}, "a model has no name", 1),
        ({"model-index": [{"name": "a"}]}, "results is no list", 0),
        (index(result(metrics={"type": "acc", "value": 1})), "metrics is no list", 1),
        (index(result(metrics=None)), "metrics is no list", 0),
        (index(result(metrics=[{"value": 1}])), "a metric has no type", 1),
        (index(result(metrics=[{"type": "acc"}])), "a metric has no value", 1),
        (
            index(result(metrics=[{"type": "a", "value": "good"}])),
            "the value 'good' of a metric is no number",
            0,
        ),
        (index(result(dataset="squad")), "a result has no dataset with its type and name", 1),
        (index(result(dataset={"type": "squad"})), "a dataset has no name", 1),
        (index(result(dataset={"name": "SQuAD"})), "a dataset has no type", 1),
        (index(result(task="qa")), "a result has no task with its type", 1),
        (index(result(task={"name": "QA"})), "a task has no type", 1),
    ],
)  # fmt: skip
def test_what_breaks_the_specification_is_said_and_read(
    metadata: dict[str, Any], message: str, count: int
) -> None:
    assert messages(metadata) == [message]
    assert len(scores(metadata)) == count


def test_a_dataset_that_is_only_a_text_is_its_name() -> None:
    (one,) = scores(index(result(dataset="squad")))
    assert one.benchmark == "squad"


@pytest.mark.parametrize(
    ("value", "texts"),
    [
        ("mit", ["mit"]), (["en", 7, None, "", " zh "], ["en", "7", "zh"]), (None, []),
        ({"a": 1}, []), ([["en"]], []), (False, []), ([True, "no"], ["no"]),
    ],
)  # fmt: skip
def test_lists(value: object, texts: list[str]) -> None:
    assert texts_of(value) == texts


_ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["name", "results", "task", "dataset", "metrics", "type", "value", "args"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(_ANY)
def test_no_shape_raises(value: Any) -> None:
    found, problems = read_model_index({"model-index": value}, 3)
    assert all(isinstance(one.score, float | None) for one in found)
    assert all(problem.line == 3 for problem in problems)


@needs_shared_cards
def test_the_model_index_of_real_cards_equals_its_truth() -> None:
    seen = 0
    for path in sorted((SHARED / "hf").glob("*.truth.json")):
        truth = json.loads(path.read_text(encoding="utf-8")).get("model_index")
        if truth is None:
            continue
        card = path.with_name(path.name.replace(".truth.json", ".md"))
        front = split(card.read_bytes().decode("utf-8-sig").replace("\r\n", "\n"))
        assert front.metadata is not None
        found, _ = read_model_index(front.metadata, 1, lines=front.key_lines)
        assert [(one.model, one.metric, one.score) for one in found] == [
            (want["model"], want["metric_name"], want["value"]) for want in truth
        ]
        labels = [want.get("dataset_name") or want.get("task_name") for want in truth]
        assert [one.label for one in found] == labels
        seen += len(found)
    assert seen == 17
