"""Which benchmark a printed name is: qualifiers come off one by one; what names another stays."""

from __future__ import annotations

import pytest

from modelcards.scores.benchmark_names import benchmark_id, is_aggregate, may_begin


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("MMLU", "mmlu"),
        ("mmlu_pro", "mmlu-pro"),
        ("MMLU*", "mmlu"),
        # What counts only with its capitals.
        ("RACE", "race"),
        ("Race", None),
        ("MATH", "math"),
        ("Math", None),
        # Brackets with a setting, a metric, a split or a part; a translation is another benchmark.
        ("MMLU (5-shot)", "mmlu"),
        ("MMLU (test) (acc)", "mmlu"),
        ("MMLU (german)", None),
        ("MMLU (English)", "mmlu"),
        ("MGSM (german)", "mgsm"),
        ("HumanEval (Python)", "humaneval"),
        ("HumanEval (base)", None),
        # The tasks of harnesses.
        ("leaderboard|gsm8k|5", "gsm8k"),
        ("gsm8k:main:5", "gsm8k"),
        ("lighteval:zorb", None),
        ("leaderboard_gpqa", "gpqa"),
        ("gsm8k_cot_zeroshot", "gsm8k"),
        ("gsm8k,strict-match", "gsm8k"),
        # Metrics and settings behind a name.
        ("GSM8K/acc", "gsm8k"),
        ("GSM8K/zorb", None),
        ("GSM8K - EM", "gsm8k"),
        ("GSM8K accuracy", "gsm8k"),
        ("GSM8K 8-shot CoT", "gsm8k"),
        ("accuracy", None),
        # Splits and languages.
        ("DocVQA val", "docvqa"),
        ("MathVista testmini", "mathvista"),
        ("MGSM de", "mgsm"),
        ("mgsm_zh", "mgsm"),
        ("MMLU de", None),
        ("MGSM zorb", None),
        # Editions by number, where there are such.
        ("Common Voice 17.0", "common-voice"),
        ("Common Voice v9 test", "common-voice"),
        ("common_voice_17_0", "common-voice"),
        ("MMLU 17.0", None),
        ("ARC-AGI v2", "arc-agi-2"),
        ("arc_agi_V2 (val)", "arc-agi-2"),
        ("Terminal-Bench v2.0", "terminal-bench-2"),
        ("MMLU v2", None),
        ("AlpacaEval 2.0", "alpacaeval-2"),
        # Texts that name none.
        ("Zorb", None),
        ("A bird", None),
        ("", None),
        ("*", None),
    ],
)
def test_the_benchmark_of_a_name(name: str, found: str | None) -> None:
    assert benchmark_id(name) == found


def test_texts_that_begin_like_no_benchmark_are_told_at_once() -> None:
    assert not may_begin("Zzorbs")
    assert not may_begin("zzo")
    for text in ("MMLU", "mmlu", "zero-shot MMLU", "Leaderboard MMLU", "5-shot", "Zz", "", "Žor"):
        assert may_begin(text)


@pytest.mark.parametrize(
    ("name", "average"),
    [
        ("all", True),
        ("All", False),
        ("Average", True),
        ("(Avg.)", True),
        ("[average]", True),
        ("Average (of 5)", True),
        ("Mean", True),
        ("Average over birds", True),
        ("Birds average", True),
        ("birds_avg", True),
        ("Avg.birds", True),
        ("平均准确率", True),
        ("语言平均", True),
        ("数学均分", True),
        ("数学", False),
        ("Mean birds", False),
        ("Average precision", False),
        ("avg latency", False),
        ("Birds of average size", False),
        ("Averages", True),
        ("", False),
        ("...", False),
        ("()", False),
    ],
)
def test_the_names_of_averages(name: str, average: bool) -> None:
    assert is_aggregate(name) is average
