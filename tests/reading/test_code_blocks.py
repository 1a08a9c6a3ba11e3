"""Fenced blocks of code, with language and lines."""

from __future__ import annotations

import modelcards


def test_fences_wherever_they_stand() -> None:
    text = (
        "# L\n\n```python title\nx\n```\n\n- item\n\n  ~~~\n  y\n  ~~~\n\n"
        "> ```{bash}\n> z\n> ```\n\n    indented\n\n```\nno end"
    )
    found = [(one.language, one.line, one.end_line) for one in modelcards.parse(text).code]
    assert found == [("python", 3, 5), (None, 9, 11), ("bash", 13, 15), (None, 19, 20)]
