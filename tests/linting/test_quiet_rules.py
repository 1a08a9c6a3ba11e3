"""Rules are silent where a card leaves it open what is meant, and speak once a cause."""

from __future__ import annotations

import pytest

from modelcards import fix, lint, parse
from modelcards.linting.collection import read_collection
from modelcards.linting.engine import check_collection
from modelcards.linting.rules import all_rules


def found(text: str, *codes: str) -> list[tuple[str, int, str]]:
    return [(f.code, f.line, f.severity) for f in lint(parse(text)) if f.code.startswith(codes)]


def table(head: str, *rows: str) -> str:
    width = head.count("|") - 1
    return "\n".join(["# Teal-2B", "", "## Results", "", head, "|" + "---|" * width, *rows, ""])


SILENT = {
    "rows that go on": table(
        "| Model | GSM8K |", "| Osprey-1B | 30.1 |", "| + SFT | 40.2 |", "| Merlin-1B | 31.1 |",
        "| + SFT | 41.2 |",
    ),
    "a key column": table(
        "| Batch, Prompt | New tokens | Speed (tps) |", "| 1, 8 | 128 | 90.5 |",
        "| 1, 8 | 256 | 88.1 |", "| 1, 32 | 128 | 80.2 |", "| 1, 32 | 256 | 79.9 |",
    ),
    "side by side": table(
        "| Model | MT-Bench | Model | MT-Bench |", "| Osprey | 8.1 | Merlin | 7.2 |",
        "| Kite | 7.7 | Teal-2B | 6.9 |",
    ),
    "another key in the row": table(
        "| Model | Prompt | MMLU |", "| Teal-2B | plain | 40.1 |", "| Teal-2B | chat | 44.0 |",
    ),
    "an average of each group": table(
        "| Benchmark | Teal-2B |", "| MMLU | 40.1 |", "| Average | 40.1 |", "| GSM8K | 20.0 |",
        "| Average | 20.0 |", "| BoolQ | 60.0 |",
    ),
    "the same score": table("| Benchmark | Teal-2B |", "| MMLU | 40.1 |", "| MMLU | 40.1 |"),
}  # fmt: skip


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_nothing_is_stated_twice(text: str) -> None:
    assert found(text, "MC403") == []


def test_two_rows_are_told_once() -> None:
    text = table(
        "| Model | MMLU | GSM8K | BoolQ |", "| Teal-2B | 40.1 | 20.0 | 70.0 |",
        "| Osprey-1B | 30.1 | 10.0 | 60.0 |", "| Teal-2B | 41.1 | 21.0 | 71.0 |",
        "| Kite-1B | 31.1 | 11.0 | 61.0 |", "| Merlin-1B | 31.1 | 11.0 | 61.0 |",
    )  # fmt: skip
    assert found(text, "MC403") == [("MC403", 9, "error")]


def test_an_unreadable_column_is_told_once() -> None:
    rows = [f"| Osprey-{n} | 5{n}.0/4{n}.0 | 6{n}.1 |" for n in range(1, 6)]
    text = table("| Model | SQuAD | MMLU |", *rows)
    assert all(severity == "warning" for _, _, severity in found(text, "MC401"))
    assert len(found(text, "MC401")) <= 1
    worse = text.replace("61.1", "6.1.1").replace("63.1", "6.3.1")
    assert [row for row in found(worse, "MC401") if row[2] == "error"] == [("MC401", 7, "error")]
    # Words may be meant: "diverged", "see below".
    words = text.replace("61.1", "plum").replace("63.1", "pear")
    assert ("MC401", 7, "warning") in found(words, "MC401")
    assert all(severity == "warning" for _, _, severity in found(words, "MC401"))
    marked = text.replace("61.1", "x")
    assert found(marked, "MC401") == found(text, "MC401")


def test_one_cause_in_a_model_index_is_told_once() -> None:
    result = "  - task:\n      type: parsing\n    metrics:\n    - type: f1\n      value: 0.{}\n"
    text = (
        "---\nlicense: mit\nmodel-index:\n- name: Teal-2B\n  results:\n{}---\n\n# Teal-2B\n\nA.\n"
    )
    lone = found(text.format(result.format(1)), "MC702")
    several = text.format("".join(result.format(n) for n in range(1, 5)))
    assert lone == found(several, "MC702")
    said = [one.message for one in lint(parse(several)) if one.code == "MC702"]
    assert [one for one in said if "3 more places" in one]


@pytest.mark.parametrize("fence", ["```", "```python", "~~~"])
def test_a_fence_that_exchanges_text_and_code(fence: str) -> None:
    closing = fence[:3]
    text = (
        f"# Teal-2B\n\nA model.\n\n{fence}\nrun()\n\n## Data\n\nMail of ten years.\n\n"
        f"{closing}\n@misc{{teal, title={{Teal}}}}\n{closing}\n"
    )
    assert [row[:2] for row in found(text, "MC108")] == [("MC108", 5)]
    # With its end, and where a fence shows Markdown or a remark, all is well.
    for other in (
        text.replace("run()\n", f"run()\n{closing}\n"),
        text.replace(f"{fence}\nrun()", f"{closing}markdown\n# A").replace("}}\n" + closing, "}}"),
        text.replace("## Data", "## data of mail").replace("Mail of ten years.", "x = 1"),
    ):
        assert found(other, "MC108") == []


