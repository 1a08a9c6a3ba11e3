"""BibTeX entries, in code fences or in the text: what a card asks to be cited as.

Where an entry begins and ends is looked for here, since it stands in Markdown. The fields of a
plain entry are taken by one pattern; what is not plain is read by bibtexparser, which takes longer
to import than most cards take to read.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from modelcards import vocabulary
from modelcards.limits import Limits
from modelcards.model.parts import Citation, Problem
from modelcards.model.unchecked import changed, trusted

_citation = trusted(Citation)
_problem = trusted(Problem)

_START = re.compile(r"@(?<![\w.@]@)([A-Za-z]{3,30})[ \t]{0,8}\{")
# What is counted inside an entry, and the lines that no entry goes on behind.
_INSIDE = re.compile(
    r"\\.|[{}]|\n[ \t>]{0,40}(?:@[A-Za-z]{3,30}[ \t]{0,8}\{|```|~~~|\x23{1,6}[ \t])"
)
_LONGEST = 20_000
_TITLE = 1_000
_LATEX = re.compile(r"\\(?:url|href|text[a-z]{2}|emph)\s*(?=\{)|[{}]|\\(?=[&%$_#])")
_BLANKS = re.compile(r"\s+")
_HTML_BREAK = re.compile(r"<br\s{0,3}/?>", re.IGNORECASE)
_TIE = re.compile(r"(?<!\\)~")
# `title={…}\n year={…}`: a comma was forgotten, and the parser takes both for one value.
_NEXT_FIELD = re.compile(r"[}\"\d]\s*\n\s*[A-Za-z]{3,20}\s*=\s*[{\"\d]")
# A plain entry: names, and values in braces that are balanced, in quotes without any, or bare.
_OPENED = re.compile(r"@\w++[ \t]*+\{\s*+[^\s,{}=\"\\@]++\s*+,")
_TEXT = r"[^{}\\@]++|\\[^\\@]"
_INNER = rf"\{{(?:{_TEXT}|\{{(?:{_TEXT})*+\}})*+\}}"
_FIELD = re.compile(
    rf"\s*+([A-Za-z][\w-]*+)\s*+=\s*+"
    rf"(\{{(?:{_TEXT}|{_INNER})*+\}}|\"[^{{}}\"\\@]*+\"|[A-Za-z0-9]++)\s*+(?:,\s*+|(?=\}}))"
)

ARXIV = re.compile(
    r"(?:arxiv(?:\.org/(?:abs|pdf|html)/|[:.]\s{0,3})|huggingface\.co/papers/|alphaxiv\.org/abs/)"
    r"(\d{4}\.\d{4,5}|[a-z-]{2,12}(?:\.[A-Z]{2})?/\d{7})(?!\d)",
    re.IGNORECASE,
)
_BARE_ARXIV = re.compile(r"(\d{4}\.\d{4,5}|[a-z-]{2,12}(?:\.[A-Z]{2})?/\d{7})(?:v\d{1,2})?")
DOI = re.compile(r"\b(10\.\d{4,9}/[^\s\"<>{}|\\^`]{1,200})")
_URL = re.compile(r"https?://[^\s{}<>\"\\,;]{1,1000}")
# Fields that name where the work itself stands, the most telling first.
_PLACES = ("url", "howpublished", "note", "journal", "journaltitle", "booktitle", "eprint")


class Entry(NamedTuple):
    """The source of an entry, from its `@` on, and whether its braces close."""

    source: str
    line: int
    closed: bool


@lru_cache(maxsize=1)
def _types() -> frozenset[str]:
    return frozenset(word for row in vocabulary.rows("bibtex_types") for word in row)


def find_entries(text: str, first_line: int, limits: Limits) -> tuple[list[Entry], int | None]:
    """The BibTeX entries of a text, and the line on which the limit of their number was reached."""
    found: list[Entry] = []
    line, counted, at = first_line, 0, 0
    while (start := _START.search(text, at)) is not None:
        at = start.end()
        if start[1].lower() not in _types():
            continue
        line += text.count("\n", counted, start.start())
        counted = start.start()
        if len(found) >= limits.citations:
            return found, line
        at, closed = _end(text, start.end())
        found.append(Entry(_unquoted(text, start.start(), at), line, closed))
    return found, None


def _end(text: str, at: int) -> tuple[int, bool]:
    """Where an entry ends whose brace was opened before `at`, and whether it is closed there."""
    depth, last = 1, min(len(text), at + _LONGEST)
    for found in _INSIDE.finditer(text, at, last):
        sign = found[0]
        if sign == "{":
            depth += 1
        elif sign == "}":
            depth -= 1
            if not depth:
                return found.end(), True
        elif sign[0] == "\n":
            return found.start(), False
    return last, False


def _unquoted(text: str, start: int, end: int) -> str:
    """The source without the `>` of a quote that it stands in."""
    source = _HTML_BREAK.sub("", text[start:end])
    before = text[text.rfind("\n", 0, start) + 1 : start]
    if ">" in before and not before.strip("> \t"):
        source = re.sub(r"\n[ \t]{0,8}>", "\n", source)
    return source


def read_citations(
    text: str, first_line: int, limits: Limits
) -> tuple[list[Citation], list[Problem]]:
    r"""The BibTeX entries of a text, and what is broken among them.

    >>> from modelcards.limits import DEFAULT_LIMITS
    >>> text = "@misc{a, title={{Lumen} b}, eprint={2401.01234}}"
    >>> read, _ = read_citations(text, 1, DEFAULT_LIMITS)
    >>> read[0].key, read[0].title, read[0].arxiv
    ('a', 'Lumen b', '2401.01234')
    """
    if "@" not in text:
        return [], []
    entries, cut = find_entries(text, first_line, limits)
    read: list[Citation] = []
    problems: list[Problem] = []
    for entry in entries:
        one, faults = _read(entry.source, entry.closed)
        if one is not None:
            read.append(changed(one, line=entry.line))
        problems += [_problem(code="MC201", message=why, line=entry.line) for why in faults]
    if cut is not None:
        said = f"only the first {limits.citations:,} BibTeX entries are read"
        problems.append(_problem(code="MC004", message=said, line=cut))
    return read, problems


# Cards of one lab cite the same few works.
@lru_cache(maxsize=1024)
def _read(source: str, closed: bool) -> tuple[Citation | None, tuple[str, ...]]:
    """One entry; what never ends is closed where the next thing begins, and told."""
    faults: list[str] = []
    head = re.match(r"@(\w+)[ \t]*\{\s*([^\s,{}=\"]{0,200})", source)
    kind, key = (head[1].lower(), head[2] or None) if head else ("", None)
    name = f"BibTeX entry {key!r}" if key else "BibTeX entry without a key"
    if not closed:
        faults.append(f"{name} has no end")
        source = _closed(source)
    elif key is None:
        faults.append(name)
    fields, fault = _fields(source)
    if fault:
        faults.append(f"{name} {fault}")
    if fields is None or (key is None and not fields):
        return None, tuple(faults) or (f"{name} cannot be read",)
    return _made(kind, key, fields), tuple(faults)


def _closed(source: str) -> str:
    """A source with the braces that it lacks."""
    depth = 0
    for found in re.finditer(r"\\.|[{}]", source):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
    return source.rstrip().rstrip(",") + "}" * depth


def _plain_fields(source: str) -> dict[str, str] | None:
    """The fields of a plain entry by name; None for every other one.

    >>> _plain_fields("@misc{a, title={A {b}}, year = 2024,}"), _plain_fields("@misc{a, title={b}")
    ({'title': '{A {b}}', 'year': '2024'}, None)
    """
    opened = _OPENED.match(source)
    if opened is None:
        return None
    found: dict[str, str] = {}
    at = opened.end()
    while (field := _FIELD.match(source, at)) is not None:
        if field[1] in found:
            return None
        found[field[1]] = field[2]
        at = field.end()
    return found if found and source[at:].strip() == "}" else None


def _fields(source: str) -> tuple[dict[str, str] | None, str | None]:
    """The fields of one entry by name in lower case, and what is wrong with it."""
    plain = _plain_fields(source)
    if plain is not None:
        return _named(list(plain.items()))
    from bibtexparser.model import DuplicateFieldKeyBlock, Entry
    from bibtexparser.splitter import Splitter

    # What it cannot read it also logs; here that becomes a problem of the card.
    log = logging.getLogger("bibtexparser.splitter")
    was, log.disabled = log.disabled, True
    try:
        blocks = Splitter(source).split().blocks
    finally:
        log.disabled = was
    fault = None
    block = blocks[0] if blocks else None
    if isinstance(block, DuplicateFieldKeyBlock):
        fault = f"states {', '.join(sorted(block.duplicate_keys))} twice"
        block = block.ignore_error_block
    if not isinstance(block, Entry):
        return None, "cannot be read"
    fields, lacking = _named([(field.key, str(field.value)) for field in block.fields])
    return fields, lacking or fault


def _named(given: list[tuple[str, str]]) -> tuple[dict[str, str], str | None]:
    """The fields by name in lower case, and where a comma was forgotten between two."""
    fault = None
    fields: dict[str, str] = {}
    for name, value in given:
        joined = _NEXT_FIELD.search(value)
        if joined is not None:
            fault = f"lacks a comma behind {name}"
            value = value[: joined.start() + 1]
        fields.setdefault(name.lower(), value)
    return fields, fault


def _plain(value: str) -> str:
    """The text of a field's value without braces, quotes and the commonest LaTeX."""
    text = _LATEX.sub("", value.strip().strip('"'))
    return _BLANKS.sub(" ", _TIE.sub(" ", text)).strip()


