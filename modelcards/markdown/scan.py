"""Inline text that is read without parsing it: with hardly any marks, or with far too many.

Text whose marks can only mean one thing (`**x**` between blanks, `[x](url)`) is most of every card
and is read as mistune would read it. A text with more marks than any author sets is stripped of
them in one pass: mistune's time there is the square of their number.
"""

from __future__ import annotations

import re
from html import unescape
from operator import itemgetter
from typing import NamedTuple

_MARKS = 300
_LENGTH = 20_000

# These patterns begin with the signs that they look for, and look back over them: to search for a
# sign is many times faster than to look back at every place.
#
# Marks that can mean something. An underscore inside a word, `<` before a digit or `&` in a name
# mean themselves.
MARK = re.compile(
    r"[\\`*\[\]^\ufeff\u200b<&~_](?:(?<=[\\`*\[\]^\ufeff\u200b])|(?<=<)[A-Za-z/!?]|(?<=&)[#A-Za-z]"
    r"|(?<=~)~|(?<=_)(?:(?<![^\W_]_)|(?![^\W_])))"
)
# Not beside an underscore: whether that is inside a word depends on the marks.
_LABEL = r"[^\[\]\\`*_<&~!^]++"
_LINK = re.compile(
    rf"\[(?<![!_]\[)({_LABEL}(?:_(?<=[^\W_]_)(?=[^\W_]){_LABEL})*+)\]\(([^\s()<>\\\[\]`;]++)\)(?!_)"
)
_BREAK = re.compile(r"<br[ \t]*+/?>", re.IGNORECASE)
_CODE = re.compile(r"`(?<![`_]`)([^`]++)`(?![`_])")
_EM = re.compile(r"([*_])(?<!\S[*_])(?=[^\s*_])([^*_]++)(?<=\S)\1(?!\S)")
_STRONG = re.compile(r"\*\*(?<!\S\*\*)(?=[^\s*])([^*]++)(?<=[^\s*])\*\*(?!\S)")
_NOT_LINK = re.compile(r"[\[\]<`\\]")
_DELIMITERS = re.compile(r"[*_\[\]`<]")

# What a pattern's group holds, for `sub`: a template such as r"\1" is filled in by slow code.
_first_group, _second_group = itemgetter(1), itemgetter(2)

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)")
# Tags that part words.
SPACING = frozenset(
    ("br", "p", "div", "li", "ul", "ol", "tr", "td", "th", "table", "hr", "center", "details",
     "summary", "h1", "h2", "h3", "h4", "h5", "h6")
)  # fmt: skip

_ANY_LINK = re.compile(r"(!?)\[([^\[\]]*+)\]\(([^()]*+)\)")
_ANY_TAG = re.compile(r"</?[A-Za-z][^<>]*+>")
_ANY_MARK = re.compile(r"\*++|`++|(?<![^\W_])_++|_++(?![^\W_])|~~")


class InlineLink(NamedTuple):
    """A link: its visible label, its target as printed, where it stands in the source.

    `offset` is that of the `[`, of an autolink's address, or of an `<a`. An image's label is its
    alternative text.
    """

    label: str
    url: str
    offset: int
    image: bool


def tag(raw: str) -> tuple[bool, str]:
    """Whether a tag closes, and its name in lower case; no name for comments and the like.

    >>> tag("</SUP >"), tag("<!-- c -->")
    ((True, 'sup'), (False, ''))
    """
    found = _TAG.match(raw)
    return (found[1] == "/", found[2].lower()) if found else (False, "")


def one_line(text: str) -> str:
    """The text with all white space as single blanks."""
    return " ".join(text.split())


def plain(source: str) -> str | None:
    """The visible text of a source whose marks can only mean one thing, else None.

    >>> plain("a_b **c** [d](e)"), plain("**a")
    ('a_b c d', None)
    """
    if MARK.search(source):
        if "<" in source and "`" not in source and "\\" not in source:
            source = _BREAK.sub(" ", source)
        if "](" in source:
            if "`" in source:  # what looks like a link inside a code span is none
                return None
            source = _LINK.sub(_first_group, source)
        if "`" in source:
            source = _CODE.sub(_first_group, source)
        elif "**" in source:
            source = _STRONG.sub(_first_group, source)
        else:
            source = _EM.sub(_second_group, source)
        if MARK.search(source):
            return None
    return one_line(source)


def around_links(source: str) -> list[str] | None:
    """A source that has only plain links as text, label, target, text, label, target, … text; None
    for any other.

    >>> around_links("- [d](e) f"), around_links("[d][e]")
    (['- ', 'd', 'e', ' f'], None)
    """
    parts = _LINK.split(source)
    return None if _NOT_LINK.search("".join(parts[::3])) else parts


def plain_links(source: str) -> list[InlineLink] | None:
    """The links of a source that has only plain ones, else None."""
    parts = around_links(source)
    if parts is None:
        return None
    links, offset = [], 0
    for around, label, url in zip(parts[::3], parts[1::3], parts[2::3], strict=False):
        offset += len(around)
        links.append(InlineLink(one_line(label), url, offset, False))
        offset += len(label) + len(url) + 4  # its signs
    return links


def too_many(source: str) -> bool:
    """Whether a source has more marks than mistune is to be given."""
    return len(source) > _MARKS and (
        len(source) > _LENGTH or len(_DELIMITERS.findall(source)) > _MARKS
    )


def stripped(source: str) -> str:
    """The text of a source with too many marks: each is taken off where it stands.

    >>> stripped("**a** <br>[b](c) ![d](e) <!-- f -->_g_")
    'a b g'
    """
    head, *opened = source.split("<!--")
    text = head + "".join(part.partition("-->")[2] or part for part in opened)
    text = _ANY_LINK.sub(lambda found: "" if found[1] else found[2], text)
    text = _ANY_TAG.sub(lambda found: " " if tag(found[0])[1] in SPACING else "", text)
    return one_line(unescape(_ANY_MARK.sub("", text)))


def stripped_links(source: str) -> list[InlineLink]:
    """The Markdown links of a source with too many marks."""
    return [
        InlineLink(stripped(found[2]), found[3].strip(), found.start(2) - 1, bool(found[1]))
        for found in _ANY_LINK.finditer(source)
    ]
