"""A card to JSON and back, and what is refused."""

from __future__ import annotations

import copy
import json
import pickle
import sys
from dataclasses import FrozenInstanceError, fields, replace
from typing import Any, cast

import pytest

import modelcards
from modelcards import ArgumentError, DataError, from_json, parse, to_json

TEXT = "# Lumen\n\n- Parameters: 7B\n\n| Task | Score |\n|---|---|\n| MMLU | 61.2 |\n"


@pytest.mark.parametrize("indent", [None, 2])
def test_a_card_comes_back_equal(indent: int | None) -> None:
    card = parse(TEXT)
    text = to_json(card, indent=indent)
    assert from_json(text) == card
    assert from_json(text.encode("utf-8")) == card
    assert text.endswith("}\n")
    assert (text.count("\n") == 1) is (indent is None)


def test_the_source_is_no_part_of_it() -> None:
    card = parse(TEXT)
    back = from_json(to_json(card))
    assert back._original is None
    assert card._original is not None
    assert "_held_original" not in json.loads(to_json(card))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"schema_version": "0"}, "schema_version is '0'"),
        ({"parameters": "many"}, "parameters"),
        ({"no_such_key": 1}, "no_such_key"),
        ({"source": None}, "source"),
    ],
)
def test_other_json_is_refused(change: dict[str, Any], says: str) -> None:
    document = json.loads(to_json(parse(TEXT))) | change
    with pytest.raises(DataError, match=says):
        from_json(json.dumps(document))


@pytest.mark.parametrize("text", ["", "[]", "{", '"text"', b"\xff"])
def test_what_is_no_card_is_refused(text: str | bytes) -> None:
    with pytest.raises(DataError, match="no model card"):
        from_json(text)


def test_values_of_the_wrong_type_are_refused() -> None:
    with pytest.raises(ArgumentError, match="takes a ModelCard, not str"):
        to_json(cast(Any, "text"))
    with pytest.raises(ArgumentError, match="takes str or bytes, not int"):
        from_json(cast(Any, 7))


def test_parts_take_no_dict_each_and_give_one_where_they_are_asked() -> None:
    card = modelcards.parse("# Lumen-7B\n\n|Task|Score|\n|-|-|\n" + "|MMLU|61.2|\n" * 40)
    one = card.benchmarks[-1]
    names = [field.name for field in fields(one)]
    assert [*vars(one)] == names
    assert vars(one) == {name: getattr(one, name) for name in names}
    assert sys.getsizeof(one) < sys.getsizeof(vars(one)) / 2
    vars(one).clear()
    assert one.score == 61.2
    assert pickle.loads(pickle.dumps(card)) == card
    assert copy.deepcopy(one) == one == replace(one)
    with pytest.raises(FrozenInstanceError):
        card.benchmarks[0].score = 1.0  # type: ignore[misc]  # what is tested
