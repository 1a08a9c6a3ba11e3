"""The faults of one card that take more than a line: limits, empty cards, roundings, doubts."""

from __future__ import annotations

import math
import re

from modelcards import parse
from tests.support.planted_faults import Fault, Spelling, cell, each, front, swapped, within

_AMOUNT = r"^- \*\*{}:\*\* ([0-9.]+)B$"


def joined(*spellings: Spelling) -> Spelling:
    """One change after the other; None where the card has no place for one of them."""

    def plant(text: str) -> str | bytes | None:
        for one in spellings:
            made = one(text)
            if not isinstance(made, str):
                return None
            text = made
        return text

    return plant


def _emptied(mark: str) -> Spelling:
    """The template as it is before anybody fills it in, every value a mark for "not stated"."""

    def plant(text: str) -> str | None:
        made = re.sub(
            r"^((?:- )?\*\*(?!Last|Formula|From|Similar)[^*\n]+:\*\* ).*$",
            rf"\g<1>{mark}",
            text,
            flags=re.M,
        )
        made = re.sub(r"(\*\*Access:\*\* ).*", r"\g<1>❓ Unknown", made)
        made = re.sub(r"^(\| \*\*[^|]+\| )[^|]+(\|)", r"\g<1>- \g<2>", made, flags=re.M)
        made = re.sub(r"^\*\*Analysis:\*\*.*\n", "", made, flags=re.M)
        made = re.sub(r"(## 🏷️ Model Tags\n\n).*", r"\g<1>_No specific tags_", made)
        made = re.sub(r"(## 📊 Overview\n\n)(?s:.*?)(?=\n##)", r"\g<1>-\n", made)
        made = re.sub(r"## 📝 Additional Notes\n(?s:.*?)(?=\n##)", "", made)
        made = re.sub(
            r"(## 🔗 Resources\n\n)(?s:.*?)(?=\n## )",
            r"\g<1>_No public resources available._\n",
            made,
        )
        made = re.sub(r"## 🔍 Related Models\n(?s:.*?)(?=\n---)", "", made)
        return made if made != text else None

    return plant


def _rounded(ratio: float | None, score: float | None) -> Spelling:
    """Training tokens with which the exact ratio or ALScore falls just short of a boundary."""

    def plant(text: str) -> str | None:
        size = re.search(_AMOUNT.format("Parameters"), text, re.M)
        stated = re.search(_AMOUNT.format("Training Tokens"), text, re.M)
        if size is None or stated is None:
            return None
        billions = float(size[1])
        tokens = round(
            billions * ratio if ratio else (300 * (score or 0)) ** 2 / max(billions, 1e-9), 1
        )
        times = tokens / billions
        rated = math.sqrt(billions * tokens) / 300
        if (ratio and not 19 < times < 20) or (not ratio and abs(rated - (score or 0)) > 0.004):
            return None
        at = next((n for n in (20, 10, 5, 1) if round(rated, 1) >= n), 0)
        tiers = {20: "Extremely Powerful", 10: "Very Powerful", 5: "Powerful", 1: "Mid-tier"}
        shown = f"{rated:.1f} ({tiers.get(at, 'Lightweight')})" if round(rated, 1) else "0.0"
        whole = math.ceil(times)
        label = "✅ Compute-optimal" if whole >= 20 else "⚠️ Under-trained"
        made = text[: stated.start(1)] + f"{tokens:.1f}" + text[stated.end(1) :]
        made = re.sub(r"(Ratio:\*\* ).*", rf"\g<1>{whole:,}:1 {label}", made)
        return re.sub(r"(ALScore:\*\* ).*", rf"\g<1>{shown}", made)

    return plant


def _said(pattern: str, new: str) -> Spelling:
    """Another range in a sentence of the analysis, or another score in its row."""
    return swapped(rf"^(\*\*Analysis:\*\* .*){pattern}", rf"\g<1>{new}")


