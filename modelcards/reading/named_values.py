"""What stands behind a label and is a name: who made the model, how it is built, and from what.

A sentence names nothing by itself; a link in it may lead anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from modelcards import vocabulary
from modelcards.markdown.inline import InlineLink
from modelcards.markdown.outline import plain
from modelcards.values.read import text_list
from modelcards.values.sentences import is_sentence

_LONGEST_DESIGN = 120
_LONGEST_MODEL = 100
_MOST_WORDS = 8
_QUOTES = " \t\n\"'“”‘’`"
_HUB_PAGE = re.compile(
    r"https?://(?:www\.)?(?:huggingface\.co|hf\.co)/((?!(?:datasets|spaces|docs|papers|blog|collections)/)"
    r"[\w.-]{1,96}(?:/[\w.-]{1,96})?)(?:[/?#][^\s,;]{0,300})?(?=$|[\s,;)>])"
)
_ELSEWHERE = re.compile(r"(?:see|refer|check|same as|as in|described in|like)\b", re.I)
_ARCHIVES = (".zip", ".tar", ".gz", ".pt", ".pth", ".ckpt", ".bin", ".nemo", ".h5")
_LONGEST_NAMES = 1000
"""A paper's authors may fill some lines; what is longer is no name."""
_WORD = re.compile(r"\w+(?:-\w+)*")
_SIGNS = " \t\n,.;:-–—|/&()（）[]<>"
_AROUND = " ,;:-–—"
_MAIL = re.compile(r"\s?[(<][^\s()<>@]{1,80}@[^\s()<>@]{1,80}[)>]")
_LEFT_OVER = re.compile(r"[,;]?\s(?:and|or|see|via|with|in|on|at|by|&)$")
_LONGEST_SHORT_FORM = 5
_ADDRESS_BEHIND = re.compile(r"\s?[(<\[](https?://[^\s()<>\[\]]{1,300})[)>\]]$")
_YEAR_BEHIND = re.compile(r"[.,]?\s?\((?:19|20)\d{2}\)\.?$")
_EMPTY_BRACKETS = re.compile(r"\s{0,3}[(（\[][\s,;|/]{0,20}[)）\]]")
_BEFORE = re.compile(
    r"(?:the\s)?(?:team|people|researchers?|folks)\s(?:at|of|from)|by|from|at", re.I
)


def organization(raw: str, found: Sequence[InlineLink]) -> tuple[str, str | None] | None:
    """A name and the address that is linked with it, from a value's visible text and its links.

    A link's text is the name where nothing else stands there. Words such as "website" are none: the
    name stands beside them, and only a home page's address is that of who is named.
    """
    if len(raw) > _LONGEST_NAMES:
        return None
    telling = [link for link in found if not link.image]
    named = [link for link in telling if not _is_generic(link.label)]
    home = next((link.url for link in telling if _role(link.label) == "home"), None)
    rest = raw
    for link in telling:
        rest = rest.replace(link.label, "", 1) if link.label else rest
    rest = rest.strip(_SIGNS)
    if len(named) == 1 and (not rest or _BEFORE.fullmatch(rest)):
        return _named(named[0].label, named[0].url)
    text = raw
    for link in telling:
        if _is_generic(link.label) and link.label:
            text = text.replace(link.label, "", 1)
    text = _EMPTY_BRACKETS.sub("", _MAIL.sub("", text)).strip(_AROUND)
    if behind := _ADDRESS_BEHIND.search(text):
        text, home = text[: behind.start()], home or behind[1]
    text = _YEAR_BEHIND.sub("", text)
    return _named(_LEFT_OVER.sub("", text) if len(named) < len(telling) else text, home)


def hub_page(url: str) -> str | None:
    """The model whose page of the Hub an address is, or opens with; None for another address.

    >>> hub_page("https://huggingface.co/acme/lumen-7b"), hub_page("https://huggingface.co/docs/hub")
    ('acme/lumen-7b', None)
    """
    page = _HUB_PAGE.match(url)
    return page[1].rstrip(".") if page else None


