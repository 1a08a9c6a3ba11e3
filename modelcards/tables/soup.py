"""Broken HTML tables, by Beautiful Soup.

Its tree is not built: what it finds is handed on tag by tag, so elements may nest as deep as they
like. It is given markup that `markup` mended, in which no tag is left open: its parser would need
quadratic time for tags that never end.
"""

from __future__ import annotations

from collections.abc import Mapping

from bs4 import BeautifulSoup

from modelcards.tables.rows import Sink


def read_broken(markup: str, sink: Sink) -> None:
    """Tell a sink the tags and texts that Beautiful Soup finds, in their order.

    >>> from modelcards.tables.rows import Lines
    >>> markup = "<table><tr><td>a &lt; b</table>"
    >>> sink = Sink(Lines(markup, 1), 10)
    >>> read_broken(markup, sink)
    >>> sink.finish()
    >>> sink.tables[0].rows[0].cells[0].text
    'a < b'
    """
    _Told(markup, sink)


class _Told(BeautifulSoup):
    """Hands on what the builder for Python's own parser reports."""

    def __init__(self, markup: str, sink: Sink) -> None:
        self._sink = sink
        super().__init__(markup, "html.parser", on_duplicate_attribute="ignore")

    def handle_starttag(
        self,
        name: str,
        namespace: str | None,
        nsprefix: str | None,
        attrs: Mapping[str, str],
        *places: object,
        **namespaces: object,
    ) -> None:
        """Beautiful Soup calls this for each start tag, and so the others."""
        self._sink.start(name, attrs)

    def handle_endtag(self, name: str, nsprefix: str | None = None) -> None:
        """For each end tag, also one that ends nothing."""
        self._sink.end(name)

    def handle_data(self, data: str) -> None:
        """For each piece of text."""
        self._sink.text(data)
