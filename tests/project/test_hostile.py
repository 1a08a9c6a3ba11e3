"""Texts and files that mean harm: work that grows with the text and no faster, and no waiting.

Work is counted at n, 4n and 16n, in calls and in CPU time of one process: growth is compared,
never time. Where a text is done with so soon that a clock tells nothing, it is not slow.
"""

from __future__ import annotations

import gc
import os
import time
import tracemalloc
from pathlib import Path

import pytest

import modelcards
from modelcards import ModelCardsError, load, parse, repair
from modelcards.convert.convert import convert
from tests.support import stalls
from tests.support.growth import MOST, STEP, Work, forget, growth, read_and_fix, read_and_lint
from tests.support.invariants import check_card

NOTHING = 0.02  # seconds of CPU below which a clock tells nothing of growth
# Caches of the processor that fill up and memory that is asked for add some to CPU time, two
# factors would give 16. What Python does is counted, and held to a fifth more than in proportion.
MOST_CPU = 7.0


def cpu(work: Work, text: str) -> float:
    """CPU time without that of the collector, which comes at times of its own."""
    forget()
    gc.collect()
    gc.disable()
    try:
        start = time.process_time()
        work(text)
        return time.process_time() - start
    finally:
        gc.enable()


def is_in_proportion(work: Work, make: stalls.Stall, n: int) -> bool:
    """One look can be unlucky on a busy machine; a square is one every time."""
    return any(growth(work, make, n, cpu, NOTHING).most <= MOST_CPU for _ in range(4))


@pytest.mark.parametrize("name", stalls.ALL)
def test_the_steps_of_reading_and_linting_grow_in_proportion(name: str) -> None:
    assert growth(read_and_lint, stalls.ALL[name], 250).most <= MOST


# What a pattern costs hides from a count of calls where one line is long, or where rows meet rows;
# `benchmarks/bench_growth.py` counts the instructions of all texts.
@pytest.mark.parametrize(
    "name",
    [name for name in stalls.ALL if "in a line" in name or "table" in name or "in one" in name],
)
def test_reading_and_linting_take_time_in_proportion(name: str) -> None:
    assert is_in_proportion(read_and_lint, stalls.ALL[name], 100)


@pytest.mark.parametrize("name", stalls.MOJIBAKE)
def test_the_steps_of_repair_grow_in_proportion(name: str) -> None:
    assert growth(repair, stalls.MOJIBAKE[name], 500).most <= MOST


@pytest.mark.parametrize("name", [*stalls.MOJIBAKE, *stalls.FINDINGS])
def test_the_steps_of_fixing_grow_in_proportion(name: str) -> None:
    assert growth(read_and_fix, stalls.ALL[name], 250).most <= MOST


@pytest.mark.parametrize("name", stalls.ALL)
def test_short_texts_take_little_memory(name: str) -> None:
    texts = [stalls.ALL[name](n) for n in (45, 30, 15)]
    read_and_lint(texts[0])
    tracemalloc.start()
    try:
        for text in texts:
            read_and_lint(text)
        assert tracemalloc.get_traced_memory()[1] < 4_000_000
    finally:
        tracemalloc.stop()


def test_what_grows_faster_is_noticed() -> None:
    def pairs(text: str) -> None:
        for _ in text:
            for _ in text:
                len(text)

    assert growth(pairs, stalls.runs("a"), 20).most > 3 * STEP


@pytest.mark.parametrize("name", stalls.MOJIBAKE)
def test_repair_takes_time_in_proportion(name: str) -> None:
    assert is_in_proportion(repair, stalls.MOJIBAKE[name], 200)


@pytest.mark.parametrize("name", stalls.ALL)
def test_what_is_read_of_hostile_text_is_a_valid_card(name: str) -> None:
    check_card(parse(stalls.ALL[name](300)))


@pytest.mark.parametrize("sign", [">", "[", "*", "(", "`", "<div>", "- ", "1. ", "> ", "{", "|"])
def test_a_hundred_thousand_of_one_sign(sign: str) -> None:
    card = parse("# Lumen-7B\n\n" + sign * 100_000 + "\n\n- **License:** mit\n")
    assert card.name == "Lumen-7B"
    check_card(card)


@pytest.mark.parametrize("sign", ["[", "{a: ", "- ", "? ", "&a ", "!x "])
def test_a_hundred_thousand_levels_of_yaml(sign: str) -> None:
    card = parse(f"---\nlicense: mit\na: {sign * 100_000}\n---\n# Lumen-7B\n")
    assert card.name == "Lumen-7B"
    assert card.license == "mit"
    assert {problem.code for problem in card.problems} <= {"MC004", "MC701"}
    assert card.problems


@pytest.mark.parametrize("depth", [20, 40])
def test_keys_in_keys_are_left_out_and_told(depth: int) -> None:
    card = parse(f"---\nlicense: mit\n{'? ' * depth}\n---\n# Lumen-7B\n")
    assert (card.name, card.license) == ("Lumen-7B", "mit")
    assert {problem.code for problem in card.problems} == {"MC004"}
    assert len(modelcards.to_json(card)) < 3_000


def test_yaml_of_a_hundred_thousand_indents() -> None:
    deep = "".join(" " * (level % 2000) + "a:\n" for level in range(4000))
    card = parse(f"---\nlicense: mit\n{deep}---\n# Lumen-7B\n")
    assert card.name == "Lumen-7B"


