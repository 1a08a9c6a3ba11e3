"""HTML blocks and comments: where they end, and tables with blank lines in them."""

from __future__ import annotations

import pytest

from modelcards.limits import Limits
from modelcards.markdown.blocks import read_blocks


def spans(text: str) -> list[tuple[str, int, int]]:
    return [(block.kind, block.line, block.end_line) for block in read_blocks(text).blocks]


def test_html_ends_at_a_blank_line_and_markdown_goes_on() -> None:
    assert spans('<div align="center">\n\n# Title\n\n</div>\ntext\n') == [
        ("html", 1, 1), ("heading", 3, 3), ("html", 5, 6),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "comment",
    ["<!-- a -->", "<!--\n# a\n\n- b\n-->", "<!-->", "<!-- a --> <!-- b -->", "  <!-- a -->"],
)
def test_comments(comment: str) -> None:
    end = 1 + comment.count("\n")
    assert spans(f"{comment}\n# Title") == [("comment", 1, end), ("heading", end + 1, end + 1)]


def test_a_comment_that_is_never_closed_hides_the_rest() -> None:
    assert spans("a\n\n<!-- b\n\n# c\n\n") == [("paragraph", 1, 1), ("comment", 3, 5)]


def test_what_stands_behind_a_comment_is_html() -> None:
    assert spans("<!-- a --> <b>text</b>\nmore") == [("html", 1, 1), ("paragraph", 2, 2)]


@pytest.mark.parametrize(
    "text",
    [
        "<pre>\n\n# a\n</PRE> b",
        "<script>\n\n- a\n</script>",
        "<style>\n\n",
        "<?php\n\n?>",
        "<!DOCTYPE\n\nhtml>",
        "<![CDATA[\n\n]]>",
        "<br/>\ntext",
        "</custom>\ntext",
        '<a name="x">\ntext',
    ],
)
def test_other_html(text: str) -> None:
    (block,) = read_blocks(text).blocks
    assert (block.kind, block.text) == ("html", text.rstrip())


@pytest.mark.parametrize("text", ["<b>a</b>", "<a", "< div>", "a\n<custom>", "<p:x>", "</>"])
def test_text_with_tags_is_text(text: str) -> None:
    assert read_blocks(text).blocks[0].kind == "paragraph"


@pytest.mark.parametrize(
    "before", ["", "<p>", "<div align='center'>\n", "<center>\n", "<details>\n"]
)
def test_a_table_with_blank_lines_is_one_block(before: str) -> None:
    table = "<TABLE border=1>\n<tr><td>1</td></tr>\n\n  \n<tr><td># 2</td></tr>\n</table></p>\nend"
    text = before + table
    assert spans(f"{text}\n\n# Title") == [
        ("html", 1, 1 + text.count("\n")),
        ("heading", 3 + text.count("\n"), 3 + text.count("\n")),
    ]


def test_nested_and_following_tables_are_counted() -> None:
    nested = "<table>\n\n<table>\n\n</table>\n\n</table>"
    assert spans(f"{nested}\n\ntext") == [("html", 1, 7), ("paragraph", 9, 9)]
    assert spans("<table>\n\n</table><table>\n\n</table>\n\ntext")[0] == ("html", 1, 5)


def test_a_table_that_is_not_closed_ends_as_other_html_does() -> None:
    assert spans("<table>\n<tr>\n\n# Title") == [("html", 1, 2), ("heading", 4, 4)]
    assert spans("<table>\n\n# Title\n\n<table>\n\n</table>\n")[:2] == [
        ("html", 1, 1), ("heading", 3, 3),
    ]  # fmt: skip


def test_tags_in_comments_close_and_open_nothing() -> None:
    text = "<table>\n<!-- </table> -->\n\n<!-- <table> -->\n\n</table>"
    assert spans(f"{text}\n\n<!-- open") == [("html", 1, 6), ("comment", 8, 8)]


def test_a_table_longer_than_the_limit_is_cut_and_said_to_be() -> None:
    text = "x\n\n<table>\n\n" + "<tr></tr>\n" * 30 + "</table>\n"
    document = read_blocks(text, limits=Limits(html=100))
    assert [(p.code, p.line) for p in document.problems] == [("MC004", 3)]
    assert len(document.blocks) == 3
