"""Broken HTML → markup in which every `<` starts a whole tag, so that any parser reads it alike.

Parsers differ in what they make of stray `<`, of unknown references and of elements whose content
is raw text, and the one of the standard library needs quadratic time for tags that never end. After
this step none of that is left for a parser to decide. Every line keeps its number.
"""

from __future__ import annotations

import re

# A whole tag; `>` may stand in its quotes. Each part stops at the next `<`, so a failed attempt
# costs no more than the way to where the next one starts, and the whole is linear.
_NAME = r"</?[A-Za-z][A-Za-z0-9:-]*+"
_TAG = rf"{_NAME}(?=[ \t\n\f\r/>])(?:[^<>\"']++|\"[^<\"]*+\"|'[^<']*+')*+>"
_CLEAN = re.compile(rf"[^<]*+(?:{_TAG}[^<]*+)*+")
# The same, or a tag whose quotes pair with nothing, or a `<` that starts no tag.
_PIECE = re.compile(rf"{_TAG}|({_NAME}(?=[ \t\n\f\r/>])[^<>]*+>)|<")

# The first letters, in lower case, of what the four patterns below look for.
_SPECIAL = re.compile("</?(?:s(?:c|ty)|t[ei]|x|if|n|pl|ht|hea|bod|fr|br|[!?])")
_DROPPED = re.compile(r"<(!--|[!?]|(?:script|style|template)\b)", re.IGNORECASE)
_ENDS = {
    "!": re.compile(">"),
    "?": re.compile(">"),
    "!--": re.compile("-->"),
    "script": re.compile("</script[^<>]*>", re.IGNORECASE),
    "style": re.compile("</style[^<>]*>", re.IGNORECASE),
    "template": re.compile("</template[^<>]*>", re.IGNORECASE),
}
_RENAMED = re.compile(
    r"(</?)(?:title|textarea|xmp|iframe|noembed|noframes|noscript|plaintext|html|head|body|frame"
    r"|frameset)(?=[\s/>])",
    re.IGNORECASE,
)
_CLOSED_BREAK = re.compile(r"</br(?=[\s/>])", re.IGNORECASE)
_SELF_CLOSED = re.compile(
    r"(<(?:table|thead|tbody|tfoot|tr|td|th|caption)\b[^<>]*)/>", re.IGNORECASE
)


def clean(html: str) -> tuple[str, bool]:
    """The markup with comments and scripts gone and all that is no whole tag escaped.

    Also whether it was whole, so that no tag had to be mended; a `<` that starts none is a sign.

    References such as `&nbsp;` are escaped too: what a parser gives back is the text as written,
    and `html.unescape` reads it by the one rule of HTML 5.

    >>> clean("<td>a < b</td><!-- <td>c</td> --><td>&nbsp;</td>")
    ('<td>a &lt; b</td><td>&amp;nbsp;</td>', True)
    """
    if _SPECIAL.search(html.lower()):
        html = _CLOSED_BREAK.sub("<br", _RENAMED.sub(r"\1span", _without_dropped(html)))
    if "/>" in html:
        # A browser takes no notice of the slash in `<td/>`; parsers close the cell there.
        html = _SELF_CLOSED.sub(r"\1>", html)
    if "&" in html:
        html = html.replace("&", "&amp;")
    if _CLEAN.fullmatch(html) is not None:
        return html, True
    whole = not any(piece[1] for piece in _PIECE.finditer(html))
    return _PIECE.sub(_repaired, html), whole


def _without_dropped(html: str) -> str:
    """Comments, declarations and scripts replaced by their line ends; an open one has no end."""
    kept: list[str] = []
    at = 0
    while (start := _DROPPED.search(html, at)) is not None:
        kept.append(html[at : start.start()])
        # `<!-->` and `<!--->` are whole comments, so the end may share the hyphens of the start.
        end = _ENDS[start[1].lower()].search(html, start.start() + 2)
        at = end.end() if end else len(html)
        kept.append("\n" * html.count("\n", start.start(), at))
    kept.append(html[at:])
    return "".join(kept)


def _repaired(piece: re.Match[str]) -> str:
    if piece[1]:
        return piece[1].replace('"', " ").replace("'", " ")
    return piece[0] if len(piece[0]) > 1 else "&lt;"
