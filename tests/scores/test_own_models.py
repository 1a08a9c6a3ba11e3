"""Which rows and columns are the card's own where a family stands beside it."""

from __future__ import annotations

import pytest

from modelcards import parse
from modelcards.scores.kin import kin, row_sizes
from modelcards.scores.own_models import own_models
from modelcards.tables.pipe import pipe_grid
from tests.support.growth import MOST, growth

TUNED = "Marlow-7B-Instruct"


def subjects(name: str, body: str) -> dict[float | None, bool | None]:
    """The subject of each score of a card, by its value."""
    card = parse(f"# {name}\n\n{body}\n", path=f"acme/{name.lower()}/README.md")
    return {one.score: one.subject for one in card.benchmarks}


def rows(*lines: str) -> str:
    head = "| Model | MMLU | GSM8K |\n|---|---|---|\n"
    return head + "\n".join(f"| {line} |" for line in lines)


def test_rows_that_are_suffixes_alone() -> None:
    table = rows("base | 50.1 | 40.1", "chat | 55.2 | 60.2")
    found = subjects("Marlow-Chat", table)
    assert found == {50.1: False, 40.1: False, 55.2: True, 60.2: True}
    assert set(subjects("Marlow", table).values()) == {None}


def test_rows_below_the_familys_name() -> None:
    table = rows("Base | 50.1 | 40.1", "Chat | 55.2 | 60.2").replace("Model", "Marlow-7B")
    found = subjects("Marlow-7B-Chat", table)
    assert (found[50.1], found[55.2]) == (False, True)


def test_a_row_named_base_is_there() -> None:
    found = subjects("marlow-base", rows("base | 91.1 | 81.2", "large | 93.3 | 84.1"))
    assert found == {91.1: True, 81.2: True, 93.3: False, 84.1: False}
    found = subjects("Marlow", rows("Corvid-8B | 91.1 | 81.2", "base | 93.3 | 84.1"))
    assert set(found) == {91.1, 81.2, 93.3, 84.1}


def test_columns_that_are_suffixes_alone() -> None:
    table = "| Benchmark | Base | Instruct |\n|---|---|---|\n| MMLU | 50 | 55 |\n| BBH | 40 | 60 |"
    assert subjects(TUNED, table) == {50: False, 55: True, 40: False, 60: True}


def test_a_heading_says_which_of_the_family_a_table_is_about() -> None:
    table = "| Benchmark | Marlow 7B | Corvid 8B |\n|---|---|---|\n| MMLU | {} | {} |\n"
    base, tuned = table.format(50.5, 52.1), table.format(60.5, 62.1)
    body = f"## Results\n\n### Base model\n\n{base}\n### Instruction-tuned model\n\n{tuned}"
    own, other = {50.5: False, 52.1: False}, {60.5: True, 62.1: False}
    assert subjects(TUNED, body) == own | other
    found = subjects("Marlow-7B-Base", body)
    assert (found[50.5], found[60.5]) == (True, False)
    # A family's card, and one that names the model in full, are not told apart by a heading.
    assert subjects("Marlow-7B", body)[50.5] is True
    assert subjects(TUNED, body.replace("Marlow 7B", TUNED))[50.5] is True


def test_an_upper_head_says_it_too() -> None:
    body = (
        '<table><tr><th></th><th colspan="2">Base</th><th colspan="2">Instruct</th></tr>'
        "<tr><th>Benchmark</th><th>Marlow 7B</th><th>Corvid 8B</th><th>Marlow 7B</th>"
        "<th>Corvid 8B</th></tr>"
        "<tr><td>MMLU</td><td>50.1</td><td>51.2</td><td>60.3</td><td>61.4</td></tr></table>"
    )
    assert subjects(TUNED, body) == {50.1: False, 51.2: False, 60.3: True, 61.4: False}
    card = parse(f"# {TUNED}\n\n{body}\n")
    assert [one.variant for one in card.benchmarks] == ["Base", "Base", "Instruct", "Instruct"]


