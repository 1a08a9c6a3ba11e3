"""The links of a Hub card: wherever they stand, each once, with the kind that most speaks for."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from operator import attrgetter
from typing import Any, NamedTuple

from modelcards.front_matter.hub_keys import texts_of
from modelcards.limits import Limits
from modelcards.markdown.blocks import Block
from modelcards.markdown.outline import Section
from modelcards.model.parts import Citation, Link
from modelcards.model.unchecked import trusted
from modelcards.reading.citation import ARXIV
from modelcards.reading.draft import Draft
from modelcards.reading.link_context import evidence_of
from modelcards.reading.link_evidence import Evidence, weigh
from modelcards.reading.link_finder import find_links, links_in, may_link
from modelcards.reading.link_names import Names, strange_words
from modelcards.reading.link_papers import is_of_data, is_of_tool
from modelcards.reading.statements.common import Reading, own_names
from modelcards.reading.statements.spec_tables import name_key

_link = trusted(Link)
_HUB_ID = re.compile(r"[\w.-]{1,96}(?:/[\w.-]{1,96})?")
_ARXIV_TAG = re.compile(r"arxiv:(\d{4}\.\d{4,5})")
_SCHEME = re.compile(r"^https?://(?:www\.)?", re.IGNORECASE)
_URL = re.compile(r"https?://\S+")
_COMMENT = re.compile(r"\[[^\[\]]{1,40}\]:\s*<?#>?\s")
_TOP = 2


class _Mention(NamedTuple):
    """A link as it stands somewhere, what it leads to there, and how sure that is."""

    link: Link
    sure: int
    related: bool


def read_links(reading: Reading, draft: Draft, limits: Limits) -> None:
    """Fill `resources` and `related` with the links of the card."""
    names = _names(own_names(reading, draft))
    best: dict[str, _Mention] = {}
    kinds: dict[str, tuple[int, str]] = {}
    for mention in _mentions(reading, draft, names):
        link = mention.link
        held = best.get(link.url)
        if held is None and len(best) >= limits.links:
            said = f"only the first {limits.links:,} links are kept"
            draft.problem("MC004", said, link.line)
            break
        if held is None or _weight(mention) > _weight(held):
            best[link.url] = mention
        same = target_key(link.url)
        if link.kind != "other" and (same not in kinds or mention.sure > kinds[same][0]):
            kinds[same] = (mention.sure, link.kind)
    for mention in sorted(best.values(), key=lambda one: one.link.line):
        link = mention.link
        kind = kinds.get(target_key(link.url), (0, link.kind))[1]
        if kind != link.kind:
            link = _link(label=link.label, url=link.url, kind=kind, line=link.line)
        into = draft.related if mention.related and kind == "other" else draft.resources
        into.append(link)


def _weight(mention: _Mention) -> tuple[bool, int]:
    return mention.link.kind != "other", mention.sure


@lru_cache(maxsize=8192)
def target_key(url: str) -> str:
    """A link as it is compared: papers by their arXiv id, others without scheme, anchor and `.git`.

    >>> target_key("https://arxiv.org/pdf/2401.01234v2"), target_key("http://www.x.y/a.git#b")
    ('arxiv:2401.01234', 'x.y/a')
    """
    begun = url[:300]
    low = begun.lower()
    if "arx" in low or "phax" in low or "/paper" in low:
        number = ARXIV.search(begun)
        if number is not None:
            return f"arxiv:{number[1]}"
    bare = _SCHEME.sub("", url.partition("#")[0].rstrip("/"))
    return bare.removesuffix(".git").casefold()


def _names(names: Iterable[str]) -> Names:
    """The keys that the model's own things may be named by."""
    whole: dict[str, None] = {}
    first: dict[str, None] = {}
    for name in names:
        bare = name.rpartition("/")[2]
        whole[name_key(name)] = None
        word = re.match(r"[^\W\d_]{4,}", bare)
        if word is not None:
            first[word[0].casefold()] = None
    return Names(tuple(name for name in whole if len(name) > 1), tuple(first))


def _mentions(reading: Reading, draft: Draft, names: Names) -> Iterator[_Mention]:
    yield from _of_metadata(reading)
    for at, section in enumerate(reading.sections):
        related = section.role == "related"
        lead = at < _TOP and (section.level < 2 or at == 0)
        if section.heading is not None and may_link(section.heading.text):
            block = section.heading
            yield from _of_block(block, section, reading, names, lead=at <= _TOP, related=related)
        for block in _texts(section.blocks):
            yield from _of_block(block, section, reading, names, lead=lead, related=related)
    if any(one.url == "#" for one in reading.references.values()):
        yield from _of_comments(reading, names)
    yield from _of_citations(draft.citation, reading.sections, names)