@pytest.mark.parametrize(
    ("row", "spoken"),
    [
        ("| Teal-2B | -2.0% |", True),
        ("| Teal-2B | 101.0% |", True),
        ("| Improvement | -2.0% |", False),
        ("| Relative to Kite | 101.0% |", False),
        ("| Teal-2B | +120.0% |", False),
    ],
)
def test_percentages_of_something(row: str, spoken: bool) -> None:
    text = table("| Model | MMLU |", "| Osprey-1B | 40.0% |", "| Kite-1B | 41.0% |", row)
    assert bool(found(text, "MC402")) is spoken


def test_a_benchmark_that_nobody_knows_may_be_anything() -> None:
    rows = ("| Osprey-1B | 40.0% |", "| Teal-2B | 103.0% |")
    assert found(table("| Model | PondEval |", *rows), "MC402") == []


def test_no_name_says_which_name_is_used() -> None:
    [one] = [
        f for f in lint(parse("A model.\n", path="acme/teal-2b/README.md")) if f.code == "MC101"
    ]
    assert "'teal-2b' is used instead" in one.message


def test_the_licence_belongs_in_the_front_matter() -> None:
    text = "---\ntags:\n- text-generation\n---\n\n# Teal-2B\n\n- **License:** MIT\n"
    [one] = [f for f in lint(parse(text)) if f.code == "MC102"]
    assert one.message == "the front matter does not state a license, though the body does"


@pytest.mark.parametrize(
    ("line", "spoken"),
    [
        ("- **Vocabulary size:** 2**15", False),
        ("- **Vocabulary size:** 30 plums", True),
        ("- **Parameters:** 1.2GB", False),
        ("- **Released:** 31/12/2024", False),
        ("- **Released:** 2024-31-45", True),
        ("- **Released:** 0.91", False),
    ],
)
def test_amounts_and_dates_in_other_forms(line: str, spoken: bool) -> None:
    told = [f for f in lint(parse(f"# Teal-2B\n\n{line}\n")) if f.code in ("MC201", "MC202")]
    assert bool([f for f in told if "is no" in f.message]) is spoken


def test_a_row_that_holds_a_number_is_never_padded() -> None:
    head = "# Teal-2B\n\nItâ€™s small.\n\n| Step | Loss | F1 |\n|---|---|---|\n"
    text = head + "| 1 | 0.9 | 0.5 |\n| 2 | 0.8 0.6 |\n<br>\n| 3 | - |\n"
    mended = fix(text).text
    assert "It’s small." in mended
    assert "| 2 | 0.8 0.6 |\n<br>\n| 3 | - |  |\n" in mended
    assert fix(mended).text == mended


def test_rows_without_a_delimiter_row() -> None:
    rows = "| Task | Teal-2B |\n| MMLU | 40.1 |\n| BoolQ | 70.0 |\n"
    assert found(f"# Teal-2B\n\n{rows}", "MC404") == [("MC404", 3, "error")]
    assert found(f"# Teal-2B\n\n```\n{rows}```\n", "MC404") == []


def _pair(tmp_path: object, first: str, second: str, text: str) -> list[str]:
    from pathlib import Path

    root = Path(str(tmp_path))
    for name in (first, second):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    found_all = check_collection(read_collection([str(root)]), all_rules())
    return [one.code for one in found_all if one.code == "MC601"]


CARD = (
    "---\nlicense: mit\n---\n\n# Teal\n\n- **Organization:** Acme\n- **Layers:** 24\n\nA model.\n"
)


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        ("acme/teal-1b/README.md", "acme/teal-7b/README.md", 0),
        ("acme/teal/README.md", "other/finch/README.md", 0),
        ("teal-1b.md", "teal-7b.md", 0),
        ("teal.md", "teal-copy.md", 1),
        ("a/teal/README.md", "b/teal/README.md", 1),
    ],
)
def test_one_text_for_several_models(tmp_path: object, first: str, second: str, count: int) -> None:
    assert len(_pair(tmp_path, first, second, CARD)) == count


def test_a_fix_makes_no_metadata_that_is_refused() -> None:
    front = "---\nlicense: mit\n{}---\n\n# Teal-2B\n\nA model.\n"
    listed = front.format("pipeline-tags:\n- fill-mask\n")
    assert ("MC705", 3, "error") in found(listed, "MC705")
    assert fix(listed).text == listed
    assert "pipeline_tag: fill-mask" in fix(front.format("pipline_tag: fill-mask\n")).text
    # What is there already is not written twice.
    twice = front.format("language:\n- thai\n- th\n")
    assert fix(twice).text == front.format("language:\n- th\n")
    flow = front.format("language: [thai, th]\n")
    assert fix(flow).text == flow
