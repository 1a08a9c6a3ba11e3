"""One pass over a text: find what was damaged, and decide what it was."""

from __future__ import annotations

import re
from collections.abc import Iterator

from modelcards.text.repair_stages.code_pages import Page, page
from modelcards.text.repair_stages.edits import Edit
from modelcards.text.repair_stages.exact import exact, whole_edits
from modelcards.text.repair_stages.fitting import acceptable, apart, capitals, common, finished
from modelcards.text.repair_stages.layers import (
    damaged_twice,
    decoded,
    deeper,
    likelier,
    looks_bad,
    undone,
)
from modelcards.text.repair_stages.meanings import likeliest
from modelcards.text.repair_stages.proof import Parsed, likely, parse, proven, twice, vouched
from modelcards.text.repair_stages.quotations import quotations
from modelcards.text.repair_stages.ranking import Decision, decide, paired, straightened
from modelcards.text.repair_stages.regions import Regions
from modelcards.text.repair_stages.runs import RUN, Matches, Runs
from modelcards.text.repair_stages.sequences import interpret
from modelcards.text.repair_stages.spaces import with_no_break_spaces
from modelcards.text.repair_stages.words import in_word, in_words

_WINDOW = 600
_KEPT = 10_000
# Where nothing is proven a space may be the byte that the proof lacks.
_SPACED = (page("cp1252"), page("latin-1"))
# Runs that are longer come once: remembered for text after text they would fill the memory.
_LONG = 100


def one_pass(text: str, known: tuple[Page, ...], most: int) -> tuple[list[Edit], tuple[Page, ...]]:
    """What this pass finds, in order, certain edits and proposals, and the pages that are proven.

    `known` are the pages that an earlier pass proved: what it has mended proves them no more. Of
    more than `most` edits some may be left out.
    """
    found = Runs(text)
    regions = Regions(text, runs=found)
    regions.quoted = quotations(text, found)
    pages = _pages(text, regions, found, known)
    filled = text
    for one in pages[:1] or _SPACED:
        filled = with_no_break_spaces(text, one, found)
        if filled != text:
            found = Runs(filled)
            pages = pages or _pages(filled, regions, found, known)
        if pages:
            break
    if not pages:
        return [], known
    edits = _edits(filled, pages, found)
    if filled != text:
        edits = (
            one._replace(spaces=one.spaces + _differing(text, filled, one.start, one.end))
            for one in edits
        )
    return regions.first_allowed(edits, most), tuple(pages)


def _pages(text: str, regions: Regions, found: Runs, known: tuple[Page, ...]) -> list[Page]:
    """The pages that are proven for a text, those first that explain most."""
    prose = regions.prose(text)
    runs = _distinct(found if prose is text else RUN.finditer(prose))
    if any(len(run) > _LONG for run in runs):
        for remembered in (parse, likely, twice, decoded, undone, looks_bad):
            remembered.cache_clear()
    pages = proven(runs)
    pages += [one for one in known if one not in pages]
    if not pages:
        pages = vouched(prose.split("\n"))
        words = in_words(prose)
        # ftfy knows no cp850, and takes cp437 for it.
        first = words if [one.name for one in pages] == ["cp437"] else []
        pages = [*first, *pages, *words]
        pages = list(dict.fromkeys(pages))
        pages = [best for one in pages[:1] if (best := likeliest(prose, runs, one))] + pages[1:]
        pages = list(dict.fromkeys(pages))
    if [one.name for one in pages[:1]] == ["cp437"]:
        pages = [likelier(prose, runs, pages[0], page("cp850")), *pages[1:]]
    return pages or damaged_twice(_distinct(RUN.finditer(regions.inline_code(text))))


def _distinct(found: Matches) -> list[str]:
    return list({run[0]: None for run in found})


def _edits(text: str, pages: list[Page], found: Runs) -> Iterator[Edit]:
    """The edits in pages that are proven: of the whole text at once when it is exact in one."""
    runs = _distinct(found)
    for one in pages:
        meant = exact(text, one) if all(parse(one.name, run).whole for run in runs) else None
        if meant is not None:
            return whole_edits(text, meant, one)
    return _Pass(text, pages).edits(found)


def _differing(text: str, other: str, start: int, end: int) -> int:
    """How many characters differ between two places of texts that are as long as each other."""
    pairs = zip(text[start:end], other[start:end], strict=True)
    return sum(a != b for a, b in pairs)