def _made(kind: str, key: str | None, fields: dict[str, str]) -> Citation:
    shown = {name: _plain(value[:4000]) for name, value in fields.items()}
    title = shown.get("title", "")[:_TITLE] or None
    return _citation(
        key=key,
        type=kind,
        title=title,
        arxiv=_arxiv(shown),
        doi=_doi(shown),
        url=next((found[0].rstrip(".)") for found in _addresses(shown)), None),
        line=0,
    )


def _addresses(shown: dict[str, str]) -> Iterator[re.Match[str]]:
    for name in ("url", "howpublished", "note", "journal", "publisher"):
        found = _URL.search(shown.get(name, ""))
        if found is not None:
            yield found


def _arxiv(shown: dict[str, str]) -> str | None:
    prefix = (shown.get("archiveprefix") or shown.get("eprinttype") or "arxiv").casefold()
    bare = _BARE_ARXIV.match(shown.get("eprint", ""))
    if bare is not None and prefix == "arxiv":
        return bare[1]
    for name in (*_PLACES, "doi", "volume"):
        found = ARXIV.search(shown.get(name, ""))
        if found is not None:
            return found[1]
    return None


def _doi(shown: dict[str, str]) -> str | None:
    found = DOI.search(shown.get("doi", ""))
    if found is None and "doi.org/" in shown.get("url", ""):
        found = DOI.search(shown["url"])
    return found[1].rstrip(".,;)") if found else None
