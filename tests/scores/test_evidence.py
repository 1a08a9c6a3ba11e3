"""What speaks for each reading of a table: its evidence as the module promises it, in numbers."""

from __future__ import annotations

import math

import pytest

from modelcards.scores.columns import columns
from modelcards.scores.readings import Evidence, Reading, Weighed, readings, weigh
from modelcards.scores.subtable import Row, Sheet, sheets
from modelcards.tables.pipe import pipe_grid

AXES = ("benchmark column: ", "benchmark heads: ", "model column: ", "model level: ", "no model: ")


def found(text: str, own: str = "Lumen-7B", above: bool = False) -> dict[Reading, Evidence]:
    head, *rows = text.split("\n")
    rule = "|" + "-|" * (head.count("|") + 1)
    grid = pipe_grid("\n".join([f"| {head} |", rule, *[f"| {row} |" for row in rows]]), 1)
    assert grid is not None
    [sheet] = sheets(grid)
    return of_sheet(sheet, own, above)


def of_sheet(sheet: Sheet, own: str = "Lumen-7B", above: bool = False) -> dict[Reading, Evidence]:
    all_ = readings(sheet, columns(sheet), lambda name: name == own, above)
    return {one.reading: one.evidence for one in all_}


def axis(evidence: Evidence, name: str) -> Evidence:
    """The evidence of one axis."""
    start = f"{name}: "
    return {key.removeprefix(start): x for key, x in evidence.items() if key.startswith(start)}


def names(*texts: str, head: str = "Model", own: str = "Lumen-7B") -> Evidence:
    """What a column of names says of itself as one of models, but its bias and its place."""
    rows = [f"{text} | {at}.5" for at, text in enumerate(texts)]
    said = axis(found("\n".join([f"{head} | Zorbs", *rows]), own)[Reading(None, 0)], "model column")
    assert [said.pop(one) for one in ("bias", "first", "last")] == [1, 1, 1]
    return said


def test_every_reading_of_a_plain_table() -> None:
    all_ = found(
        "Task | Lumen-7B | Orca-13B\nMMLU | 1.5 | 2.5\nGSM8K | 3.5 | 4.5\nAverage | 2.5 | 3.5"
    )
    assert set(all_) == {Reading(None), Reading(0), Reading(None, 0), Reading(0, None, 0)}
    column = {
        "bias": 1, "known": 1, "mostly known": 1, "tag": 0.5, "distinct": 1, "average": 1,
        "says benchmark": 1, "first": 1, "last": 1,
    }  # fmt: skip
    heads = {"bias": 1, "own": 1, "likely": 1, "mostly likely": 1, "distinct": 1, "no head": 1,
             "somebody": 1}  # fmt: skip
    best = all_[Reading(0, None, 0)]
    assert axis(best, "benchmark column") == column
    assert axis(best, "model level") == {**heads, "lowest": 1}
    assert axis(best, "model level beside said benchmarks") == {"plain": 0}
    nothing = all_[Reading(None)]
    assert axis(nothing, "benchmark heads") == heads
    assert axis(nothing, "no model") == {"bias": 1, "beside benchmark": 1}
    other = all_[Reading(None, 0)]
    assert axis(other, "model column") == column
    assert axis(other, "benchmark heads") == heads
    for one in all_.values():
        assert all(name.startswith((*AXES, "model level beside ")) for name in one)


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (("Zorb", "Quill"), {"plain": 1, "distinct": 1}),
        (("Zorb", "Zorb", "Zorb", "Quill"), {"plain": 1, "distinct": 0.5, "repeated": 1}),
        (("Zorb", "Quill", "Fnord", "Zorb"), {"plain": 1, "distinct": 0.75}),
        (("Zorb", "Zorb"), {"plain": 1, "distinct": 0.5, "single": 1}),
        (("Zorb", "", "Quill"), {"plain": 1, "distinct": 2 / 3, "sparse": 1}),
        (("Zorb", "Quill", "Fnord", ""), {"plain": 1, "distinct": 0.75}),
        (("Lumen-7B", "Zorb"),
         {"likely": 0.5, "mostly likely": 1, "plain": 0.5, "distinct": 1, "own": 1,
          "somebody": 1}),
        (("Orca-13B", "Zorb", "Quill"), {"likely": 1 / 3, "plain": 2 / 3, "distinct": 1,
                                        "somebody": 1}),
        (("MRPQX", "MRPQXY"), {"tag": 0.5, "plain": 0.5, "distinct": 1}),
        (("sweet songs", "Zorb"), {"phrase": 0.5, "plain": 0.5, "distinct": 1}),
        (("Average", "Zorb"), {"average": 1, "plain": 1, "distinct": 1}),
        (("Base", "Fine-tuned"), {"kin": 1, "distinct": 1, "somebody": 1, "setting": 0.5,
                                   "counted": 0.5}),
        (("zorbing (Accuracy)", "quilling"), {"measured": 0.5, "plain": 0.5, "distinct": 1}),
        (("B-PER", "_Loc_"), {"class": 1, "distinct": 1}),
        (("Fledgling zorbs of the hills", "Zo"), {"plain": 1, "distinct": 1}),
        (("F" + "l" * 24, "Z" + "o" * 24), {"plain": 1, "distinct": 1}),
        (("F" + "l" * 24, "Z" + "o" * 25), {"plain": 1, "distinct": 1, "long": 1}),
    ],
)  # fmt: skip
def test_what_the_names_of_a_column_say(texts: tuple[str, ...], said: Evidence) -> None:
    assert names(*texts) == {**said, "says model": 1}


