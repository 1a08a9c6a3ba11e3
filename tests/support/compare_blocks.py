"""Compares `read_blocks` with stock mistune on cards and on mutated pieces of them.

    python -m tests.support.compare_blocks 100000

prints how often the two differ and why. The reasons are the faults of mistune that are mended on
purpose; what is explained by none of them is printed in full and makes the exit code 1.
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from mistune import create_markdown

from modelcards.markdown.blocks import Block, read_blocks
from tests.support.cards import SHARED

_STOCK = create_markdown(
    renderer=None,
    plugins=[
        "table",
        "mistune.plugins.table.table_in_quote",
        "mistune.plugins.table.table_in_list",
    ],
).block

# (kind, text or level, children): what both sides are brought to
Shape = tuple[str, str, tuple[Any, ...]]

# The lines that mutations insert: each starts, ends or continues some kind of block.
_LINES = (
    "", "", "   ", "\t", "# Title", "## Title ##", "####### seven", "text", "- item", "* item",
    "+ item", "1. one", "2) two", "  - nested", "    - deep", "-", "> quote", ">", ">> deep",
    "> - item", "> # head", "---", "===", "***", "* * *", "- - -", "```", "```python", "~~~",
    "    code", "\tcode", "| a | b |", "|---|---|", "|:-:|--:|", "a | b", "--- | ---",
    "| 1 | 2 | 3 |", "| 1 |", "<div>", "</div>", '<p align="center">', "<b>bold</b> text", "<br>",
    "<!-- comment -->", "<!-- open", "-->", "<table>", "<tr><td>1</td></tr>", "</table>", "<pre>",
    "</pre>",
    "[a]: https://example.org 'title'", "[a]:", "[a]", "**Key:** value", "**Key**", "_em_",
    "\\# no", "  text", "     text", "1986. A year", "-text", "+text", "![i](u)", "=-=",
    "<details><summary>S</summary>",
)  # fmt: skip
_CHARACTERS = "#>-*+_`~|:=<>[]()!\\ \t\n01.&\"'a"


def _stock(tokens: Sequence[dict[str, Any]]) -> Iterator[Shape]:
    for token in tokens:
        kind = token["type"]
        inside = token.get("children", ())
        if kind in ("paragraph", "block_text"):
            yield "paragraph", token["text"].strip(), ()
        elif kind == "heading":
            yield f"heading {token['attrs']['level']}", token["text"].strip(), ()
        elif kind == "block_code":
            yield "code", token["raw"].strip(), ()
        elif kind == "block_html":
            yield "html", token["raw"].strip(), ()
        elif kind == "thematic_break":
            yield "rule", "", ()
        elif kind == "table":
            head, body = inside
            rows = [head, *body["children"]]
            cells = [cell["text"] for row in rows for cell in row["children"]]
            yield "table", _squeezed("".join(cells)), ()
        elif kind == "list":
            ordered = "ordered" if token["attrs"]["ordered"] else "bullet"
            yield "list", ordered, tuple(_stock(inside))
        elif kind != "blank_line":
            yield {"list_item": "item", "block_quote": "quote"}[kind], "", tuple(_stock(inside))


def _ours(blocks: Sequence[Block]) -> Iterator[Shape]:
    for block in blocks:
        kind, text = block.kind, block.text.strip()
        if kind == "heading":
            kind = f"heading {block.level}"
        elif kind == "comment":
            kind = "html"
        elif kind == "table":
            rows = block.text.split("\n")
            text = _squeezed("".join(rows[:1] + rows[2:]))
        elif kind == "list":
            text = block.info
        yield kind, text, tuple(_ours(block.children))


def _squeezed(text: str) -> str:
    return re.sub(r"[|\s]", "", text)


def stock(text: str) -> tuple[Shape, ...]:
    """The blocks of stock mistune with its table plugin, tables in lists and quotes included."""
    state = _STOCK.state_cls()
    state.process(text if text.endswith("\n") else text + "\n")
    _STOCK.parse(state)
    return tuple(_stock(state.tokens))


def ours(text: str) -> tuple[Shape, ...]:
    """The blocks of `read_blocks`."""
    return tuple(_ours(read_blocks(text).blocks))


def texts() -> list[str]:
    """All shared cards and pages, without front matter."""
    found = []
    for path in sorted(SHARED.rglob("*")):
        if path.suffix in (".md", ".txt"):
            text = path.read_text(encoding="utf-8").replace("\r\n", "\n")
            end = text.find("\n---\n", 4) if text.startswith("---\n") else -1
            found.append(text[end + 5 :] if end >= 0 else text)
    return found


def mutated(source: Sequence[str], count: int, seed: int) -> Iterator[str]:
    """`count` pieces of up to 30 lines, each changed in one to five places."""
    chance = random.Random(seed)
    lines_of = [text.split("\n") for text in source]
    for _ in range(count):
        lines = chance.choice(lines_of)
        begin = chance.randrange(len(lines))
        piece = lines[begin : begin + chance.randint(3, 30)]
        for _ in range(chance.randint(1, 5)):
            _mutate(piece, chance)
        yield "\n".join(piece) + "\n"


def _mutate(piece: list[str], chance: random.Random) -> None:
    at = chance.randrange(len(piece))
    how = chance.randrange(9)
    if how == 0 and len(piece) > 1:
        del piece[at]
    elif how in (1, 2):
        piece.insert(at, chance.choice(_LINES))
    elif how == 3:
        piece[at] = chance.choice((" ", "  ", "   ", "    ", "\t", "> ", "- ", "1. ")) + piece[at]
    elif how == 4:
        other = chance.randrange(len(piece))
        piece[at], piece[other] = piece[other], piece[at]
    elif how == 5 and at + 1 < len(piece):
        piece[at : at + 2] = [piece[at] + piece[at + 1]]
    elif how == 6:
        piece[:] = [line for line in piece if line.strip()] or [""]
    else:
        place = chance.randrange(len(piece[at]) + 1)
        keep = place + chance.randrange(2)
        piece[at] = piece[at][:place] + chance.choice(_CHARACTERS) + piece[at][keep:]


def reason(text: str) -> str | None:
    """Which mended fault of mistune explains that the two differ on `text`; None when none does."""
    lines = minimal(text).split("\n")
    for why, explains in _REASONS.items():
        if explains(lines):
            return why
    return None


def minimal(text: str) -> str:
    """The text without all lines that the difference does not need."""
    lines = text.rstrip("\n").split("\n")
    step = max(len(lines) // 2, 1)
    while True:
        at = 0
        while at < len(lines):
            fewer = lines[:at] + lines[at + step :]
            if stock("\n".join(fewer)) != ours("\n".join(fewer)):
                lines = fewer
            else:
                at += step
        if step == 1:
            return "\n".join(lines)
        step //= 2


def _any(pattern: str) -> Callable[[list[str]], bool]:
    line = re.compile(pattern)
    return lambda lines: any(line.match(each) for each in lines)


def _after(first: str, second: str) -> Callable[[list[str]], bool]:
    one, two = re.compile(first), re.compile(second)
    return lambda lines: any(one.match(a) and two.match(b) for a, b in pairwise(lines))


# What mistune 3.4 misreads on cards, each seen in the fewest lines that show it. The order matters:
# what is more special comes first.
_REASONS: dict[str, Callable[[list[str]], bool]] = {
    "an underline is made of one character": _any(r"\W*(=+-|-+=)[=-]*\s*$"),
    "a line of blanks is blank": _any(r"[\s>]*[ \t]+$"),
    "a tag that closes itself can stand alone": _any(r"[\W\d]*<[^>]*/>\s*$"),
    "a table with blank lines is one piece of HTML": lambda lines: (
        any(not line.strip(" >") for line in lines) and any("<table" in line for line in lines)
    ),
    "a heading, HTML or list ends a quote, which comes before it; only a paragraph is lazy": _after(
        r"[\W\d]*>", ""
    ),
    "a tag's name ends at a blank or at the tag's end": _any(r"\W*</?[A-Za-z0-9]+[^A-Za-z0-9\s>/]"),
    "HTML ends a list item": _after(r"\W*([-+*]|\d+[.)])(\s|$)", r"[\W]*</?\w+"),
    "a table keeps ragged rows, and rows without outer pipes": _after(r".*\|", r"\W*[|:-][|: -]*$"),
}


def main(count: int) -> int:
    """Compare on all cards and `count` mutations; 1 when a difference has no reason."""
    source = texts()
    reasons: Counter[str] = Counter()
    unexplained = 0
    for number, text in enumerate([*source, *mutated(source, count, 7)]):
        if stock(text) == ours(text):
            continue
        why = reason(text)
        reasons[why or "unexplained"] += 1
        if why is None:
            unexplained += 1
            if unexplained <= 5:
                least = minimal(text)
                print(f"--- {number}\n{least}\nmistune: {stock(least)}\nours: {ours(least)}")
    print(len(source), "texts,", count, "mutations,", sum(reasons.values()), "differ")
    for why, times in reasons.most_common():
        print(f"{times:7} {why}")
    return 1 if unexplained else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000))
