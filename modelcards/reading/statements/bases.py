"""The model that another was made from, where only a sentence says so: "a fine-tuned version of X".

X is the linked page of the Hub, or a name that can be nothing else; a sentence that is about
something else than the card's own model says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from typing import NamedTuple

from modelcards import vocabulary
from modelcards.markdown.blocks import Block
from modelcards.markdown.inline import InlineLink, links, visible
from modelcards.markdown.outline import normal
from modelcards.reading.draft import Draft
from modelcards.reading.named_values import hub_page
from modelcards.reading.statements.common import Reading, own_names
from modelcards.reading.statements.own_model import Own, speaks_of_it
from modelcards.reading.statements.sentence_ends import sentences
from modelcards.reading.statements.sentences import sentence_words
from modelcards.scores.kinds import model_likeness
from modelcards.values.read import is_missing

_FIELD = "base_model"
# Without one of these no phrase can stand there; a search for each is cheaper than the pattern.
_HINTS = (
    "version of", "versions of", "version from", "variant of", "quantization of",
    "quantizations of", "quantisation of", "quants of", "adapter for", "adapters for",
    "adapter of", "adapter on top", "adapter weights", "adaption", "adaptation", "converted to",
    " files for", "weights for", "lora for", "lora of", "conversion of", "conversions of",
    "checkpoint of", "ed from", "initialized with", "initialised with", "tune of", "tuning of",
    "tune from", "on top of", "merge of", "export of", "port of", "build of", "version von",
    "versione", " partir",
)  # fmt: skip
_LONGEST = 2_000
_FIRST = 40
"""So many paragraphs and items are looked at."""
_LONGEST_BETWEEN = 160
_LONGEST_NAME = 100
_WORD = re.compile(r"[^\W_]+(?:['’][a-z]+)?")
# In other languages than English, which few cards hold.
_HINTS_BEYOND = ("versi", "верси", " основе", " базе", "基于", "に", "を", "기반", "튜닝", "미세")
# "the original", "Acme's", "the pretrained": what may stand before the name.
_BEFORE_NAME = re.compile(
    r"(?:(?:le|la|el|il|der|dem|du|des|modelo|modèle|modells?|modello|модели|the|an?|our|my|their|original|base|pre-?trained|official|open-source|popular|model|llm|"
    r"[A-Z][\w.-]{1,30}(?:['’]s|s['’]))\s){0,4}"
)
_LETTERS = re.compile(r"[^\W\d_]+")
_ID = re.compile(r"[\w.-]{2,60}/[\w.-]{2,96}")
_NAME = re.compile(
    r"(?P<name>[\w.+-]{2,80}(?:\s(?:[A-Z][\w.+-]{0,30}|v?\d[\w.]{0,10})){0,4})(?=[\s.,;:!)(]|$)"
)
_AND = re.compile(
    r"(?:,|\s(?:and|or|&|\+))\s(?!(?:then|is|was|has|it|further|the\s)\b)[\w/.-]{0,30}[A-Z\d/]"
)


class _Said(NamedTuple):
    name: str
    line: int
    raw: str


def read_base(reading: Reading, draft: Draft) -> None:
    """Fill `base_model` from the sentences that say it of the card's own model, where all agree.

    What the front matter states goes first, and is told where they contradict it.
    """
    stated = (reading.front.metadata or {}).get(_FIELD)
    if _FIELD in draft.fields and not stated:
        return
    if not stated and (merged := _merged(reading)):
        draft.state(_FIELD, *merged)
        return
    found = list(_said(reading, draft, Own(own_names(reading, draft))))
    if _FIELD in draft.fields:
        _contradicted(draft, found)
        return
    keys = {one.name.rpartition("/")[2].casefold() for one in found}
    if len(keys) == 1:
        name, line, raw = max(found, key=lambda one: "/" in one.name)
        draft.state(_FIELD, [name], line, raw)
    elif found:
        names = ", ".join(dict.fromkeys(repr(one.name) for one in found))
        why = "not taken, the sentences state different ones"
        draft.problem("MC204", f"{_FIELD}: {names}: {why}", found[0].line)


def _merged(reading: Reading) -> tuple[list[str], int, str] | None:
    """The models that a list below "Models Merged" links, the line of the first, and the names."""
    opens = _merged_words()
    for section in reading.sections:
        if opens.isdisjoint(section.title.casefold().split()):
            continue
        if normal(section.title) in _words()["merged"]:
            blocks = [block for block, listed in reading.paragraphs(section) if listed]
            pages = {hub_page(link.url): block for block in blocks for link in links(block.text)}
            names = [page for page in pages if page and "/" in page]
            if len(names) > 1:
                return names, pages[names[0]].line, ", ".join(names)
    return None


def _contradicted(draft: Draft, found: list[_Said]) -> None:
    """Tell where the sentences name a base that has no word of those in the front matter: copies of
    a model, its quantizations and its other stages are called after it.
    """
    known: set[str] = set()
    for name in draft.fields[_FIELD]:
        known |= _name_words(name)
    if found and known and all(known.isdisjoint(_name_words(one.name)) for one in found):
        first, stated = found[0], ", ".join(map(repr, draft.fields[_FIELD][:3]))
        said = f"{_FIELD} is {first.name!r} in a sentence, {stated} in the front matter"
        draft.problem("MC103", said, first.line)


def _name_words(name: str) -> set[str]:
    """The words of a model's name, without its owner, sizes and versions."""
    return {word for word in _LETTERS.findall(name.rpartition("/")[2].casefold()) if len(word) > 1}


