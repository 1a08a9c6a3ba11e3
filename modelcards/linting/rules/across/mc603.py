"""A stated count ("Total Models: 47") differs from the rows of its table, or from the cards.

Counts are typed once and forgotten. A count is compared with the table below it, unless that table
is an excerpt ("Top 30"), and with the cards that name the page as their organization: two cards may
collapse into one file name, so fewer cards than stated contradict nothing, more do.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from modelcards.linting.examples import card
from modelcards.linting.rule import Example, Hit, Rule

if TYPE_CHECKING:
    from modelcards.linting.collection import Collection, Page
    from modelcards.model.parts import Spec, Table

_KEY = re.compile(
    r"(?:(?:total|number of|all|#)\s)?(?:[\w-]{1,30}\s){0,3}(?:models?|cards?)(?:\stracked)?|count",
    re.IGNORECASE,
)
_COUNT = r"(?i)([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,9})(?:\s(?:models?|cards?))?"
_EXCERPT = r"(?i)\b(?:top|best|latest|recent|selected|highlights?|examples?|sample|featured)\b"
_LISTED = r"(?i)[*_]{0,2}\s{0,3}[:(–—-]\s{0,3}([0-9]{1,9})\s+models?\b"


def check(collection: Collection) -> Iterator[Hit]:
    """Check the counts of every index page."""
    if all(page.is_card for page in collection.pages):
        return
    owned = _owned(collection)
    for page in collection.pages:
        if page.is_card:
            continue
        indexes = [table for table in page.card.tables if _is_index(page, table)]
        for spec in page.card.specs:
            found = _count(spec)
            if found is None:
                continue
            said = _against_rows(page, spec, found, indexes) or _against_cards(
                collection, page, spec, found, owned
            )
            if said is not None:
                yield Hit(page.view.span(spec.line, spec.raw, after=spec.key), said, path=page.path)
        yield from _listed(collection, page)


def _count(spec: Spec) -> int | None:
    """The number of models that a fact states; None for anything else, and for "174+"."""
    if not _KEY.fullmatch(spec.key.strip()):
        return None
    found = re.fullmatch(_COUNT, spec.raw.strip())
    return int(found[1].replace(",", "")) if found else None


def _is_index(page: Page, table: Table) -> bool:
    """A table most of whose rows link to other pages."""
    linked = {link.span.line for link in page.links if link.target not in (None, page.absolute)}
    first = table.line + len(table.header) + 1
    hits = sum(line in linked for line in range(first, first + len(table.rows)))
    return bool(table.rows) and 2 * hits > len(table.rows)


def _against_rows(page: Page, spec: Spec, count: int, indexes: list[Table]) -> str | None:
    below = [table for table in indexes if table.line > spec.line]
    between = [one for one in page.card.specs if _count(one) is not None and one.line > spec.line]
    table = below[0] if below else None
    if table is None or any(one.key == spec.key and one.line < table.line for one in between):
        return None
    access = _access(spec)
    rows = _rows(table, access)
    if rows is None or rows == count:
        return None
    whole = len(table.rows)
    shown = f"{table.section or ''} {table.caption or ''}"
    total = spec.key.lower().startswith(("total", "number", "all")) or access is not None
    if whole < count or (access is not None and rows < count):
        # A round number of rows under "Top", or under a count that is no total, is an excerpt.
        if whole % 5 == 0 and (not total or re.search(_EXCERPT, shown)):
            return None
    return f"{spec.key} is stated as {count}, the table has {rows}"


def _access(spec: Spec) -> str | None:
    from modelcards.values.read import access

    words = [word for word in spec.key.split() if word.lower() not in ("total", "models", "model")]
    return access(words[0]).value if len(words) == 1 else None


def _rows(table: Table, access: str | None) -> int | None:
    """How many rows a count means: all, or those with an access mark."""
    if access is None:
        return len(table.rows)
    from modelcards.markdown.labels import field_of
    from modelcards.values.read import access as read

    for column, cells in enumerate(zip(*table.header, strict=True)):
        if field_of(" ".join(cells).strip()) == "access":
            return sum(read(row[column]).value == access for row in table.rows)
    return None


def _owned(collection: Collection) -> dict[str, int]:
    """How many cards link each page as their organization."""
    from modelcards.linting.link_targets import split

    counts: dict[str, int] = {}
    for page in collection.pages:
        owner = page.card.organization
        if not page.is_card or owner is None or owner.url is None:
            continue
        path = split(owner.url)[0]
        target = next((x.target for x in page.links if x.target and split(x.url)[0] == path), None)
        if target is not None:
            counts[target] = counts.get(target, 0) + 1
    return counts


def _against_cards(
    collection: Collection, page: Page, spec: Spec, count: int, owned: dict[str, int]
) -> str | None:
    """More cards than a page states: those that name it as their organization, or lie below it."""
    access = _access(spec)
    if access is None and spec.key.lower() not in ("total models", "models", "total cards"):
        return None
    cards = owned.get(page.absolute) if access is None else None
    said = "name this page"
    folder, _, name = page.absolute.rpartition(os.sep)
    if cards is None and name.lower() in ("readme.md", "index.md"):
        said = "lie below this page"
        cards = sum(
            other.absolute.startswith(folder + os.sep) and access in (None, other.card.access)
            for other in collection.pages
            if other.is_card
        )
    if cards is None or cards <= count:
        return None
    return f"{spec.key} is stated as {count}, {cards} cards {said}"


def _listed(collection: Collection, page: Page) -> Iterator[Hit]:
    """Entries such as "[Lumen Lab](labs/lumen-lab.md): 47 models" against that page."""
    for link in page.links:
        target = collection.by_path.get(link.target or "")
        if target is None or target.is_card or target is page:
            continue
        line = page.view.file_lines[link.span.line - 1]
        found = re.match(_LISTED, line[line.find(")", link.span.end_column - 1) + 1 :])
        if found is None:
            continue
        stated = {
            _count(spec) for spec in target.card.specs if spec.key.lower().startswith("total")
        }
        rows = {len(table.rows) for table in target.card.tables if _is_index(target, table)}
        known = {number for number in stated | rows if number is not None}
        if known and int(found[1]) not in known:
            numbers = " or ".join(str(number) for number in sorted(known))
            said = f"{found[1]} models are stated for {link.label}, its page has {numbers}"
            yield Hit(link.span, said, path=page.path)


_LAB = """\
# Lumen Lab

**Total Models:** 1

| Model | Params | Status |
|-------|--------|--------|
| [Lumen-7B](card.md) | 8.0B | 🟢 |
"""

RULE = Rule(
    code="MC603",
    name="index-count",
    severity="error",
    fix=None,
    check_all=check,
    good=(Example(_LAB, path="lab.md", files=(("card.md", card()),)),),
    bad=(
        Example(_LAB.replace(" 1\n", " 2\n"), (3,), path="lab.md", files=(("card.md", card()),)),
        Example(
            "# Labs\n\n- [Lumen Lab](lab.md): 3 models\n- [A](a.md)\n- [B](b.md)\n- [C](lab.md)\n",
            (3,),
            path="labs.md",
            files=(("lab.md", _LAB), ("card.md", card()), ("a.md", "# A\n"), ("b.md", "# B\n")),
        ),
    ),
)
