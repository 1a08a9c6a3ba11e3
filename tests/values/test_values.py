"""Values: every spelling of the leaderboard card and of Hub cards, and what is no value at all."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelcards.values import read as values
from modelcards.values.read import (
    access,
    alscore,
    amount,
    date,
    is_missing,
    ratio,
    score,
    text_list,
)

AMOUNTS = {
    "30B": 30e9,
    "30.0B": 30e9,
    "30000.0B": 30_000_000_000_000,
    "30 B": 30e9,
    "30\u00a0B": 30e9,
    "30 billion": 30e9,
    "0.03T": 30e9,
    "30,000M": 30e9,
    "3e10": 30e9,
    "3E+10": 30e9,
    "30000000000": 30e9,
    "15T+": 15e12,
    "~3.5 万亿": 3.5e12,
    "≈3.5T": 3.5e12,
    "5,500 GT": 5.5e12,
    "1.8 亿": 180e6,
    "约70亿参数": 7e9,
    "1.4万亿tokens": 1.4e12,
    "3 億": 300e6,
    "128K": 128_000,
    "128k tokens": 128_000,
    "4096": 4096,
    "4,096 tokens": 4096,
    "9.24 billion parameters": 9_240_000_000,
    "2T tokens": 2e12,
    "1 trillion": 1e12,
    "300M": 300e6,
    "1.5bn": 1.5e9,
    "405 billion": 405e9,
    "70 млрд": 70e9,
    "7 Mrd.": 7e9,
    "1,5 Mrd.": 1.5e9,
    "7 milliards": 7e9,
    "2 Billionen": 2e12,
    "0,125B": 125e6,
    "３０Ｂ": 30e9,
    "1\u202f000": 1000,
    "176 247 271 424": 176_247_271_424,
    "1_000": 1000,
    "2 x 10^12": 2e12,
    "2**17": 131_072,
    "2^16": 65_536,
    "2 ** 20": 1_048_576,
    "2¹⁵": 32_768,
    "10^9": 1e9,
    "2**17 ~= 128k": 131_072,
    "3×10^9": 3e9,
    "8x7B total": 56e9,
    "8x7B (56B total)": 56e9,
    "109B (Total)": 109e9,
    "671B†": 671e9,
    "14336-dimensional": 14336,
    "112 attention heads": 112,
    "sequence length of 2048 tokens": 2048,
    "128K (131,072)": 131_072,
    "131,072 (128K)": 131_072,
    "70B (dense)": 70e9,
    "7.61B (6.53B non-embedding)": 7_610_000_000,
    "7B (7 billion)": 7e9,
    "28 for Q and 4 for KV": 28,
    "32,768 natively and 131,072 tokens with YaRN": 32_768,
    "Full 131,072 tokens": 131_072,
    "Total: 30B": 30e9,
    "about 15T.": 15e12,
    "15T approx.": 15e12,
    "0": 0,
}


@pytest.mark.parametrize(("text", "value"), AMOUNTS.items())
def test_amounts_are_exact_integers(text: str, value: float) -> None:
    read = amount(text)
    assert read is not None
    assert read.reason is None
    assert read.value == value
    assert isinstance(read.value, int)


@pytest.mark.parametrize(
    "text",
    [
        "30 bananas", "-B", "-", "", "several billion", "15 GB", "-5B", "5-shot", "1e999999", "²",
        "10²", "½", "NaN", "inf", "-0", "٣٠", "9" * 5000, "1 " * 500, "17Bx16E", "at", "at 15T",
        "15T at", "x 7", "7 x", "7B x 8", "least 5", "+5B", "> ", "A5", "1,23,456", "30B 30",
        "7B chat", "at (15T)",
    ],
)  # fmt: skip
def test_what_is_no_amount(text: str) -> None:
    read = amount(text)
    assert read is None or (read.value is None and read.reason)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("8x7B", "experts"),
        ("1.234.567", "points"),
        ("10.000", "point"),
        ("4.096 tokens", "point"),
        ("0.5", "whole"),
        ("1.2345K", "whole"),
        ("7B-70B", "several"),
        ("7B, 13B and 70B", "several"),
        ("128K (200,000)", "several"),
        ("17B (Activated)", "part"),
        ("8K output", "part"),
        ("900000000T", "larger"),
        ("999999999999999T", "larger"),
        ("1e30", "larger"),
        ("1000000000.1B", "larger"),
    ],
)
def test_an_unsure_amount_says_why(text: str, why: str) -> None:
    read = amount(text)
    assert read is not None
    assert read.value is None
    assert read.typed is None
    assert read.reason is not None
    assert why in read.reason


@pytest.mark.parametrize(
    ("text", "total", "active"),
    [
        ("7B-A2B", 7e9, 2e9),
        ("235B-A22B", 235e9, 22e9),
        ("671B (37B activated)", 671e9, 37e9),
        ("671B total, 37B activated per token", 671e9, 37e9),
        ("17B (Activated) 109B (Total)", 109e9, 17e9),
        ("总参数 671B，激活 37B", 671e9, 37e9),
        ("8x7B (47B total, 13B active)", 47e9, 13e9),
        ("17B (Activated)", None, 17e9),
    ],
)
def test_mixture_models_state_two_amounts(text: str, total: float | None, active: float) -> None:
    read = amount(text)
    assert read is not None
    assert (read.value, read.active) == (total, active)


@pytest.mark.parametrize(
    ("text", "qualifier", "typed"),
    [
        ("15T+", "+", 15e12), ("15T or more", "+", 15e12), ("at least 15T", "+", 15e12),
        ("≥15T", "+", 15e12), ("~15T", "~", 15e12), ("approximately 15T", "~", 15e12),
        (">1T", ">", None), ("more than 1T", ">", None), ("<1B", "<", None), ("≤1B", "<", None),
        ("up to 128K", "<", None), ("~15T+", "~", 15e12), ("15T", None, 15e12),
    ],
)  # fmt: skip
def test_qualifiers(text: str, qualifier: str | None, typed: float | None) -> None:
    read = amount(text)
    assert read is not None
    assert (read.qualifier, read.typed) == (qualifier, typed)
    assert read.value is not None


def test_a_most_is_the_value_of_a_field_that_states_a_most() -> None:
    most = amount("up to 128K tokens", ceiling=True)
    below = amount("less than 128K tokens", ceiling=True)
    assert most is not None
    assert below is not None
    assert (most.typed, most.qualifier, most.unit) == (128_000, None, "tokens")
    assert below.typed is None


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("31.0", "M", 31e6), ("756", "m", 756e6), ("~1,550", "M", 1550e6), ("31B", "M", 31e9),
        ("1.5 B", "M", 1.5e9), ("31", "%", 31), ("3e10", "B", 3e10),
    ],
)  # fmt: skip
def test_the_unit_of_the_key_counts_where_the_text_has_none(
    text: str, unit: str, value: float
) -> None:
    read = amount(text, unit=unit)
    assert read is not None
    assert read.value == value


DATES = {
    "Mar/2025": "2025-03",
    "March 2025": "2025-03",
    "Sept. 2024": "2024-09",
    "Mar-2025": "2025-03",
    "2025-03": "2025-03",
    "2025-3": "2025-03",
    "2025/03": "2025-03",
    "03/2025": "2025-03",
    "2025年3月": "2025-03",
    "2025年3月1日": "2025-03-01",
    "2025 年 3 月": "2025-03",
    "2025年": "2025",
    "2025年第一季度": "2025",
    "Q1 2025": "2025",
    "2025 Q3": "2025",
    "Q2/2025": "2025",
    "H1 2025": "2025",
    "early 2025": "2025",
    "mid-2025": "2025",
    "Spring 2025": "2025",
    "2025": "2025",
    "2025-10-02": "2025-10-02",
    "2025-10-02T12:00:00Z": "2025-10-02",
    "2025-10-02 12:00": "2025-10-02",
    "Oct 2, 2025": "2025-10-02",
    "2 October 2025": "2025-10-02",
    "2nd of October 2025": "2025-10-02",
    "2025 Oct 2": "2025-10-02",
    "2024/05/17": "2024-05-17",
    "2025.03.01": "2025-03-01",
    "20250301": "2025-03-01",
    "Monday, 11.July.2022": "2022-07-11",
    "17.05.2024": "2024-05-17",
    "1.2.2024": "2024-02-01",
    "30/04/2025": "2025-04-30",
    "4/30/2025": "2025-04-30",
    "12/12/2024": "2024-12-12",
    "März 2025": "2025-03",
    "5 février 2024": "2024-02-05",
    "2024-02-29": "2024-02-29",
}


@pytest.mark.parametrize(("text", "iso"), DATES.items())
def test_dates_keep_the_precision_stated(text: str, iso: str) -> None:
    assert date(text) == iso


@pytest.mark.parametrize(
    "text",
    [
        "2024-13-45", "2025-02-29", "2025-00", "03/04/2025", "TBA", "-", "", "Foo/2025", "v1.5",
        "January 32, 2025", "1825", "3025", "13/2025", "99999999", "٢٠٢٥", "2025²", "12345",
        "2025 2026", "Mar", "Q1", "March 2025 to April 2025", "2025-", "123/2025", "2025月",
        "September 2022 (original), December 2022 (`large-v2`)", "2" * 5000, "3年2025",
    ],
)  # fmt: skip
def test_what_is_no_date(text: str) -> None:
    assert date(text) is None


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("87.0", 87.0, None), ("87", 87.0, None), ("61.2%", 61.2, "%"), ("61.2 %", 61.2, "%"),
        ("1,234.5", 1234.5, None), ("1\u00a0234", 1234.0, None), ("61,2", 61.2, None),
        ("0,812", 0.812, None), ("1e-5", 1e-5, None), ("0.00002", 0.00002, None), (".5", 0.5, None),
        ("-0.3", -0.3, None), ("−0.3", -0.3, None), ("–0.3", -0.3, None), ("６１.２％", 61.2, "%"),
        ("61.2†", 61.2, None), ("61.2*", 61.2, None), ("61.2 **", 61.2, None),
        ("61.2¹", 61.2, None),
        ("61.2^1", 61.2, None), ("61.2[^2]", 61.2, None), ("61.2 [1]", 61.2, None),
        ("61.2 ↑", 61.2, None), ("🥇 61.2", 61.2, None), ("61.2% (5-shot)*", 61.2, "%"),
        ("61.2 (+1.2)", 61.2, None), ("61.2 (↑1.2)", 61.2, None), ("61.2 (1.2↑)", 61.2, None),
    ],
)  # fmt: skip
def test_scores_are_the_number_printed(text: str, value: float, unit: str | None) -> None:
    read = score(text)
    assert read is not None
    assert (read.value, read.unit) == (value, unit)


@pytest.mark.parametrize(
    ("text", "stderr", "setting", "qualifier"),
    [
        ("61.2 ± 0.4", 0.4, None, None), ("61.2±.4", 0.4, None, None),
        ("61.2 +/- 0.4", 0.4, None, None), ("61.2 (± 0.4)", 0.4, None, None),
        ("$61.2 \\pm 0.4$", 0.4, None, None), ("61.2% ± 0.4%", 0.4, None, None),
        ("87.0% (5-shot)", None, "5-shot", None), ("87.0 (5-shot, CoT)", None, "5-shot, CoT", None),
        ("87.0 5-shot", None, "5-shot", None), ("71.0 (maj@64)", None, "maj@64", None),
        ("61.2 ± 0.4 (CoT)", 0.4, "CoT", None), ("~61", None, None, "~"), ("≈61", None, None, "~"),
        ("<0.1", None, None, "<"), (">99", None, None, ">"), ("≥99", None, None, "+"),
        ("86.0+", None, None, "+"), ("+1.2", None, None, None),
    ],
)  # fmt: skip
def test_what_stands_beside_a_score(
    text: str, stderr: float | None, setting: str | None, qualifier: str | None
) -> None:
    read = score(text)
    assert read is not None
    assert read.value is not None
    assert (read.stderr, read.setting, read.qualifier) == (stderr, setting, qualifier)


@pytest.mark.parametrize(
    "text",
    [
        "42.2/36.6", "42.2 / 36.6", "87.0, 88.0", "87.0 88.0", "61.2-63.4", "61.2–63.4",
        "61.2 (60.1)", "62.3 (62.1 avg)", "42.2 | 36.6", "8.1/10", "1 234",
    ],
)  # fmt: skip
def test_two_values_in_one_cell_give_no_number(text: str) -> None:
    read = score(text)
    assert read is not None
    assert (read.value, read.reason) == (None, "holds several values")


@pytest.mark.parametrize(
    "text",
    [
        "5-shot", "N/A", "", "-", "nan", "inf", "²", "7B", "12ms", "$1,234", "1:23", "3.5x", "1st",
        "1e999", "1.234.567", "2024-05-17", "good", "v1.5", "9" * 5000, "٦١", "Llama 2", "$",
    ],
)  # fmt: skip
def test_what_is_no_score(text: str) -> None:
    assert score(text) is None


def test_minus_zero_is_zero() -> None:
    for text in ("-0", "-0.0%", "~-0"):
        read = score(text)
        assert read is not None
        assert read.value is not None
        assert math.copysign(1, read.value) == 1


@pytest.mark.parametrize(
    ("text", "value", "label"),
    [
        ("1,000:1 ✅ Compute-optimal", 1000.0, "compute-optimal"),
        ("1,000:1✅", 1000.0, "compute-optimal"), ("100:1", 100.0, None), ("154", 154.0, None),
        ("2:1 ⚠️ Under-trained", 2.0, "under-trained"), ("2:1 (undertrained)", 2.0, "under-trained"),
        ("2:1 ✅ Under-trained", 2.0, "under-trained"),
        ("19.2 : 1", 19.2, None), ("~154 tokens per parameter", 154.0, None), ("- -", None, None),
        ("20x", 20.0, None),
    ],
)  # fmt: skip
def test_ratios(text: str, value: float | None, label: str | None) -> None:
    assert ratio(text) == (value, label, None)


def test_an_unreadable_ratio_says_why() -> None:
    assert ratio("1:20") == (None, None, "is no ratio of tokens to parameters")
    assert ratio("20:1:3").value is None
    assert ratio("9" * 5000).value is None
    odd = ratio("20:1 banana")
    assert (odd.value, odd.label) == (20.0, None)
    assert odd.reason is not None
    assert "banana" in odd.reason


@pytest.mark.parametrize(
    ("text", "value", "tier"),
    [
        ("3.2 (Mid-tier)", 3.2, "mid-tier"), ("0.0", 0.0, None), ("-", None, None),
        ("41.6 (Extremely powerful)", 41.6, "extremely powerful"),
        ("0.3 Lightweight", 0.3, "lightweight"),
        ("12.5 — Very Powerful", 12.5, "very powerful"), ("6.7 (Powerful)", 6.7, "powerful"),
    ],
)  # fmt: skip
def test_alscores(text: str, value: float | None, tier: str | None) -> None:
    assert alscore(text) == (value, tier, None)


def test_an_unreadable_alscore_says_why() -> None:
    assert alscore("high") == (None, None, "is no ALScore")
    assert alscore("3.2.1").value is None
    odd = alscore("3.2 (Mega)")
    assert (odd.value, odd.tier, odd.reason) == (3.2, None, "has the unknown label 'Mega'")


@pytest.mark.parametrize(
    ("text", "value", "mark", "word"),
    [
        ("🔴 Private", "private", "private", "private"),
        ("🟢 Public", "public", "public", "public"),
        ("🟡 Limited", "limited", "limited", "limited"),
        ("❓ Unknown", "unknown", "unknown", "unknown"),
        ("❓\ufe0f Unknown", "unknown", "unknown", "unknown"),
        ("Public", "public", None, "public"),
        ("open-weights", "public", None, "public"),
        ("🟢", "public", "public", None),
        ("🟢 Private", "private", "public", "private"),
        ("🔴 banana", None, "private", None),
        ("banana", None, None, None),
        ("", None, None, None),
    ],
)
def test_access_has_two_readings_and_the_word_decides(
    text: str, value: str | None, mark: str | None, word: str | None
) -> None:
    assert access(text) == (value, mark, word)


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("synthetic, web-scale", ["synthetic", "web-scale"]),
        ("`a`, `b`", ["a", "b"]),
        ("中文、英文；法文", ["中文", "英文", "法文"]),
        ("q&a, web", ["q&a", "web"]),
        ("English (US, UK), Thai", ["English (US, UK)", "Thai"]),
        ("a), b", ["a)", "b"]),
        ("Arabic, English, and Thai", ["Arabic", "English", "Thai"]),
        ("bread and butter, jam", ["bread and butter", "jam"]),
        ("a,,b,", ["a", "b"]),
        ("-", []),
        ("", []),
    ],
)
def test_lists(text: str, items: list[str]) -> None:
    assert text_list(text) == items


@pytest.mark.parametrize(
    "text",
    ["", " ", "-", "–", "—", "--", "- -", "-B", "N/A", "n/a", "NA", "TBD", "TBA", "?", "None", "/",
     "\u00a0-\u00a0", "Unknown", "NaN", "[More Information Needed]", "暂无"],
)  # fmt: skip
def test_marks_for_missing(text: str) -> None:
    assert is_missing(text)


@pytest.mark.parametrize("text", ["0", "0.0", "no", "x", "-1", "- a", "n" * 100])
def test_what_is_not_missing(text: str) -> None:
    assert not is_missing(text)


@given(st.text(max_size=60) | st.text("0123456789.,%+-±~<>()*†^[]/ xeKMBT万亿tokens", max_size=60))
def test_no_text_raises_and_what_is_read_is_bounded(text: str) -> None:
    found = amount(text)
    if found is not None and found.value is not None:
        assert 0 <= found.value <= 10**18
    read = score(text)
    if read is not None and read.value is not None:
        assert math.isfinite(read.value)
    iso = date(text)
    assert iso is None or date(iso) == iso
    for reader in (ratio, alscore, access, text_list, is_missing):
        reader(text)


@given(st.integers(0, 10**9), st.integers(0, 9), st.sampled_from(["K", "M", "B"]))
def test_an_amount_reads_back_exactly(whole: int, tenth: int, unit: str) -> None:
    read = amount(f"{whole}.{tenth}{unit}")
    power = {"K": 3, "M": 6, "B": 9}[unit]
    expected = (whole * 10 + tenth) * 10 ** (power - 1)
    assert read is not None
    assert read.value == (expected if expected <= 10**18 else None)


def test_every_public_name_is_there() -> None:
    assert all(hasattr(values, name) for name in values.__all__)


@pytest.mark.parametrize("text", ["61.2 ████", "61.2 ▇▇▇", "▓▓▓░░ 61.2", "61.2% ■■□"])
def test_a_bar_beside_a_score_is_no_part_of_it(text: str) -> None:
    read = score(text)
    assert read is not None
    assert read.value == 61.2


@pytest.mark.parametrize("text", ["████", "61.2 ████ 50.1", "two ███"])
def test_a_bar_makes_no_score(text: str) -> None:
    read = score(text)
    assert read is None or read.value is None