def _said(reading: Reading, draft: Draft, own: Own) -> Iterator[_Said]:
    # A card says at its beginning what it is made from; most say nothing at all.
    every = (
        (one, section) for section in reading.sections for one, _ in reading.paragraphs(section)
    )
    first = [pair for pair in islice(every, _FIRST) if len(pair[0].text) <= _LONGEST]
    if not _may_say("\n".join([block.text for block, _ in first])):
        return
    for block, section in first:
        if not _may_say(block.text):
            continue
        if draft.scopes.aside(block.line) or own.is_sibling(section.title):
            continue
        yield from _of_block(block, own)


def _may_say(text: str) -> bool:
    said = text.casefold().__contains__
    return any(map(said, _HINTS)) or (not text.isascii() and any(map(said, _HINTS_BEYOND)))


def _of_block(block: Block, own: Own) -> Iterator[_Said]:
    stated: list[InlineLink] | None = None
    for sentence in sentences(visible(block.text)):
        if not _may_say(sentence):
            continue
        said = " ".join(sentence.split())
        for match in _phrase().finditer(said):
            if not _is_of_it(said[: match.start()], own):
                continue
            stated = links(block.text) if stated is None else stated
            if name := _named(said[match.end() :], stated, block.text):
                if not (own.is_called(name) or is_missing(name)):
                    yield _Said(name, block.line, said)
                break
        if not said.isascii():
            stated = links(block.text) if stated is None else stated
            for before, name in _before_verbs(said, stated):
                if _is_of_it(before, own) and not own.is_called(name):
                    yield _Said(name, block.line, said)


def _is_of_it(before: str, own: Own) -> bool:
    """Whether what stands before the phrase is the card's model as its subject, or nothing."""
    if len(before) > _LONGEST_BETWEEN:
        return False
    words = _WORD.findall(before.casefold())
    opened = " ".join(words)
    if not words or opened in _words()["opens"]:
        return True
    if not _barred().isdisjoint(words):
        return False
    return own.named(before) or (own.named(before) is None and speaks_of_it(before + " "))


