"""Text that was damaged twice: undoing all layers of a run, or none."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache, partial
from itertools import pairwise

from modelcards.text.repair_stages.code_pages import Page, page
from modelcards.text.repair_stages.edits import Edit
from modelcards.text.repair_stages.fitting import common, finished, is_rare, torn
from modelcards.text.repair_stages.proof import likely, parse
from modelcards.text.repair_stages.ranking import signs_beside
from modelcards.text.repair_stages.runs import RUN, breaks_before
from modelcards.text.repair_stages.sequences import interpret
from modelcards.text.repair_stages.signs import JOINER, VARIATION, weight

_AHEAD = 80
_USUAL = 3.0
_ENTITY = ("html",)
_WRITTEN = frozenset(("html", "json"))


@lru_cache(maxsize=20_000)
def decoded(name: str, run: str) -> str:
    """A run that is whole UTF-8 in the page `name`, as the text it was."""
    return (page(name).encode(run) or b"").decode()


@lru_cache(maxsize=20_000)
def undone(name: str, run: str, apart: bool = False) -> tuple[str, tuple[str, ...]]:
    """A run that is whole in the page `name`, and what comes out while that is again; the pages.

    `apart` is true when no letter stands before the run.

    >>> undone("cp1252", "Ã¢â‚¬Â¢")
    ('•', ('cp1252', 'cp1252'))
    """
    pages: tuple[str, ...] = (name,)
    run = decoded(name, run)
    while _damaged(name, run, apart):
        run, pages = decoded(name, run), (*pages, name)
    return run, pages


def _damaged(name: str, run: str, apart: bool) -> bool:
    """True when all of a run that came out of damage is damage still."""
    if len(run) < 2:
        return False
    inner = parse(name, run)
    if not _is_solid(name, run):
        return False
    # A pair of two characters may be the author's: a letter and the sign that ends its word.
    if inner.proof or (run[0] in "ÂÃ" and not run[1].isalpha()):
        return True
    best = weight(decoded(name, run)[0])
    return best >= 0 if len(run) > 2 else apart and best >= _USUAL


def damaged_twice(runs: list[str]) -> list[Page]:
    """The page of a run that was damaged twice and was a sign, if there is one.

    Whoever quotes damage shows one layer of it.
    """
    for run in runs:
        for name in likely(run):
            if _is_solid(name, run) and parse(name, run).proof:
                meant, pages = undone(name, run, True)
                if len(pages) > 1 and weight(meant[0]) >= 0:
                    return [page(name)]
    return []


def likelier(text: str, runs: list[str], one: Page, other: Page) -> Page:
    """Of two pages that share most of their characters, the one in which a text makes more sense.

    The other counts when it explains all of the text as well: with fewer rare letters and capitals
    within words, or by more layers.
    """
    if not all(parse(other.name, run).solid for run in runs):
        return one
    ranks = []
    for name in (one.name, other.name):
        meant = {run: undone(name, run)[0] if _is_solid(name, run) else run for run in runs}
        made = RUN.sub(partial(_found_in, meant), text)
        odd = sum(a.islower() and b.isupper() and b > "~" for a, b in pairwise(made))
        ranks.append((odd + sum(map(is_rare, made)), len(made)))
    return other if ranks[1] < ranks[0] else one


def _found_in(meant: dict[str, str], run: re.Match[str]) -> str:
    return meant.get(run[0], run[0])


def deeper(made: list[Edit], one: Page, apart: bool) -> list[Edit]:
    """The edits of a run as one, when what comes out is damage of the same page again."""
    if any(edit.end != after.start for edit, after in pairwise(made)):
        return made
    run = "".join(edit.after for edit in made)
    if not _damaged(one.name, run, apart):
        return made
    after, pages = undone(one.name, run, apart)
    return [
        Edit(
            start=made[0].start,
            end=made[-1].end,
            after=after,
            pages=(one.name, *pages),
            lost=sum(edit.lost for edit in made),
            spaces=sum(edit.spaces for edit in made),
        )
    ]


def without_half_undone(text: str, edits: list[Edit]) -> list[Edit]:
    """Leave out what would be undone by one layer of two, to look well and be wrong.

    Text that was damaged twice and has lost too much comes out as the letter that a damaged sign
    begins with, where no letter stands by itself or the words ask for that sign. Where that is seen
    once, the same letter is not believed elsewhere either.
    """
    if not any(len(edit.pages) > 1 or edit.after[:1].isalpha() for edit in edits):
        return edits
    groups: list[list[Edit]] = []
    for edit in edits:
        last = groups[-1][-1] if groups else None
        if last and last.end == edit.start and _ENTITY not in (last.pages, edit.pages):
            groups[-1].append(edit)
        else:
            groups.append([edit])
    twice = any(len(group[0].pages) > 1 and _WRITTEN.isdisjoint(group[0].pages) for group in groups)
    sound: list[list[Edit]] = []
    pages: set[str] = set()
    for group in groups:
        if group[0].pages == _ENTITY or _is_beyond(group):
            sound.append(group)
        elif twice and (whole := _finished(group)):
            sound.append(whole)
        elif (
            _half_undone(text, group)
            or _is_torn(text, group)
            or _begun(group)
            or (twice and (looks_bad(group[0].pages[-1], _after(group)) or _misplaced(text, group)))
            or (twice and len(group) == 1 and group[0].after in ("Ã", "Ă"))
            or _guessed(group)
        ):
            pages.add(group[0].pages[-1])
        else:
            sound.append(group)
    sound = _as_deep_as_their_line(text, sound, bool(pages))
    leads = {page(name).chars[byte] for name in pages for byte in (0xE2, 0xEF, 0xF0)}
    return [edit for group in sound if group[0].after[0] not in leads for edit in group]


def _is_beyond(group: list[Edit]) -> bool:
    """True when nothing that came out can be a byte of damage that lies deeper: signs alone."""
    byte = page(group[0].pages[-1]).byte.keys()
    return all(
        byte.isdisjoint(edit.after) and not any(map(str.isalpha, edit.after)) for edit in group
    )


def _as_deep_as_their_line(text: str, groups: list[list[Edit]], lossy: bool) -> list[list[Edit]]:
    """Without what is undone by fewer layers than the line, and may be a byte of a deeper one.

    In a file that is `lossy`, where layers could not be undone, its deepest text counts as well.
    """
    if len({len(group[0].pages) for group in groups}) < 2:
        return groups
    of_file = max(len(group[0].pages) for group in groups) if lossy else 0
    deepest: dict[int, int] = {}
    lines = list(breaks_before(text, (group[0].start for group in groups)))
    for line, group in zip(lines, groups, strict=True):
        if _WRITTEN.isdisjoint(group[0].pages):
            deepest[line] = max(deepest.get(line, of_file), len(group[0].pages))
    return [
        group
        for line, group in zip(lines, groups, strict=True)
        if not _WRITTEN.isdisjoint(group[0].pages)
        or len(group[0].pages) >= deepest[line]
        or _complete(text, group)
    ]


def _complete(text: str, group: list[Edit]) -> bool:
    """True when nothing of a sign is left in what came out, which begins in it or before it."""
    one, start = page(group[0].pages[-1]), group[0].start
    after = _after(group)
    if all(finished(char, one) for char in after):
        return True
    return one.leads.isdisjoint(after) and text[max(0, start - 2) : start].isascii()


def _finished(group: list[Edit]) -> list[Edit]:
    """The group undone by one more layer, when all of it is damage of its page again.

    A pair alone, `Ø¨`, proves nothing; beside others that were damaged twice it is not what anyone
    wrote, if everyday letters or signs come out.
    """
    name = group[0].pages[-1]
    after = _after(group)
    if len(after) < 2 or not _is_solid(name, after) or any(not one.applied for one in group):
        return []
    meant, pages = undone(name, after)
    if not all(common(char) or weight(char) >= 0 or char >= "ऀ" for char in meant):
        return []
    return [
        Edit(
            start=group[0].start,
            end=group[-1].end,
            after=meant,
            pages=(*group[0].pages, *pages),
            lost=sum(edit.lost for edit in group),
            spaces=sum(edit.spaces for edit in group),
        )
    ]


def _guessed(group: list[Edit]) -> bool:
    """True for letters that were damaged twice and lost a byte: another makes another letter."""
    for edit in group:
        if edit.lost and edit.applied and len(edit.pages) > 1 and any(map(_is_letter, edit.after)):
            return True
    return False


def _is_letter(char: str) -> bool:
    return unicodedata.category(char)[0] in "LM" and char not in (VARIATION, JOINER)


def _is_solid(name: str, run: str) -> bool:
    inner = parse(name, run)
    return inner.solid and inner.spans[-1][1] == len(run)


def _begun(group: list[Edit]) -> bool:
    """True when what comes out holds what is left of a quote, a dash or an emoji."""
    after = _after(group)
    chars = page(group[0].pages[-1]).chars
    return chars[0xE2] + chars[0x80] in after or chars[0xF0] + chars[0x9F] in after


def _is_torn(text: str, group: list[Edit]) -> bool:
    return torn(text, group[0].start, group[-1].end, _after(group), page(group[0].pages[-1]))


def _after(group: list[Edit]) -> str:
    return group[0].after if len(group) == 1 else "".join([edit.after for edit in group])


@lru_cache(maxsize=4_000)
def looks_bad(name: str, after: str) -> bool:
    """True when what comes out is damage: of text that was damaged twice, the second layer."""
    found = page(name).sequence.search(after)
    if found is not None and len(after) > 2 and interpret(name, found[0]).whole:
        return True
    return parse(name, after).proof or _is_solid(name, after)


def _misplaced(text: str, group: list[Edit]) -> bool:
    """True for a capital that begins no word: the byte of a letter, and the other one lost."""
    meant = group[0].after
    if len(group) > 1 or len(group[0].pages) > 1 or len(meant) > 1 or not meant.isupper():
        return False
    end = group[-1].end
    before, after = text[group[0].start - 1 : group[0].start], text[end : end + 1]
    begins = after.islower() and not before.isalpha()
    return not (begins or before.isupper() or after.isupper())


def _still_bad(one: Page, after: str) -> bool:
    """True when what came out of damage is damage that no further pass could undo."""
    inner = parse(one.name, after)
    return inner.proof or (inner.full and one.byte[after[0]] in (0xC2, 0xC3))


def _half_undone(text: str, group: list[Edit]) -> bool:
    if not group[0].after[0].isalpha():
        return False
    one = page(group[0].pages[-1])
    chars, tails = one.chars, one.tails
    after = _after(group)
    first = after[0]
    if len(after) > 1 and after[1] not in tails:
        return False
    if len(group[0].pages) == 1 and len(after) > 1 and _still_bad(one, after):
        return True
    start, end = group[0].start, group[-1].end
    apart = not (text[start - 1 : start].isalpha() or text[end : end + 1].isalpha())
    if apart and first in "âðğđ" and first in (chars[0xE2], chars[0xF0]):
        return True
    signs = signs_beside(text[max(0, start - _AHEAD) : start], text[end : end + _AHEAD])
    return any(chars[sign.encode()[0]] == first for sign in signs)