@pytest.mark.parametrize(
    ("sizes", "own"),
    [(("7B", "13B", "70B"), (True, False, False)), (("7.2B", "13B", ""), (True, False, True))],
)
def test_rows_of_another_size_under_the_same_name(
    sizes: tuple[str, ...], own: tuple[bool, ...]
) -> None:
    lines = [f"| Marlow | {size} | 5{at}.1 |" for at, size in enumerate(sizes)]
    body = "\n".join(["| Model | Size | MMLU |", "|---|---|---|", *lines])
    assert tuple(subjects("Marlow-7B", body).values()) == own
    assert set(subjects("Marlow", body).values()) == {True}


def test_sizes_below_the_names_of_families() -> None:
    body = (
        '<table><tr><th rowspan="2">Benchmark</th><th colspan="2">Corvid</th>'
        '<th colspan="2">Marlow</th></tr>'
        "<tr><th>7B</th><th>13B</th><th>7B</th><th>13B</th></tr>"
        "<tr><td>MMLU</td><td>49.4</td><td>54.4</td><td>50.1</td><td>55.2</td></tr></table>"
    )
    assert subjects("Marlow-7B", body) == {49.4: False, 54.4: False, 50.1: True, 55.2: False}


def test_ours_with_more_behind_it() -> None:
    own = own_models(["Ours (base)", "Ours (large)", "Corvid"], frozenset(), ("marlow-large",))
    assert own == {"Ours (base)": False, "Ours (large)": True, "Corvid": False}
    own = own_models(["Ours", "Ours w/o data", "Ours + search"], frozenset(), ("Marlow",))
    assert own == {"Ours": True, "Ours w/o data": False, "Ours + search": None}
    assert own_models(["Ours (base)"], frozenset(), ("Marlow",)) == {"Ours (base)": True}


def test_how_it_was_measured_is_no_part_of_a_name() -> None:
    found = ["Bar-3B", "Bar-3B (5-shot)", "Bar-3B (reported)", "Bar-3B (instruct)"]
    own = own_models(found, frozenset(), ("Bar-3B",))
    assert list(own.values()) == [True, True, True, False]


def test_two_versions_of_a_sized_name_are_told_apart_by_nothing() -> None:
    found = subjects("Bar-3B", rows("Bar-3B-v1 | 50.1 | 40.1", "Bar-3B-v2 | 51.2 | 41.2"))
    assert set(found.values()) == {None}
    assert set(subjects("Bar-3B", rows("Bar-3B-v2 | 51.2 | 41.2")).values()) == {True}
    assert set(subjects("Bar", rows("Bar-3B | 1.1 | 2.1", "Bar-9B | 3.1 | 4.1")).values()) == {True}


def test_what_a_model_was_made_from_names_no_row() -> None:
    body = (
        "| Model | Base model | MMLU |\n|---|---|---|\n"
        "| Quill | Bar-3B | 50.1 |\n| Brook | Corvid-8B | 51.2 |"
    )
    assert True not in subjects("Bar-3B", body).values()
    assert subjects("Quill", body) == {50.1: True, 51.2: False}


@pytest.mark.parametrize(
    "text", ["Lumen-7B", "base prompt", "", "Model", "x" * 300, "chat with me"]
)
def test_texts_that_say_more_than_a_suffix(text: str) -> None:
    assert kin(text) is None


def test_a_column_of_sizes_is_read_with_its_unit() -> None:
    grid = pipe_grid("| Model | Params (M) |\n|-|-|\n| A | 335 |\n| B | - |\n| C | 7 B |", 1)
    assert grid is not None
    assert row_sizes(grid) == {(3, ""): {335e6}, (5, ""): {7e9}}


@pytest.mark.parametrize(
    "line", ["Marlow | {}B | 5.1", "Marlow-7B-v{} | 7B | 5.1", "chat {} | | 5.1"]
)
def test_thousands_of_a_family_are_told_apart_in_proportion(line: str) -> None:
    def text(count: int) -> str:
        lines = [f"| {line.format(at)} |" for at in range(count)]
        return "\n".join(["# Marlow-7B\n", "| Model | Size | MMLU |", "|---|---|---|", *lines])

    assert growth(parse, text, 100).most <= MOST