def test_two_signs_make_a_likely_model_and_one_a_possible_one() -> None:
    assert {"likely": 0.5, "plain": 0.5}.items() <= names("Lumen-XL", "Zorb").items()
    assert {"maybe": 0.5, "plain": 0.5}.items() <= names("Zorb Fnord", "Zorb").items()


def test_what_heads_over_names_say() -> None:
    plain = {"plain": 1, "distinct": 1}
    assert names("Zorb", "Quill", head="") == {**plain, "no head": 1}
    assert names("Zorb", "Quill", head="Fnords") == {**plain, "open head": 1}
    assert names("Zorb", "Quill", head="Group") == {**plain, "says group": 1}


def test_averages_alone_are_looked_at_for_want_of_others() -> None:
    said = names("Average", "Avg.")
    assert (said["averages alone"], said["distinct"], "average" in said) == (1, 1, False)


def test_a_number_behind_the_own_name_makes_no_part_of_it() -> None:
    assert names("Lumen 2", "Lumen 3", own="")["part"] == 1
    assert names("Lumen 2", "Lumen 3", own="Lumen 2")["part"] == 0.5


def test_only_the_first_sixty_names_are_looked_at() -> None:
    texts = [f"Zorb{chr(97 + at // 26)}{chr(97 + at % 26)}" for at in range(61)]
    assert names(*texts)["distinct"] == 60 / 61
    assert names(*texts[:60])["distinct"] == 1


def test_which_columns_may_name_models() -> None:
    wide = found("Model | Task | Group | Variant | Setting | Metric | Zorbs\n"
                 "Quill | MMLU | Hills | Fnord | 5-shot | F1 | 1.5")  # fmt: skip
    assert {one.model for one in wide} == {None, 0, 1, 2, 3, 4}
    parents = found("Model | Base model | Zorbs\nQuill | Fnord | 1.5\nQuilt | Fjord | 2.5")
    assert {one.model for one in parents} == {None, 0}
    first = found("Base model | Model | Zorbs\nQuill | Fnord | 1.5\nQuilt | Fjord | 2.5")
    assert {one.model for one in first} == {None, 0, 1}
    behind = found("Model | Zorbs | Fnords\nQuill | 1.5 | of hills\nQuilt | 2.5 | of dales")
    assert {one.model for one in behind} == {None, 0}


def test_a_column_of_benchmarks_beside_one_of_models() -> None:
    all_ = found("Task | Model | Zorbs\nMMLU | Quill | 1.5\nGSM8K | Fnord | 2.5")
    assert all_[Reading(0, 1)]["both columns"] == 1
    assert all_[Reading(0, 1)]["benchmark before model"] == 1
    assert all_[Reading(1, 0)]["both columns"] == 1
    assert "benchmark before model" not in all_[Reading(1, 0)]
    assert "both columns" not in all_[Reading(0)]
    assert axis(all_[Reading(0, 1)], "benchmark column")["first"] == 1
    assert "last" not in axis(all_[Reading(0, 1)], "benchmark column")
    assert axis(all_[Reading(0, 1)], "model column")["last"] == 1
    assert "first" not in axis(all_[Reading(0, 1)], "model column")
    beside = axis(all_[Reading(None)], "no model")
    assert beside == {"bias": 1, "beside benchmark": 1, "beside model": 1}


