"""That a name begins like no benchmark is told without looking further, and never wrongly."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelcards.scores import benchmark_names
from modelcards.scores.benchmark_names import benchmark_id, may_begin
from modelcards.scores.words import word_lists
from modelcards.vocabulary import rows

NAMES = [name.lstrip("=") for row in rows("benchmarks") for name in row if name]
BEFORE = (
    "",
    "5-shot ",
    "zero-shot ",
    "CoT ",
    "lighteval:",
    "helm|",
    "(",
    "**",
    "with tools ",
    "k-shot ",
)
BEHIND = (
    "",
    " (test)",
    " pass@1",
    " val",
    "-v2",
    " (5-shot, CoT)",
    ":acc",
    "*",
    " higher is better",
)


def plainly(name: str) -> str | None:
    """The same without the look at its beginning."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(benchmark_names, "may_begin", lambda text: True)
        asked: str | None = benchmark_names.__dict__["__test__"]["benchmark_id"](name)
        return asked


def test_no_name_of_the_vocabulary_is_lost() -> None:
    lost = [name for name in NAMES if plainly(name) != benchmark_id(name)]
    assert lost == []
    assert benchmark_id("MMLU") == "mmlu"


@given(
    st.sampled_from(BEFORE), st.sampled_from(NAMES), st.sampled_from(BEHIND),
    st.sampled_from(("", *word_lists()["how"])),
)  # fmt: skip
def test_what_may_stand_around_a_name(before: str, name: str, behind: str, how: str) -> None:
    for text in (f"{before}{name}{behind}", f"{how} {name}".strip(), f"Lumen {name}"):
        assert benchmark_id(text) == plainly(text)


@given(st.text(max_size=20))
def test_any_text(text: str) -> None:
    assert benchmark_id(text) == plainly(text)


def test_most_words_are_told_at_once() -> None:
    assert not any(map(may_begin, ("Xylophone", "Quxbench", "zzz")))
