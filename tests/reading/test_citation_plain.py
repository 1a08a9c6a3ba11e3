"""A plain entry is read by one pattern as bibtexparser reads it."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from modelcards.reading import citation

PIECES = (
    *("a", "Lumen", "{", "}", '"', ",", "=", " ", "\n", "\\", '\\"o', "{\\'e}", "@", "2024", "#"),
    *("title", "title={A {B}}", "year = 2024", "(", "~"),
)
VALUES = (
    *("{A b}", "{A {B} {c}}", '"A b"', "2024", "jan", "{a \\& b}", '{a "b" c}', "{a,\n b = {c}}"),
    *("{}", '"a {b} c"', "jan # 2", "{a @ b}", "{a {b}", '{G{\\"o}del}', "{a {b {c {d}}}}"),
)

fields = st.tuples(
    st.sampled_from(("title", "Title", "year", "arxiv-id", "url", "", "9a")),
    st.sampled_from(("=", " = ", "=\n")),
    st.sampled_from(VALUES),
    st.sampled_from((",", ",\n", "", " , ")),
).map("".join)
entries = st.tuples(
    st.sampled_from(("@misc{lumen,", "@article{ a:b-1 ,\n", "@misc{", "@misc {a\n,")),
    st.lists(fields, max_size=4).map("".join),
    st.sampled_from(("}", "\n}", "}}", "")),
).map("".join)


def by_library(source: str) -> tuple[dict[str, str] | None, str | None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(citation, "_plain_fields", lambda source: None)
        return citation._fields(source)


@given(st.one_of(entries, st.lists(st.sampled_from(PIECES), max_size=24).map(
    lambda pieces: "@misc{a, " + "".join(pieces) + "}"
)))  # fmt: skip
@example("@misc{a, title={x}\n year={2024}}")
def test_same_fields(source: str) -> None:
    if citation._plain_fields(source) is not None:
        assert citation._fields(source) == by_library(source)


def test_common_entries_are_plain() -> None:
    source = (
        "@article{reed2024lumen,\n  title = {Lumen: a {BIG} model},\n"
        '  author={Reed, A. and G{\\"o}rg, B.},\n  year = 2024,\n  url={https://lumen.example/a_b},\n}'
    )
    found = citation._plain_fields(source)
    assert found is not None
    assert list(found) == ["title", "author", "year", "url"]
