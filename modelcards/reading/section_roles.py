"""What a heading says its section is about, from the words alone and from where it stands.

The words are `data/section_roles.txt`; where they mislead, the rows of `data/section_context.txt`
decide. A heading that none of them knows has no role.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from modelcards import vocabulary
from modelcards.reading.section_words import WIDE, above, affix, listed, tidy, whole, words
from modelcards.scores.benchmark_names import benchmark_id

_LONGEST = 160  # characters; what is longer is a sentence
_JOINED = 9  # words; what is longer is a sentence and no joined heading
_BRACKETS = re.compile(r"([^(（\[【]{1,80})[(（\[【]([^)）\]】]{1,80})[)）\]】]")
_WIDE_RUN = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
_OTHER_RUN = re.compile("[ -\u024f｜|/]+")

_NONE: frozenset[str] = frozenset()
_MEASURED = ("results", "evaluation")


class Rule(NamedTuple):
    """One row of `section_context.txt`; a heading that ends or begins in a way holds "…"."""

    how: str
    which: frozenset[str]
    role: str | None


class Words(NamedTuple):
    """What a heading's words say: its role, further roles, and the rules that it may fall under."""

    role: str | None
    also: tuple[str, ...]
    rules: tuple[Rule, ...]
    text: str


def words_of(title: str, loose: bool = True) -> Words:
    """The role of a heading by its words, and further roles of a joined one.

    Without `loose` how a heading begins or ends says nothing.

    >>> words_of("Intended uses & limitations")[:2]
    ('uses', ('limitations',))
    >>> words_of("4. 模型结构（Model Structure）").role, words_of("Sunrise over Lumen Bay").role
    ('architecture', None)
    """
    return _known(title, loose)


# Cards share most of their headings; one is asked about by several steps.
@lru_cache(maxsize=4096)
def _known(title: str, loose: bool) -> Words:
    text = tidy(title)
    if not text or len(text) > _LONGEST:
        return Words(None, (), (), text)
    role = whole(text)
    parts = _parts(text)
    if role is None:
        role = _of_words(text, parts, loose)
    if role is None and not loose:
        return Words(None, (), (), text)
    rules = _rules_for(text, role)
    if role is None or len(parts) < 2:
        return Words(role, (), rules, text)
    over = above(role)
    kept = [whole(part) or affix(part) for part in parts]
    also = dict.fromkeys(one for one in kept if one is not None and one not in (*over, "-"))
    return Words(role, tuple(also), rules, text)


def _of_words(text: str, parts: list[str], loose: bool) -> str | None:
    """The role of a heading that the vocabulary does not hold as it stands."""
    pieces = _pieces(text)
    if len(pieces) == 2 and (found := _behind(text, *pieces)) is not None:
        return found
    for piece in pieces:
        # "Note: …" is a sentence that is marked as one
        if (found := whole(piece)) is not None and found != "more-information":
            return found
    if len(parts) > 1:
        known = [whole(part) for part in parts]
        if all(known):
            return known[0]
    if not loose or (shape := affix(text)) == "-":
        return None
    # What stands in brackets tells of the heading as a whole, not by how it begins or ends.
    for piece in pieces[:1] if text.isascii() and _bracketed(text) else reversed(pieces):
        if (found := affix(piece)) is not None:
            return found if found != "-" else None
    if shape is not None or len(parts) < 2 or len(text.split()) > _JOINED:
        return shape
    known = [whole(part) or affix(part) for part in parts]
    named = [one for one in known if one not in (None, "-")]
    return named[0] if 2 * len(named) >= len(parts) else None


def _behind(text: str, head: str, rest: str) -> str | None:
    """The role of a heading whose second piece says more than its first: "Training (with the Zoo)",
    "Demo: how to use it".
    """
    if ": " not in text:
        return whole(f"{head} {rest}")
    begun = words().begins.get(" ".join(rest.split()[:3]))
    return begun if whole(head) is not None else None


def _parts(text: str) -> list[str]:
    """The parts of a joined heading, each as it is compared."""
    if " " not in text and text.isascii() and text.replace("-", "").isalnum():
        return [text]
    if not _joins().search(text):
        return [text]
    return [part for piece in _joins().split(text) if (part := tidy(piece))][:8]


def _pieces(text: str) -> list[str]:
    """What stands before and in brackets, or around a colon, or in either of two scripts."""
    found = _bracketed(text)
    if found is not None:
        return [tidy(piece) for piece in found.groups()]
    head, colon, behind = text.partition(": ")
    return [tidy(head), tidy(behind)] if colon else _scripts(text)


def _bracketed(text: str) -> re.Match[str] | None:
    """What stands before and in brackets."""
    may = any(map(text.__contains__, ")]" if text.isascii() else ")]）】"))
    return _BRACKETS.match(text) if may else None


