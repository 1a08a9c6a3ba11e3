"""Pictures: what they show, that they need no network, and that card text is only text in them."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

import modelcards
from modelcards import ArgumentError, MissingExtraError, ModelCard
from modelcards.report.plots import pictures, points
from modelcards.report.plots.svg import embedded
from tests.support.hostile import controls, hostile_card, runs

pytest.importorskip("altair", reason="altair is not installed")
pytest.importorskip("vl_convert", reason="vl-convert-python is not installed")


def card(name: str, kind: str, size: str, date: str, scores: str) -> ModelCard:
    """A card with everything that the pictures take; `size` is parameters and tokens."""
    rows = "".join(f"| {row} |\n" for row in scores.split("; "))
    parameters, tokens = size.split()
    return modelcards.parse(
        f"# {name}\n\n- **Type:** {kind}\n- **Parameters:** {parameters}\n- **Training Tokens:**"
        f" {tokens}\n- **Released:** {date}\n\n| Benchmark | Score |\n| - | - |\n{rows}\n"
    )


CARDS = [
    card("A", "Dense", "7B 2T", "Mar/2025", "MMLU | 61.2; GPQA | 30"),
    card("B", "MoE", "400B 40T", "2024", "MMLU | 80; GPQA | 62; HLE | 3"),
    modelcards.parse("# C\n\n- **Parameters:** 70B\n- **Training Tokens:** 1.5T\n"),
]


def test_scaling_shows_the_lines_of_20_to_1_and_1e25() -> None:
    picture = pictures.scaling(CARDS)
    assert (picture.shown, picture.total) == (3, 3)
    svg = picture.svg()
    for shown in ("20:1", "1e25 FLOP", "A: 7B parameters, 2T tokens", "training tokens", "10B"):
        assert shown in svg
    assert repr(picture) == "<Picture 'Parameters and training tokens', 3 of 3 cards>"


def test_a_line_that_is_out_of_sight_is_left_out() -> None:
    small = modelcards.parse("# S\n\n- **Parameters:** 100M\n- **Training Tokens:** 5T\n")
    svg = pictures.scaling([small]).svg()
    assert "1e25" not in svg
    assert "20:1" not in svg


def test_alscore_over_time() -> None:
    picture = pictures.alscore_over_time(CARDS)
    assert picture.shown == 2
    svg = picture.svg()
    assert "B: 2024, ALScore 13.33" in svg
    assert "very powerful" in svg
    assert "extremely powerful" not in svg


def test_benchmarks_takes_the_pair_that_most_cards_state() -> None:
    picture = pictures.benchmarks(CARDS)
    assert (picture.title, picture.shown) == ("mmlu against gpqa", 2)
    assert "A: gpqa 30, mmlu 61.2" in picture.svg()
    assert pictures.benchmarks(CARDS, "hle", "mmlu").shown == 1
    with pytest.raises(ArgumentError, match="name two"):
        pictures.benchmarks(CARDS, "mmlu")


def test_benchmarks_never_chooses_one_of_several_scores() -> None:
    several = card(
        "D", "Dense", "7B 2T", "2025", "MMLU (5-shot) | 70; MMLU (0-shot) | 60; GPQA | 9"
    )
    again = card("E", "Dense", "7B 2T", "2025", "MMLU | 0.5; GPQA | 0.25")
    picture = pictures.benchmarks([*CARDS, several, again])
    assert picture.shown == 3
    assert picture.description.endswith(
        "1 more state several different scores of one, and are left out."
    )
    assert "D: " not in picture.svg()
    assert "E: gpqa 0.25 (here 25), mmlu 0.5 (here 50)" in picture.svg()
    named = pictures.benchmarks([*CARDS, several], settings=["0-shot", ""])
    assert named.shown == 3
    assert "D: gpqa 9, mmlu 60" in named.svg()


def test_coverage_counts_cards() -> None:
    svg = pictures.coverage(CARDS).svg()
    assert "parameters: 3 of 3 cards" in svg
    assert "hle: 1 of 3 cards" in svg
    assert "license: 0 of 3 cards" in svg


def test_documentation_counts_the_status_of_items() -> None:
    cards = [*CARDS, modelcards.parse("# D\n\n## Uses\n\nChat.\n\n## Metrics\n\nTBD\n")]
    svg = pictures.documentation(cards, "mitchell2019").svg()
    assert "Intended Use: filled in 1 of 4 cards" in svg
    assert "Metrics: placeholder in 1 of 4 cards" in svg
    assert "Factors: missing in 4 of 4 cards" in svg


@pytest.mark.parametrize("draw", [pictures.scaling, pictures.alscore_over_time,
                                  pictures.benchmarks, pictures.coverage,
                                  pictures.documentation])  # fmt: skip
def test_no_cards_are_no_error(draw: object) -> None:
    assert callable(draw)
    picture = draw([])
    assert picture.shown == 0
    assert picture.svg().startswith("<svg")


def test_a_picture_shows_and_saves_itself(tmp_path: Path) -> None:
    picture = pictures.coverage(CARDS)
    bundle = picture._repr_mimebundle_()
    assert bundle["image/svg+xml"] == picture.svg()
    assert bundle["text/plain"] == repr(picture)
    picture.save(tmp_path / "a.svg")
    assert (tmp_path / "a.svg").read_text(encoding="utf-8") == picture.svg()
    picture.save(str(tmp_path / "a.PNG"))
    assert (tmp_path / "a.PNG").read_bytes().startswith(b"\x89PNG")
    with pytest.raises(ArgumentError, match=r"saved as \.svg or \.png"):
        picture.save(tmp_path / "a.pdf")


def test_many_architectures_share_a_colour() -> None:
    many = [card(f"M{n}", f"Kind {n}", "7B 2T", "2025", "MMLU | 1") for n in range(8)]
    kinds = {row["architecture"] for row in points.sizes(many)}
    assert kinds == {"Kind 0", "Kind 1", "Kind 2", "Kind 3", "other"}


def test_a_hostile_card_is_text_in_a_picture() -> None:
    for draw in (pictures.scaling, pictures.alscore_over_time, pictures.benchmarks):
        svg = draw([hostile_card(), *CARDS]).svg()
        assert "<script" not in svg
        assert controls(svg) == set()
        inside = embedded(svg)
        assert runs(inside) == []
        ElementTree.fromstring(inside)


def test_a_page_takes_shapes_and_text_alone() -> None:
    inside = embedded(
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
        ' onload="x()"><script>x()</script><a xlink:href="javascript:x()"><text>a</text></a>'
        '<style>*{}</style><path role="graphics-symbol" aria-label="M&lt;b&gt;" fill="#333333"'
        ' style="x" d="M0"/><image href="http://a.example"/><foreignObject/></svg>'
    )
    assert inside == (
        '<svg xmlns="http://www.w3.org/2000/svg" aria-hidden="true">'
        '<path fill="currentColor" d="M0"><title>M&lt;b&gt;</title></path></svg>'
    )


@pytest.mark.parametrize("module", ["altair", "vl_convert"])
def test_a_missing_extra_is_named(module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingExtraError, match=r"\[plot\]"):
        pictures.scaling(CARDS).svg()


def test_a_date_that_is_none_is_left_out() -> None:
    assert (
        points.alscores([replace(CARDS[0], released="soon"), replace(CARDS[0], released=None)])
        == []
    )
