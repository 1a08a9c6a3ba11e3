"""Real cards, their structure changed or broken: every word stands somewhere in the JSON.

`python -m tests.support.no_word_lost [--mutants 2000] [--cards DIRECTORY]`. Words are
runs of letters in any script, and numbers of the body. Comments and escapes of the front matter,
tags, entities, addresses, and what YAML reads as truth values are no words.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import modelcards
from modelcards.front_matter.split import split
from modelcards.limits import DEFAULT_LIMITS

_WORD = re.compile(r"[^\W\d_]{2,}")
_NUMBER = re.compile(r"\d[\d.]{2,}\d")
_NO_WORDS = re.compile(r"</?[A-Za-z][^<>]*>|&\w+;|\(http[^)]*\)")
_COMMENT = re.compile(r"(?m)(?:^|(?<=\s))#.*$")
# What is left of an emoji that was damaged beyond repair is no letter.
_DEBRIS = re.compile("[\u00f0\u011f]\u0178")
_ESCAPE = re.compile(r"\\(?:x[0-9A-F]{2}|u[0-9A-F]{4}|.)")
_TYPED = frozenset(("true", "false", "null"))
_ADDED = ("```\n", "<div>", "|", "**", "[", "](", "---\n", "# ")
_LARGEST = 20_000
_TAGS = ("<table>", "</table>", "<tr>", "</td>", "<td>", "<div>", "</div>", "<p>", "<details>",
         "</summary>", "<b>", "</b>", "<!--", "-->", "<center>", "<ul><li>", "</code>")  # fmt: skip
_DELIMITER = re.compile(r"(?m)^\|?(?:\s*:?-+:?\s*\|)+\s*:?-*:?\s*$")


def mutated(text: str, other: str, rng: random.Random) -> str:
    """A card with blocks moved, nested, joined or broken, some of them of another card."""
    blocks, others = (re.split(r"(\n\s*\n)", one) for one in (text, other))
    for _ in range(rng.choice((1, 2, 4))):
        at = rng.randrange(len(blocks))
        block = blocks[at]
        kind = rng.randrange(6)
        if kind == 0:
            blocks.insert(at, rng.choice(others))
        elif kind == 1:
            blocks[at] = "\n".join(rng.choice(("> ", "  - ")) + line for line in block.split("\n"))
        elif kind == 2:
            blocks[at] = f"<table><tr><td>{block}</td></tr></table>"
        elif kind == 3:
            blocks[at] = rng.choice((block.replace("|", "||", 1), block.replace("-|", "|", 1)))
        elif kind == 4:
            blocks[at] = f"<details><summary>{block[:30]}</summary>\n{block[30:]}</details>"
        else:
            blocks[at] = block[: rng.randrange(len(block) + 1)] + rng.choice(_ADDED) + block
    return "".join(blocks)


def broken(text: str, other: str, rng: random.Random) -> str:
    """A card whose lines and bytes are wrong: two in one, cut, doubled, its marks out of place."""
    for _ in range(rng.choice((1, 2, 3))):
        lines = text.split("\n")
        at = rng.randrange(len(lines))
        kind = rng.randrange(8)
        if kind == 0:
            cut = rng.randrange(len(other) + 1)
            text = "\n".join(
                (*lines[:at], other[cut:] if rng.random() < 0.5 else other, *lines[at:])
            )
        elif kind == 1:
            data = text.encode()
            first, last = sorted(rng.randrange(len(data) + 1) for _ in range(2))
            kept = (data[first:], data[:last], data[:first] + data[last:])
            text = rng.choice(kept).decode("utf-8", "replace")
        elif kind == 2:
            text = "\n".join((*lines[:at], *lines[at : at + rng.choice((1, 2, 9))], *lines[at:]))
        elif kind == 3:
            rows = list(_DELIMITER.finditer(text))
            if rows:
                row = rng.choice(rows)
                made = rng.choice(("|--|", row[0].replace("-", "=", 3), row[0][:-4], row[0] + "-|"))
                text = text[: row.start()] + rng.choice((made, "", row[0] * 2)) + text[row.end() :]
        elif kind == 4:
            for _ in range(rng.choice((1, 3))):
                place = rng.randrange(len(text) + 1)
                text = text[:place] + rng.choice(_TAGS) + text[place:]
        elif kind == 5:
            end = rng.choice(("\r", "\r\n", "\u2028", "\x0b", "\x0c", "\x85", "\n\r"))
            last = at + rng.choice((2, 8, 999))
            text = "\n".join((*lines[:at], end.join(lines[at:last]), *lines[last:]))
        elif kind == 6:
            depth = rng.choice(("> ", ">", "> > ", "  > ", "- > "))
            some = lines[at : at + rng.choice((1, 5, 30))]
            fence = rng.choice(("```", "~~~", "````md", "``"))
            quoted = [
                depth + line for line in (fence, *some, *((fence,) if rng.random() < 0.5 else ()))
            ]
            text = "\n".join((*lines[:at], *quoted, *lines[at + len(some) :]))
        else:
            other_at = rng.randrange(len(lines))
            lines[at], lines[other_at] = lines[other_at], lines[at]
            text = "\n".join(lines)
    return text


def lost(text: str) -> set[str]:
    """The words of a card that its JSON does not hold."""
    card = modelcards.parse(text)
    held = "\n".join(_texts(json.loads(modelcards.to_json(card, indent=None))))
    read = modelcards.repair(text.replace("\r\n", "\n").replace("\r", "\n")).text
    read = _DEBRIS.sub("", read)
    at = _body(read)
    front, body = _COMMENT.sub(" ", _ESCAPE.sub(" ", read[:at])), _NO_WORDS.sub(" ", read[at:])
    words = {*_WORD.findall(_NO_WORDS.sub(" ", front)), *_WORD.findall(body)}
    missing = words.union(_NUMBER.findall(body)).difference(_WORD.findall(held))
    # Markup between two words may go, and they stand as one.
    return {one for one in missing if one not in held and one.lower() not in _TYPED}


def _body(text: str) -> int:
    """Where the front matter of a text ends."""
    return len("\n".join(text.split("\n")[: split(text, DEFAULT_LIMITS).body_line - 1]))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from _texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)


def main(argv: list[str] | None = None) -> int:
    """1 when a word was lost."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--mutants", type=int, default=2000)
    parser.add_argument("--cards", type=Path, default=Path("../shared/cards/wild"))
    args = parser.parse_args(argv)
    rng = random.Random(11)
    paths = sorted(path for path in args.cards.rglob("*") if path.is_file())
    few = [path for path in paths if path.stat().st_size < _LARGEST]
    texts = [path.read_text("utf-8", "replace") for path in rng.sample(few, min(300, len(few)))]
    failed = 0
    for number in range(args.mutants):
        change = rng.choice((mutated, broken))
        missing = lost(change(rng.choice(texts), rng.choice(texts), rng))
        failed += bool(missing)
        if missing:
            print(f"{number}: {', '.join(sorted(missing)[:5])}")
    print(f"{args.mutants} mutants, {failed} with lost words")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
