"""What holds of every input: no crash, valid JSON, nothing lost, invented or moved."""

from __future__ import annotations

import difflib
import random
import re
from bisect import bisect_right

from hypothesis import example, given
from hypothesis import strategies as st

import modelcards
from modelcards import Edit, ModelCard
from modelcards.linting.edits import edited
from modelcards.linting.fix import mend
from modelcards.linting.rules import card_rules
from tests.support import strategies
from tests.support.documents import document
from tests.support.invariants import check_card
from tests.support.score_leaderboard import facts
from tests.support.strategies import Written

WORD = re.compile(r"wq\d+z")
MARKUP = re.compile(r"[*_`\[\]\s]|\([^)]*\)")


@given(strategies.texts())
def test_any_text_is_a_card_and_valid_json(text: str) -> None:
    check_card(modelcards.parse(text))


@given(strategies.data())
def test_any_bytes_are_a_card_and_valid_json(data: bytes) -> None:
    check_card(modelcards.parse(data))


@given(strategies.texts(), st.sampled_from(("leaderboard", "huggingface", "generic")))
def test_every_dialect_reads_any_text(text: str, dialect: str) -> None:
    check_card(modelcards.parse(text, dialect=dialect, path="models/some-model.md"))


@given(strategies.texts())
def test_any_text_can_be_linted(text: str) -> None:
    card = modelcards.parse(text)
    last = len(re.split("\r\n|\r|\n", text))
    for finding in modelcards.lint(card):
        assert 1 <= finding.line <= last
        assert finding.line <= finding.end_line <= last + 1
        assert finding.column >= 1
    again = modelcards.from_json(modelcards.to_json(card))
    modelcards.lint(again)


@given(strategies.documents())
def test_no_word_of_an_author_is_lost(written: tuple[str, list[str]]) -> None:
    text, words = written
    kept = set(WORD.findall(modelcards.to_json(modelcards.parse(text))))
    assert [word for word in words if word not in kept] == []


@given(strategies.documents())
def test_no_word_is_moved_to_another_line(written: tuple[str, list[str]]) -> None:
    text, _ = written
    lines = text.split("\n")
    card = modelcards.parse(text)
    for spec in card.specs:
        words = WORD.findall(spec.key)
        assert all(word in lines[spec.line - 1] for word in words[:1]), spec
    for score in card.benchmarks:
        words = WORD.findall(score.raw)
        assert all(word in lines[score.line - 1] for word in words[:1]), score
    front = text.find("\n---\n") if text.startswith("---") else 0
    for path, place in card.provenance.items():
        # A list in front matter has the line of its key.
        words = WORD.findall(place.raw) if place.line > text.count("\n", 0, front) else []
        assert all(word in lines[place.line - 1] for word in words[:1]), path


def lines_hold(card: ModelCard, text: str) -> list[str]:
    """The facts whose raw text does not stand on the line that they name."""
    lines = [MARKUP.sub("", line) for line in text.split("\n")]
    wrong = []
    for path, place in card.provenance.items():
        raw = MARKUP.sub("", place.raw)
        if path != "organization.url" and raw not in lines[place.line - 1]:
            wrong.append(path)
    wrong += [
        spec.key for spec in card.specs if MARKUP.sub("", spec.raw) not in lines[spec.line - 1]
    ]
    wrong += [score.label for score in card.benchmarks if score.raw not in lines[score.line - 1]]
    return wrong


@given(strategies.written())
def test_a_written_card_gives_its_facts_back(written: Written) -> None:
    text = written.markdown()
    card = modelcards.parse(text)
    assert facts(card) == written.facts()
    assert card.category == written.category
    assert card.extras == []
    assert [problem.code for problem in card.problems] == []
    assert lines_hold(card, text) == []


@given(
    strategies.written(),
    st.sampled_from(("\n", "\r\n", "\r")),
    st.sampled_from(("utf-8", "utf-8-sig", "utf-16", "utf-32")),
)
def test_line_ends_and_encodings_change_no_fact(
    written: Written, newline: str, encoding: str
) -> None:
    text = written.markdown()
    card = modelcards.parse(text.replace("\n", newline).encode(encoding))
    plain = modelcards.parse(text)
    assert facts(card) == facts(plain)
    assert card.provenance == plain.provenance
    assert (card.specs, card.benchmarks) == (plain.specs, plain.benchmarks)
    assert card.source.newline == newline


