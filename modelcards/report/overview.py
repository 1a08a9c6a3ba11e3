"""A card's Markdown as HTML for the report: words, lists, tables and code, and nothing that loads.

Images become their words, raw HTML is shown as text, and only web addresses become links.
"""

from __future__ import annotations

from functools import cache
from html import escape
from typing import Any

import mistune

from modelcards.display.escape import harmless, web_address

_LONGEST = 1_500
"""Characters of a text: what mistune makes of one is bounded by its length."""


class _Renderer(mistune.HTMLRenderer):
    def __init__(self) -> None:
        super().__init__(escape=True)

    def link(self, text: str, url: str, title: str | None = None) -> str:
        address = web_address(url)
        if address is None:
            return text
        return f'<a href="{escape(address)}" rel="noopener noreferrer nofollow">{text}</a>'

    def image(self, text: str, url: str, title: str | None = None) -> str:
        return escape(text)

    def heading(self, text: str, level: int, **attrs: Any) -> str:
        # The page has headings of its own.
        return f"<p><b>{text}</b></p>\n"

    def block_code(self, code: str, info: str | None = None) -> str:
        return f"<pre><code>{escape(code)}</code></pre>\n"

    def table_cell(self, text: str, align: str | None = None, head: bool = False) -> str:
        # No alignment: the page allows no style of its own to an element.
        name = "th" if head else "td"
        return f"<{name}>{text}</{name}>\n"

    def thematic_break(self) -> str:
        return ""


@cache
def _markdown() -> Any:
    return mistune.create_markdown(renderer=_Renderer(), plugins=["table", "strikethrough"])


def rendered(text: str) -> str:
    r"""The HTML of a text, cut where it is long.

    >>> rendered("A **small** model.\n\n![logo](https://a.example/x.png) <b>")
    '<p>A <strong>small</strong> model.</p>\n<p>logo &lt;b&gt;</p>\n'
    """
    shown = harmless(text, lines=True)
    if len(shown) > _LONGEST:
        shown = shown[:_LONGEST].rsplit("\n", 1)[0].rstrip() + " …"
    try:
        made: str = _markdown()(shown)
    except RecursionError:
        return f"<p>{escape(shown)}</p>"
    return made
