"""Front matter: where it is, what it says under YAML 1.2, and that broken YAML costs little."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modelcards.front_matter import yaml as yamlcore
from modelcards.front_matter.split import FrontMatter, split
from modelcards.limits import Limits
from tests.support.cards import SHARED, needs_shared_cards


def read(block: str, limits: Limits | None = None) -> FrontMatter:
    return split(f"---\n{block}---\n# Body\n", limits or Limits())


def said(front: FrontMatter) -> list[tuple[str, int | None]]:
    return [(problem.code, problem.line) for problem in front.problems]


def body(text: str, front: FrontMatter) -> str:
    return "\n".join(text.split("\n")[front.body_line - 1 :])


@pytest.mark.parametrize(
    "text",
    [
        "", "# Title\n", "---", "----\na: b\n---\n", " ----\na: b\n---\n", "\nx\n---\na: b\n---\n",
        "---\nA rule, and prose.\n\n---\n", "---\n# Title\n---\n", "---\n- a\n- b\n---\n",
        "---\nprose\n", "---\nSome long sentence here: with a colon.\n---\n", "--- a\nb: c\n---\n",
        "---\n**bold:** x: y\n---\n", "---\n# Title\n**a:** b: c\n---\n", "---\n\n",
    ],
)  # fmt: skip
def test_a_rule_is_no_front_matter(text: str) -> None:
    front = split(text)
    assert (front.metadata, front.body_line, front.lines) == (None, 1, None)
    assert front.problems == ()


@pytest.mark.parametrize(
    ("text", "metadata", "body_line"),
    [
        ("---\nlicense: mit\n---\n# T\n", {"license": "mit"}, 4),
        ("---  \nlicense: mit\n--- \t\n", {"license": "mit"}, 4),
        ("---\r\nlicense: mit\r\n---\r\n# T", {"license": "mit"}, 4),
        ("---\n\nlicense: mit\n\n---\n", {"license": "mit"}, 6),
        ("---\n---\n# T\n", {}, 3),
        ("---\n# see the guide\n{}\n---\n", {}, 5),
        ('---\n"license": mit\n---', {"license": "mit"}, 4),
        ("---\n# comment\nlicense: mit # why\n---\n", {"license": "mit"}, 5),
        ("---\nlicense: mit\n---\nA: b\n---\n", {"license": "mit"}, 4),
    ],
)
def test_front_matter_ends_at_the_next_fence(
    text: str, metadata: dict[str, Any], body_line: int
) -> None:
    front = split(text)
    assert (front.metadata, front.body_line) == (metadata, body_line)
    assert front.lines == (1, body_line - 1)
    assert front.closed
    assert front.problems == ()


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("no", "no"), ("on", "on"), ("yes", "yes"), ("true", True), ("False", False),
        ("", None), ("~", None), ("null", None), ("''", ""), ("'7'", "7"), ('"no"', "no"),
        ("1", 1), ("017", 17), ("0o17", 15), ("0x1F", 31), ("-3", -3), ("1_000", "1_000"),
        ("1e3", 1000.0), (".5", 0.5), ("1.", 1.0), ("1:30", "1:30"), ("1.2.3", "1.2.3"),
        (".nan", ".nan"), ("-.inf", "-.inf"), ("1e999", "1e999"), ("-", None),
        ("2024-01-02", "2024-01-02"), ("2024-13-45", "2024-13-45"), ("!!timestamp x", "x"),
        ("!!str 12", "12"), ("!!int 12", 12), ("!mine 12", "12"),
        ("!!python/object:os.system x", "x"),
        ("9" * 5000, "9" * 5000), ("[a, 1]", ["a", 1]), ("{b: [no]}", {"b": ["no"]}),
        ("!!set {x, y}", {"x": None, "y": None}), ("|\n  a\n  b\n", "a\nb\n"), ("a # b", "a"),
    ],
)  # fmt: skip
def test_values_are_as_written(printed: str, value: object) -> None:
    front = read(f"key: {printed}\n") if printed != "-" else read("key: \nother: 1\n")
    assert front.metadata is not None
    assert front.metadata["key"] == value
    assert type(front.metadata["key"]) is type(value)
    json.dumps(front.metadata, allow_nan=False)


def test_keys_are_text_as_printed() -> None:
    front = read("1: a\nnull: b\non: c\n[1, x]: d\n<<: {e: 1}\n")
    assert front.metadata == {"1": "a", "null": "b", "on": "c", '[1, "x"]': "d", "<<": {"e": 1}}
    assert front.key_lines["on"] == 4


def test_lines_of_keys_and_of_the_parts_of_a_model_index() -> None:
    front = read(
        "license: mit\nmodel-index:\n- name: a\n  results:\n  - metrics:\n    - value: 1\n"
    )
    assert front.key_lines == {
        "license": 2,
        "model-index": 3,
        "model-index.0": 4,
        "model-index.0.results.0": 6,
        "model-index.0.results.0.metrics.0": 7,
    }


def test_the_first_of_two_equal_keys_is_kept() -> None:
    front = read("a: 1\nb:\n  c: 1\n  c: 2\na: 2\n")
    assert front.metadata == {"a": 1, "b": {"c": 1}}
    assert said(front) == [("MC701", 5), ("MC701", 6)]
    flow = read("b: {c: 1, c: 2}\n")
    assert flow.metadata == {"b": {"c": 1}}
    assert said(flow) == [("MC701", 2)]


@pytest.mark.parametrize(
    ("block", "metadata", "line", "word"),
    [
        ("title: a: b\nlicense: mit\n", {"title": "a: b", "license": "mit"}, 2, "title"),
        ("license: mit\ntags:\n\t- a\n\t- b\n", {"license": "mit", "tags": ["a", "b"]}, 4, "tabs"),
        ("author: @me\nx: 1\n", {"author": "@me", "x": 1}, 2, "author"),
        ('"a b": *bold* x\nx: 1\n', {"a b": "*bold* x", "x": 1}, 2, "a b"),
        ("a: [x\nb: 2\n", {"b": 2}, 2, "'a'"),
        ("license: mit\na stray line\ntags:\n- a\n", {"license": "mit", "tags": ["a"]}, 3, "stray"),
        ("license: mit\na stray line\n", {"license": "mit"}, 3, "stray"),
        ("a: 1\n...\nb: 2\n", {"a": 1, "b": 2}, 3, "..."),
        ("a: \x01\nb: 2\n", {"a": "\x01", "b": 2}, 2, "character"),
        ("a:\n  - x\n - y\nb: 2\n", {"b": 2}, 4, "'a'"),
        ("a:\n\t- [x\nb: 2\n", {"b": 2}, 3, "'a'"),
        ("a: 1\na: b: c\n", {"a": 1}, 3, "'a'"),
    ],
)
def test_only_the_broken_key_is_lost(
    block: str, metadata: dict[str, Any], line: int, word: str
) -> None:
    front = read(block)
    assert front.metadata == metadata
    assert said(front) == [("MC701", line)]
    assert word in front.problems[0].message
    assert body(f"---\n{block}---\n# Body\n", front) == "# Body\n"


def test_lines_that_gave_nothing_are_kept() -> None:
    assert read("a: [x\n\n  y\nb: 2\n").unread == ((2, "a: [x"), (4, "  y"))


@pytest.mark.parametrize(
    ("text", "metadata", "rest"),
    [
        ("---\nlicense: mit\ntags:\n- a\n\n# T\n", {"license": "mit", "tags": ["a"]}, "\n# T\n"),
        ("---\nlicense: mit\nWe say\n# T\n", {"license": "mit"}, "We say\n# T\n"),
        ("---\nlicense: mit", {"license": "mit"}, ""),
        ("---\nlicense: mit\n# T\ntext\n", {"license": "mit"}, "# T\ntext\n"),
        ("---\na: 1\n\nb:\n  c\n\nDeveloper: X\n", {"a": 1, "b": "c"}, "\nDeveloper: X\n"),
        ("---\na: 1\n\n# T\n\ntext\n\n---\nend\n", {"a": 1}, "\n# T\n\ntext\n\n---\nend\n"),
        ("---\na: 1\n\nSome: text: x\n---\nend\n", {"a": 1}, "\nSome: text: x\n---\nend\n"),
        ("---\na: 1\nOne\nTwo\nThree\nnote: x\n---\n", {"a": 1}, "One\nTwo\nThree\nnote: x\n---\n"),
        ("---\na: b: c\n\n# T\n", {"a": "b: c"}, "\n# T\n"),
    ],
)
def test_a_block_without_its_end_never_takes_the_body(
    text: str, metadata: dict[str, Any], rest: str
) -> None:
    front = split(text)
    assert front.metadata == metadata
    assert not front.closed
    assert front.lines == (1, front.body_line - 1)
    assert ("MC701", front.body_line - 1) in said(front)
    assert body(text, front) == rest


def test_aliases_are_followed_within_a_bound() -> None:
    assert read("a: &x [1]\nb: *x\n").metadata == {"a": [1], "b": [1]}
    bomb = "a: &k0 [x,x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"b{n}: &k{n} [{','.join([f'*k{n - 1}'] * 10)}]\n" for n in range(1, 9)
    )
    front = read(bomb + "license: mit\n")
    assert front.metadata is not None
    assert front.metadata["license"] == "mit"
    assert front.metadata["b8"] is None
    assert len(json.dumps(front.metadata)) < 200_000
    assert {code for code, _ in said(front)} == {"MC004"}


def test_an_alias_of_itself_ends() -> None:
    front = read("a: &x [*x]\nb: 1\n")
    assert front.metadata == {"a": None, "b": 1}
    assert said(front) == [("MC004", 2)]


@pytest.mark.parametrize(
    "value", ["[" * 60 + "]" * 60, "[" * 70_000, "- " * 60 + "x", "\n  " + "? " * 70_000 + "x"]
)
def test_deep_nesting_costs_its_key(value: str) -> None:
    front = read(f"x: {value}\ny: 1\n")
    assert front.metadata == {"y": 1}
    assert said(front) == [("MC004", 2)]


def test_many_brackets_that_do_not_nest_are_read() -> None:
    front = read("x: [" + "[]," * 200 + "]\n")
    assert front.metadata is not None
    assert len(front.metadata["x"]) == 200
    assert front.problems == ()


def test_depth_by_indentation_is_bounded() -> None:
    deep = "".join(" " * n + "a:\n" for n in range(60))
    front = read(deep + "b: 1\n")
    assert front.metadata == {"a": None, "b": 1}
    assert [code for code, _ in said(front)] == ["MC004"]


def test_a_limit_on_characters_keeps_whole_keys() -> None:
    front = read("a: 1\nb: 2\nc: [1,\n 2]\n", Limits(front_matter=18))
    assert front.metadata == {"a": 1, "b": 2}
    assert said(front) == [("MC004", 4)]
    assert front.body_line == 7
    assert read("a: 1\nb: 2\n", Limits(front_matter=2)).metadata == {}
    open_end = split("---\na: 1\nb: 2\n", Limits(front_matter=6))
    assert open_end.metadata is not None
    assert open_end.metadata["a"] == 1


def test_a_limit_and_broken_keys_are_both_said() -> None:
    front = read("a: 1: 2\nb: 2\nc: [1,\n 2]\n", Limits(front_matter=20))
    assert front.metadata == {"a": "1: 2", "b": 2}
    assert sorted(said(front)) == [("MC004", 4), ("MC701", 2)]


def test_after_a_hundred_broken_keys_the_rest_is_left() -> None:
    front = read("a: 1\n" + "".join(f"k{n}: [x\n" for n in range(300)))
    assert front.metadata == {"a": 1}
    codes = [code for code, _ in said(front)]
    assert (codes.count("MC701"), codes.count("MC004")) == (100, 1)
    assert len(front.unread) == 300


def test_separators_of_unicode_end_no_line() -> None:
    front = read("a\u2028b: 'c\u2029d'\ne: f\x85g é\n")
    assert front.metadata == {"a\u2028b": "c\u2029d", "e": "f\x85g é"}
    assert front.key_lines["e"] == 3


def test_a_lone_surrogate_costs_its_key() -> None:
    front = read("a: [\ud800]\nb: 1\n")
    assert front.metadata == {"b": 1}
    assert said(front) == [("MC701", 2)]


def test_the_parser_in_python_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    block = "a: no\nb: '1'\nc: [1e3, x]\nd: !!str 7\ne: b: c\n"
    expected = read(block).metadata
    monkeypatch.setattr("yaml.__with_libyaml__", False)
    yamlcore._loader.cache_clear()
    try:
        assert read(block).metadata == expected
    finally:
        yamlcore._loader.cache_clear()


_LINES = st.lists(
    st.sampled_from(
        ["a: 1", "b: c: d", "- x", "  - y", "\t- z", "", "# h", "We", "k: [", "k: ]", "q: \"",
         "---",
         "e: &x 1", "f: *x", "g: |", "  text", "...", "'s': t", "{", "}", "%Y", "? x", ": y"]
    ),
    max_size=12,
)  # fmt: skip


@settings(max_examples=300)
@given(_LINES, st.text(max_size=30))
def test_nothing_raises_and_no_line_of_the_body_is_lost(lines: list[str], tail: str) -> None:
    text = "---\n" + "\n".join(lines) + "\n" + tail
    front = split(text)
    assert 1 <= front.body_line <= text.count("\n") + 2
    if front.metadata is not None:
        assert front.lines == (1, front.body_line - 1)
        json.dumps(front.metadata, allow_nan=False)
    for problem in front.problems:
        assert problem.line is not None
        assert 1 <= problem.line <= text.count("\n") + 1


@needs_shared_cards
def test_the_front_matter_of_real_cards_equals_its_truth() -> None:
    seen = 0
    for path in sorted((SHARED / "hf").glob("*.truth.json")):
        truth = json.loads(path.read_text(encoding="utf-8"))["front_matter"]
        card = path.with_name(path.name.replace(".truth.json", ".md"))
        front = split(card.read_bytes().decode("utf-8-sig").replace("\r\n", "\n"))
        if truth is None:
            assert front.metadata is None
            continue
        assert front.metadata is not None
        for key, value in truth.items():
            if not key.startswith("model_index"):
                stated = front.metadata[key]
                assert value == (stated if isinstance(stated, list) == isinstance(value, list)
                                 else [stated]), (path.name, key)  # fmt: skip
                seen += 1
    assert seen > 30
