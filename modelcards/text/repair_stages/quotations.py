"""Lines that quote damage instead of having it: they are left alone, and they prove nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache

from modelcards.text.repair_stages.code_pages import NAMES, is_bad, page
from modelcards.text.repair_stages.runs import Matches, Runs, in_lines, line_around
from modelcards.vocabulary import rows

_LITERAL = "\"'`|"
# Behind a literal that is damage and nothing else: one of some signs that it is mapped to.
_MAPPED = re.compile(
    f"(?: ?\\||[{_LITERAL}])\\s*(?:[:,|]|[=-]>|→|=)?\\s*"
    f"[{_LITERAL}]?\\s*[^\\w\\s]{{0,2}}\\s*[{_LITERAL}]"
)
_ALONE = 8
_BETWEEN = re.compile(r"[^\w]{1,12}")
_FAR = 60
_LONGEST = 4_000
_MOST = 20
_PARAGRAPH = 2_000
_HEADING = re.compile(r"^(?:#{1,6}[ \t]|title:)", re.MULTILINE)


def quotations(text: str, runs: Runs) -> list[tuple[int, int]]:
    """The lines that quote damage, as spans in order; all of a page that is about damage.

    `runs` are the runs of the text that are not ASCII.

    >>> text = "It wrote â€œ where “ was meant"
    >>> quotations(text, Runs(text))
    [(0, 30)]
    """
    about = _held(text, "about")
    if any(_heads(text, text.find(word)) for word in about):
        return [(0, len(text))]
    calls = bool(_held(text, "call"))
    bad = {run for run in {run[0] for run in runs} if is_bad(run)}
    named = any(word in text for word in _words("beside"))
    every = calls or about or named or any(run[0] not in bad for run in runs)
    spans: list[tuple[int, int]] = []
    for line, end in runs.lines() if every else in_lines(text, _mapped(text, runs)):
        first = next((run for run in line if run[0] in bad), None)
        if first is not None:
            start = text.rfind("\n", 0, first.start()) + 1
            if (
                (calls and _calls().search(text, start, end))
                or (about and _is_about(text, start, end))
                or (named and _is_named(text, start, end, (run for run in line if run[0] in bad)))
                or (end - start < _LONGEST and _quotes(text, list(line), bad))
            ):
                spans.append((start, end))
    return spans


def _is_named(text: str, start: int, end: int, bad: Matches) -> bool:
    """True when a line has damage as a literal by itself, and a word for what is wrong with it."""
    return any(
        text[max(0, run.start() - 1)] in "\"'" and text[run.end() : run.end() + 1] in ("'", '"')
        for run in bad
    ) and any(word in text[start:end].split() for word in _words("beside"))


def about_damage(text: str) -> Callable[[int, int], bool]:
    """Tells of places in a text whether their line looks for damage, or a page or paragraph is
    about it; for text in ASCII. Of a long line no more is looked at than of a long paragraph.
    """
    about = _held(text, "about")
    page_is = any(_heads(text, text.find(word)) for word in about)

    def is_about(start: int, end: int) -> bool:
        if page_is or (about and _is_about(text, start, end)):
            return True
        low, high = line_around(text, start, end, _PARAGRAPH)
        return _calls().search(text, low, high) is not None

    return is_about


def _heads(text: str, at: int) -> bool:
    """True when what stands at `at` is in a heading: the page, or most of it, is about that."""
    begin = text.rfind("\n", 0, at) + 1
    return at >= 0 and _HEADING.match(text, begin) is not None


def _is_about(text: str, start: int, end: int) -> bool:
    """True when the paragraph from `start` to `end` is about damage."""
    low = max(text.rfind("\n\n", max(0, start - _PARAGRAPH), start), start - _PARAGRAPH, 0)
    high = text.find("\n\n", end, end + _PARAGRAPH)
    paragraph = text[low : high if high >= 0 else end + _PARAGRAPH]
    return any(word in paragraph for word in _words("about"))


def _mapped(text: str, runs: Matches) -> list[re.Match[str]]:
    """The runs that are a literal by themselves, mapped to another one."""
    return [
        run
        for run in runs
        if run.end() - run.start() <= _ALONE
        and (text[max(0, run.start() - 1)] in _LITERAL or text.startswith("| ", run.start() - 2))
        and _MAPPED.match(text, run.end())
    ]


def _quotes(text: str, runs: list[re.Match[str]], damage: set[str]) -> bool:
    """True when a line maps damage to something, or shows what it means beside it."""
    bad = [run for run in runs if run[0] in damage]
    if _mapped(text, bad):
        return True
    if len(bad) == len(runs):
        return False
    sound = [run for run in runs if run not in bad]
    return any(_twin(text, run, sound) for run in bad[:_MOST])


def _twin(text: str, run: re.Match[str], sound: list[re.Match[str]]) -> bool:
    """True when what the run means stands near it, as a pair is written."""
    for other in sound:
        low, high = sorted((run.span(), other.span()))
        if high[0] - low[1] > _FAR or not any(one in other[0] for one in _meanings(run[0])):
            continue
        between = text[low[1] : high[0]]
        if _linked().search(between) or (_BETWEEN.fullmatch(between) and between.strip()):
            return True
    return False


@lru_cache(maxsize=2_000)
def _meanings(run: str) -> frozenset[str]:
    """What a run of damage means in each page that can have made it."""
    found: set[str] = set()
    for name in NAMES:
        data = page(name).encode(run)
        if data is not None:
            found.add(data.decode(errors="ignore").strip("?"))
    return frozenset(found - {"", run})


def _held(text: str, kind: str) -> list[str]:
    """The words of a kind that a text holds; all but their first letter is looked for once."""
    return [
        word
        for end, words in _spelled(kind).items()
        if end in text
        for word in words
        if word in text
    ]


@cache
def _spelled(kind: str) -> dict[str, list[str]]:
    """Words of a kind by what follows on their first letter."""
    found: dict[str, list[str]] = {}
    for word in dict.fromkeys(_words(kind)):
        found.setdefault(word[1:], []).append(word)
    return found


@cache
def _words(kind: str) -> tuple[str, ...]:
    return tuple(
        written
        for name, words in rows("damage-words")
        if name == kind
        for word in words.split()
        for written in _spellings(word.replace("_", " "))
    )


def _spellings(word: str) -> tuple[str, ...]:
    return (word, word[0].upper() + word[1:])


@cache
def _linked() -> re.Pattern[str]:
    return re.compile(f"(?i:\\b(?:{'|'.join(_words('link'))})\\b)|[=-]>|→|←|⇒")


@cache
def _calls() -> re.Pattern[str]:
    return re.compile(f"(?:(?:{'|'.join(map(re.escape, _words('call')))})\\w*\\s*\\()")
