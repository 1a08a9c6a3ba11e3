"""Whether a section was filled in: text of its own, what the template left there, or nothing.

What people leave in a section that they never wrote is `data/section_placeholders.txt`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from modelcards import vocabulary
from modelcards.markdown.inline import visible

Status = Literal["filled", "placeholder", "empty"]

# A text of this length without a sign of the template is one: no list of phrases is as long.
_SURE = 200
_LONGEST = 2_000  # characters of a placeholder with its boilerplate
_LINES = 40
_WORDS = 12  # blanks between the words of the longest placeholder
_LABEL = 6
_LOOKED_AT = 400  # characters of a first line
_PREFIX = 120  # of them mostly tell that it is longer than any placeholder
_COMMENT = re.compile(r"<!--(?:(?!-->).)*+(?:-->|\Z)", re.S)
_TAGS = re.compile(r"</?[A-Za-z][^<>]{0,400}>")
_IMAGE = re.compile(r"!\[|<(?:img|video|audio|iframe|picture|svg)\b", re.I)
_MARKS = re.compile(r"^(?:[>\s]*(?:[-*+•]|\d{1,2}[.)])?\s+|[>\s]+|#+\s+)")
_FENCE = re.compile(r"\s*(?:`{3,}|~{3,})")
# How a comment, a tag, a fence and a gap in a template open.
_OPENING = "<`~{"
_WORD = re.compile(r"[^\W_]+")
_AROUND = " \t*_`~[](){}<>\"'“”【】（）「」:：.。!！-–—…"
_GAP = re.compile(r"^[ \t]*\.\.\.[ \t]*$", re.M)
_BRACED = re.compile(r"\s*\{\{[^{}]{0,120}\}\}\s*$")


class Phrases(NamedTuple):
    """The phrases by what they do."""

    whole: frozenset[str]
    begins: tuple[str, ...]
    boilerplate: tuple[str, ...]
    labels: frozenset[str]
    nothing: frozenset[str]
    starts: tuple[str, ...]
    openings: frozenset[str]
    verbs: frozenset[str]


@lru_cache(maxsize=1)
def _phrases() -> Phrases:
    kinds: dict[str, list[str]] = {}
    for kind, *phrases in vocabulary.rows("section_placeholders"):
        kinds.setdefault(kind, []).extend(phrases)
    whole = frozenset(_bare(one) for kind in ("value", "whole") for one in kinds[kind])
    begins = tuple(one.casefold() for one in kinds["begins"])
    boilerplate = tuple(sorted((_bare(one) for one in kinds["boilerplate"]), key=len, reverse=True))
    labels = frozenset(_bare(one) for one in kinds["label"])
    starts = (*(one[:20] for one in boilerplate), *begins)
    nothing = frozenset(_bare(one) for one in kinds["nothing"])
    spoken = (*whole, *begins, *boilerplate, *labels, *nothing)
    openings = frozenset(found[0] for one in spoken if (found := _WORD.findall(one)))
    verbs = frozenset(kinds["verb"])
    return Phrases(whole, begins, boilerplate, labels, nothing, starts, openings, verbs)


def _bare(text: str) -> str:
    return " ".join(text.casefold().split()).strip(_AROUND)


def status_of(text: str) -> Status:
    r"""What a section's own text is by itself.

    >>> status_of("It makes up facts."), status_of("[More Information Needed]"), status_of("")
    ('filled', 'placeholder', 'empty')
    >>> status_of("- **Hours used:** TBD\n- **Hardware Type:** 需要更多信息")
    'placeholder'
    """
    first = text[:_LOOKED_AT].lstrip().partition("\n")[0]
    # Nearly every line tells by its words alone that it is no placeholder.
    if first and first[0] not in _OPENING and "<" not in first:
        said = _WORD.findall(first[:_PREFIX].casefold())
        if _is_long(said, first):
            return "filled"
        if len(first) > _PREFIX:
            said = _WORD.findall(first.casefold())
        if said and (_phrases().openings.isdisjoint(said) or _is_long(said, first)):
            return "filled"
    return _short(text) if len(text) <= _SURE else _read(text)


def only_comments(text: str) -> bool:
    """True for a text that a reader sees nothing of."""
    return len(text) <= _LONGEST and _read(_COMMENT.sub("", text)) == "empty"


def _is_long(said: list[str], line: str) -> bool:
    """True for a line that is longer than any placeholder, and none of the template's."""
    return len(said) > _WORDS and not line.strip(_AROUND).casefold().startswith(_phrases().starts)


def _read(text: str) -> Status:
    if not text.strip():
        return "empty"
    commented = "<!--" in text
    shown = _COMMENT.sub("", text) if commented else text
    if len(shown) > _LONGEST:
        return "filled"
    seen, looked_at = False, 0
    for line in shown.split("\n"):
        if not line or line.isspace() or _FENCE.match(line):
            continue
        looked_at += 1
        said = _line(line) if looked_at <= _LINES else "filled"
        if said == "filled":
            # A task, and code with gaps for whoever is to do it.
            return "placeholder" if seen and _GAP.search(shown) else "filled"
        seen = seen or said == "placeholder"
    return "placeholder" if seen or commented else "empty"


_short = lru_cache(maxsize=2048)(_read)


@lru_cache(maxsize=4096)
def _line(line: str) -> Status:
    """One line of a text: filled, a placeholder, or nothing but tags and marks."""
    bare = _MARKS.sub("", _TAGS.sub(" ", line))
    if not bare.strip(_AROUND):
        if _IMAGE.search(line):
            return "filled"
        return "placeholder" if "{{" in bare or "…" in bare or "..." in bare else "empty"
    if _BRACED.match(bare):
        return "placeholder"
    phrases = _phrases()
    text = _bare(visible(bare))
    if not text:
        return "filled" if _IMAGE.search(line) else "empty"
    if text in phrases.nothing:
        return "empty"
    if text in phrases.whole or text in phrases.labels or _is_asked(text, phrases):
        return "placeholder"
    return "filled"


def _goes_on(text: str, phrases: Phrases) -> bool:
    """True where a word that begins so is another one, or part of a sentence with a verb."""
    rest = min((text[len(one) :] for one in phrases.begins if text.startswith(one)), key=len)
    if rest[:1].isalpha() and not phrases.whole & {text}:
        return rest[:1].isascii()
    return rest[:1] == " " and not phrases.verbs.isdisjoint(rest.split())


def _is_asked(text: str, phrases: Phrases) -> bool:
    """True for the template's sentences, and for a label with a placeholder or nothing behind."""
    before = text
    for sentence in phrases.boilerplate:
        if text.startswith(sentence):
            text = text[len(sentence) :].strip(_AROUND)
    if text != before and (not text or text in phrases.whole):
        return True
    if text.startswith(phrases.begins) and text.count(" ") < _WORDS and not _goes_on(text, phrases):
        return True
    label, colon, value = text.replace("：", ":").partition(":")
    if not colon or label.count(" ") > _LABEL:
        return False
    value = value.strip(_AROUND)
    return value in phrases.whole or (not value and _bare(label) in phrases.labels)
