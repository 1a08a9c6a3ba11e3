"""Fixing: the least is edited, facts that no fix names stay, bytes and encodings are kept."""

from __future__ import annotations

import codecs
from collections.abc import Iterator

import pytest

from modelcards import (
    ArgumentError,
    Edit,
    Finding,
    Fix,
    ModelCard,
    fix,
    from_json,
    lint,
    parse,
    to_json,
)
from modelcards.linting.clock import Clock
from modelcards.linting.edits import edited
from modelcards.linting.examples import card
from modelcards.linting.fix import mend
from modelcards.linting.fixpoint import ROUNDS, TRIES
from modelcards.linting.rule import Hit, Rule
from modelcards.linting.rules import card_rules
from modelcards.linting.same_facts import same_facts
from modelcards.linting.span import Span
from modelcards.linting.view import View
from tests.support.cards import MARK, RATIO, SHARED, needs_shared_cards


def test_only_safe_fixes_by_default() -> None:
    result = fix(card(MARK, RATIO))
    assert result.text == card(RATIO)
    assert [one.code for one in result.applied] == ["MC203"]
    assert [one.code for one in result.remaining] == ["MC301"]
    assert fix(card(MARK, RATIO), unsafe=True).text == card()


def test_only_selected_rules_are_mended() -> None:
    wrong = card(MARK, RATIO)
    assert fix(wrong, unsafe=True, select=["MC301"]).text == card(MARK)
    assert fix(wrong, unsafe=True, ignore=["MC301"]).text == card(RATIO)


def test_two_faults_on_one_line() -> None:
    wrong = card(("500:1 ✅ Compute-optimal", "600:1 âš\xa0ï¸\x8f Under-trained"))
    result = fix(wrong, unsafe=True)
    assert result.text == card()
    assert result.remaining == ()


def test_several_insertions_at_one_place() -> None:
    ratio = "- **Token:Param Ratio:** 500:1 ✅ Compute-optimal\n"
    without = card((ratio, ""), ("- **Formula:** √(Parameters × Tokens) ÷ 300\n", ""))
    without = without.replace("### Training Efficiency\n- **ALScore:** 0.6 (Lightweight)\n", "")
    result = fix(without, unsafe=True)
    assert [one.code for one in result.applied] == ["MC305", "MC305"]
    assert ratio in result.text
    assert "- **ALScore:** 0.6 (Lightweight)\n" in result.text
    assert lint(parse(result.text)) == []


def test_a_label_follows_the_mended_ratio() -> None:
    wrong = card(("4000.0B", "80.0B"), ("0.6 (", "0.1 ("))
    result = fix(wrong, unsafe=True)
    assert "10:1 ⚠️ Under-trained" in result.text
    assert [one.code for one in result.applied] == ["MC301", "MC302"]


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_line_endings_stay(newline: str) -> None:
    clean = card().replace("\n", newline)
    wrong = card(MARK, RATIO).replace("\n", newline)
    assert fix(wrong, unsafe=True).text == clean
    gap = "- **ALScore:** 0.6 (Lightweight)" + newline
    assert fix(clean.replace(gap, ""), unsafe=True).text == clean


def test_mixed_line_endings_and_blanks_stay() -> None:
    clean = card().replace("\n", "\r\n", 9).replace("Dense\n", "Dense  \t\n")
    assert fix(clean.replace("🟢", "🔴")).text == clean
    cut = clean.rstrip("\n")
    assert fix(cut.replace("🟢", "🔴")).text == cut