def test_rows_of_one_line_are_told_by_their_own_size() -> None:
    head = "<tr><th>Model</th><th>Params</th><th>MMLU</th></tr>"
    row = "<tr><td>Marlow</td><td>{}</td><td>{}</td></tr>"
    body = f"<table>{head}{row.format('7B', 50.1)}{row.format('13B', 55.2)}</table>"
    assert subjects("Marlow-7B", body) == {50.1: True, 55.2: False}
    # Experts times their size are no size.
    body = f"<table>{head}{row.format('47B', 50.1)}</table>"
    assert subjects("Marlow-8x7B", body)[50.1] is not False


TWO = "| Benchmark | Score |\n|---|---|\n| MMLU | 61.2 |\n| GSM8K | 50.4 |"


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("### Results of the base model (Quill-7B)", False),
        ("### Scores of the teacher model (Quill-70B)", False),
        ("### Quill-7B (base model)", False),
        ("### Quill-7B", False),
        ("### Base model", False),
        ("The base model Quill-7B reaches:", False),
        ("For comparison, Quill-70B reaches on the same data:", False),
        ("### Results of the fine-tuned model", True),
        ("Marlow-7B-Instruct improves on its base model Quill-7B:", True),
        ("Fine-tuned from the base model Quill-7B, it scores:", True),
        ("### Evaluation with GPT-4 as judge", True),
        ("### Marlow-7B-Instruct", True),
    ],
)
def test_what_stands_above_a_table_without_models_says_whose_it_is(text: str, own: bool) -> None:
    found = subjects(TUNED, f"## Evaluation\n\n{text}\n\n{TWO}")
    assert found == {61.2: own, 50.4: own}


def test_a_base_models_own_heading_is_its_own() -> None:
    body = f"## Evaluation\n\n### Base model results\n\n{TWO}"
    assert subjects("Marlow-7B-Base", body) == {61.2: True, 50.4: True}


@pytest.mark.parametrize("head", ["Rank", "LoRA rank", "r"])
def test_ranks_of_adapters_are_told_by_the_name(head: str) -> None:
    body = f"| {head} | MMLU |\n|---|---|\n| 8 | 60.1 |\n| 16 | 61.2 |\n| 64 | 62.3 |"
    own = {60.1: False, 61.2: False, 62.3: True}
    assert subjects("marlow-lora-r64", body) == own
    assert subjects("marlow-r64", body) == own
    assert set(subjects("marlow-lora", body).values()) == {None}
    board = "| Rank | Model | MMLU |\n|---|---|---|\n| 1 | Corvid | 60.1 |\n| 2 | Marlow | 58.1 |"
    assert subjects("Marlow", board) == {60.1: False, 58.1: True}


@pytest.mark.parametrize("corner", ["Train \\ Test", "Trained on / Tested on", "Train→Test"])
def test_data_sets_to_train_on_by_data_sets_to_test_on(corner: str) -> None:
    lines = ["SQuAD | NewsQA |", "SQuAD | 81.1 | 61.2 |", "NewsQA | 70.4 | 68.5 |"]
    body = f"| {corner} | {lines[0]}\n|---|---|---|\n| {lines[1]}\n| {lines[2]}"
    card = parse(f"# Heron-QA\n\n## Results\n\n{body}\n")
    told = [(one.benchmark, one.variant, one.model, one.subject) for one in card.benchmarks]
    assert told[1:3] == [("NewsQA", "SQuAD", None, None), ("SQuAD", "NewsQA", None, None)]
    own = subjects("heron-newsqa", body)
    assert (own[61.2], own[70.4]) == (False, True)


