"""What a link target is: an address, a path, a place in the same file, or none of these."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Literal
from urllib.parse import unquote

from modelcards.vocabulary import rows

Kind = Literal["url", "path", "anchor", "malformed"]

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,20}:")
_WEB = re.compile(r"https?://[^\s/?#]+", re.IGNORECASE)
_TITLE = re.compile(r"""\s{1,20}(?:"[^"]*"|'[^']*'|\([^()]*\))$""")
_TEXT_LINK = re.compile(r"!?\[([^\[\]]{0,500})\]\([^()]{0,1000}\)")
_TAG = re.compile(r"<[^<>]{0,500}>")
_ANCHOR = re.compile(
    r"""<[a-z][^<>]{0,300}?\b(?:id|name)\s*=\s*["']?([^"'\s>]{1,200})""", re.IGNORECASE
)
_WORD = frozenset(("Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Pc"))
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*$")


def kind(url: str, *, strict: bool = False) -> Kind:
    """What a target is, as printed.

    A bare word may be a file next to the card; with `strict` (a list of web resources) it is
    malformed unless it is the name of a file that every repository has.

    >>> kind("https://example.org/a"), kind("../labs/a.md"), kind("#scores"), kind("AA playground")
    ('url', 'path', 'anchor', 'malformed')
    >>> kind("Abandoned", strict=True), kind("LICENSE", strict=True)
    ('malformed', 'path')
    """
    target = _TITLE.sub("", url.strip())
    if target.startswith("<") and target.endswith(">"):
        target = target[1:-1].replace(" ", "%20")
    if target.startswith("#") and " " not in target:
        return "anchor"
    if not target or any(c.isspace() for c in target) or target.lower() in _placeholders():
        return "malformed"
    if target[:4].lower() == "http":
        return "url" if _WEB.match(target) else _bare(target, strict)
    if _SCHEME.match(target) or target.startswith("//"):
        return "url"
    return _bare(target, strict)


def _bare(target: str, strict: bool) -> Kind:
    if _SCHEME.match(target):
        return "malformed"
    if strict and not any(c in target for c in "/.#?") and target.upper() not in _files():
        return "malformed"
    return "path"


@cache
def _files() -> frozenset[str]:
    return frozenset(
        word.upper() for row in rows("targets") if row[0] == "file" for word in row[1:]
    )


@cache
def _placeholders() -> frozenset[str]:
    return frozenset(word for row in rows("targets") if row[0] == "placeholder" for word in row[1:])


def split(url: str) -> tuple[str, str]:
    """The path and the fragment of a target, percent escapes resolved.

    >>> split("../a%20b.md#scores")
    ('../a b.md', 'scores')
    """
    target = _TITLE.sub("", url.strip()).strip("<>")
    path, _, fragment = target.partition("#")
    return unquote(path.partition("?")[0]), unquote(fragment)


def slug(heading: str) -> str:
    """The anchor that GitHub and the Hub give a heading: lower case, no signs, blanks as hyphens.

    >>> slug("🏆 Top Models by ALScore"), slug("What's `new`?")
    ('-top-models-by-alscore', 'whats-new')
    """
    text = _TAG.sub("", _TEXT_LINK.sub(r"\1", heading)).strip().lower()
    kept = (c for c in text if c in " -" or unicodedata.category(c) in _WORD)
    return bare("".join(kept).replace(" ", "-"))


def bare(anchor: str) -> str:
    """An anchor without variation selectors, which hosts keep and authors leave out."""
    return anchor.replace("\ufe0f", "")


def _without_hashes(title: str) -> str:
    """A heading's text without the hashes that may close it."""
    bare_title = title.rstrip("#")
    return bare_title.rstrip() if bare_title[-1:] in ("", " ", "\t") else title


def anchors(lines: list[str]) -> frozenset[str]:
    """Every anchor of a page: its headings (a repeated one is numbered) and HTML ids and names."""
    found: set[str] = set()
    counts: dict[str, int] = {}
    for number, line in enumerate(lines):
        title = _HEADING.match(line)
        shown = _without_hashes(line[title.end() :].strip()) if title else ""
        below = lines[number + 1] if number + 1 < len(lines) else ""
        if title is None and line.strip() and _UNDERLINE.match(below):
            shown = line
        if shown:
            base = slug(shown)
            seen = counts.get(base, 0)
            counts[base] = seen + 1
            found.add(f"{base}-{seen}" if seen else base)
        if "<" in line:
            found.update(_ANCHOR.findall(line))
    return frozenset(found)