def _named(behind: str, stated: Sequence[InlineLink], source: str) -> str | None:
    """The model that is named behind the phrase, as its page is called or as it is printed."""
    opened = _BEFORE_NAME.match(behind)
    rest = behind[opened.end() :] if opened else behind
    for start in dict.fromkeys((rest, behind)):
        for link in stated:
            label = " ".join(link.label.split())
            if label and not link.image and start.startswith(label):
                return _linked(link, label, start[len(label) :])
    if page := hub_page(rest):
        return page
    if (found := _ID.match(rest)) and not _AND.match(rest, found.end()):
        name = found[0].rstrip(".")
        return name if re.search(r"[\d_-]", name) or f"`{name}`" in source else None
    if not (plain := _NAME.match(rest)) or _AND.match(rest, plain.end()):
        return None
    name = plain["name"].rstrip(".").removesuffix(" Model").removesuffix(" LLM")
    return name if len(name) <= _LONGEST_NAME and model_likeness(name) >= 2 else None


def _before_verbs(said: str, stated: Sequence[InlineLink]) -> Iterator[tuple[str, str]]:
    """The models that stand before what was done to them, each with what stands before it."""
    for pattern in _verbs():
        for match in pattern.finditer(said):
            name = match["name"].strip()
            link = next((one for one in stated if " ".join(one.label.split()) == name), None)
            if link is not None:
                named = _linked(link, name, "")
            elif _ID.fullmatch(name) or model_likeness(name) >= 2:
                named = name
            else:
                named = None
            if named is not None:
                yield said[: match.start()], named


def _linked(link: InlineLink, label: str, behind: str) -> str | None:
    """The model that a link names: its page's, where the label does not say another thing."""
    if _AND.match(behind):
        return None
    page = hub_page(link.url)
    if page is not None and ("/" in page or page.casefold() == label.casefold()):
        return page
    if _ID.fullmatch(label):
        return label
    return label if len(label) <= _LONGEST_NAME and model_likeness(label) >= 2 else None


@cache
def _words() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for kind, *words in vocabulary.rows("base_words"):
        found[kind] = found.get(kind, frozenset()) | frozenset(words)
    return found


@cache
def _merged_words() -> frozenset[str]:
    """The words of which one stands in each heading of merged models."""
    return frozenset(words.split()[0] for words in _words()["merged"])


@cache
def _verbs() -> tuple[re.Pattern[str], ...]:
    """Finds a name of Latin letters between the words of a row that go around it."""
    found = []
    for kind, before, *behind in vocabulary.rows("base_words"):
        if kind == "around":
            verbs = "|".join(map(re.escape, sorted(behind, key=len, reverse=True)))
            name = r"(?P<name>[A-Za-z][\w./+-]{1,95}(?:\s[\w.+-]{1,30}){0,3}?)"
            found.append(re.compile(rf"{re.escape(before)}\s?{name}\s?(?:{verbs})", re.ASCII))
    return tuple(found)


@cache
def _barred() -> frozenset[str]:
    return _words()["barred"] | sentence_words()["other"] | sentence_words()["part"]


@cache
def _phrase() -> re.Pattern[str]:
    """Finds "a fine-tuned version of ", "fine-tuned from ", "a LoRA adapter for "."""

    def either(kind: str) -> str:
        words = sorted(_words()[kind], key=len, reverse=True)
        return "|".join(re.escape(word).replace(r"\ ", r"[\s-]") for word in words)

    done, result = either("done"), either("result")
    return re.compile(
        rf"(?<![\w-])(?:(?:(?:{done})[\s,-]{{1,2}}){{1,4}}(?:{result})\s(?:of|from)"
        rf"|(?:{either('from')})"
        # "converted to MLX format from"
        r"|(?:converted|quantized|exported)\s(?:in)?to\s[\w.+-]{2,20}(?:\s[\w.+-]{1,20}){0,2}?\sfrom"
        rf"|(?:(?:{done})\s){{1,2}}(?:format\s)?(?:model\s)?(?:files|weights)\s(?:for|of)"
        rf"|(?:(?:{done})\s){{0,2}}(?:{either('adapter')})\s(?:weights\s)?(?:for|of|on top of))\s",
        re.IGNORECASE,
    )
