"""What a link target is: an address, a path, a place in the same file, or none of these."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from html import unescape
from typing import Literal
from urllib.parse import unquote

from modelcards.vocabulary import rows

Kind = Literal["url", "path", "anchor", "malformed"]

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,20}:")
_WEB = re.compile(r"https?://[^\s/?#]+", re.IGNORECASE)
_SOUND = re.compile(r"https?://[A-Za-z0-9-]{1,63}\.[A-Za-z0-9.-]{1,200}(?:[/?#][^\s]*)?$")
_MARKED = re.compile(
    r"[<>{}\[\]]|(?i:you?r|insert|here|path|model[-_](?:name|id))|https?:/{0,2}https?"
)
_SLOT = re.compile(
    r"<[A-Za-z][^<>/]{0,60}>|\{\{?[^{}]{0,60}\}?\}|%7[Bb]|\[[A-Za-z][^\[\]()]{3,60}\](?!\()"
)
# A file of one machine: "C:\\Users\\…", "file:///D:/…".
_LOCAL = re.compile(r"[A-Za-z]:[\\/](?!/)|file:", re.IGNORECASE)
_PART = re.compile(r"[/?&#]")
_PATH_TO = ("path-to-", "path_to_")
_BEGIN = re.compile(r"([A-Za-z]{2,7})([:;.,]?)(/{0,3})(.*)", re.DOTALL)
_AGAIN = re.compile(r"(?:www\.)?https?(?:[:;]|//)", re.IGNORECASE)
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_HOST = re.compile(r"[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,5}")
_TITLE = re.compile(r"""\s{1,20}(?:"[^"]*"|'[^']*'|\([^()]*\))$""")
_TEXT_LINK = re.compile(r"!?\[([^\[\]]{0,500})\]\([^()]{0,1000}\)")
_TAG = re.compile(r"<[^<>]{0,500}>")
_ANCHOR = re.compile(
    r"""<[a-z][^<>]{0,300}?\b(?:id|name)\s*=\s*["']?([^"'\s>]{1,200})""", re.IGNORECASE
)
_WORD = frozenset(("Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Pc"))
_AND_EMOJI = _WORD | {"So"}
_NOTE = re.compile(r"\[\^([^\[\]\s]{1,60})\]:")


def kind(url: str, *, strict: bool = False) -> Kind:
    """What a target is, as printed; `strict` as for `why_malformed`.

    >>> kind("https://example.org/a"), kind("../labs/a.md"), kind("#scores"), kind("AA playground")
    ('url', 'path', 'anchor', 'malformed')
    >>> kind("Abandoned", strict=True), kind("LICENSE", strict=True)
    ('malformed', 'path')
    """
    target = _bare(url)
    if target.startswith("#") and " " not in target:
        return "anchor"
    if why_malformed(url, strict=strict) is not None:
        return "malformed"
    return "url" if _SCHEME.match(target) or target.startswith("//") else "path"


def why_malformed(url: str, *, strict: bool = False, html: bool = False) -> str | None:
    """What keeps a target from being a URL or a path; None where nothing does.

    A bare word may be a file next to the card; with `strict` (a list of web resources) it is
    malformed unless it is the name of a file that every repository has. Blanks in the attribute of
    an HTML tag do no harm.

    >>> why_malformed("htp://example.org"), why_malformed("https://https://example.org")
    ('its scheme is misspelt', 'its scheme stands twice')
    >>> why_malformed("docs/use.md"), why_malformed("docs", strict=True)
    (None, 'a word is no address')
    """
    return _why_malformed(url, strict, html)


@lru_cache(maxsize=4096)  # cards of one lab share their links
def _why_malformed(url: str, strict: bool, html: bool) -> str | None:
    target = _bare(url)
    # The first test answers for nearly every link.
    if _SOUND.match(target) and not _MARKED.search(target):
        return None
    if not target:
        return "it is empty"
    if target.lower() in _words("placeholder") or _is_placeholder(target):
        return "it is a placeholder"
    if "](" in target or target.startswith("("):
        return "it holds the brackets of another link"
    if _LOCAL.match(target):
        return "it is a file of one machine"
    if (why := _scheme(target)) is not None:
        return why
    if any(c.isspace() for c in target) and not (html and (_WEB.match(target) or "/" in target)):
        return "it holds blanks"
    if _SCHEME.match(target) or target.startswith(("//", "#")):
        return None
    return _of_path(target, strict)


def says_none(label: str) -> bool:
    """Whether the label of a link without a target says that there is none.

    >>> says_none("n/a"), says_none("Paper"), says_none("")
    (True, False, False)
    """
    return label.lower() in _words("none")


def _bare(url: str) -> str:
    """A target without its title and angle brackets."""
    target = _TITLE.sub("", url.strip())
    if target.startswith("<") and target.endswith(">") and target.count("<") == 1 and (
        _WEB.match(target[1:]) or "/" in target or "." in target
    ):  # fmt: skip
        target = target[1:-1].replace(" ", "%20")
    return target


