"""Single rules in the corners that real cards have: where they speak, where they are silent."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from modelcards import SettingsError, fix, from_json, lint, parse, to_json
from modelcards.linting.examples import card
from modelcards.linting.settings import file_of
from modelcards.linting.view import View

RATIO = "- **Token:Param Ratio:** 500:1 ✅ Compute-optimal\n"


def codes(text: str) -> list[str]:
    return [one.code for one in lint(parse(text))]


def said(text: str, code: str) -> list[str]:
    return [one.message for one in lint(parse(text), select=[code])]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        # The number is wrong and the label right: one fault, one finding.
        ([("500:1", "5:1")], ["MC301"]),
        ([("0.6 (Lightweight)", "6.0 (Lightweight)")], ["MC303"]),
        # Number and label are both wrong.
        ([("500:1 ✅ Compute-optimal", "600:1 ⚠️ Under-trained")], ["MC301", "MC302"]),
        ([("0.6 (Lightweight)", "6.0 (Mid-tier)")], ["MC303", "MC304"]),
        # Rounded to the nearest, or printed with decimals.
        ([("4000.0B", "4003.0B"), ("500:1", "501:1")], []),
        ([("4000.0B", "4003.0B"), ("500:1", "500:1 ")], []),
        ([("4000.0B", "4003.0B"), ("500:1", "500.4:1")], []),
        ([("4000.0B", "4003.0B"), ("500:1", "500.3:1")], ["MC301"]),
        ([("0.6 (", "0.60 (")], []),
        ([("0.6 (", "0.61 (")], ["MC303"]),
        # Approximate amounts contradict nothing.
        ([("8.0B", "~9.0B")], []),
        ([("4000.0B", "5000.0B+")], []),
        ([("4000.0B", ">1T")], []),
        ([("8.0B", "8x7B")], []),
    ],
)  # fmt: skip
def test_derived_values(changes: list[tuple[str, str]], expected: list[str]) -> None:
    assert [code for code in codes(card(*changes)) if code.startswith("MC30")] == expected


def test_a_label_without_a_number() -> None:
    text = card(("500:1 ✅ Compute-optimal", "✅ Compute-optimal"))
    assert not {"MC301", "MC302"} & set(codes(text))


def test_a_ratio_in_bold_is_found_but_not_edited_blindly() -> None:
    text = card(("500:1 ✅", "**600**:1 ✅"))
    [found] = lint(parse(text))
    assert (found.code, found.line) == ("MC301", 17)
    assert fix(text, unsafe=True).text == card(("500:1 ✅", "**500**:1 ✅"))
    wrong = card(("500:1 ✅ Compute-optimal", "**500**:1 ⚠️ *Under-trained*"))
    [found] = lint(parse(wrong))
    assert found.code == "MC302"
    assert fix(wrong, unsafe=True).remaining == ((found,) if found.fix is None else ())


@pytest.mark.parametrize(
    ("table", "code"),
    [
        ("| Token:Param Ratio | 600:1 |", "MC301"),
        ("| ALScore | 0.9 |", "MC303"),
        ("| ALScore | 0.6 (Powerful) |", "MC304"),
    ],
)
def test_specs_in_a_table(table: str, code: str) -> None:
    rows = "| Parameters | 8.0B |\n| Training Tokens | 4000.0B |"
    text = f"# Lumen-7B\n\n| Property | Value |\n|---|---|\n{rows}\n{table}\n"
    found = [one for one in lint(parse(text)) if one.code.startswith("MC30")]
    assert [(one.code, one.line) for one in found if one.code == code] == [(code, 7)]
    line = text.split("\n")[6]
    [one] = [one for one in found if one.code == code]
    assert line[one.column - 1 : one.end_column - 1] in ("600", "0.9", "Powerful")


def test_missing_values_are_written_only_where_a_bullet_shows_how() -> None:
    header = card((RATIO, "")).replace("- **Training Tokens:** ", "**Training Tokens:** ")
    [found] = [one for one in lint(parse(header)) if one.code == "MC305"]
    assert found.fix is None
    plain = card((RATIO, "")).replace("- **Training Tokens:** ", "* Training Tokens: ")
    assert "\n* Token:Param Ratio: 500:1 ✅ Compute-optimal\n" in fix(plain, unsafe=True).text
    about = card((RATIO, ""), ("8.0B", "~8.0B"))
    [found] = [one for one in lint(parse(about)) if one.code == "MC305"]
    assert found.fix is None


def test_missing_values_of_a_card_from_json() -> None:
    read = from_json(to_json(parse(card((RATIO, "")))))
    assert [(one.code, one.fix) for one in lint(read)] == [("MC305", None)]


def test_flattering_speaks_only_where_the_numbers_agree() -> None:
    tokens, ratio = ("4000.0B", "153.9B"), ("500:1", "20:1")
    assert "MC307" in codes(card(tokens, ratio, ("0.6 (", "0.1 (")))
    assert "MC307" not in codes(card(("4000.0B", "120.0B"), ratio, ("0.6 (", "0.1 (")))
    score = ("0.6 (Lightweight)", "1.0 (Mid-tier)")
    assert "MC307" not in codes(card(score))
    assert codes(card(("8.0B", "22.6B"), ("500:1", "177:1"), score)) == []


@pytest.mark.parametrize(
    ("sentence", "score", "contradicts"),
    [
        ("on MMLU (80-90%)", "80.0", False),
        ("on MMLU (80-90%)", "90.0", False),
        ("on MMLU (80–90%)", "90.1", True),
        ("on MMLU (80% to 90%)", "79.9", True),
        ("on MMLU (<60%)", "60", False),
        ("on MMLU (<60%)", "61", True),
        ("above 90% on MMLU", "89", True),
        ("at least 80% on MMLU", "81", False),
        ("on MMLU (>90%) and (80-90%)", "50", False),
        ("on GPQA (>90%)", "50", True),
        ("on MMLU-Pro (>90%)", "50", False),
        ("on MMLU and GPQA (>90%)", "50", False),
        ("on everything (>90%)", "50", False),
        ("on MMLU (90%)", "50", False),
        ("on MMLU (80-90%)", "0.85", False),
    ],
)
def test_analysis_sentences(sentence: str, score: str, contradicts: bool) -> None:
    text = card(("| 81.5 |", f"| {score} |"), ("| - |", "| 40.0 |"))
    text = text.split("**Analysis:**")[0] + f"**Analysis:** Strong performance {sentence}.\n"
    assert ("MC308" in codes(text)) is contradicts


def test_two_scores_of_one_name_leave_the_sentence_alone() -> None:
    row = "| **MMLU** | 81.5 | General knowledge across 57 subjects |\n"
    text = card((row, row + row.replace("81.5", "51.5").replace("General", "Other")))
    assert "MC308" not in codes(text)


def test_a_score_keeps_a_card_from_being_a_placeholder() -> None:
    from modelcards.linting.rules.mc104 import _EMPTY

    assert codes(_EMPTY) == ["MC104"]
    assert "MC104" not in codes(_EMPTY.replace("| - | General", "| 55.5 | General"))
    assert "MC104" not in codes(_EMPTY.replace("❓ Unknown", "🔴 Private"))
    assert "MC104" not in codes("# Lumen-7B\n\nA model.\n")


INDEX = """\
---
license: mit
model-index:
- name: Lumen-7B
  results:
  - task:
      type: text-generation
    dataset:
      type: example/mmlu
      name: MMLU
    metrics:
    - type: accuracy
      value: 61.2
