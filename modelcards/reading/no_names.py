"""Texts that stand where a name could and are none: section headings, placeholders, notices."""

from __future__ import annotations

import re
from functools import lru_cache

from modelcards import vocabulary
from modelcards.markdown.outline import normal
from modelcards.values.dates import dates_in
from modelcards.values.languages import language_code
from modelcards.values.licenses import license_id

_AROUND = " \t:：.。!！?？…*_#-–—=|~\"'“”«»"
_OPTIONAL = re.compile(r"\s*[\[(（]optional[\])）]$")
_AND = r"(?:and|und|et|y|e|или|и)\s"
_BETWEEN = re.compile(rf"\s*(?:[&/,|+、，和と및]\s*(?:{_AND})?|\s{_AND})\s*")
_HEAD = re.compile(r"(.{2,60}?)(?:\s?[:：]|\s[-–—])\s")
_WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*")
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
# A variable that nobody filled in: `{MODEL_NAME}`, `{{ model_id }}`, `<your-model>`, `[Name]`.
_VARIABLE = re.compile(
    r"\{[^{}]{0,100}\}|<[^<>]{0,100}>|\[[^\[\]]{0,100}\]|%[^%]{0,100}%|\$\w{1,60}|"
    r"[^{}]{0,60}\{\{?[^{}]{0,60}\}\}?[^{}]{0,60}"
)
_PATH = re.compile(r"(?:\.{0,2}/|\.\w+\s)|.{0,100}://")
_SWITCH = re.compile(r"[|/·•]")
_VERSION = re.compile(r"v(?:ersion\s)?\d{1,3}(?:\.\d{1,3}){0,3}")
_NUMBER = re.compile(r"\W{0,3}\d{1,5}\W{0,3}")
_BITS = re.compile(r"\d(?:\.\d{1,2})?-?(?:bits?|bpw)|[qf]\d\w{0,6}")
_LONGEST = 200


# A title is asked in turn whether it is a placeholder, a heading, a notice and more.
@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """A heading as it is compared: without case, emoji, numbering, and the marks around it.

    >>> fold("## 2. News!!"), fold("Direct Use [optional]")
    ('news', 'direct use')
    """
    return _OPTIONAL.sub("", normal(text.strip(_AROUND)).strip(_AROUND)).strip(_AROUND)


@lru_cache(maxsize=1)
def _headings() -> tuple[dict[str, str], tuple[str, ...]]:
    """The role of each heading, and the beginnings of those that go on."""
    whole: dict[str, str] = {}
    begun: list[str] = []
    for role, *headings in vocabulary.rows("headings"):
        for heading in headings:
            if heading.endswith("…"):
                begun.append(heading[:-1])
            else:
                whole.setdefault(fold(heading), role)
    whole.pop("", None)
    return whole, tuple(begun)


@lru_cache(maxsize=1)
def _words() -> frozenset[str]:
    return frozenset(word for row in vocabulary.rows("heading_words") for word in row)


def heading_role(title: str) -> str | None:
    """What a section's heading stands for by the vocabulary of headings; None for any other."""
    return _headings()[0].get(fold(title)) if len(title) <= _LONGEST else None


@lru_cache(maxsize=4096)
def in_vocabulary(title: str) -> bool:
    """True for the headings that cards give their sections, alone or joined.

    >>> in_vocabulary("Model Introduction"), in_vocabulary("新闻 / News!!"), in_vocabulary("Lumen")
    (True, True, False)
    """
    whole, begun = _headings()
    text = fold(title)
    if text in whole or text.startswith(begun):
        return True
    head = _HEAD.match(text)
    if head is not None and fold(head[1]) in whole:
        return True
    parts = [part for part in map(fold, _BETWEEN.split(text)) if part]
    if len(parts) > 1 and all(part in whole for part in parts):
        return True
    if text.isascii():
        return False
    latin = fold(_FOREIGN.sub(" ", text))
    return bool(latin) and fold(" ".join(latin.split())) in whole


