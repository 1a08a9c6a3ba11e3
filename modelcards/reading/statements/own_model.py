"""The card's own model as sentences and headings call it, told from its siblings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache

from modelcards.reading.statements.sentences import close, sentence_words, size_value

_NAME_SIZE = re.compile(
    r"(?<![a-z0-9.])((?:[1-9]\d{0,3}|0(?=\.))(?:\.\d{1,2})?)([bm])(?![a-z0-9])", re.IGNORECASE
)
_TIMES = re.compile(r"\d\s?[x×]\s?\d", re.IGNORECASE)
_NAME_PART = re.compile(r"[^\W\d_]+|\d+(?:\.\d+)?[a-z]?", re.IGNORECASE)
_SUBJECT = re.compile(r"((?:[A-Z][\w.-]{1,30}\s){1,4})\(")
# Letters that are the same without case, of one sign each, so that places stay what they are.
_ALIKE = str.maketrans("\u0130\u0131\u017f", "iis")
_SPEAKS_OF_IT = re.compile(
    r"(?:this|the|our|these)\s(?:[\w-]{1,16}\s){0,2}?"
    r"(?:models?|mixture|repo|repository|network|checkpoint|transformer|llm|architecture)\b|"
    r"this\s(?:[\w-]{1,16}\s)?(?:variant|version|edition|release)\b|"
    r"(?:it|its|we)\s|(?:the\s)?max(?:imum)?\s(?:context|sequence)\slength\s(?!.{1,40}train)|"
    r"the\scontext\s(?:length|window|size)\s|(?:pre-?)?trained\son\s|"
    r"the\s(?:total\s|number of\s){0,2}param|本模型|该模型|模型|本モデル|このモデル|"
    r"이\s?모델|본\s?모델|(?:эта\s|данная\s|наша\s)?модель\b|(?:das|dieses|unser)\smodell\b|"
    r"(?:le|ce|notre)\smodèle\b|(?:el|este|nuestro|o|nosso)\smodelo\b|(?:il|questo)\smodello\b|"
    # Languages that leave the pronoun out, and those that have it.
    r"(?:tiene|cuenta\scon|posee|consta\sde|tem|possui|conta\scom|dispone\sdi|он|она|"
    r"es\s(?:hat|besitzt|umfasst|wurde|ist)|il\s(?:a|compte|possède|est)|elle\s(?:a|compte))\s",
    re.IGNORECASE,
)
_GAP = 2
_MOST_NAMES = 8
_LONGEST_NAME = 100


def name_sizes(names: Iterable[str]) -> list[int]:
    """The different sizes that names of the model state; none where one counts its experts.

    >>> name_sizes(["Lumen-7B", "lumen-7b-chat"]), name_sizes(["Lumen-8x7B"])
    ([7000000000], [])
    """
    found: list[int] = []
    for name in names:
        if _TIMES.search(name):
            return []
        for number, unit in _NAME_SIZE.findall(name.replace("_", "-")[:_LONGEST_NAME]):
            value = size_value(number, unit)
            if value and not any(close(value, other, 0.05) for other in found):
                found.append(value)
    return found


def speaks_of_it(sentence: str) -> bool:
    """True for a sentence that begins with "This model", "It", "We" and their like."""
    return _SPEAKS_OF_IT.match(sentence) is not None


class Own:
    """The card's own model, as sentences call it."""

    def __init__(self, names: Iterable[str]) -> None:
        """`names` are all that the model goes by."""
        self._names = [name[:_LONGEST_NAME].rsplit("/", 1)[-1] for name in names][:_MOST_NAMES]

    @cached_property
    def sizes(self) -> list[int]:
        """The sizes that the names state."""
        return name_sizes(self._names)

    @cached_property
    def _keys(self) -> frozenset[str]:
        return frozenset(_joined(name) for name in self._names)

    @cached_property
    def _stems(self) -> list[list[str]]:
        """The names up to the first size in them, in parts."""
        stems = {tuple(_stem(name)) for name in self._names}
        # Two characters of a script without spaces say as much as a word.
        return [list(stem) for stem in sorted(stems) if len("".join(stem)) > 2 - _unspaced(stem)]

    @cached_property
    def _first(self) -> frozenset[str]:
        """The words that the names begin with."""
        firsts = (stem[0] for stem in self._stems)
        return frozenset(one for one in firsts if len(one) > 2 and one.isalpha())

    def named(self, sentence: str) -> bool | None:
        """True where the sentence names the model, False where it names a sibling, else None."""
        answer: bool | None = None
        low = (sentence if sentence.isascii() else sentence.translate(_ALIKE)).lower()
        for stem in self._stems:
            for start, end in _places(low, stem):
                behind = _behind().match(sentence, end)
                if behind is None or self._is_own(sentence[start:end] + behind[0]):
                    return True
                answer = False
        return answer

    def opens(self, sentence: str) -> bool:
        """Whether a sentence opens with words of one name and brackets behind them, as
        "Conversational Lumen (12-layer, …)" does.
        """
        found = _SUBJECT.match(sentence)
        parts = _NAME_PART.findall(found[1].casefold()) if found else []
        return len(parts) > 1 and any(
            set(parts) <= set(_NAME_PART.findall(name.casefold())) for name in self._names
        )

    def is_sibling(self, heading: str) -> bool:
        """Whether a heading names another model of the family."""
        parts = [part.casefold() for part in _NAME_PART.findall(heading[:_LONGEST_NAME])]
        if self._first.isdisjoint(parts) or not any(part[0].isdigit() for part in parts):
            return False
        key = "".join(parts)
        return not any(own in key or key in own for own in self._keys)

    def is_called(self, name: str) -> bool:
        """Whether a name is all of one that the model goes by."""
        return name.casefold() in {own.casefold() for own in self._names}

    def _is_own(self, text: str) -> bool:
        key = _joined(text)
        return any(own.startswith(key) for own in self._keys)


