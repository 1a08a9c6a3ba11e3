"""The places in a card that may name its model, each with the name and its line."""

from __future__ import annotations

import pytest

from modelcards.front_matter import split
from modelcards.limits import Limits
from modelcards.markdown.blocks import read_blocks
from modelcards.markdown.outline import outline
from modelcards.reading.card_tables import find_grids
from modelcards.reading.name_places import candidates, clean_title, metadata_names
from modelcards.reading.statements.common import Reading
from modelcards.text.lines import lines_of

Found = tuple[str, str, int]


def places(text: str, called: str | None = None, names: tuple[str, ...] = ()) -> list[Found]:
    limits = Limits()
    front = split.split(text, limits)
    body = "\n".join(lines_of(text)[front.body_line - 1 :])
    document = read_blocks(body, first_line=front.body_line, limits=limits)
    reading = Reading(lines_of(text), outline(document), document.references, front, None)
    find_grids(reading, document.references, limits)
    return [(one.kind, one.name, one.line) for one in candidates(reading, [*names], called)]


BIRDS = "It is a small model of the birds of the hills."


@pytest.mark.parametrize(
    ("text", "called", "found"),
    [
        ("# Lumen", None, [("title", "Lumen", 1)]),
        ("## Lumen", None, [("opens", "Lumen", 1)]),
        (f"{BIRDS}\n\n## Lumen", None, [("first", "Lumen", 3)]),
        ("Of birds here\n\n## Lumen", None, [("opens", "Lumen", 3)]),  # as badges may say
        ("## Usage\n\n# Lumen", None, [("later", "Lumen", 3)]),
        ("# Usage\n\n# Lumen", None, [("later", "Lumen", 3)]),
        ("# license: mit\n\n# Lumen", None, [("title", "Lumen", 3)]),
        ("# Lumen\n\n# Orca", None, [("title", "Lumen", 1)]),
        ("# Lumen\n\n# Orca", "acme/orca", [("title", "Lumen", 1), ("heading", "Orca", 3)]),
        ("## Zorb\n\n## Orca", "orca", [("opens", "Zorb", 1), ("heading", "Orca", 3)]),
        ("## Zorb\n\n## Orca", None, [("opens", "Zorb", 1)]),
        ("## Zorb\n\n## `acme/orca`", None, [("opens", "Zorb", 1), ("code", "acme/orca", 3)]),
        ("# `acme/orca`", None, [("title", "acme/orca", 1)]),
        ("## Zorb" + "\n\n## Usage" * 4 + "\n\n## `orca`", None,
         [("opens", "Zorb", 1), ("code", "orca", 11)]),
        ("## Zorb" + "\n\n## Usage" * 5 + "\n\n## `orca`", None, [("opens", "Zorb", 1)]),
        ("## Usage\n\n" * 39 + "## Orca", "orca", [("heading", "Orca", 79)]),
        ("## Usage\n\n" * 40 + "## Orca", "orca", []),
        # What is no name may be one that the card goes by, if no heading and no placeholder.
        ("# Thanks Lumen", None, []),
        ("# Thanks Lumen", "acme/thanks-lumen", [("title", "Thanks Lumen", 1)]),
        ("# Usage", "acme/usage", []),
        ("# Model ID", "acme/model-id", []),
        ("# Model card for {{ name }}", None, []),
        ("# {{ name }}: a model for each of us", None, []),
        ("# Meet Lumen-3", None, [("title", "Lumen-3", 1)]),
        ("# Meet all the birds", None, [("title", "Meet all the birds", 1)]),
        ("# Meet Lumen-3 of big birds", None, [("title", "Lumen-3 of big birds", 1)]),
        ("# Meet Lumen-3 of the big birds", None,
         [("title", "Meet Lumen-3 of the big birds", 1)]),
        ("# Sing Lumen-3", None, [("title", "Sing Lumen-3", 1)]),
        # Headings of HTML before any section.
        ("<div>\n<h2>Lumen</h2>\n</div>", None, [("html", "Lumen", 2)]),
        ("<h4>Lumen</h4>", None, []),
        ("<h1>Usage</h1>\n<h1>Lumen</h1>", None, [("html", "Lumen", 2)]),
        ("<h1>A</h1>\n<h1>B</h1>\n<h1>C</h1>\n<h1>D</h1>", None,
         [("html", "A", 1), ("html", "B", 2), ("html", "C", 3)]),
        ("<h1>" + "la " * 7 + "la</h1>", None, [("html", " ".join(["la"] * 8), 1)]),
        ("<h1>" + "la " * 8 + "la</h1>", None, []),
        ("# Orca\n\n<h1>Lumen</h1>", None, [("title", "Orca", 1)]),
    ],
)  # fmt: skip
def test_headings_that_may_be_titles(text: str, called: str | None, found: list[Found]) -> None:
    assert places(f"{text}\n", called) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("- Model Name: Lumen", [("label", "Lumen", 1)]),
        ("- Name: Lumen", [("name", "Lumen", 1)]),
        ("- 模型名称：Lumen", [("label", "Lumen", 1)]),
        ("- Birds: Lumen", []),
        ("- Model Name: TBD", []),
        ("- Model Name: " + "la " * 7 + "la", [("label", " ".join(["la"] * 8), 1)]),
        ("- Model Name: " + "la " * 8 + "la", []),
        ("## Model details\n\n- Model Name: Lumen", [("label", "Lumen", 3)]),
        ("## Training\n\n- Model Name: Lumen", []),
        ("| Name | Lumen |\n|-|-|\n| Birds | 7 |", []),
        ("| Feature | Value |\n|-|-|\n| Name | Lumen |\n| Birds | 7 |", [("row", "Lumen", 3)]),
        ("| Feature | Value |\n|-|-|\n| Birds | 7 |\n| Model Name | Lumen |",
         [("label", "Lumen", 4)]),
        ("| Feature | Value | Of |\n|-|-|-|\n| Name | Lumen | us |", []),
        ("| Feature | Value |\n|-|-|\n| Name | TBD |", []),
        ("## Training\n\n| Feature | Value |\n|-|-|\n| Name | Lumen |", []),
    ],
)  # fmt: skip
def test_labels_that_name_the_model(text: str, found: list[Found]) -> None:
    assert places(f"{text}\n") == found