@given(strategies.written())
def test_json_gives_the_card_back(written: Written) -> None:
    card = modelcards.parse(written.markdown(), path="models/a.md")
    for indent in (None, 2):
        assert modelcards.from_json(modelcards.to_json(card, indent=indent)) == card


@given(st.lists(strategies.good_lines(), min_size=1, max_size=30))
def test_good_text_is_not_repaired(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert modelcards.repair(text).text == text


@given(strategies.texts(), st.booleans())
@example("Ã‚Â©\nÂ©Ã‚Â©", False)
@example("ÄŸÅ¸â€Â\x9d\nÃ\x86Â\x80", False)
def test_repair_is_idempotent_and_keeps_lines(text: str, inferred: bool) -> None:
    once = modelcards.repair(text, inferred=inferred)
    assert modelcards.repair(once.text, inferred=inferred).text == once.text
    assert len(once.text.split("\n")) == len(text.split("\n"))
    lines = re.split("\r\n|\r|\n", text)
    for one in once.repairs:
        assert lines[one.line - 1][one.column - 1 :].startswith(one.before)


@given(strategies.texts(), st.booleans())
@example("# A\n\n- **Parameters:** 7B", False)
def test_fixing_twice_equals_fixing_once(text: str, unsafe: bool) -> None:
    once = modelcards.fix(text, unsafe=unsafe)
    assert modelcards.fix(once.text, unsafe=unsafe).text == once.text
    if not once.applied:
        assert once.text == text


@given(strategies.data(), st.booleans())
def test_fixing_bytes_twice_equals_fixing_them_once(data: bytes, unsafe: bool) -> None:
    once = mend(data, card_rules(), unsafe=unsafe)
    again = mend(once.data, card_rules(), unsafe=unsafe)
    assert again.data == once.data
    assert again.applied == ()
    assert bool(once.applied) == (once.data != data)


@given(strategies.data(), st.booleans())
def test_fixing_changes_no_byte_but_on_lines_that_it_names(data: bytes, unsafe: bool) -> None:
    mended = mend(data, card_rules(), unsafe=unsafe)
    fixes = [finding.fix for finding in mended.applied if finding.fix]
    if not all(fix.edits for fix in fixes):
        return  # the encoding was mended, and with it every byte
    before, after = data.splitlines(keepends=True), mended.data.splitlines(keepends=True)
    steps = difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    changed = sum(max(j - i, m - k) for step, i, j, k, m in steps if step != "equal")
    edits = [edit for fix in fixes for edit in fix.edits]
    # An insertion behind the last line gives that one an end.
    named = [edit.end_line - edit.start_line + 2 + edit.text.count("\n") for edit in edits]
    assert changed <= sum(named)


@st.composite
def _edits(draw: st.DrawFn) -> tuple[str, list[tuple[int, int, str]]]:
    """A text, and edits of it as (offset, end, new text), apart and in order."""
    text = draw(st.text("ab\r\né", max_size=30))
    places = sorted(draw(st.lists(st.integers(0, len(text)), max_size=6, unique=True)))
    # An offset between "\r" and "\n" is no place of a line.
    places = [at for at in places if text[at - 1 : at + 1] != "\r\n"]
    pairs = zip(places[::2], places[1::2], strict=False)
    return text, [(start, end, draw(st.sampled_from(("", "x", "yz")))) for start, end in pairs]


@given(_edits())
def test_edits_change_what_they_replace_and_nothing_else(
    given_: tuple[str, list[tuple[int, int, str]]],
) -> None:
    text, edits = given_
    ends = [found.end() for found in re.finditer("\r\n|\r|\n", text)]
    starts = [0, *ends]

    def place(offset: int) -> tuple[int, int]:
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1

    made = [Edit(*place(start), *place(end), new) for start, end, new in edits]
    expected = text
    for start, end, new in reversed(edits):
        expected = expected[:start] + new + expected[end:]
    assert edited(text, made) == expected


@given(strategies.texts(), st.integers(0, 1000))
def test_what_was_read_before_changes_nothing(text: str, seed: int) -> None:
    first = modelcards.to_json(modelcards.parse(text))
    other, _ = document(random.Random(seed))
    modelcards.parse(other)
    assert modelcards.to_json(modelcards.parse(text)) == first
