"""Inline Markdown: visible text, links, emphasis, bold leads, notes."""

from __future__ import annotations

import random

import pytest

from modelcards.markdown.inline import (
    InlineLink,
    bold_lead,
    emphasis,
    links,
    visible,
    without_notes,
)
from modelcards.markdown.state import Reference


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("", ""),
        ("  plain \n text ", "plain text"),
        ("**MMLU-Pro**", "MMLU-Pro"),
        ("_No specific tags_", "No specific tags"),
        ("__a__ snake_case_name *b*", "a snake_case_name b"),
        ("***x***", "x"),
        ("**a *b* c**", "a b c"),
        ("🎮 [Try the Model](https://example.org/a_b_c?x=1&y=2)", "🎮 Try the Model"),
        ("[Try](AA playground) now", "Try now"),
        ('[**x**](u "title")', "x"),
        ("[a][b] [b] [c]", "[a][b] [b] [c]"),
        ("![alt](x.png) text", "text"),
        ("[![badge](b.svg)](https://example.org)", ""),
        ("`**code**` and `` a`b ``", "**code** and a`b"),
        ("`Reasoning`, `SOTA`", "Reasoning, SOTA"),
        ("`open", "`open"),
        ("<https://example.org/a> <me@example.org>", "https://example.org/a me@example.org"),
        ("a<br>b<br/>c<BR />d", "a b c d"),
        ("x<sup>2</sup>y<sub>i</sub>", "x2yi"),
        ("<p align='center'><b>中文</b> | <a href=\"x\">English</a></p>", "中文 | English"),
        ("a <!-- hidden --> b", "a b"),
        ("AT&T &amp; &copy;&nbsp;x &#10008 &#x2714; R&D &bogus", "AT&T & © x ✘ ✔ R&D &bogus"),
        (r"\*a\* 1\. \[b\] C:\dir", "*a* 1. [b] C:\\dir"),
        ("2 < 3 > 1, a<5, 3 * 4 * 5", "2 < 3 > 1, a<5, 3 * 4 * 5"),
        ("~~old~~ new ~5", "old new ~5"),
        ("a~~b", "a~~b"),
        ("**参数量：**7B 和**上下文（长）**长", "参数量：7B 和上下文（长）长"),
        ("2 ** 3", "2 ** 3"),
        ("a  \nb\\\nc", "a b c"),
        ("\ufeffname\u200b", "name"),
        ("[x]()", "x"),
        ("[x](a\nb c)", "[x](a b c)"),
        ("[x](a b", "[x](a b"),
        ("[x](((((((a b)))))))", "[x](((((((a b)))))))"),
        ("a](b c)", "a](b c)"),
        ("[[1]](u v)", "[1]"),
        ("]] [ ![ <", "]] [ ![ <"),
    ],
)
def test_visible(source: str, text: str) -> None:
    assert visible(source) == text
    assert visible(source + " " * 400) == text


def test_visible_knows_the_documents_references() -> None:
    known = {"B": Reference("https://example.org", "")}
    assert visible("[a][b] and [b]", known) == "a and b"


def link(label: str, url: str, offset: int = 0, *, image: bool = False) -> InlineLink:
    return InlineLink(label, url, offset, image)


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("no link", []),
        ("array[1] (x)", []),
        ("a [b](c)", [link("b", "c", 2)]),
        ("[a](u)[b](v) [**c**](w)", [link("a", "u"), link("b", "v", 6), link("c", "w", 13)]),
        ("[Try the Model](AA playground)", [link("Try the Model", "AA playground")]),
        ("[x](Github (train/deploy))", [link("x", "Github (train/deploy)")]),
        (
            "- [x](Weights leaked: https://example.org/a_b) [y](z)",
            [link("x", "Weights leaked: https://example.org/a_b", 2), link("y", "z", 47)],
        ),
        ("[a](u 'title') [b](<v w>)", [link("a", "u"), link("b", "v w", 15)]),
        ("[a](u (in parentheses))", [link("a", "u (in parentheses)")]),
        ("[a](https://example.org/é?x=ü&amp;y)", [link("a", "https://example.org/é?x=ü&y")]),
        ("![logo](my logo.png)", [link("logo", "my logo.png", 1, image=True)]),
        (
            "[![b](i.png) c](u)",
            [link("c", "u"), link("b", "i.png", 2, image=True)],
        ),
        ("![a ![b](c)](d)", [link("a", "d", 1, image=True), link("b", "c", 5, image=True)]),
        (
            "<https://example.org> <me@example.org> <MAILTO:x@example.org>",
            [
                link("https://example.org", "https://example.org", 1),
                link("me@example.org", "mailto:me@example.org", 23),
                link("MAILTO:x@example.org", "MAILTO:x@example.org", 40),
            ],
        ),
        (
            'a <a class="x" href="u?a&amp;b">L <b>x</b></a> <A HREF=v>y</A>',
            [link("L x", "u?a&b", 2), link("y", "v", 47)],
        ),
        ("<a href='u'>open", [link("open", "u")]),
        ("<a name=x>y</a>", []),
        ("<a href=u><https://example.org></a>", [link("<https://example.org>", "u")]),
        ("<a href=u>[b](c d)</a>", [link("[b](c d)", "u")]),
        ("`[a](b)` \\[c](d)", []),
        ("[]] [a](b)", [link("a", "b", 4)]),
        ("[a]: b", []),
    ],
)
def test_links(source: str, found: list[InlineLink]) -> None:
    assert links(source) == found


