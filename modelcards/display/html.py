"""HTML for notebooks, built so that no text of a card can become markup."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from modelcards.display.escape import harmless, shortened, web_address
from modelcards.display.values import in_words

_LONGEST = 300


class Markup(str):
    """HTML that was built here; every other text is escaped when it becomes a child."""

    __slots__ = ()


def tag(name: str, *children: str, **attributes: str) -> Markup:
    """An element; children that are no `Markup` are escaped, `class_` stands for `class`.

    >>> tag("td", "<b>", title='"x"')
    '<td title="&quot;x&quot;">&lt;b&gt;</td>'
    """
    given = "".join(
        f' {key.rstrip("_")}="{escape(harmless(value))}"' for key, value in attributes.items()
    )
    return Markup(f"<{name}{given}>{''.join(map(_inner, children))}</{name}>")


def _inner(child: str) -> str:
    if isinstance(child, Markup):
        return child
    # The element isolates text that runs from right to left.
    return escape(harmless(shortened(child, _LONGEST)))


def text(value: str) -> Markup:
    """A text of a card, isolated from the direction of what stands around it."""
    return tag("bdi", value)


def link(label: str, target: str | None) -> Markup:
    """A link where the target is a web address; else the label alone."""
    address = web_address(target)
    if address is None:
        return text(label)
    return tag("a", text(label), href=address, rel="noopener noreferrer nofollow")


def grid(heads: Sequence[str], rows: Iterable[Sequence[Any]], *, total: int) -> Markup:
    """A table of values; `total` is the number of rows that there are."""
    head = tag("tr", *(tag("th", text(one), scope="col") for one in heads))
    body = [tag("tr", *(tag("td", cell(one)) for one in row)) for row in rows]
    table = tag("table", tag("thead", head), tag("tbody", *body))
    if total > len(body):
        more = tag("p", f"{len(body)} of {total:,} rows")
        return Markup(table + more)
    return table


def cell(value: Any) -> Markup:
    """A value as the content of a cell."""
    if isinstance(value, Markup):
        return value
    if isinstance(value, list):
        return text(", ".join(map(str, value)))
    return text(in_words(value))
