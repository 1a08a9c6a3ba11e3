"""One fact of a clean card is damaged: exactly its own rule speaks, and fixing undoes it."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from modelcards import fix, lint, parse
from tests.support.cards import FIXTURES

CARDS = {name: (FIXTURES / "lint" / f"{name}.md").read_bytes() for name in ("leaderboard", "hub")}


class Fault(NamedTuple):
    """`old` stands in the card once and becomes `new`; `fix` says what gives the card back."""

    kind: str
    card: str
    old: str
    new: str
    code: str
    fix: str = ""


L, H = "leaderboard", "hub"
SAFE, UNSAFE = "safe", "unsafe"

FAULTS = [
    # MC0xx: encodings and mojibake
    Fault("heading read as cp1252", L, "## 📈 P", "## ğŸ“ˆ P", "MC001", SAFE),
    Fault("formula read as cp1252", L, "√(Parameters × Tokens) ÷", "âˆš(Parameters Ã— Tokens) Ã·",
          "MC001", SAFE),
    Fault("quotes read as cp1252", L, "“Trained in two stages”, says the report — the",
          "â€œTrained in two stagesâ€\x9d, says the report â€” the", "MC001", SAFE),
    Fault("tag mark lost its bytes", L, "## 🏷️ M", "## ğŸ·ï¸ M", "MC002", SAFE),
    Fault("note mark lost a byte", L, "## 📝 A", "## ğŸ“ A", "MC002", SAFE),
    Fault("byte-order mark", L, "# Osprey-12B\n\n>", "\ufeff# Osprey-12B\n\n>", "MC003", SAFE),
    Fault("NUL in a text", L, "long documents, made", "long\0 documents, made", "MC003", SAFE),
    Fault("escape in a description", L, "Graduate-level", "Graduate\x1b-level", "MC003", SAFE),
    # MC1xx: what must be there, once
    Fault("no title", L, "# Osprey-12B\n\n> R", "> R", "MC101"),
    Fault("no organization", L, "**Organization:** [Harbor Works](../../labs/harbor-works.md)\n",
          "", "MC102"),
    Fault("no release date", L, "**Released:** Jun/2025\n", "", "MC102"),
    Fault("no access", L, "**Access:** 🟢 Public\n", "", "MC102"),
    Fault("no architecture", L, "- **Type:** Dense\n", "", "MC102"),
    Fault("no license", H, "license: apache-2.0\n", "", "MC102"),
    Fault("architecture twice", L, "- **Type:** Dense\n", "- **Type:** Dense\n- **Type:** MoE\n",
          "MC103"),
    Fault("parameters twice", L, "- **Parameters:** 12.0B\n",
          "- **Parameters:** 12.0B\n- **Parameters:** 13.0B\n", "MC103"),
    Fault("context length twice", H, "- **Context Length:** 32K\n",
          "- **Context Length:** 32K\n- **Context Length:** 64K\n", "MC103"),
    # MC2xx: values
    Fault("parameters in fruit", L, "12.0B", "12 bananas", "MC201"),
    Fault("tokens in words", L, "15000.0B", "quite a lot of them", "MC201"),
    Fault("ratio in words", L, "1,250:1 ✅ Compute-optimal", "rather high", "MC201"),
    Fault("ALScore in words", L, "1.4 (Mid-tier)", "good", "MC201"),
    Fault("unknown tier", L, "(Mid-tier)", "(Colossal)", "MC201"),
    Fault("month that is none", L, "Jun/2025", "Jon/2025", "MC202"),
    Fault("day that is none", L, "2025-10-02", "2025-10-42", "MC202"),
    Fault("month 13", H, "2025-05-14", "2025-13-14", "MC202"),
    Fault("access word misspelt", L, "🟢 Public", "🟢 Pulbic", "MC203"),
    Fault("access mark of another word", L, "🟢 Public", "🔴 Public", "MC203", SAFE),
    Fault("access mark that is none", L, "🟢 Public", "🟣 Public", "MC203", SAFE),
    # MC3xx: derived values
    Fault("ratio of other amounts", L, "1,250:1", "1,520:1", "MC301", UNSAFE),
    Fault("ratio ten times too small", L, "1,250:1", "125:1", "MC301", UNSAFE),
    Fault("label of a small ratio", L, "✅ Compute-optimal", "⚠️ Under-trained", "MC302", UNSAFE),
    Fault("mark of the other label", L, "✅ Compute", "⚠️ Compute", "MC302", UNSAFE),
    Fault("word of the other label", L, "✅ Compute-optimal", "✅ Under-trained", "MC302", UNSAFE),
    Fault("ALScore of other amounts", L, "1.4 (", "4.1 (", "MC303", UNSAFE),
    Fault("ALScore off by a tenth", L, "1.4 (", "1.5 (", "MC303", UNSAFE),
    Fault("tier of a higher score", L, "(Mid-tier)", "(Powerful)", "MC304", UNSAFE),
    Fault("tier of a lower score", L, "(Mid-tier)", "(Lightweight)", "MC304", UNSAFE),
    Fault("no ratio", L, "- **Token:Param Ratio:** 1,250:1 ✅ Compute-optimal\n", "", "MC305",
          UNSAFE),
    Fault("ratio is a dash", L, "1,250:1 ✅ Compute-optimal", "- -", "MC305", UNSAFE),
    Fault("no ALScore", L, "- **ALScore:** 1.4 (Mid-tier)\n", "", "MC305", UNSAFE),
    Fault("ALScore is a dash", L, "1.4 (Mid-tier)", "-", "MC305", UNSAFE),
    Fault("parameters taken out", L, "12.0B", "-B", "MC306"),
    Fault("tokens taken out", L, "15000.0B", "-B", "MC306"),
    Fault("score below the analysis", L, "| 83.5 |", "| 73.5 |", "MC308"),
    Fault("score above the analysis", L, "| 83.5 |", "| 93.5 |", "MC308"),
    Fault("analysis of another range", L, "(80-90%)", "(>90%)", "MC308"),
    # MC4xx: scores and tables
    Fault("score that is none", L, "| 61.0 |", "| 61.0.1 |", "MC401"),
    Fault("score in words", L, "| 48.2 |", "| fairly good |", "MC401"),
    Fault("decimal point lost", L, "| 61.0 |", "| 610 |", "MC402"),
    Fault("percentage below zero", H, "79.4%", "-79.4%", "MC402"),
    Fault("percentage above 100", H, "79.4%", "794%", "MC402"),
    Fault("row twice with another score", L,
          "| **GPQA** | 48.2 | Graduate-level reasoning |\n",
          "| **GPQA** | 48.2 | Graduate-level reasoning |\n"
          "| **GPQA** | 42.8 | Graduate-level reasoning |\n", "MC403"),
    Fault("Hub row twice with another score", H, "| HellaSwag | 79.4% | 70.1% |\n",
          "| HellaSwag | 79.4% | 70.1% |\n| HellaSwag | 77.4% | 70.1% |\n", "MC403"),
    Fault("row without its last cell", L, " - | High-level evaluation |", " - |", "MC404"),
    Fault("row with a cell too many", L, " - | High-level evaluation |", " - | High | level |",
          "MC404"),
    # MC5xx, MC7xx
    Fault("remark for a target", L, "(https://osprey.example.org/chat)", "(Abandoned)", "MC502"),
    Fault("target with blanks", L, "(https://osprey.example.org/chat)", "(HW playground)", "MC502"),
    Fault("address in a remark", L, "(https://osprey.example.org/report.pdf)",
          "(Leaked: https://osprey.example.org/report.pdf)", "MC502"),
    Fault("front matter without its end", H, "      value: 64.4\n---\n", "      value: 64.4\n",
          "MC701", SAFE),
    Fault("key twice", H, "license: apache-2.0\n", "license: apache-2.0\nlicense: mit\n", "MC701"),
    Fault("bracket that is not closed", H, "tags:\n- text-generation\n", "tags: [text-generation\n",
          "MC701"),
    Fault("metric without type", H, "    - type: accuracy\n      value", "    - value", "MC702"),
    Fault("metric without value", H, "      value: 64.4\n", "", "MC702"),
    Fault("dataset without name", H, "      name: GSM8K\n", "", "MC702"),
    Fault("model without name", H, "- name: Osprey-3B\n  results", "- results", "MC702"),
    Fault("value in words", H, "value: 64.4", "value: high", "MC702"),
    Fault("model-index against the table", H, "value: 64.4", "value: 46.4", "MC703"),
]  # fmt: skip


def planted(fault: Fault) -> bytes:
    card = CARDS[fault.card].decode("utf-8")
    assert card.count(fault.old) == 1, fault.kind
    return card.replace(fault.old, fault.new).encode("utf-8")


def test_the_cards_are_clean() -> None:
    for card in CARDS.values():
        assert lint(parse(card)) == []


def test_there_are_enough_kinds() -> None:
    assert len({fault.kind for fault in FAULTS}) == len(FAULTS) >= 60
    assert len({fault.code for fault in FAULTS}) >= 24


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("fault", FAULTS, ids=[fault.kind for fault in FAULTS])
def test_exactly_the_rule_meant_speaks(fault: Fault, newline: str) -> None:
    card = planted(fault).replace(b"\n", newline.encode())
    assert {finding.code for finding in lint(parse(card))} == {fault.code}


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize(
    "fault", [f for f in FAULTS if f.fix], ids=[f.kind for f in FAULTS if f.fix]
)
def test_fixing_gives_the_card_back_byte_for_byte(fault: Fault, newline: str) -> None:
    card = planted(fault).replace(b"\n", newline.encode())
    whole = CARDS[fault.card].replace(b"\n", newline.encode())
    result = fix(card, unsafe=fault.fix == UNSAFE)
    assert result.text.encode("utf-8") == whole
    assert {finding.code for finding in result.applied} == {fault.code}
    assert result.remaining == ()
    assert fix(result.text, unsafe=True).text == result.text


@pytest.mark.parametrize(
    "fault", [f for f in FAULTS if f.fix != SAFE], ids=[f.kind for f in FAULTS if f.fix != SAFE]
)
def test_without_a_safe_fix_the_text_stays(fault: Fault) -> None:
    card = planted(fault)
    result = fix(card)
    if fault.kind != "row without its last cell":
        assert result.text.encode("utf-8") == card
        assert result.applied == ()


@pytest.mark.parametrize("fault", FAULTS, ids=[fault.kind for fault in FAULTS])
def test_findings_lie_in_the_file(fault: Fault) -> None:
    card = planted(fault).decode("utf-8").removeprefix("\ufeff")
    lines = card.split("\n")
    for finding in lint(parse(card)):
        assert 1 <= finding.line <= finding.end_line <= len(lines)
        assert 1 <= finding.column <= len(lines[finding.line - 1]) + 1
        assert (finding.line, finding.column) <= (finding.end_line, finding.end_column)
        assert finding.end_column <= len(lines[finding.end_line - 1]) + 1