def _of_comments(reading: Reading, names: Names) -> Iterator[_Mention]:
    """Definitions that lead nowhere are how Markdown's authors comment: `[//]: # "https://…"`."""
    places = iter([*reading.sections[1:], None])
    section, following = reading.sections[0], next(places)
    for number, line in enumerate(reading.lines, 1):
        while following is not None and following.line <= number:
            section, following = following, next(places)
        if _COMMENT.match(line):
            for found in find_links(line, {}):
                kind, sure = weigh(Evidence(found.url, section=section.path), names)
                made = _link(label=found.label, url=found.url, kind=kind, line=number)
                yield _Mention(made, sure, False)


def _texts(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks that hold text of their own, wherever they are nested."""
    for block in blocks:
        if block.children:
            yield from _texts(block.children)
        elif block.kind in ("paragraph", "table", "html", "heading") and may_link(block.text):
            yield block


def _of_block(
    block: Block, section: Section, reading: Reading, names: Names, *, lead: bool, related: bool
) -> Iterator[_Mention]:
    text = block.text
    line, counted = block.line, 0
    head = text.partition("\n")[0].split("|") if block.kind == "table" else []
    for found in links_in(text, reading.references):
        line += text.count("\n", counted, found.start)
        counted = found.start
        if "://" in found.url:
            evidence = evidence_of(text, found, head, section, lead=lead)
        else:  # a page beside this one says itself what it is, and indexes have thousands
            evidence = Evidence(found.url, found.label)
        kind, sure = weigh(evidence, names)
        made = _link(label=found.label, url=found.url, kind=kind, line=line)
        yield _Mention(made, sure, related)


def _of_metadata(reading: Reading) -> Iterator[_Mention]:
    """What the front matter links: data sets by id, the licence, papers as tags, addresses."""
    metadata: dict[str, Any] = reading.front.metadata or {}
    lines = reading.front.key_lines
    for key in ("datasets", "dataset"):
        for one in texts_of(metadata.get(key)):
            if _HUB_ID.fullmatch(one) and ("/" in one or key == "datasets"):
                url = f"https://huggingface.co/datasets/{one}"
                yield _stated(one, url, "dataset", lines.get(key, 1))
    for tag in texts_of(metadata.get("tags")):
        found = _ARXIV_TAG.fullmatch(tag.strip())
        if found is not None:
            url = f"https://arxiv.org/abs/{found[1]}"
            yield _stated(tag, url, "paper", lines.get("tags", 1), sure=1)
    for key, value in metadata.items():
        if isinstance(value, str) and len(value) < 2000:
            if key == "license_link":
                yield _stated(key, value.strip(), "license", lines.get(key, 1))
            elif _URL.fullmatch(value.strip()):
                url = value.strip()
                kind, sure = weigh(Evidence(url, key=key.replace("_", " ")), Names(()))
                yield _stated(key, url, kind, lines.get(key, 1), sure=sure)


def _stated(label: str, url: str, kind: str, line: int, sure: int = 9) -> _Mention:
    return _Mention(_link(label=label, url=url, kind=kind, line=line), sure, False)


def _of_citations(
    citations: list[Citation], sections: list[Section], names: Names
) -> Iterator[_Mention]:
    """What the BibTeX entries name. One called like the model is its own; else the first one is,
    unless its heading names something else ("Citing the toolkit").
    """
    called = [_is_called(one, names) for one in citations]
    for at, one in enumerate(citations[:1000]):
        title = one.title or one.key or ""
        own = called[at] or (
            at == 0
            and not any(called)
            and not is_of_data(title)
            and _is_general(one, sections, names)
        )
        own = own and not is_of_tool(title)
        paper = None
        if one.arxiv is not None:
            paper = f"https://arxiv.org/abs/{one.arxiv}"
        elif one.doi is not None:
            paper = f"https://doi.org/{one.doi}"
        if paper is not None:
            yield _stated(title, paper, "paper" if own else "other", one.line, sure=4 if own else 0)
        if one.url is not None and target_key(one.url) != target_key(paper or ""):
            before = "our official" if own else ""
            evidence = Evidence(one.url, title, before=before, section=("BibTeX",) * own)
            kind, sure = weigh(evidence, names)
            yield _stated(title, one.url, kind, one.line, sure=sure)


def _is_called(one: Citation, names: Names) -> bool:
    key = name_key(one.title or one.key or "")
    return any(len(name) > 3 and name in key for name in (*names.whole, *names.first))


def _is_general(one: Citation, sections: list[Section], names: Names) -> bool:
    """Whether the heading over an entry names nothing but citing, or the model."""
    above = bisect_right(sections, one.line, key=attrgetter("line")) - 1
    title = sections[above].title
    return above <= 1 or not strange_words("section", title, names)
