"""Headings of HTML and bold lines: where they begin and end, and what stands beside them."""

from __future__ import annotations

import tracemalloc

import pytest

import modelcards

Head = tuple[str, int, int, str]


def heads(text: str) -> list[Head]:
    """Title, level, line and text of each section below the first heading."""
    sections = modelcards.parse(text).sections
    return [(one.title, one.level, one.line, one.text) for one in sections if one.level]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<h2>Uses</h2>\n\nChat.", [("Uses", 2, 3, "Chat.")]),
        ("<h2>Uses</h3>\n\nChat.", [("Uses", 2, 3, "Chat.")]),
        ("<div>\n<H2 id=x>Uses\nof it</H2>\n<h3>More</h3>\nChat.\n</div>",
         [("Uses of it", 2, 4, ""), ("More", 3, 6, "Chat.\n</div>")]),
        ("<header>Uses</header>\n\nChat.", []),
        # A comment within a heading is none of it, and one around a heading hides it.
        ("<h2>Uses <!-- omit in toc --></h2>\n\nChat.", [("Uses", 2, 3, "Chat.")]),
        ("<div>\n<!-- <h2>Old</h2> -->\n<h2>Uses</h2>\n</div>", [("Uses", 2, 5, "</div>")]),
        ("<div>\n<h2>Uses</h2>\n<!-- <h2>Old</h2>\n</div>",
         [("Uses", 2, 4, "<!-- <h2>Old</h2>\n</div>")]),
        # One that is not closed before the next one opens is none.
        ("<h2>Uses <h3>Limits</h3>\n\nNone.", [("Limits", 3, 3, "<h2>Uses\nNone.")]),
        ("</h2><h3>Limits</h3>\n\nNone.", [("Limits", 3, 3, "None.")]),
        ("<h2></h2>\n\nChat.", []),
        ("<h2>Uses\n\nChat.", []),
        # The first heading of a line, and what else stands on its lines.
        ("<h2>Uses</h2><h2>Limits</h2>\n\nChat.", [("Uses", 2, 3, "<h2>Limits</h2>\nChat.")]),
        ("A tern: <h2>Uses</h2> of it\nChat.", [("Uses", 2, 3, "A tern: of it\nChat.")]),
        ("<div align=center><h2>Uses</h2></div>\n\nChat.", [("Uses", 2, 3, "Chat.")]),
        # Blank lines spread a heading over blocks.
        ("<h2>\n\nUses\n\n</h2>\n\nChat.", [("Uses", 2, 3, "Chat.")]),
        ("<div>\n<h2>\n\nUses\n\n</h2>\n</div>\n\nChat.", [("Uses", 2, 4, "</div>\n\nChat.")]),
        ("<h2>\n\nUses\nof it</h2>\n\nChat.", [("Uses of it", 2, 3, "Chat.")]),
        ("<h2>\n\nUses\n\n</h2>\n<h3>More</h3>\n\nChat.",
         [("Uses", 2, 3, ""), ("More", 3, 8, "Chat.")]),
        ("On <h2>\n\nUses\n\n</h2> and on\n\nChat.", [("Uses", 2, 3, "On and on\nChat.")]),
        ("<h2>\n\nUses\n\n<h3>More</h3>\n\nChat.", [("More", 3, 7, "Chat.")]),
        ("<h2>\n\n&nbsp;\n\n</h2>\n\nChat.", []),
        ("<h2>" + "\n\nx" * 11 + "\n\n</h2>\n\nChat.", [(" ".join("x" * 11), 2, 3, "Chat.")]),
        ("<h2>" + "\n\nx" * 12 + "\n\n</h2>\n\nChat.", []),
    ],
)  # fmt: skip
def test_headings_of_html(text: str, found: list[Head]) -> None:
    assert heads(f"# Tern-1\n\n{text}\n")[1:] == found


def test_many_headings_on_one_line_take_little() -> None:
    text = "# Tern-1\n\n<div>" + "<h2>Uses</h2>" * 4_000 + "</div>\n"
    tracemalloc.start()
    try:
        found = modelcards.parse(text).sections
        assert tracemalloc.get_traced_memory()[1] < 40 * len(text) + 5_000_000
    finally:
        tracemalloc.stop()
    assert [one.title for one in found if one.level] == ["Tern-1", "Uses"]


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("**Uses**\n\nChat.", ["Uses"]),
        ("**Zorbs**:\nThey sing.", ["Zorbs"]),
        ("<b>Zorbs</b><br>\nThey sing.", ["Zorbs"]),
        ("__Zorbs__\n\nThey sing.\n\n<strong>Quills</strong>\n\nThey do not.", ["Zorbs", "Quills"]),
        ("Words.\n\n**Zorbs**\n\nThey sing.", ["Zorbs"]),
        ("**Zorbs** sing.", []),
        ("**Zorbs sing.**\n\nThey do.", []),
        ("**" + "x " * 9 + "x**\n\nThey sing.", [" ".join("x" * 10)]),
        ("**" + "x " * 10 + "x**\n\nThey sing.", []),
        # Below the one heading that is the card's title, be that the model's name or of level 1.
        ("# Overview\n\n**Zorbs**\n\nThey sing.", ["Overview", "Zorbs"]),
        ("## Tern-1\n\n**Zorbs**\n\nThey sing.", ["Tern-1", "Zorbs"]),
        ("## Overview\n\n**Zorbs**\n\nThey sing.", ["Overview"]),
        # Where several headings divide the card: what is known to be about something else.
        ("# Tern-1\n\n## Uses\n\n**Limitations**\n\nNone.\n\n**Zorbs**\n\nThey sing.",
         ["Tern-1", "Uses", "Limitations"]),
        ("# Tern-1\n\n## Uses\n\n**Limitations of it**\n\nNone.", ["Tern-1", "Uses"]),
        ("# Tern-1\n\n## Zorbs\n\n**Limitations**\n\nNone.", ["Tern-1", "Zorbs"]),
        ("# Tern-1\n\n## Uses\n\n**Limitations**\n\nNone.\n\n## License\n\nMIT.",
         ["Tern-1", "Uses", "Limitations", "License"]),
        ("# Tern-1\n\n## Uses\n\nChat.\n\n**Direct use**\n\nChat.", ["Tern-1", "Uses"]),
    ],
)  # fmt: skip
def test_bold_lines_that_head(text: str, titles: list[str]) -> None:
    assert [one[0] for one in heads(f"{text}\n")] == titles


def test_bold_lines_stand_one_level_below_the_title() -> None:
    for title, levels in (("", [1, 1]), ("## Tern-1\n\n", [2, 3, 3])):
        found = heads(f"{title}**Zorbs**\n\nThey sing.\n\n**Quills**\n\nThey do not.\n")
        assert [one[1] for one in found] == levels
    known = heads("# Tern-1\n\n## Uses\n\n**Limitations**\n\nNone.\n")
    assert [one[1] for one in known] == [1, 2, 2]
