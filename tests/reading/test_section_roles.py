"""What a heading says by its words alone, and what it says where it stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from modelcards.reading.section_roles import bold_roles, name_words, role_in_context, words_of


@pytest.mark.parametrize(
    ("title", "role", "also"),
    [
        ("", None, ()),
        ("🐦", None, ()),
        ("Zorbs", None, ()),
        ("Results", "results", ()),
        ("Results of " + "x" * 149, "results", ()),
        ("Results of " + "x" * 150, None, ()),  # a sentence
        # Brackets: a known piece counts, what only begins or ends like one does in front of them.
        ("Birds (results)", "results", ()),
        ("Results (birds)", "results", ()),
        ("Zorbs (results on birds)", None, ()),
        ("Results on birds (of prey)", "results", ()),
        ("Birds [results]", "results", ()),
        # Around a colon: the first known piece, but no mark of a sentence.
        ("License: of birds", "license", ()),
        ("Note: of birds", None, ()),
        ("Zorbs: results on birds", "results", ()),
        ("Zorbs: downloading birds", None, ()),
        ("Training (with RL Zoo)", "training-procedure", ()),
        ("Demo: how to use it here", "how-to-use", ()),
        # Two scripts.
        ("GPU 鸟", "hardware", ()),
        ("鸟 results", "results", ()),
        ("鸟类（results on birds）", "results", ()),
        ("鸟 zorbs", None, ()),
        # Joined headings: where half of the parts say something, and no sentence.
        ("Citation & contact", "citation", ("contact",)),
        ("Contact, citation and contact", "contact", ("citation",)),
        ("Bees & citation", "citation", ()),
        ("Bees, results of it", "results", ()),
        ("Birds, bees, results of it", None, ()),
        ("Birds, limits, results of it", "limitations", ("results",)),
        ("What the birds sang at dawn, results of it", "results", ()),
        ("What the birds sang at dawn today, results of it", None, ()),
        ("Evaluation and results on birds", "evaluation", ("results",)),
        ("Results and evaluation of birds", None, ()),  # "results and…" says nothing by itself
        ("Birds-and-results", None, ()),
    ],
)
def test_the_words_of_a_heading(title: str, role: str | None, also: Sequence[str]) -> None:
    assert words_of(title)[:2] == (role, tuple(also))


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("Results", "results"),
        ("License: of birds", "license"),
        ("Citation & contact", "citation"),
        ("Results on birds", None),
        ("Known limits of zorbs", None),
        ("Birdsong evaluation", None),
    ],
)
def test_how_a_title_begins_or_ends_says_nothing(title: str, role: str | None) -> None:
    found = words_of(title, False)
    assert (found.role, bool(found.rules and role is None)) == (role, False)


def holding(*what: str) -> Callable[[str], bool]:
    return what.__contains__


@pytest.mark.parametrize(
    ("title", "over", "holds", "role"),
    [
        ("Uses", [], (), "uses"),
        ("Zorbs", [], (), None),
        ("Summary", [], (), "model-description"),
        ("Summary", ["results"], (), "results"),
        ("Summary", [None, "metrics"], (), "results"),  # what belongs to the evaluation
        ("Summary", ["preprocessing"], (), "training-data"),
        ("Summary", ["uses"], (), "model-description"),
        ("Overview", ["evaluation"], (), "evaluation"),
        ("References", [], ("bibtex",), "citation"),
        ("References", ["results"], ("bibtex",), "citation"),  # the first rule that fits
        ("References", ["results"], (), "model-sources"),
        ("Finetuning models", [], (), "how-to-use"),
        ("Base model", ["results"], (), None),
        # By how it ends or begins, unless it is known as a whole.
        ("Birdsong evaluation", [], ("scores",), "results"),
        ("Birdsong evaluation", [], (), "evaluation"),
        ("Evaluation", [], ("scores",), "evaluation"),
        ("Fine-tuning on birds", [], ("code",), "how-to-use"),
        ("Fine-tuning on birds", [], (), "training-procedure"),
        ("Read our paper", [], ("bibtex",), "citation"),
        # By the role that it has.
        ("Pretraining of birds", ["how-to-use"], (), "how-to-use"),
        ("Pretraining of birds", [], (), "training-procedure"),
        # In brackets, too.
        ("Birds (summary)", ["results"], (), "results"),
        # The names of benchmarks.
        ("HellaSwag", [], ("scores",), "results"),
        ("HellaSwag", [], (), None),
        ("Zorbs", [], ("scores",), None),
        ("HellaSwag of birds", ["results"], (), "results"),
        ("HellaSwag of birds", ["evaluation", "uses"], (), "results"),
        ("HellaSwag of birds", ["evaluation", "uses", None], (), None),
        ("HellaSwag of birds", [], ("scores",), None),
        ("Birds", ["results"], ("scores",), None),
        ("HellaSwag " + "x" * 160, ["results"], ("scores",), None),
    ],
)
def test_a_heading_where_it_stands(
    title: str, over: list[str | None], holds: tuple[str, ...], role: str | None
) -> None:
    assert role_in_context(words_of(title), over, holding(*holds)) == role


@pytest.mark.parametrize(
    ("title", "holds", "role"),
    [
        ("Lumen GPU", (), "hardware"),
        ("Lumen GPU", ("code",), "how-to-use"),
        ("Lumen's GPU", (), "hardware"),
        ("The Lumen-7B GPU", (), "hardware"),
        ("Orca GPU", (), None),
        ("Lumen", (), None),
        ("Lumen zorbs", (), None),
        ("Zorbs", (), None),
        ("Lumen uses", (), "uses"),
        ("Lumen " + "x" * 160, (), None),
    ],
)
def test_a_heading_that_names_the_model(
    title: str, holds: tuple[str, ...], role: str | None
) -> None:
    named = name_words("Lumen-7B base")
    assert named == {"lumen", "7b"}
    assert role_in_context(words_of(title), [], holding(*holds), named) == role


def test_without_a_name_no_word_is_the_models() -> None:
    assert name_words(None) == name_words("") == frozenset()
    assert {"license", "training"} <= bold_roles()
    assert "contact" not in bold_roles()