---

# Lumen-7B

"""


@pytest.mark.parametrize(
    ("table", "differs"),
    [
        ("| Benchmark | Lumen-7B |\n|---|---|\n| MMLU | 59.9 |", True),
        ("| Benchmark | Lumen-7B |\n|---|---|\n| MMLU | 61.23 |", False),
        ("| Benchmark | Lumen-7B |\n|---|---|\n| MMLU | 61 |", False),
        ("| Benchmark | Lumen-7B |\n|---|---|\n| MMLU (5-shot) | 59.9 |", False),
        ("| Benchmark | Umbra-3B |\n|---|---|\n| MMLU | 59.9 |", False),
        ("| Benchmark | Lumen-7B |\n|---|---|\n| MMLU | 59.9 |\n| MMLU | 58.8 |", False),
        ("| Benchmark | Metric | Lumen-7B |\n|---|---|---|\n| MMLU | F1 | 59.9 |", False),
        ("| Benchmark | Metric | Lumen-7B |\n|---|---|---|\n| MMLU | Accuracy | 59.9 |", True),
        ("| Benchmark | Language | Lumen-7B |\n|---|---|---|\n| MMLU | French | 59.9 |", False),
    ],
)
def test_model_index_and_table(table: str, differs: bool) -> None:
    assert bool(said(f"{INDEX}{table}\n", "MC703")) is differs


def test_html_rows_are_not_edited() -> None:
    text = (
        "# Lumen-7B\n\n<table>\n<tr><th>Benchmark</th><th>Lumen-7B</th><th>Umbra</th></tr>\n"
        "<tr><td>MMLU</td><td>61.2</td></tr>\n<tr><td>GSM8K</td><td>50</td><td>40</td></tr>\n"
        "</table>\n"
    )
    assert [(one.code, one.fix) for one in lint(parse(text))] == [("MC404", None)]
    assert fix(text).text == text


def test_a_delimiter_row_is_completed_with_dashes() -> None:
    text = "# Lumen-7B\n\n| Benchmark | Score | Note |\n|---|---|\n| MMLU | 61.2 | x |\n"
    assert codes(text) == ["MC404"]
    assert "\n|---|---|---|\n" in fix(text).text


def test_rows_without_an_outer_pipe_are_completed() -> None:
    text = "# Lumen-7B\n\nBenchmark | Score | Note\n---|---|---\nMMLU | -\nGPQA | 40 | x\n"
    assert codes(text) == ["MC404"]
    mended = fix(text)
    assert mended.remaining == ()
    assert "\nMMLU | - |  |\n" in mended.text


@pytest.mark.parametrize(
    ("benchmark", "score", "found"),
    [
        ("MMLU", "610", True),
        ("MMLU", "-3", True),
        ("WER", "104%", False),
        ("MMLU gain", "-3%", False),
        ("Recovery", "101.2%", False),
        ("Codeforces rating", "1450", False),
        ("HellaSwag", "140%", True),
    ],
)
def test_percentages(benchmark: str, score: str, found: bool) -> None:
    rows = f"| GSM8K | 50 |\n| {benchmark} | {score} |\n"
    text = f"# Lumen-7B\n\n| Benchmark | Score |\n|---|---|\n{rows}"
    assert bool(said(text, "MC402")) is found


def test_lists_and_repeated_values_are_no_duplicates() -> None:
    text = card(("- **Type:** Dense\n", "- **Type:** Dense\n- **Architecture:** dense\n"))
    assert said(text, "MC103") == []
    text = card(("- **Type:** Dense\n", "- **Languages:** en\n- **Languages:** de\n"))
    assert said(text, "MC103") == []


def test_unreadable_front_matter_may_state_the_license() -> None:
    text = "---\nlicense: [mit\ntags:\n- x\n---\n\n# Lumen-7B\n\nText.\n"
    assert "MC102" not in codes(text)


def test_a_limit_may_hide_what_is_required() -> None:
    from modelcards.limits import Limits

    cut = parse(card(), dialect="leaderboard", limits=Limits(characters=40))
    assert [one.code for one in lint(cut)] == ["MC004"]


@pytest.mark.parametrize(
    ("access", "expected"),
    [("Public", []), ("🟢", []), ("🟢🟢 Public", ["MC203"]), ("⭐", ["MC203"])],
)
def test_access(access: str, expected: list[str]) -> None:
    assert codes(card(("🟢 Public", access))) == expected


def test_places_beyond_the_text() -> None:
    view = View(parse("# Lumen-7B\n"))
    assert view.whole(99) == (99, 1, 99, 1)
    assert view.find(None, "x") is None
    assert view.span(1, "no such text") == view.whole(1)
    assert view.fact("parameters") == view.whole(None)


def test_a_project_file_that_cannot_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pyproject.toml").write_text("", encoding="utf-8")

    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("modelcards.linting.settings.open_regular", refuse)
    with pytest.raises(SettingsError, match="Permission denied"):
        file_of(tmp_path)


def test_no_settings_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "is_file", lambda _: False)
    assert file_of(tmp_path) is None


def test_numbers_that_their_text_does_not_show() -> None:
    """A card from JSON may say anything; what cannot be checked is left alone."""
    for raw in ("good", "9.9", ""):
        held = json.loads(to_json(parse(card(("0.6 (", "0.9 (")))))
        held["provenance"]["alscore.value"]["raw"] = raw
        assert lint(from_json(json.dumps(held)), select=["MC303"]) == []
    del held["provenance"]["alscore.value"]
    assert lint(from_json(json.dumps(held)), select=["MC303"]) == []


def test_the_example_card_is_changed_where_it_is_meant() -> None:
    with pytest.raises(ValueError, match="exactly once"):
        card(("no such text", ""))


def test_long_and_odd_lines_cost_little() -> None:
    """Each of these once took the square of its length."""
    from modelcards.linting.link_targets import kind

    blanks = " " * 200_000
    assert View(parse(f"# a{blanks}b\n\n# c{blanks}#\n")).anchors >= {"c"}
    assert kind(f"a{blanks}b") == "malformed"
    assert View(parse("<a " * 50_000)).anchors == frozenset()
    for part in ("[a](", "](", "[", "`", "[a](b", "](((", "$a"):
        assert len(View(parse(part * 50_000)).links) <= 1
