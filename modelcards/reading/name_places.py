"""The places that may name a card's model: titles, labels, front matter, the first sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from modelcards import vocabulary
from modelcards.markdown.blocks import Block
from modelcards.markdown.inline import visible
from modelcards.markdown.outline import normal, plain
from modelcards.reading.name_likeness import SHAPED, likeness, name_letters
from modelcards.reading.no_names import (
    heading_role,
    in_vocabulary,
    is_no_name,
    is_placeholder_name,
    is_slipped_key,
)
from modelcards.reading.statements.common import Reading

_HTML_TITLE = re.compile(
    r"<h([1-3])(?:\s[^>]{0,300})?>(.{1,400}?)</h\1>", re.IGNORECASE | re.DOTALL
)
_MOST_HTML_TITLES = 3
_LONGEST_HTML = 20_000
_LONGEST_SLOGAN = 8  # words; a longer HTML heading is a slogan
LONGEST_NAME = 20
"""Words; of a longer title only the first clause can be a name."""

_LONGEST_TITLE = 1_000  # characters, markup with it
_FIRST_HEADINGS = 40
_FIRST_CODE = 6
_LONGEST_LEAD = 600
_FIRST_TABLES = 3
_CARD_BEFORE = re.compile(
    r"^(?:(?:model\s*card|模型卡片?)\s*(?:for|of|:|：|-|–)?"
    r"|(?:an?\s)?(?:(?:brief|short)\s)?(?:introduction|overview|description)\s(?:of|to|for)\s(?:the\s)?"
    r"(?=\S*(?-i:[A-Z0-9]))|(?:model(?:\s?name)?|name)\s?[:：])\s*",
    re.IGNORECASE,
)
_CARD_BEHIND = re.compile(r"\s*[-–:|]?\s*(?:model\s*card|模型卡片?)$", re.IGNORECASE)
_SUBTITLE = re.compile(r"^(.{2,60}?)\s*(?::\s|\s[–—|]\s|：)(.+)$")
_SENTENCE = re.compile(
    r"^(.{2,80}?)\s(?:is|are)\s(?:an?|the|V?\d|(?:now\s)?(?:here|out|live|available|released))\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"^(.{2,80}?)\s(?:is|are|was|(?:(?:re)?trained|fine-?tuned|created|made)\s(?:by|on|with|using))\s",
    re.IGNORECASE,
)
_SAYS = re.compile(r"(?i)\b(?:is|are|was|via|(?:pre)?trained|fine-?tuned|made|created|built)\b")
_FEWEST_SAID = 4  # words of what a title says of the model that it names first
_WORDS = re.compile(r"[^\W_]+")
_CODE = re.compile(r"(`+)[^`]{2,120}\1")

_MARKED = re.compile(
    r"(?P<mark>\*\*|__|`)(?P<name>[^\n]{2,80}?)(?P=mark)\s*(?:\([^()\n]{0,80}\)\s*)?(?P<rest>.*)",
    re.DOTALL,
)
_UNMARKED = 6  # words of a name that is not marked
_ASIDE = re.compile(r"\s*\([^()]{0,80}\)")
_LABEL_ROLES = frozenset(
    {
        None,
        "model-details",
        "model-description",
        "technical-specifications",
        "other",
        "architecture",
    }
)


class Candidate(NamedTuple):
    """A name that a place in the card gives: `kind` is the evidence that the place is."""

    kind: str
    name: str
    line: int
    raw: str


@lru_cache(maxsize=1)
def _around() -> dict[str, tuple[str, ...]]:
    return {kind: tuple(words) for kind, *words in vocabulary.rows("name_words")}


def clean_title(text: str) -> str | None:
    """A title without decoration, "Model card for" and a subtitle of a sentence's length.

    >>> clean_title("Model Card for Lumen-7B"), clean_title("Lumen: a small model for every day")
    ('Lumen-7B', 'Lumen')
    """
    title = plain(text)
    title = _CARD_BEHIND.sub("", _CARD_BEFORE.sub("", title)).strip(" :：-–")
    split = _SUBTITLE.match(title)
    if split is not None and len(split[2].split()) >= 4:
        title = split[1]
    clause = (_CLAUSE if title.count(" ") >= LONGEST_NAME else _SENTENCE).match(title)
    return (clause[1] if clause else title) or None


def _opened(title: str) -> str:
    """A title without "Meet" and its like, where a name is left."""
    first, _, rest = title.partition(" ")
    if first.casefold() in _around()["open"][:5] and SHAPED.search(rest) and rest.count(" ") < 4:
        return rest
    return title


def candidates(reading: Reading, names: list[str], called: str | None) -> Iterator[Candidate]:
    """Every place that may state the name; `names` are those that `model-index` states."""
    yield from _headings(reading, called)
    yield from _html_titles(reading, called)
    yield from _labels(reading)
    line = reading.front.lines[0] if reading.front.lines else 1
    for name in names:
        if (shown := plain(name)) and not is_no_name(shown):
            yield Candidate("index", shown, line, name)
    yield from _subject(reading, called)


def _called_first(title: str, called: str | None) -> str | None:
    """What the card is called, where a title begins with that and goes on as a sentence."""
    letters = name_letters(called.rsplit("/", 1)[-1]) if called else ""
    words = title.split(" ")
    for count in range(1, min(len(words) - _FEWEST_SAID, _LONGEST_SLOGAN) + 1) if letters else ():
        if name_letters(name := " ".join(words[:count])) == letters:
            said = _SAYS.search(" ".join(words[count:]))
            return name.strip(" :,-–|") if said else None
    return None


@lru_cache(maxsize=4096)
def _name_in(title: str, called: str | None) -> str | None:
    """The name in a heading, or None where it names nothing.

    The whole is looked at, too: what stands before the colon of a heading is no name by itself.
    """
    name = _called_first(title, called) or clean_title(title)
    if "{" in title and is_placeholder_name(_CARD_BEFORE.sub("", title)):
        return None
    if name is None or in_vocabulary(_CARD_BEFORE.sub("", title)):
        return None
    if is_no_name(name):
        same = called is not None and name_letters(name) == name_letters(called.rsplit("/", 1)[-1])
        return name if same and not in_vocabulary(name) and not is_placeholder_name(name) else None
    name = _opened(name)
    return None if is_no_name(name) else name


def _named(kind: str, text: str, line: int, called: str | None) -> Candidate | None:
    """A candidate from a heading, unless it names nothing."""
    shown = plain(text)[:_LONGEST_TITLE]
    name = _name_in(shown, called)
    return None if name is None else Candidate(kind, name, line, shown)


def _html_titles(reading: Reading, called: str | None) -> Iterator[Candidate]:
    """HTML headings before any section."""
    for block in reading.sections[0].blocks:
        if block.kind != "html":
            continue
        text = block.text[:_LONGEST_HTML]
        for at, found in enumerate(_HTML_TITLE.finditer(text)):
            shown = visible(found[2])
            if at < _MOST_HTML_TITLES and len(shown.split()) <= _LONGEST_SLOGAN:
                line = block.line + text.count("\n", 0, found.start(2))
                if candidate := _named("html", shown, line, called):
                    yield candidate


def _headings(reading: Reading, called: str | None) -> Iterator[Candidate]:
    """The headings that may be a title."""
    lead = reading.sections[0].blocks
    opening, ranked = True, False  # no section's heading yet; no title of level 1 yet
    for at, section in enumerate(reading.sections[1 : _FIRST_HEADINGS + 1]):
        kind = "heading" if at else "first" if any(map(_says_something, lead)) else "opens"
        if section.level == 1 and not ranked:
            kind = "title" if opening else "later"
        source = section.heading.text.strip() if section.heading else ""
        candidate = _named(kind, section.title, section.line, called)
        if candidate is None:
            # Two lines of dashes that fence no front matter make its last key a heading.
            opening = opening and is_slipped_key(section.title)
            continue
        ranked = ranked or section.level == 1
        if kind != "title" and at < _FIRST_CODE and _CODE.fullmatch(source):
            candidate = candidate._replace(kind="code")
        elif kind == "heading" and "same" not in likeness(candidate.name, called):
            continue
        yield candidate


def _says_something(block: Block) -> bool:
    """True for a paragraph of words, not of badges."""
    return block.kind == "paragraph" and len(visible(block.text[:_LONGEST_LEAD]).split()) > 3


def _labels(reading: Reading) -> Iterator[Candidate]:
    """`Model Name: …` in lines, bullets and tables of attributes, where a card describes itself."""
    around = _around()
    kinds = {label: kind for kind in ("label", "name") for label in around[kind]}
    for section in reading.sections[:_FIRST_HEADINGS]:
        if section.title and heading_role(section.title) not in _LABEL_ROLES:
            continue
        for block, bullet in reading.paragraphs(section):
            if ":" not in block.text and "：" not in block.text:
                continue
            for fact in reading.leads(block, bullet=bullet)[0]:
                kind = kinds.get(normal(fact.key))
                if kind and fact.raw.count(" ") < _LONGEST_SLOGAN and not is_no_name(fact.raw):
                    yield Candidate(kind, fact.raw, fact.line, fact.raw)
    for grid, section in reading.grids[:_FIRST_TABLES]:
        if section.title and heading_role(section.title) not in _LABEL_ROLES:
            continue
        rows = zip(grid.row_lines, grid.rows, strict=True)
        for line, row in rows if grid.header and len(grid.header[0]) == 2 else ():
            kind = kinds.get(normal(row[0].text))
            if kind and not is_no_name(row[1].text):
                opens = row is grid.rows[0]
                yield Candidate("row" if opens else kind, row[1].text, line, row[1].text)


def _lead_text(reading: Reading) -> Block | None:
    """The first paragraph of a card that says something."""
    for section in reading.sections[:3]:
        for block in section.blocks:
            if _says_something(block):
                return block
    return None


def _subject(reading: Reading, called: str | None) -> Iterator[Candidate]:
    """What the first sentence is about, where that is marked or called like the card."""
    block = _lead_text(reading)
    if block is None:
        return
    text = block.text[:_LONGEST_LEAD].strip()
    marked = _MARKED.match(_without_opening(text))
    if marked is not None and (
        _goes_on_about(visible(marked["rest"]))
        or (text[:3].casefold() == "we " and marked["rest"].startswith(","))
    ):
        name = plain(visible(marked["name"]))
        if not is_no_name(name):
            yield Candidate("subject", name, block.line, name)
        return
    words = _without_opening(visible(text)).split(" ")
    for count in range(1, _UNMARKED + 1):
        name = " ".join(words[:count])
        rest = _ASIDE.sub("", " ".join(words[count:]), count=1)
        ends = name.endswith(",")
        name = name.strip(",*`\"'“”")
        if not (ends or _goes_on_about(rest)):
            continue
        if "same" in likeness(name, called) and not is_no_name(name):
            yield Candidate("plain", name, block.line, name)
        return


def _without_opening(text: str) -> str:
    """A first sentence without "We present" and its like."""
    for _ in range(2):
        low = text[:40].casefold()
        for opening in _around()["open"]:
            if low.startswith(opening + " "):
                text = text[len(opening) + 1 :].lstrip()
                break
    return text


def _goes_on_about(rest: str) -> bool:
    """Whether a sentence goes on to say what a model is."""
    low = rest[:120].casefold().lstrip()
    verb = next((one for one in _around()["verb"] if low.startswith(one)), None)
    if verb is None or (verb.isascii() and low[len(verb) : len(verb) + 1].isalnum()):
        return False
    said = " ".join(_WORDS.findall(low[len(verb) : len(verb) + 60]))
    return "model" in said or not any(f" {one}" in f" {said}" for one in _around()["other"])


def metadata_names(metadata: dict[str, Any]) -> list[str]:
    """The names that front matter gives the model."""
    index = metadata.get("model-index")
    entries = index if isinstance(index, list) else []
    names = [metadata.get("model_name"), metadata.get("name")]
    names += [entry.get("name") for entry in entries if isinstance(entry, dict)][:1]
    return [name for name in names if isinstance(name, str) and name.strip()]
