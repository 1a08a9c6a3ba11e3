"""mistune's InlineParser with the places of links, targets as printed, and targets with spaces."""

from __future__ import annotations

import re
from collections.abc import Mapping
from re import Match
from typing import Any, NamedTuple

from mistune.core import InlineState
from mistune.helpers import parse_link_href, unescape_char
from mistune.inline_parser import InlineParser
from mistune.util import unescape

from modelcards.markdown.state import Reference

_CLOSE = re.compile(r"\]")
# A target without anything to unescape: mistune reads targets sign by sign.
_BARE = re.compile(r"\(([^\s\x00-\x1f\x7f()<>\\&]++)\)")
_PARENTHESES = re.compile(r"[()\n]")
_TARGET = 2_000
_DEPTH = 4
_NUMERIC = re.compile(r"&#(?:[0-9]{1,7}|[xX][0-9a-fA-F]{1,6})(?![0-9a-fA-F;])")

# What events a token's children stand between.
_AROUND = {"strong": "strong", "emphasis": "em"}


class Event(NamedTuple):
    """A step through inline markup.

    `kind` is `text` (value: text), `space` (a line break), `tag` (value: an HTML tag), `strong`,
    `em`, `link` or `image` (value: the target, `offset` its place), or one of those four with a `/`
    before it where it ends.
    """

    kind: str
    value: str = ""
    offset: int = 0


class LinkParser(InlineParser):
    """Marks each link token with `start`, its offset in the source, and `href`, its bare target."""

    def parse_link_close(self, m: Match[str], state: InlineState) -> int:
        """Close brackets one by one, to know which opener became a link."""
        pos = m.start()
        while pos < m.end():
            close = _CLOSE.match(state.src, pos)
            assert close is not None
            opener = state.brackets[-1] if state.brackets else None
            linked = state.in_link
            pos = super().parse_link_close(close, state)
            if opener is None:
                continue
            token = state.tokens[-1]
            start = opener.start - 1
            if token["type"] in ("link", "image") and "start" not in token:
                token["start"] = start
                token["href"] = _printed(state, close.end(), token)
            elif opener.active and (opener.image or not linked):
                end = self._spaced(state, close.end(), opener.token_index, start)
                pos = end or pos
        return pos

    def _spaced(self, state: InlineState, begin: int, index: int, start: int) -> int | None:
        """`[Try it](AA playground)`: no link to CommonMark, but its author meant one."""
        target = _between_parentheses(state.src, begin)
        if target is None or index >= len(state.tokens):
            return None
        image = state.tokens[index].get("raw", "").startswith("!")
        inside = self.finalize_tokens(state.tokens[index + 1 : -1], state.depth + 1)
        del state.tokens[index:]
        state.append_token(
            {
                "type": "image" if image else "link",
                "children": inside,
                "start": start,
                "href": target,
            }
        )
        return begin + len(target) + 2

    def parse_auto_link(self, m: Match[str], state: InlineState) -> int:
        """`<https://…>`; its place is that of the address."""
        return self._placed(super().parse_auto_link(m, state), m, state)

    def parse_auto_email(self, m: Match[str], state: InlineState) -> int:
        """`<name@host>`."""
        return self._placed(super().parse_auto_email(m, state), m, state)

    def _placed(self, end: int, m: Match[str], state: InlineState) -> int:
        token = state.tokens[-1]
        if token["type"] == "link":
            scheme = "mailto:" if token["attrs"]["url"].startswith("mailto:") else ""
            address = m[0][1:-1]
            token["start"] = m.start() + 1
            token["href"] = address if address.startswith(scheme) else scheme + address
        return end

    def parse_inline_html(self, m: Match[str], state: InlineState) -> int | None:
        """A tag or comment; a link may start with it."""
        end = super().parse_inline_html(m, state)
        if end:
            state.tokens[-1]["start"] = m.start()
        return end


def _between_parentheses(src: str, begin: int) -> str | None:
    """What stands between balanced parentheses on one line, if they open at `begin`."""
    if not src.startswith("(", begin):
        return None
    depth = 0
    for mark in _PARENTHESES.finditer(src, begin, begin + _TARGET):
        if mark[0] == "\n":
            return None
        depth += 1 if mark[0] == "(" else -1
        if depth > _DEPTH:
            return None
        if depth == 0:
            return src[begin + 1 : mark.start()]
    return None


def _printed(state: InlineState, end: int, token: dict[str, Any]) -> str:
    """The target of a link as printed: mistune's `url` is percent-encoded."""
    if "ref" in token:
        printed: Mapping[str, Reference] = state.env["printed"]
        return printed[token["ref"]].url
    bare = _BARE.match(state.src, end)
    if bare is not None:
        return bare[1]
    href, past = parse_link_href(state.src, end + 1)
    if token["attrs"].get("title") and state.src[past or 0 :].lstrip().startswith("("):
        # `(Github (train/deploy))`: nobody titles a link like that
        return _between_parentheses(state.src, end) or href or ""
    return unescape(unescape_char(href or ""))


_PARSER = LinkParser()


def events(source: str, references: Mapping[str, Reference] | None = None) -> list[Event]:
    """The markup of `source` as a flat list of events.

    >>> [event.kind for event in events("a **b**")]
    ['text', 'strong', 'text', '/strong']
    """
    known = references or {}
    env = {
        "ref_links": {key: {"url": value.url, "label": key} for key, value in known.items()},
        "printed": known,
    }
    out: list[Event] = []
    _flatten(_PARSER(source, env), out)
    return out


def _flatten(tokens: list[dict[str, Any]], out: list[Event]) -> None:
    for token in tokens:
        kind = token["type"]
        if kind == "text":
            out.append(Event("text", decoded(token["raw"])))
        elif kind == "codespan":
            out.append(Event("text", token["raw"]))
        elif kind == "inline_html":
            out.append(Event("tag", token["raw"], token["start"]))
        elif kind in ("softbreak", "linebreak"):
            out.append(Event("space"))
        elif kind in ("link", "image"):
            out.append(Event(kind, token["href"], token["start"]))
            _flatten(token["children"], out)
            out.append(Event("/" + kind))
        else:
            out.append(Event(_AROUND[kind]))
            _flatten(token["children"], out)
            out.append(Event("/" + _AROUND[kind]))


def decoded(text: str) -> str:
    """Character references as characters; browsers also read `&#10008` without its semicolon.

    >>> decoded("&#10008 &amp; &copy; AT&T")
    '✘ & © AT&T'
    """
    if "&" not in text:
        return text
    if "&#" in text:
        text = _NUMERIC.sub(lambda found: found[0] + ";", text)
    return unescape(text)
