"""Links as they stand in a text: what is shown of each, where it leads, and where it stands."""

from __future__ import annotations

import pytest

from modelcards.markdown.state import Reference
from modelcards.reading.link_finder import find_links, links_in, may_link, trimmed

BADGE = "https://img.shields.io/badge"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("See [the birds](b.md).", [("the birds", "b.md", "[the birds](b.md)")]),
        ("[a](<b c.md> 'birds')", [("a", "b c.md", "[a](<b c.md> 'birds')")]),
        ('[a](b.md "of birds") c', [("a", "b.md", '[a](b.md "of birds")')]),
        ("[a](b_(c).md)", [("a", "b_(c).md", "[a](b_(c).md)")]),
        ("[*Lumen* `7B`](b.md)", [("Lumen 7B", "b.md", "[*Lumen* `7B`](b.md)")]),
        ("[a](b.md>)", [("a", "b.md>", "[a](b.md>)")]),
        ("[a](b.md')", [("a", "b.md'", "[a](b.md')")]),
        ("[a]()", []),
        ("[a]( #top )", []),
        ("[a](MAILTO:jay@b.example) [b](tel:12) [c](data:x)", []),
        ("[a](p.PNG) [b](https://x.y/p.mp4?raw=1) https://x.y/p.webp", []),
        ("[a](of.pngs)", [("a", "of.pngs", "[a](of.pngs)")]),
        ("![a](https://x.y/p) ![b][r] `[c](d.md)` `doi:10.1000/ab.c`", []),
        ("Is https://x.y/a, or (https://x.y/b)?",
         [("https://x.y/a",) * 3, ("https://x.y/b",) * 3]),
        ("arXiv: 2401.01234", [("arXiv: 2401.01234", "https://arxiv.org/abs/2401.01234",
                                "arXiv: 2401.01234")]),
        ("doi: 10.1000/ab.c.", [("doi: 10.1000/ab.c.", "https://doi.org/10.1000/ab.c",
                                 "doi: 10.1000/ab.c.")]),
        # Brackets that lead nowhere hide nothing.
        ("In [https://x.y/a].", [("https://x.y/a",) * 3]),
        ("In [the doi:10.1000/ab]", [("doi:10.1000/ab", "https://doi.org/10.1000/ab",
                                      "doi:10.1000/ab")]),
        ("In [ARXIV:2401.01234]", [("ARXIV:2401.01234", "https://arxiv.org/abs/2401.01234",
                                    "ARXIV:2401.01234")]),
        ("[see [the terms](TERMS)]", [("the terms", "TERMS", "[the terms](TERMS)")]),
        ("[x] and [a](b.md)", [("a", "b.md", "[a](b.md)")]),
        # The text of an anchor ends with it, at the next one, or nowhere.
        ('<a href="b.md">the <b>birds</b></a>.',
         [("the birds", "b.md", '<a href="b.md">the <b>birds</b>')]),
        ('<A HREF="b.md">birds</A> [c](d.md)',
         [("birds", "b.md", '<A HREF="b.md">birds'), ("c", "d.md", "[c](d.md)")]),
        ("<a id=x href='b.md'>https://x.y/z</a>",
         [("https://x.y/z", "b.md", "<a id=x href='b.md'>https://x.y/z")]),
        ("<a href=b?c=1&amp;d=2>e</a>", [("e", "b?c=1&d=2", "<a href=b?c=1&amp;d=2>e")]),
        ('<a href="b.md">one <a href="c.md">two</a>',
         [("one", "b.md", '<a href="b.md">one '), ("two", "c.md", '<a href="c.md">two')]),
        ('<a href="b.md">one [c](d.md)',
         [("", "b.md", '<a href="b.md">'), ("c", "d.md", "[c](d.md)")]),
        ('<a href="b.md">a thing</article></a>',
         [("a thing", "b.md", '<a href="b.md">a thing</article>')]),
        ('<a name="top">[c](d.md)</a>', [("c", "d.md", "[c](d.md)")]),
        ('<a href="#up">up</a> <a href="">x</a>', []),
    ],
)  # fmt: skip
def test_the_links_of_a_text(text: str, found: list[tuple[str, str, str]]) -> None:
    links = list(find_links(text, {}))
    assert [(one.label, one.url, text[one.start : one.end]) for one in links] == found
    assert list(links_in(text, {})) == links


@pytest.mark.parametrize(
    ("text", "label", "badge"),
    [
        (f"[![Paper]({BADGE}/arXiv-2401.01234-red.svg)](b.md)", "Paper arXiv 2401.01234",
         "Paper arXiv 2401.01234"),
        (f"[![]({BADGE}/try_our%20demo-blue)](b.md)", "try our demo", " try our demo"),
        ('<a href="b.md"><img src="/badge/docs-green.svg" alt="of birds"></a>', "docs of birds",
         "docs of birds"),
        ("<a href='b.md'><img alt='Birds' src='https://x.y/birds'></a>", "Birds", "Birds"),
        ("[![Birds](https://x.y/p/birds)](b.md)", "Birds", "Birds"),
        ("[Birds](b.md)", "Birds", ""),
    ],
)  # fmt: skip
def test_the_words_of_a_badge(text: str, label: str, badge: str) -> None:
    [found] = find_links(text, {})
    assert (found.label, found.badge) == (label, badge)


def test_links_by_a_name_that_is_defined_below() -> None:
    known = {"BIRDS": Reference("b.md", ""), "R": Reference("c.md", "")}
    text = "[Birds], [of songs][r], [Birds][], ![r], [bees][?]"
    links = list(find_links(text, known))
    assert [(one.label, one.url) for one in links] == [
        ("Birds", "b.md"), ("of songs", "c.md"), ("Birds", "b.md"),
    ]  # fmt: skip
    assert [text[one.start : one.end] for one in links] == ["[Birds]", "[of songs][r]", "[Birds][]"]
    assert list(links_in(text, known)) == links
    assert links_in(text, {}) == ()


@pytest.mark.parametrize(
    ("url", "bare"),
    [
        ("https://x.y/a.,;:!?", "https://x.y/a"),
        ("https://x.y/a))", "https://x.y/a"),
        ("https://x.y/(a)", "https://x.y/(a)"),
        ("https://x.y/(a)b)", "https://x.y/(a)b"),
        ("https://x.y/a)b", "https://x.y/a)b"),
        ("...", ""),
    ],
)
def test_a_bare_address_without_the_signs_around_it(url: str, bare: str) -> None:
    assert trimmed(url) == bare


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ("[a](b)", True),
        ("[a][b]", True),
        ("https://x.y", True),
        ("<A HREF=b>", True),
        ("<a href=b>", True),
        ("ARXIV:2401.01234", True),
        ("DOI 10.1000/ab", True),
        ("doi:10.1000/ab", True),
        ("Of birds: 10.5 of them [sic]", False),
        ("The doings of birds", False),
        ("", False),
    ],
)
def test_texts_without_a_link_are_told_at_once(text: str, may: bool) -> None:
    assert may_link(text) is may
