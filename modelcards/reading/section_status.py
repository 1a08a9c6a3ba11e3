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
_COMMENT = re.compile(r"<!--(?:(?!-->).)*+(?:-->|\Z)", re.S)
_TAGS = re.compile(r"</?[A-Za-z][^<>]{0,400}>")
_IMAGE = re.compile(r"!\[|<(?:img|video|audio|iframe|picture|svg)\b", re.I)
_MARKS = re.compile(r"^(?:[>\s]*(?:[-*+•]|\d{1,2}[.)])?\s+|[>\s]+|#+\s+)")
_FENCE = re.compile(r"\s*(?:`{3,}|~{3,})")
_RULE = re.compile(r"\s*(?:[-*_=]\s*){3,}$")
_AROUND = " \t*_`~[](){}<>\"'“”【】（）「」:：.。!！-–—"
_GAP = re.compile(r"^[ \t]*\.\.\.[ \t]*$", re.M)
_BRACED = re.compile(r"\s*\{\{[^{}]{0,120}\}\}\s*$")


class Phrases(NamedTuple):
    """The phrases by what they do."""

    whole: frozenset[str]
    begins: tuple[str, ...]
    boilerplate: tuple[str, ...]
    labels: frozenset[str]
    nothing: frozenset[str]


@lru_cache(maxsize=1)
def _phrases() -> Phrases:
    kinds: dict[str, list[str]] = {}
    for kind, *phrases in vocabulary.rows("section_placeholders"):
        kinds.setdefault(kind, []).extend(phrases)
    whole = (_bare(one) for one in kinds["whole"])
    begins = tuple(one.casefold() for one in kinds["begins"])
    boilerplate = tuple(sorted((_bare(one) for one in kinds["boilerplate"]), key=len, reverse=True))
    labels = frozenset(_bare(one) for one in kinds["label"])
    nothing = frozenset(_bare(one) for one in kinds["nothing"])
    return Phrases(frozenset(whole), begins, boilerplate, labels, nothing)


def _bare(text: str) -> str:
    return " ".join(text.casefold().split()).strip(_AROUND)


def status_of(text: str) -> Status:
    r"""What a section's own text is by itself.

    >>> status_of("It makes up facts."), status_of("[More Information Needed]"), status_of("")
    ('filled', 'placeholder', 'empty')
    >>> status_of("- **Hours used:** TBD\n- **Hardware Type:** 需要更多信息")
    'placeholder'
    """
    if len(text) <= _SURE:
        return _short(text)
    return "filled" if len(text) > _LONGEST and "<!--" not in text[:_LONGEST] else _read(text)


def only_comments(text: str) -> bool:
    """True for a text that a reader sees nothing of."""
    return len(text) <= _LONGEST and _read(_COMMENT.sub("", text)) == "empty"


def _read(text: str) -> Status:
    if not text.strip():
        return "empty"
    commented = "<!--" in text
    shown = _COMMENT.sub("", text) if commented else text
    if len(shown) > _LONGEST or _IMAGE.search(shown):
        return "filled"
    seen = False
    lines = shown.split("\n")
    if len(lines) > _LINES * 2:
        lines = [line for line in lines if line.strip()]
    for line in lines[: _LINES + 1]:
        if not line.strip() or _RULE.match(line) or _FENCE.match(line):
            continue
        said = _line(line)
        if said == "filled":
            # A task, and code with gaps for whoever is to do it.
            return "placeholder" if seen and _GAP.search(shown) else "filled"
        seen = seen or said == "placeholder"
    if len(lines) > _LINES + 1:
        return "filled"
    return "placeholder" if seen or commented else "empty"


_short = lru_cache(maxsize=2048)(_read)


def _line(line: str) -> Status:
    """One line of a text: filled, a placeholder, or nothing but tags and marks."""
    bare = _TAGS.sub(" ", line) if "<" in line else line
    bare = _MARKS.sub("", bare)
    if not bare.strip(_AROUND):
        return "placeholder" if "{{" in bare or "…" in bare or "..." in bare else "empty"
    if _BRACED.match(bare):
        return "placeholder"
    phrases = _phrases()
    text = _bare(visible(bare))
    if text in phrases.nothing:
        return "empty"
    if text in phrases.whole or text in phrases.labels:
        return "placeholder"
    for sentence in phrases.boilerplate:
        if text.startswith(sentence):
            text = text[len(sentence) :].strip(_AROUND)
    if not text or text in phrases.whole:
        return "placeholder"
    if text.startswith(phrases.begins) and len(text.split()) <= 12:
        return "placeholder"
    label, colon, value = text.replace("：", ":").partition(":")
    if colon and len(label.split()) <= 6:
        value = value.strip(_AROUND)
        if value in phrases.whole or (not value and _bare(label) in phrases.labels):
            return "placeholder"
    return "filled"
