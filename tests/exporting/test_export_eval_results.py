"""Export to `.eval_results/*.yaml`: what goes out, what lies there already, where it came from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

import modelcards
from modelcards.errors import RefusedError
from tests.support.exports import card, held, index, reason, sent

hub = pytest.importorskip("huggingface_hub")

UPDATED = "**Last Updated:** 2025-10-02\n"


def export(read: Any, **options: Any) -> modelcards.Export:
    return modelcards.export(read, to="eval-results", **options)


def entries(made: modelcards.Export) -> list[Any]:
    """The entries as huggingface_hub reads them."""
    found = []
    for file in made.files:
        found += hub.parse_eval_result_entries(yaml.safe_load(file.after))
    return found


def test_one_file_a_score_named_for_it() -> None:
    made = export(card("MMLU-Pro (5-shot, CoT) | 41.2 | 1\nGPQA Diamond | 30.5 | 1"))
    assert [file.path for file in made.files] == [
        ".eval_results/gpqa-diamond.yaml",
        ".eval_results/mmlu-pro-5-shot-cot.yaml",
    ]
    diamond, pro = entries(made)
    assert (diamond.dataset_id, diamond.task_id) == ("Idavidrein/gpqa", "gpqa_diamond")
    assert diamond.value == 30.5
    assert diamond.notes is None
    assert (pro.task_id, pro.value, pro.notes) == ("mmlu_pro", 41.2, "5-shot, CoT")


def test_source_and_date_as_given() -> None:
    made = export(
        card("MMLU-Pro | 41.2 | 1"), source_url="https://example.org/logs", date="2025-01-15"
    )
    [one] = entries(made)
    assert (one.source_url, one.source_name) == ("https://example.org/logs", "Model Card")
    assert one.date == "2025-01-15"
    [one] = entries(export(card("HLE | 9 | 1"), source_url="https://x.org", source_name="Logs"))
    assert (one.source_name, one.date) == ("Logs", None)


def test_source_and_date_as_the_card_states_them() -> None:
    text = (
        "# Lumen-7B\n\n**Organization:** Lumen\n\n| Benchmark | Score |\n|---|---|\n| HLE | 9.5 |\n"
        "\n## 🔗 Resources\n\n- [Model](https://huggingface.co/lumen-ai/Lumen-7B)\n"
        "- [Base](https://huggingface.co/lumen-ai/Lumen-base)\n\n" + UPDATED
    )
    [one] = entries(export(modelcards.parse(text)))
    assert one.source_url == "https://huggingface.co/lumen-ai/Lumen-7B"
    assert one.date == "2025-10-02"
    [one] = entries(export(modelcards.parse(text.replace("2025-10-02", "October 2025"))))
    assert one.date is None


def test_an_entry_of_the_index_keeps_its_own_source() -> None:
    front = index(
        ("MMLU-Pro", "TIGER-Lab/MMLU-Pro", "accuracy", 41.2),
        more="    source:\n      name: Board\n      url: https://example.org/board\n",
    )
    made = export(modelcards.parse(f"---\n{front}---\n# Lumen-7B\n"), source_url="https://x.org")
    [one] = entries(made)
    assert (one.source_url, one.source_name) == ("https://example.org/board", "Board")


def test_what_no_leaderboard_can_take_stays() -> None:
    made = export(
        card(
            """
            Our Own Quiz (Acc.) | 17.5 | 1
            MMLU | 61.2 | 1
            GPQA | 30.5 | 1
            GSM8K (BLEU) | 12.0 | 1
            GSM8K (EM) | 70.0 | 1
            """
        )
    )
    assert sent(made) == [("GSM8K (EM)", "added")]
    assert held(made) == [
        ("Our Own Quiz (Acc.)", "dataset"),
        ("MMLU", "leaderboard"),
        ("GPQA", "leaderboard"),
        ("GSM8K (BLEU)", "leaderboard"),
    ]
    assert reason(made, "GSM8K (BLEU)") == "the leaderboard of openai/gsm8k ranks by accuracy"


def test_a_part_of_a_benchmark_is_not_the_benchmark() -> None:
    text = (
        "# Lumen-7B\n\n| Benchmark | Subject | Score |\n|---|---|---|\n"
        "| MMLU-Pro | Law | 30.1 |\n| MMLU-Pro | Physics | 50.2 |\n"
    )
    made = export(modelcards.parse(text))
    assert sent(made) == []
    assert {one.kind for one in made.held} == {"leaderboard"}


def there(tmp_path: Path, text: str, name: str = "mmlu-pro.yaml") -> Path:
    folder = tmp_path / ".eval_results"
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(text.encode())
    return folder / name


ENTRY = "---\r\n# ours\r\n- dataset:\r\n    id: TIGER-Lab/MMLU-Pro\r\n    task_id: mmlu_pro\r\n"


def test_an_entry_with_another_value_is_updated_in_its_file(tmp_path: Path) -> None:
    text = f"{ENTRY}  value: 39.9 # old\r\n- dataset: {{id: x/y, task_id: z}}\r\n  value: 1\r\n"
    file = there(tmp_path, text)
    made = export(card("MMLU-Pro | 41.2 | 1"), repository=tmp_path)
    assert sent(made) == [("MMLU-Pro", "updated")]
    assert made.write(tmp_path) == [file]
    assert file.read_bytes().decode() == text.replace("39.9", "41.2")
    again = export(card("MMLU-Pro | 41.2 | 1"), repository=tmp_path)
    assert (sent(again), again.files) == ([("MMLU-Pro", "there")], ())


def test_other_notes_are_another_entry(tmp_path: Path) -> None:
    there(tmp_path, f"{ENTRY}  value: 39.9\r\n  notes: '5-shot'\r\n")
    made = export(card("MMLU-Pro | 41.2 | 1"), repository=tmp_path)
    assert [file.path for file in made.files] == [".eval_results/mmlu-pro-2.yaml"]


@pytest.mark.parametrize(
    "more", ["  verifyToken: x.y\r\n", "  source:\r\n    url: https://a.b\r\n"]
)
def test_what_others_have_signed_is_not_changed(tmp_path: Path, more: str) -> None:
    there(tmp_path, f"{ENTRY}  value: 39.9\r\n{more}")
    made = export(card("MMLU-Pro | 41.2 | 1"), repository=tmp_path)
    assert reason(made, "MMLU-Pro").startswith(".eval_results/mmlu-pro.yaml states 39.9, from ")
    assert made.files == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [("- a: [", "no YAML"), ("value: 1\n", "no list"), ("--- 1\n--- 2\n", "no YAML")],
)
def test_a_broken_file_is_refused(tmp_path: Path, text: str, said: str) -> None:
    there(tmp_path, text)
    with pytest.raises(RefusedError, match=said):
        export(card("MMLU-Pro | 41.2 | 1"), repository=tmp_path)


def test_a_value_that_stands_elsewhere_too_is_refused(tmp_path: Path) -> None:
    there(tmp_path, f"{ENTRY}  value: &v 39.9\r\n- dataset: {{id: x/y, task_id: z}}\r\n  value: *v")
    with pytest.raises(RefusedError, match="cannot be edited"):
        export(card("MMLU-Pro | 41.2 | 1"), repository=tmp_path)


def test_entries_of_odd_shapes_are_passed_over(tmp_path: Path) -> None:
    there(tmp_path, "- text\n- dataset: x\n- {}\n", "odd.yml")
    made = export(card("MMLU-Pro | 41.2 | 1"), repository=tmp_path)
    assert sent(made) == [("MMLU-Pro", "added")]


def test_text_is_for_one_file() -> None:
    made = export(card("MMLU-Pro | 41.2 | 1"))
    assert made.text().endswith("  value: 41.2\n")
    with pytest.raises(modelcards.ArgumentError, match="0 files"):
        export(card("MMLU | 61.2 | 1")).text()
