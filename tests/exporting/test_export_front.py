"""Export into front matter: every kind that the wild holds keeps each byte outside the index."""

from __future__ import annotations

from itertools import takewhile
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import modelcards
from modelcards.errors import RefusedError

pytest.importorskip("huggingface_hub")

BODY = """# Lumen-7B

| Benchmark | Lumen-7B |
|---|---|
| MMLU (5-shot) | 61.2 |
| MMLU-Pro | 30.5 |
"""

# Front matter that takes a new `model-index`: the export is one insertion.
INSERTED = {
    "none": BODY,
    "none, blank first line": "\n" + BODY,
    "none, a rule and prose": "---\nSome words: they are many, and no key.\n\n---\n" + BODY,
    "empty": "---\n---\n" + BODY,
    "blank lines alone": "---\n\n---\n" + BODY,
    "one key": "---\nlicense: mit\n---\n" + BODY,
    "comments at every place": (
        "---\n# top\nlicense: mit # end of line\n# between\ntags: # of a list\n# in a list\n"
        "- a # an item\n\n  # indented\n# bottom\n---\n" + BODY
    ),
    "CRLF": ("---\nlicense: mit\ntags:\n- a\n---\n" + BODY).replace("\n", "\r\n"),
    "byte-order mark": "\ufeff---\nlicense: mit\n---\n" + BODY,
    "byte-order mark, CRLF": ("\ufeff---\nlicense: mit\n---\n" + BODY).replace("\n", "\r\n"),
    "duplicate keys": "---\nlicense: mit\nlicense: apache-2.0\n---\n" + BODY,
    "block scalars": "---\na: |\n  text: no key\n\n  more\nb: >-\n  folded\n  lines\n---\n" + BODY,
    "block scalar that keeps its end": "---\nlicense: mit\na: |+\n  text\n\n\n---\n" + BODY,
    "anchors": "---\na: &x\n  k: 1\nb: *x\nc:\n  <<: *x\n---\n" + BODY,
    "tabs in a comment": "---\nlicense: mit #\tfree\n---\n" + BODY,
    "quotes of both kinds": '---\n\'license\': "mit"\n"tags": [\'a\', "b"]\n---\n' + BODY,
    "list not indented, list indented": "---\na:\n- x\nb:\n    - y\n---\n" + BODY,
    "values of many lines": "---\na: one\n  two\n  three\nb: [x,\n  y]\n---\n" + BODY,
    "braces": '---\n{"license": "mit", "tags": ["a"]}\n---\n' + BODY,
    "characters of all planes": "---\nname: 模型 \U0001f916 \u0085 \u2028\n---\n" + BODY,
    "no line end at the end": "---\nlicense: mit\n---\n" + BODY.rstrip("\n"),
    "a key without value": "---\nlicense:\ntags:\n---\n" + BODY,
    "unknown keys": "---\nx-our-own: {a: [1, 2]}\nextra_gated_fields:\n  I agree: checkbox\n---\n"
    + BODY,
    "index without value": "---\nlicense: mit\nmodel-index:\ntags: [a]\n---\n" + BODY,
    "index without value, comment": "---\nmodel-index: # to do\nlicense: mit\n---\n" + BODY,
    "no results yet": "---\nmodel-index:\n- name: lumen-7b\n  results:\nlicense: mit\n---\n" + BODY,
}

_RESULT = """\
  - task:
      type: text-generation
    dataset:
      name: HellaSwag
      type: Rowan/hellaswag
    metrics:
    - type: accuracy
      value: 80.1
"""
INDEX = f"model-index:\n- name: Lumen-7B\n  results:\n{_RESULT}"

