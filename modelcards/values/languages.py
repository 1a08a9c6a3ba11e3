"""Languages as cards print them → those stated, and their codes of ISO 639 and BCP 47."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from modelcards.values.sentences import is_sentence
from modelcards.vocabulary import rows

_CODE = re.compile(r"([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}|[0-9]{3}))?", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*[(（\[]([^()（）\[\]]{1,40})[)）\]]\s*")
_NAME = re.compile(r"[^\W\d_][\w'’ʼ.-]*(?:[ /-][^\W\d_][\w'’ʼ.-]*){0,3}")
_SIGNS = re.compile(r"[,;、，；\n•·|/]|\s[-–—]\s")
_JOINS = re.compile(r"\s(?:and|or|und|et|y|e|и|&)\s|[和及与]", re.IGNORECASE)
_BEFORE = re.compile(r"^(?:and|or|und|et|also|&)\s", re.IGNORECASE)
_LANGUAGE = re.compile(r"\s(?:languages?|text|speech)$", re.IGNORECASE)
_LONGEST_NAME = 40
_LONGEST = 20_000
# Blanks, marks, and the letters that flags are made of.
_AROUND = " \t`*\u00a0" + "".join(map(chr, range(0x1F1E6, 0x1F200)))


@lru_cache(maxsize=4096)
def language_code(text: str) -> str | None:
    """The code of a language by its name or by another code; None when unsure.

    >>> [language_code(text) for text in ("English", "zh_CN", "jpn", "Arabic (ar)", "jp")]
    ['en', 'zh-CN', 'ja', 'ar', None]
    """
    bare = text.strip()
    if len(bare) > _LONGEST_NAME * 2:
        return None
    code = _code(bare) or _names().get(bare.casefold())
    if code is not None:
        return code
    parts = _BRACKETS.split(bare)
    if len(parts) > 1:
        outer, inner = " ".join(parts[0::2]).strip(), parts[1].strip()
        joined = _names().get(f"{inner} {outer}".casefold())
        return joined or _names().get(outer.casefold())
    shorter = _LANGUAGE.sub("", bare)
    return _names().get(shorter.casefold()) if shorter != bare else None


def is_language_code(text: str) -> bool:
    """True for a code of ISO 639 or BCP 47, and for the words that the Hub takes besides them.

    >>> is_language_code("en"), is_language_code("multilingual"), is_language_code("jp")
    (True, True, False)
    """
    if text.casefold() in _kind("special"):
        return True
    found = _CODE.fullmatch(text)
    return found is not None and found[1].lower() in _codes()


def language_codes(names: Iterable[str]) -> list[str]:
    """The codes of those languages whose code is known, each once.

    >>> language_codes(["English", "en", "Klingonese", "German"])
    ['en', 'de']
    """
    return list(dict.fromkeys(filter(None, map(language_code, names))))


def is_phrase(text: str) -> bool:
    """True for what is too long, or too much of a sentence, to be the name of a language."""
    return len(text) > _LONGEST_NAME or text.count(" ") > 3 or is_sentence(text)


def language_names(text: str) -> list[str] | None:
    """The languages of an enumeration; None where it is a sentence, or of something else.

    >>> language_names("English, German and French"), language_names("Arabic (ar) • Danish (da)")
    (['English', 'German', 'French'], ['Arabic (ar)', 'Danish (da)'])
    >>> language_names("English is served, others are not") is None
    True
    """
    if len(text) > _LONGEST:
        return None
    found: list[str] = []
    known = 0
    for part in _SIGNS.split(text.strip().rstrip(".。")):
        for item in _single(part):
            if not item or item.casefold().strip(" .…") in _kind("rest"):
                continue
            coded = language_code(item) is not None or is_language_code(item)
            if not coded and not _is_name(item):
                return None
            known += coded
            found.append(item)
    # A list of which less than half is known to be a language may be of anything.
    return found if known * 2 >= len(found) else None


def _single(part: str) -> list[str]:
    """One item of an enumeration, or the two that "and" joins where both are known."""
    bare = _BEFORE.sub("", part.strip(_AROUND)).strip()
    if language_code(bare) is None and _JOINS.search(bare):
        joined = [one.strip() for one in _JOINS.split(bare)]
        if all(language_code(one) or one.casefold() in _kind("rest") for one in joined):
            return joined
    return [bare]


def _is_name(item: str) -> bool:
    bare = _BRACKETS.sub("", item)
    return not is_phrase(bare) and not bare[:1].islower() and _NAME.fullmatch(bare) is not None


def _code(text: str) -> str | None:
    found = _CODE.fullmatch(text)
    if found is None:
        return None
    language, script, region = found.groups()
    code = _codes().get(language.lower())
    if code is None or code in _kind("special"):
        return None
    # "de-en" is a pair of languages more often than German as spoken in a region EN.
    if region and region.islower() and region in _codes() and text.lower() not in _kind("region"):
        return None
    parts = [code, script and script.title(), region and region.upper()]
    return "-".join(part for part in parts if part)


@cache
def _kind(kind: str) -> frozenset[str]:
    return frozenset(word for row in rows("languages") if row[0] == kind for word in row[1:])


@cache
def _names() -> dict[str, str]:
    """Names in lower case, and their codes."""
    found: dict[str, str] = {}
    for kind, code, *names in rows("languages"):
        if kind == "name":
            for name in names:
                found.setdefault(name.casefold(), code)
    return found


@cache
def _codes() -> dict[str, str]:
    """Every code of ISO 639, and the shortest one of the same language."""
    found: dict[str, str] = {}
    for kind, *codes in rows("languages"):
        if kind == "name":
            if codes[0].isalpha():
                found.setdefault(codes[0], codes[0])
        elif kind == "same":
            found.update(dict.fromkeys(codes, codes[0]))
        elif kind == "codes":
            found |= {code: code for code in codes[0].split() if code not in found}
    return found