def _is_placeholder(target: str) -> bool:
    """`<your-name>`, `{{ repo }}`, `[link]`, or the words of a template."""
    if _SLOT.search(target):
        return True
    if target.startswith("#"):
        return False
    words = _words("filled")
    # The key of a query ("?model_name=") is no slot, its value may be one.
    shown = unquote(target) if "%20" in target else target
    parts = [part.rpartition("=")[2] for part in _PART.split(shown.lower())]
    return any(part in words or part.startswith(_PATH_TO) for part in parts)


def _scheme(target: str) -> str | None:
    """What is wrong with the beginning of a web address."""
    found = _BEGIN.match(target)
    if found is None:
        return None
    name, colon, slashes, rest = found[1].lower(), found[2], len(found[3]), found[4]
    if name not in ("http", "https"):
        near = _near(name) and (colon or slashes > 1)
        return "its scheme is misspelt" if near else None
    if _AGAIN.match(rest):
        return "its scheme stands twice"
    if colon != ":" or slashes != 2:
        # `http/server.py` is a path.
        return "its scheme is misspelt" if colon or slashes > 1 else None
    host = re.split(r"[/?#:]", rest.rpartition("@")[2] if "@" in rest.split("/")[0] else rest)[0]
    if not host:
        return "it has no host"
    if "." not in host and host.lower() != "localhost" and not host.startswith("["):
        return "its host is no host's name"
    return None


def _near(name: str) -> bool:
    """One letter too few, too many, or another one, or two that changed places."""
    for meant in ("http", "https"):
        if sorted(name) == sorted(meant):
            return True
        if len(name) == len(meant):
            if sum(a != b for a, b in zip(name, meant, strict=True)) == 1:
                return True
        else:
            short, long = sorted((name, meant), key=len)
            if len(long) - len(short) == 1 and any(
                long[:at] + long[at + 1 :] == short for at in range(len(long))
            ):
                return True
    return False


def _of_path(target: str, strict: bool) -> str | None:
    """What is wrong with a target without a scheme."""
    if _MAIL.fullmatch(target):
        return "mailto: is missing before an e-mail address"
    head = target.split("/", maxsplit=1)[0].lower()
    _, dot, end = head.rpartition(".")
    if head.startswith("www.") or (dot and end in _words("domain") and _HOST.fullmatch(head)):
        return "https:// is missing"
    if strict and not any(c in target for c in "/.#?") and target.upper() not in _files():
        return "a word is no address"
    return None


@cache
def _files() -> frozenset[str]:
    return frozenset(
        word.upper() for row in rows("targets") if row[0] == "file" for word in row[1:]
    )


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(word for row in rows("targets") if row[0] == kind for word in row[1:])


def split(url: str) -> tuple[str, str]:
    """The path and the fragment of a target, percent escapes resolved.

    >>> split("../a%20b.md#scores")
    ('../a b.md', 'scores')
    """
    target = _TITLE.sub("", url.strip()).strip("<>")
    path, _, fragment = target.partition("#")
    return unquote(path.partition("?")[0]), unquote(fragment)


def _shown(heading: str) -> str:
    """A heading's text without links, images and tags."""
    if "<" in heading:
        heading = _TAG.sub("", heading)
    if "](" in heading:
        heading = _TEXT_LINK.sub(lambda found: "" if found[0][0] == "!" else found[1], heading)
    return unescape(heading).strip().lower()


def _slug(text: str, *, emoji: bool) -> str:
    """The anchor of a heading in lower case: no signs, blanks as hyphens."""
    kept = (
        c for c in text
        if c in " -" or unicodedata.category(c) in (_AND_EMOJI if emoji else _WORD)
    )  # fmt: skip
    return bare("".join(kept).replace(" ", "-"))


def bare(anchor: str) -> str:
    """An anchor without variation selectors, which hosts keep and authors leave out."""
    return anchor.replace("\ufe0f", "")


def anchors(headings: Iterable[str], lines: Iterable[str]) -> frozenset[str]:
    """Every anchor of a page: its headings, HTML ids and names, and footnotes.

    A repeated heading is numbered. GitHub leaves the emoji of a heading out, the Hub keeps it
    (`#🧨-diffusers`); both count, and so does a heading with and without its underscores.

    >>> sorted(anchors(["🏆 Top Models", "What's `new`?"], ["A note.", "[^1]: said"]))
    ['-top-models', 'fn-1', 'fn1', 'fnref-1', 'fnref1', 'whats-new', '🏆-top-models']
    """
    found: set[str] = set()
    counts: dict[str, int] = {}
    for heading in headings:
        text = _shown(heading)
        slugs = {_slug(text, emoji=False), _slug(text, emoji=True)}
        if "_" in text:
            slugs |= {_slug(text.replace("_", ""), emoji=emoji) for emoji in (False, True)}
        for base in slugs:
            seen = counts.get(base, 0)
            counts[base] = seen + 1
            found.add(f"{base}-{seen}" if seen else base)
    for line in lines:
        if "<" in line:
            found.update(map(bare, _ANCHOR.findall(line)))
        if line.startswith("[^") and (note := _NOTE.match(line)):
            found.update(f"{form}{note[1].lower()}" for form in ("fn-", "fn", "fnref-", "fnref"))
    return frozenset(found)
