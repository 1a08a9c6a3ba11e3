"""Front matter changes where it is asked to, and nowhere else."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelcards import ArgumentError, RefusedError, parse, update_metadata

CARD = """---
# About this card.
license: apache-2.0  # asked on Monday
tags:
- tiny   # one
- chat

# Languages below.
language: [en,  de]
note: |
  First.
  Second.
---
# Lumen-7B
"""


@pytest.mark.parametrize(
    ("values", "old", "new"),
    [
        ({"license": "mit"}, "apache-2.0", "mit"),
        ({"license": "no"}, "apache-2.0", '"no"'),
        ({"tags": ["a", "b: c"]}, "- tiny   # one\n- chat", '- a\n- "b: c"'),
        ({"language": ["fr"]}, "language: [en,  de]", "language:\n- fr"),
        ({"note": "Third."}, "note: |\n  First.\n  Second.", "note: Third."),
        ({"license": None}, "license: apache-2.0  # asked on Monday\n", ""),
        ({"new": {"a": [1, True]}}, "  Second.\n", "  Second.\nnew:\n  a:\n  - 1\n  - true\n"),
        ({}, "", ""),
        ({"absent": None}, "", ""),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_one_key_changes(values: dict[str, Any], old: str, new: str, newline: str) -> None:
    card = CARD.replace("\n", newline)
    wanted = CARD.replace(old, new, 1) if old else CARD
    assert update_metadata(card, values) == wanted.replace("\n", newline)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("# Lumen\n", "---\nlicense: mit\n---\n# Lumen\n"),
        ("", "---\nlicense: mit\n---\n"),
        ("---\n---\nx", "---\nlicense: mit\n---\nx"),
        ("---\nlicense:\n---\n", "---\nlicense: mit\n---\n"),
    ],
)
def test_where_there_was_none(text: str, wanted: str) -> None:
    assert update_metadata(text, {"license": "mit"}) == wanted


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("---\nlicense: mit\n# Lumen\n", "not closed"),
        ("---\na: [1\n---\n", "no YAML"),
        ("---\nlicense: a\nlicense: b\n---\n", "stands twice, in lines 2 and 3"),
        ("---\n{license: a}\n---\n", "in braces"),
    ],
)
def test_what_cannot_be_changed_safely_is_refused(text: str, why: str) -> None:
    with pytest.raises(RefusedError, match=why):
        update_metadata(text, {"license": "mit"})


def test_wrong_calls() -> None:
    for text, values in (
        (b"", {}),
        ("", []),
        ("", {1: "a"}),
        ("", {"a": {2: "b"}}),
        ("", {"a": [object()]}),
    ):
        with pytest.raises(ArgumentError):
            update_metadata(text, values)  # type: ignore[arg-type]  # what an untyped caller does


_ROUND: list[Any] = []
_ROUND.append(_ROUND)


@pytest.mark.parametrize(
    ("key", "value", "why"),
    [
        ("a", _ROUND, "deeper than 50"), ("a", {"b": [_ROUND]}, "deeper"),
        ("a\ud83d", "b", "surrogate"), ("a", ["\ud83d"], "surrogate"),
        ("a", float("nan"), "no number"), ("a", [float("-inf")], "no number"),
        ("a", [10**5000], "bits"), ("a" * 2000, "b", "read back"),
    ],
)  # fmt: skip
def test_what_yaml_cannot_hold_is_refused(key: str, value: Any, why: str) -> None:
    for text in ("# Lumen\n", "---\nlicense: mit\n---\n# Lumen\n"):
        with pytest.raises((ArgumentError, RefusedError), match=why) as raised:
            update_metadata(text, {key: value})
        assert len(str(raised.value)) < 500


_PLAIN = st.one_of(st.text(max_size=20), st.integers(-(10**6), 10**6), st.booleans())
_VALUES = st.dictionaries(
    st.sampled_from(["license", "tags", "language", "note", "new"]),
    st.one_of(_PLAIN, st.lists(_PLAIN, max_size=3)),
    max_size=4,
)


@given(_VALUES)
def test_every_value_reads_back_and_the_body_stays(values: dict[str, Any]) -> None:
    done = update_metadata(CARD, values)
    before, after = parse(CARD), parse(done)
    assert after.metadata == {**(before.metadata or {}), **values}
    assert done.endswith("---\n# Lumen-7B\n")
    assert update_metadata(done, values) == done or any(
        isinstance(value, list) for value in values.values()
    )