@pytest.mark.parametrize(
    ("mark", "codec"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_encodings(mark: bytes, codec: str) -> None:
    data = mark + card(MARK).encode(codec)
    assert fix(data).text == card()
    assert {one.code for one in fix(data).applied} == {"MC003", "MC203"}
    kept = mend(data, [rule for rule in card_rules() if rule.code != "MC003"])
    assert kept.data == mark + card().encode(codec)
    assert fix(data, ignore=["MC003"]).text == "\ufeff" + card()
    only = mend(data, [rule for rule in card_rules() if rule.code == "MC003"])
    assert only.data == card(MARK).encode()


def test_a_mark_in_a_text() -> None:
    assert fix("\ufeff" + card()).text == card()
    assert fix("\ufeff" + card(MARK), ignore=["MC003"]).text == "\ufeff" + card()


def test_stray_bytes_are_written_as_utf8() -> None:
    data = card(("General knowledge", "Général knowledge")).encode().replace(b"\xc3\xa9", b"\xe9")
    result = fix(data)
    assert result.text == card(("General knowledge", "Général knowledge"))
    assert [one.code for one in result.applied] == ["MC003"]


@pytest.mark.parametrize(
    "data", [b"\0\xef\xbb\xbf\0\xc3\xa9\xc3\xa9a=\xa9a\0=", b"\0001" * 12 + b"\n\x1bwords"]
)
def test_what_would_be_read_as_utf16_is_not_written(data: bytes) -> None:
    done = mend(data, card_rules())
    assert (done.data, done.applied) == (data, ())


def test_bytes_that_cannot_be_read_keep_the_file_as_it_is() -> None:
    data = card(MARK).encode().replace(b"General", b"Gener\xe2\x82 al")
    result = mend(data, card_rules())
    assert result.data == data
    assert result.applied == ()
    assert {one.code for one in result.remaining} == {"MC003", "MC203"}
    assert not any(one.fix for one in result.remaining if one.code == "MC003")


def test_a_card_that_was_not_read_whole_is_not_mended() -> None:
    from modelcards.limits import DEFAULT_LIMITS

    text = card(MARK) + "x" * DEFAULT_LIMITS.characters
    result = fix(text)
    assert result.text == text
    assert {one.code for one in result.remaining} == {"MC004", "MC203"}


def _rule(edit: Edit, changes: tuple[str, ...] = ()) -> Rule:
    def check(view: View) -> Iterator[Hit]:
        if view.file_lines[edit.start_line - 1][edit.start_column - 1 :].startswith("8.0B"):
            place = edit.place
            yield Hit(Span(*place), "said", Fix(True, (edit,), changes))

    return Rule("MC999", "test", "error", "safe", (), (), check=check)


def test_a_fix_that_changes_another_fact_is_refused() -> None:
    edit = Edit(15, 19, 15, 23, "9.0B")
    assert mend(card(), [_rule(edit)]).data == card().encode()
    allowed = mend(card(), [_rule(edit, ("parameters",))])
    assert allowed.data == card(("8.0B", "9.0B")).encode()


def test_the_fix_to_blame_is_found_among_many() -> None:
    edit = Edit(15, 19, 15, 23, "9.0B")
    rules = [*card_rules(), _rule(edit)]
    wrong = card(MARK, RATIO)
    mended = mend(wrong, rules, unsafe=True)
    assert mended.data == card().encode()
    assert [one.code for one in mended.remaining] == ["MC999"]


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that are read from now on."""
    from modelcards.reading import reader

    read, texts = reader.parse, list[str]()

    def counted(data: str | bytes, **how: str | None) -> ModelCard:
        texts.append(data if isinstance(data, str) else data.decode())
        return read(data, path=how.get("path"))

    monkeypatch.setattr(reader, "parse", counted)
    return texts


def _each(changes: tuple[str, ...] = (), only: str = "") -> Rule:
    """A rule that would write x for every ¤ on lines with `only`."""

    def check(view: View) -> Iterator[Hit]:
        for number, line in enumerate(view.file_lines, 1):
            for at, sign in enumerate(line, 1):
                if sign == "¤" and only in line:
                    edit = Edit(number, at, number, at + 1, "x")
                    yield Hit(Span(*edit.place), f"a ¤, {at}", Fix(False, (edit,), changes))

    return Rule("MC999", "test", "error", "unsafe", (), (), check=check)


@pytest.mark.parametrize("refused", [1, 10, 300])
def test_readings_do_not_grow_with_what_is_refused(refused: int, readings: list[str]) -> None:
    text = card(MARK) + "".join(f"\n- **K{n}:** ¤\n" for n in range(refused))
    mended = mend(text, [*card_rules(), _each(only="**K")], unsafe=True)
    assert mended.data.decode() == text.replace("🔴", "🟢")
    assert [one.code for one in mended.applied] == ["MC203"]
    assert [one.code for one in mended.remaining] == ["MC999"] * refused
    assert len(readings) <= 2 * TRIES + 1


def test_what_goes_with_the_safe_fixes_is_found_among_what_is_refused() -> None:
    text = card(MARK) + "\n- **K:** ¤\n\n<!-- ¤ -->\n\n- **L:** ¤\n"
    mended = mend(text, [*card_rules(), _each()], unsafe=True)
    assert mended.data.decode() == text.replace("🔴", "🟢").replace("<!-- ¤", "<!-- x")
    assert [one.code for one in mended.remaining] == ["MC999", "MC999"]


def test_fixes_that_make_work_for_each_other_leave_the_text_as_it_is(readings: list[str]) -> None:
    def check(view: View) -> Iterator[Hit]:
        for number, line in enumerate(view.file_lines, 1):
            if line in ("<!-- a -->", "<!-- b -->"):
                edit = Edit(number, 6, number, 7, "a" if line[5] == "b" else "b")
                yield Hit(Span(*edit.place), "said", Fix(True, (edit,)))

    rule = Rule("MC999", "test", "error", "safe", (), (), check=check)
    text = card(MARK) + "\n<!-- a -->\n"
    mended = mend(text, [*card_rules(), rule])
    assert mended.data.decode() == text
    assert mended.applied == ()
    assert [one.code for one in mended.remaining] == ["MC203", "MC999"]
    assert len(readings) <= 1 + ROUNDS


class Ticks:
    """A clock that goes on by a second with each reading."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        from modelcards.reading import reader

        read, self.at = reader.parse, 0.0

        def slow(data: str | bytes, **how: str | None) -> ModelCard:
            self.at += 1
            return read(data, path=how.get("path"))

        monkeypatch.setattr(reader, "parse", slow)

    def clock(self, seconds: float | None) -> Clock:
        return Clock(seconds, lambda: self.at)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_mending_ends_in_time(encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ticks = Ticks(monkeypatch)
    text = card(MARK) + "\n- **K:** ¤\n\n<!-- ¤ -->\n\n- **L:** ¤\n"
    data = text.encode(encoding)
    rules = [*card_rules(), _each()]
    whole = mend(data, rules, unsafe=True, clock=ticks.clock(None))
    needed, seen = ticks.at, set[bytes]()
    for seconds in range(1, int(needed) + 2):
        ticks.at = 0
        done = mend(data, rules, unsafe=True, clock=ticks.clock(seconds))
        assert ticks.at <= seconds
        told = [one.message for one in done.remaining if one.code == "MC004"]
        assert len(told) == (seconds < needed)
        if told:
            left = sum(one.fix is not None for one in done.remaining)
            limit = f"the limit of {seconds} seconds is reached"
            assert told == [f"{limit}: {left} findings are not mended"]
        # Never a part of a fix, and what is left is mended by who has more time.
        assert bool(done.applied) == (done.data != data)
        assert mend(done.data, rules, unsafe=True).data == whole.data
        seen.add(done.data)
    assert seen > {data, whole.data}
    assert done == whole


def test_want_of_time_is_told_where_its_rule_speaks(monkeypatch: pytest.MonkeyPatch) -> None:
    ticks = Ticks(monkeypatch)
    for text, rules in (
        (card(MARK), [rule for rule in card_rules() if rule.code != "MC004"]),
        ("<!-- modelcards: ignore-file MC004 -->\n" + card(MARK), list(card_rules())),
    ):
        done = mend(text, rules, clock=ticks.clock(1))
        assert (done.data.decode(), [one.code for one in done.remaining]) == (text, ["MC203"])
    assert not any(one.code == "MC004" for one in mend(card(), card_rules()).remaining)


@pytest.mark.parametrize("seconds", [0, -1.0, float("nan"), 10**400, "1", True])
def test_a_time_that_makes_no_sense(seconds: float) -> None:
    with pytest.raises(ArgumentError, match="timeout"):
        fix(card(), timeout=seconds)
    assert fix(card(MARK), timeout=None).text == fix(card(MARK), timeout=1e6).text == card()


@pytest.mark.parametrize(
    "text",
    ["# š·ļø¸š¯\nā† Back to", "š·ļø¸\n# š”¨ Related Models\n[ā†]()", "# A\n\n- **Parameters:** 7B"],
)
def test_fixing_twice_equals_fixing_once(text: str) -> None:
    once = fix(text, unsafe=True)
    assert fix(once.text, unsafe=True).text == once.text


def test_facts_are_compared_without_lines() -> None:
    one, other = parse(card()), parse("<!-- note -->\n" + card())
    assert same_facts(one, other, [])
    assert not same_facts(one, parse(card(("81.5", "82.5"))), [])
    assert not same_facts(one, parse(card() + "\n\n## More\n"), [])


def test_a_fix_may_be_allowed_just_what_it_edits() -> None:
    edit = Edit(27, 21, 27, 28, "Public")
    finding = Finding(None, 27, 1, 27, 1, "X", "x", "error", "", Fix(True, (edit,), ("*",)))
    line = card().split("\n")[26]
    assert line[edit.start_column - 1 : edit.end_column - 1] == "General"
    before, after = parse(card()), parse(card(("General", "Public")))
    assert not same_facts(before, after, [])
    assert same_facts(before, after, [finding])
    assert not same_facts(before, parse(card(("General", "Public"), ("8.0B", "9B"))), [finding])


def test_facts_that_need_no_line_are_compared_too() -> None:
    bare = from_json(to_json(parse(card())))
    assert same_facts(bare, bare, [Finding(None, 1, 1, 1, 1, "X", "x", "error", "")])


def test_edits_at_the_ends() -> None:
    assert edited("a", [Edit(1, 1, 1, 1, "b\n")]) == "b\na"
    assert edited("a", [Edit(2, 1, 2, 1, "b\n")]) == "a\nb"
    assert edited("a\n", [Edit(2, 1, 2, 1, "b\n")]) == "a\nb\n"
    assert edited("a\rb\r", [Edit(2, 1, 2, 2, "c\n")]) == "a\rc\r\r"
    assert edited("ab\ncd", [Edit(1, 2, 2, 2, "")]) == "ad"


@needs_shared_cards
def test_real_cards_are_not_touched_but_for_what_is_found() -> None:
    for path in sorted(SHARED.rglob("*.md")):
        data = path.read_bytes()
        result = mend(data, card_rules(), path=str(path))
        if not result.applied:
            assert result.data == data, path
        again = mend(result.data, card_rules(), path=str(path))
        assert again.data == result.data, path
        assert again.applied == (), path
