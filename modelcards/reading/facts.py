"""Blocks → "Key: value" facts, wherever a card states them.

A fact stands in a bullet, in a line that opens with a bold key, in a line that opens with a known
key, or in a two-column table. What the value means is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache, partial
from typing import NamedTuple

from modelcards.markdown.inline import bold_lead, bold_opening, visible
from modelcards.markdown.labels import counted_field, field_of, split_unit
from modelcards.model.card import field_labels
from modelcards.reading.note_marks import unmarked
from modelcards.values.read import amount, date

# A colon inside a key ("Token:Param Ratio") has no blank behind it; `//` is an address.
_PLAIN_KEY = re.compile(
    r"([^\s:：|`*_\[\]<>](?:[^:：|`*\[\]<>\n]|:(?![\s/])){0,60}?)\s?"
    r"(?:：|:(?=\s|$|[^\x00-\x7f])|(?<=[\u3040-\ud7af]):)\s*(.*)",
    re.DOTALL,
)
_DOTS = ("•", "·", "▪", "●", "◦", "‣", "∙")
_BOX = re.compile(r"\[[xX ]\]\s+")
_BREAK = re.compile(r"<br\s{0,3}/?>")
_LINE_BREAK = re.compile(r"(?:\\|<br\s*/?>|\s)+$")
_SENTENCE = re.compile(r"[.!?;,]\s|[.!?。！？]$")
# A line that opens with a label of its own, which is not known.
_OTHER_KEY = re.compile(r"[^\W\d_][\w/.()%-]{0,20}(?: [\w/.()%-]{1,20}){0,2}\s?[:：](?:\s|$)")
_COUNTED = re.compile(r"[0-9][^.;:]{0,40}\s(tokens?|param(?:eter)?s)\b", re.IGNORECASE)
# A known label in other marks than bold, or behind a sign; or parted from its value by a dash.
_MARKED_KEY = re.compile(
    r"(?:`([^`\n]{1,60})`|\*([^*\n]{1,60})\*|_([^_\n]{1,60})_)\s?(?:[:：]|=(?=\s))\s*(.*)"
    r"|(?:\*([^*\n]{1,60})[:：]\*|_([^_\n]{1,60})[:：]_)\s*(.*)",
    re.DOTALL,
)
_SIGN = re.compile(r"[^\w\s*_<`\[(\"'#|>.,:;-]{1,4}\s?(?=\*\*|__|<b>|<strong>)")
_SPACED_DASH = re.compile(r" [–—-] ")
_DASHED = re.compile(r"([^\s:=|–—][^:=|–—\n]{1,60}?)\s(?:[=–—]|-{1,2}>?|->)\s+(.+)", re.DOTALL)
# "num_hidden_layers=12", as a configuration spells it.
_ASSIGNED = re.compile(r"(`?)([A-Za-z][A-Za-z\d_.-]{1,40})\s?=\s?(\S[^=`]{0,40})\1")
_REMEMBERED = 160
_LONGEST_VALUE = 80
_LONGEST_MARKED = 2000
_Parts = tuple[str, str | None, str | None, str, str]


class Fact(NamedTuple):
    """One "Key: value" pair as printed.

    `key` is visible text without its colon, `field` the typed field that it names; `source` is the
    value as inline Markdown, `raw` as visible text. `unit` is what stands in brackets behind the
    key ("Params (M)"). `form` is `bullet`, `line`, `table` or `heading`.
    """

    key: str
    field: str | None
    unit: str | None
    source: str
    raw: str
    line: int
    form: str


# A fact from all of its fields, in half of the time that calling the class takes.
_fact: Callable[[tuple[str, str | None, str | None, str, str, int, str]], Fact]
_fact = partial(tuple.__new__, Fact)


def _parts(key_source: str, source: str) -> _Parts:
    key, unit = split_unit(visible(key_source).rstrip(":： \u00a0"))
    value = source.strip()
    if value.endswith(("\\", ">")):
        value = _LINE_BREAK.sub("", value)
    raw = unmarked(value)
    field = field_of(key)
    if field is None and (said := _COUNTED.search(raw, 0, _LONGEST_VALUE)):
        field = counted_field(key, said[1].casefold())
    return key, field, unit, value, raw


def make(key_source: str, source: str, line: int, form: str) -> Fact:
    """A fact from the source texts of its key and value."""
    return Fact(*_parts(key_source, source), line, form)


def _lead(text: str, bullet: bool) -> tuple[str, str] | None:
    """The key and value that a line opens with, or None.

    A bold key is one by its looks. A plain one must be known, or stand in a bullet and read like a
    name and not like a sentence.
    """
    if text[:1] in _DOTS:
        text, bullet = text[1:].lstrip(), True
    if ":" not in text and "：" not in text:
        return _bold_label(text) or _other_label(text, bullet)
    found = bold_lead(text)
    if found is not None:
        return found if len(found[0]) <= 120 else None
    if text.startswith(_BOLD):
        return _bold_label(text)
    match = _PLAIN_KEY.match(text[:4000])
    if match is None:
        return _other_label(text, bullet)
    key = match[1]
    if field_of(split_unit(key)[0]) is not None:
        return key, match[2] + text[4000:]
    if bullet and match[2] and key.count(" ") <= 4 and not _SENTENCE.search(key):
        return key, match[2] + text[4000:]
    return None


_BOLD = ("**", "__", "<b>", "<strong>")
# What may part a bold label from its value where no colon does.
_DASHES = "-–—=| \u00a0"


def _bold_label(text: str) -> tuple[str, str] | None:
    """A known label in bold and its value where no colon stands between them, or None.

    Bold words may as well open a sentence, so the value has to look like one.
    """
    opened = bold_opening(text) if text.startswith(_BOLD) else None
    if opened is None or len(opened[0]) > 120:
        return None
    field = field_of(split_unit(visible(opened[0]))[0])
    value = opened[1].lstrip(_DASHES)
    if field is None or not looks_stated(field, visible(value)):
        return None
    return opened[0], value


def _other_label(text: str, bullet: bool) -> tuple[str, str] | None:
    """A label behind a sign, which has to be known outside of bullets; a known one in other marks
    than bold, or before a dash.
    """
    if text[:1] in "*_`":
        marked = _MARKED_KEY.fullmatch(text) if len(text) <= _LONGEST_MARKED else None
        if marked is not None:
            key, value = (part for part in marked.groups() if part is not None)
            return (key, value) if field_of(split_unit(key)[0]) is not None else None
    elif not text[:1].isascii() and (sign := _SIGN.match(text)):
        found = bold_lead(text[sign.end() :])
        if found is None or len(found[0]) > 120:
            return None
        known = field_of(split_unit(visible(found[0]))[0]) is not None
        return found if bullet or known else None
    if bullet and len(text) <= _REMEMBERED:
        parted = _ASSIGNED.fullmatch(text) or _DASHED.fullmatch(text)
        if parted is not None:
            key, value = parted.groups()[-2:]
            field = field_of(split_unit(visible(key))[0])
            stated = field is not None and looks_stated(field, visible(value))
            return (key, value) if stated else None
    return None


def looks_stated(field: str, raw: str) -> bool:
    """Whether a text may be the value of a field, where nothing but its place says that it is one.

    >>> looks_stated("organization", "Acme"), looks_stated("organization", "can use this model.")
    (True, False)
    """
    kind = field_labels()[field].kind
    if not raw or len(raw) > _LONGEST_VALUE:
        return False
    if kind == "amount":
        read = amount(raw)
        return read is not None and read.value is not None
    if kind == "date":
        return date(raw) is not None
    return not raw[0].islower() and not _SENTENCE.search(raw.replace(", ", " ").rstrip("."))


def _take_apart(text: str, bullet: bool) -> _Parts | None:
    text = text.strip()
    if bullet and text.startswith("["):
        text = _BOX.sub("", text)
    found = _lead(text, bullet)
    return None if found is None else _parts(*found)


# Hundreds of cards of one template share most of their lines: "**Type:** Dense".
_single = lru_cache(maxsize=8192)(_take_apart)


def _goes_on(key: str, value: list[str], line: str) -> bool:
    """Whether a line belongs to the value above; a link does only when that is still open, or not
    begun, and what has a label of its own only below one that is not known either.
    """
    if _OTHER_KEY.match(line) and field_of(split_unit(visible(key))[0]):
        return False
    if not value or not line.startswith(("[", "!", "<")):
        return True
    return value[-1].count("[") > value[-1].count("]")


def _label_above(text: str, below: str) -> tuple[str, str] | None:
    """A known label in bold on a line of its own, right above its value."""
    key = lone_label(text)
    if key is None or _lead(below.strip(), bullet=False) is not None:
        return None
    field = field_of(split_unit(visible(key))[0])
    return (key, "") if field and looks_stated(field, visible(below)) else None


def lone_label(text: str) -> str | None:
    """The known label that a text is, printed in bold and with nothing else; None for others.

    >>> lone_label("**Parameters**"), lone_label("**Parameters:**"), lone_label("**Note**")
    ('Parameters', 'Parameters', None)
    """
    opened = bold_opening(text) if text.startswith(_BOLD) and len(text) <= _REMEMBERED else None
    if opened is None or opened[1].strip(":： "):
        return None
    key = opened[0].rstrip(":： ")
    return key if field_of(split_unit(visible(key))[0]) is not None else None


def lead_lines(
    text: str, first_line: int, bullet: bool
) -> tuple[list[Fact], list[tuple[int, str]]]:
    """The facts of a paragraph line by line, and the lines that belong to none.

    A paragraph without facts is left as one piece: a pair a line would be most of what a card of
    short lines takes. A line that opens no fact goes on with the one above it (a hard wrap),
    unless it is a link of its own.
    """
    if "=" in text and "\n" in text and (assigned := _assigned(text, first_line)):
        return assigned
    if not (
        ":" in text
        or "：" in text
        or text.startswith(_BOLD)
        or "\n**" in text
        or (bullet and ("=" in text or _SPACED_DASH.search(text)))
    ):
        return [], [(first_line, text)]
    if "<br" in text and (parted := _parted(text, first_line)):
        return _wrapped(parted, bullet)
    form = "bullet" if bullet else "line"
    if "\n" not in text:
        parts = _single(text, bullet) if len(text) <= _REMEMBERED else _take_apart(text, bullet)
        if parts is None:
            return [], [(first_line, text)]
        return [_fact((*parts, first_line, form))], []
    if not text.startswith("**"):
        return _wrapped(list(enumerate(text.split("\n"), first_line)), bullet)
    made = []
    for offset, line in enumerate(text.split("\n")):
        parts = _single(line, bullet and not offset) if len(line) <= _REMEMBERED else None
        if parts is None:
            return _wrapped(list(enumerate(text.split("\n"), first_line)), bullet)
        made.append(_fact((*parts, first_line + offset, form)))
    return made, []


def _assigned(text: str, first_line: int) -> tuple[list[Fact], list[tuple[int, str]]] | None:
    """The facts of a paragraph that is a configuration, a setting a line; None for others."""
    lines = [line.strip().rstrip(",") for line in text.split("\n")]
    if not all(len(line) <= _REMEMBERED and _ASSIGNED.fullmatch(line) for line in lines):
        return None
    read = [(_single(line, True), at) for at, line in enumerate(lines, first_line)]
    rest = [(at, lines[at - first_line]) for parts, at in read if parts is None]
    facts = [_fact((*parts, at, "line")) for parts, at in read if parts is not None]
    return (facts, rest) if facts else None


def _parted(text: str, first_line: int) -> list[tuple[int, str]]:
    """The lines of a paragraph that `<br>` parts, if a label opens one of them; else nothing."""
    lines = []
    opens = False
    for number, line in enumerate(text.split("\n"), first_line):
        first, *more = _BREAK.split(line)
        opens = opens or any(_lead(part.strip(), bullet=False) is not None for part in more)
        lines += [(number, part) for part in (first, *more) if part or not more]
    return lines if opens else []


def _wrapped(
    lines: list[tuple[int, str]], bullet: bool
) -> tuple[list[Fact], list[tuple[int, str]]]:
    """As `lead_lines`, for a paragraph of which some lines open no fact."""
    form = "bullet" if bullet else "line"
    facts: list[tuple[str, list[str], int]] = []
    rest: list[tuple[int, str]] = []
    for offset, (number, line) in enumerate(lines):
        found = _lead(line.strip(), bullet and offset == 0) if line else None
        if found is None and offset + 1 < len(lines):
            found = _label_above(line.strip(), lines[offset + 1][1])
        if found is not None:
            facts.append((found[0], [found[1]] if found[1] else [], number))
        elif facts and not rest and _goes_on(*facts[-1][:2], line.strip()):
            facts[-1][1].append(line.strip())
        else:
            rest.append((number, line))
    return [make(key, "\n".join(parts), line, form) for key, parts, line in facts], rest