def test_the_fourth_table_names_nothing() -> None:
    table = "| Feature | Value |\n|-|-|\n| {} | {} |\n\n"
    few, more = (table.format("Birds", 7) * n + table.format("Name", "Lumen") for n in (2, 3))
    assert (places(few), places(more)) == ([("row", "Lumen", 11)], [])


@pytest.mark.parametrize(
    ("text", "called", "found"),
    [
        ("**Lumen** is a model of birds.", None, [("subject", "Lumen", 1)]),
        ("`Lumen 7` (small) is a model of birds.", None, [("subject", "Lumen 7", 1)]),
        ("We present **Lumen**, which sings.", None, [("subject", "Lumen", 1)]),
        ("We present our **Lumen**, which sings.", None, [("subject", "Lumen", 1)]),
        ("Introducing **Lumen**, which sings.", None, []),
        ("**Lumen** is a dataset of birds.", None, []),
        ("**Lumen** is a model and a dataset.", None, [("subject", "Lumen", 1)]),
        ("**Lumen** sings of the birds.", None, []),
        ("**Lumen** issued a model here.", None, []),
        ("**Usage** is a model of birds.", None, []),
        ("# Usage\n\nOf birds\n\n**Lumen** is a model of birds.", None, [("subject", "Lumen", 5)]),
        ("## A b\n\n## Usage\n\n## Usage\n\n**Lumen** is a model.", None, [("opens", "A b", 1)]),
        ("Lumen 7 is a model of birds.", "acme/lumen-7", [("plain", "Lumen 7", 1)]),
        ("Lumen 7 (small) is a model of birds.", "lumen-7", [("plain", "Lumen 7", 1)]),
        ("Lumen-7, of the birds, sings.", "lumen-7", [("plain", "Lumen-7", 1)]),
        ("The Lumen-7 is a model of birds.", "lumen-7", [("plain", "Lumen-7", 1)]),
        ("Lumen-7 is a model of birds.", None, []),
        ("Orca-7 is a model of birds.", "lumen-7", []),
        ("Lumen-7 sings of the birds.", "lumen-7", []),
        ("Lumen-7 is a library of birds.", "lumen-7", []),
        ("Song of the bird Lumen 7 is a model.", "song-of-the-bird-lumen-7",
         [("plain", "Song of the bird Lumen 7", 1)]),
        ("A song of the bird Lumen 7 is a model.", "a-song-of-the-bird-lumen-7", []),
    ],
)  # fmt: skip
def test_what_the_first_sentence_is_about(
    text: str, called: str | None, found: list[Found]
) -> None:
    assert places(f"{text}\n", called) == found


def test_names_of_the_index() -> None:
    assert places("", None, ("Lumen", "results", "")) == [("index", "Lumen", 1)]
    front = "\n\n---\nlicense: mit\n---\n"
    assert places(front, None, ("Lumen",)) == [("index", "Lumen", 3)]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Model Card for Lumen-7B", "Lumen-7B"),
        ("Model name: Lumen-7B", "Lumen-7B"),
        ("Lumen-7B - Model Card", "Lumen-7B"),
        ("Lumen: of the small birds", "Lumen"),
        ("Lumen: of small birds", "Lumen: of small birds"),
        ("Lumen is a bird", "Lumen"),
        ("Lumen was a bird", "Lumen was a bird"),
        ("Lumen was " + "la " * 18 + "la", "Lumen"),
        ("Lumen was " + "la " * 17 + "la", "Lumen was " + "la " * 17 + "la"),
        ("Model Card", None),
        ("", None),
    ],
)
def test_titles_without_what_stands_around_a_name(title: str, name: str | None) -> None:
    assert clean_title(title) == name


def test_names_in_the_front_matter() -> None:
    index = [{"name": "Orca"}, {"name": "Tern"}]
    assert metadata_names({"model_name": "Lumen", "name": " ", "model-index": index}) == [
        "Lumen", "Orca",
    ]  # fmt: skip
    assert metadata_names({"name": "Lumen", "model-index": ["x", {"name": 7}]}) == ["Lumen"]
    assert metadata_names({"model-index": {"name": "Orca"}}) == []
