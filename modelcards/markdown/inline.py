"""Inline Markdown to what a reader sees of it, and to its links; mistune does the reading."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from html import unescape
from typing import TYPE_CHECKING, Literal, NamedTuple

from modelcards.markdown.scan import (
    SPACING,
    InlineLink,
    one_line,
    plain,
    plain_links,
    stripped,
    stripped_links,
    tag,
    too_many,
)

if TYPE_CHECKING:
    from modelcards.markdown.inline_parser import Event
    from modelcards.markdown.state import Reference

__all__ = [
    "InlineLink",
    "Parts",
    "bold_lead",
    "bold_opening",
    "emphasis",
    "links",
    "visible",
    "without_notes",
]

_CACHED = 300

_LEFT_OVER = re.compile(r"(?<=\S)\*\*|\*\*(?=\S)")
_INVISIBLE = re.compile("[\ufeff\u200b]")

_BOLD = frozenset(("b", "strong", "th"))
_ITALIC = frozenset(("i", "em"))
_HREF = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.I)

_CARETS = re.compile(r"\^([^\s^]{1,40})\^")
_FOOTNOTE = re.compile(r"\[\^([^\]\s]{1,40})\]")

# What can begin or end emphasis: an underscore inside a word cannot.
_EMPHASIS = re.compile(r"[*<_](?:(?<!_)|(?<![^\W_]_)|(?![^\W_]))")

_LEADS = (("**", "**"), ("__", "__"), ("<b>", "</b>"), ("<strong>", "</strong>"))
_COLONS = (":", "：")


class Parts(NamedTuple):
    """Visible text, and apart from it the texts that were raised, lowered or footnote marks."""

    text: str
    notes: tuple[str, ...]


def visible(source: str, references: Mapping[str, Reference] | None = None) -> str:
    r"""The text that a reader sees, on one line: no marks, tags, images or comments.

    `references` are the link definitions of the document; `[a][b]` is text without them.

    >>> visible("**MMLU**<sup>1</sup> of [a\\_b](https://example.org)<br>&copy; ![logo](x.png)")
    'MMLU1 of a_b ©'
    """
    if references and "]" in source:
        return _visible(source, references)
    return _visible(source) if len(source) > _CACHED else _visible_cached(source)


def _visible(source: str, references: Mapping[str, Reference] | None = None) -> str:
    simple = plain(source)
    if simple is not None:
        return simple
    found = _events(source, references)
    return stripped(source) if found is None else _shown(found, source)


_visible_cached: Callable[[str], str] = lru_cache(maxsize=8192)(_visible)


def _events(source: str, references: Mapping[str, Reference] | None = None) -> list[Event] | None:
    """What mistune finds, or None for a text with too many marks."""
    if too_many(source):
        return None
    if not references:
        return _events_of(source)
    from modelcards.markdown.inline_parser import events

    return events(source, references)


# A text is asked in turn for what is shown of it, its emphasis, its notes and its links.
@lru_cache(maxsize=8)
def _events_of(source: str) -> list[Event]:
    from modelcards.markdown.inline_parser import events

    return events(source)


def _shown(found: list[Event], source: str) -> str:
    parts: list[str] = []
    hidden = 0
    for event in found:
        kind = event.kind
        if kind == "image":
            hidden += 1
        elif kind == "/image":
            hidden -= 1
        elif hidden:
            continue
        elif kind == "text":
            parts.append(event.value)
        elif kind == "space" or (kind == "tag" and tag(event.value)[1] in SPACING):
            parts.append(" ")
    return _tidy("".join(parts), source)


def _tidy(text: str, source: str) -> str:
    """One line without the marks that mistune leaves.

    `**参数量：**7B` is no emphasis to CommonMark, which wants a blank behind closing punctuation;
    and struck-out text is an extension.
    """
    if "**" in text and "\\*" not in source and "`" not in source:
        text = _LEFT_OVER.sub("", text) if len(_LEFT_OVER.findall(text)) > 1 else text
    if text.count("~~") > 1:
        text = text.replace("~~", "")
    return one_line(_INVISIBLE.sub("", text))


def links(source: str, references: Mapping[str, Reference] | None = None) -> list[InlineLink]:
    """The links and images of a text in the order in which they start.

    Markdown links, reference links (their definitions are a `Document`'s `references`), autolinks,
    `<a href>`, and targets that are no URL because they hold blanks.

    >>> links("[Try the Model](AA playground)")
    [InlineLink(label='Try the Model', url='AA playground', offset=0, image=False)]
    """
    simple = plain_links(source)
    if simple is not None:
        return simple
    found = _events(source, references)
    if found is None:
        return stripped_links(source)
    out: list[InlineLink] = []
    for index, event in enumerate(found):
        if event.kind in ("link", "image"):
            inner = found[index + 1 : _end(found, index)]
            out.append(_link(event, inner, event.value, source))
        elif event.kind == "tag" and tag(event.value) == (False, "a"):
            href = _HREF.search(event.value)
            if href:
                closing = _end_of_anchor(found, index)
                url = unescape(href[1] or href[2] or href[3] or "")
                out.append(_link(event, found[index + 1 : closing], url, source))
    return out


def _link(event: Event, inner: list[Event], url: str, source: str) -> InlineLink:
    return InlineLink(_shown(inner, source), url, event.offset, event.kind == "image")


def _end(found: list[Event], index: int) -> int:
    """Where the link or image that starts at `index` ends."""
    kind = found[index].kind
    depth = 1
    while depth:
        index += 1
        depth += (found[index].kind == kind) - (found[index].kind == "/" + kind)
    return index


def _end_of_anchor(found: list[Event], index: int) -> int:
    for at in range(index + 1, len(found)):
        if found[at].kind == "tag" and tag(found[at].value)[1] == "a":
            return at
    return len(found)


def emphasis(source: str) -> Literal["strong", "em"] | None:
    """How all of a text is emphasised: bold (also bold italic), italic, or not as a whole.

    >>> emphasis("**61.2**"), emphasis("<b>*a*</b>"), emphasis("_a_"), emphasis("**a** b")
    ('strong', 'strong', 'em', None)
    """
    source = source.strip()
    if not source or source[0] not in "*_<[" or _EMPHASIS.search(source) is None:
        return None
    found = _events(source)
    if found is None:
        return None
    strong = em = 0
    result: Literal["strong", "em"] | None = None
    for event in found:
        kind, value = event.kind, event.value
        if kind == "tag":
            closing, name = tag(value)
            strong += (name in _BOLD) * (-1 if closing else 1)
            em += (name in _ITALIC) * (-1 if closing else 1)
        elif kind in ("strong", "/strong"):
            strong += 1 if kind == "strong" else -1
        elif kind in ("em", "/em"):
            em += 1 if kind == "em" else -1
        elif kind == "text" and value.strip():
            if strong <= 0 and em <= 0:
                return None
            result = "strong" if strong > 0 and result != "em" else "em"
    return result


def bold_lead(source: str) -> tuple[str, str] | None:
    """Take `**Key:** value` apart: the key without its colon and the value, both as source.

    The colon may stand behind the bold part or be a full-width one. This looks at the marks alone,
    because CommonMark sees no emphasis where a letter follows at once: `**参数量：**7B`.

    >>> bold_lead("**Parameters:** 7B"), bold_lead("__架构__：Dense"), bold_lead("**Note** that")
    (('Parameters', '7B'), ('架构', 'Dense'), None)
    """
    parts = bold_opening(source)
    if parts is None:
        return None
    key, rest = parts
    if key.endswith(_COLONS):
        return (key[:-1].rstrip(), rest) if key[:-1].strip() else None
    if key and rest.startswith(_COLONS):
        return key, rest[1:].lstrip()
    return None


def bold_opening(source: str) -> tuple[str, str] | None:
    """The bold part that a text opens with and what stands behind it, with or without a colon.

    >>> bold_opening("**Model developers** Acme"), bold_opening("plain")
    (('Model developers', 'Acme'), None)
    """
    text = source.strip()
    for opening, closing in _LEADS:
        if text.startswith(opening) and not text.startswith("***"):
            return _opening(text, len(opening), closing)
    return None


def _opening(text: str, start: int, closing: str) -> tuple[str, str] | None:
    end = text.find(closing, start)
    while end > 0 and text[end - 1] == "\\":
        end = text.find(closing, end + 1)
    if end < 0 or "\n" in text[start:end]:
        return None
    return text[start:end].strip(), text[end + len(closing) :].lstrip()


def without_notes(source: str) -> Parts:
    """A cell's text with its notes apart: `<sup>`, `<sub>`, `^…^` and footnote marks `[^1]`.

    >>> without_notes("MMLU<sub>5-shot</sub> 61.2[^1]")
    Parts(text='MMLU 61.2', notes=('5-shot', '1'))
    """
    if "<" not in source and "^" not in source:
        return Parts(visible(source), ())
    notes: list[str] = []

    def note(found: re.Match[str]) -> str:
        notes.append(visible(found[1]))
        return ""

    found = _events(_FOOTNOTE.sub(r"<sup>\1</sup>", source))
    if found is None:
        return Parts(visible(source), ())
    kept: list[Event] = []
    raised: list[Event] = []
    depth = 0
    for event in found:
        closing, name = tag(event.value) if event.kind == "tag" else (False, "")
        if name in ("sup", "sub"):
            depth = max(depth + (-1 if closing else 1), 0)
            if depth == 0 and raised:
                notes.append(_shown(raised, source))
                raised = []
        else:
            (raised if depth else kept).append(event)
    if raised:
        notes.append(_shown(raised, source))
    text = _CARETS.sub(note, _shown(kept, source))
    return Parts(one_line(text), tuple(part for part in notes if part))