INSERTED |= {
    "an index": f"---\n{INDEX}---\n{BODY}",
    "an index in the middle": f"---\ntags: [a]\n{INDEX}# of the licence\nlicense: mit\n---\n{BODY}",
    "comments inside an index": (
        "---\nmodel-index: # scores\n# all of them\n- name: Lumen-7B # ours\n  results: # of 2024\n"
        + _RESULT.replace("80.1\n", "80.1 # checked\n      # twice\n")
        + "# end\nlicense: mit\n---\n"
        + BODY
    ),
    "several models": (
        f"---\n{INDEX}- name: Corvid-3B\n  results:\n{_RESULT}license: mit\n---\n{BODY}"
    ),
    "several models, ours last": (
        f"---\n{INDEX.replace('Lumen', 'Corvid')}- name: Lumen 7B\n  results:\n{_RESULT}---\n{BODY}"
    ),
    "indented lists": (
        "---\nmodel-index:\n    - name: Lumen-7B\n      results:\n"
        + "".join(f"      {line}\n" for line in _RESULT.splitlines())
        + "---\n"
        + BODY
    ),
    "index in flow style": (
        '---\nmodel-index: [{"name": "Lumen-7B", "results": [{"task": {"type": "text-generation"}, '
        '"dataset": {"name": "HellaSwag", "type": "Rowan/hellaswag"}, '
        '"metrics": [{"type": "accuracy", "value": 80.1}]}]}]\nlicense: mit\n---\n' + BODY
    ),
    "index in flow style, no results": (
        '---\nmodel-index: [{"name": "Lumen-7B", "results": []}]\nlicense: mit\n---\n' + BODY
    ),
    "a value of many lines last": (
        f"---\n{INDEX}      name: >\n        Accuracy,\n\n        all\n---\n{BODY}"
    ),
    "unknown keys in an index": f"---\n{INDEX}      x-ours: [1]\n  x-more: 1\n---\n{BODY}",
}
# Here `[]` or `null` gives way to the new list.
REPLACED = {
    "empty results": (
        "---\nmodel-index:\n- name: lumen-7b\n  results: []\nlicense: mit\n---\n",
        "[]",
    ),
    "empty results, comment": (
        "---\nmodel-index:\n- name: lumen-7b\n  results:  []  # none\nlicense: mit\n---\n",
        "[]",
    ),
    "empty index": ("---\nmodel-index: []\nlicense: mit\n---\n", "[]"),
    "null index": ("---\nlicense: mit\nmodel-index: null\n---\n", "null"),
}

REFUSED = {
    "unclosed": ("---\nlicense: mit\ntags:\n- a\n\n" + BODY, "not closed"),
    "tabs indent": ("---\ntags:\n\t- a\nlicense: mit\n---\n" + BODY, "no YAML"),
    "no YAML": ('---\nlicense: mit\nname: "open\n---\n' + BODY, "no YAML"),
    "colons in a value": ("---\nlicense: mit\ntitle: a: b\n---\n" + BODY, "no YAML"),
    "a tab that not every reader takes": ("---\nlicense:\tmit\n---\n" + BODY, "cannot read"),
    "white space behind the fence": ("---  \nlicense: mit\n---\n" + BODY, "does not see"),
    "CR alone": (("---\nlicense: mit\n---\n" + BODY).replace("\n", "\r"), "does not see"),
    "empty braces": ("---\n{}\n---\n" + BODY, "braces"),
    "index twice": (f"---\n{INDEX}license: mit\nmodel-index: []\n---\n{BODY}", "stands twice"),
    "index is a text": ("---\nmodel-index: later\n---\n" + BODY, "no list"),
    "index is a mapping": ("---\nmodel-index:\n  name: Lumen-7B\n---\n" + BODY, "no list"),
    "index of texts": ("---\nmodel-index:\n- Lumen-7B\n---\n" + BODY, "no list"),
    "a key twice in an index": (
        f"---\n{INDEX}      value: 79\n---\n{BODY}",
        "stands there twice",
    ),
    "results are a text": (
        "---\nmodel-index:\n- name: Lumen-7B\n  results: none\n---\n" + BODY,
        "no list",
    ),
    "results are missing": ("---\nmodel-index:\n- name: Lumen-7B\n---\n" + BODY, "missing"),
    "a result without dataset": (
        "---\nmodel-index:\n- name: Lumen-7B\n  results:\n  - task:\n      type: x\n    metrics:\n"
        "    - type: acc\n      value: 1\n---\n" + BODY,
        "breaks the specification",
    ),
    "a metric without value": (
        "---\n" + INDEX.replace("      value: 80.1\n", "") + "---\n" + BODY,
        "value",
    ),
    "results shared by an alias": (
        f"---\n{INDEX.replace('results:', 'results: &all')}"
        f"- name: Corvid-3B\n  results: *all\n---\n{BODY}",
        "without touching more",
    ),
}


def exported(text: str) -> tuple[bytes, bytes]:
    """The bytes of a card before and after."""
    data = text.encode()
    made = modelcards.export(modelcards.parse(data), to="model-index")
    assert made.files[0].before == data
    return data, made.files[0].after


