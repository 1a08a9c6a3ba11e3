"""Mends every card of a directory and holds what came of it to what `--fix` promises.

`python -m tests.support.score_fix [DIR...] [--show N]`: no byte changes outside the edits, a second
run changes nothing, and the HTML that a CommonMark renderer makes is the same but for what the
fixes say they change. `--show` prints that many diffs, chosen by a seed, to be read.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import unified_diff
from pathlib import Path
from typing import NamedTuple

from markdown_it import MarkdownIt

from modelcards import Finding, fix
from tests.support.cards import SHARED

_COMMENT = re.compile(r"<!--(?:(?!-->).)*+(?:-->|\Z)", re.S)
_BLANK = re.compile(r"\s+")
_TEXT = frozenset(("MC001", "MC002", "MC003", "MC203"))
"""Rules whose fixes change what is to be read."""


class Mended(NamedTuple):
    """One card: what was mended, and what of the promises was broken."""

    path: str
    before: str
    after: str
    applied: tuple[Finding, ...]
    broken: tuple[str, ...]


def html(text: str) -> str:
    """What a reader sees: the body as HTML, without comments and doubled blanks."""
    text = text.replace("\r\n", "\n")
    start = re.match(r"\ufeff?\s*---[ \t]*\n(?:.*\n)*?---[ \t]*(?:\n|\Z)", text)
    body = text[start.end() :] if start else text
    made = MarkdownIt("commonmark").enable("table").render(body)
    return (
        _BLANK.sub(" ", _COMMENT.sub("", made).replace("<p></p>", ""))
        .replace(" <", "<")
        .replace("> ", ">")
        .strip()
    )


def applied_alone(text: str, applied: Iterable[Finding]) -> str:
    """A text with the edits of findings put in, by the simplest means there are."""
    lines = [*text.splitlines(keepends=True), ""]
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    newline = "\r\n" if "\r\n" in text else "\n"
    edits = [edit for one in applied if one.fix for edit in one.fix.edits]
    for edit in sorted(edits, key=lambda one: one.place, reverse=True):
        first = starts[min(edit.start_line - 1, len(lines) - 1)] + edit.start_column - 1
        last = starts[min(edit.end_line - 1, len(lines) - 1)] + edit.end_column - 1
        text = text[:first] + edit.text.replace("\n", newline) + text[last:]
    return text


def judge(path: str, text: str) -> Mended:
    """Mend a text and look at what came of it."""
    done = fix(text)
    if done.text == text:
        return Mended(path, text, text, done.applied, ())
    broken = []
    # Later rounds edit what the earlier ones made: their places are of another text.
    codes = {one.code for one in done.applied}
    alone = applied_alone(text, done.applied)
    if alone not in (done.text, done.text.lstrip("\ufeff")) and codes != {"MC003"}:
        broken.append("bytes outside the edits, or several rounds")
    if fix(done.text).text != done.text:
        broken.append("a second run changes it")
    # A front matter that had no end took the body with it.
    closed = any("is missing behind" in one.message for one in done.applied)
    if not (codes & _TEXT or closed) and html(text) != html(done.text):
        broken.append("another HTML")
    return Mended(path, text, done.text, done.applied, tuple(broken))


def run(paths: Iterable[Path]) -> Iterator[Mended]:
    """Every card that can be read as UTF-8."""
    for path in paths:
        try:
            text = path.read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            continue
        if "\r" in text.replace("\r\n", "") or re.search(
            "[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", text
        ):
            continue  # splitlines would count other lines
        yield judge(str(path), text)


def main() -> None:
    """Print the counts, what was broken, and some diffs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", default=[str(SHARED / "wild"), str(SHARED / "hub")])
    parser.add_argument("--show", type=int, default=0)
    args = parser.parse_args()
    paths = [path for folder in args.folders for path in sorted(Path(folder).rglob("*.md"))]
    done = list(run(paths))
    changed = [one for one in done if one.after != one.before]
    codes = Counter(finding.code for one in done for finding in one.applied)
    print(f"{len(done)} cards, {len(changed)} mended: {dict(codes.most_common())}")
    print(dict(Counter(what for one in done for what in one.broken)))
    for one in done:
        if one.broken:
            print(f"  {one.path}: {one.broken} {sorted({f.code for f in one.applied})}")
    for one in random.Random(17).sample(changed, min(args.show, len(changed))):
        lines = one.before.split("\n"), one.after.split("\n")
        print(f"== {one.path}")
        print("\n".join(line[:160] for line in unified_diff(*lines, lineterm="", n=1))[:1500])


if __name__ == "__main__":
    main()