def is_section_heading(title: str) -> bool:
    """As `in_vocabulary`, and for headings made of nothing but the words that such headings hold.

    >>> is_section_heading("Prepare and importing"), is_section_heading("Introspect Version 2")
    (True, False)
    """
    if in_vocabulary(title):
        return True
    words = _WORD.findall(fold(title))
    # A title of a letter or two is short for something, and no heading.
    return len("".join(words)) > 2 and all(word in _words() for word in words)


@lru_cache(maxsize=1)
def _none() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for kind, *texts in vocabulary.rows("no_names"):
        found.setdefault(kind, []).extend(texts)
    return {kind: tuple(texts) for kind, texts in found.items()}


def is_placeholder_name(title: str) -> bool:
    """True for what templates leave where a name is to come.

    >>> is_placeholder_name("{MODEL_NAME}"), is_placeholder_name("Model ID")
    (True, True)
    """
    text = title.strip()
    return _VARIABLE.fullmatch(text) is not None or fold(text) in _none()["whole"]


def says_something_else(title: str) -> bool:
    """True for notices, adverts, greetings, news, paths, and lines of front matter.

    >>> says_something_else("Join our Discord"), says_something_else("license: mit")
    (True, True)
    """
    text = " ".join(title.casefold().split()).strip("*_# ")
    starts = _none()["start"]
    if text.startswith(starts) and any(_begins(text, start) for start in starts):
        return True
    if is_slipped_key(text) or _are_languages(title):
        return True
    if fold(text).endswith(_none()["end"]) or _PATH.match(title.strip()):
        return True
    if _is_dated(text):
        return True
    if _VERSION.fullmatch(text) or ("licen" in text and license_id(text) is not None):
        return True
    return not any(char.isalpha() for char in title) and _NUMBER.fullmatch(title) is None


def _are_languages(title: str) -> bool:
    """True for a line that leads to the same page in other languages: "English | 中文"."""
    parts = [part.strip() for part in _SWITCH.split(title)] if len(title) < _LONGEST else []
    return len(parts) > 1 and all(language_code(part) is not None for part in parts)


def is_slipped_key(text: str) -> bool:
    """True for a line of front matter that stands in the text.

    >>> is_slipped_key("license: mit"), is_slipped_key("Lumen: a model")
    (True, False)
    """
    key, colon, _ = text.casefold().partition(":")
    return bool(colon) and key.strip() in _none()["key"]


def _is_dated(text: str) -> bool:
    """True for the heading of a section with a date or a version: "Update 2024-03-02"."""
    if not any(map(str.isdigit, text)):
        return False
    left = text
    for _, start, end in reversed(list(dates_in(text))):
        left = f"{left[:start]} {left[end:]}"
    left = _VERSION.sub(" ", left).strip(_AROUND + "()[]")
    return left != text and bool(left) and in_vocabulary(left)


def _begins(text: str, start: str) -> bool:
    """Whether a text begins with these words, and not with a longer word."""
    if not text.startswith(start):
        return False
    behind = text[len(start) : len(start) + 1]
    return not start[-1].isalnum() or not (behind.isalnum() or behind in "-_/") or not behind


def names_data(title: str) -> bool:
    """True for a title whose last word says that it names a data set.

    >>> names_data("Brook: a corpus"), names_data("A model of the Brook dataset for cooks")
    (True, False)
    """
    words = _WORD.findall(title.casefold())
    made = _none()["made"]
    return bool(words) and words[-1] in _none()["data"] and not any(one in made for one in words)


def tells_what_was_done(title: str) -> bool:
    """True for a title that says what was done to another model, and names none of its own.

    >>> tells_what_was_done("GGUF quants of Lumen-8B"), tells_what_was_done("Lumen-8B-GGUF")
    (True, False)
    """
    words = title.casefold().split()
    at = next((at for at, word in enumerate(words) if word in _none()["of"]), 0)
    done = _none()["done"]
    said = [word.strip("()[],:*_`") for word in words[:at]]
    return 0 < at < len(words) - 1 and all(one in done or _BITS.fullmatch(one) for one in said)


@lru_cache(maxsize=4096)
def is_no_name(title: str) -> bool:
    """True for every text that stands where a name could and is none."""
    return (
        not title
        or len(title) > _LONGEST
        or is_placeholder_name(title)
        or is_section_heading(title)
        or says_something_else(title)
        or tells_what_was_done(title)
    )
