"""Every link that stands in a text, with the words around it: Markdown, HTML, bare addresses, and
identifiers that are printed without one (`arXiv:2401.01234`).

Texts of links are long and many, so one pattern walks each text once; what it takes for a link is
what the Hub shows as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from html import unescape
from typing import NamedTuple

from mistune.util import unikey

from modelcards.markdown.inline import visible
from modelcards.markdown.outline import plain
from modelcards.markdown.state import Reference
from modelcards.reading.citation import DOI

_INNER = r"(?:[^\[\]\\`<]++|\\.|`[^`\n]*+`|<(?!a\s)|`|!?\[[^\[\]]*+\](?:\([^()\n]*+\))?+)*+"
_ANY = re.compile(
    r"`[^`\n]++`"
    rf"|(?P<bang>!?)\[(?P<label>{_INNER})\]"
    r"(?:\((?P<url>(?:[^()\n]++|\([^()\n]*+\)){0,40})\)|\[(?P<ref>[^\[\]]{0,200}+)\])?+"
    r"|(?i:<a\s)(?P<tag>[^<>]{1,2000}+)>"
    r"|<(?!https?:)[A-Za-z/!][^<>]{0,2000}+>"
    r"|(?P<bare>https?://[^\s<>\"'`|\\^{}\[\]]+)"
    r"|(?P<id>(?i:arxiv):\s?\d{4}\.\d{4,5}(?!\d))"
    r"|(?P<doi>(?i:doi):?\s{0,2}10\.\d{4,9}/[^\s\"<>{}|\\^`,;]{1,200})"
)
_HREF = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_TITLE = re.compile(r"""\s+(?:"[^"]*"|'[^']*')\s*$""")
_ALT = re.compile(r"""!\[([^\[\]]*+)\]\(([^()\s]*+)|<img\s[^<>]*+>""", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""\b(alt|src)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_BADGE = re.compile(r"(?:shields\.io/(?:badge/)?|badgen\.net/|/badges?/|/assets/)([^?\s]{1,200})")
# The last part of a badge's address is its colour.
_COLOUR = re.compile(r"(?:-[a-z0-9]{2,20})?(?:\.svg)?$", re.IGNORECASE)
_BADGE_SIGNS = re.compile(r"_|-|%20")
_ID = re.compile(r"\d{4}\.\d{4,5}")
_PICTURE = re.compile(
    r"\.(?:png|jpe?g|gif|svg|webp|bmp|mp4|webm|mov|wav|mp3|flac)(?:[?#]|$)", re.IGNORECASE
)
_ANCHOR_ENDS = re.compile(r"</a\s*>|<a\s", re.IGNORECASE)
_INSIDE_A = 2_000
_REMEMBERED = 1_000
_SIGNS = (".", ",", ";", ":", "!", "?", "*", "_", "~", "'", "。", "，", "；", "）", "、")


class Found(NamedTuple):
    """A link: what is shown of it, where it leads, and where in the text it begins and ends.

    `badge` holds the words of the picture that it is shown as.
    """

    label: str
    url: str
    start: int
    end: int
    badge: str = ""


def may_link(text: str) -> bool:
    """Whether a text may hold a link at all."""
    if "](" in text or "://" in text or "][" in text or "href" in text or "HREF" in text:
        return True
    low = text.lower() if ":" in text or "10." in text else ""
    return "rxiv:" in low or ("10." in low and "doi" in low)


def links_in(text: str, references: Mapping[str, Reference]) -> tuple[Found, ...]:
    """`find_links`, remembered for texts that cards share."""
    if len(text) > _REMEMBERED or (references and "]" in text):
        return tuple(find_links(text, references))
    return _links_in(text)


@lru_cache(maxsize=8192)
def _links_in(text: str) -> tuple[Found, ...]:
    return tuple(find_links(text, {}))


def find_links(text: str, references: Mapping[str, Reference]) -> Iterator[Found]:
    """The links of a text in order; pictures, and places within the page, are none.

    >>> [one.url for one in find_links("[a](https://x.y) and arXiv:2401.01234, `https://no`", {})]
    ['https://x.y', 'https://arxiv.org/abs/2401.01234']
    """
    # Behind an `<a`, what stands before its end is its text.
    inside = 0
    for found in _ANY.finditer(text):
        kind = found.lastgroup
        if kind is None or found.start() < inside:
            continue
        if found["label"] is not None:
            yield from _markdown(found, references)
        elif kind == "tag":
            href = _HREF.search(found["tag"])
            if href is not None:
                inside = _end_of_anchor(text, found.end())
                yield from _linked(
                    text[found.end() : inside], unescape(href[1] or href[2] or href[3] or ""),
                    found.start(), inside,
                )  # fmt: skip
        elif kind == "bare":
            url = trimmed(found[0])
            if not _PICTURE.search(url):
                yield Found(url, url, found.start(), found.start() + len(url))
        elif kind == "id":
            shown = found[0]
            number = _ID.search(shown)
            if number is not None:
                yield Found(shown, f"https://arxiv.org/abs/{number[0]}", found.start(), found.end())
        else:
            doi = DOI.search(found[0])
            if doi is not None:
                name = trimmed(doi[1])
                yield Found(found[0], f"https://doi.org/{name}", found.start(), found.end())


def _markdown(found: re.Match[str], references: Mapping[str, Reference]) -> Iterator[Found]:
    label, url = found["label"], found["url"]
    if url is None:
        known = references.get(unikey(found["ref"] or label)) if references else None
        if known is not None and not found["bang"]:
            yield from _linked(label, known.url, found.start(), found.end())
        elif may_link(label):
            # Brackets around a link, or a picture without one.
            start = found.start("label")
            for one in find_links(label, references):
                yield one._replace(start=one.start + start, end=one.end + start)
        return
    if found["bang"]:
        return
    target = url.strip()
    if target.endswith(('"', "'")):
        target = _TITLE.sub("", target)
    if target.startswith("<") and target.endswith(">"):
        target = target[1:-1]
    yield from _linked(label, target, found.start(), found.end())


def _linked(source: str, url: str, start: int, end: int) -> Iterator[Found]:
    url = url.strip()
    if (
        not url
        or url[0] == "#"
        or _PICTURE.search(url)
        or url.lower().startswith(("mailto:", "tel:", "javascript:", "data:"))
    ):
        return
    label = plain(visible(source)) if source else ""
    badge = " ".join(_pictured(source)) if "![" in source or "<img" in source.lower() else ""
    yield Found(label or badge[:200].strip(), url, start, end, badge)


def _pictured(source: str) -> Iterator[str]:
    """The words of the pictures that a link is shown as."""
    for found in _ALT.finditer(source[:_INSIDE_A]):
        if found[1] is not None:
            parts = [found[1], found[2]]
        else:
            parts = [one[2] or one[3] or one[4] or "" for one in _ATTRIBUTE.finditer(found[0])]
        for part in parts:
            badge = _BADGE.search(part)
            if badge is not None:
                yield _BADGE_SIGNS.sub(" ", _COLOUR.sub("", badge[1]))
            elif "/" not in part:
                yield part


def _end_of_anchor(text: str, at: int) -> int:
    """The end of the text of an `<a`: its closing tag, or the next opening one."""
    end = _ANCHOR_ENDS.search(text, at, at + _INSIDE_A)
    return at if end is None else end.start()


def trimmed(url: str) -> str:
    """A bare address without the signs of the sentence around it.

    >>> trimmed("https://x.y/a_(b)."), trimmed("https://x.y)")
    ('https://x.y/a_(b)', 'https://x.y')
    """
    while url:
        if url.endswith(_SIGNS) or (url[-1] == ")" and url.count(")") > url.count("(")):
            url = url[:-1]
        else:
            break
    return url
