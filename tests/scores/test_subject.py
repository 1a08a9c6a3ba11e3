"""Which of the models that a table prints is the card's own: names compared by their parts."""

from __future__ import annotations

import pytest

from modelcards.scores.subject import (
    EXACT,
    EXTENDED,
    NONE,
    SHORTER,
    best,
    is_ours,
    is_rival,
    lacks_tail,
    likeness,
    loaded_name,
    own_names,
    parts,
    without_ours,
)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Lumen-7B", "lumen 7b"),
        ("acme/Lumen-7B", "lumen 7b"),
        ("the/Lumen/7B", "lumen 7b"),  # no owner and name: "the" is a word, and says nothing
        ("Lumen 2_5", "lumen 2.5"),
        ("Lumen_Bay", "lumen bay"),
        ("Lumen-2.0", "lumen 2"),
        ("Lumen-2.05", "lumen 2.05"),
        ("Lumen v2", "lumen 2"),
        ("Lumen V", "lumen v"),
        ("Lumen-V-Chat", "lumen v chat"),
        ("The Lumen model", "lumen"),
        ("Lumen-A", "lumen a"),
        ("A Lumen", "lumen"),
        ("Lumen a model", "lumen"),
        ("A", ""),
        ("Lumen-small", "lumen s"),
    ],
)
def test_the_parts_of_a_name(name: str, found: str) -> None:
    assert parts(name) == tuple(found.split())


@pytest.mark.parametrize(
    ("name", "printed", "how"),
    [
        ("Lumen-7B", "lumen 7b", EXACT),
        ("Lumen-7B-Chat", "Lumen-Chat 7B", EXACT),  # the size stands elsewhere
        ("Lumen-7B-Chat", "Lumen-Base 7B", NONE),
        ("Lumen-7B-Instruct", "Lumen 7B Instr.", EXACT),  # cut short
        ("Lumen-7B-Instruct", "Lumen 7B Ins", EXACT),
        ("Lumen-7B-Instruct", "Lumen 7B In", NONE),  # too short to tell
        ("Lumen-7B-Insight", "Lumen 7B Instr.", NONE),
        ("Lumen-Insight", "Lumen-Ins", NONE),
        ("Lumen-7B-1280", "Lumen-7B-128", NONE),  # a number is not cut short
        ("Lumen", "Lumen-7B-Chat", EXTENDED),
        ("Lumen 7B", "Lumen-7B-v2", EXTENDED),
        ("Lumen", "Lumen 2", NONE),  # another generation
        ("Lumen", "Lumen 2.5 Chat", NONE),
        ("Lumen", "Lumen 123", EXTENDED),
        ("Lumen-7B-Chat", "Lumen-7B", SHORTER),
        ("Lumen-7B-Chat", "Lumen", SHORTER),
        ("Lumen-7B-Birds", "Lumen-7B", NONE),
        ("Lumen 2", "Lumen", NONE),
        ("Lumen", "Orca", NONE),
        ("Lumen", "Larch", NONE),
        ("Lumen", "", NONE),
        ("", "Lumen", NONE),
        ("README", "Readme", NONE),
        ("7B-Lumen", "7B", NONE),  # a size alone names nothing
        ("7B-Chat", "7B params", NONE),
        ("7B", "7B params", NONE),
    ],
)
def test_how_a_printed_model_fits_a_name(name: str, printed: str, how: int) -> None:
    assert likeness(name, printed) == how


def test_the_best_of_several_names() -> None:
    assert best(("Orca", "Lumen", "Lumen-7B"), "Lumen-7B") == EXACT
    assert best(("Lumen-7B", "Orca"), "Lumen-7B-Chat") == EXTENDED
    assert best((), "Lumen") == NONE


@pytest.mark.parametrize(
    ("names", "lines", "found"),
    [
        (("Lumen",), ['model = load("acme/Lumen-7B")'], None),
        (("Lumen",), ['model_id = "acme/Lumen-7B"'], "Lumen-7B"),
        (("Lumen",), ["Model.from_pretrained('acme/Lumen-7B')"], "Lumen-7B"),
        (("Lumen",), ['model="acme/Lumen-7B"', 'model="zoo/Orca-7B"'], "Lumen-7B"),
        (("Lumen",), ['model="acme/Lumen-7B"', 'model="acme/Lumen-13B"'], None),
        (("Lumen",), ['model="zoo/Orca-7B"'], None),
        (("Lumen",), ['words = Words.from_pretrained("acme/Lumen-7B")'], None),  # no model
        (("Lumen-7B",), ['model="acme/Lumen-7B-Chat"'], None),  # its size is known
        (("Lumen", "Lumen-Chat"), ['model="acme/Lumen-7B"'], None),  # a name goes on already
        (("Lumen",), ["# " + "." * 400 + 'model="acme/Lumen-7B"'], None),
    ],
)
def test_the_size_that_the_code_loads(
    names: tuple[str, ...], lines: list[str], found: str | None
) -> None:
    assert loaded_name(names, lines) == found


@pytest.mark.parametrize(
    ("names", "model", "rival"),
    [
        (("Lumen-7B",), "Lumen-13B", True),
        (("Lumen-mini",), "Lumen-large", True),
        (("Lumen-Chat",), "Lumen-Base", True),
        (("Lumen-7B-Chat",), "Lumen-13B-Chat", True),
        (("Lumen-7B-Chat",), "Lumen-X-7B-it-chat", False),  # neither says what the other is not
        (("Lumen-7B-GGUF",), "Lumen-13B", True),
        (("Lumen-7B",), "Lumen-7B-Chat", False),
        (("Lumen-7B-Chat",), "Lumen-7B", False),
        (("Lumen-7B",), "Orca-13B", False),
        (("Lumen-7B",), "Lumen-Birds", False),
        (("Lumen-7B", "Lumen-13B"), "Lumen-13B", False),  # one of its own
        (("Lumen-7B", "Lumen-13B"), "Lumen-30B", True),
        (("Orca-7B", "Lumen-7B"), "Lumen-13B", True),
        (("Lumen", "Lumen-7B"), "Lumen-13B", True),
    ],
)
def test_relatives_of_another_size_or_tuning(
    names: tuple[str, ...], model: str, rival: bool
) -> None:
    assert is_rival(names, model) is rival


def test_the_base_of_a_chat_model() -> None:
    assert lacks_tail(("Orca", "Lumen-7B-Chat"), "Lumen-7B")
    assert not lacks_tail(("Lumen-7B-Base",), "Lumen-7B")
    assert not lacks_tail(("Lumen-7B-Chat",), "Lumen-7B-Chat")
    assert not lacks_tail(("Lumen-7B-Chat",), "Orca-7B")


def test_the_names_to_look_for() -> None:
    assert own_names(("Lumen & X",)) == ("Lumen & X", "Lumen")
    assert own_names(("Lumen (a bird) 7B",)) == ("Lumen (a bird) 7B", "Lumen 7B")
    assert own_names(("L",)) == ()


@pytest.mark.parametrize(
    ("text", "ours", "left"),
    [
        ("Ours", True, ""),
        ("Lumen (ours)", True, "Lumen"),
        ("This one", True, ""),
        ("this model, 7B", True, "7B"),
        ("本模型", True, ""),
        ("Our best", True, "best"),
        ("The source", False, "The source"),
        ("Fours", False, "Fours"),
        ("This bird", False, "This bird"),
        ("模型", False, "模型"),
    ],
)
def test_what_is_said_to_be_ours(text: str, ours: bool, left: str) -> None:
    assert (is_ours(text), without_ours(text)) == (ours, left)