def _scripts(text: str) -> list[str]:
    """The two halves of a heading in two scripts ("示例 example")."""
    if text.isascii() or not WIDE.search(text):
        return []
    halves = [tidy(_WIDE_RUN.sub(" ", text)), tidy(_OTHER_RUN.sub(" ", text))]
    return halves if all(halves) else []


def name_words(name: str | None) -> frozenset[str]:
    """The words of a model's name that are nobody else's."""
    return frozenset(name.casefold().replace("-", " ").split()) - _name_words() if name else _NONE


def _without_name(text: str, named: frozenset[str]) -> str | None:
    """A heading without the words of the model's name; None when none of them is in it."""
    parts = text.split()
    kept = [word for word in parts if named.isdisjoint((*word.split("-"), word.rstrip("'s")))]
    return " ".join(kept) if 0 < len(kept) < len(parts) else None


@lru_cache(maxsize=1)
def bold_roles() -> frozenset[str]:
    """What a bold line may open a section about where headings divide the card."""
    return frozenset(listed("bold"))


@lru_cache(maxsize=1)
def _joins() -> re.Pattern[str]:
    signs = "|".join(re.escape(one) for one in listed("sign"))
    between = "|".join(re.escape(one) for one in listed("word"))
    return re.compile(rf"\s*(?:(?:{signs})\s*)+(?:(?:{between})\s+)?|\s+(?:{between})\s+")


@lru_cache(maxsize=1)
def _name_words() -> frozenset[str]:
    return frozenset(listed("name"))


class _Rules(NamedTuple):
    """The rules by whole heading or `role:x`, those by a beginning (true) or an end, and how such
    begin and end.
    """

    exact: dict[str, list[Rule]]
    shaped: list[tuple[bool, str, Rule]]
    begins: tuple[str, ...]
    ends: tuple[str, ...]


@lru_cache(maxsize=1)
def _rules() -> _Rules:
    exact: dict[str, list[Rule]] = {}
    shaped: list[tuple[bool, str, Rule]] = []
    for headings, how, which, role in vocabulary.rows("section_context"):
        asked = frozenset(one.strip() for one in which.split(","))
        rule = Rule(how, asked, None if role == "-" else role)
        for heading in (one.strip() for one in headings.split(",")):
            if "…" in heading:
                shaped.append((heading.endswith("…"), heading.strip("…"), rule))
            else:
                exact.setdefault(heading, []).append(rule)
    begins = tuple(bit for opens, bit, _ in shaped if opens)
    return _Rules(exact, shaped, begins, tuple(bit for opens, bit, _ in shaped if not opens))


def _rules_for(text: str, role: str | None) -> tuple[Rule, ...]:
    """The rules that a heading may fall under; most fall under none."""
    exact, shaped, opening, closing = _rules()
    bare = _bracketed(text)
    texts = {text, *map(tidy, bare.groups())} if bare else {text}
    found = [rule for one in texts for rule in exact.get(one, ())]
    formed = [one for one in texts if one.startswith(opening) or one.endswith(closing)]
    for begins, bit, rule in shaped if formed and not any(map(whole, texts)) else ():
        for one in texts:
            if one.startswith(bit) if begins else one.endswith(bit):
                found.append(rule)
    found += exact.get(f"role:{role}", ()) if role else ()
    return tuple(dict.fromkeys(found)) if found else ()


def role_in_context(
    known: Words,
    over: Sequence[str | None],
    holds: Callable[[str], bool],
    named: frozenset[str] = _NONE,
) -> str | None:
    """The role of a heading where it stands.

    `over` are the roles of the enclosing sections, `holds` tells whether the section itself holds
    something (`bibtex`, `code`, `gpu`, `scores`); `named` are the words of the model's name, which
    a heading may hold ("What is Lumen?").

    >>> role_in_context(words_of("Summary"), ["results"], lambda what: False)
    'results'
    """
    role, _, rules, text = known
    if named and len(text) <= _LONGEST and any(word in text for word in named):
        bare = _without_name(text, named)
        if bare is not None:
            role = role or whole(bare)
            rules = (*_rules_for(bare, None), *rules)
    if not rules:
        return role if role is not None else _benchmarks(text, over, holds)
    around = {one for section in over if section for one in above(section)}
    for rule in rules:
        if rule.how == "below":
            met = "any" in rule.which or not around.isdisjoint(rule.which)
        else:
            met = any(holds(what) for what in rule.which)
        if met:
            return rule.role
    return role


def _benchmarks(text: str, over: Sequence[str | None], holds: Callable[[str], bool]) -> str | None:
    """`results` for a heading that is a benchmark's own name, or names one among results."""
    if len(text) > _LONGEST:
        return None
    if any(role in _MEASURED for role in over[-2:]):
        return "results" if any(benchmark_id(word) for word in text.split()) else None
    return "results" if benchmark_id(text) and holds("scores") else None