def test_reference_links() -> None:
    known = {"B": Reference("https://example.org/ü", "")}
    assert links("[a][b], [B] and [c]", known) == [
        link("a", "https://example.org/ü"),
        link("B", "https://example.org/ü", 8),
    ]


@pytest.mark.parametrize(
    ("source", "how"),
    [
        ("**61.2**", "strong"),
        (" __a__ ", "strong"),
        ("***a***", "strong"),
        ("_a_", "em"),
        ("*a*", "em"),
        ("<b>a</b>", "strong"),
        ("<strong>*a*</strong>", "strong"),
        ("<i>a</i>", "em"),
        ("**a** **b**", "strong"),
        ("**a** *b*", "em"),
        ("*b* **a**", "em"),
        ("[**a**](u)", "strong"),
        ("**[a](u)**", "strong"),
        ("**a** b", None),
        ("a", None),
        ("", None),
        ("*", None),
        ("<sup>a</sup>", None),
        ("</b>a", None),
        ("<!-- c -->**a**", "strong"),
        ("![**a**](u)", None),
    ],
)
def test_emphasis(source: str, how: str | None) -> None:
    assert emphasis(source) == how


@pytest.mark.parametrize(
    ("source", "lead"),
    [
        ("**Key:** value", ("Key", "value")),
        ("**Key**: **value**", ("Key", "**value**")),
        ("**Key** : value", ("Key", "value")),
        ("__Key:__ v", ("Key", "v")),
        ("<b>Key</b>: v", ("Key", "v")),
        ("<strong>Key: </strong>v", ("Key", "v")),
        ("**参数量：**7B", ("参数量", "7B")),
        ("**参数量**：7B", ("参数量", "7B")),
        ("**[Org](u):**\nnext", ("[Org](u)", "next")),
        ("**Token:Param Ratio:** 20:1", ("Token:Param Ratio", "20:1")),
        (r"**a \** b:** c", (r"a \** b", "c")),
        ("  **Key:**  ", ("Key", "")),
        ("**Key** value", None),
        ("**Key", None),
        ("**:** x", None),
        ("**a\nb:** c", None),
        ("****: c", None),
        ("***Key:*** c", None),
        ("Key: value", None),
        ("*Key:* value", None),
        ("", None),
    ],
)
def test_bold_lead(source: str, lead: tuple[str, str] | None) -> None:
    assert bold_lead(source) == lead


@pytest.mark.parametrize(
    ("source", "text", "notes"),
    [
        ("MMLU", "MMLU", ()),
        ("**MMLU**", "MMLU", ()),
        ("MMLU<sup>1</sup> (x)<sub>5-shot</sub>", "MMLU (x)", ("1", "5-shot")),
        ("61.2[^1] ^†^", "61.2", ("1", "†")),
        ("a<sup>b<sup>c</sup></sup>d", "ad", ("bc",)),
        ("a<sup>[1](u)", "a", ("1",)),
        ("a</sup>b<sup></sup>", "ab", ()),
        ("10^6 and 2^ ^", "10^6 and 2^ ^", ()),
    ],
)
def test_notes(source: str, text: str, notes: tuple[str, ...]) -> None:
    assert without_notes(source) == (text, notes)


@pytest.mark.parametrize(
    "piece",
    ["*a **a ", "*a_", "**b** ", "[", "![", "[a](", "[](", "[x](y(z", "](", "<a ", "<!-- ",
     "--><!-- ", "`", "`a``", "&amp;", "<b>", "[^1]", "^a", "~~", "<sup>", "]]",
     "<a href='x'>", "[a](b c) "],
)  # fmt: skip
def test_hostile_text_is_read(piece: str) -> None:
    for size in (500, 100_000):
        text = piece * (size // len(piece)) + " end"
        assert visible(text).endswith("end") or "<!--" in piece
        assert len(without_notes(text).text) <= len(text)
        assert all(found.offset < len(text) for found in links(text))
        assert emphasis("*a " + text) is None
        assert bold_lead(text) is None


def test_a_text_with_too_many_marks_loses_them_all_the_same() -> None:
    text = "**a** [b_c](https://example.org) `d` <br>![i](x.png)<i>e</i> &lt; <!-- f --> " * 60
    assert visible(text) == " ".join(["a b_c d e <"] * 60)
    found = links(text)
    assert found[:2] == [
        link("b_c", "https://example.org", 6),
        link("i", "x.png", text.index("[i]"), image=True),
    ]
    assert len(found) == 120


def test_short_cuts_read_as_the_full_way_does() -> None:
    chance = random.Random(4)
    pieces = ("**a**", "*b*", "_c_", "`d`", "[e](f)", "[g](h i)", " ", " ", "x", "：", "*", "_",
              "`", "[", "]", "(", ")", "\\", "&amp;", "!", "<b>", "1.5")  # fmt: skip
    for _ in range(3000):
        text = "".join(chance.choices(pieces, k=chance.randint(1, 7)))
        # a comment shows nothing and rules out every short cut
        assert visible(text) == visible(text + " <!-- -->"), text
        assert links(text) == links(text + " <!-- -->"), text