class _Pass:
    """The state of one pass over a text that was damaged in part, or lost bytes."""

    def __init__(self, text: str, pages: list[Page]) -> None:
        self.text = text
        self.pages = pages
        self.alone = {one.name: (one.name,) for one in pages}
        self.out: list[Edit] = []
        self._marked: dict[str, bool] = {}
        self._ranked: dict[str, list[tuple[Page, Parsed]]] = {}

    def edits(self, runs: Runs) -> Iterator[Edit]:
        """Go line by line: what else a line holds says how much of it may be touched."""
        for line, end in runs.lines():
            for made in self._line(line, end):
                yield from made
                self.out += made
                if len(self.out) > _KEPT:
                    # No more than so many stand in a window, which is as far as any rule looks.
                    del self.out[:-_WINDOW]

    def _line(self, runs: Matches, end: int) -> Iterator[list[Edit]]:
        if len(self.pages) == 1:
            one = self.pages[0]
            clean = all(parse(one.name, run[0]).clean for run in runs)
            for run in runs:
                yield self._run(one, parse(one.name, run[0]), run, end, clean)
            return
        clean = all(self._tried(run[0])[0][1].clean for run in runs)
        for run in runs:
            yield self._best(self._tried(run[0]), run, end, clean)

    def _tried(self, run: str) -> list[tuple[Page, Parsed]]:
        """The pages, those first that explain all of a run without loss, then all of it."""
        if run in self._ranked:
            return self._ranked[run]
        pages = [(one, parse(one.name, run)) for one in self.pages]
        pages.sort(key=lambda pair: (not pair[1].full, not pair[1].whole))
        if len(self._ranked) < _KEPT:
            self._ranked[run] = pages
        return pages

    def _best(
        self, pages: list[tuple[Page, Parsed]], run: re.Match[str], end: int, clean: bool
    ) -> list[Edit]:
        """The edits of one run in the page that is surest of them."""
        best: list[Edit] = []
        for one, parsed in pages:
            if best and not parsed.full:
                break
            found = self._run(one, parsed, run, end, clean)
            if not best or (_sure(found) and not _sure(best)):
                best = found
            if (parsed.full and parsed.whole) or _sure(best):
                break
        return best

    def _run(
        self, one: Page, parsed: Parsed, run: re.Match[str], end: int, clean: bool
    ) -> list[Edit]:
        """The edits of one run in one page."""
        at = run.start()
        if clean and parsed.solid and parsed.proof:
            last = parsed.spans[-1][1]
            after, pages = undone(one.name, run[0][:last], apart(self.text, at))
            return [Edit(at, at + last, after, pages)]
        before = len(self.out)
        open_ends = not parsed.full
        for start, stop in parsed.spans:
            edit = self._sequence(one, parsed, (at + start, at + stop), end, clean)
            if edit is None:
                open_ends = True
            else:
                self.out.append(edit)
                open_ends = open_ends or not edit.certain
        made = self.out[before:]
        del self.out[before:]
        if open_ends:
            # What a page can hold may itself be damage: beside what stays it would be misread.
            return [edit for edit in made if finished(edit.after, one)]
        return made if len(made) < 2 else deeper(made, one, apart(self.text, at))

    def _sequence(
        self, one: Page, parsed: Parsed, span: tuple[int, int], end: int, clean: bool
    ) -> Edit | None:
        start, stop = span
        found = self.text[start:stop]
        read = interpret(one.name, found)
        if read.whole:
            char = read.readings[0].char
            if (
                acceptable(char, found, parsed, clean)
                and (len(found) > 2 or len(parsed.spans) > 1 or self._alone(char, start, stop))
            ) or in_word(one.name, self.text, start):
                return Edit(start, stop, char, self.alone[one.name])
            return None
        if not parsed.full:
            return None
        after = self.text[stop : stop + 1] if stop < end else ""
        if after and after != " ":
            after = "."
        if found[-1] == "?" and not self._marks(one):
            # Where bytes were dropped without a mark the question mark is the text's own.
            found, after = found.rstrip("?"), "."
        told = self._decided(one.name, found, after, start, min(end, start + _WINDOW))
        if told is None or not told.certain:
            straight = straightened(one, found, self.text[stop : stop + 1])
            if straight:
                return Edit(start, stop + 1, straight, self.alone[one.name], certain=False, lost=1)
        if told is None:
            return None
        certain = told.certain
        if told.bound and self.out and self.out[-1].end == start:
            certain = certain and self.out[-1].certain
        reading = told.reading
        return Edit(
            start,
            start + reading.taken,
            reading.char,
            self.alone[one.name],
            certain,
            reading.lost,
            int(reading.space),
            told.runner_up,
        )

    def _decided(self, name: str, found: str, after: str, start: int, end: int) -> Decision | None:
        """What a sequence was, told by no more text than that takes: such texts come again."""
        if paired(name, found, after):
            return decide(name, found, after, self._left(start, "\n\n"), self.text[start:end])
        here, link, _ = self.text[start:end].partition("](")
        return decide(name, found, after, self._left(start, "\n"), here + link)

    def _alone(self, char: str, start: int, stop: int) -> bool:
        """True when a sequence of two bytes, alone, is damage: some words end in such a pair."""
        lead, tail = self.text[start], self.text[start + 1]
        if lead in "ÂÃ" and not tail.isalpha():
            return True
        before, after = self.text[start - 1 : start], self.text[stop : stop + 1]
        if not common(char):
            return False
        if capitals(self.text, start):
            return after.islower() or (char.isupper() and after.isupper())
        near = before.isalpha() or after.islower()
        return near or not tail.isalpha() or not (before + after).isalpha()

    def _marks(self, one: Page) -> bool:
        """True when the file writes question marks where bytes were lost."""
        if one.name not in self._marked:
            lossy = one.sequence.findall(self.text)
            marked = sum("?" in found for found in lossy)
            bare = sum(not interpret(one.name, found).whole for found in lossy) - marked
            self._marked[one.name] = marked > bare
        return self._marked[one.name]

    def _left(self, start: int, back: str) -> str:
        """The repaired text before `start`, back to the beginning of the paragraph or line."""
        begin = max(0, start - _WINDOW)
        begin = max(begin, self.text.rfind(back, begin, start) + len(back) - 1)
        parts: list[str] = []
        at = start
        for edit in reversed(self.out):
            if edit.start < begin:
                break
            parts += (self.text[edit.end : at], edit.after)
            at = edit.start
        parts.append(self.text[begin:at])
        return "".join(reversed(parts))


def _sure(edits: list[Edit]) -> bool:
    return bool(edits) and all(edit.certain for edit in edits)
