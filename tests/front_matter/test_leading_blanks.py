"""Front matter behind white space: the card is the same, told under MC701, and mended."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modelcards import ModelCard, fix, lint, parse
from modelcards.front_matter.split import split
from modelcards.model.json import adapter

BODY = "\n# Heron-2B\n\nA small model.\n\n---\n\n- **Layers:** 12\n"
CARDS = {
    "plain": "license: mit\nlanguage: en\ntags:\n- birds\nbase_model: acme/heron\n",
    "index": (
        "license: mit\nmodel-index:\n- name: heron\n  results:\n"
        "  - task: {type: vqa}\n    dataset: {type: acme/birds, name: Birds}\n"
        "    metrics:\n    - {type: accuracy, value: 0.91}\n    - {type: f1, value: {a: 1}}\n"
    ),
    "broken": "license: mit\ntags: [birds\nlanguage: en\n",
    "twice": "license: mit\nlicense: mit\n",
    "misspelt": "licence: mit\nlanguage:\n- jp\n- en\n",
    "comment": "# see the guide\nlicense: mit\n",
    "empty": "",
}
LEADS = ("\n", "\n\n\n", " ", "   \n", "\t", "\n  ", "\ufeff\n", "\u3000\n", "\xa0")


def facts(card: ModelCard) -> Any:
    """Everything but where things stand, and what is said of the blank itself."""

    def bare(value: Any) -> Any:
        if isinstance(value, dict):
            return {
                key: bare(item) for key, item in value.items() if key not in ("line", "end_line")
            }
        return [bare(item) for item in value] if isinstance(value, list) else value

    held = adapter().dump_python(card)
    del held["source"]
    held["problems"] = [
        {"code": one.code, "message": "".join(c for c in one.message if not c.isdigit())}
        for one in card.problems
        if "white space stands" not in one.message
    ]
    return bare(held)


@pytest.mark.parametrize("name", CARDS)
@pytest.mark.parametrize("lead", LEADS, ids=repr)
def test_the_card_is_the_same(name: str, lead: str) -> None:
    text = f"---\n{CARDS[name]}---\n{BODY}"
    moved = parse(lead + text)
    assert facts(moved) == facts(parse(text))
    assert moved.metadata is not None
    assert [one.line for one in moved.problems if "white space stands" in one.message] == [
        1 + lead.count("\n")
    ]


@given(st.text(alphabet=" \n\t\r\u2003", max_size=12), st.sampled_from(sorted(CARDS)))
@settings(max_examples=60, deadline=None)
def test_blanks_of_any_kind_move_the_card_and_change_nothing(lead: str, name: str) -> None:
    text = f"---\n{CARDS[name]}---\n{BODY}"
    assert facts(parse(lead + text)) == facts(parse(text))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end(end: str) -> None:
    text = f"\n---\n{CARDS['plain']}---\n{BODY}".replace("\n", end)
    card = parse(text.encode())
    assert (card.license, card.languages) == ("mit", ["en"])
    assert card.provenance["license"].line == 3


def test_the_lines_are_those_of_the_file() -> None:
    front = split("\n\n  ---\nlicense: mit\ntags: [a\n---\n# T\n")
    assert front.lines == (3, 6)
    assert front.key_lines["license"] == 4
    assert [(one.code, one.line) for one in front.problems] == [("MC701", 3), ("MC701", 5)]


def test_an_end_that_is_missing_is_told_as_ever() -> None:
    front = split("\n---\nlicense: mit\ntags:\n- a\n\n# T\n")
    assert (front.closed, front.lines, front.metadata) == (
        False, (2, 5), {"license": "mit", "tags": ["a"]},
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "\n---\n\n# Heron-2B\n\nparameters: a lot of them.\n\n---\n\n## Use\n",
        "---\n\n# Heron-2B\n\nNote: read this.\n\n---\n",
        "\n---\nWe rest here.\n---\n",
        "\n  ---\n- a list\n---\n",
        "\n---\nprose and no end\n",
        "\n\n----\nlicense: mit\n----\n",
        "x\n---\nlicense: mit\n---\n",
    ],
)
def test_a_rule_stays_a_rule(text: str) -> None:
    assert split(text).metadata is None
    assert split(text).problems == ()


def test_a_comment_in_a_frame_of_blank_lines_is_no_title_above_keys_of_the_hub() -> None:
    front = split("\n---\n\n# for the guide see above\n\nlicense: mit\n\n---\n")
    assert front.metadata == {"license": "mit"}


@pytest.mark.parametrize("lead", LEADS, ids=repr)
def test_the_fix_takes_the_blank_out(lead: str) -> None:
    text = f"---\n{CARDS['plain']}---\n{BODY}"
    mended = fix(lead + text, select=["MC701"])
    assert mended.text.removeprefix("\ufeff") == text
    assert [one.code for one in mended.applied] == ["MC701"]


def test_blank_and_missing_end_are_both_mended() -> None:
    text = "\n\n---\nlicense: mit\n\n# Heron-2B\n\nA small model.\n"
    assert fix(text).text == "---\nlicense: mit\n---\n\n# Heron-2B\n\nA small model.\n"


def test_a_blank_does_not_hide_that_the_licence_is_missing() -> None:
    codes = [one.code for one in lint(parse("\n---\ntags: [a]\n---\n\n# Heron\n\nText.\n"))]
    assert codes == ["MC102", "MC701"]


@pytest.mark.parametrize(
    "block",
    [
        "".join(f"key{n}: {n}\n" for n in range(10_000)),
        "".join(f"licens{n}: x\nlicenc{chr(97 + n % 26)}{n}: y\n" for n in range(5_000)),
        "".join(f"- {n}: [\n" for n in range(5_000)),
        "license: mit\n" + "".join(f"tags{n}: [\n" for n in range(10_000)),
        "language:\n" + "".join(f"- none{n}\n" for n in range(10_000)),
        "license:\n" + "".join(f"- none{n}\n" for n in range(10_000)),
        "1: a\n~: b\n2.5: c\ntrue: d\n[x, y]: e\n{k: v}: f\n? |\n  text\n: g\n'': h\n",
    ],
    ids=["keys", "near keys", "no YAML", "broken keys", "languages", "licences", "kinds of keys"],
)
def test_hostile_front_matter_behind_blank_lines(block: str) -> None:
    text = f"\n\n \n---\n{block}---\n{BODY}"
    start = time.process_time()
    moved = parse(text)
    assert time.process_time() - start < 5
    assert len(moved.problems) < 300
    assert facts(moved) == facts(parse(text.lstrip()))


def test_blanks_by_the_megabyte_cost_little() -> None:
    start = time.process_time()
    for sign in (" ", "\n", "\ufeff"):
        assert split(sign * 2_000_000 + "x").metadata is None
        assert split(sign * 2_000_000 + "---\nlicense: mit\n---\n").metadata == {"license": "mit"}
    assert time.process_time() - start < 5