def _amounts(sentence: str) -> Spelling:
    """Sizes of several models, where the card states none that is its own."""

    def plant(text: str) -> str | bytes | None:
        card = parse(text)
        told = any("parameters:" in problem.message for problem in card.problems)
        return None if told or card.parameters is not None else within(sentence)(text)

    return plant


_ENTRY = """\
model-index:
- name: heron
  results:
  - task:
      type: text-generation
    dataset:
      type: heron/{0}
      name: {1}
    metrics:
    - type: {2}
      value: {3}"""


def _differs(entry: tuple[str, ...], table: str) -> Spelling:
    made = joined(within(table), front(_ENTRY.format(*entry), without="model-index"))

    def plant(text: str) -> str | bytes | None:
        # Where the benchmark stands in the card already, nobody can say which is meant.
        names = ("mmlu", "gsm8k", "arc", "hellaswag", "squad")
        return None if any(name in text.lower() for name in names) else made(text)

    return plant


DOUBTS: tuple[Fault, ...] = (
    Fault("MC004", "not-read", "hub", (
        within("> " * 30 + "deep"),
        within("\n".join("  " * n + "- deep" for n in range(30))),
        front("zoo: " + "[" * 60 + "]" * 60, without="zoo"),
        front("zoo: " + "words " * 90_000, without="zoo"),
        front("z0: &z0 [a, b, c, d]\n" + "\n".join(
            f"z{n}: &z{n} [{', '.join([f'*z{n - 1}'] * 8)}]" for n in range(1, 9)), without="z0"))),
    Fault("MC104", "placeholder-card", "leaderboard", each(_emptied, "-", "N/A", "—", "-B", "n/a")),
    Fault("MC204", "ambiguous-value", "hub", each(_amounts,
          "Our models have 7, 13 and 70 billion parameters.",
          "The models come with 1.3B, 2.7B or 6.7B parameters.",
          "One model has 125M parameters and the other has 1.5B parameters.",
          "We release models of 3B and 9B parameters.",
          "The models range from 0.5B to 32B parameters.")),
    Fault("MC307", "rounding-flatters", "leaderboard", (
        _rounded(19.2, None), _rounded(19.6, None), _rounded(None, 0.96), _rounded(None, 4.97),
        _rounded(None, 9.97)), once=True),
    Fault("MC308", "analysis-contradicts", "leaderboard", (
        _said(r"\([0-9>][^)]*%\)", "(10-20%)"), _said(r"\([0-9>][^)]*%\)", "(>99%)"),
        _said(r"\([0-9>][^)]*%\)", "(below 15%)"), _said(r"\([0-9>][^)]*%\)", "(12 to 18 %)"),
        _said(r"\([0-9>][^)]*%\)", "– at least 99 %"))),
    Fault("MC405", "unsure-table", "leaderboard", each(cell,
          "81.5 / 40.2", "81.5 (40.2)", "81.5<br>40.2", "81.5, 40.2", "81.5 / 40.2 / 12.1")),
    Fault("MC703", "model-index-differs", "hub", (
        _differs(("mmlu", "MMLU", "accuracy", "61.2"),
                 "| Benchmark | Score |\n|---|---|\n| MMLU | 66.0 |\n| PIQA | 70.1 |"),
        _differs(("mmlu", "MMLU (5-Shot)", "acc", "0.612"),
                 "| Benchmark | Accuracy |\n|---|---|\n| MMLU (5 shots) | 66.0 |\n| PIQA | 70.1 |"),
        _differs(("gsm8k", "GSM8K", "exact_match", "41.0"),
                 "| Task | Metric | Value |\n|---|---|---|\n| GSM8K | exact match | 0.52 |\n"
                 "| MATH | exact match | 0.21 |"),
        _differs(("hellaswag", "HellaSwag", "acc_norm", "78.3"),
                 "| Benchmark | Score |\n|---|---|\n| **HellaSwag** | **87.3%** |\n"
                 "| PIQA | 70.1% |"),
        _differs(("squad", "SQuAD", "f1", "88.1"),
                 "| Dataset | F1 score |\n|---|---|\n| SQuAD | 81.8 |"))),
)  # fmt: skip