def models(raw: str, found: Sequence[InlineLink] = ()) -> list[str]:
    """The models that a label names, in the text of its value; a sentence about one names none.

    The page of the Hub that a name links is its whole name: with its owner.

    >>> models("'acme/lumen-base'"), models("https://huggingface.co/acme/lumen-base")
    (['acme/lumen-base'], ['acme/lumen-base'])
    >>> models("See the other card for the base model"), models("Lumen 7B and Heron 2B")
    ([], ['Lumen 7B', 'Heron 2B'])
    """
    addressed = [page[1].rstrip(".") for page in _HUB_PAGE.finditer(raw)] if "://" in raw else []
    if addressed:
        return list(dict.fromkeys(addressed))
    named = []
    for item in text_list(raw):
        for one in item.split(" and ") if item.count(" ") < _MOST_WORDS else (item,):
            name = one.strip(_QUOTES).rstrip(".").strip()
            if len(name) > _LONGEST_MODEL or is_sentence(name) or _ELSEWHERE.match(name):
                return []
            if name.casefold().endswith(_ARCHIVES):
                return []  # a file to be converted is no model of the Hub
            named += [name] if name else []
    pages = {link.label: hub_page(link.url) for link in found}
    return [page if (page := pages.get(one)) and _ends(page, one) else one for one in named]


def _ends(page: str, name: str) -> bool:
    return page.rpartition("/")[2].casefold() == name.casefold()


def _named(text: str, url: str | None) -> tuple[str, str | None] | None:
    name = plain(text).strip(_AROUND)
    # "Acme Inc." ends with its point, a list of words does not.
    if name.endswith(".") and len(name.split()[-1]) > _LONGEST_SHORT_FORM:
        name = name[:-1]
    if (
        not name
        or is_sentence(name)
        or _names_nobody(name)
        or (" " not in name and _is_generic(name))
    ):
        return None
    return name, url or None


def _names_nobody(name: str) -> bool:
    """True for what says that somebody is not the maker, or that a machine wrote the card."""
    text = name.casefold()
    words = _nobody()
    if text in words["whole"] or text.startswith(words["start"]):
        return True
    # "Generated Photos" is a maker, "GPT-4 generated" is none.
    said = f" {' '.join(_WORD.findall(text))} "
    return text.endswith(words["end"]) or any(one in said for one in words["within"])


@cache
def _nobody() -> dict[str, tuple[str, ...]]:
    found = {row[0]: row[1:] for row in vocabulary.rows("no_organization")}
    return found | {
        "start": tuple(f"{one} " for one in found["start"]),
        "within": tuple(f" {one} " for one in found["within"]),
        "end": tuple(f" {one}" for one in found["end"]),
    }


def architecture(raw: str) -> str | None:
    """How a model is built, in a few words; None for a sentence about it.

    >>> architecture("Dense"), architecture("The model uses an optimised transformer.")
    ('Dense', None)
    """
    # A caption of a picture ends like a sentence, and a line above one with a colon.
    if raw.casefold().replace(" ", "-") in _tasks():
        return None  # "Type: Text generation"
    ends = raw.endswith((".", ":", "：")) and raw.count(" ") > 3
    told = ends or is_sentence(raw) or _ELSEWHERE.match(raw) is not None
    return None if len(raw) > _LONGEST_DESIGN or told else raw


@cache
def _tasks() -> frozenset[str]:
    return frozenset(row[1] for row in vocabulary.rows("hub_metadata") if row[0] == "pipeline")


def _is_generic(label: str) -> bool:
    return _role(label) is not None or "://" in label or "@" in label


def _role(label: str) -> str | None:
    """What a link says that it leads to where it names nobody: `home` or `other`."""
    return _generic().get(plain(label).casefold().strip(_SIGNS))


@cache
def _generic() -> dict[str, str]:
    return {word: row[0] for row in vocabulary.rows("link_words") for word in row[1:]}
