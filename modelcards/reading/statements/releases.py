"""When the model was released, where no label with a value says so: lists and news lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import islice

from modelcards.markdown.blocks import Block, item_text, items
from modelcards.markdown.inline import visible
from modelcards.markdown.labels import field_of
from modelcards.reading.draft import Draft
from modelcards.reading.scopes import Scopes
from modelcards.reading.statements.common import Reading, own_names
from modelcards.values.dates import dates_in
from modelcards.vocabulary import rows

_FIELD = "released"
_HINT = re.compile(r"releas|发布|开源", re.IGNORECASE)
_DIGITS = re.compile(r"[0-9]{4}")
# "Released Lumen-7B", "Lumen-7B is released": of another thing ("code", "paper") it is not said.
_NEWS = re.compile(
    r"(?:(?:we|have|has|officially|proudly|first|is|are|was|were|been|now|publicly|initially|also)\s+)*"
    r"(?:released?|releasing)\b|release of\b|(?:正式|我们)?(?:发布|开源)了?",
    re.IGNORECASE,
)
_STATED = (
    r"(?:\A|[.;:!?,。]\s?|\b(?:and|but|our|the|that|while)\s)"
    r"(?:(?:this|the)\smodel|NAME)\s(?:was|were|is|has been)\s"
    r"(?:(?:first|initially|officially|publicly|originally)\s)?released\s(?:on|in)\s\Z"
)
_SAID = re.compile(r"released\s(?:on|in)\s\Z", re.IGNORECASE)
_CLAUSE = re.compile(r"[.;!?:：，。！]")
_ENDS = re.compile(r"[.;!?]")
_WORDS = re.compile(r"\w+(?:-\w+)*")
_NEAR = 160
_LONGEST = 600
_LONGEST_NAME, _SHORTEST_NAME = 120, 4
_ITEMS = 50
_FOLLOWING = 2
_NAME_PART = re.compile(r"[^\W_]+")


def read_release(reading: Reading, draft: Draft) -> None:
    """Fill `released`; where several dates could be meant, none is taken."""
    if _FIELD in draft.fields:
        return
    listed = list(_listed(reading, draft.scopes))
    found = listed or list(_told(reading, own_names(reading, draft), draft.scopes))
    if len({date for date, _, _ in found}) == 1:
        draft.state(_FIELD, *found[0])


def _listed(reading: Reading, asides: Scopes) -> Iterator[tuple[str, int, str]]:
    """The dates in the list below a label or heading that announces them."""
    for section in reading.sections:
        if asides.aside(section.line) is not None:
            continue
        announced = field_of(section.title) == _FIELD
        for block in section.blocks:
            if block.kind == "list" and announced:
                yield from _dates(block)
            announced = block.kind == "paragraph" and _announces(reading, block)


def _announces(reading: Reading, block: Block) -> bool:
    facts = reading.leads(block, bullet=False)[0]
    return bool(facts) and facts[-1].field == _FIELD and not facts[-1].raw


def _dates(block: Block) -> Iterator[tuple[str, int, str]]:
    for item in islice(items(block), _ITEMS):
        head = item_text(item)
        if head is not None and len(head.text) <= _LONGEST:
            text = visible(head.text)
            yield from ((date, head.line, text) for date, _, _ in dates_in(text))


def _told(
    reading: Reading, names: tuple[str, ...], asides: Scopes
) -> Iterator[tuple[str, int, str]]:
    """The dates of sentences and news lines that say that this very model was released."""
    for block in _dated(reading, asides):
        text = visible(block.text)
        dates = list(dates_in(text))
        for date, start, end in dates:
            news = len(dates) == 1 and not _WORDS.search(text[:start])
            before = text[max(0, start - _NEAR) : start]
            said = _SAID.search(before) and _patterns(names)[1].search(before)
            if said or (news and _is_news(text[end:], _patterns(names)[0])):
                yield date, block.line, text


@lru_cache(maxsize=64)
def _patterns(names: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The names, and a sentence of one that goes on with its date."""
    parts = [part for name in names if (part := _pattern(name)) is not None]
    name = re.compile("|".join(parts) or "(?!)", re.IGNORECASE)
    return name, re.compile(_STATED.replace("NAME", name.pattern), re.IGNORECASE)


def _dated(reading: Reading, asides: Scopes) -> Iterator[Block]:
    """The paragraphs that may say when something was released."""
    for section in reading.sections:
        if asides.aside(section.line) is None:
            for block, _ in reading.paragraphs(section):
                text = block.text
                if len(text) <= _LONGEST and _DIGITS.search(text) and _HINT.search(text):
                    yield block


def _is_news(text: str, name: re.Pattern[str]) -> bool:
    """True for the rest of a dated line that says of this model, first of all, that it is out."""
    said, named = _NEWS.search(text), name.search(text)
    if said is None or named is None:
        return False
    first, second = sorted((said.span(), named.span()))
    if _ENDS.search(text[first[1] : second[0]]):
        return False
    behind = _WORDS.findall(_CLAUSE.split(text[second[1] :])[0].casefold())[:_FOLLOWING]
    if not _denials().isdisjoint(behind):
        return False
    clause = _CLAUSE.split(text[: first[0]])[-1] + text[first[1] : second[0]]
    return _fillers().issuperset(_WORDS.findall(clause.casefold()))


@cache
def _denials() -> frozenset[str]:
    return frozenset(word for row in rows("release_denied") for word in row)


@cache
def _fillers() -> frozenset[str]:
    """What a line may say besides "released" and the name: nothing that is another thing's."""
    return frozenset(word for row in rows("release_words") for word in row)


@lru_cache(maxsize=256)
def _pattern(name: str) -> str | None:
    """A name as it is looked for in text; a size or variant behind it makes it another model's."""
    parts = _NAME_PART.findall(name.rpartition("/")[2]) if len(name) <= _LONGEST_NAME else []
    if sum(map(len, parts)) < _SHORTEST_NAME:
        return None
    return rf"(?<![\w-]){'[^0-9A-Za-z]?'.join(map(re.escape, parts))}(?![\w+]|[-.][\w])"