def common(one: bytes, other: bytes) -> int:
    """How many bytes two files begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def scores(data: bytes) -> list[tuple[Any, ...]]:
    """What a card states, without lines."""
    return [
        (one.benchmark_id, one.setting, one.score, one.model, one.subject, one.table is None)
        for one in modelcards.parse(data).benchmarks
    ]


def check_written(before: bytes, after: bytes) -> None:
    """The new scores are there once, the old ones still, others can read it, twice is once."""
    from huggingface_hub import ModelCard

    old, new = scores(before), scores(after)
    assert [one for one in new if not one[-1]] == [one for one in old if not one[-1]]
    index = [one for one in new if one[-1]]
    assert index.count(("mmlu", "5-shot", 61.2, index[0][3], index[0][4], True)) <= 1
    for wanted in (("mmlu", "5-shot", 61.2), ("mmlu-pro", None, 30.5)):
        assert [one[:3] for one in index].count(wanted) == 1
    assert {one[:3] for one in old if one[-1]} <= {one[:3] for one in index}
    assert exported(after.decode())[1] == after
    text = after.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    values = [one.metric_value for one in ModelCard(text).data.get("eval_results", ())]
    assert values.count(61.2) == 1
    assert values.count(30.5) == 1


@pytest.mark.parametrize("name", INSERTED)
def test_a_new_index_is_one_insertion(name: str) -> None:
    before, after = exported(INSERTED[name])
    start, end = common(before, after), common(before[::-1], after[::-1])
    assert len(after) > len(before)
    assert start + end >= len(before)
    check_written(before, after)


@pytest.mark.parametrize("name", REPLACED)
def test_an_empty_list_gives_way(name: str) -> None:
    front, gone = REPLACED[name]
    before, after = exported(front + BODY)
    kept = [line for line in before.decode().split("\n") if gone not in line]
    assert [line for line in after.decode().split("\n") if line in kept] == kept
    check_written(before, after)
    assert gone not in after.decode().split("\n---\n")[0]
    assert ("# none" in front) == (b"results:  # none\n" in after)


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_edited_is_refused(name: str) -> None:
    text, why = REFUSED[name]
    with pytest.raises(RefusedError, match=why):
        exported(text)


def test_line_ends_are_those_of_the_file() -> None:
    for name in ("CRLF", "byte-order mark, CRLF"):
        _, after = exported(INSERTED[name])
        assert after.count(b"\n") == after.count(b"\r\n")


def test_bytes_that_are_no_text_are_not_rewritten() -> None:
    card = modelcards.parse(b"---\nlicense: mit # caf\xe9\n---\n" + BODY.encode())
    with pytest.raises(RefusedError, match="not text"):
        modelcards.export(card, to="model-index")


def test_a_file_that_was_not_read_to_its_end_is_not_rewritten() -> None:
    limits = modelcards.Limits(characters=len(BODY) + 5)
    card = modelcards.parse(BODY + "More words.\n" * 9, limits=limits)
    with pytest.raises(RefusedError, match="longer"):
        modelcards.export(card, to="model-index")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_the_encoding_stays(encoding: str) -> None:
    data = ("---\nlicense: mit\n---\n" + BODY).encode(encoding)
    made = modelcards.export(modelcards.parse(data), to="model-index")
    assert "model-index:\n" in made.files[0].after.decode(encoding)


def test_mojibake_stays_as_it_is() -> None:
    text = BODY + "\nThe models’ scores – all of them.\n".encode().decode("cp1252")
    before, after = exported(text)
    assert after.endswith(before)


PIECES = st.sampled_from(
    [
        "license: mit", "tags:", "- a", "  - b: c", "    d: [e, f]", "# words", "  # more", "",
        "---",
        "model-index:", "model-index: []", "- name: Lumen-7B", "  results:", "  results: []",
        "- *x", "  - task: {type: a}", "    dataset: {name: b, type: c}", "    metrics:",
        "    - type: acc",
        "      value: 1", "a: |", "  text", "b: &x [1]", "c: *x", "\tt: 1", 'q: "', "{", "}", "...",
        "x: {y: 1,", "z: '", "d: >+", "? k", ": v", "!!map {}", "no", "- - - a",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=12), st.sampled_from(["\n", "\r\n"]))
@settings(max_examples=200, deadline=None)
def test_any_front_matter_is_kept_or_refused(pieces: list[str], newline: str) -> None:
    text = "\n".join(["---", *pieces, "---", "", BODY]).replace("\n", newline)
    old = scores(text.encode())
    try:
        before, after = exported(text)
    except RefusedError:
        return
    if before == after:
        return
    gone = [line for line in before.split(b"\n") if line not in after.split(b"\n")]
    assert all(b"[]" in line for line in gone)
    assert [one for one in scores(after) if not one[-1]] == [one for one in old if not one[-1]]
    assert exported(after.decode())[1] == after