def test_data_sets_beside_their_tasks_say_benchmark_again() -> None:
    all_ = found("Task | Dataset | Lumen-7B\nTags | MMLU | 1.5\nSongs | GSM8K | 2.5")
    first, again = (axis(all_[Reading(at, None, 0)], "benchmark column") for at in (0, 1))
    assert ("says benchmark again" in first, again["says benchmark again"]) == (False, 1)


def test_counts_stand_beside() -> None:
    all_ = found("Class | F1 | Support\nbird | 0.5 | 10\nbee | 0.75 | 20")
    assert axis(all_[Reading(0)], "no model")["beside counts"] == 1
    assert "beside counts" not in axis(found("Class | F1\nbird | 0.5")[Reading(0)], "no model")


def test_rows_called_test_sets_under_metrics_alone_are_no_models() -> None:
    sets = found("Dataset | F1 | Accuracy\nZorb | 0.5 | 0.75\nQuill | 0.25 | 0.5")
    assert set(sets) == {Reading(0), Reading(0, None, 0)}
    names = found("Dataset | F1 | Fnord\nZorb | 0.5 | 0.75\nQuill | 0.25 | 0.5")
    assert Reading(None, 0) in names


def test_what_stands_above_a_table_speaks_where_its_heads_are_metrics() -> None:
    text = "Model | F1 | Accuracy\nZorb | 0.5 | 0.75"
    said = "benchmark heads: named above"
    assert found(text, above=True)[Reading(None, 0)][said] == 1
    assert said not in found(text)[Reading(None, 0)]
    assert said not in found(text.replace("F1 | Acc", "Q | Z"), above=True)[Reading(None, 0)]


def sheet(*levels: str) -> Sheet:
    cells = tuple(tuple(one.strip() for one in level.split("|")) for level in levels)
    row = ("Zorb", *[f"{at}.5" for at in range(1, len(cells[0]))])
    return Sheet(cells, (Row(row, "t" + "n" * (len(row) - 1), 0, None),), tuple(range(len(row))))


def test_levels_over_the_scores() -> None:
    all_ = of_sheet(sheet("| MMLU | Fnord", "| Lumen-7B | Orca-13B"))
    assert {one.level for one in all_} == {None, 0, 1}
    heads = axis(all_[Reading(None, None, 1)], "benchmark heads")
    assert (heads["known"], heads["mostly known"], heads["plain"]) == (0.5, 1, 0.5)
    assert axis(all_[Reading(None, None, 1)], "model level")["lowest"] == 1
    assert axis(all_[Reading(None, None, 0)], "model level")["upper"] == 1
    assert "likely" not in heads
    # The benchmark stands above what its scores are headed by: the upper level counts, too.
    both = axis(all_[Reading(None)], "benchmark heads")
    assert (both["likely"], both["known"], both["mostly known"]) == (1, 0.5, 1)
    assert "plain" not in both
    unknown = of_sheet(sheet("| Zorb | Fnord", "| Lumen-7B | MMLU"))[Reading(None)]
    assert axis(unknown, "benchmark heads")["known"] == 0.5
    half = of_sheet(sheet("| Zorb | MMLU", "| GSM8K | HellaSwag"))[Reading(None)]
    assert axis(half, "benchmark heads")["known"] == 1


def test_a_level_without_heads_names_nothing() -> None:
    all_ = of_sheet(sheet("| |", "| Lumen-7B | Orca-13B"))
    assert {one.level for one in all_} == {None, 1}
    assert Reading(None, None, 1) not in all_


def test_the_share_of_a_reading_is_that_of_its_weight() -> None:
    found = [Weighed(Reading(0), {"a": 0.5, "?": 9.0}), Weighed(Reading(1), {"a": 1.0, "b": 1.0})]
    best, other = weigh(found, {"a": 2.0, "b": 1.0})
    assert (best.reading, other.reading) == (Reading(1), Reading(0))
    assert best.share == pytest.approx(math.exp(2) / (1 + math.exp(2)))
    assert other.share == pytest.approx(1 / (1 + math.exp(2)))
