"""What decides whether a section was filled in, each at its edge."""

from __future__ import annotations

import pytest

from modelcards.reading.section_status import only_comments, status_of

_AWARE = (
    "Users (both direct and downstream) should be made aware of the risks, biases and limitations"
    " of the model."
)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (_AWARE, "placeholder"),
        (f"{_AWARE} More information needed for further recommendations.", "placeholder"),
        (f"{_AWARE} Lumen was tried on nobody.", "filled"),
        ("Coming soon" + " x" * 10, "placeholder"),
        ("Coming soon" + " x" * 11, "filled"),
        ("TBD is the name of a bird.", "filled"),
        ("TBD by the authors", "placeholder"),
        ("Todos were kept apart.", "filled"),
        ("[![](a.png)](b)", "filled"),
        ("<br>", "empty"),
        ("<img src=a.png>", "filled"),
        ("<b>TBD</b>", "placeholder"),
        ("<p>…</p>", "placeholder"),
        ("{{ model_description }}", "placeholder"),
        ("...", "placeholder"),
        ("---", "empty"),
        ("Click to expand", "empty"),
        ("<!-- words -->", "placeholder"),
        ("<!-- words -->Words of its own about ferns.", "filled"),
        ("Developed by:", "placeholder"),
        ("Developed by: TBD", "placeholder"),
        ("Developed by: Fern Lab", "filled"),
        ("- **Repository:**\n- **Paper:** todo", "placeholder"),
        ("- **Repository:** TBD\n\nIt grows ferns.", "filled"),
        ("TBD\n\n```python\n...\n```", "placeholder"),
        ("TBD\n" * 40, "placeholder"),
        ("TBD\n" * 41, "filled"),
    ],
)
def test_each_text_has_the_status_that_a_reader_gives_it(text: str, status: str) -> None:
    assert status_of(text) == status


def test_comments_alone_are_nothing_to_a_reader() -> None:
    assert only_comments("<!-- a -->\n\n<!-- b\nc -->")
    assert not only_comments("<!-- a --> b")
    assert not only_comments("<!-- a -->" + " " * 2_000)