def test_a_bomb_of_aliases_stays_small() -> None:
    levels = "".join(f"b{n}: &b{n} [{', '.join([f'*b{n - 1}'] * 9)}]\n" for n in range(1, 10))
    card = parse(f"---\nlicense: mit\nb0: &b0 [x, x, x, x, x, x, x, x, x]\n{levels}---\n# A\n")
    assert card.license == "mit"
    assert "MC004" in {problem.code for problem in card.problems}
    assert len(modelcards.to_json(card)) < 1_000_000


def test_a_row_of_a_million_pipes() -> None:
    card = parse("# A\n\n" + "|" * 1_000_000 + "\n" + "|-" * 1_000_000 + "|\n")
    assert card.name == "A"
    assert sum(len(row) for table in card.tables for row in table.rows) <= 200_000


def test_spans_of_a_thousand_million() -> None:
    cell = "<td colspan=1000000000 rowspan=1000000000>x</td>"
    card = parse(f"# A\n\n<table><tr>{cell}</tr><tr>{cell}</tr></table>\n")
    [table] = card.tables
    assert "x" in str(table.header) + str(table.rows)
    assert len(modelcards.to_json(card)) < 20_000


def test_tables_in_tables() -> None:
    card = parse("# A\n\n" + "<table><tr><td>" * 1000 + "x" + "</td></tr></table>" * 1000)
    check_card(card)
    assert "x" in modelcards.to_json(card)


@pytest.mark.parametrize("piece", ["a", "word ", "é", "**b** ", "[a](b) ", "|", "Ã©"])
def test_a_line_of_ten_megabytes(piece: str) -> None:
    card = parse("# A\n\n" + piece * (10_000_000 // len(piece)))
    assert card.name == "A"
    assert "MC004" in {problem.code for problem in card.problems}


@pytest.mark.parametrize(
    "number",
    ["9" * 10_000, "0." + "9" * 10_000, "1e999999", "-0", "NaN", "inf", "-inf", "1e-999999", "²"],
)
def test_numbers_that_are_none_of_json(number: str) -> None:
    card = parse(
        f"---\na: {number}\n---\n# A\n\n- **Parameters:** {number}B\n- **Layers:** {number}\n"
        f"- **ALScore:** {number}\n- **Token:Param Ratio:** {number}:1\n- **K:** {number}\n\n"
        f"| Benchmark | Score |\n|-|-|\n| MMLU | {number} |\n| GPQA | {number}% ± {number} |\n"
    )
    check_card(card)
    assert card.parameters is None or 0 <= card.parameters < 10**18


@pytest.mark.parametrize(
    "data",
    [
        b"# A\0B\n", b"# A\xff\xfeB\n", b"\xff\xfe#\0 \0A\0\n\0", b"#\0 \0A\0\n\0", b"+AGE-\n",
        b"\xff\xfe\0\0#\0\0\0", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xc0\xaf",
        b"\xff\xfe\x00\xd8",
        "# A \u202e gnp.exe \u2066x".encode(), b"\xef\xbb\xbf\xef\xbb\xbf# A",
    ],
)  # fmt: skip
def test_bytes_of_any_encoding(data: bytes) -> None:
    check_card(parse(data))


def test_a_lone_surrogate_in_text() -> None:
    card = parse("---\na: \ud800\n---\n# A \udfff\n\n- **K\ud83d:** \udc00\n")
    check_card(card)
    assert "MC003" in {problem.code for problem in card.problems}


def test_memory_is_bounded_by_the_limits() -> None:
    card = parse("# A\n\n" + "- **K:** 1\n" * 1_000_000)
    assert "MC004" in {problem.code for problem in card.problems}
    assert len(card.specs) <= 200_000


def test_a_pipe_is_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "card.md")
    (tmp_path / "good.md").write_text("# A\n\n- **License:** mit\n")
    with pytest.raises(ModelCardsError, match="pipe"):
        load(tmp_path / "card.md")
    assert [card.name for card in modelcards.load_dir(tmp_path)] == ["A"]


def test_an_endless_device_is_not_read(tmp_path: Path) -> None:
    with pytest.raises(ModelCardsError):
        load("/dev/zero")
    (tmp_path / "card.md").symlink_to("/dev/zero")
    with pytest.raises(ModelCardsError):
        load(tmp_path / "card.md")


def test_a_circle_of_links_ends(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "card.md").write_text("# A\n\n- **License:** mit\n")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "self.md").symlink_to(tmp_path / "self.md")
    cards = modelcards.load_dir(tmp_path)
    assert [card.name for card in cards] == ["A"]
    with pytest.raises(ModelCardsError):
        load(tmp_path / "self.md")


@pytest.mark.parametrize(
    "name", [b"line\nbreak.md", b"\xff\xfe.md", b"tab\t.md", b"\xe2\x80\xae.md"]
)
def test_names_of_any_bytes(tmp_path: Path, name: bytes) -> None:
    path = tmp_path / os.fsdecode(name)
    path.write_text("# A\n\n- **License:** mit\n")
    card = load(path)
    assert card.name == "A"
    check_card(card)
    is_text = "\\x" not in (card.source.path or "")
    for to in (tmp_path / "out.jsonl", tmp_path / "out.csv"):
        summary = convert([str(path)], str(to))
        assert (summary.cards, summary.failed) == (int(is_text), int(not is_text))


def test_a_file_replaced_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "card.md"
    path.write_text("# Older-7B\n" + "a" * 3_000_000)
    (tmp_path / "new.md").write_text("# Newer-7B\n")
    read = os.read

    def replacing(handle: int, size: int) -> bytes:
        found = read(handle, size)
        if (tmp_path / "new.md").exists():
            (tmp_path / "new.md").replace(path)
        return found

    monkeypatch.setattr(os, "read", replacing)
    card = load(path)
    assert card.name == "Older-7B"
    assert load(path).name == "Newer-7B"