def _unspaced(stem: Iterable[str]) -> bool:
    """True for a name in a script that puts no spaces between words."""
    return next((part[0] >= "\u2e80" for part in stem), False)


def _places(low: str, stem: list[str]) -> Iterator[tuple[int, int]]:
    """Where a text in small letters holds the parts of a name, at most two signs between them.

    A pattern would have to be compiled for each card, which takes longer than most sentences.
    """
    first, *others = stem
    start = low.find(first)
    while start >= 0:
        end = start + len(first)
        if start and low[start - 1].isalnum() and not _unspaced(stem):
            end = 0
        for part in others if end else ():
            gap = 0
            while gap < _GAP and end + gap < len(low) and not low[end + gap].isalnum():
                gap += 1
            if not low.startswith(part, end + gap):
                end = 0
                break
            end += gap + len(part)
        if end:
            yield start, end
        start = low.find(first, end or start + 1)


def _joined(name: str) -> str:
    return "".join(_NAME_PART.findall(name)).casefold()


def _stem(name: str) -> list[str]:
    """The parts of a name up to the first size in it."""
    parts: list[str] = []
    for part in _NAME_PART.findall(name.casefold()):
        if part[0].isdigit() and part[-1] in "bm" and parts:
            break
        parts.append(part)
    return parts


@lru_cache(maxsize=1)
def _behind() -> re.Pattern[str]:
    """What makes a name another's where it stands right behind it: a size, a version, "Pro"."""
    suffixes = "|".join(sorted(sentence_words()["sibling"]))
    return re.compile(
        r"[\s_-]\d{1,4}(?:\.\d{1,3})?[bmk]\b"
        r"|(?:[\s_-]{1,2}|\.)v?\d{1,4}(?:\.\d{1,3})?\b(?![\s,]\w)"
        rf"|[\s_-](?:{suffixes})\b",
        re.IGNORECASE,
    )