@pytest.mark.parametrize("head", ["Test set", "Evaluation set", "Trial list"])
def test_test_sets_below_their_word_are_no_models(head: str) -> None:
    lines = ["EER | minDCF |", "Vox1-O | 0.8 | 0.05 |", "Zyx-2B | 1.1 | 0.06 |"]
    body = f"| {head} | {lines[0]}\n|---|---|---|\n| {lines[1]}\n| {lines[2]}"
    card = parse(f"# Heron-SV\n\n## Results\n\n{body}\n")
    assert [(one.model, one.subject) for one in card.benchmarks] == [(None, True)] * 4
    assert [one.benchmark for one in card.benchmarks] == ["Vox1-O"] * 2 + ["Zyx-2B"] * 2


@pytest.mark.parametrize(
    ("name", "own"),
    [
        ("Quill-7B", None),
        ("acme/Corvid-8B-Instruct", None),
        ("Marlow-7B-Base", False),
        ("Marlow-13B-Instruct", False),
        ("marlow_7b_instruct", True),
        ("marlow-7b-instruct-finetuned-squad", True),
        ("results", True),
        ("PPO", True),
    ],
)
def test_a_model_index_of_one_may_name_another(name: str, own: bool | None) -> None:
    front = (
        f"---\nmodel-index:\n- name: {name}\n  results:\n  - task: {{type: text-generation}}\n"
        "    dataset: {name: MMLU, type: mmlu}\n    metrics:\n    - {type: acc, value: 61.2}\n---\n"
    )
    card = parse(f"{front}# {TUNED}\n", path="acme/marlow-7b-instruct/README.md")
    assert [one.subject for one in card.benchmarks] == [own]
    assert [one.subject for one in parse(front).benchmarks] == [True]


def test_an_id_tells_the_own_model_from_its_family() -> None:
    table = rows("Marlow-A | 50.1 | 40.1", "Marlow-B | 51.2 | 41.2", "Marlow-B-e4 | 52.2 | 42.2")
    card = parse(f"# Marlow\n\n{table}\n", path="acme/marlow-b-e4/README.md")
    own = {one.model: one.subject for one in card.benchmarks}
    assert (own["Marlow-A"], own["Marlow-B-e4"]) == (False, True)
    assert own["Marlow-B"] is not True


def test_a_link_to_the_hub_tells_whose_a_row_is() -> None:
    link = "[{}](https://huggingface.co/acme/{}) | {} | {}"
    table = rows(
        link.format("Marlow-Large", "marlow-large", 50.1, 40.1),
        link.format("Reward", "marlow-3epochs", 51.2, 41.2),
    )
    card = parse(f"# Marlow\n\n{table}\n", path="me/marlow-3epochs/README.md")
    assert [one.subject for one in card.benchmarks] == [False, False, True, True]


def test_a_student_is_the_distilled_model() -> None:
    found = subjects("marlow-distill", rows("Teacher | 50.1 | 40.1", "Student | 45.1 | 35.1"))
    assert found == {50.1: False, 40.1: False, 45.1: True, 35.1: True}


@pytest.mark.parametrize(
    ("printed", "own"),
    [
        ("**`acme/Marlow-7B`** (this repo)", True),
        ("acme/Marlow-7B (this model)", True),
        ("Marlow-7B (this work)", True),
        ("acme/Corvid-8B (this repo)", None),
        ("acme/Marlow-7B-DPO (this repo)", None),
        ("Corvid-8B", None),
    ],
)
def test_a_name_that_is_said_to_be_of_this_repo(printed: str, own: bool | None) -> None:
    card = parse("# Marlow-7B\n\n## Evaluation\n\n" + rows(f"{printed} | 50.1 | 40.1"))
    assert card.benchmarks[0].subject is own


@pytest.mark.parametrize(
    ("printed", "own"),
    [
        ("Marlow-7B (not this repo)", False),
        ("Marlow-7B (Not the released checkpoint)", False),
        ("Marlow-7B (base model)", None),
        ("Marlow-7B (our run)", True),
        ("Marlow-7B (notes)", True),
    ],
)
def test_brackets_that_say_which_model_it_is_not(printed: str, own: bool | None) -> None:
    card = parse("# Marlow-7B\n\n## Evaluation\n\n" + rows(f"{printed} | 50.1 | 40.1"))
    assert card.benchmarks[0].subject is own
